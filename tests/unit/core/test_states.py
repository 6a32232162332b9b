from enum import StrEnum

import pytest

from filrouge.core.states import ForbiddenTransition, Transitions


class Light(StrEnum):
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


LIGHTS = Transitions({Light.GREEN: {Light.AMBER}, Light.AMBER: {Light.RED, Light.AMBER}, Light.RED: set()})


def test_only_what_the_table_says_may_happen():
    allowed = {(a.value, b.value) for a in Light for b in Light if LIGHTS.may(a, b)}
    assert allowed == {("green", "amber"), ("amber", "red"), ("amber", "amber")}
    assert LIGHTS.following(Light.RED) == frozenset()
    assert LIGHTS.states == (Light.GREEN, Light.AMBER, Light.RED)


def test_check_passes_in_silence_or_names_both_states():
    LIGHTS.check(Light.GREEN, Light.AMBER)
    with pytest.raises(ForbiddenTransition) as refusal:
        LIGHTS.check(Light.RED, Light.GREEN)
    assert str(refusal.value) == "no way from 'red' to 'green'"
    assert (refusal.value.current, refusal.value.wanted) == ("red", "green")


def test_a_successor_without_a_row_is_refused():
    with pytest.raises(ValueError, match="flashing"):
        Transitions({"green": {"flashing"}})


def test_the_table_does_not_follow_its_source():
    source = {"a": {"b"}, "b": set()}
    table = Transitions(source)
    source["b"].add("a")
    assert not table.may("b", "a")
