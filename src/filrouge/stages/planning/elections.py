"""Days on which people vote in France and Switzerland, as far as a rule or an official calendar fixes them. Pure.

Where a rule fixes only a period, the period is said, and that the days are not known here. Nothing is said of the
general election of the National Assembly (code électoral, art. LO 121, LO 122): a dissolution changes it at any time.

- Municipal councils: decrees of 2014, 2020 and 2026; then March 2032 (art. L. 227: every six years, in March, on days
  that a decree fixes). In the months before them art. L. 52-1, second paragraph (law no. 90-55 of 15 January 1990):
  from the first day of the sixth month before the month of general elections, no campaign may be run in the territory
  of the authorities concerned that promotes what an authority achieved or how it governs. That holds for bodies of
  several municipalities too (Conseil constitutionnel, 4 November 1993, AN Rhône). Social action centres (CCAS, CIAS)
  are public bodies of theirs; no text names them, the notice asks them for the same care.
- President: twenty to thirty-five days before the powers of the one in office expire (Constitution, art. 7), on 13 May
  2027; a second round fourteen days later.
- Departmental and regional councils: March 2028 (law no. 2021-191 of 22 February 2021).
- Half of the Senate: within the sixty days before the session that opens in October, every three years from 2026
  (art. LO 276 to LO 278). Delegates of the municipalities vote.
- European Parliament: every five years in the period of the election before, unless the Council moves it (act of
  20 September 1976, art. 5, 10 and 11); the last one was held in June 2024.
- Swiss federal votes: the Sundays that the ordinance on political rights reserves (RS 161.11, art. 2a), none of them in
  September when the National Council is elected; whether there is a vote is decided later. National Council: the last
  Sunday but one of October (RS 161.1, art. 19), every four years.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.rules import TOOK_PLACE
from filrouge.stages.planning.enums import Ballot, NoticeKind, StepProgress
from filrouge.stages.planning.facts import Notice, Place, PlannedStep
from filrouge.stages.planning.rules import months_later

_SUNDAY = 6


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

PERIODS = (
    (Ballot.PRESIDENTIAL, date(2027, 4, 11), date(2027, 5, 2)),
    (Ballot.DEPARTMENTAL_REGIONAL, date(2028, 3, 1), date(2028, 3, 31)),
    (Ballot.EUROPEAN, date(2029, 6, 1), date(2029, 6, 30)),
    (Ballot.SENATORIAL, date(2029, 8, 2), date(2029, 9, 30)),
    (Ballot.MUNICIPAL, date(2032, 3, 1), date(2032, 3, 31)),
)
"""French elections of which only the period is fixed: what, its first and its last possible day."""


def voting(days: Sequence[date], country: str) -> Iterator[Notice]:
    """What is voted on these days in a country, and the periods in which something is."""
    if country == "FR":
        rounds = {day for election in MUNICIPAL for day in election.rounds}
        yield from (Notice(NoticeKind.ELECTION, day, day, ballot=Ballot.MUNICIPAL) for day in days if day in rounds)
        for ballot, first, last in PERIODS:
            if any(first <= day <= last for day in days):
                yield Notice(NoticeKind.ELECTION_PERIOD, first, last, ballot=ballot)
    if country == "CH":
        known = {day: ballot for year in {day.year for day in days} for day, ballot in swiss_sundays(year).items()}
        yield from (Notice(NoticeKind.ELECTION, day, day, ballot=known[day]) for day in days if day in known)


def swiss_sundays(year: int) -> dict[date, Ballot]:
    """The Sundays of a year that are reserved for federal votes, and that of the National Council's election."""
    easter = easter_sunday(year)
    pentecost = easter + timedelta(weeks=7)
    is_election_year = year % 4 == 2023 % 4
    winter = _sunday(year, 2, 2) if easter > date(year, 4, 10) else easter - timedelta(weeks=4)
    summer = _sunday(year, 5, 3) if pentecost > date(year, 5, 28) else pentecost + timedelta(weeks=3)
    # The Sunday after the federal day of thanksgiving, which is the third one of September.
    autumn = _sunday(year, 9, 3) + timedelta(weeks=1)
    found = dict.fromkeys((winter, summer, autumn, _last_sunday(year, 11)), Ballot.FEDERAL_VOTE)
    if is_election_year:
        del found[autumn]
        found[_last_sunday(year, 10) - timedelta(weeks=1)] = Ballot.NATIONAL_COUNCIL
    return found


def easter_sunday(year: int) -> date:
    """Easter of the Gregorian calendar (the rule of Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + weekday - 7 * ((golden + 11 * moon + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


def _sunday(year: int, month: int, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(_SUNDAY - first.weekday()) % 7, weeks=number - 1)


def _last_sunday(year: int, month: int) -> date:
    """Of a month before December."""
    return _sunday(year, month + 1, 1) - timedelta(weeks=1)


def caution_on(day: date) -> Election | None:
    """The election whose months of caution hold this day; None outside them."""
    return next((one for one in MUNICIPAL if one.caution_from <= day <= one.caution_until), None)


def pre_election(facts: GatheringFacts, place: Place, steps: Iterable[PlannedStep], *, on: date) -> tuple[Notice, ...]:
    """A notice for each day of the gathering, and each mailing still to come, that falls into those months.

    A mailing that is late would leave today. `step` is empty for the gathering itself. Nothing for another organiser.
    """
    if not place.is_municipal:
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
