"""What the engine promises, over generated lines of parties."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.engines.waiting import Party, Policy, Run
from tests.unit.waiting.cases import LINES, Case, answered, cases, drawn_cases, group
from tests.unit.waiting.checker import faults
from tests.unit.waiting.oracle import by_starting_again

LOOKED_AT = 1_500


def slowly_compared(case: Case) -> tuple[object, object]:
    """Who is seated and who was overtaken: as the engine says, and as starting again after each seating says."""
    outcome = answered(case)
    seats = {verdict.party: verdict.seated for verdict in outcome.verdicts if verdict.seated}
    return (seats, outcome.overtaken), by_starting_again(case)


@given(cases())
def test_an_answer_keeps_all_promises(case: Case) -> None:
    assert faults(case, answered(case)) == []


@given(cases())
def test_one_pass_gives_what_starting_again_after_each_seating_gives(case: Case) -> None:
    one_pass, slow_way = slowly_compared(case)
    assert one_pass == slow_way


@pytest.mark.parametrize("number", [LOOKED_AT, pytest.param(200_000, marks=pytest.mark.long)])
def test_drawn_lines_keep_all_promises(number: int) -> None:
    for case in drawn_cases(number):
        one_pass, slow_way = slowly_compared(case)
        assert (faults(case, answered(case)), one_pass) == ([], slow_way), case


@given(cases(), st.data())
def test_a_list_considered_in_several_runs_is_answered_as_in_one(case: Case, data: st.DataObject) -> None:
    whole = answered(case)
    upto = data.draw(st.integers(0, len(case.parties)))
    first = answered(replace(case, parties=case.parties[:upto]))
    again = answered(after(case, first.verdicts, first.overtaken))
    told = {verdict.party: len(verdict.seated) for verdict in (*first.verdicts, *again.verdicts) if verdict.seated}
    assert told == {verdict.party: len(verdict.seated) for verdict in whole.verdicts if verdict.seated}
    assert {**first.overtaken, **again.overtaken} == whole.overtaken


@given(cases())
def test_a_second_run_finds_nothing_left_to_give(case: Case) -> None:
    outcome = answered(case)
    again = answered(after(case, outcome.verdicts, outcome.overtaken))
    assert [verdict.seated for verdict in again.verdicts if verdict.seated] == []
    assert again.overtaken == {}


def after(case: Case, verdicts: tuple, overtaken: dict[str, int]) -> Case:
    """The same line with those seated gone and the totals of the others carried on."""
    free, left = {line: max(0, units) for line, units in case.free.items()}, []
    seated = {verdict.party: verdict.seated for verdict in verdicts}
    for party in case.parties:
        gone = seated.get(party.key, ())
        for index in gone:
            for line in party.members[index] & free.keys():
                free[line] -= 1
        rest = tuple(lines for index, lines in enumerate(party.members) if index not in gone)
        if rest:
            left.append(Party(party.key, rest, party.may_split, overtaken.get(party.key, party.overtaken)))
    return replace(case, free=free, parties=tuple(left))


@given(cases(), st.data())
def test_a_run_is_over_exactly_when_no_limited_line_gives_another_unit(case: Case, data: st.DataObject) -> None:
    upto = data.draw(st.integers(0, len(case.parties)))
    run = Run(case.free, totals=case.totals, policy=case.policy, most_overtakings=case.most_overtakings)
    for party in case.parties[:upto]:
        run.consider(party)
    over, over_for = run.is_over, {line: run.is_over_for([line]) for line in LINES}
    assert over == all(over_for[line] for line in case.free)
    probed = case.parties[:upto]
    for line, is_over in over_for.items():
        asked = answered(replace(case, parties=(*probed, group("probe", 1, line)))).verdicts[-1]
        assert is_over == (asked.seated == ()), line
    for party in case.parties[upto:]:
        if all(lines & case.free.keys() for lines in party.members):
            assert not over or run.consider(party).seated == ()


@given(cases())
def test_the_order_of_lines_makes_no_difference(case: Case) -> None:
    turned = replace(
        case,
        free=dict(reversed(case.free.items())),
        totals=dict(reversed(case.totals.items())),
        parties=tuple(
            replace(p, members=tuple(frozenset(sorted(m, reverse=True)) for m in p.members)) for p in case.parties
        ),
    )
    assert answered(turned) == answered(case)


@given(cases())
def test_with_no_overtaking_allowed_bounded_is_split(case: Case) -> None:
    bounded = replace(case, policy=Policy.BOUNDED, most_overtakings=0)
    assert answered(bounded) == answered(replace(case, policy=Policy.SPLIT))


@given(cases())
def test_without_consent_split_is_strict(case: Case) -> None:
    silent = replace(case, parties=tuple(replace(party, may_split=False) for party in case.parties))
    assert answered(replace(silent, policy=Policy.SPLIT)) == answered(replace(silent, policy=Policy.STRICT))


WRITTEN_OUT = """
from filrouge.engines.waiting import *
run = Run({"part": 3, "quota": 4}, totals={"part": 9, "quota": 9}, policy=Policy.BOUNDED, most_overtakings=1)
both, part = frozenset({"part", "quota", "region", "meal"}), frozenset({"part"})
for key, members in (("a", (both,) * 5), ("b", (part,)), ("c", (both, part)), ("d", (both,) * 4)):
    verdict = run.consider(Party(key, members, may_split=key == "d"))
    print(verdict.party, verdict.seated, sorted(verdict.short), verdict.reason, verdict.passed)
print(run.kept, run.overtaken, run.is_over)
"""


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_same_input_same_result_in_every_process(seed: str) -> None:
    def printed(hash_seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        return subprocess.run(
            [sys.executable, "-c", WRITTEN_OUT], env=environment, capture_output=True, text=True, check=True
        ).stdout

    assert printed(seed) == printed("0") != ""
