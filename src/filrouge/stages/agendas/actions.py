"""Wanting a gathering in the agenda or out of it, and the chore that brings the agenda in step.

No transaction is open while the service is asked: an entry is taken for some minutes, the service is asked, what it
said is written. A worker that dies in between leaves an entry that is due again; asking twice makes one event.
"""

import json
import logging
from dataclasses import asdict
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction

from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_rows
from filrouge.ground.people.actors import SYSTEM, Actor
from filrouge.stages.agendas import rules
from filrouge.stages.agendas.enums import Trouble
from filrouge.stages.agendas.models import AgendaEntry
from filrouge.stages.agendas.queries import due_entries
from filrouge.stages.agendas.service import AgendaService, Gone, Refused, Unreachable, agenda_of
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import facts_by_id

logger = logging.getLogger("filrouge.agendas")

_TAKEN = timedelta(minutes=10)


@transaction.atomic
def want(*, facts: GatheringFacts, is_wanted: bool, actor: Actor, now: datetime) -> None:
    """Let a gathering be pushed to the agenda from now on, or taken out of it. Asked again, it is tried at once."""
    row, made = AgendaEntry.objects.get_or_create(gathering_id=facts.id, defaults={"next_at": now})
    row = lock_rows(AgendaEntry.objects.all(), [row.pk])[row.pk]
    changed = made or row.is_wanted != is_wanted
    row.is_wanted, row.next_at, row.tries, row.seen, row.trouble, row.digest = is_wanted, now, 0, 0, "", ""
    row.save()
    if changed:
        word = "wanted" if is_wanted else "unwanted"
        note(f"agenda:{word}", facts, actor, now)


def push_due(now: datetime) -> int:
    """Bring the agenda in step with every gathering that changed; how many were taken up. Raises nothing of theirs."""
    done = 0
    for pk in due_entries(now):
        if (row := _take(pk, now)) is not None:
            _finish(row, _ask(row), now)
            done += 1
    return done


@transaction.atomic
def _take(pk: int, now: datetime) -> AgendaEntry | None:
    """Take an entry for some minutes; None when another worker has it."""
    row = lock_rows(AgendaEntry.objects.all(), [pk]).get(pk)
    if row is None or row.next_at > now:
        return None
    row.next_at = now + _TAKEN
    row.save(update_fields=["next_at"])
    return row


def _ask(row: AgendaEntry) -> dict[str, Any]:
    """What becomes of the entry, by column, after the service was asked."""
    facts = facts_by_id(row.gathering_id)
    service = agenda_of(facts.organiser_key) if facts else None
    if facts is None or service is None:
        return {"seen": facts.version if facts else row.seen}
    known = {"seen": facts.version, "tries": 0, "trouble": ""}
    try:
        if not row.is_wanted:
            return known | _removed(service, row)
        if trouble := rules.trouble_of(facts):
            return known | {"trouble": trouble.value}
        return known | _put(service, row, facts)
    except Refused:
        return known | {"trouble": Trouble.REFUSED.value}
    except Unreachable as error:
        logger.warning("the agenda of %s does not answer: %s", facts.organiser_key, error)
        return {"tries": row.tries + 1, "trouble": Trouble.UNREACHABLE.value}


def _removed(service: AgendaService, row: AgendaEntry) -> dict[str, Any]:
    if row.outside_id:
        service.remove(row.outside_id)
    return {"outside_id": "", "digest": ""}


def _put(service: AgendaService, row: AgendaEntry, facts: GatheringFacts) -> dict[str, Any]:
    page = f"{settings.BASE_URL}/g/{facts.key}/"
    is_open = facts.state is GatheringState.REGISTRATION_OPEN
    event = rules.event_for(facts, link=f"{page}register/" if is_open else page)
    digest, place = _digest(asdict(event)), _digest(asdict(event.place))
    if digest == row.digest and row.outside_id:
        return {}
    outside_place = row.outside_place
    if not event.is_online and (place != row.place or not outside_place):
        outside_place = service.put_place(event.place)
        # Kept at once: if the event fails, the place is not made a second time.
        AgendaEntry.objects.filter(pk=row.pk).update(outside_place=outside_place, place=place)
    try:
        outside_id = service.put_event(event, place=outside_place, outside_id=row.outside_id)
    except Gone:
        outside_id = service.put_event(event, place=outside_place, outside_id="")
    return {"outside_id": outside_id, "digest": digest, "pushed": True}


def _digest(said: object) -> str:
    return sha256(json.dumps(said, default=str, sort_keys=True).encode()).hexdigest()


@transaction.atomic
def _finish(taken: AgendaEntry, became: dict[str, Any], now: datetime) -> None:
    """Write what became of an entry, unless staff wanted something else meanwhile: it is then due again."""
    row = lock_rows(AgendaEntry.objects.all(), [taken.pk]).get(taken.pk)
    if row is None:
        return
    pushed = became.pop("pushed", False)
    if row.is_wanted != taken.is_wanted:
        became["seen"] = 0
    for name, value in became.items():
        setattr(row, name, value)
    row.next_at = now + timedelta(minutes=rules.wait_minutes(row.tries)) if row.tries else now
    if pushed:
        row.pushed_at = now
    row.save()
    facts = facts_by_id(row.gathering_id)
    if facts and (pushed or (taken.outside_id and not row.outside_id)):
        word = "pushed" if pushed else "removed"
        note(f"agenda:{word}", facts, SYSTEM, now)


def note(verb: str, facts: GatheringFacts, actor: Actor, now: datetime) -> None:
    """Write a line of the trail about a gathering in the agenda."""
    record(
        verb=verb,
        actor=actor,
        now=now,
        organiser_id=facts.organiser_id,
        gathering_id=facts.id,
        subject=("agenda", facts.key),
    )
