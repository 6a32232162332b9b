"""Loading a file: everything or nothing, by natural keys; loading the same file again writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_rows
from filrouge.ground.directory.models import Organisation, Territory
from filrouge.ground.people.actions import ensure_organiser
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.models import Organiser
from filrouge.stages.gatherings.file.checks.known import Known
from filrouge.stages.gatherings.file.gates import refuse_stranger, refuse_taken_uid, refuse_unready, refuse_wrong_step
from filrouge.stages.gatherings.file.problems import FileRefused, Problem
from filrouge.stages.gatherings.file.reading import Reading, read_gathering
from filrouge.stages.gatherings.file.schema.gathering import GatheringDocument
from filrouge.stages.gatherings.file.writing.directory import put_bodies, put_territories, put_venues
from filrouge.stages.gatherings.file.writing.gathering import gathering_values, put_briefs, put_contacts, put_themes
from filrouge.stages.gatherings.file.writing.ledger import Ledger, put
from filrouge.stages.gatherings.file.writing.parts import put_parts, put_roles
from filrouge.stages.gatherings.file.writing.places import put_edition, put_phase
from filrouge.stages.gatherings.file.writing.texts import stored_vocabulary
from filrouge.stages.gatherings.models import Gathering, Part

# What several gatherings of an organiser show: when it changes, all of them do.
_SHARED = ("organiser", "body", "venue", "series", "edition", "process", "phase")


@dataclass(frozen=True)
class LoadReport:
    """What a load did, as things like “part eve”; `wrote` is False when the file said nothing new.

    A capacity that changed is followed up by the stage that keeps seats, in the caller's transaction.
    """

    gathering_key: str
    created: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]

    @property
    def wrote(self) -> bool:
        """Whether anything was written."""
        return bool(self.created or self.changed or self.removed)


def load_gathering(text: str | bytes, *, actor: Actor, now: datetime) -> LoadReport:
    """Load a file. Raises FileRefused with every problem, and then nothing at all is written."""
    return load_reading(read_gathering(text, known_of), actor=actor, now=now)


def load_document(document: GatheringDocument, *, actor: Actor, now: datetime) -> LoadReport:
    """Load a document that was read before, and perhaps shifted. Raises FileRefused as `load_gathering` does."""
    return load_reading(Reading(document), actor=actor, now=now)


@transaction.atomic
def load_reading(reading: Reading, *, actor: Actor, now: datetime) -> LoadReport:
    """Load what was read, telling the lines of problems that only the database can see."""
    load = _Load(reading, actor, now)
    row = load.write()
    if load.problems:
        raise FileRefused(load.problems)
    ledger = load.ledger
    if ledger.wrote:
        _bump(row, ledger)
        load.audit(row)
    return LoadReport(row.key, *(tuple(things) for things in _things(ledger)))


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


def _things(ledger: Ledger) -> tuple[list[str], ...]:
    return ledger.created, ledger.changed, ledger.removed, ledger.unchanged


class _Load:
    """One load inside one transaction: writes in the order in which things refer to each other."""

    def __init__(self, reading: Reading, actor: Actor, now: datetime) -> None:
        self.reading, self.actor, self.now = reading, actor, now
        self.document = reading.document
        self.ledger = Ledger()
        self.problems: list[Problem] = []
        self.before: dict[str, Part] = {}
        self.after: dict[str, Part] = {}

    def refuse(self, location: tuple[int | str, ...], message: str) -> None:
        """Note a problem at a place of the document."""
        self.problems.append(self.reading.problem(location, message))

    def write(self) -> Gathering:
        """Write everything; the caller rolls back when there are problems."""
        document, ledger = self.document, self.ledger
        organiser = self._organiser()
        row = self._existing(organiser)
        territories = put_territories(ledger, document, organiser.pk)
        bodies = put_bodies(ledger, document, organiser.pk, territories)
        venues = put_venues(ledger, document, organiser.pk)
        values = {
            **gathering_values(document, row),
            "organiser_id": organiser.pk,
            "venue_id": venues[document.venue] if document.venue else None,
            "vocabulary": stored_vocabulary(document, {key: place.name for key, place in territories.items()}),
            "edition_id": put_edition(ledger, document, organiser.pk, self.refuse),
            "phase_id": put_phase(ledger, document, organiser.pk, bodies, self.refuse),
        }
        if self.problems:
            raise FileRefused(self.problems)
        shown_otherwise = self._shown_otherwise(row, values)
        made = {"uid": document.uid} if document.uid else {}
        row = put(ledger, Gathering, row, "gathering", values, made)
        self.after = parts = put_parts(ledger, document, row.pk, venues, raise_all=shown_otherwise, refuse=self.refuse)
        if self.problems:
            raise FileRefused(self.problems)
        put_roles(ledger, document, row.pk, parts, bodies)
        put_contacts(ledger, document, row.pk)
        put_themes(ledger, document, row.pk)
        put_briefs(ledger, document, row.pk)
        if "gathering" in (*ledger.created, *ledger.changed):
            refuse_unready(row, self.refuse)
        return row

    def _organiser(self) -> Organiser:
        entry = self.document.organiser
        row = Organiser.objects.filter(key=entry.key).first()
        refuse_stranger(self.actor, row, self.document, self.refuse)
        if row is None and entry.name is None:
            self.refuse(("organiser",), _("This organiser is not known yet: give its “name”."))
        if self.problems:
            raise FileRefused(self.problems)
        name = dict(entry.name) if entry.name else row.name if row else {}
        language = entry.language or (row.language if row else self.document.language)
        known = row is not None
        row, wrote = ensure_organiser(key=entry.key, name=name, language=language, actor=self.actor, now=self.now)
        if row.language != language:
            row.language, wrote = language, True
            row.save(update_fields=["language"])
        things = self.ledger.unchanged if not wrote else self.ledger.changed if known else self.ledger.created
        things.append(f"organiser {entry.key}")
        # Two loads for one organiser wait for each other: they write the same directory.
        lock_rows(Organiser.objects.all(), [row.pk])
        return row

    def _existing(self, organiser: Organiser) -> Gathering | None:
        row = Gathering.objects.filter(key=self.document.key).first()
        if row is None:
            refuse_taken_uid(self.document, self.refuse)
            return None
        if row.organiser_id != organiser.pk:
            self.refuse(("key",), _("This key belongs to a gathering of another organiser. Choose another one."))
            raise FileRefused(self.problems)
        row = lock_rows(Gathering.objects.all(), [row.pk])[row.pk]
        refuse_wrong_step(row, self.document, self.refuse)
        self.before = {part.key: part for part in row.parts.order_by("position")}
        return row

    def _shown_otherwise(self, row: Gathering | None, values: Mapping[str, Any]) -> bool:
        """Whether diaries show another place or status: another state, venue or town, or a venue described anew."""
        if row is None:
            return False
        if row.venue_id is None and row.town != values["town"]:
            return True
        again = any(thing.startswith("venue ") for thing in self.ledger.changed)
        return again or row.state != values["state"] or row.venue_id != values["venue_id"]

    def audit(self, row: Gathering) -> None:
        """One line that says what was written, with old and new dates of parts that moved."""
        done = self.ledger
        data: dict[str, Any] = {"created": _summary(done.created), "changed": _summary(done.changed)}
        data["removed"] = _summary(done.removed)
        moved = {
            key: {"from": _spoken(was), "to": _spoken(part)}
            for key, part in self.after.items()
            if (was := self.before.get(key)) and _spoken(was) != _spoken(part)
        }
        record(
            verb="gathering:loaded", actor=self.actor, now=self.now, organiser_id=row.organiser_id,
            gathering_id=row.pk, subject=("gathering", row.key), data={**data, "moved": moved} if moved else data,
        )


def _summary(things: list[str]) -> list[str]:
    """Things by name, bodies and other crowds by number."""
    kinds: dict[str, list[str]] = {}
    for thing in things:
        kinds.setdefault(thing.partition(" ")[0], []).append(thing)
    return [line for kind, some in kinds.items() for line in (some if len(some) <= 20 else [f"{kind} × {len(some)}"])]


def _spoken(part: Part) -> str:
    return " ".join([part.when, *(f"{hour:%H:%M}" for hour in (part.starts_at, part.ends_at) if hour)])


def _bump(row: Gathering, ledger: Ledger) -> None:
    """Raise the version of every gathering whose facts may show something else now."""
    concerned = Q(pk=row.pk)
    if row.edition_id:
        concerned |= Q(edition__series__editions=row.edition_id)
    if row.phase_id:
        concerned |= Q(phase__process__phases=row.phase_id)
    if ledger.touched(*_SHARED):
        concerned |= Q(organiser_id=row.organiser_id)
    if ledger.created.count("gathering"):
        concerned &= ~Q(pk=row.pk)
    ids = list(Gathering.objects.filter(concerned).order_by().values_list("pk", flat=True).distinct())
    Gathering.objects.filter(pk__in=ids).update(version=F("version") + 1)
