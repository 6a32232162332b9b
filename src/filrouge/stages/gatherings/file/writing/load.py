"""One load inside one transaction: everything is written in the order in which things refer to each other."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _

from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_rows
from filrouge.ground.people.actions import ensure_organiser
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.models import Organiser
from filrouge.stages.gatherings.assembly import assemble_many
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts, SessionChange
from filrouge.stages.gatherings.file.gates import refuse_stranger, refuse_taken_uid, refuse_unready, refuse_wrong_step
from filrouge.stages.gatherings.file.problems import FileRefused, Problem
from filrouge.stages.gatherings.file.reading import Reading
from filrouge.stages.gatherings.file.writing.directory import put_bodies, put_legal, put_territories, put_venues
from filrouge.stages.gatherings.file.writing.gathering import (
    gathering_values,
    put_briefs,
    put_contacts,
    put_publications,
    put_themes,
)
from filrouge.stages.gatherings.file.writing.ledger import Ledger, put
from filrouge.stages.gatherings.file.writing.parts import put_parts, put_roles
from filrouge.stages.gatherings.file.writing.places import put_edition, put_phase
from filrouge.stages.gatherings.file.writing.quotas import put_quotas
from filrouge.stages.gatherings.file.writing.texts import stored_vocabulary
from filrouge.stages.gatherings.models import Gathering, Part
from filrouge.stages.gatherings.rules import changed_sessions, moved_in_diaries, moves_between
from filrouge.stages.gatherings.words import sessions_of


class Load:
    """One load inside one transaction: writes in the order in which things refer to each other."""

    def __init__(self, reading: Reading, actor: Actor, now: datetime) -> None:
        self.reading, self.actor, self.now = reading, actor, now
        self.document = reading.document
        self.ledger = Ledger()
        self.problems: list[Problem] = []
        # The edition and the phase that the gathering was until now: their neighbours show it no more.
        self.stood: tuple[int | None, int | None] = (None, None)
        self.state_before: GatheringState | None = None
        self.in_diaries: dict[int, GatheringFacts] = {}
        # By gathering and part: another one of the organiser may be held at a venue that the file moves.
        self.moves: dict[int, dict[str, dict[str, str]]] = {}
        self.freed: frozenset[str] = frozenset()

    def refuse(self, location: tuple[int | str, ...], message: str) -> None:
        """Note a problem at a place of the document."""
        self.problems.append(self.reading.problem(location, message))

    def write(self) -> Gathering:
        """Write everything; the caller rolls back when there are problems."""
        document, ledger = self.document, self.ledger
        organiser = self._organiser()
        row = self._existing(organiser)
        self.in_diaries = assemble_many({*self._others_there(), *([row.pk] if row else [])})
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
        announced = row is not None and row.state != GatheringState.DRAFT.value
        made = {"uid": document.uid} if document.uid else {}
        row = put(ledger, Gathering, row, "gathering", values, made)
        parts = put_parts(ledger, document, row.pk, venues, announced=announced, refuse=self.refuse)
        if self.problems:
            raise FileRefused(self.problems)
        self.freed = put_quotas(ledger, document, row.pk, parts)
        put_roles(ledger, document, row.pk, parts, bodies)
        put_contacts(ledger, document, row.pk)
        put_themes(ledger, document, row.pk)
        put_publications(ledger, document, row.pk)
        put_briefs(ledger, document, row.pk)
        if "gathering" in (*ledger.created, *ledger.changed):
            refuse_unready(row, self.refuse)
        self._follow_moves()
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
        put_legal(self.ledger, entry, row.pk)
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
        self.stood, self.state_before = (row.edition_id, row.phase_id), GatheringState(row.state)
        return row

    def _others_there(self) -> list[int]:
        """The gatherings of the organiser at venues that the file describes: diaries say those places too."""
        venues = [venue.key for venue in self.document.venues]
        there = Q(venue__key__in=venues) | Q(parts__venue__key__in=venues)
        others = Gathering.objects.filter(there, organiser__key=self.document.organiser.key)
        return list(others.order_by().values_list("pk", flat=True).distinct()) if venues else []

    def _follow_moves(self) -> None:
        """Let diaries know of the parts that are not when, where or what they were, and note which moved."""
        if not self.ledger.touched("gathering", "part", "venue"):
            return
        now = assemble_many(self.in_diaries)
        moved = [part for pk, before in self.in_diaries.items() for part in moved_in_diaries(before, now[pk])]
        Part.objects.filter(pk__in=moved).update(sequence=F("sequence") + 1)
        between = {pk: moves_between(before, now[pk]) for pk, before in self.in_diaries.items()}
        self.moves = {pk: found for pk, found in between.items() if found}

    def _changed_sessions(self, row: Gathering) -> tuple[SessionChange, ...]:
        """What is not as it was in a programme that people have read."""
        before = self.in_diaries.get(row.pk)
        if before is None or before.programme_published_at is None or not self.ledger.touched("brief"):
            return ()
        return changed_sessions(sessions_of(before), sessions_of(assemble_many([row.pk])[row.pk]))

    def audit(self, row: Gathering) -> None:
        """One line that says what was written, with old and new day, hours and place of parts that moved, and what is
        not as it was in a published programme; and one for each other gathering of which a part moved.
        """
        done = self.ledger
        data: dict[str, Any] = {"created": _summary(done.created), "changed": _summary(done.changed)}
        data["removed"] = _summary(done.removed)
        if sessions := self._changed_sessions(row):
            data["programme"] = [asdict(one) for one in sessions]
        self._note(row.pk, row.key, row.organiser_id, data)
        venues = [thing for thing in done.changed if thing.startswith("venue ")]
        for pk in sorted(self.moves.keys() - {row.pk}):
            other = self.in_diaries[pk]
            self._note(pk, other.key, other.organiser_id, {"created": [], "changed": venues, "removed": []})

    def _note(self, pk: int, key: str, organiser_id: int, data: dict[str, Any]) -> None:
        moved = {"moved": self.moves[pk]} if pk in self.moves else {}
        record(
            verb="gathering:loaded",
            actor=self.actor,
            now=self.now,
            organiser_id=organiser_id,
            gathering_id=pk,
            subject=("gathering", key),
            data={**data, **moved},
        )


def _summary(things: list[str]) -> list[str]:
    """Things by name, bodies and other crowds by number."""
    kinds: dict[str, list[str]] = {}
    for thing in things:
        kinds.setdefault(thing.partition(" ")[0], []).append(thing)
    return [line for kind, some in kinds.items() for line in (some if len(some) <= 20 else [f"{kind} × {len(some)}"])]
