"""Loading a file: everything or nothing, by natural keys; loading the same file again writes nothing."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from filrouge.ground.directory.models import Organisation, Territory
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.models import Organiser
from filrouge.stages.gatherings import alarms
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.file.checks.known import Known
from filrouge.stages.gatherings.file.gates import works_for
from filrouge.stages.gatherings.file.problems import FileRefused
from filrouge.stages.gatherings.file.reading import Reading, read_gathering
from filrouge.stages.gatherings.file.schema.gathering import GatheringDocument
from filrouge.stages.gatherings.file.writing.load import Load
from filrouge.stages.gatherings.models import Gathering

# What several gatherings of an organiser show: when it changes, all of them do.
_SHARED = ("organiser", "legal", "body", "venue", "series", "edition", "process", "phase")


@dataclass(frozen=True)
class LoadReport:
    """What a load did, as things like “part eve”; `wrote` is False when the file said nothing new.

    A capacity that changed is followed up by the stage that keeps seats, in the caller's transaction; so are the
    people who count on what is not as it was. `was` is the state before, None for a new gathering; `moved` the keys of
    the parts whose day, hours or place changed; `freed` those that a quota limited which is gone or not what it was.
    """

    gathering_key: str
    created: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    was: GatheringState | None = None
    moved: tuple[str, ...] = ()
    freed: frozenset[str] = frozenset()

    @property
    def wrote(self) -> bool:
        """Whether anything was written."""
        return bool(self.created or self.changed or self.removed)


def load_gathering(text: str | bytes, *, actor: Actor, now: datetime) -> LoadReport:
    """Load a file. Raises FileRefused with every problem, and then nothing at all is written."""
    return load_reading(read_gathering(text, lambda key: _known_to(actor, key)), actor=actor, now=now)


def load_document(document: GatheringDocument, *, actor: Actor, now: datetime) -> LoadReport:
    """Load a document that was read before, and perhaps shifted. Raises FileRefused as `load_gathering` does."""
    return load_reading(Reading(document), actor=actor, now=now)


@transaction.atomic
def load_reading(reading: Reading, *, actor: Actor, now: datetime) -> LoadReport:
    """Load what was read, telling the lines of problems that only the database can see."""
    load = Load(reading, actor, now)
    row = load.write()
    if load.problems:
        raise FileRefused(load.problems)
    ledger = load.ledger
    if ledger.wrote:
        _bump(row, load)
        load.audit(row)
        _alarm(row, load, now)
    return LoadReport(
        row.key,
        created=tuple(ledger.created),
        changed=tuple(ledger.changed),
        removed=tuple(ledger.removed),
        unchanged=tuple(ledger.unchanged),
        was=load.state_before,
        moved=tuple(load.moves.get(row.pk, ())),
        freed=load.freed,
    )


def _alarm(row: Gathering, load: Load, now: datetime) -> None:
    """Let later stages know at once of what was announced and does not hold any more."""
    is_aside = row.state in (GatheringState.CANCELLED.value, GatheringState.POSTPONED.value)
    aside = {row.pk} if is_aside and row.state != load.state_before else set()
    for pk in sorted(aside.union(load.moves)):
        alarms.ring(pk, now)


def known_of(organiser_key: str) -> Known:
    """What the directory of an organiser holds, for references; nothing for an organiser that is not there."""
    bodies = Organisation.objects.filter(organiser__key=organiser_key).order_by().values_list("key", "kind")
    territories = Territory.objects.filter(organiser__key=organiser_key).order_by().values_list("key", flat=True)
    pairs = list(bodies)
    return Known(
        bodies=frozenset(key for key, _kind in pairs),
        territories=frozenset(territories),
        kinds_in_use=frozenset(kind for _key, kind in pairs),
    )


def _known_to(actor: Actor, organiser_key: str) -> Known:
    """The directory of an organiser, for those who work there: suggestions must not spell out that of another one."""
    organiser = Organiser.objects.filter(key=organiser_key).first()
    return known_of(organiser_key) if works_for(actor, organiser) else Known()


def _bump(row: Gathering, load: Load) -> None:
    """Raise the version of every gathering whose facts may show something else now."""
    concerned = Q(pk=row.pk)
    for edition_id, phase_id in {load.stood, (row.edition_id, row.phase_id)}:
        if edition_id:
            concerned |= Q(edition__series__editions=edition_id)
        if phase_id:
            concerned |= Q(phase__process__phases=phase_id)
    if load.ledger.touched(*_SHARED):
        concerned |= Q(organiser_id=row.organiser_id)
    ids = list(Gathering.objects.filter(concerned).order_by().values_list("pk", flat=True).distinct())
    Gathering.objects.filter(pk__in=ids).update(version=F("version") + 1)
