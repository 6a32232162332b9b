"""The simulation: hand-made people come out as reckoned by hand, and every rule keeps its promise on invented ones."""

import sys

import pytest

from filrouge.engines.waiting import Policy
from filrouge.engines.waiting.simulation.__main__ import RULES, main, table
from filrouge.engines.waiting.simulation.measures import Figures, figures
from filrouge.engines.waiting.simulation.play import Rule, Story, play
from filrouge.engines.waiting.simulation.world import Asking, Assumptions, invent

SUPPOSED = Assumptions(days=60, stop=59)
NEVER = 61.0
# Two seats. One of those who sit leaves on day 20, the other on day 40; behind them a couple and a single wait.
PEOPLE = (
    Asking("one", 0.0, False, (20.0,)),
    Asking("two", 1.0, False, (40.0,)),
    Asking("couple", 10.0, False, (NEVER, NEVER)),
    Asking("single", 11.0, False, (NEVER,)),
)


def told(rule: Rule) -> Figures:
    """The figures of the hand-made people."""
    return figures([play(PEOPLE, 2, rule, SUPPOSED)], SUPPOSED.stop)


def test_strict_keeps_the_seat_for_the_couple() -> None:
    kept = told(Rule("", Policy.STRICT))
    assert (kept.median_wait, kept.empty, kept.idle) == (30.0, 0, 20.0)
    assert (kept.singles, kept.members, kept.whole, kept.most_overtaken) == (0, 100, 100, 0)


def test_one_overtaking_lets_the_single_pass() -> None:
    passed = told(Rule("", Policy.BOUNDED, 1))
    assert (passed.median_wait, passed.empty, passed.idle) == (9.0, 1, 19.0)
    assert (passed.singles, passed.members, passed.whole) == (100, 0, 0)
    assert (passed.most_overtaken, passed.mean_overtaken) == (1, 1.0)


def test_whoever_withdraws_after_the_stop_leaves_the_seat_empty_for_others() -> None:
    late = (Asking("one", 0.0, False, (59.5,)), Asking("two", 1.0, False, (NEVER,)))
    story = play(late, 1, Rule("", Policy.STRICT), SUPPOSED)
    assert (story.told["two"].seated_at, story.free) == ({}, 0)


def stories(rule: Rule) -> list[Story]:
    """Some gatherings of 30 seats."""
    return [play(invent(30, seed, SUPPOSED), 30, rule, SUPPOSED) for seed in range(10)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_keeps_its_promises_on_invented_people(rule: Rule) -> None:
    for story in stories(rule):
        sitting = sum(day >= SUPPOSED.stop for other in story.told.values() for day in _leaving_of_seated(other))
        assert sitting + story.free == 30
        assert story.free >= 0
        assert max(other.overtaken for other in story.told.values()) <= rule.most_overtakings
        for other in story.told.values():
            moments = len(set(other.seated_at.values()))
            assert moments <= 1 or (other.asking.may_split and rule.policy is not Policy.STRICT)


def _leaving_of_seated(told: object) -> list[float]:
    return [told.asking.leaving[member] for member in told.seated_at]


def test_without_a_bound_groups_are_passed_more_often_than_any_bound_allows() -> None:
    unbounded = figures(stories(Rule("", Policy.BOUNDED, sys.maxsize)), SUPPOSED.stop)
    bounded = figures(stories(Rule("", Policy.BOUNDED, 2)), SUPPOSED.stop)
    assert unbounded.most_overtaken > bounded.most_overtaken == 2
    assert unbounded.members < bounded.members


def test_same_seed_same_table_other_seed_other_table() -> None:
    assert table(30, 3, 1, SUPPOSED) == table(30, 3, 1, SUPPOSED)
    assert table(30, 3, 1, SUPPOSED)[3:] != table(30, 3, 2, SUPPOSED)[3:]


def test_the_command_prints_a_table_for_each_size(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("filrouge.engines.waiting.simulation.__main__.GATHERINGS", {30: 2, 80: 1})
    monkeypatch.setattr(sys, "argv", ["simulation", "--seed", "5", "--consents", "0"])
    main()
    printed = capsys.readouterr().out
    assert [line for line in printed.splitlines() if "seats," in line] == [
        "30 seats, 2 gatherings, seed 5",
        "80 seats, 1 gatherings, seed 5",
    ]
    assert all(printed.count(rule.name) == 2 for rule in RULES)
