from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.core.vague_dates import Half, Precision, VagueDate, next_occurrence

FORMS = [
    ("2023-05-12", Precision.DAY, date(2023, 5, 12), date(2023, 5, 12)),
    ("2016-11-22 morning", Precision.HALF_DAY, date(2016, 11, 22), date(2016, 11, 22)),
    ("2016-11-22 afternoon", Precision.HALF_DAY, date(2016, 11, 22), date(2016, 11, 22)),
    ("2021-10", Precision.MONTH, date(2021, 10, 1), date(2021, 10, 31)),
    ("2024-02", Precision.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
    ("2021-12", Precision.MONTH, date(2021, 12, 1), date(2021, 12, 31)),
    ("early 2023-03", Precision.PART_OF_MONTH, date(2023, 3, 1), date(2023, 3, 10)),
    ("mid 2023-03", Precision.PART_OF_MONTH, date(2023, 3, 11), date(2023, 3, 20)),
    ("late 2023-03", Precision.PART_OF_MONTH, date(2023, 3, 21), date(2023, 3, 31)),
    ("late 2023-02", Precision.PART_OF_MONTH, date(2023, 2, 21), date(2023, 2, 28)),
    ("early 2021", Precision.PART_OF_YEAR, date(2021, 1, 1), date(2021, 4, 30)),
    ("mid 2021", Precision.PART_OF_YEAR, date(2021, 5, 1), date(2021, 8, 31)),
    ("late 2021", Precision.PART_OF_YEAR, date(2021, 9, 1), date(2021, 12, 31)),
    ("2019", Precision.YEAR, date(2019, 1, 1), date(2019, 12, 31)),
    ("0999", Precision.YEAR, date(999, 1, 1), date(999, 12, 31)),
    ("unknown", Precision.UNKNOWN, None, None),
]


@pytest.mark.parametrize(("text", "precision", "floor", "last"), FORMS)
def test_each_form_is_read_bounded_and_written_back(text, precision, floor, last):
    vague = VagueDate.parse(text)
    assert (vague.precision, vague.floor, vague.last) == (precision, floor, last)
    assert str(vague) == text
    assert vague.is_known is (text != "unknown")


def test_half_is_said_for_half_days_only():
    assert VagueDate.parse("2016-11-22 morning").half == "morning"
    assert VagueDate.parse("2016-11-22 afternoon").half == "afternoon"
    assert VagueDate.parse("2016-11-22").half is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "Unknown",
            "2023-5-12",
            "12.05.2023",
            "early 2023-03-12",
            "2023-03 morning",
            "2023-03-12 evening",
        ),
        *(" 2019", "2019\n", "late", "early  2023", "２０１９", "219"),
    ],
)
def test_what_is_not_in_the_grammar_is_refused_with_the_value_and_examples(text):
    with pytest.raises(ValueError) as refusal:
        VagueDate.parse(text)
    assert repr(text) in str(refusal.value)
    assert "early 2023-03" in str(refusal.value)


@pytest.mark.parametrize(
    "text",
    [
        "2023-02-30",
        "2023-13",
        "2023-00-10",
        "2023-05-00",
        "2023-00",
        "early 2023-13",
        "0000",
        "2023-02-29 morning",
    ],
)
def test_an_impossible_date_is_refused(text):
    with pytest.raises(ValueError, match="not in the calendar") as refusal:
        VagueDate.parse(text)
    assert repr(text) in str(refusal.value)


@pytest.mark.parametrize(
    ("precision", "floor", "half"),
    [
        (Precision.MONTH, date(2021, 10, 2), None),
        (Precision.YEAR, date(2021, 2, 1), None),
        (Precision.PART_OF_MONTH, date(2021, 10, 2), None),
        (Precision.PART_OF_YEAR, date(2021, 2, 1), None),
        (Precision.UNKNOWN, date(2021, 1, 1), None),
        (Precision.DAY, None, None),
        (Precision.DAY, date(2021, 1, 1), Half.MORNING),
        (Precision.HALF_DAY, date(2021, 1, 1), None),
    ],
)
def test_contradictory_fields_are_refused(precision, floor, half):
    with pytest.raises(ValueError):
        VagueDate(precision, floor, half)


def test_sorting_puts_the_precise_first_and_the_unknown_last():
    expected = [
        "2022",
        "2023-03-01",
        "2023-03-01 morning",
        "2023-03-01 afternoon",
        "early 2023-03",
        "2023-03",
    ]
    expected += ["2023-03-02", "late 2023", "9999-12-31", "unknown"]
    shuffled = [VagueDate.parse(text) for text in sorted(expected)]
    assert [str(vague) for vague in sorted(shuffled, key=VagueDate.sort_key)] == expected


def vague_texts():
    days = st.dates().map(date.isoformat)
    portions = st.sampled_from(["", "early ", "mid ", "late "])
    halves = st.sampled_from(["", " morning", " afternoon"])
    return st.one_of(
        st.tuples(days, halves).map("".join),
        st.tuples(portions, days.map(lambda day: day[:7])).map("".join),
        st.tuples(portions, days.map(lambda day: day[:4])).map("".join),
        st.just("unknown"),
    )


@given(vague_texts())
def test_text_survives_the_round_trip(text):
    vague = VagueDate.parse(text)
    assert str(vague) == text
    assert VagueDate.parse(str(vague)) == vague


@given(vague_texts(), vague_texts())
def test_equal_keys_mean_equal_dates(one, other):
    first, second = VagueDate.parse(one), VagueDate.parse(other)
    assert (first.sort_key() == second.sort_key()) is (first == second)
    if first.floor and first.last:
        assert first.floor <= first.last


@pytest.mark.parametrize(
    ("day", "month", "anchor", "expected"),
    [
        (12, 5, date(2023, 3, 1), date(2023, 5, 12)),
        (12, 5, date(2023, 5, 11), date(2023, 5, 12)),
        (12, 5, date(2023, 5, 12), date(2024, 5, 12)),
        (1, 1, date(2023, 12, 31), date(2024, 1, 1)),
        (29, 2, date(2023, 1, 1), date(2024, 2, 29)),
        (29, 2, date(2024, 2, 29), date(2028, 2, 29)),
        (29, 2, date(1896, 2, 29), date(1904, 2, 29)),
        (31, 12, date(9999, 12, 30), date(9999, 12, 31)),
    ],
)
def test_next_occurrence_is_strictly_after_the_anchor(day, month, anchor, expected):
    assert next_occurrence(day=day, month=month, anchor=anchor) == expected


@pytest.mark.parametrize(("day", "month", "anchor"), [(31, 4, date(2023, 1, 1)), (1, 1, date(9999, 6, 1))])
def test_a_day_that_never_comes_is_refused(day, month, anchor):
    with pytest.raises(ValueError):
        next_occurrence(day=day, month=month, anchor=anchor)
