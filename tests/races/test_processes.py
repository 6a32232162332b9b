"""The same seats asked for by several processes, as several server workers do."""

import time
from collections import Counter

import pytest
from django.db import connection

from filrouge.engines.waiting import Policy
from tests.races.crowd import BODIES, PEOPLE, SEATS
from tests.races.crowd_workers import rounds
from tests.races.test_people_storm import busy_gathering, sound
from tests.races.workers import in_processes
from tests.support.small_gathering import small_gathering
from tests.support.soundness import faults

POLICIES = (Policy.SPLIT, Policy.BOUNDED)


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


def attempts(number: int, *, gatherings: int, processes: int) -> Counter[str]:
    """So many attempts over the shared seats of gatherings, one after the other, of one policy after the other: none
    fails, no seat is given twice, nobody is lost, the order is kept. Looked at after each gathering: lists of
    thousands who wait would cost hours and show nothing else. How often each kind worked.
    """
    every = [busy_gathering(f"attempts-{one}", POLICIES[one % len(POLICIES)]) for one in range(gatherings)]
    all_facts = {facts.id: facts for facts in every}
    name, share = str(connection.settings_dict["NAME"]), number // gatherings // processes
    begun, done = time.monotonic(), Counter[str]()
    for one in rounds(name, list(all_facts), processes=processes, attempts=share):
        assert one.mistakes == []
        assert one.done.total() == processes * share
        assert sound(all_facts[one.gathering], one.arrivals) == []
        done += one.done
        tell(done, time.monotonic() - begun)
    assert done.total() == number
    return done


def tell(done: Counter[str], seconds: float) -> None:
    """How far it is, for whoever runs the long variant with -s."""
    kinds = ", ".join(f"{kind} {times}" for kind, times in sorted(done.items()))
    print(f"{done.total()} attempts in {seconds:.0f} s, nothing wrong: {kinds}", flush=True)


def test_some_hundred_attempts_over_shared_seats() -> None:
    """The short variant of the hundred thousand."""
    done = attempts(480, gatherings=2, processes=3)
    assert {"come", "go", "replace", "merge", "erase", "send"} <= set(done)


@pytest.mark.long
def test_a_hundred_thousand_attempts() -> None:
    """Fifty thousand under each policy that promises something, by four processes."""
    done = attempts(100_000, gatherings=250, processes=4)
    assert set(done) == {*SEATS, *PEOPLE, *BODIES, "refused"}
