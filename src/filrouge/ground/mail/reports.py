"""What lies in a mailbox for returned mails: reports of servers (RFC 3464), complaints (RFC 5965), and the rest."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message

from filrouge.ground.mail.bounces import Bounce, answer_of, in_one_line, mail_of
from filrouge.ground.mail.enums import Answer, Found

logger = logging.getLogger("filrouge.bounces")

# The part that says what happened stands before the mail that came back, whose annexes may be large.
ENOUGH = 1_000_000
_MACHINES = re.compile(r"(mailer-daemon|postmaster)@", re.IGNORECASE)
_COMPLAINTS = {"abuse": Answer.COMPLAINT, "fraud": Answer.COMPLAINT, "opt-out": Answer.UNSUBSCRIBED}


@dataclass(frozen=True)
class Read:
    """One mail of the mailbox: what it is, and what it says of mails, perhaps of ours."""

    found: Found
    bounces: tuple[Bounce, ...] = ()


def read_mail(raw: bytes) -> Read:
    """What a mail is. `raw` may be its first `ENOUGH` bytes. Never raises: what cannot be read is for a human."""
    try:
        return _read(message_from_bytes(raw[:ENOUGH], policy=policy.default))
    except Exception:
        # The parser trips over broken heads in many ways, and a mailbox holds whatever anybody sends.
        logger.exception("a mail in the mailbox for returned mails could not be read")
        return Read(Found.UNREADABLE)


def _read(message: EmailMessage) -> Read:
    if message.get_content_type() == "multipart/report":
        return _report(message)
    if message.get("X-Failed-Recipients"):
        return Read(Found.TAKEN, tuple(_by_older_exim(message)))
    if _MACHINES.search(str(message.get("From", ""))):
        return Read(Found.UNREADABLE)
    answers = str(message.get("Auto-Submitted", "no")).partition(";")[0].strip().lower()
    if answers != "no" or message.get("X-Autoreply") or str(message.get("Precedence", "")).lower() == "auto_reply":
        return Read(_by_a_machine(f"{message.get('In-Reply-To', '')} {message.get('References', '')}"))
    return Read(Found.PERSON)


def _by_a_machine(answers: str) -> Found:
    """What a machine says of a mail of ours is done with; the mailbox may be one from which people write too."""
    return Found.AUTOMATIC if any(mail_of(one) for one in answers.split()) else Found.FOREIGN


def _report(message: EmailMessage) -> Read:
    head = _original_head(message)
    complaints = tuple(_complaints(message, head))
    if complaints:
        return Read(Found.TAKEN, complaints)
    blocks = list(_blocks(message))
    bounces = tuple(_bounces(blocks, head))
    if bounces:
        return Read(Found.TAKEN, bounces)
    receipts = list(_parts(message, "message/disposition-notification"))
    if receipts or _is_good_news(blocks):
        said = [str(receipt.get("Original-Message-ID", "")) for receipt in receipts]
        return Read(_by_a_machine(" ".join([str(head.get("Message-ID", "")), *said])))
    return Read(Found.UNREADABLE)


def _is_good_news(blocks: list[Message]) -> bool:
    said = {str(block.get("Action", "")).strip().lower() for block in blocks} - {""}
    return bool(said) and said <= {"delivered", "relayed", "expanded"}


def _blocks(message: EmailMessage) -> Iterator[Message]:
    """The parts of a delivery status: one about the server, one for each recipient."""
    return _parts(message, "message/delivery-status")


def _parts(message: EmailMessage, kind: str) -> Iterator[Message]:
    """The fields in the parts of a kind."""
    for part in message.walk():
        payload = part.get_payload() if part.get_content_type() == kind else None
        yield from (block for block in payload or () if isinstance(block, Message))


def _bounces(blocks: list[Message], head: Message) -> Iterator[Bounce]:
    for block in blocks:
        action = str(block.get("Action", "")).strip().lower()
        addresses = tuple(_addresses(block, "Original-Recipient", "Final-Recipient"))
        if not addresses or action not in ("failed", "delayed"):
            continue
        status = str(block.get("Status", "")).split("(")[0].strip()
        said = str(block.get("Diagnostic-Code", "")).partition(";")[2].strip()
        yield Bounce(
            mail_id=mail_of(str(head.get("Message-ID", ""))),
            addresses=addresses,
            answer=Answer.DELAYED if action == "delayed" else answer_of(status, said),
            reason=in_one_line(said or status),
            way_out=_way_out(head),
        )


def _complaints(message: EmailMessage, head: Message) -> Iterator[Bounce]:
    for fields in _parts(message, "message/feedback-report"):
        answer = _COMPLAINTS.get(str(fields.get("Feedback-Type", "")).strip().lower())
        if answer is not None:
            yield Bounce(
                mail_id=mail_of(str(head.get("Message-ID", ""))),
                addresses=tuple(_addresses(fields, "Original-Rcpt-To")),
                answer=answer,
                way_out=_way_out(head),
            )


def _by_older_exim(message: EmailMessage) -> Iterator[Bounce]:
    """Exim named the addresses in the head, and put the mail as text below its own, before it spoke RFC 3464."""
    body = message.get_body(("plain",))
    text = str(body.get_content()) if body else ""
    identifier = re.search(r"^Message-ID:\s*(<[^>]+>)", text, re.IGNORECASE | re.MULTILINE)
    said = re.search(r"^\s+((?:SMTP error .*:|.*\b5\d\d\b).*(?:\n\s+\S.*)?)", text, re.MULTILINE)
    for address in str(message["X-Failed-Recipients"]).split(","):
        reason = in_one_line(said[1] if said else "")
        answer = answer_of("", reason)
        yield Bounce(mail_of(identifier[1]) if identifier else None, (address.strip(),), answer, reason)


def _addresses(fields: Message, *names: str) -> Iterator[str]:
    for name in names:
        for value in fields.get_all(name, ()):
            address = str(value).rpartition(";")[2].strip(" <>")
            if "@" in address:
                yield address


def _way_out(head: Message) -> str:
    return "".join(str(head.get("List-Unsubscribe", "")).split())


def _original_head(message: EmailMessage) -> Message:
    """The head of the mail that came back, which the report carries along; an empty one when it does not."""
    for part in message.walk():
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], Message):
                return inner[0]
        if part.get_content_type() in ("text/rfc822-headers", "message/rfc822-headers"):
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], Message):
                return inner[0]
            raw = part.get_payload(decode=True)
            return message_from_bytes(raw if isinstance(raw, bytes) else b"", policy=policy.default)
    return Message()
