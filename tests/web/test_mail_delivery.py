"""The outbox against a real mail server: accepted, put off, refused, silent; and what the organiser then sees."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from pytest_django.fixtures import Settings

from filrouge.ground.mail.actions import enqueue, letter_for_outbox
from filrouge.ground.mail.delivery import CLAIM_LASTS, RETRY_AFTER, deliver_due, retry
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.mail.queries import mail_by_id
from tests.support.mailbox import _Server as Server

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Moody:
    """A mail server that answers as the recipient's name asks, and keeps what it took."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.connections = 0
        self.full = threading.Event()

    async def handle_EHLO(self, _server: Any, session: Any, _envelope: Any, hostname: str) -> str:  # noqa: N802
        self.connections += 1
        session.host_name = hostname
        return "250 HELP"

    async def handle_RCPT(self, _s: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        name = address.partition("@")[0]
        if name == "unknown":
            return "550 5.1.1 no such mailbox here"
        if name == "greylisted":
            return "451 4.7.1 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if envelope.rcpt_tos[0].startswith("spam"):
            return "554 5.7.1 looks like advertising"
        if envelope.rcpt_tos[0].startswith("broken"):
            return "421 4.3.0 closing"
        self.taken.append(envelope.content.decode())
        return "250 OK"


@contextmanager
def serving(settings: Settings) -> Iterator[Moody]:
    """Inside, mail leaves over SMTP to the moody server."""
    handler = Moody()
    server = Server(handler, hostname="127.0.0.1", port=0)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    try:
        yield handler
    finally:
        server.stop()


@pytest.fixture
def server(settings: Settings) -> Iterator[Moody]:
    """The moody server, up."""
    with serving(settings) as handler:
        yield handler


def queue(*names: str, now: datetime = NOW) -> list[int]:
    """One mail to each mailbox; the ids in order."""
    mails = [
        letter_for_outbox(
            kind="account",
            to=f"{name}@town.example",
            language="fr",
            now=now,
            context={"subject": f"Pour {name}", "text": "Bonjour Zoë", "html": "<p>Bonjour Zoë</p>"},
        )
        for name in names
    ]
    with transaction.atomic():
        enqueue(mails)
    return list(OutgoingMail.objects.order_by("pk").values_list("pk", flat=True))[-len(names) :]


def row(pk: int) -> OutgoingMail:
    """A mail as it is stored now."""
    return OutgoingMail.objects.get(pk=pk)


def test_an_accepted_mail_is_sent_once_with_an_identifier_of_its_own(server: Moody) -> None:
    first, second = queue("anna", "beat")
    assert deliver_due(now=NOW) == 2
    assert deliver_due(now=NOW + timedelta(days=3)) == 0
    assert len(server.taken) == 2
    assert server.connections == 1, "one connection serves the batch"
    assert f"Message-ID: <mail-{first}@" in server.taken[0]
    assert "Auto-Submitted: auto-generated" in server.taken[0]
    found = mail_by_id(second)
    assert found is not None
    assert (found.state, found.attempts, found.sent_at) == ("sent", 1, NOW)
    assert (found.subject, found.text) == ("Pour beat", "Bonjour Zoë")


def test_a_temporary_refusal_is_tried_again_later_with_its_reason_kept(server: Moody) -> None:
    (pk,) = queue("greylisted")
    assert deliver_due(now=NOW) == 1
    mail = row(pk)
    assert (mail.state, mail.attempts) == ("waiting", 1)
    assert "451" in mail.last_error and "come back later" in mail.last_error
    assert mail.next_attempt_at == NOW + RETRY_AFTER[0]
    assert deliver_due(now=NOW + RETRY_AFTER[0] - timedelta(seconds=1)) == 0

    OutgoingMail.objects.filter(pk=pk).update(to="anna@town.example")
    assert deliver_due(now=NOW + RETRY_AFTER[0]) == 1
    assert (row(pk).state, row(pk).last_error, row(pk).attempts) == ("sent", "", 2)


def test_it_is_given_up_after_the_last_try(server: Moody) -> None:
    (pk,) = queue("greylisted")
    now, tries = NOW, 0
    while (due := row(pk).next_attempt_at) is not None:
        now = due
        tries += deliver_due(now=now)
    assert tries == len(RETRY_AFTER) + 1
    assert row(pk).state == "failed"
    assert now - NOW == sum(RETRY_AFTER, timedelta())


@pytest.mark.parametrize(("name", "said"), [("unknown", "no such mailbox"), ("spam", "looks like advertising")])
def test_a_permanent_refusal_fails_at_once_and_says_why(server: Moody, name: str, said: str) -> None:
    (pk,) = queue(name)
    deliver_due(now=NOW)
    found = mail_by_id(pk)
    assert found is not None
    assert (found.state, found.attempts) == ("failed", 1)
    assert said in found.last_error
    assert found.subject == "" or found.subject == f"Pour {name}"
    assert deliver_due(now=NOW + timedelta(days=3)) == 0


def test_a_failed_mail_can_be_put_back_and_no_other(server: Moody) -> None:
    failed, sent = queue("unknown", "anna")
    deliver_due(now=NOW)
    assert not retry(sent, now=NOW)
    assert retry(failed, now=NOW)
    assert not retry(failed, now=NOW), "it waits already"
    assert (row(failed).state, row(failed).attempts) == ("waiting", 0)
    OutgoingMail.objects.filter(pk=failed).update(to="beat@town.example")
    deliver_due(now=NOW)
    assert row(failed).state == "sent"
    assert len(server.taken) == 2


def test_one_that_breaks_the_connection_takes_no_other_with_it(server: Moody) -> None:
    first, broken, last = queue("anna", "broken", "beat")
    assert deliver_due(now=NOW) == 3
    assert [row(pk).state for pk in (first, broken, last)] == ["sent", "waiting", "sent"]
    assert "421" in row(broken).last_error


def test_while_the_server_is_down_mails_wait_and_say_so(settings: Settings) -> None:
    (pk,) = queue("anna")
    with serving(settings):
        pass  # its port is known, and nobody listens there any more
    deliver_due(now=NOW)
    assert (row(pk).state, row(pk).attempts) == ("waiting", 1)
    assert "Refused" in row(pk).last_error
    with serving(settings) as server:
        deliver_due(now=NOW + RETRY_AFTER[0])
        assert len(server.taken) == 1
    assert row(pk).state == "sent"


def test_a_mail_that_cannot_be_composed_is_kept_with_the_reason(server: Moody) -> None:
    first, second = queue("anna", "beat")
    OutgoingMail.objects.filter(pk=first).update(kind="nothing_we_know")
    deliver_due(now=NOW)
    assert row(first).state == "waiting"
    assert "nothing_we_know" in row(first).last_error
    assert row(second).state == "sent"


def test_the_claim_of_a_worker_that_died_lapses(server: Moody) -> None:
    (pk,) = queue("anna")
    OutgoingMail.objects.filter(pk=pk).update(state="sending", next_attempt_at=NOW + CLAIM_LASTS)
    assert deliver_due(now=NOW + CLAIM_LASTS - timedelta(seconds=1)) == 0
    assert deliver_due(now=NOW + CLAIM_LASTS) == 1
    assert row(pk).state == "sent"
    assert len(server.taken) == 1


def test_a_worker_that_is_stopped_gives_back_what_it_has_not_tried(server: Moody) -> None:
    first, second, third = queue("anna", "beat", "carla")
    assert deliver_due(now=NOW, stopped=lambda: bool(server.taken)) == 1
    assert [row(pk).state for pk in (first, second, third)] == ["sent", "waiting", "waiting"]
    assert deliver_due(now=NOW) == 2, "at once, by the next worker"
    assert len(server.taken) == 3
