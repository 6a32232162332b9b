"""A post office: a real mail server in this process, to which the outbox delivers what a test has caused."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Handler
from django.test import override_settings
from icalendar import Calendar, Component

from filrouge.ground.mail.delivery import deliver_due
from filrouge.ground.mail.models import OutgoingMail


class Letter:
    """One mail as the recipient's mail program reads it."""

    def __init__(self, message: EmailMessage) -> None:
        self.message = message
        self.to = str(message["X-RcptTo"])
        self.subject = str(message["Subject"])
        self.sender = str(message["From"])
        self.text = _content(message, "plain")
        self.html = _content(message, "html")

    @property
    def calendars(self) -> list[Component]:
        """The calendar objects that travel with it."""
        return [Calendar.from_ical(part.get_content()) for part in self.calendar_parts]

    @property
    def calendar_parts(self) -> list[EmailMessage]:
        """The parts of the mail that hold calendar objects."""
        return [part for part in self.message.walk() if part.get_content_type() == "text/calendar"]

    @property
    def events(self) -> list[Component]:
        """The events in them."""
        return [event for calendar in self.calendars for event in calendar.walk("VEVENT")]

    @property
    def links(self) -> list[str]:
        """Every address that a robot would open, in text and HTML, without the host."""
        found = re.findall(r"https?://[^\s\"'<>]+", f"{self.text}\n{self.html}")
        return [re.sub(r"^https?://[^/]+", "", link) for link in dict.fromkeys(found)]

    @property
    def personal_link(self) -> str:
        """The path of the personal page."""
        found = [link for link in self.links if link.startswith("/r/")]
        assert found, f"no personal link in “{self.subject}”"
        return found[0]


def _content(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return str(part.get_content()) if part else ""


class _Inbox(Handler):
    def __init__(self) -> None:
        super().__init__()
        self.arrived: list[bytes] = []

    def prepare_message(self, session: Any, envelope: Any) -> Any:
        self.arrived.append(b"X-RcptTo: " + ", ".join(envelope.rcpt_tos).encode() + b"\r\n" + envelope.content)
        return None

    def handle_message(self, message: Any) -> None:
        """Nothing: the bytes were kept."""


class _Server(Controller):
    """A server on a port that the system chooses; the library knocks at the port that it was told."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()


class PostOffice:
    """Delivers the outbox over SMTP and hands over what has arrived."""

    def __init__(self, inbox: _Inbox) -> None:
        self._inbox = inbox

    def deliver(self) -> list[Letter]:
        """Send all that is due now; the letters that arrived by that. Fails when one could not be sent."""
        before = len(self._inbox.arrived)
        while deliver_due(now=datetime.now(UTC)):
            pass
        stuck = list(OutgoingMail.objects.exclude(state="sent").order_by("pk").values_list("kind", "last_error"))
        assert not stuck, f"mails that could not be sent: {stuck}"
        return [read(raw) for raw in self._inbox.arrived[before:]]

    def deliver_to(self, address: str) -> Letter:
        """Send all that is due; the one letter that arrived at this address."""
        letters = self.deliver()
        found = [letter for letter in letters if letter.to == address]
        assert len(found) == 1, f"{len(found)} letters for {address}; letters went to {[one.to for one in letters]}"
        return found[0]


def read(raw: bytes) -> Letter:
    """A letter from what came over the wire."""
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return Letter(message)


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    """Inside, mails leave over SMTP to a server of this process, on a port of its own."""
    inbox = _Inbox()
    server = _Server(inbox, hostname="127.0.0.1", port=0)
    server.start()
    try:
        with override_settings(
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=server.port
        ):
            yield PostOffice(inbox)
    finally:
        server.stop()


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    """A post office for one test."""
    with open_post_office() as office:
        yield office
