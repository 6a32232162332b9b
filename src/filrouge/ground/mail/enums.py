"""The life of an outgoing mail."""

from enum import StrEnum


class MailState(StrEnum):
    """`waiting` covers a first try and every retry; `failed` is final and shown to the organiser.

    `withheld`: an invitation that did not leave, because its reader objected or the sending was stopped meanwhile.
    """

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    WITHHELD = "withheld"


class Stream(StrEnum):
    """What a mail is sent for: somebody's own affair, or the organiser's wish to reach them. Only the latter can be
    refused by its reader, and waits behind the former.
    """

    TRANSACTIONAL = "transactional"
    INVITATION = "invitation"
