"""Stored and spoken values of the following stage, in lower-case English."""

from enum import StrEnum


class News(StrEnum):
    """What followers are told of a gathering, each once; that the programme changed, whenever the organiser says so."""

    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    MOVED = "moved"
    INVITATION = "invitation"
    PROGRAMME = "programme"
    PROGRAMME_CHANGED = "programme_changed"
