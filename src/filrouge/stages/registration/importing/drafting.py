"""What each line of a file would write: who is new, who is known, who resembles somebody.

As many queries for twenty thousand lines as for one. Nothing is written: the desk decides, and the action takes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from filrouge.stages.gatherings.enums import Channel
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.facts import Application
from filrouge.stages.registration.importing.columns import Columns
from filrouge.stages.registration.importing.fields import Field
from filrouge.stages.registration.importing.known import KnownPerson, everybody
from filrouge.stages.registration.importing.lines import LineReader
from filrouge.stages.registration.importing.overlay import differences_of, overlaid, wished_parts
from filrouge.stages.registration.importing.places import Places
from filrouge.stages.registration.importing.sheets import Row
from filrouge.stages.registration.importing.sorting import Sorted, sort_lines
from filrouge.stages.registration.importing.values import Trouble
from filrouge.stages.registration.importing.weighed import Difference, Fate, Weighed

# Joined to the file and the line, so that a file that is taken twice registers nobody twice.
_NAMESPACE = UUID("6f3d3ab2-6a55-5c0e-9b6a-0f3c9a7c1d20")


@dataclass(frozen=True)
class FileRead:
    """A file as the record keeps it. `decided` maps line numbers to decisions, `bodies` folded names to ids."""

    id: int
    columns: Columns
    rows: Sequence[Row]
    read_at: datetime
    decided: Mapping[str, str]
    bodies: Mapping[str, int]


@dataclass(frozen=True)
class Drafts:
    """The lines of a file with what they would write, before the rules are asked; with whom and what they speak of."""

    lines: tuple[Weighed, ...]
    people: tuple[KnownPerson, ...]
    places: Places

    @cached_property
    def fingerprint(self) -> str:
        """What the desk approves when it approves a preview: who would be written, and over whom. What the rules say to
        them is no part of it: that is decided when they are taken.
        """
        said = [
            (one.line.number, one.fate.value, one.known.id if one.known else 0, one.differences, one.line.wants)
            for one in self.lines
        ]
        return sha256(repr(said).encode()).hexdigest()[:32]

    def with_fate(self, *fates: Fate) -> tuple[Weighed, ...]:
        """The lines with one of these fates, in the order of the file."""
        return tuple(weighed for weighed in self.lines if weighed.fate in fates)


def drafts_of(file: FileRead, facts: GatheringFacts, *, now: datetime) -> Drafts:
    """The lines of a file, compared with everybody registered and with each other; at most four queries."""
    lines = list(LineReader(file.columns, facts, now=file.read_at).read_all(file.rows))
    places = Places(lines, facts, file.bodies)
    people = everybody(facts)
    lines = [places.remarked(line) for line in lines]
    found = sort_lines(lines, people, places.mark_of, file.decided)
    return Drafts(tuple(_draft(one, file, facts, places, now=now) for one in found), people, places)


def _draft(one: Sorted, file: FileRead, facts: GatheringFacts, places: Places, *, now: datetime) -> Weighed:
    line, fate, known = one.line, one.fate, one.known
    application: Application | None = None
    differences: tuple[Difference, ...] = ()
    if fate is Fate.NEW and not line.wants:
        line = replace(line, problems=(*line.problems, Trouble(Field.PARTS, "no_parts")))
        fate = Fate.PROBLEM
    elif fate in (Fate.NEW, Fate.UPDATED):
        application = _application(one, file, facts, places, now=now)
        if known:
            differences = differences_of(application, known)
            if not differences and set(application.parts) == known.active:
                fate, application = Fate.UNCHANGED, None
    return Weighed(
        line=line,
        fate=fate,
        decision=one.decision,
        choices=one.choices,
        twins=one.twins,
        known=known,
        application=application,
        differences=differences,
    )


def _application(one: Sorted, file: FileRead, facts: GatheringFacts, places: Places, *, now: datetime) -> Application:
    line, known = one.line, one.known
    body, territory = places.body_id(line.body), places.territory_id(line.territory)
    return Application(
        applicant=overlaid(line, known, body_id=body, territory_id=territory),
        parts=wished_parts(line, known, facts, again=one.is_again),
        language=line.language or (known.language if known else facts.language),
        submission=uuid5(_NAMESPACE, f"{file.id}|{line.number}"),
        received_at=now if known else line.received_at or file.read_at,
        channel=Channel.FILE,
        registrant=line.registrant or (known.registrant if known else None),
        reference=line.reference or (known.reference if known else ""),
    )


def order_of_taking(weighed: Weighed) -> tuple[Any, ...]:
    """Those who are known first, then the others as they were received; lines of one moment as they stand."""
    application = weighed.application
    if weighed.known or application is None:
        return (0, weighed.line.number)
    return (1, application.received_at, weighed.line.number)
