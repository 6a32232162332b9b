"""Saving and dropping lists of recipients."""

from datetime import datetime
from typing import Any

from django.db import transaction

from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_name
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.audience import rule_data
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.sendings.facts import ListFacts
from filrouge.stages.sendings.models import RecipientList


class NameTaken(ValueError):
    """Another list of the gathering has this name."""


class InUse(ValueError):
    """A sending goes to this list."""


@transaction.atomic
def write_list(*, facts: GatheringFacts, said: ListFacts, actor: Actor, now: datetime) -> int:
    """Write a list, a new one when its id is 0; its id. Raises NameTaken, LookupError for an id of elsewhere."""
    lock_name(f"lists {facts.id}")
    others = RecipientList.objects.filter(gathering_id=facts.id, name=said.name).exclude(pk=said.id)
    if others.exists():
        raise NameTaken(said.name)
    columns: dict[str, Any] = {
        "name": said.name,
        "rule": rule_data(said.rule),
        "languages": list(said.languages),
        "only_unanswered": said.only_unanswered,
        "received_id": said.received.id if said.received else None,
        "lacking_id": said.lacking.id if said.lacking else None,
        "reached_id": said.reached.id if said.reached else None,
        "changed_at": now,
        "changed_by": actor.label[:200],
    }
    pk = said.id
    if pk:
        if not RecipientList.objects.filter(gathering_id=facts.id, pk=pk).update(**columns):
            raise LookupError(pk)
    else:
        pk = RecipientList.objects.create(gathering_id=facts.id, **columns).pk
    note("list:written", facts, pk, actor, now)
    return pk


@transaction.atomic
def drop_list(*, facts: GatheringFacts, list_id: int, actor: Actor, now: datetime) -> None:
    """Drop a list to which no sending goes. Raises InUse."""
    row = RecipientList.objects.filter(gathering_id=facts.id, pk=list_id).first()
    if row is None:
        return
    if row.sendings.exists():
        raise InUse(row.name)
    row.delete()
    note("list:dropped", facts, list_id, actor, now)


def note(verb: str, facts: GatheringFacts, pk: int, actor: Actor, now: datetime) -> None:
    record(
        verb=verb,
        actor=actor,
        now=now,
        organiser_id=facts.organiser_id,
        gathering_id=facts.id,
        subject=("recipient_list", str(pk)),
    )
