"""What came back: reports of mail servers (RFC 3464) read from a mailbox, and what a delivery service tells by HTTP."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from typing import Any

from django.conf import settings

_OURS = re.compile(r"<?mail-(\d{1,18})@([^>\s]+)>?")


@dataclass(frozen=True)
class Bounce:
    """One mail that came back. `mail_id` is the row of the outbox, None when it was not one of ours.

    `is_permanent`: the address takes no mail any more; otherwise it does not for the time being. `is_complaint`: its
    reader called the mail unwanted.
    """

    mail_id: int | None
    address: str
    reason: str
    is_permanent: bool
    is_complaint: bool = False


class NotRead(ValueError):
    """Something that is not in the documented form."""


def mail_of(message_id: str) -> int | None:
    """The row of the outbox that bears this Message-ID, None for one that was not made here."""
    found = _OURS.search(message_id)
    return int(found[1]) if found and found[2].lower() == settings.MAIL_DOMAIN.lower() else None


def read_report(raw: bytes) -> Sequence[Bounce]:
    """What a delivery report says, one for each recipient that failed or was delayed; nothing for any other mail."""
    message = message_from_bytes(raw, policy=policy.default)
    if not isinstance(message, EmailMessage) or message.get_content_type() != "multipart/report":
        return ()
    identifier = mail_of(_original_id(message))
    return tuple(_bounces(message, identifier))


def _bounces(message: EmailMessage, mail_id: int | None) -> Iterator[Bounce]:
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        blocks = part.get_payload()
        for block in blocks if isinstance(blocks, list) else ():
            if not isinstance(block, Message):
                continue
            recipient = str(block.get("Final-Recipient", ""))
            action = str(block.get("Action", "")).strip().lower()
            status = str(block.get("Status", "")).strip()
            if not recipient or action not in ("failed", "delayed"):
                continue
            said = str(block.get("Diagnostic-Code", "")).rpartition(";")[2] or status
            yield Bounce(
                mail_id=mail_id,
                address=recipient.rpartition(";")[2].strip(" <>"),
                reason=" ".join(said.split())[:500],
                is_permanent=action == "failed" and status.startswith("5"),
            )


def _original_id(message: EmailMessage) -> str:
    """The Message-ID of the mail that came back: from its head, which the report carries along."""
    for part in message.walk():
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], Message):
                return str(inner[0].get("Message-ID", ""))
        if part.get_content_type() == "text/rfc822-headers":
            found = re.search(r"^Message-ID:\s*(<[^>]+>)", str(part.get_content()), re.IGNORECASE | re.MULTILINE)
            if found:
                return found[1]
    return ""


def read_events(data: Any) -> Sequence[Bounce]:
    """What a delivery service tells: {"events": [{"type", "message_id", "address", "permanent", "reason"}]}.

    `type` is bounce or complaint; others are passed over. Raises NotRead.
    """
    events = data.get("events") if isinstance(data, Mapping) else None
    if not isinstance(events, list) or not all(isinstance(one, Mapping) for one in events):
        raise NotRead("events")
    return tuple(_event(one) for one in events if one.get("type") in ("bounce", "complaint"))


def _event(said: Mapping[str, Any]) -> Bounce:
    address = said.get("address")
    if not isinstance(address, str) or "@" not in address:
        raise NotRead("address")
    return Bounce(
        mail_id=mail_of(str(said.get("message_id", ""))),
        address=address.strip(),
        reason=" ".join(str(said.get("reason", "")).split())[:500],
        is_permanent=said.get("permanent") is True,
        is_complaint=said.get("type") == "complaint",
    )
