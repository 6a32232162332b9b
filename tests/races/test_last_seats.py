"""More people than seats, all at the same moment: exactly as many seats given as there are."""

import pytest

from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import Receipt, register
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.models import PartSeats
from tests.support.at_once import at_once, failures
from tests.support.small_gathering import OPEN, small_gathering, wish
from tests.support.soundness import faults


def take(facts: GatheringFacts, *parts: str) -> Receipt:
    """One more person asks for parts."""
    return register(facts=facts, application=wish(*parts), actor=REGISTRANT, now=OPEN)


def eve_answers(receipts: list[Receipt]) -> tuple[int, list[int | None]]:
    """How many were confirmed for the eve, and the places that the others were told, in order."""
    answers = [answer for receipt in receipts for answer in receipt.answers if answer.part.key == "eve"]
    confirmed = sum(answer.state is PartState.CONFIRMED for answer in answers)
    return confirmed, sorted(answer.position or 0 for answer in answers if answer.state is PartState.WAITING)


@pytest.mark.parametrize("parts", [("eve",), ("eve", "day")])
def test_five_seats_and_twenty_four_people(parts: tuple[str, ...]) -> None:
    """Nobody sees an error, five are confirmed, the others learn a place of their own in the list."""
    facts = small_gathering(eve=5)
    results = at_once([lambda: take(facts, *parts)] * 24)
    assert failures(results) == []
    assert eve_answers(results) == (5, list(range(1, 20)))
    seats = PartSeats.objects.get(part__key="eve")
    assert (seats.confirmed, seats.waiting, seats.last_number) == (5, 19, 19)
    assert faults(facts.id) == []


def last_of_thirty(rounds: int) -> None:
    """Two people and the last seat, in one gathering after the other."""
    for number in range(rounds):
        facts = small_gathering(eve=30, key=f"round-{number}")
        for _ in range(29):
            take(facts)
        results = at_once([lambda facts=facts: take(facts, "eve", "day")] * 2)
        assert failures(results) == []
        assert eve_answers(results) == (1, [1])
        assert faults(facts.id) == []


@pytest.mark.behaviour("S0-B09")
def test_two_people_and_the_last_of_thirty_seats() -> None:
    """Again and again: one is confirmed, the other is first in the list, never 31 confirmed."""
    last_of_thirty(rounds=10)


@pytest.mark.long
def test_two_people_and_the_last_of_thirty_seats_many_times() -> None:
    """The same, often enough for the rare interleavings."""
    last_of_thirty(rounds=150)


def test_the_first_two_takers_of_a_part() -> None:
    """The row of the seats is made by whoever comes first; both may be that one."""
    for number in range(15):
        facts = small_gathering(eve=1, key=f"first-{number}")
        results = at_once([lambda facts=facts: take(facts)] * 4)
        assert failures(results) == []
        assert eve_answers(results) == (1, [1, 2, 3])
