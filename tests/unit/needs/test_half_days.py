"""On which half-day a provider is needed."""

from datetime import time

import pytest

from filrouge.stages.gatherings.enums import PartKind
from filrouge.stages.registration.enums import NeedKind
from filrouge.stages.registration.needs.half_days import HalfDay, half_days, slot_in_words, slots_of
from tests.support.plain_facts import a_part

M, A, E = HalfDay.MORNING, HalfDay.AFTERNOON, HalfDay.EVENING


def hour(said: str) -> time | None:
    """An hour as typed, none for nothing."""
    return time.fromisoformat(said) if said else None


@pytest.mark.parametrize(
    ("kind", "when", "starts", "ends", "expected"),
    [
        (PartKind.DAY, "2023-05-12", "09:00", "17:00", (M, A)),
        (PartKind.DAY, "2023-05-12", "09:00", "", (M, A)),
        (PartKind.DAY, "2023-05-12", "19:00", "", (E,)),
        (PartKind.DAY, "2023-05-12", "", "", (M, A)),
        (PartKind.DAY, "2023-05-12", "09:00", "12:30", (M,)),
        (PartKind.DAY, "2023-05-12", "09:00", "13:00", (M,)),
        (PartKind.DAY, "2023-05-12", "09:00", "13:30", (M,)),
        (PartKind.DAY, "2023-05-12", "09:00", "13:31", (M, A)),
        (PartKind.HALF_DAY, "2023-05-12 afternoon", "", "", (A,)),
        (PartKind.HALF_DAY, "2023-05-12 morning", "13:30", "17:30", (A,)),
        (PartKind.EVE, "2023-05-11", "18:00", "", (E,)),
        (PartKind.EVE, "2023-05-11", "17:30", "20:00", (E,)),
        (PartKind.EVE, "2023-05-11", "17:00", "22:00", (E,)),
        (PartKind.EVE, "2023-05-11", "16:59", "22:00", (A, E)),
        (PartKind.EVE, "2023-05-11", "17:15", "", (E,)),
        (PartKind.EVENING, "2023-05", "", "", (E,)),
        (PartKind.WORKSHOP, "2023-05-12", "14:00", "14:20", (A,)),
        (PartKind.WORKSHOP, "unknown", "", "", (HalfDay.UNKNOWN,)),
        (PartKind.DAY, "2023-05-12", "09:00", "22:00", (M, A, E)),
    ],
)
def test_a_part_takes(kind: PartKind, when: str, starts: str, ends: str, expected: tuple[HalfDay, ...]) -> None:
    assert half_days(a_part(when, kind=kind, starts_at=hour(starts), ends_at=hour(ends))) == expected


@pytest.mark.parametrize(
    ("kind", "when", "starts", "ends", "expected"),
    [
        (PartKind.DAY, "2023-05-12", "09:00", "17:00", HalfDay.MIDDAY),
        (PartKind.DAY, "2023-05-12", "09:00", "22:00", HalfDay.MIDDAY),
        (PartKind.DAY, "2023-05-12", "", "", HalfDay.MIDDAY),
        (PartKind.EVE, "2023-05-11", "17:00", "22:00", HalfDay.EVENING),
        (PartKind.EVE, "2023-05-11", "16:00", "", HalfDay.EVENING),
        (PartKind.HALF_DAY, "2023-05-12", "08:30", "12:00", HalfDay.MORNING),
        (PartKind.HALF_DAY, "2023-05-12 afternoon", "", "", HalfDay.AFTERNOON),
    ],
)
def test_a_meal_is_ordered_once(kind: PartKind, when: str, starts: str, ends: str, expected: HalfDay) -> None:
    part = a_part(when, kind=kind, starts_at=hour(starts), ends_at=hour(ends))
    assert [slot.half for slot in slots_of(part, NeedKind.MEAL)] == [expected]


def test_slots_stand_in_the_order_in_which_they_come() -> None:
    day, eve = a_part("2023-05-12", kind=PartKind.DAY), a_part("2023-05-11", kind=PartKind.EVE)
    slots = sorted((*slots_of(day, NeedKind.ACCESS), *slots_of(eve, NeedKind.ACCESS)), key=lambda slot: slot.sort_key())
    assert [slot.half for slot in slots] == [E, M, A]
    days = [slot_in_words(slot, "fr").partition(",")[0] for slot in slots]
    assert days == ["jeudi 11 mai 2023", "vendredi 12 mai 2023", "vendredi 12 mai 2023"]


def test_the_half_that_a_date_names_is_said_once() -> None:
    (slot,) = slots_of(a_part("2016-11-22 afternoon", kind=PartKind.HALF_DAY), NeedKind.ACCESS)
    assert "2016" in slot_in_words(slot, "fr")
    assert slot.when.half is None
