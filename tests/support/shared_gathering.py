"""A gathering whose parts share seats: three workshops, two quotas over them, and a reserve in the first.

Everybody is admitted to everything, so that only seats decide. `room` covers north and south, `bus` south and west; in
north some seats are kept for executives.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time
from uuid import UUID, uuid4

from filrouge.engines.waiting import Policy
from filrouge.ground.people.models import Organiser
from filrouge.stages.gatherings.enums import GatheringKind, GatheringState, PartKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import Gathering, Part, Quota
from filrouge.stages.gatherings.queries import forget_facts
from filrouge.stages.registration.facts import Application, Party
from tests.support.small_gathering import DAY, DEADLINE, FUNCTIONS, ZONE, facts_now, function, somebody, wish

HOURS = {"north": (9, 12), "south": (13, 15), "west": (16, 18)}


def shared_gathering(
    *,
    capacities: Mapping[str, int | None] | None = None,
    room: int | None = None,
    bus: int | None = None,
    kept: int = 0,
    kept_until: datetime | None = None,
    policy: Policy = Policy.SPLIT,
    most_overtakings: int = 2,
    key: str = "shared",
    **more: object,
) -> GatheringFacts:
    """The gathering with these limits; a quota that is None is not there. `more` goes to every part."""
    forget_facts()
    organiser, _ = Organiser.objects.get_or_create(key="network", defaults={"name": {"fr": "Le Réseau"}})
    gathering = Gathering.objects.create(
        organiser=organiser,
        key=key,
        kind=GatheringKind.WORKSHOPS.value,
        state=GatheringState.REGISTRATION_OPEN.value,
        language="fr",
        languages=["fr"],
        country="CH",
        zone=ZONE,
        title={"fr": "Ateliers"},
        town={"fr": "Aarau"},
        deadline=DEADLINE,
        waiting_policy=policy.value,
        most_overtakings=most_overtakings,
        vocabulary={"functions": [function(name) for name in FUNCTIONS]},
    )
    parts = add_workshops(gathering, capacities or {}, **more)
    add_quota(gathering, "room", room, parts["north"], parts["south"])
    add_quota(gathering, "bus", bus, parts["south"], parts["west"])
    if kept:
        reserve = add_quota(gathering, "kept", kept, parts["north"])
        Quota.objects.filter(pk=reserve).update(reserved_for={"function": ["executive"]}, opens_to_all_at=kept_until)
    return facts_now(gathering.pk)


def add_workshops(gathering: Gathering, capacities: Mapping[str, int | None], **more: object) -> dict[str, Part]:
    """The three workshops, one after the other, by key."""
    return {
        name: Part.objects.create(
            gathering=gathering,
            key=name,
            position=position,
            kind=PartKind.WORKSHOP.value,
            title={"fr": name.capitalize()},
            when=str(DAY),
            first_day=DAY,
            starts_at=time(first),
            ends_at=time(last),
            capacity=capacities.get(name),
            **more,
        )
        for position, (name, (first, last)) in enumerate(HOURS.items())
    }


def add_quota(gathering: Gathering, key: str, seats: int | None, *parts: Part) -> int:
    """A quota over parts, by id; none for None."""
    if seats is None:
        return 0
    position = Quota.objects.filter(gathering=gathering).count()
    quota = Quota.objects.create(gathering=gathering, key=key, position=position, label={"fr": key}, seats=seats)
    quota.parts.set(parts)
    return quota.pk


def group(size: int, *parts: str, may_split: bool = False, function: str = "executive") -> list[Application]:
    """Wishes of people who are registered together."""
    party = Party(uuid4(), may_split=may_split)
    return [replace(wish(*parts, who=somebody(function=function)), party=party) for _ in range(size)]


def party_of(wishes: list[Application]) -> UUID:
    """The party that wishes belong to."""
    assert wishes[0].party is not None
    return wishes[0].party.id
