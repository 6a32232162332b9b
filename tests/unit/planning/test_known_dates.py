"""Holidays, school holidays and the months before an election, at their edges."""

from datetime import date

import pytest

from filrouge.stages.planning.elections import MUNICIPAL, caution_on
from filrouge.stages.planning.enums import NoticeKind
from filrouge.stages.planning.facts import Place
from filrouge.stages.planning.known_dates import ZONE_OF_DEPARTMENT, notices_on
from filrouge.stages.planning.rules import months_later

K = NoticeKind


def kinds(day: date, place: Place, language: str = "fr") -> list[tuple[NoticeKind, str]]:
    """What is told of a day, by kind and name."""
    return [(one.kind, one.name) for one in notices_on(day, day, place, language=language)]


@pytest.mark.parametrize(
    ("day", "is_told"),
    [
        (date(2025, 8, 31), False),
        (date(2025, 9, 1), True),
        (date(2026, 2, 6), True),
        (date(2026, 3, 22), True),
        (date(2026, 3, 23), False),
        (date(2019, 8, 31), False),
        (date(2019, 9, 1), True),
        (date(2020, 6, 28), True),
        (date(2020, 6, 29), False),
        (date(2024, 2, 2), False),
    ],
)
def test_the_months_of_caution(day: date, is_told: bool) -> None:
    assert (caution_on(day) is not None) is is_told


def test_elections_are_on_sundays_in_order() -> None:
    days = [day for election in MUNICIPAL for day in election.rounds]
    assert days == sorted(days) and {day.weekday() for day in days} == {6}


def test_good_friday_is_free_in_alsace_and_moselle_only() -> None:
    friday = date(2026, 4, 3)
    for department in ("67", "68", "57"):
        assert (K.PUBLIC_HOLIDAY, "Vendredi saint") in kinds(friday, Place("FR", department))
    for department in ("72", ""):
        assert K.PUBLIC_HOLIDAY not in [kind for kind, _name in kinds(friday, Place("FR", department))]


def test_a_canton_has_its_own_holidays_in_the_reader_s_language() -> None:
    corpus = date(2026, 6, 4)
    assert kinds(corpus, Place("CH", canton="TI"), "it") == [(K.PUBLIC_HOLIDAY, "Corpus Domini")]
    assert kinds(corpus, Place("CH", canton="ZH"), "de") == []
    assert [kind for kind, _name in kinds(date(2026, 8, 1), Place("CH"), "de")] == [K.PUBLIC_HOLIDAY, K.WEEKEND]


def test_schools_are_closed_by_zone_and_in_all_zones_without_a_department() -> None:
    day = date(2025, 2, 12)
    assert [one.zone for one in notices_on(day, day, Place("FR", "59"), language="fr")] == ["B"]
    assert notices_on(day, day, Place("FR", "69"), language="fr") == ()
    summer = date(2025, 7, 15)
    assert [one.zone for one in notices_on(summer, summer, Place("FR"), language="fr")] == ["A", "B", "C"]


def test_every_department_of_the_mainland_but_corsica_has_one_zone() -> None:
    assert len(ZONE_OF_DEPARTMENT) == 94
    assert set(ZONE_OF_DEPARTMENT) == {f"{number:02}" for number in range(1, 96)} - {"20"}


def test_a_country_without_known_holidays_tells_nothing_and_does_not_fail() -> None:
    assert kinds(date(2026, 1, 1), Place("XX")) == []


def test_months_keep_the_day_or_take_the_last() -> None:
    assert months_later(date(2024, 3, 31), -1) == date(2024, 2, 29)
    assert months_later(date(2024, 1, 15), -9) == date(2023, 4, 15)
    assert months_later(date(2024, 8, 31), 6) == date(2025, 2, 28)
