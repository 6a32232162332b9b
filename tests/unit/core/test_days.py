from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.core.days import at_local, end_of_local_day, local_day, next_such_day, start_of_local_day

ZURICH = "Europe/Zurich"
TICK = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        (date(2023, 4, 14), datetime(2023, 4, 13, 22, tzinfo=UTC), datetime(2023, 4, 14, 22, tzinfo=UTC)),
        (date(2023, 1, 10), datetime(2023, 1, 9, 23, tzinfo=UTC), datetime(2023, 1, 10, 23, tzinfo=UTC)),
        (date(2023, 3, 26), datetime(2023, 3, 25, 23, tzinfo=UTC), datetime(2023, 3, 26, 22, tzinfo=UTC)),
        (date(2023, 10, 29), datetime(2023, 10, 28, 22, tzinfo=UTC), datetime(2023, 10, 29, 23, tzinfo=UTC)),
    ],
)
def test_a_day_in_zurich(day, start, end):
    assert start_of_local_day(day, ZURICH) == start
    assert end_of_local_day(day, ZURICH) == end
    assert end_of_local_day(day, ZURICH).utcoffset() == timedelta(0)


def test_a_day_is_23_hours_long_in_march_and_25_in_october():
    march, october = date(2023, 3, 26), date(2023, 10, 29)
    assert end_of_local_day(march, ZURICH) - start_of_local_day(march, ZURICH) == timedelta(hours=23)
    assert end_of_local_day(october, ZURICH) - start_of_local_day(october, ZURICH) == timedelta(hours=25)


@given(
    st.one_of(
        st.dates(date(2020, 1, 1), date(2030, 12, 30)),
        st.sampled_from([date(2023, 3, 25), date(2023, 3, 26), date(2023, 10, 28), date(2023, 10, 29)]),
    ),
    st.sampled_from([ZURICH, "Europe/Paris", "America/Sao_Paulo", "Pacific/Noumea", "Africa/Cairo", "Indian/Reunion"]),
)
def test_the_last_accepted_moment_is_on_the_day_and_the_first_refused_on_the_next(day, zone):
    deadline = end_of_local_day(day, zone)
    assert local_day(deadline - TICK, zone) == day
    assert local_day(deadline, zone) == day + timedelta(days=1)


@pytest.mark.parametrize("zone", [ZURICH, "America/Sao_Paulo", "Pacific/Kiritimati"])
@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar_are_instants_that_can_be_shown(day, zone):
    for instant in (start_of_local_day(day, zone), end_of_local_day(day, zone), at_local(day, time(23, 59), zone)):
        assert abs(local_day(instant, zone) - day) < timedelta(days=4)


def test_a_day_that_starts_at_one_o_clock():
    # Midnight did not exist in São Paulo on 4 November 2018.
    assert start_of_local_day(date(2018, 11, 4), "America/Sao_Paulo") == datetime(2018, 11, 4, 3, tzinfo=UTC)


def test_local_day_takes_an_instant_in_any_zone():
    assert local_day(datetime(2023, 5, 11, 22, 30, tzinfo=UTC), ZURICH) == date(2023, 5, 12)
    assert local_day(datetime(2023, 5, 11, 22, 30, tzinfo=timezone(timedelta(hours=2))), ZURICH) == date(2023, 5, 11)


@pytest.mark.parametrize(
    ("day", "t", "expected"),
    [
        (date(2023, 5, 12), time(9, 15), datetime(2023, 5, 12, 7, 15, tzinfo=UTC)),
        (date(2023, 12, 12), time(9, 15), datetime(2023, 12, 12, 8, 15, tzinfo=UTC)),
        (date(2023, 3, 26), time(2, 30), datetime(2023, 3, 26, 1, 30, tzinfo=UTC)),
        (date(2023, 10, 29), time(2, 30), datetime(2023, 10, 29, 0, 30, tzinfo=UTC)),
        (date(2023, 10, 29), time(2, 30, fold=1), datetime(2023, 10, 29, 0, 30, tzinfo=UTC)),
    ],
)
def test_wall_clock_in_zurich(day, t, expected):
    assert at_local(day, t, ZURICH) == expected


def test_durations_across_the_change_of_hour_are_real():
    day = date(2023, 3, 26)
    assert at_local(day, time(4), ZURICH) - at_local(day, time(1), ZURICH) == timedelta(hours=2)


@pytest.mark.parametrize("zone", ["Europe/Aarau", "", "../etc/passwd"])
def test_an_unknown_zone_is_refused_by_name(zone):
    with pytest.raises(ValueError, match="unknown time zone") as refusal:
        start_of_local_day(date(2023, 5, 12), zone)
    assert repr(zone) in str(refusal.value)


def test_naive_and_zoned_values_are_not_confused():
    with pytest.raises(ValueError, match="no zone"):
        local_day(datetime(2023, 5, 12), ZURICH)
    with pytest.raises(ValueError, match="carries a zone"):
        at_local(date(2023, 5, 12), time(9, tzinfo=UTC), ZURICH)


@pytest.mark.parametrize(
    ("day", "month", "on", "found"),
    [
        (22, 11, date(2016, 7, 21), date(2016, 11, 22)),
        (22, 11, date(2016, 11, 22), date(2016, 11, 22)),
        (22, 11, date(2016, 11, 23), date(2017, 11, 22)),
        (29, 2, date(2025, 3, 1), date(2028, 2, 29)),
    ],
)
def test_the_next_such_day(day: int, month: int, on: date, found: date) -> None:
    assert next_such_day(day, month, on=on) == found


def test_a_day_that_no_year_has() -> None:
    with pytest.raises(ValueError, match="day is out of range"):
        next_such_day(30, 2, on=date(2016, 1, 1))
