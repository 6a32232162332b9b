"""Dates as precise as people know them: a day, a half-day, "early March 2023", a year, or nothing yet.

Canonical text (YAML files, database column), one form for each meaning:
``2023-05-12`` · ``2016-11-22 morning`` · ``2021-10`` · ``early 2023-03`` · ``late 2021`` · ``2019`` ·
``unknown``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How much of the date is known."""

    DAY = "day"
    HALF_DAY = "half_day"
    MONTH = "month"
    PART_OF_MONTH = "part_of_month"
    PART_OF_YEAR = "part_of_year"
    YEAR = "year"
    UNKNOWN = "unknown"


class Half(StrEnum):
    """Half of a day."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


class Portion(StrEnum):
    """Third of a month (from the 1st, 11th, 21st) or of a year (from January, May, September)."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"


_PORTIONS = tuple(Portion)
_HALVES: tuple[Half | None, ...] = (None, *Half)
_MONTH_STARTS = (1, 11, 21)
_YEAR_STARTS = (1, 5, 9)
_ACCEPTED = (
    "write 2023-05-12, 2016-11-22 morning (or afternoon), 2021-10, early 2023-03, early 2021 "
    "(or mid, late), 2019, or unknown"
)
_GRAMMAR = re.compile(
    r"(?:(?P<portion>early|mid|late) )?(?P<year>[0-9]{4})"
    r"(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})(?: (?P<half>morning|afternoon))?)?)?"
)


@dataclass(frozen=True)
class VagueDate:
    """A date with its precision.

    ``floor`` is the earliest day that the date can mean (None when unknown): "late 2021" has the floor
    2021-09-01. ``half`` is set for the precision ``half_day`` only.
    Raises ValueError when the three fields contradict each other (a month whose floor is not its first day).
    """

    precision: Precision
    floor: date | None = None
    half: Half | None = None

    def __post_init__(self) -> None:
        if (self.half is not None) != (self.precision is Precision.HALF_DAY):
            raise ValueError(f"a half belongs to the precision half_day only, not to {self.precision}")
        if (self.floor is None) != (self.precision is Precision.UNKNOWN):
            raise ValueError(f"the precision {self.precision} does not go with the floor {self.floor}")
        if self.floor is not None and not _is_start(self.precision, self.floor):
            raise ValueError(f"{self.floor} is not the first day of a {self.precision}")

    @classmethod
    def on(cls, day: date, half: Half | None = None) -> VagueDate:
        """The exact day, or its morning or afternoon."""
        return cls(Precision.HALF_DAY if half else Precision.DAY, day, half)

    @classmethod
    def unknown(cls) -> VagueDate:
        """The date that nobody has fixed yet."""
        return cls(Precision.UNKNOWN)

    @classmethod
    def parse(cls, text: str) -> VagueDate:
        """Read the canonical text (see the module); raises ValueError naming the value and what is accepted.

        YAML turns ``2019`` and ``2023-05-12`` into an int and a date: pass ``str(value)``.
        """
        if text == "unknown":
            return cls.unknown()
        match = _GRAMMAR.fullmatch(text)
        if match is None or (match["portion"] and match["day"]):
            raise ValueError(f"{text!r} is not a vague date: {_ACCEPTED}.")
        try:
            return _from_match(match)
        except ValueError as error:
            raise ValueError(f"{text!r} is not in the calendar ({error}): {_ACCEPTED}.") from None

    @property
    def is_known(self) -> bool:
        """False for ``unknown`` only."""
        return self.floor is not None

    @property
    def portion(self) -> Portion | None:
        """The third of the month or of the year, None for every other precision."""
        if self.floor is not None and self.precision is Precision.PART_OF_MONTH:
            return _PORTIONS[_MONTH_STARTS.index(self.floor.day)]
        if self.floor is not None and self.precision is Precision.PART_OF_YEAR:
            return _PORTIONS[_YEAR_STARTS.index(self.floor.month)]
        return None

    @property
    def last(self) -> date | None:
        """The latest day that the date can mean: "early 2023-03" ends on 2023-03-10; None when unknown."""
        start = self.floor
        if start is None or self.precision in (Precision.DAY, Precision.HALF_DAY):
            return start
        if self.precision is Precision.PART_OF_MONTH and self.portion is not Portion.LATE:
            return start.replace(day=start.day + 9)
        months = {Precision.PART_OF_YEAR: 4, Precision.YEAR: 12}.get(self.precision, 1)
        month = start.month + months - 1
        return date(start.year, month, monthrange(start.year, month)[1])

    def sort_key(self) -> tuple[bool, date, date, int]:
        """Key for sorting: by earliest day, the precise before the vague, unknown last.

        Two different vague dates never have the same key.
        """
        return (not self.is_known, self.floor or date.max, self.last or date.max, _HALVES.index(self.half))

    def __str__(self) -> str:
        if self.floor is None:
            return "unknown"
        year, month, day = self.floor.isoformat().split("-")
        return {
            Precision.DAY: f"{year}-{month}-{day}",
            Precision.HALF_DAY: f"{year}-{month}-{day} {self.half}",
            Precision.MONTH: f"{year}-{month}",
            Precision.PART_OF_MONTH: f"{self.portion} {year}-{month}",
            Precision.PART_OF_YEAR: f"{self.portion} {year}",
        }.get(self.precision, year)


def next_occurrence(*, day: int, month: int, anchor: date) -> date:
    """The next such day of the year strictly after the anchor; 29 February waits for the next leap year.

    Raises ValueError when the day exists in no year (31 April) or lies beyond the year 9999.
    """
    date(2000, month, day)  # a leap year: refuses what no year has, with the standard sentence
    # Leap years can be eight years apart: 1896, then 1904.
    for year in range(anchor.year, min(anchor.year + 8, date.max.year) + 1):
        if day <= monthrange(year, month)[1] and date(year, month, day) > anchor:
            return date(year, month, day)
    raise ValueError(f"no {day}/{month} after {anchor} before the end of the calendar")


def _is_start(precision: Precision, floor: date) -> bool:
    if precision is Precision.PART_OF_MONTH:
        return floor.day in _MONTH_STARTS
    if precision is Precision.PART_OF_YEAR:
        return floor.day == 1 and floor.month in _YEAR_STARTS
    if precision is Precision.YEAR:
        return (floor.month, floor.day) == (1, 1)
    return precision is not Precision.MONTH or floor.day == 1


def _from_match(match: re.Match[str]) -> VagueDate:
    start = date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    rank = _PORTIONS.index(Portion(match["portion"])) if match["portion"] else None
    if match["day"]:
        return VagueDate.on(start, Half(match["half"]) if match["half"] else None)
    if match["month"]:
        if rank is None:
            return VagueDate(Precision.MONTH, start)
        return VagueDate(Precision.PART_OF_MONTH, start.replace(day=_MONTH_STARTS[rank]))
    if rank is None:
        return VagueDate(Precision.YEAR, start)
    return VagueDate(Precision.PART_OF_YEAR, start.replace(month=_YEAR_STARTS[rank]))
