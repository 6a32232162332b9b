"""What would become of each line of a file: the shapes that the preview shows and the action takes."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from filrouge.core.text import Translated
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.facts import Application
from filrouge.stages.registration.importing.columns import Columns
from filrouge.stages.registration.importing.known import KnownPerson
from filrouge.stages.registration.importing.lines import ReadLine
from filrouge.stages.registration.importing.places import AskedBody
from filrouge.stages.registration.importing.twins import Twin
from filrouge.stages.registration.rules import PartAnswer


class Fate(StrEnum):
    """What taking the file would do with a line."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    UNDECIDED = "undecided"
    PROBLEM = "problem"
    REFUSED = "refused"
    JOINED = "joined"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Difference:
    """A field that a file would change, before and after, as values: `column` says how to put them into words."""

    column: str
    before: str
    after: str


@dataclass(frozen=True)
class Weighed:
    """One line, what would become of it, and why.

    `twins` are those it resembles; `choices` the decisions that the desk may take: "new", "skip", "r17" (is the same as
    registration 17), "l12" (as line 12). `known` is who would be updated, `differences` in what; `answers` tell what
    the rules say to parts that are new, given back or lost.
    """

    line: ReadLine
    fate: Fate
    decision: str = ""
    choices: tuple[str, ...] = ()
    twins: tuple[Twin, ...] = ()
    known: KnownPerson | None = None
    application: Application | None = None
    differences: tuple[Difference, ...] = ()
    answers: tuple[PartAnswer, ...] = ()


@dataclass(frozen=True)
class Preview:
    """A whole file, weighed. `bodies` are names to choose for; `people`, `body_names` and `territories` tell, by id, of
    whom and of what is spoken.
    """

    columns: Columns
    lines: tuple[Weighed, ...]
    fingerprint: str
    bodies: tuple[AskedBody, ...] = ()
    people: Mapping[int, KnownPerson] = field(default_factory=dict)
    body_names: Mapping[int, Translated] = field(default_factory=dict)
    territories: Mapping[int, Translated] = field(default_factory=dict)

    @cached_property
    def counts(self) -> Mapping[Fate, int]:
        """How many lines share each fate."""
        found = Counter(weighed.fate for weighed in self.lines)
        return {fate: found[fate] for fate in Fate}

    @cached_property
    def states(self) -> Mapping[str, Mapping[PartState, int]]:
        """By part key, how many answers of each state taking the file would give."""
        found: dict[str, Counter[PartState]] = {}
        for weighed in self.lines:
            if weighed.fate in (Fate.NEW, Fate.UPDATED):
                for answer in weighed.answers:
                    found.setdefault(answer.part.key, Counter())[answer.state] += 1
        return found

    @cached_property
    def by_number(self) -> Mapping[int, Weighed]:
        """The lines by their number in the file."""
        return {weighed.line.number: weighed for weighed in self.lines}

    def with_fate(self, *fates: Fate) -> tuple[Weighed, ...]:
        """The lines with one of these fates, in the order of the file."""
        return tuple(weighed for weighed in self.lines if weighed.fate in fates)
