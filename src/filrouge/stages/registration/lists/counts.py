"""Numbers of registrations: of many gatherings at once, and of the parts of one."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.models import PartRegistration
from filrouge.stages.registration.queries import seats_of
from filrouge.stages.registration.rules import Seats


@dataclass(frozen=True)
class GatheringCounts:
    """People with a confirmed part, and requests that wait for the organiser."""

    registered: int = 0
    to_decide: int = 0


@dataclass(frozen=True)
class PartCounts:
    """The seats of a part, and how many requests wait, were refused, were withdrawn."""

    seats: Seats
    requested: int = 0
    refused: int = 0
    withdrawn: int = 0


def counts_of_gatherings(ids: Collection[int]) -> Mapping[int, GatheringCounts]:
    """The counts of each of these gatherings; one query."""
    rows = (
        PartRegistration.objects.filter(registration__gathering_id__in=list(ids))
        .values("registration__gathering_id")
        .annotate(
            registered=Count("registration", distinct=True, filter=Q(state=PartState.CONFIRMED.value)),
            to_decide=Count("pk", filter=Q(state=PartState.REQUESTED.value)),
        )
        .order_by("registration__gathering_id")
    )
    found = {row["registration__gathering_id"]: GatheringCounts(row["registered"], row["to_decide"]) for row in rows}
    return {pk: found.get(pk, GatheringCounts()) for pk in ids}


def counts_of_parts(facts: GatheringFacts) -> Mapping[str, PartCounts]:
    """The counts of every part, by key; two queries."""
    seats = seats_of(facts)
    rows = (
        PartRegistration.objects.filter(part_id__in=[part.id for part in facts.parts])
        .values("part_id", "state")
        .annotate(number=Count("pk"))
        .order_by("part_id", "state")
    )
    numbers: dict[int, dict[str, int]] = defaultdict(dict)
    for row in rows:
        numbers[row["part_id"]][row["state"]] = row["number"]
    return {
        part.key: PartCounts(
            seats=seats[part.key],
            requested=numbers[part.id].get(PartState.REQUESTED.value, 0),
            refused=numbers[part.id].get(PartState.REFUSED.value, 0),
            withdrawn=numbers[part.id].get(PartState.WITHDRAWN.value, 0),
        )
        for part in facts.parts
    }
