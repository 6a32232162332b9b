"""Stored values of the agendas stage."""

from enum import StrEnum


class Trouble(StrEnum):
    """Why a gathering did not get into the agenda. The first three are ours to mend, the others may pass."""

    NOT_PUBLIC = "not_public"
    NO_DAY = "no_day"
    NO_PLACE = "no_place"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
