"""What is found in a text, what is known to be true, and what is told of the difference."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum


class Kind(StrEnum):
    """What a mention is about."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    HOUR = "hour"
    SEATS = "seats"
    NUMBER = "number"
    PLACE = "place"
    ADDRESS = "address"
    NAME = "name"


@dataclass(frozen=True)
class Mention:
    """One thing that a text says. `value` is the same in every language: "2023-04-14", "--04-14" without a year,
    "2023-03", "2019", "17:15", "30", the key of a place, an address in lower case, the key of a body or venue, the
    folded family name of a person.

    `weekday`: 0 for Monday, when the text names one. `is_deadline`: the words before it ask to act by then. `is_where`:
    a place of which the text says that something is there, not just its name.
    """

    kind: Kind
    value: str
    said: str
    start: int
    end: int
    weekday: int | None = None
    is_deadline: bool = False
    is_where: bool = False


@dataclass(frozen=True)
class Piece:
    """One text of one version: where it stands ("body"), the text with its facts put in, and where each stands in it.

    `inserted` holds (start, end) of what was put in by itself: that is true already.
    """

    where: str
    text: str
    inserted: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Known:
    """What is true, and with which placeholder a text would follow it (`names`: canonical value of a kind to name).

    `places` are those that the document may name, `gazetteer` all that it could name by mistake; both lead from a key
    to the names in all languages. `people` are full names; `named` leads from the key of a body or venue to its name in
    each language that has one.
    """

    days: frozenset[date] = frozenset()
    deadlines: frozenset[date] = frozenset()
    hours: frozenset[time] = frozenset()
    seats: frozenset[int] = frozenset()
    addresses: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    gazetteer: Mapping[str, frozenset[str]] = field(default_factory=dict)
    people: frozenset[str] = frozenset()
    named: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    names: Mapping[tuple[Kind, str], str] = field(default_factory=dict)


class Problem(StrEnum):
    """What is the matter with a mention."""

    OTHER_DEADLINE = "other_deadline"
    UNKNOWN_DAY = "unknown_day"
    WRONG_WEEKDAY = "wrong_weekday"
    UNKNOWN_HOUR = "unknown_hour"
    UNKNOWN_SEATS = "unknown_seats"
    UNKNOWN_PLACE = "unknown_place"
    UNKNOWN_ADDRESS = "unknown_address"
    NOT_SAID = "not_said"
    TYPED = "typed"


@dataclass(frozen=True)
class Finding:
    """One disagreement. `said` is what the text of `language` says, as it stands there; for NOT_SAID what the texts in
    `others` say and this one does not. `expected` are the canonical values that the facts know. `placeholder` would
    follow the fact. TYPED is no disagreement: true today, typed by hand, so that it would not follow a change.
    """

    problem: Problem
    kind: Kind
    language: str
    said: str
    value: str
    where: str = ""
    expected: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    placeholder: str = ""

    @property
    def is_mismatch(self) -> bool:
        """Whether somebody has to look before the document leaves."""
        return self.problem is not Problem.TYPED
