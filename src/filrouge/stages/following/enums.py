"""Stored and spoken values of the following stage, in lower-case English."""

from enum import StrEnum


class News(StrEnum):
    """What followers are told of a gathering, each once."""

    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    MOVED = "moved"
    INVITATION = "invitation"
    PROGRAMME = "programme"
