"""Changing the capacity or the deadline of a part, and waking the waiting list."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from filrouge.ground.people.actors import SYSTEM, Actor
from filrouge.stages.gatherings.actions import write_part, write_quota
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.models import Quota
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.registration import rules
from filrouge.stages.registration.actions.ledger import Ledger
from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.actions.promote import promote
from filrouge.stages.registration.actions.recount import count_anew
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
    facts = replace(facts, parts=tuple(replace(p, capacity=capacity) if p.key == part else p for p in facts.parts))
    ledger = Ledger(facts, [part_facts])
    ledger.resize(part_facts.id, capacity)
    for quota in facts.quotas:
        if quota.reserved_for is not None and part in quota.parts and ledger.quota(quota.id).woken_at is None:
            ledger.limit(quota.id, rules.limit_of(quota, facts))
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
def set_quota(
    *,
    facts: GatheringFacts,
    quota: str,
    seats: int,
    opens_to_all_at: datetime | None,
    actor: Actor,
    now: datetime,
    motive: str = "",
) -> None:
    """Give a quota another number of seats, or a reserve another moment from which it is open to all.

    More seats wake the waiting list; with fewer nobody is removed. Raises KeyError for an unknown quota, ValueError for
    a negative number.
    """
    if seats < 0:
        raise ValueError("a quota is not negative")
    if all(known.key != quota for known in facts.quotas):
        raise KeyError(quota)
    write_quota(
        gathering_id=facts.id,
        quota=quota,
        seats=seats,
        opens_to_all_at=opens_to_all_at,
        actor=actor,
        now=now,
        motive=motive,
    )
    _follow(facts_now(facts.id), actor=actor, now=now)


@transaction.atomic
def reconcile(*, gathering_id: int, now: datetime, freed: Collection[str] = ()) -> None:
    """Bring the seats in step with capacities and quotas that a gathering file changed, and wake the waiting lists.

    `freed` are keys of parts that a quota limited until now which is gone or not what it was.
    """
    facts = facts_by_id(gathering_id)
    if facts is not None:
        _follow(facts, actor=SYSTEM, now=now, freed=freed)


def open_reserves(now: datetime) -> int:
    """Wake the waiting lists of reserves that are open to all since a moment that has come; how many were woken."""
    due = Quota.objects.filter(opens_to_all_at__lte=now, taken__woken_at=None)
    ids = list(due.order_by("gathering_id").values_list("gathering_id", flat=True).distinct())
    for gathering_id in ids:
        reconcile(gathering_id=gathering_id, now=now)
    return len(ids)


def _follow(facts: GatheringFacts, *, actor: Actor, now: datetime, freed: Collection[str] = ()) -> None:
    """Write every limit as the facts say it at this moment, and give on what became free."""
    ledger = Ledger(facts, facts.parts)
    trace = Trace(facts, actor=actor, now=now)
    resized = {part.key for part in facts.parts if ledger.seats(part.id).capacity != part.capacity}
    for part in facts.parts:
        if part.key in resized:
            ledger.resize(part.id, part.capacity)
    changed = resized.union(freed)
    count_anew(facts, ledger, now=now)
    for quota in facts.quotas:
        is_open = quota.reserved_for is not None and not quota.is_reserve_at(now)
        limit = None if is_open else rules.limit_of(quota, facts)
        row = ledger.quota(quota.id)
        if row.limit != limit or is_open != (row.woken_at is not None):
            row.woken_at = now if is_open else None
            ledger.limit(quota.id, limit)
            changed.update(quota.parts)
    for part in facts.parts:
        if part.key in changed:
            promote(part=part, ledger=ledger, trace=trace, now=now)
    trace.write()
    ledger.write()


def facts_now(gathering_id: int) -> GatheringFacts:
    """The facts as this transaction has just written them. Raises Gone."""
    facts = facts_by_id(gathering_id)
    if facts is None:
        raise Gone(str(gathering_id))
    return facts
