"""Changing the capacity or the deadline of a part, and waking the waiting list."""

from datetime import date, datetime

from django.db import transaction

from filrouge.ground.people.actors import SYSTEM, Actor
from filrouge.stages.gatherings.actions import write_part
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.registration.actions.ledger import Ledger
from filrouge.stages.registration.actions.promote import promote
from filrouge.stages.registration.actions.trace import Trace
from filrouge.stages.registration.rules import Seats


@transaction.atomic
def set_capacity(
    *, facts: GatheringFacts, part: str, capacity: int | None, actor: Actor, now: datetime, motive: str = ""
) -> Seats:
    """Give a part another capacity, None for no limit; the seats afterwards.

    Raised, it wakes the waiting list. Lowered below what is confirmed, nobody is removed: `excess` says by how many.
    Raises KeyError for an unknown part, ValueError for a negative capacity.
    """
    if capacity is not None and capacity < 0:
        raise ValueError("a capacity is not negative")
    part_facts = _part(facts, part)
    # Gathering and part before the seats, as loading a file does.
    write_part(part_id=part_facts.id, changes={"capacity": capacity}, actor=actor, now=now, motive=motive)
    ledger = Ledger([part_facts])
    ledger.resize(part_facts.id, capacity)
    trace = Trace(facts, actor=actor, now=now)
    promote(part=part_facts, ledger=ledger, trace=trace, now=now)
    trace.write()
    ledger.write()
    return ledger.seats(part_facts.id)


@transaction.atomic
def set_deadline(
    *, facts: GatheringFacts, part: str, deadline: date | None, actor: Actor, now: datetime, motive: str = ""
) -> None:
    """Give a part another deadline; those already registered are not affected. Raises KeyError for an unknown part."""
    write_part(part_id=_part(facts, part).id, changes={"deadline": deadline}, actor=actor, now=now, motive=motive)


def _part(facts: GatheringFacts, key: str) -> PartFacts:
    part = facts.part(key)
    if part is None:
        raise KeyError(key)
    return part


@transaction.atomic
def reconcile(*, gathering_id: int, now: datetime) -> None:
    """Bring the seats in step with capacities that a gathering file changed, and wake the waiting lists."""
    facts = facts_by_id(gathering_id)
    if facts is None:
        return
    ledger = Ledger(facts.parts)
    trace = Trace(facts, actor=SYSTEM, now=now)
    for part in facts.parts:
        if ledger.seats(part.id).capacity != part.capacity:
            ledger.resize(part.id, part.capacity)
            promote(part=part, ledger=ledger, trace=trace, now=now)
    trace.write()
    ledger.write()
