"""The next edition made from the last one: what was chosen passes the checks of the file, then come other rows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from filrouge.core.text import Translated
from filrouge.core.vague_dates import VagueDate
from filrouge.ground.database import lock_rows
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.models import Organiser
from filrouge.stages.gatherings import cloning
from filrouge.stages.gatherings.cloning import Copying
from filrouge.stages.gatherings.enums import BodyRole
from filrouge.stages.gatherings.file.amending import amend_gathering
from filrouge.stages.gatherings.file.dumping import dump_document
from filrouge.stages.gatherings.file.exporting import document_of
from filrouge.stages.gatherings.file.loading import load_gathering
from filrouge.stages.gatherings.file.schema import GatheringDocument
from filrouge.stages.gatherings.file.schema.gathering import HEADER
from filrouge.stages.gatherings.file.schema.series import EditionEntry, SeriesEntry
from filrouge.stages.gatherings.file.starting import free_key, key_stem, whole_day
from filrouge.stages.gatherings.models import Gathering


@dataclass(frozen=True)
class NextEdition:
    """What is said of the next edition; `taken` are keys of shares of the last one."""

    number: int
    title: str
    year: int
    town: str
    taken: frozenset[str]


@dataclass(frozen=True)
class SeriesSaid:
    """What is said of the series of a gathering that stands in none yet, or of an edition held elsewhere."""

    name: str
    number: int
    year: int | None = None


class NotTogether(Exception):
    """Something was chosen without what it requires; `lacking` says what, by key."""

    def __init__(self, lacking: dict[str, tuple[str, ...]]) -> None:
        super().__init__(", ".join(lacking))
        self.lacking = lacking


def put_in_series(*, key: str, said: SeriesSaid, actor: Actor, now: datetime) -> None:
    """Make a gathering an edition of a series that begins with it. Raises FileRefused."""

    def change(document: GatheringDocument) -> GatheringDocument:
        edition = EditionEntry(number=said.number, year=said.year)
        name = Translated.of(said.name, document.language)
        series = SeriesEntry(
            key=key_stem(said.name) or document.key, name=name, edition=said.number, editions=(edition,)
        )
        return document.model_copy(update={"series": series})

    amend_gathering(key=key, change=change, actor=actor, now=now)


def record_edition(*, key: str, number: int, year: int | None, purpose: str, actor: Actor, now: datetime) -> None:
    """Write down an edition of the gathering's series that was held elsewhere, or its year. Raises FileRefused.

    The gathering must stand in a series: ValueError otherwise.
    """

    def change(document: GatheringDocument) -> GatheringDocument:
        if document.series is None:
            raise ValueError("the gathering stands in no series")
        known = {edition.number: edition for edition in document.series.editions}
        before = known.get(number, EditionEntry(number=number))
        said = Translated.of({**(before.purpose or {}), document.language: purpose}, document.language)
        known[number] = before.model_copy(update={"year": year, "purpose": said if purpose else before.purpose})
        editions = tuple(known[one] for one in sorted(known))
        return document.model_copy(update={"series": document.series.model_copy(update={"editions": editions})})

    amend_gathering(key=key, change=change, actor=actor, now=now)


@transaction.atomic
def start_next_edition(*, key: str, said: NextEdition, actor: Actor, now: datetime) -> str:
    """Make a draft of the next edition with what was chosen of this one; its key.

    Raises FileRefused, NotTogether, and ValueError when the gathering stands in no series.
    """
    if lacking := cloning.lacking(said.taken):
        raise NotTogether(dict(lacking))
    row = Gathering.objects.get(key=key)
    lock_rows(Organiser.objects.all(), [row.organiser_id])
    lock_rows(Gathering.objects.all(), [row.pk])
    old = document_of(key).model_copy(update={"bodies": (), "territories": ()})
    new = _begun(old, said)
    for share in _chosen(said.taken):
        new = share.write(old, new) if share.write else new
    load_gathering(dump_document(new), actor=actor, now=now)
    target = Gathering.objects.get(key=new.key)
    for share in _chosen(said.taken):
        if share.copy:
            share.copy(Copying(row.pk, target.pk, actor, now))
    return new.key


def _chosen(taken: Collection[str]) -> list[cloning.Share]:
    return [share for share in cloning.shares() if share.key in taken]


def _begun(old: GatheringDocument, said: NextEdition) -> GatheringDocument:
    """The new gathering before anything is taken over: what it is called, who organises it, which edition it is."""
    if old.series is None:
        raise ValueError("the gathering stands in no series")
    data: dict[str, Any] = {
        "filrouge": HEADER,
        "key": free_key(said.title, said.year),
        "organiser": {"key": old.organiser.key},
        "kind": old.kind.value,
        "title": _said_again(old.title, said.title),
        "languages": list(old.languages),
        "country": old.country,
        "timezone": old.timezone,
        "town": _said_again(old.town, said.town),
        "roles": [role for role in old.roles if role.role is BodyRole.ORGANISER],
        "series": _series(old.series, said, _year_of(old)),
        "parts": [whole_day(old.language, str(said.year))],
    }
    known = {name: value for name, value in data.items() if value is not None}
    return GatheringDocument.model_validate(known, context={"language": old.language})


def _said_again(before: Translated | None, said: str) -> Translated | str | None:
    """What was said in all its languages when it is the same, else the new words."""
    return before if before and before.best(before.source).text == said else said or None


def _series(series: SeriesEntry, said: NextEdition, year: int | None) -> SeriesEntry:
    """The series with both editions in it; the last one has the year of its parts where nobody said another."""
    known = {edition.number: edition for edition in series.editions}
    last = known.get(series.edition, EditionEntry(number=series.edition))
    known[series.edition] = last.model_copy(update={"year": last.year or year})
    known[said.number] = known.get(said.number, EditionEntry(number=said.number)).model_copy(update={"year": said.year})
    editions = tuple(known[number] for number in sorted(known))
    return series.model_copy(update={"edition": said.number, "editions": editions})


def _year_of(document: GatheringDocument) -> int | None:
    whens: list[VagueDate] = [part.when for part in document.parts]
    return min((when.floor.year for when in whens if when.floor), default=None)
