"""The life of an outgoing mail."""

from enum import StrEnum


class MailState(StrEnum):
    """`waiting` covers a first try and every retry; `failed` is final and shown to the organiser."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
