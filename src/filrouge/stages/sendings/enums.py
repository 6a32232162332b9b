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
    HAS_LETTER = "has_letter"
    STOPPED = "stopped"


class Hold(StrEnum):
    """Why a sending does not go on, whatever it carries: what became of its gathering, since somebody approved it."""

    CANCELLED = "gathering_cancelled"
    POSTPONED = "gathering_postponed"
    OVER = "gathering_over"
    MOVED = "gathering_moved"


class Halt(StrEnum):
    """Why a sending does not go on with its letter: an erratum was issued since the approval, or facts have changed."""

    CORRECTED = "letter_corrected"
    OUTDATED = "letter_outdated"
