"""What files of contacts and of bodies have in common: what would become of a line, what it changes, what was left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any, Generic, Protocol, TypeVar

from filrouge.core.text import Translated, search_form
from filrouge.ground.directory.matching import NamedBodies


class Fate(StrEnum):
    """What would become of a line."""

    NEW = "new"
    KNOWN = "known"
    LIKE = "like"
    OBJECTS = "objects"
    PROBLEM = "problem"


TO_DECIDE = (Fate.LIKE, Fate.OBJECTS)
"""Lines that stay out unless somebody says what they are."""

SKIP, NEW = "skip", "new"
"""What is decided of a line, or the id of what it means."""


@dataclass(frozen=True)
class Difference:
    """What a line says otherwise than the directory; `before` is empty where the directory says nothing."""

    column: str
    before: str
    after: str


@dataclass(frozen=True)
class AskedBody:
    """A name of a body that the directory does not know, or knows of several: which ones it may mean.

    `may_be_new`: whether nobody bears it, so that it can be added.
    """

    folded: str
    typed: str
    offered: tuple[tuple[int, Translated], ...]
    lines: int
    may_be_new: bool


@dataclass(frozen=True)
class ChosenBody:
    """Which body a name means: one of the directory, else a new one of this kind."""

    body_id: int | None = None
    kind: str = ""


class Sorted(Protocol):
    """A line with its fate."""

    @property
    def fate(self) -> Fate: ...


Line = TypeVar("Line", bound=Sorted)


@dataclass(frozen=True)
class Preview(Generic[Line]):
    """Every line of a file. `seen` changes when something that was shown does."""

    lines: tuple[Line, ...] = ()
    asked: tuple[AskedBody, ...] = ()

    @property
    def seen(self) -> str:
        """A mark of what is shown."""
        return sha256(repr((self.lines, self.asked)).encode()).hexdigest()[:32]

    def count(self, fate: Fate) -> int:
        """How many lines have this fate."""
        return sum(one.fate is fate for one in self.lines)

    @property
    def can_be_taken(self) -> bool:
        """Whether anything would be written."""
        return any(one.fate is not Fate.PROBLEM for one in self.lines)


def headings_of(*columns: Mapping[str, str]) -> Mapping[str, str]:
    """Names of columns by folded heading, from the headings of each, between commas."""
    return {said.strip(): name for some in columns for name, words in some.items() for said in words.split(",")}


def asked_bodies(names: Sequence[str], known: Mapping[str, NamedBodies]) -> tuple[AskedBody, ...]:
    """The names that mean no body, or several, in the order of the file."""
    found: dict[str, AskedBody] = {}
    for typed in names:
        folded = search_form(typed)
        named = known.get(folded)
        if named and named.only is None:
            first = found.get(folded, AskedBody(folded, typed, named.offered, 0, not named.exact))
            found[folded] = replace(first, lines=first.lines + 1)
    return tuple(found.values())


def day_said(text: str) -> date | None:
    """A day as people write it in a table: 31.12.2025, 31/12/2025 or 2025-12-31; None for anything else."""
    day, _, rest = text.replace("/", ".").partition(".")
    month, _, year = rest.partition(".")
    try:
        return date(int(year), int(month), int(day)) if rest else date.fromisoformat(text)
    except ValueError:
        return None


def means(decided: str, fate: Fate, like: tuple[int, ...]) -> int | None:
    """Which of those that a line resembles is decided to be meant; None for nobody."""
    return int(decided) if fate in TO_DECIDE and decided.isdecimal() and int(decided) in like else None


def stays_out(decided: str, fate: Fate) -> bool:
    """Whether a line is left out: it cannot be taken, or this is decided, or nothing is decided of it."""
    return fate is Fate.PROBLEM or decided == SKIP or (fate in TO_DECIDE and not decided)


def said_or_nothing(value: Any) -> str:
    """A value of the directory as a difference shows it."""
    return value.isoformat() if isinstance(value, date) else str(value or "")
