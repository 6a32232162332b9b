"""Nobody waits for somebody who waits for them: locks are taken in one order whatever is asked for."""

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, models, transaction

from filrouge.core.states import ForbiddenTransition
from filrouge.ground.people.actors import REGISTRANT, SYSTEM
from filrouge.stages.gatherings.actions import change_state
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.registration.actions import NothingTaken, register, set_capacity, set_deadline
from filrouge.stages.registration.actions.ledger import Ledger
from tests.support.at_once import at_once, failures
from tests.support.small_gathering import DEADLINE, OPEN, facts_now, small_gathering, wish
from tests.support.soundness import faults


def hold(facts: GatheringFacts, *parts: PartFacts) -> None:
    """Lock the seats of parts, named in this order, for a moment."""
    with transaction.atomic():
        Ledger(facts, parts)
        time.sleep(0.05)


def crossing(facts: GatheringFacts) -> list[Any]:
    """Several transactions that name two parts in opposite orders."""
    eve, day = facts.parts
    with transaction.atomic():
        Ledger(facts, facts.parts)
    return at_once([lambda: hold(facts, eve, day), lambda: hold(facts, day, eve)] * 4)


def test_parts_named_in_opposite_orders() -> None:
    """They queue up instead of blocking each other."""
    assert failures(crossing(small_gathering())) == []


@pytest.mark.only_on("postgresql")  # SQLite has one lock
def test_control_locking_in_the_order_of_naming_is_a_deadlock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the common order PostgreSQL has to end one of them."""
    monkeypatch.setattr("filrouge.stages.registration.actions.ledger.lock_rows", lock_as_named)
    assert any("deadlock" in str(error) for error in failures(crossing(small_gathering())))


def lock_as_named(rows: models.QuerySet[Any], ids: Iterable[int]) -> dict[int, Any]:
    """What `lock_rows` does, but row after row in the order given."""
    found = {}
    for pk in ids:
        for row in rows.filter(pk=pk).select_for_update():
            found[pk] = row
        time.sleep(0.02)
    return found


def test_wishes_in_opposite_orders() -> None:
    """Twenty people wish the same two parts, each in the other order than the one before."""
    facts = small_gathering(eve=5, day=7)
    orders = [("eve", "day"), ("day", "eve")] * 10
    results = at_once(
        [
            lambda keys=keys: register(facts=facts, application=wish(*keys), actor=REGISTRANT, now=OPEN)
            for keys in orders
        ]
    )
    assert failures(results) == []
    assert faults(facts.id) == []


def again_and_again(act: Callable[[int], Any], *, seconds: float) -> None:
    """Repeat an act, which gets its number, for some time; what the rules refuse is no mistake."""
    end, number = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        with suppress(NothingTaken, ForbiddenTransition):
            act(number)
        number += 1


def test_the_gathering_itself_changes_while_people_register() -> None:
    """State, deadline and capacity change while seats are taken: everybody waits, nobody is thrown out."""
    facts = small_gathering(eve=5)
    postponed, opened = GatheringState.POSTPONED, GatheringState.REGISTRATION_OPEN

    def move(number: int) -> None:
        change_state(gathering_id=facts.id, to=opened if number % 2 else postponed, actor=SYSTEM, now=OPEN)

    def resize(number: int) -> None:
        set_capacity(facts=facts, part="eve", capacity=number % 9, actor=SYSTEM, now=OPEN)

    def delay(number: int) -> None:
        later = DEADLINE + timedelta(days=number % 3)
        set_deadline(facts=facts, part="eve", deadline=later, actor=SYSTEM, now=OPEN)

    def take(number: int) -> None:
        parts = ("eve", "day")[:: 1 if number % 2 else -1]
        register(facts=facts_now(facts.id), application=wish(*parts), actor=REGISTRANT, now=OPEN)

    acts = [move, resize, delay, take, take, resize]
    results = at_once([lambda act=act: again_and_again(act, seconds=2.5) for act in acts])
    assert [error for error in failures(results) if isinstance(error, OperationalError)] == []
    assert failures(results) == []
    assert faults(facts.id) == []
