"""Parts that share seats, reserves and groups, everything at once: no seat twice, nobody lost, the order kept."""

import random
import time
from collections import Counter
from collections.abc import Callable

import pytest

from filrouge.engines.waiting import Policy
from filrouge.ground.people.actors import REGISTRANT, SYSTEM
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import (
    NothingTaken,
    register,
    register_many,
    set_capacity,
    set_quota,
    withdraw,
)
from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.models import PartRegistration, Registration
from tests.support.at_once import at_once, failures
from tests.support.shared_gathering import HOURS, group, shared_gathering
from tests.support.small_gathering import OPEN, facts_now, somebody, wish
from tests.support.soundness import faults

HARMLESS = (NothingTaken, Gone)


class Crowd:
    """One of those who act at random; each has a thread and a chance of their own."""

    def __init__(self, facts: GatheringFacts, act: str, seed: int, seconds: float) -> None:
        self.facts, self.chance, self.seconds = facts, random.Random(seed), seconds
        self.act: Callable[[], None] = getattr(self, act)

    def __call__(self) -> Counter[str]:
        """Act until the time is over; how often."""
        done: Counter[str] = Counter()
        end = time.monotonic() + self.seconds
        while time.monotonic() < end:
            try:
                self.act()
                done[self.act.__name__] += 1
            except HARMLESS:
                done["refused"] += 1
        return done

    def parts(self) -> tuple[str, ...]:
        """One part or several."""
        return tuple(self.chance.sample(sorted(HOURS), self.chance.choice((1, 1, 2, 3))))

    def come(self) -> None:
        """One more person registers."""
        who = somebody(function=self.chance.choice(("executive", "guest")))
        register(facts=self.facts, application=wish(*self.parts(), who=who), actor=REGISTRANT, now=OPEN)

    def come_together(self) -> None:
        """A delegation registers."""
        size = self.chance.randrange(2, 6)
        wishes = group(size, *self.parts(), may_split=self.chance.random() < 0.5, function="guest")
        register_many(facts=self.facts, applications=wishes, actor=REGISTRANT, now=OPEN)

    def go(self) -> None:
        """Somebody withdraws."""
        known = list(Registration.objects.order_by("pk").values_list("pk", flat=True))
        pk = self.chance.choice(known) if known else 0
        withdraw(registration_id=pk, parts=self.parts(), actor=REGISTRANT, now=OPEN)

    def resize(self) -> None:
        """The organiser changes a capacity or a quota."""
        facts = facts_now(self.facts.id)
        if self.chance.random() < 0.5:
            part = self.chance.choice(sorted(HOURS))
            set_capacity(facts=facts, part=part, capacity=self.chance.randrange(4, 12), actor=SYSTEM, now=OPEN)
        else:
            quota = self.chance.choice(("room", "bus"))
            seats = self.chance.randrange(4, 14)
            set_quota(facts=facts, quota=quota, seats=seats, opens_to_all_at=None, actor=SYSTEM, now=OPEN)


def storm(*, seed: int, seconds: float, policy: Policy) -> None:
    """Eight threads at one gathering; afterwards everything holds and everybody got to act."""
    facts = shared_gathering(
        capacities={"north": 8, "south": 8, "west": 8}, room=12, bus=10, kept=3, policy=policy, key=f"storm-{seed}"
    )
    acts = ["come"] * 3 + ["come_together"] * 2 + ["go"] * 2 + ["resize"]
    results = at_once([Crowd(facts, act, seed * 100 + number, seconds) for number, act in enumerate(acts)])
    assert failures(results) == []
    assert faults(facts.id) == []
    assert all(sum(done.values()) for done in results)
    assert_bound_kept(facts)


def assert_bound_kept(facts: GatheringFacts) -> None:
    """Nobody was overtaken more often than the policy allows."""
    bound = facts.most_overtakings if facts.waiting_policy is Policy.BOUNDED else 0
    rows = PartRegistration.objects.filter(part__gathering_id=facts.id).order_by("-overtaken")
    assert rows.values_list("overtaken", flat=True)[0] <= bound


@pytest.mark.parametrize("policy", [Policy.SPLIT, Policy.BOUNDED])
def test_a_storm_over_shared_seats(policy: Policy) -> None:
    """Some seconds."""
    storm(seed=11, seconds=3, policy=policy)


@pytest.mark.long
@pytest.mark.parametrize("policy", list(Policy))
@pytest.mark.parametrize("seed", range(12, 15))
def test_a_long_storm_over_shared_seats(seed: int, policy: Policy) -> None:
    """Some minutes."""
    storm(seed=seed, seconds=20, policy=policy)


def test_the_last_seat_of_a_quota_is_given_once() -> None:
    """Twelve at the same moment, half of them for north and half for south, one seat in the room for both."""
    facts = shared_gathering(room=1)
    jobs = [lambda part=part: take(facts, part) for part in ("north", "south") * 6]
    assert failures(at_once(jobs)) == []
    states = Counter(PartRegistration.objects.order_by("pk").values_list("state", flat=True))
    assert states == {"confirmed": 1, "waiting": 11}
    assert faults(facts.id) == []


def take(facts: GatheringFacts, part: str) -> None:
    """One more person registers."""
    register(facts=facts, application=wish(part), actor=REGISTRANT, now=OPEN)
