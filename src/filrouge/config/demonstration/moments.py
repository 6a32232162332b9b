"""Two days that cannot be had by moving a file by weeks: one that is a public holiday, one before an election."""

from datetime import date, timedelta

from filrouge.stages.planning.elections import MUNICIPAL
from filrouge.stages.planning.enums import NoticeKind
from filrouge.stages.planning.facts import Place
from filrouge.stages.planning.known_dates import notices_on

VALAIS = Place(country="CH", canton="VS")
_AHEAD, _LOOKED_AT, _MONTHS = 60, 30, 12
_FRIDAY = 4
_BEFORE = timedelta(days=36)


def next_holiday(today: date) -> date:
    """The first public holiday of Valais, at least two months ahead, that is neither Saturday nor Sunday."""
    for number in range(_MONTHS):
        first = today + timedelta(days=_AHEAD + number * (_LOOKED_AT + 1))
        for notice in notices_on(first, first + timedelta(days=_LOOKED_AT), VALAIS, language="fr"):
            if notice.kind is NoticeKind.PUBLIC_HOLIDAY and notice.first.weekday() <= _FRIDAY:
                return notice.first
    raise LookupError("no public holiday within a year")


def before_the_election() -> date:
    """A Saturday five weeks before the latest municipal election in France whose date is known."""
    return MUNICIPAL[-1].rounds[0] - _BEFORE
