"""Whole histories of arrivals, withdrawals and changes of capacity: what holds after every step, and in the end."""

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from filrouge.engines.waiting import Party, Policy, Run
from tests.unit.waiting import broken
from tests.unit.waiting.cases import answered, group
from tests.unit.waiting.checker import faults
from tests.unit.waiting.registry import Registry

NEEDS = st.frozensets(st.sampled_from(("part", "quota")), min_size=1)


class Histories(RuleBasedStateMachine):
    """Histories of one gathering with a part and a quota."""

    @initialize(
        totals=st.fixed_dictionaries({"part": st.integers(0, 6), "quota": st.integers(0, 8)}),
        policy=st.sampled_from(Policy),
        most=st.integers(0, 2),
    )
    def begin(self, totals: dict[str, int], policy: Policy, most: int) -> None:
        """An empty gathering."""
        self.registry, self.arrived, self.excess = Registry(totals, policy, most), 0, dict.fromkeys(totals, 0)

    @rule(lines=NEEDS, size=st.integers(1, 5), may_split=st.booleans())
    def arrive(self, lines: frozenset[str], size: int, may_split: bool) -> None:
        """A single or a group registers."""
        self.arrived += 1
        self.registry.arrive(Party(f"p{self.arrived}", (lines,) * size, may_split))

    @precondition(lambda self: self.registry.seats)
    @rule(data=st.data())
    def stand_up(self, data: st.DataObject) -> None:
        """Somebody who sits withdraws."""
        self.registry.stand_up(data.draw(st.integers(0, len(self.registry.seats) - 1)))

    @precondition(lambda self: self.registry.line)
    @rule(data=st.data())
    def give_up(self, data: st.DataObject) -> None:
        """Somebody who waits withdraws."""
        place = data.draw(st.integers(0, len(self.registry.line) - 1))
        self.registry.give_up(place, data.draw(st.integers(0, len(self.registry.line[place].members) - 1)))

    @rule(line=st.sampled_from(("part", "quota")), total=st.integers(0, 8))
    def resize(self, line: str, total: int) -> None:
        """The organiser changes a capacity, to fewer than sit there perhaps."""
        sitting = self.registry.totals[line] - self.registry.free[line]
        self.excess[line] = max(0, sitting - total)
        self.registry.resize(line, total)

    @invariant()
    def the_last_run_keeps_all_promises(self) -> None:
        """The answer of each single run is sound."""
        assert not any(faults(case, outcome) for case, outcome in self.registry.runs[-1:])

    @invariant()
    def nobody_is_overtaken_more_often_than_allowed(self) -> None:
        """Counted over the whole history, from what each run said."""
        registry = self.registry
        bound = registry.most_overtakings if registry.policy is Policy.BOUNDED else 0
        assert max(registry.passed.values(), default=0) <= bound
        assert all(party.overtaken == registry.passed[party.key] for party in registry.line)

    @invariant()
    def nobody_was_seated_beyond_the_capacity(self) -> None:
        """More people sit than there are units only where the organiser took units away from under them."""
        assert all(units >= -self.excess[line] for line, units in self.registry.free.items())

    @invariant()
    def asking_again_changes_nothing(self) -> None:
        """Nothing is left that could be given."""
        for case, _ in self.registry.runs[-1:]:
            registry = self.registry
            now = answered(
                type(case)(registry.free, registry.totals, case.policy, case.most_overtakings, tuple(registry.line))
            )
            assert [verdict.seated for verdict in now.verdicts if verdict.seated] == []


TestHistories = Histories.TestCase
TestHistories.settings = settings(max_examples=20, stateful_step_count=25)


@pytest.mark.long
def test_a_thousand_long_histories() -> None:
    run_state_machine_as_test(Histories, settings=settings(max_examples=1_000, stateful_step_count=60, deadline=None))


def lived(steps: int, seed: int, **options: object) -> Registry:
    """A long history of singles and groups under bounded overtaking, always the same for one seed."""
    random = Random(seed)
    registry = Registry({"part": 12, "quota": 16}, Policy.BOUNDED, 2, **options)
    for step in range(steps):
        if random.random() < 0.5 or not registry.seats:
            lines = random.choice((("part",), ("quota",), ("part", "quota")))
            registry.arrive(group(f"p{step}", random.choice((1, 1, 2, 4, 7)), *lines, may_split=random.random() < 0.3))
        else:
            registry.stand_up(random.randrange(len(registry.seats)))
    return registry


def test_the_same_history_ends_the_same() -> None:
    one, other = lived(150, seed=7), lived(150, seed=7)
    assert (one.seats, one.line, one.passed) == (other.seats, other.line, other.passed)


def test_long_histories_reach_the_bound_and_never_pass_it() -> None:
    assert {max(lived(150, seed).passed.values()) for seed in range(5)} == {2}


@pytest.mark.parametrize(
    "careless",
    [
        lambda seed: lived(150, seed, forgets=True),
        lambda seed: lived(150, seed, engine=broken.NoMemory),
        lambda seed: lived(150, seed, engine=broken.OneOvertakingMore),
    ],
    ids=["a caller that forgets the totals", "an engine that forgets them", "an engine that keeps too late"],
)
def test_the_bound_over_a_history_catches_a_careless_one(careless: Callable[[int], Registry]) -> None:
    assert max(careless(0).passed.values()) > 2


def test_the_controls_differ_only_by_their_mistake() -> None:
    assert lived(50, seed=1).seats == lived(50, seed=1, engine=Run).seats
