"""A gathering moved by whole weeks keeps its weekdays, its hours and the vagueness of its dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.core.vague_dates import VagueDate
from filrouge.stages.gatherings.file.dumping import dump_document
from filrouge.stages.gatherings.file.reading import read_gathering
from filrouge.stages.gatherings.file.shifting import shift_date, shift_document
from tests.stages.gatherings.file.generated_values import vague
from tests.stages.gatherings.file.support import NAMES, SMALL, example

WEEKS = st.integers(-600, 600)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("weeks", [0, 1, 161, -300])
def test_an_example_moved_is_a_valid_file(name: str, weeks: int) -> None:
    document = read_gathering(example(name)).document
    moved = shift_document(document, weeks)
    assert read_gathering(dump_document(moved)).document == moved
    assert (moved == document) is (weeks == 0 or name == "ateliers")


def test_every_date_of_the_assembly_moves_and_its_words_too() -> None:
    document = read_gathering(example("aarau-2023")).document
    moved = shift_document(document, 157)
    by = timedelta(weeks=157)
    assert [part.when.floor for part in moved.parts] == [date(2023, 5, 11) + by, date(2023, 5, 12) + by]
    assert moved.registration.deadline == date(2023, 4, 14) + by
    assert str(moved.published_on) == "early 2026-03"
    letter = moved.documents.invitation_letter
    assert letter is not None and str(letter.date) == "early 2026-03"
    assert "15 mai 2026" in letter.subject[0]["fr"] and "15. Mai 2026" in letter.subject[0]["de"]
    assert "15 maggio 2026" in letter.subject[0]["it"] and "15 May 2026" in letter.subject[0]["en"]
    assert "2023" not in "".join(letter.subject[0].values())
    assert moved.bodies == document.bodies


def test_half_days_phases_and_hours_move() -> None:
    lille = shift_document(read_gathering(example("lille-2016")).document, 52)
    assert [str(part.when) for part in lille.parts] == ["2017-11-21 morning", "2017-11-21 afternoon"]
    mulhouse = shift_document(read_gathering(example("mulhouse-2022")).document, 52).process
    assert mulhouse is not None and str(mulhouse.started) == "late 2022"
    assert [f"{phase.first} {phase.last}" for phase in mulhouse.phases] == [
        "2022-10 2022-12",
        "2023-05-03 2023-05-04",
        "2023-06 2023-12",
    ]
    opening = read_gathering(SMALL + "registration: {opens_at: 2027-01-15 09:00}\n").document
    later = shift_document(opening, 26).registration.opens_at
    assert str(later) == "2027-07-16 09:00:00", "the wall clock stays, whatever summer time does"


def test_the_range_of_days_in_a_headline_moves() -> None:
    release = shift_document(read_gathering(example("mulhouse-2022")).document, 1).documents.press_release
    assert release is not None and release.headline is not None
    assert release.headline["fr"] == "Mulhouse Solidaire\u00a0: le colloque des 11 et 12 mai 2022 à la SIM"


@given(when=vague().map(VagueDate.parse), weeks=WEEKS)
def test_precision_and_weekday_stay(when: VagueDate, weeks: int) -> None:
    moved = shift_date(when, timedelta(weeks=weeks))
    assert (moved.precision, moved.half) == (when.precision, when.half)
    if when.floor and when.floor == when.last:
        assert moved.floor == when.floor + timedelta(weeks=weeks)
    if weeks == 0:
        assert moved == when


@given(first=st.dates(date(2000, 1, 1), date(2090, 1, 1)), length=st.integers(0, 900), weeks=WEEKS)
def test_a_period_by_month_stays_in_order(first: date, length: int, weeks: int) -> None:
    last = first + timedelta(days=length)
    begins, ends = (shift_date(VagueDate.parse(f"{day:%Y-%m}"), timedelta(weeks=weeks)) for day in (first, last))
    assert begins.floor is not None and ends.floor is not None
    assert begins.floor <= ends.floor
