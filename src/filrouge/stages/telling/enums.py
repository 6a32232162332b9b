"""Stored and spoken values of the telling stage, in lower-case English."""

from enum import StrEnum


class News(StrEnum):
    """What somebody who was invited or written to does not know yet."""

    CALLED_OFF = "called_off"
    PUT_OFF = "put_off"
    MOVED = "moved"
    ON_AGAIN = "on_again"


class NotTold(StrEnum):
    """Why somebody who was written to is not told: by us, or by this way."""

    SAID_NO = "said_no"
    REGISTERED = "registered"
    FOLLOWS = "follows"
    OBJECTS = "objects"
    UNREACHABLE = "unreachable"
