"""Where the phases of a process stand on a day."""

from datetime import date

import pytest

from filrouge.stages.gatherings.rules import PhaseProgress, progress_of
from tests.support.plain_facts import a_phase

THREE = (
    a_phase("ask", "2021-10", "2021-12"),
    a_phase("meet", "2022-05-04", "2022-05-05"),
    a_phase("work", "2022-06", "2022-12"),
)


def states(*said: str) -> tuple[PhaseProgress, ...]:
    """States by name."""
    return tuple(PhaseProgress(name) for name in said)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2021, 9, 30), states("next", "ahead", "ahead")),
        (date(2021, 10, 1), states("current", "ahead", "ahead")),
        (date(2021, 12, 31), states("current", "ahead", "ahead")),
        (date(2022, 1, 1), states("done", "next", "ahead")),
        (date(2022, 4, 11), states("done", "next", "ahead")),
        (date(2022, 5, 4), states("done", "current", "ahead")),
        (date(2022, 5, 6), states("done", "done", "next")),
        (date(2022, 12, 31), states("done", "done", "current")),
        (date(2023, 1, 1), states("done", "done", "done")),
    ],
)
def test_three_phases_on_a_day(day: date, expected: tuple[PhaseProgress, ...]) -> None:
    assert progress_of(THREE, on=day) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        # an end that nobody knows: under way until a later phase begins
        ("2021-10", "unknown", states("done", "done")),
        ("2022-04", "unknown", states("current", "ahead")),
        ("unknown", "2022-03", states("done", "next")),
        ("unknown", "unknown", states("next", "ahead")),
        ("unknown", "2022-04", states("next", "ahead")),
        ("early 2022-04", "mid 2022-04", states("current", "ahead")),
    ],
)
def test_dates_that_are_not_known(first: str, last: str, expected: tuple[PhaseProgress, ...]) -> None:
    later = (
        a_phase("later", "2022-03", "2022-03")
        if expected[1] is PhaseProgress.DONE
        else a_phase("later", "2022-06", "2022-06")
    )
    assert progress_of((a_phase("one", first, last), later), on=date(2022, 4, 11)) == expected


def test_two_phases_at_a_time_and_none_at_all() -> None:
    both = (a_phase("a", "2022-01", "2022-06"), a_phase("b", "2022-03", "2022-09"), a_phase("c", "2022-10", "2022-11"))
    assert progress_of(both, on=date(2022, 4, 11)) == states("current", "current", "ahead")
    assert progress_of((), on=date(2022, 4, 11)) == ()
