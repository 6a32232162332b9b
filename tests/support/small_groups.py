"""Groups of people for the small gathering, and what must hold of the places that are kept for them."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from filrouge.core.names import PersonName
from filrouge.stages.delegations.actions import DelegationReceipt, register_delegation
from filrouge.stages.delegations.facts import REFERENT, Group, Member, Referent
from filrouge.stages.delegations.models import HeldPlaces
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.models import PartSeats
from tests.support.small_gathering import OPEN, somebody
from tests.support.soundness import faults

REFERENT_OF_ALL = Referent(PersonName("Odile", "Sautier"), "odile@example.ch")


def some_member(name: str = "", *parts: str) -> Member:
    """An executive with a name and an address of their own."""
    return Member(replace(somebody(name), organisation_text="Aarau"), parts or ("eve",))


def some_group(
    names: Iterable[str],
    *,
    parts: tuple[str, ...] = ("eve",),
    may_split: bool = False,
    held: Mapping[str, int] | None = None,
) -> Group:
    """A group of executives who wish these parts."""
    return Group(
        submission=uuid.uuid4(),
        referent=REFERENT_OF_ALL,
        people=tuple(some_member(name, *parts) for name in names),
        language="fr",
        received_at=OPEN,
        organisation_text="Aarau",
        may_split=may_split,
        held=held or {},
    )


def register_group(
    facts: GatheringFacts, names: Iterable[str], *, may_split: bool = False, held: Mapping[str, int] | None = None
) -> DelegationReceipt:
    """Register such a group."""
    group = some_group(names, may_split=may_split, held=held)
    return register_delegation(facts=facts, group=group, actor=REFERENT, now=OPEN)


def seated_of(receipt: DelegationReceipt) -> int:
    """How many of them were told that they have a place."""
    return sum(answer.state is PartState.CONFIRMED for outcome in receipt.outcomes for answer in outcome.answers)


def group_faults(gathering_id: int) -> list[str]:
    """What does not hold of a gathering, its places without a name included."""
    return [*faults(gathering_id), *_held_wrongly(gathering_id)]


def _held_wrongly(gathering_id: int) -> Iterator[str]:
    for seats in PartSeats.objects.filter(part__gathering_id=gathering_id).order_by("pk"):
        rows = HeldPlaces.objects.filter(part_id=seats.part_id).order_by("pk")
        kept = sum(rows.values_list("places", flat=True))
        if kept != seats.held:
            yield f"{kept} places are kept without a name, {seats.held} are counted"
        if seats.capacity is not None and seats.confirmed + seats.held > max(seats.capacity, seats.ceiling or 0):
            yield f"{seats.confirmed} given and {seats.held} kept of {seats.capacity}"
