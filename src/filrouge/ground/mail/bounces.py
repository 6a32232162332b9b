"""What came back: one mail of ours, and what the other side said of it."""

import re
from dataclasses import dataclass

from django.conf import settings

from filrouge.ground.mail.enums import Answer

_OURS = re.compile(r"<?mail-(\d{1,18})@([^>\s]+)>?")
# Refusals that would be lasting by their first digit, and do not speak of the address: a full mailbox, a mail that is
# too long, what it holds, and above all policy – a sender's domain that is set up wrongly must not retire a directory.
_OF_THE_MAIL = ("5.2.2", "5.2.3", "5.3.", "5.4.7", "5.5.", "5.6.", "5.7.")


@dataclass(frozen=True)
class Bounce:
    """What was said of one mail. `mail_id` is the row of the outbox, None when it was not one of ours.

    `addresses`: whom the report names, one or several spellings of the same recipient, none when it hides them.
    `way_out`: the List-Unsubscribe of the mail as the report carries it along, which nobody else can know.
    """

    mail_id: int | None
    addresses: tuple[str, ...]
    answer: Answer
    reason: str = ""
    way_out: str = ""


def identifier_of(mail_id: int) -> str:
    """What a mail of the outbox is called outside, without brackets: the same for ever, so that it is recognised."""
    return f"mail-{mail_id}@{settings.MAIL_DOMAIN}"


def mail_of(message_id: str) -> int | None:
    """The row of the outbox that bears this Message-ID, None for one that was not made here."""
    found = _OURS.search(message_id)
    return int(found[1]) if found and found[2].lower() == settings.MAIL_DOMAIN.lower() else None


def answer_of(status: str, said: str) -> Answer:
    """Whether a refusal is about the address or about this mail, from the status (RFC 3463) and the server's words."""
    code = status if re.fullmatch(r"[245]\.\d{1,3}\.\d{1,3}", status) else ""
    if not code or code == "5.0.0":
        named = re.search(r"\b([45]\.\d{1,3}\.\d{1,3})\b", said) or re.search(r"\b([45])\d\d\b", said)
        code = named[1] if named else code
    return Answer.HARD if code.startswith("5") and not code.startswith(_OF_THE_MAIL) else Answer.SOFT


def in_one_line(said: object) -> str:
    """What a server said, as it is kept: without what no database takes."""
    plain = str(said or "").encode("utf-8", "replace").decode().replace("\0", " ")
    return " ".join(plain.split())[:500]
