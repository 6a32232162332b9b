"""A worker that is killed in the middle of a sending neither loses a mail nor sends one under two identifiers."""

import re
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from tests.cli.conftest import FILROUGE, free_port
from tests.support.tree import ROOT

pytestmark = pytest.mark.usefixtures("in_use")

PEOPLE = 7
BEGIN = f"""
import sys; sys.path.insert(0, {str(ROOT)!r})
from datetime import UTC, datetime
from tests.support import sendings
from tests.support.gatherings import load
from tests.support.letters import a_small_letter
facts = load(sendings.AHEAD)
for number in range({PEOPLE}):
    sendings.contact(facts, f"Anna Rey{{number}}", language="de" if number %% 2 else "fr")
letter = a_small_letter(facts, is_issued=True)["pk"] if %s else None
sendings.started(facts, now=datetime.now(UTC), batch_size=%d, pause_minutes=0, letter=letter)
"""
STATES = """
from filrouge.stages.sendings.models import SendingRecipient, Sending
rows = SendingRecipient.objects.order_by("pk").values_list("state", "mail__state")
print(Sending.objects.get().state, sorted({f"{state} {mail}" for state, mail in rows}), len(rows))
"""
# How many were handed a version, how many people that is, and of how many it is not known yet that it left.
RECEIPTS = """
from datetime import UTC, datetime
from filrouge.stages.sendings.actions.carrying import note_sent
from filrouge.stages.sendings.models import LetterReceipt
note_sent(datetime.now(UTC))
rows = LetterReceipt.objects.all()
print(len(rows), len({row.recipient_id for row in rows}), rows.filter(sent_at=None).count())
"""
# What ten minutes do: the claims of a worker that is gone lapse.
LATER = """
from datetime import UTC, datetime
from filrouge.ground.mail.models import OutgoingMail
print(OutgoingMail.objects.filter(state="sending").update(next_attempt_at=datetime.now(UTC)))
"""
DONE = """
import time
from datetime import UTC, datetime
from filrouge.ground.mail.models import OutgoingMail
from filrouge.stages.sendings.models import Sending
for _ in range(600):
    left = OutgoingMail.objects.exclude(state="sent").exists() or not OutgoingMail.objects.exists()
    if not left and Sending.objects.get().state == "done": break
    time.sleep(0.05)
"""
# A process that dies inside the transaction of a batch, after the mails were written and before it is over.
DIE_IN_A_BATCH = f"""
import sys; sys.path.insert(0, {str(ROOT)!r})
import os, signal
from datetime import UTC, datetime
from filrouge.stages.sendings.actions import leaving
from filrouge.stages.sendings.models import SendingRecipient
real = leaving.enqueue
def written(mails):
    real(mails)
    os.kill(os.getpid(), signal.SIGKILL)
leaving.enqueue = written
leaving.send_due(datetime.now(UTC))
"""


class Server:
    """Takes mails; holds the one with this number back until it is told to go on, as a slow server does."""

    def __init__(self, *, hold: int) -> None:
        self.hold, self.begun = hold, 0
        self.arrived: list[tuple[str, str]] = []
        self.files: dict[str, list[str]] = {}
        self.has_begun, self.may_go_on = threading.Event(), threading.Event()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 the library's name
        import asyncio

        self.begun += 1
        if self.begun == self.hold:
            self.has_begun.set()
            while not self.may_go_on.is_set():
                await asyncio.sleep(0.02)
            return "451 nobody listens any more"
        message = message_from_bytes(envelope.content, policy=policy.default)
        files = [part.get_payload(decode=True)[:5].decode() for part in message.walk() if part.get_filename()]
        self.files[envelope.rcpt_tos[0]] = files
        said = re.search(r"^Message-ID: (.*?)\r?$", envelope.content.decode(), re.MULTILINE)
        assert said
        self.arrived.append((envelope.rcpt_tos[0], said[1]))
        return "250 OK"


@pytest.fixture
def mail_server(surroundings: dict[str, str]) -> Iterator[Server]:
    """A mail server that holds back the third mail."""
    handler = Server(hold=3)
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    surroundings |= {"FILROUGE_SMTP_HOST": "127.0.0.1", "FILROUGE_SMTP_PORT": str(controller.port)}
    yield handler
    handler.may_go_on.set()
    controller.stop()


def test_killed_with_a_mail_under_way(
    inside: Callable[[str], str], surroundings: dict[str, str], mail_server: Server
) -> None:
    inside(BEGIN % (True, 4))
    worker = subprocess.Popen([*FILROUGE, "worker"], env=surroundings)
    try:
        assert mail_server.has_begun.wait(60), "the third mail has not come"
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    mail_server.may_go_on.set()
    assert len(mail_server.arrived) == 2
    assert int(inside(LATER)) == 2, "the mail under way and the one behind it were claimed by the dead worker"
    other = subprocess.Popen([*FILROUGE, "worker"], env=surroundings)
    try:
        inside(
            "from datetime import UTC, datetime\nfrom filrouge.stages.sendings.actions.leaving import send_due\n"
            "send_due(datetime.now(UTC))"
        )
        inside(DONE)
    finally:
        other.send_signal(signal.SIGTERM)
        other.wait(20)
    people = Counter(address for address, _identifier in mail_server.arrived)
    assert people == {f"anna.rey{number}@lindenau.example": 1 for number in range(PEOPLE)}
    assert len({identifier for _address, identifier in mail_server.arrived}) == PEOPLE
    assert inside(STATES) == f"done ['queued sent'] {PEOPLE}"
    # Each has the letter once, and it is known when: that of the dead worker too.
    assert mail_server.files == {address: ["%PDF-", "%PDF-"] for address in people}
    assert inside(RECEIPTS) == f"{PEOPLE} {PEOPLE} 0"


@pytest.mark.parametrize("has_letter", [False, True], ids=["words", "letter"])
def test_killed_inside_the_transaction_of_a_batch(
    inside: Callable[[str], str], surroundings: dict[str, str], has_letter: bool
) -> None:
    inside(BEGIN % (has_letter, 10))
    script = f"import django; django.setup()\n{DIE_IN_A_BATCH}"
    died = subprocess.run([sys.executable, "-c", script], env=surroundings, check=False, capture_output=True)
    assert died.returncode == -signal.SIGKILL, died.stderr
    assert inside(STATES) == f"running ['waiting None'] {PEOPLE}", "nothing of the batch is there"
    assert inside(RECEIPTS) == "0 0 0"
    inside(
        "from datetime import UTC, datetime\nfrom filrouge.stages.sendings.actions.leaving import send_due\n"
        "send_due(datetime.now(UTC))"
    )
    assert inside(STATES) == f"done ['queued waiting'] {PEOPLE}"
    assert inside(RECEIPTS) == (f"{PEOPLE} {PEOPLE} {PEOPLE}" if has_letter else "0 0 0")
