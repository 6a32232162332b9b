"""The rules of delegations as tables: who gets what together, hints, until when places are kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

import pytest

from filrouge.core.text import Translated
from filrouge.engines.waiting import Policy, Why
from filrouge.stages.delegations.rules import (
    Wish,
    all_in_one,
    awaited_until,
    can_use,
    clash_among,
    forecast,
    latest_hold,
    unit_price,
)
from filrouge.stages.gatherings.audience import Audience, Capacity, Is
from filrouge.stages.gatherings.enums import Attribute, Otherwise, PartKind
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts, QuotaFacts
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.rules import Seats
from tests.support.clock import SPRING, instant
from tests.support.plain_facts import a_gathering, a_part

NOW = instant(SPRING)
C, W = PartState.CONFIRMED, PartState.WAITING
ANYBODY = Capacity()


def workshop(key: str, pk: int, hour: int = 10) -> PartFacts:
    """A workshop of two hours on the eve."""
    return a_part(
        id=pk,
        key=key,
        kind=PartKind.WORKSHOP,
        title=Translated.of(key, "fr"),
        starts_at=time(hour),
        ends_at=time(hour + 2),
        audience=Audience(),
        deadline=None,
    )


def two_parts(**more: object) -> GatheringFacts:
    """A part with few seats and one beside it."""
    first = a_part(key="first", id=1, audience=Audience(), deadline=None)
    second = a_part(key="second", id=2, audience=Audience(), deadline=None)
    return a_gathering(first, second, deadline=None, **more)


def told(facts: GatheringFacts, wishes: Sequence[tuple[str, ...]], *, split: bool, **seats: Seats) -> list[str]:
    """The answers of each person as letters, part after part: C, or W with the place in the list."""
    found = forecast(
        facts=facts,
        wishes=[Wish(ANYBODY, parts) for parts in wishes],
        seats=seats,
        may_split=split,
        received=NOW,
    )
    return [
        " ".join("C" if answer.state is C else f"W{answer.position}" for _key, answer in sorted(answers.items()))
        for answers in found.answers
    ]


ROOM, NO_LIMIT = Seats(30, 0, 0), Seats(None, 0, 0)


@pytest.mark.parametrize(
    ("first", "split", "answers"),
    [
        (NO_LIMIT, False, ["C", "C", "C"]),
        (Seats(3, 0, 0), False, ["C", "C", "C"]),
        (Seats(3, 1, 0), False, ["W1", "W2", "W3"]),
        (Seats(3, 1, 0), True, ["C", "C", "W1"]),
        (Seats(3, 0, 0, held=2), True, ["C", "W1", "W2"]),
        (Seats(3, 3, 4), True, ["W5", "W6", "W7"]),
        (Seats(3, 0, 1), True, ["W2", "W3", "W4"]),
        (Seats(2, 0, 0), False, ["W1", "W2", "W3"]),
    ],
)
def test_three_people_and_one_part(first: Seats, split: bool, answers: list[str]) -> None:
    assert told(two_parts(), [("first",)] * 3, split=split, first=first, second=ROOM) == answers


def test_a_strict_policy_splits_nobody() -> None:
    facts = two_parts(waiting_policy=Policy.STRICT)
    assert told(facts, [("first",)] * 2, split=True, first=Seats(1, 0, 0), second=ROOM) == ["W1", "W2"]


def test_a_shared_quota_is_counted_across_parts() -> None:
    quota = QuotaFacts(7, "both", Translated.of("les deux", "fr"), ("first", "second"), 3)
    facts = two_parts(quotas=(quota,))
    seats = replace(ROOM, left={7: 3}, drawn=(7,))
    answers = told(facts, [("first", "second"), ("first", "second")], split=True, first=seats, second=seats)
    assert answers == ["C C", "C W1"]


def test_the_outlook_says_why() -> None:
    def why(first: Seats, *, split: bool = False) -> Why | None:
        found = forecast(
            facts=two_parts(),
            wishes=[Wish(ANYBODY, ("first",))] * 3,
            seats={"first": first, "second": ROOM},
            may_split=split,
            received=NOW,
        )
        (outlook,) = found.outlooks
        assert outlook.wished == 3
        return outlook.why

    assert why(NO_LIMIT) is None
    assert why(Seats(9, 0, 0)) is Why.SEATED
    assert why(Seats(9, 7, 0)) is Why.NOT_ENOUGH_FREE
    assert why(Seats(9, 7, 0), split=True) is Why.SEATED_IN_PART
    assert why(Seats(2, 0, 0)) is Why.NEVER_FITS
    assert why(Seats(9, 9, 1)) is Why.BEHIND


def test_each_is_judged_for_themselves() -> None:
    heads = Audience(Is(Attribute.FUNCTION, ("head",)), Otherwise.REFUSE)
    facts = a_gathering(a_part(key="first", id=1, audience=heads, deadline=None), deadline=None)
    found = forecast(
        facts=facts,
        wishes=[Wish(Capacity(function="head"), ("first",)), Wish(Capacity(function="guest"), ("first",))],
        seats={"first": Seats(1, 0, 0)},
        may_split=False,
        received=NOW,
    )
    assert [answers["first"].state for answers in found.answers] == [C, PartState.REFUSED]


WORKSHOPS = a_gathering(
    a_part(key="day", id=1), workshop("a", 2), workshop("b", 3), workshop("c", 4), workshop("late", 5, hour=14)
)


@pytest.mark.parametrize(
    ("wishes", "crowded"),
    [
        ([("a",), ("a",)], ("a", 2, ["b", "c"])),
        ([("a",), ("a",), ("day",)], ("a", 2, ["b", "c"])),
        ([("a",), ("b",)], None),
        ([("a",)], None),
        ([("day",), ("day",)], None),
        ([("late",), ("late",)], ("late", 2, ["a", "b", "c"])),
        ([("a", "late"), ("a", "late")], ("a", 2, ["b", "c"])),
        ([], None),
    ],
)
def test_all_in_one_workshop(wishes: list[tuple[str, ...]], crowded: tuple[str, int, list[str]] | None) -> None:
    found = all_in_one(WORKSHOPS, wishes)
    assert (found and (found.part.key, found.people, [part.key for part in found.others])) == crowded


def test_no_hint_where_there_is_nothing_to_choose() -> None:
    assert all_in_one(a_gathering(workshop("a", 1)), [("a",), ("a",)]) is None


@pytest.mark.parametrize(
    ("wished", "clash"),
    [
        (("a", "b"), ("a", "b")),
        (("a", "late"), None),
        (("day", "a"), None),
        (("c", "b", "day"), ("b", "c")),
        ((), None),
    ],
)
def test_two_workshops_at_one_hour(wished: tuple[str, ...], clash: tuple[str, str] | None) -> None:
    found = clash_among(WORKSHOPS, wished)
    assert (found and tuple(part.key for part in found)) == clash


@pytest.mark.parametrize(
    ("when", "deadline", "by_staff", "until"),
    [
        ("2023-05-11", None, False, "2023-03-29T22:00:00+00:00"),  # two weeks, to the end of the day there
        ("2023-05-11", "2023-03-20", False, "2023-03-20T23:00:00+00:00"),  # the deadline
        ("2023-03-20", None, False, "2023-03-18T23:00:00+00:00"),  # the list stops the day before
        ("2023-05-11", "2023-03-20", True, "2023-05-09T22:00:00+00:00"),  # staff: until the list stops
        ("2023", None, True, None),
    ],
)
def test_until_when_at_most(when: str, deadline: str | None, by_staff: bool, until: str | None) -> None:
    part = a_part(when, deadline=date.fromisoformat(deadline) if deadline else None)
    latest = latest_hold(a_gathering(part), part, now=NOW, by_staff=by_staff)
    assert (latest and latest.isoformat()) == until


def test_a_kept_place_and_the_quotas_of_whoever_takes_it() -> None:
    seats = Seats(10, 10, 0, left={1: 0, 2: 1, 3: None})
    assert can_use([1], [1], seats)
    assert can_use([1], [1, 2], seats)
    assert can_use([], [3], seats)
    assert not can_use([2], [1], seats)


def test_price_and_days() -> None:
    assert unit_price(a_gathering()) is None
    assert unit_price(a_gathering(price={"amount": "0.00", "currency": "EUR"})) is None
    assert str(unit_price(a_gathering(price={"amount": "120.00", "currency": "EUR"}))) == "120.00"
    assert awaited_until(a_gathering(), now=NOW) is None
    until = awaited_until(a_gathering(order_days=15), now=NOW)
    assert until is not None
    assert until.isoformat() == "2023-03-30T22:00:00+00:00"
