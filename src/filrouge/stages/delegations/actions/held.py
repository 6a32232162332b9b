"""Places without a name: kept for a delegation until a moment, given back by it, or falling back by themselves."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from filrouge.ground.audit.actions import record
from filrouge.ground.people.actors import SYSTEM, Actor
from filrouge.ground.people.enums import ActorKind
from filrouge.stages.delegations.actions.keeping import HoldRefused, Keeping
from filrouge.stages.delegations.actions.loading import capacity_for, load_delegation
from filrouge.stages.delegations.actions.trace import about, tell_referent
from filrouge.stages.delegations.models import Delegation, HeldPlaces
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.loading import Gone

__all__ = ["HoldRefused", "give_back_due", "hold_places", "keep_what_is_free"]


@transaction.atomic
def hold_places(
    *,
    delegation_id: int,
    part: str,
    places: int,
    actor: Actor,
    now: datetime,
    until: datetime | None = None,
    motive: str = "",
) -> None:
    """Keep so many places of a part in all without a name, 0 for none; until as late as may be when nothing is said.

    More places, or a later moment, are judged by the rules; fewer go to those who wait. Raises HoldRefused, KeyError
    for an unknown part, ValueError for a negative number, Gone.
    """
    if places < 0:
        raise ValueError("a number of places is not negative")
    row, facts = load_delegation(delegation_id)
    part_facts = facts.part(part)
    if part_facts is None:
        raise KeyError(part)
    capacity = capacity_for(row, facts, now=now)
    keeping = Keeping(row, facts, [part_facts], now=now)
    before = keeping.places(part_facts)
    if places == before == 0:
        return
    if places < before:
        keeping.give_back(part_facts, before - places, actor=actor)
        if places:
            keeping.shorten(part_facts, until)
    else:
        by_staff = actor.kind is ActorKind.USER
        keeping.keep(part_facts, places, until, capacity, by_staff=by_staff)
    keeping.write()
    data = {"part": part, "places": {"from": before, "to": places}}
    record(verb="delegation:places_held", actor=actor, now=now, motive=motive, data=data, **about(row, facts))


def keep_what_is_free(
    row: Delegation, facts: GatheringFacts, wanted: Mapping[str, int], *, now: datetime
) -> Mapping[str, int]:
    """Keep of each part as many places as were asked for and may be kept, inside the caller's transaction; by part key,
    how many, 0 where none could be.
    """
    parts = [part for part in facts.parts if wanted.get(part.key, 0) > 0]
    if not parts:
        return {}
    capacity = capacity_for(row, facts, now=now)
    keeping = Keeping(row, facts, parts, now=now)
    kept = {part.key: keeping.keep_at_most(part, wanted[part.key], capacity) for part in parts}
    keeping.write()
    return kept


def give_back_due(now: datetime) -> int:
    """Give back every place without a name whose time has run out, one delegation after the other; how many of them."""
    due = HeldPlaces.objects.filter(until__lte=now).order_by("delegation_id")
    ids = list(due.values_list("delegation_id", flat=True).distinct())
    for delegation_id in ids:
        _give_back_due(delegation_id, now=now)
    return len(ids)


@transaction.atomic
def _give_back_due(delegation_id: int, *, now: datetime) -> None:
    try:
        row, facts = load_delegation(delegation_id)
    except Gone:
        return
    # Asked again under the lock: names may have been given while we waited.
    late = HeldPlaces.objects.filter(delegation=row, until__lte=now)
    ids = set(late.order_by("pk").values_list("part_id", flat=True))
    keeping = Keeping(row, facts, [part for part in facts.parts if part.id in ids], now=now)
    back = {}
    for part in keeping.parts:
        if places := keeping.places(part):
            keeping.give_back(part, places, actor=SYSTEM)
            back[part.key] = places
    keeping.write()
    if back:
        record(verb="delegation:places_fell_back", actor=SYSTEM, now=now, data={"held": back}, **about(row, facts))
        tell_referent("places_fell_back", row, facts, now=now, held=back)
