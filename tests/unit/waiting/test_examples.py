"""The three policies by example."""

import pytest

from filrouge.engines.waiting import Party, Policy, Run, Verdict, Why
from tests.unit.waiting.cases import group

PART, QUOTA = frozenset({"part"}), frozenset({"quota"})


def a_run(policy: Policy, *, most: int = 0, total: int = 30, **free: int) -> Run:
    """A run in which every limited line has the same total."""
    return Run(free, totals=dict.fromkeys(free, total), policy=policy, most_overtakings=most)


def seated(run: Run, *parties: Party) -> list[int]:
    """How many of each party get a seat."""
    return [len(run.consider(party).seated) for party in parties]


# -------------------------------------------------------------------------------------------------------- in line order


def test_those_who_find_a_free_unit_of_each_line_are_seated_in_order() -> None:
    run = a_run(Policy.STRICT, part=2, quota=1)
    assert run.consider(group("a", 1, "part", "quota")) == Verdict("a", (0,), frozenset(), Why.SEATED)
    assert run.consider(group("b", 1, "part", "quota")) == Verdict("b", (), QUOTA, Why.NOT_ENOUGH_FREE)
    assert run.consider(group("c", 1, "part")) == Verdict("c", (0,), frozenset(), Why.SEATED)


def test_a_line_that_is_not_named_has_no_limit() -> None:
    run = a_run(Policy.STRICT, part=0)
    assert seated(run, group("a", 7, "elsewhere"), group("b", 1, "elsewhere", "part")) == [7, 0]


def test_more_people_than_seats_leave_nothing_to_give() -> None:
    run = a_run(Policy.BOUNDED, most=3, part=-4)
    assert run.consider(group("a", 1, "part")).short == PART
    assert run.is_over


# --------------------------------------------------------------------------------------------------------- the policies


def test_strict_keeps_the_free_seats_for_the_group_in_front() -> None:
    run = a_run(Policy.STRICT, part=2)
    assert run.consider(group("four", 4, "part", may_split=True)) == Verdict("four", (), PART, Why.NOT_ENOUGH_FREE)
    assert run.is_over
    assert run.consider(group("single", 1, "part")) == Verdict("single", (), frozenset(), Why.BEHIND)
    assert (run.kept, run.overtaken) == ({"part": ("four",)}, {})


def test_a_line_that_is_not_scarce_for_the_group_in_front_stays_open() -> None:
    run = a_run(Policy.STRICT, part=2, quota=9)
    assert seated(run, group("four", 4, "part", "quota"), group("other", 5, "quota")) == [0, 5]
    assert run.overtaken == {}


def test_what_becomes_scarce_for_the_group_in_front_is_closed_from_then_on() -> None:
    run = a_run(Policy.STRICT, part=0, quota=5)
    assert seated(run, group("four", 4, "part", "quota"), group("two", 2, "quota"), group("one", 1, "quota")) == [
        0,
        2,
        0,
    ]
    assert run.kept == {"part": ("four",), "quota": ("four",)}


def test_split_seats_as_many_as_fit_of_those_who_consented() -> None:
    run = a_run(Policy.SPLIT, part=2)
    assert run.consider(group("four", 4, "part", may_split=True)) == Verdict("four", (0, 1), PART, Why.SEATED_IN_PART)
    assert run.is_over
    assert run.kept == {"part": ("four",)}


def test_split_leaves_a_group_without_consent_whole() -> None:
    assert seated(a_run(Policy.SPLIT, part=2), group("four", 4, "part"), group("one", 1, "part")) == [0, 0]


def test_a_member_who_does_not_fit_does_not_hold_up_the_next_of_the_same_group() -> None:
    run = a_run(Policy.SPLIT, part=1, quota=0)
    mixed = Party("mixed", (PART | QUOTA, PART), may_split=True)
    assert run.consider(mixed) == Verdict("mixed", (1,), PART | QUOTA, Why.SEATED_IN_PART)


def test_bounded_lets_so_many_pass_and_then_keeps_what_is_free() -> None:
    run = a_run(Policy.BOUNDED, most=2, part=3)
    assert seated(run, group("four", 4, "part")) == [0]
    assert [run.consider(group(key, 1, "part")).passed for key in "abc"] == [("four",), ("four",), ()]
    assert run.consider(group("d", 1, "part")).reason is Why.BEHIND
    assert (run.overtaken, run.kept) == ({"four": 2}, {"part": ("four",)})


def test_one_group_that_passes_is_one_overtaking() -> None:
    run = a_run(Policy.BOUNDED, most=1, part=3)
    assert seated(run, group("four", 4, "part"), group("three", 3, "part")) == [0, 3]
    assert run.overtaken == {"four": 1}


def test_nobody_passes_while_one_of_those_in_front_has_been_passed_often_enough() -> None:
    run = a_run(Policy.BOUNDED, most=2, part=2)
    line = group("new", 3, "part"), group("old", 3, "part", overtaken=2), group("one", 1, "part")
    assert seated(run, *line) == [0, 0, 0]
    assert (run.overtaken, run.kept) == ({}, {"part": ("old",)})


def test_seats_that_become_free_gather_for_whom_they_are_kept() -> None:
    old, single = group("old", 3, "part", overtaken=1), group("one", 1, "part")
    assert seated(a_run(Policy.BOUNDED, most=1, part=2), old, single) == [0, 0]
    assert seated(a_run(Policy.BOUNDED, most=1, part=3), old, single) == [3, 0]


def test_only_those_in_front_are_overtaken() -> None:
    run = a_run(Policy.BOUNDED, most=5, part=2)
    assert run.consider(group("one", 1, "part")).passed == ()
    assert run.consider(group("two", 2, "part")).passed == ()
    assert run.consider(group("other", 1, "part")).passed == ("two",)


# --------------------------------------------------------------------------------------------------------- never at all


def test_a_group_larger_than_the_total_stands_in_nobodys_way() -> None:
    run = a_run(Policy.BOUNDED, most=1, total=5, part=2, quota=2)
    assert run.consider(group("six", 6, "part", "quota")) == Verdict("six", (), PART | QUOTA, Why.NEVER_FITS)
    assert seated(run, group("a", 1, "part"), group("b", 1, "part")) == [1, 1]
    assert (run.overtaken, run.kept) == ({}, {})


@pytest.mark.parametrize(("policy", "number"), [(Policy.STRICT, 0), (Policy.SPLIT, 2), (Policy.BOUNDED, 2)])
def test_a_group_larger_than_the_total_that_consented_is_split(policy: Policy, number: int) -> None:
    assert seated(a_run(policy, total=5, part=2), group("six", 6, "part", may_split=True)) == [number]


def test_a_member_for_whom_there_is_no_unit_at_all_keeps_nothing_for_a_group_that_consented() -> None:
    run = Run({"part": 1, "quota": 0}, totals={"part": 9, "quota": 0}, policy=Policy.SPLIT)
    nobody = Party("nobody", (PART | QUOTA, PART | QUOTA), may_split=True)
    assert run.consider(nobody) == Verdict("nobody", (), QUOTA, Why.NEVER_FITS)
    assert seated(run, group("one", 1, "part")) == [1]


# ------------------------------------------------------------------------------------------------------ when is it over


def test_over_only_for_the_lines_asked_about() -> None:
    run = a_run(Policy.STRICT, part=0, quota=1)
    assert (run.is_over, run.is_over_for(["part"]), run.is_over_for(["quota"])) == (False, True, False)
    assert not run.is_over_for(["part", "no_limit"])
    assert not run.is_over_for([])
    assert not a_run(Policy.STRICT).is_over


def test_not_over_while_somebody_may_still_pass() -> None:
    run = a_run(Policy.BOUNDED, most=1, part=2)
    run.consider(group("four", 4, "part"))
    assert not run.is_over
    run.consider(group("one", 1, "part"))
    assert run.is_over


# ------------------------------------------------------------------------------------------------------ wrong questions


def test_wrong_questions_are_refused() -> None:
    with pytest.raises(ValueError, match="no total for part"):
        Run({"part": 1}, totals={}, policy=Policy.STRICT)
    with pytest.raises(ValueError, match="negative"):
        Run({}, totals={}, policy=Policy.BOUNDED, most_overtakings=-1)
    with pytest.raises(ValueError, match="nobody waits"):
        Party("empty", ())
    with pytest.raises(ValueError, match="negative"):
        Party("a", (PART,), overtaken=-1)
    run = a_run(Policy.STRICT, part=1)
    run.consider(group("a", 1, "part"))
    with pytest.raises(ValueError, match="twice"):
        run.consider(group("a", 1, "part"))
