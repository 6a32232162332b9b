"""The audience rule: read, written, judged."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.stages.gatherings.audience import (
    AllOf,
    AnyOf,
    Audience,
    Capacity,
    Everybody,
    Is,
    Rule,
    admitting,
    holds,
    judge,
    parse_rule,
    rule_data,
    unmet,
    values_named,
)
from filrouge.stages.gatherings.enums import Attribute, Otherwise

KEYS = st.text("abc_", min_size=1, max_size=3)
LEAVES = st.builds(Is, st.sampled_from(Attribute), st.lists(KEYS, min_size=1, max_size=3, unique=True).map(tuple))
RULES = st.recursive(
    LEAVES | st.just(Everybody()),
    lambda inner: st.lists(inner, min_size=1, max_size=3).flatmap(
        lambda rules: st.sampled_from([AllOf(tuple(rules)), AnyOf(tuple(rules))])
    ),
    max_leaves=8,
)
SETS = st.frozensets(KEYS, max_size=3)
CAPACITIES = st.builds(
    Capacity,
    function=KEYS | st.just(""),
    body_kind=KEYS | st.just(""),
    memberships=SETS,
    territories=SETS,
    communities=SETS,
    instruments=SETS,
)


@given(RULES)
def test_a_rule_survives_being_written_and_read(rule: Rule) -> None:
    assert parse_rule(rule_data(rule)) == rule


@given(RULES, CAPACITIES)
def test_something_is_named_exactly_when_the_rule_does_not_hold(rule: Rule, capacity: Capacity) -> None:
    missing = unmet(rule, capacity)
    assert bool(missing) == (not holds(rule, capacity))
    assert len(set(missing)) == len(missing)
    assert all(values_named(rule, attribute) for attribute in missing)


@given(RULES, CAPACITIES, st.sampled_from(Otherwise))
def test_the_decision_follows_the_rule_and_what_happens_otherwise(
    rule: Rule, capacity: Capacity, otherwise: Otherwise
) -> None:
    found = judge(Audience(rule, otherwise), capacity)
    admitted = holds(rule, capacity) or otherwise is Otherwise.OPEN
    assert found.is_allowed == admitted
    assert found.is_refused == (not admitted and otherwise is Otherwise.REFUSE)
    assert found.needs_decision == (not admitted and otherwise is Otherwise.ORGANISER_DECIDES)
    assert admitted == (not found.reasons)


MEMBER = frozenset({"member"})
EVE = parse_rule({"all": [{"membership": "member"}, {"function": ["executive_member", "head_of_social_services"]}]})
DAY = parse_rule({"any": [{"membership": "member"}, {"membership": "partner"}]})
MORNING = parse_rule({"any": [{"function": ["officer", "manager"]}, {"organisation": ["ccas"]}]})
AFTERNOON = parse_rule({"any": [{"instrument": "asv"}, {"function": "manager"}]})


@pytest.mark.parametrize(
    ("rule", "capacity", "missing"),
    [
        (EVE, Capacity(function="executive_member", memberships=MEMBER), []),
        (EVE, Capacity(function="head_of_social_services", memberships=MEMBER), []),
        (EVE, Capacity(function="project_officer", memberships=MEMBER), ["function"]),
        (EVE, Capacity(function="executive_member"), ["membership"]),
        (EVE, Capacity(function="executive_member", memberships=frozenset({"partner"})), ["membership"]),
        (EVE, Capacity(), ["membership", "function"]),
        (DAY, Capacity(memberships=MEMBER), []),
        (DAY, Capacity(memberships=frozenset({"partner"})), []),
        (DAY, Capacity(), ["membership"]),
        (MORNING, Capacity(function="officer"), []),
        (MORNING, Capacity(function="doctor", body_kind="ccas"), []),
        (MORNING, Capacity(function="doctor", body_kind="city"), ["function", "organisation"]),
        (AFTERNOON, Capacity(function="manager"), []),
        (AFTERNOON, Capacity(function="officer"), ["instrument", "function"]),
        (AFTERNOON, Capacity(function="assistant", instruments=frozenset({"asv"})), []),
        (Everybody(), Capacity(), []),
        (parse_rule({"territory": "north"}), Capacity(territories=frozenset({"lille", "north"})), []),
        (parse_rule({"territory": "north"}), Capacity(territories=frozenset({"south"})), ["territory"]),
        (parse_rule({"community": ["health", "work"]}), Capacity(communities=frozenset({"work"})), []),
        (parse_rule({"community": ["health"]}), Capacity(), ["community"]),
    ],
)
def test_who_is_admitted_and_what_stands_in_the_way(rule: Rule, capacity: Capacity, missing: list[str]) -> None:
    assert list(unmet(rule, capacity)) == missing
    reasons = [reason.code for reason in judge(Audience(rule), capacity).reasons]
    assert reasons == (["reserved", *(f"{attribute}_not_admitted" for attribute in missing)] if missing else [])


def test_a_reason_carries_what_was_said() -> None:
    capacity = Capacity(function="officer", function_text="chargée de mission", body_text="Ville de Rosières")
    for reason in judge(Audience(EVE), capacity).reasons[1:]:
        said = {"function": "officer", "function_text": "chargée de mission", "body": "Ville de Rosières"}
        assert reason.facts == said


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ({}, "rule"),
        ([], "rule"),
        ("open", "rule"),
        (None, "rule"),
        ({"all": []}, "rule.all"),
        ({"any": {}}, "rule.any"),
        ({"any": "member"}, "rule.any"),
        ({"all": [{"membership": "member"}], "any": []}, "rule"),
        ({"open": False}, "rule.open"),
        ({"open": "yes"}, "rule.open"),
        ({"colour": "red"}, "rule"),
        ({"function": []}, "rule.function"),
        ({"function": ""}, "rule.function"),
        ({"function": [1]}, "rule.function"),
        ({"function": None}, "rule.function"),
        ({"all": [{"membership": "member"}, {"function": 3}]}, "rule.all[1].function"),
        ({"any": [{"all": [{"open": 1}]}]}, "rule.any[0].all[0].open"),
    ],
)
def test_a_rule_that_cannot_be_read_is_told_with_its_place(data: Any, place: str) -> None:
    with pytest.raises(ValueError, match=r".+") as found:
        parse_rule(data)
    assert str(found.value).startswith(f"{place}:")


def test_values_are_kept_in_order_and_once() -> None:
    assert parse_rule({"function": ["b", "a", "b"]}) == Is(Attribute.FUNCTION, ("b", "a"))
    rule = parse_rule({"any": [{"function": ["b"]}, {"all": [{"function": ["a", "b"]}, {"membership": "x"}]}]})
    assert values_named(rule, Attribute.FUNCTION) == ("b", "a")
    assert values_named(rule, Attribute.TERRITORY) == ()


@given(RULES, st.sampled_from(Attribute), KEYS, CAPACITIES)
def test_a_rule_that_takes_one_more_value_takes_nobody_out(
    rule: Rule, attribute: Attribute, value: str, capacity: Capacity
) -> None:
    wider = admitting(rule, attribute, value)
    assert holds(wider, capacity) or not holds(rule, capacity)
    assert rule == Everybody() or value in values_named(wider, attribute)
    assert admitting(wider, attribute, value) == wider


def test_one_more_function_stands_where_functions_are_asked_for() -> None:
    member = Is(Attribute.MEMBERSHIP, ("member",))
    function = Attribute.FUNCTION
    both = AllOf((member, Is(function, ("head",))))
    assert admitting(both, function, "doctor") == AllOf((member, Is(function, ("head", "doctor"))))
    assert admitting(member, function, "doctor") == AnyOf((member, Is(function, ("doctor",))))
    assert admitting(Everybody(), function, "doctor") == Everybody()
