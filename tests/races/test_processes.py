"""The same seats asked for by several processes, as several server workers do."""

import pytest
from django.db import connection

from filrouge.engines.waiting import Policy
from tests.races.test_shared_storm import assert_bound_kept
from tests.races.workers import act_at_random, in_processes
from tests.support.shared_gathering import shared_gathering
from tests.support.small_gathering import small_gathering
from tests.support.soundness import faults


def rush(*, eve: int, processes: int, people: int) -> None:
    """Exactly the eve's seats are given, everybody else waits."""
    facts = small_gathering(eve=eve)
    name = str(connection.settings_dict["NAME"])
    answers = in_processes(name, facts.id, processes=processes, people=people)
    assert answers == {"confirmed": eve, "waiting": processes * people - eve}
    assert faults(facts.id) == []


def test_three_processes_and_twelve_seats() -> None:
    """Forty-two people, twelve seats."""
    rush(eve=12, processes=3, people=14)


@pytest.mark.long
def test_eight_processes_and_a_hundred_seats() -> None:
    """Eight hundred people, a hundred seats."""
    rush(eve=100, processes=8, people=100)


def attempts(number: int, *, processes: int, policy: Policy, patience: float) -> None:
    """So many attempts over shared seats: none fails, no seat is given twice, nobody is lost, the order is kept."""
    facts = shared_gathering(
        capacities={"north": 40, "south": 40, "west": 40}, room=60, bus=50, kept=10, policy=policy, key="attempts"
    )
    done = in_processes(
        str(connection.settings_dict["NAME"]),
        facts.id,
        processes=processes,
        people=number // processes,
        work=act_at_random,
        patience=patience,
    )
    assert set(done) <= {"come", "come_together", "go", "resize", "refused"}, done
    assert sum(done.values()) == number
    assert faults(facts.id) == []
    assert_bound_kept(facts)


def test_some_hundred_attempts_over_shared_seats() -> None:
    """The short variant of the hundred thousand."""
    attempts(240, processes=3, policy=Policy.BOUNDED, patience=90)


@pytest.mark.long
@pytest.mark.parametrize("policy", [Policy.SPLIT, Policy.BOUNDED])
def test_fifty_thousand_attempts_under_each_policy(policy: Policy) -> None:
    """A hundred thousand in all, by eight processes."""
    attempts(50_000, processes=8, policy=policy, patience=3600)
