"""The waiting list as the engine reads it: who waits for parts that hang together, in the order of the list."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from heapq import merge
from uuid import UUID

from django.db.models import QuerySet

from filrouge.core import days
from filrouge.core.decisions import Decision
from filrouge.stages.gatherings.audience import Capacity
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.registration import rules
from filrouge.stages.registration.enums import Obstacle, PartState
from filrouge.stages.registration.models import PartRegistration
from filrouge.stages.registration.queries import applicant_of, capacities_of

# Most of the time one place becomes free and the first in the list takes it: the whole list is not read for that.
_FIRST_CHUNK, _MORE = 8, 200

_Together = tuple[UUID | int, datetime | None]


@dataclass
class Entry:
    """One who waits: their wish, in which capacity they come now, and whether they may still move up."""

    wish: PartRegistration
    quotas: tuple[int, ...]
    decision: Decision


@dataclass
class Group:
    """Those who wait together for one part: one person, or the party they were registered with."""

    part: PartFacts
    entries: list[Entry] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What names the group in a run: its first entry."""
        return str(self.entries[0].wish.pk)

    @property
    def since(self) -> datetime:
        """Since when the first of them waits; parts that share a quota are served in this order."""
        wish = self.entries[0].wish
        return wish.waiting_since or wish.changed_at


def waiting_groups(facts: GatheringFacts, parts: Iterable[PartFacts], *, now: datetime) -> Iterator[Group]:
    """All who wait for these parts: within a part by queue number, between parts by how long they wait."""
    return merge(*(_groups(facts, part, now=now) for part in parts), key=lambda group: (group.since, group.part.id))


def _groups(facts: GatheringFacts, part: PartFacts, *, now: datetime) -> Iterator[Group]:
    met: set[_Together] = set()
    for wishes in _chunks(part):
        # A party is read whole where its first member stands: several in one statement, as the rest of the chunk.
        groups = _put_together(part, [wish for wish in wishes if _together(wish) not in met])
        met.update(groups)
        everybody = [wish for group in groups.values() for wish in group]
        entries = iter(_entries(facts, part, everybody, now=now))
        for group in groups.values():
            yield Group(part, [next(entries) for _ in group])


def _together(wish: PartRegistration) -> _Together:
    """What those who wait together have in common.

    Whoever is added to a party later waits behind those who came before, not beside the party.
    """
    party = wish.registration.party
    return (wish.pk, None) if party is None else (party, wish.waiting_since)


def _put_together(part: PartFacts, wishes: list[PartRegistration]) -> dict[_Together, list[PartRegistration]]:
    """The wishes and those who wait with them, in the order of the first of each group; one query if there are any."""
    groups: dict[_Together, list[PartRegistration]] = {_together(wish): [] for wish in wishes}
    parties = {wish.registration.party for wish in wishes} - {None}
    others = list(_waiting(part).filter(registration__party__in=parties)) if parties else []
    for wish in [*others, *(wish for wish in wishes if wish.registration.party is None)]:
        if _together(wish) in groups:
            groups[_together(wish)].append(wish)
    return groups


def _waiting(part: PartFacts) -> QuerySet[PartRegistration]:
    rows = PartRegistration.objects.filter(part_id=part.id, state=PartState.WAITING.value)
    return rows.select_related("registration").order_by("queue_number")


def _chunks(part: PartFacts) -> Iterator[list[PartRegistration]]:
    last, size = 0, _FIRST_CHUNK
    while wishes := list(_waiting(part).filter(queue_number__gt=last)[:size]):
        yield wishes
        if len(wishes) < size:
            return
        last, size = wishes[-1].queue_number or 0, _MORE


def _entries(
    facts: GatheringFacts, part: PartFacts, wishes: list[PartRegistration], *, now: datetime
) -> Iterator[Entry]:
    applicants = [applicant_of(wish.registration) for wish in wishes]
    capacities = capacities_of(applicants, facts, on=days.local_day(now, part.zone))
    held = _held_beside(facts, part, wishes)
    for wish, capacity in zip(wishes, capacities, strict=True):
        decision = _may_move_up(facts, part, wish, capacity, held.get(wish.registration_id, set()))
        yield Entry(wish, rules.drawn_on(facts, part, capacity, at=now), decision)


def _may_move_up(
    facts: GatheringFacts, part: PartFacts, wish: PartRegistration, capacity: Capacity, held: set[str]
) -> Decision:
    aside = [Obstacle(name) for name in wish.set_aside]
    decision = rules.still_admitted(part, capacity, set_aside=aside)
    if not decision.is_allowed or Obstacle.CLASH in aside:
        return decision
    return rules.without_clash(facts, part, held)


def _held_beside(facts: GatheringFacts, part: PartFacts, wishes: list[PartRegistration]) -> dict[int, set[str]]:
    """The confirmed parts of these people that cannot be had together with this one; no query where there are none."""
    keys = {other.id: other.key for other in facts.parts if other.key in rules.clashing(facts, part)}
    if not keys:
        return {}
    found: dict[int, set[str]] = {}
    rows = PartRegistration.objects.filter(
        registration_id__in=[wish.registration_id for wish in wishes],
        part_id__in=keys,
        state=PartState.CONFIRMED.value,
    )
    for registration_id, part_id in rows.order_by("pk").values_list("registration_id", "part_id"):
        found.setdefault(registration_id, set()).add(keys[part_id])
    return found
