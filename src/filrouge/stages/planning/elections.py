"""French municipal elections and the months before them (code électoral, art. L. 52-1). Pure.

The list holds the elections whose dates are known; nothing is said of years whose decree is not out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.rules import TOOK_PLACE
from filrouge.stages.planning.enums import NoticeKind, StepProgress
from filrouge.stages.planning.facts import Notice, Place, PlannedStep
from filrouge.stages.planning.rules import months_later


@dataclass(frozen=True)
class Election:
    """The rounds of a general election of municipal councils."""

    rounds: tuple[date, ...]

    @property
    def caution_from(self) -> date:
        """The first day of the sixth month before the month of the election."""
        return months_later(self.rounds[0].replace(day=1), -6)

    @property
    def caution_until(self) -> date:
        """The last day of voting."""
        return self.rounds[-1]


MUNICIPAL = (
    Election((date(2014, 3, 23), date(2014, 3, 30))),
    Election((date(2020, 3, 15), date(2020, 6, 28))),
    Election((date(2026, 3, 15), date(2026, 3, 22))),
)


def caution_on(day: date) -> Election | None:
    """The election whose months of caution hold this day; None outside them."""
    return next((one for one in MUNICIPAL if one.caution_from <= day <= one.caution_until), None)


def pre_election(facts: GatheringFacts, place: Place, steps: Iterable[PlannedStep], *, on: date) -> tuple[Notice, ...]:
    """A notice for each day of the gathering, and each mailing still to come, that falls into those months.

    A mailing that is late would leave today. `step` is empty for the gathering itself. Nothing for another organiser.
    """
    if not place.is_municipality:
        return ()
    days = sorted({part.day for part in facts.parts if part.day is not None})
    told = [Notice(NoticeKind.PRE_ELECTION, day, day) for day in days]
    if facts.state not in TOOK_PLACE:
        told += [
            Notice(NoticeKind.PRE_ELECTION, max(step.due, on), max(step.due, on), step=step.key)
            for step in steps
            if step.is_mailing and step.due is not None and step.progress is not StepProgress.DONE
        ]
    return tuple(notice for notice in told if caution_on(notice.first))
