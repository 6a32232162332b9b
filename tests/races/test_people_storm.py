"""People replaced, put together and erased while others come and go: no seat twice, nobody lost, nobody left behind."""

import time
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest

from filrouge.engines.waiting import Policy
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.models import PartRegistration
from tests.races.crowd import BODIES, PEOPLE, SEATS, Crowd
from tests.support.at_once import at_once, failures
from tests.support.nobody_lost import Arrival, people_faults
from tests.support.shared_gathering import shared_gathering
from tests.support.small_groups import group_faults


def busy_gathering(key: str, policy: Policy) -> GatheringFacts:
    """Three parts that share seats, so few that most people wait."""
    capacities = {"north": 8, "south": 8, "west": 8}
    return shared_gathering(capacities=capacities, room=12, bus=10, kept=3, policy=policy, key=key)


def sound(facts: GatheringFacts, arrivals: Iterable[Arrival]) -> list[str]:
    """What does not hold of seats, of the order and of people."""
    bound = facts.most_overtakings if facts.waiting_policy is Policy.BOUNDED else 0
    rows = PartRegistration.objects.filter(part__gathering_id=facts.id, overtaken__gt=bound).order_by("pk")
    overtaken = [f"{row.pk} was overtaken {row.overtaken} times" for row in rows]
    return [*group_faults(facts.id), *overtaken, *people_faults(facts.id, arrivals)]


def storm(*, seed: int, seconds: float, policy: Policy) -> tuple[list[Any], list[str]]:
    """Eight threads at one gathering: what they met, and what does not hold afterwards."""
    facts = busy_gathering(f"people-{seed}", policy)
    crowds = [Crowd(facts, seed * 100 + number, (*SEATS, *PEOPLE, *BODIES)) for number in range(8)]
    end = time.monotonic() + seconds

    def run(crowd: Crowd) -> Counter[str]:
        while time.monotonic() < end:
            crowd.act()
        return crowd.done

    results = at_once([lambda crowd=crowd: run(crowd) for crowd in crowds])
    return results, sound(facts, [one for crowd in crowds for one in crowd.arrivals])


@pytest.mark.parametrize("policy", [Policy.SPLIT, Policy.BOUNDED])
def test_a_storm_of_people(policy: Policy) -> None:
    """Some seconds; everybody got to act."""
    results, faults = storm(seed=21, seconds=4, policy=policy)
    assert failures(results) == []
    assert faults == []
    assert all(done.total() for done in results)
