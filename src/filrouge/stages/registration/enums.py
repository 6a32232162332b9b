"""Stored values of the registration stage."""

from enum import StrEnum

from filrouge.core.states import Transitions


class PartState(StrEnum):
    """What became of the wish for one part."""

    CONFIRMED = "confirmed"
    WAITING = "waiting"
    REQUESTED = "requested"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


_S = PartState

PART_STATES: Transitions[PartState] = Transitions(
    {
        _S.CONFIRMED: {_S.WITHDRAWN, _S.REFUSED, _S.REQUESTED},
        _S.WAITING: {_S.CONFIRMED, _S.WITHDRAWN, _S.REFUSED, _S.REQUESTED},
        _S.REQUESTED: {_S.CONFIRMED, _S.WAITING, _S.WITHDRAWN, _S.REFUSED},
        _S.REFUSED: {_S.CONFIRMED, _S.WAITING, _S.REQUESTED, _S.WITHDRAWN},
        _S.WITHDRAWN: {_S.CONFIRMED, _S.WAITING, _S.REQUESTED, _S.REFUSED},
    }
)

# States in which a person still counts on something.
ACTIVE = frozenset({_S.CONFIRMED, _S.WAITING, _S.REQUESTED})


class Pictures(StrEnum):
    """What somebody said to the photographer; nothing said is neither."""

    AGREED = "agreed"
    REFUSED = "refused"


class HeldFor(StrEnum):
    """For what a confirmed place is held until a moment: the answer of who moved up, or the purchase order."""

    ANSWER = "answer"
    ORDER = "order"


class NeedKind(StrEnum):
    """What an organiser must provide for somebody."""

    MEAL = "meal"
    ACCESS = "access"


class Obstacle(StrEnum):
    """A rule that stands in the way and that the organiser may set aside, one at a time, with a motive."""

    NOT_OPEN = "not_open"
    PRIORITY = "priority"
    DEADLINE = "deadline"
    AUDIENCE = "audience"
    CLASH = "clash"
    CAPACITY = "capacity"
    DUPLICATE = "duplicate"


WRITTEN_TO = (PartState.CONFIRMED, PartState.WAITING)
"""In which state somebody may be, so that the organiser can write to them freely."""
