"""Holidays, school holidays and the months before an election, at their edges."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from filrouge.stages.planning.elections import MUNICIPAL, PERIODS, caution_on, swiss_sundays
from filrouge.stages.planning.enums import Ballot, NoticeKind
from filrouge.stages.planning.facts import Place
from filrouge.stages.planning.known_dates import ZONE_OF_DEPARTMENT, notices_on
from filrouge.stages.planning.rules import months_later
from filrouge.stages.planning.words import notice_in_words

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
    schools = (K.SCHOOL_UNKNOWN, "")
    assert kinds(corpus, Place("CH", canton="TI"), "it") == [(K.PUBLIC_HOLIDAY, "Corpus Domini"), schools]
    assert kinds(corpus, Place("CH", canton="ZH"), "de") == [schools]
    august = [kind for kind, _name in kinds(date(2026, 8, 1), Place("CH"), "de")]
    assert august == [K.PUBLIC_HOLIDAY, K.SCHOOL_UNKNOWN, K.WEEKEND]


def test_schools_are_closed_by_zone_and_in_all_zones_without_a_department() -> None:
    day = date(2025, 2, 12)
    assert [one.zone for one in notices_on(day, day, Place("FR", "59"), language="fr")] == ["B"]
    assert notices_on(day, day, Place("FR", "69"), language="fr") == ()
    summer = date(2025, 7, 15)
    assert [one.zone for one in notices_on(summer, summer, Place("FR"), language="fr")] == ["A", "B", "C"]


@pytest.mark.parametrize("department", ["20", "2A", "2B", "974"])
def test_corsica_and_overseas_are_told_no_zone_that_is_not_theirs(department: str) -> None:
    day = date(2025, 2, 12)
    assert kinds(day, Place("FR", department)) == [(K.SCHOOL_UNKNOWN, "")]


@pytest.mark.parametrize(
    ("year", "months"),
    [
        # The Sundays on which the Federal Chancellery let people vote, or had reserved them.
        (2021, {"03-07", "06-13", "09-26", "11-28"}),
        (2022, {"02-13", "05-15", "09-25", "11-27"}),
        (2023, {"03-12", "06-18", "11-26"}),
        (2024, {"03-03", "06-09", "09-22", "11-24"}),
        (2025, {"02-09", "05-18", "09-28", "11-30"}),
        (2026, {"03-08", "06-14", "09-27", "11-29"}),
        (2027, {"02-28", "06-06", "11-28"}),
    ],
)
def test_sundays_reserved_for_federal_votes(year: int, months: set[str]) -> None:
    found = swiss_sundays(year)
    assert {str(day)[5:] for day, ballot in found.items() if ballot is Ballot.FEDERAL_VOTE} == months
    elected = [day for day, ballot in found.items() if ballot is Ballot.NATIONAL_COUNCIL]
    assert elected == {2023: [date(2023, 10, 22)], 2027: [date(2027, 10, 24)]}.get(year, [])
    assert {day.weekday() for day in found} == {6}


def test_votes_are_told_in_their_country_only() -> None:
    sunday = date(2026, 11, 29)
    assert [one.ballot for one in notices_on(sunday, sunday, Place("CH"), language="de") if one.ballot] == [
        Ballot.FEDERAL_VOTE
    ]
    assert K.ELECTION not in [kind for kind, _name in kinds(sunday, Place("FR", "69"))]


@pytest.mark.parametrize(
    ("day", "ballot"),
    [
        (date(2027, 4, 10), None),
        (date(2027, 4, 11), Ballot.PRESIDENTIAL),
        (date(2027, 5, 2), Ballot.PRESIDENTIAL),
        (date(2027, 5, 3), None),
        (date(2028, 3, 1), Ballot.DEPARTMENTAL_REGIONAL),
        (date(2029, 6, 30), Ballot.EUROPEAN),
        (date(2029, 8, 1), None),
        (date(2029, 9, 30), Ballot.SENATORIAL),
        (date(2032, 3, 31), Ballot.MUNICIPAL),
        (date(2032, 4, 1), None),
    ],
)
def test_where_only_a_period_is_fixed_that_is_said(day: date, ballot: Ballot | None) -> None:
    told = [one for one in notices_on(day, day, Place("FR", "69"), language="fr") if one.kind is K.ELECTION_PERIOD]
    assert [one.ballot for one in told] == ([ballot] if ballot else [])
    for one in told:
        assert one.first <= day <= one.last
        with override("en"):
            assert "not known here yet" in notice_in_words(one, "en")


def test_the_president_is_elected_when_the_constitution_says() -> None:
    (period,) = [period for period in PERIODS if period[0] is Ballot.PRESIDENTIAL]
    expires = date(2027, 5, 13)
    sundays = [expires - timedelta(days=n) for n in range(20, 36) if (expires - timedelta(days=n)).weekday() == 6]
    assert (min(sundays), max(sundays) + timedelta(days=14)) == period[1:]


def test_every_department_of_the_mainland_but_corsica_has_one_zone() -> None:
    assert len(ZONE_OF_DEPARTMENT) == 94
    assert set(ZONE_OF_DEPARTMENT) == {f"{number:02}" for number in range(1, 96)} - {"20"}


def test_a_country_without_known_holidays_tells_nothing_and_does_not_fail() -> None:
    assert kinds(date(2026, 1, 1), Place("XX")) == []


def test_months_keep_the_day_or_take_the_last() -> None:
    assert months_later(date(2024, 3, 31), -1) == date(2024, 2, 29)
    assert months_later(date(2024, 1, 15), -9) == date(2023, 4, 15)
    assert months_later(date(2024, 8, 31), 6) == date(2025, 2, 28)
