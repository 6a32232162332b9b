"""`filrouge worker` delivers to a real mail server and ends politely."""

import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from tests.cli.conftest import FILROUGE, free_port

pytestmark = pytest.mark.usefixtures("in_use")

QUEUE = """
from datetime import UTC, datetime
from django.db import transaction
from filrouge.ground.mail.actions import enqueue, letter_for_outbox
with transaction.atomic():
    enqueue([
        letter_for_outbox(kind="account", to=f"reader{number}@town.example", language="fr", now=datetime.now(UTC),
                          context={"subject": f"Bonjour {number}", "text": "Voilà"})
        for number in range(%d)
    ])
"""
STATES = """
from filrouge.ground.mail.models import OutgoingMail
print(*OutgoingMail.objects.order_by("id").values_list("state", flat=True))
"""


class SlowServer:
    """Takes mails, each only after it was allowed to."""

    def __init__(self) -> None:
        self.subjects: list[str] = []
        self.has_begun, self.may_go_on = threading.Event(), threading.Event()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 the library's name
        import asyncio

        self.has_begun.set()
        while not self.may_go_on.is_set():
            await asyncio.sleep(0.02)
        text = envelope.content.decode()
        self.subjects += [line.removeprefix("Subject: ") for line in text.splitlines() if line.startswith("Subject: ")]
        return "250 OK"


@pytest.fixture
def mail_server(surroundings: dict[str, str]) -> Iterator[SlowServer]:
    """A mail server that the installation is told of."""
    handler = SlowServer()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    surroundings |= {"FILROUGE_SMTP_HOST": "127.0.0.1", "FILROUGE_SMTP_PORT": str(controller.port)}
    yield handler
    handler.may_go_on.set()
    controller.stop()


def test_it_delivers_and_finishes_the_mail_under_way_before_it_ends(
    inside: Callable[[str], str], surroundings: dict[str, str], mail_server: SlowServer
) -> None:
    inside(QUEUE % 3)
    worker = subprocess.Popen([*FILROUGE, "worker"], env=surroundings)
    try:
        assert mail_server.has_begun.wait(30), "the first mail has not come"
        worker.send_signal(signal.SIGTERM)
        mail_server.may_go_on.set()
        assert worker.wait(20) == 0
    finally:
        worker.kill()
        worker.wait()
    assert mail_server.subjects == ["Bonjour 0"]
    assert inside(STATES) == "sent waiting waiting", "what was not tried waits for the next worker, not for its claim"


def test_it_goes_on_with_what_comes_later(
    inside: Callable[[str], str], surroundings: dict[str, str], mail_server: SlowServer
) -> None:
    mail_server.may_go_on.set()
    worker = subprocess.Popen([*FILROUGE, "worker"], env=surroundings)
    try:
        inside(QUEUE % 2)
        assert mail_server.has_begun.wait(30)
        inside(
            "import time\nfrom filrouge.ground.mail.models import OutgoingMail\n"
            "for _ in range(200):\n"
            "    if not OutgoingMail.objects.exclude(state='sent').exists(): break\n"
            "    time.sleep(0.05)"
        )
    finally:
        worker.send_signal(signal.SIGINT)
        assert worker.wait(20) == 0
    assert sorted(mail_server.subjects) == ["Bonjour 0", "Bonjour 1"]
    assert inside(STATES) == "sent sent"
