"""Stored values of the sendings stage, in lower-case English."""

from enum import StrEnum


class SendingState(StrEnum):
    """The life of a sending. Nothing leaves before somebody approved it, nor while it is paused."""

    DRAFT = "draft"
    APPROVED = "approved"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"


class RecipientState(StrEnum):
    """Where one recipient of a sending stands; once `queued`, the outbox says what became of the mail."""

    WAITING = "waiting"
    QUEUED = "queued"
    LEFT_OUT = "left_out"


class LeftOut(StrEnum):
    """Why somebody of the directory is not written to."""

    NOT_MEANT = "not_meant"
    LANGUAGE = "language"
    NO_ADDRESS = "no_address"
    UNREACHABLE = "unreachable"
    OBJECTS = "objects"
    ANSWERED = "answered"
    STOPPED = "stopped"
