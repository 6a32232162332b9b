"""Whoever is first in line comes nearer with each seat that becomes free, as long as the limits are nested."""

from collections.abc import Iterator
from random import Random

import pytest

from filrouge.engines.waiting import Policy, Run
from tests.unit.waiting import broken
from tests.unit.waiting.cases import group
from tests.unit.waiting.registry import Registry

INSIDE_OUT = ("part", "quota", "house")
# Whoever needs a limit needs every limit around it.
NESTED = (INSIDE_OUT, INSIDE_OUT[1:], INSIDE_OUT[2:])


def distance(registry: Registry, size: int) -> tuple[int, int]:
    """How far the first is: how many limits lie around the innermost that is short, and what is missing there."""
    for inside, line in enumerate(INSIDE_OUT):
        if registry.free[line] < size:
            return len(INSIDE_OUT) - inside, size - registry.free[line]
    return 0, 0


def full(policy: Policy, random: Random, engine: type[Run] = Run) -> Registry:
    """A gathering in which people sit who need different limits, and nobody waits."""
    registry = Registry({"part": 5, "quota": 9, "house": 12}, policy, 1, engine)
    for step in range(40):
        registry.arrive(group(f"before{step}", 1, *random.choice(NESTED)))
    registry.line = []
    return registry


def distances(registry: Registry, size: int, random: Random) -> Iterator[tuple[int, int]]:
    """How far the first is, after each withdrawal and the arrival that follows it, until they sit."""
    registry.arrive(group("first", size, *INSIDE_OUT, overtaken=1))
    for step in range(100):
        if registry.line[0].key != "first":
            return
        yield distance(registry, size)
        registry.stand_up(random.randrange(len(registry.seats)))
        registry.arrive(group(f"later{step}", random.choice((1, 1, 3)), *random.choice(NESTED)))


@pytest.mark.parametrize("policy", list(Policy))
@pytest.mark.parametrize("size", [1, 2, 4])
def test_with_nested_limits_the_first_in_line_only_comes_nearer(policy: Policy, size: int) -> None:
    for seed in range(30):
        random = Random(seed)
        registry = full(policy, random)
        far = list(distances(registry, size, random))
        assert far == sorted(far, reverse=True)
        assert [lines for key, lines in registry.seats if key == "first"] == [frozenset(INSIDE_OUT)] * size


def test_with_nested_limits_a_single_is_seated_by_the_first_withdrawal_from_the_innermost_that_is_short() -> None:
    for seed in range(30):
        random = Random(seed)
        registry = full(Policy.STRICT, random)
        registry.arrive(group("first", 1, *INSIDE_OUT))
        short = next(line for line in INSIDE_OUT if registry.free[line] < 1)
        while registry.line:
            leaving = random.randrange(len(registry.seats))
            from_there = short in registry.seats[leaving][1]
            registry.stand_up(leaving)
            assert from_there == (registry.line == [])


@pytest.mark.parametrize("engine", [broken.FirstWhoFits, broken.OneOvertakingMore])
def test_an_engine_that_keeps_nothing_or_too_late_lets_the_first_fall_back(engine: type[Run]) -> None:
    def fell_back(seed: int) -> bool:
        random = Random(seed)
        far = list(distances(full(Policy.BOUNDED, random, engine), 4, random))
        return far != sorted(far, reverse=True)

    assert any(fell_back(seed) for seed in range(30))


def test_with_crossing_limits_the_first_in_line_may_wait_for_ever() -> None:
    registry = Registry({"part": 1, "quota": 1}, Policy.STRICT, 0)
    for party in (group("part", 1, "part"), group("quota", 1, "quota"), group("first", 1, "part", "quota")):
        registry.arrive(party)
    for round_ in range(20):
        for line in ("part", "quota"):
            registry.arrive(group(f"{line}{round_}", 1, line))
            registry.stand_up(0)
    assert registry.line[0].key == "first"
    assert registry.passed["first"] == 0, "a unit that was not scarce for them at that moment"
