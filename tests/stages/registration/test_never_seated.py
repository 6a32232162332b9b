"""Groups that no withdrawal helps: found by the engine, told to the organiser with what to do."""

from datetime import UTC, datetime

import pytest

from filrouge.engines.waiting import Policy
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import register_many, set_capacity
from filrouge.stages.registration.facts import NeverSeated
from filrouge.stages.registration.lists.never_seated import never_seated
from filrouge.stages.registration.queries import seats_of
from tests.support.people import DESK
from tests.support.shared_gathering import group, shared_gathering
from tests.support.small_gathering import OPEN, facts_now

pytestmark = pytest.mark.django_db


def found(facts: GatheringFacts, *, now: datetime = OPEN) -> list[tuple[str, int, int]]:
    """Part, people and places of each such group."""
    return [(one.part.key, len(one.people), one.places) for one in groups(facts, now=now)]


def groups(facts: GatheringFacts, *, now: datetime = OPEN) -> list[NeverSeated]:
    facts = facts_now(facts.id)
    return list(never_seated(facts, seats_of(facts), "fr", now=now))


def together(facts: GatheringFacts, size: int, *parts: str, **how: object) -> None:
    register_many(facts=facts, applications=group(size, *parts, **how), actor=DESK, now=OPEN)  # type: ignore[arg-type]


def test_a_group_larger_than_the_part() -> None:
    facts = shared_gathering(capacities={"north": 3, "west": 5})
    together(facts, 4, "north")
    together(facts, 4, "west")
    together(facts, 5, "west")  # waits, and may fit one day
    assert found(facts) == [("north", 4, 3)]
    (one,) = groups(facts)
    assert one.body == "Aarau" and all(name.given == "Anna" for _id, name in one.people)
    set_capacity(facts=facts_now(facts.id), part="north", capacity=6, actor=DESK, now=OPEN)
    assert found(facts) == []


def test_consent_to_be_seated_apart_is_enough_unless_nobody_is_ever_split() -> None:
    facts = shared_gathering(capacities={"north": 3})
    together(facts, 4, "north", may_split=True)
    assert found(facts) == []
    strict = shared_gathering(capacities={"north": 3}, policy=Policy.STRICT, key="strict")
    together(strict, 4, "north", may_split=True)
    assert found(strict) == [("north", 4, 3)]


def test_a_quota_that_is_too_small_for_the_group() -> None:
    facts = shared_gathering(room=2)
    together(facts, 3, "south")
    assert found(facts) == [("south", 3, 2)]


def test_places_kept_for_others_count_until_they_open_to_all() -> None:
    until = datetime(2027, 4, 1, tzinfo=UTC)
    facts = shared_gathering(capacities={"north": 5}, kept=3, kept_until=until)
    together(facts, 4, "north", function="guest")
    assert found(facts) == [("north", 4, 2)]
    assert found(facts, now=until) == []


def test_singles_are_not_asked() -> None:
    facts = shared_gathering(capacities={"north": 1})
    for _one in range(3):
        together(facts, 1, "north")
    assert found(facts) == []
