"""Charts keep proportions: lengths, shares, labels that break, columns without a gap in time."""

from datetime import date, timedelta

import pytest

from filrouge.web.shell.charts import (
    COLUMN,
    FEWEST,
    LINE,
    LONGEST,
    TALL,
    Entry,
    Step,
    bar_chart,
    columns_by_day,
    nice,
    share_of,
    stacked_chart,
)


def said(first: date, last: date) -> str:
    return f"{first}" if first == last else f"{first} to {last}"


# ---------------------------------------------------------------------------------------------------------------- bars


def test_bars_are_in_proportion_and_to_one_scale() -> None:
    chart = bar_chart([Entry("a", 40), Entry("b", 10), Entry("c", 20)])
    assert [bar.end for bar in chart.bars] == [LONGEST, LONGEST / 4, LONGEST / 2]
    assert [bar.share for bar in chart.bars] == ["57", "14", "29"]
    assert chart.total == 70


def test_a_bar_of_nothing_has_no_length_but_its_row() -> None:
    chart = bar_chart([Entry("a", 3), Entry("b", 0)])
    assert chart.bars[1].pieces == ()
    assert (chart.bars[1].end, chart.bars[1].share) == (0.0, "0")


def test_nothing_at_all_has_no_share() -> None:
    chart = bar_chart([Entry("a", 0), Entry("b", 0)])
    assert [(bar.end, bar.share) for bar in chart.bars] == [(0.0, ""), (0.0, "")]
    assert bar_chart([]).bars == ()


def test_one_bar_is_the_longest_and_the_whole() -> None:
    (bar,) = bar_chart([Entry("only", 7)]).bars
    assert (bar.end, bar.share) == (LONGEST, "100")


def test_shares_may_speak_of_a_larger_whole() -> None:
    """Somebody who takes two parts counts in both, but is one person."""
    chart = bar_chart([Entry("eve", 5), Entry("day", 10)], total=10)
    assert [bar.share for bar in chart.bars] == ["50", "100"]


@pytest.mark.parametrize(
    ("value", "total", "share"), [(1, 1000, "<1"), (0, 1000, "0"), (1, 3, "33"), (2, 3, "67"), (1, 0, "")]
)
def test_a_share_is_whole_percents_and_a_few_are_not_none(value: int, total: int, share: str) -> None:
    assert share_of(value, total) == share


def test_a_long_label_breaks_between_words_and_pushes_what_follows_down() -> None:
    long = "Groupement d’intérêt public et centre de ressources pour la politique de la ville"
    chart = bar_chart([Entry(long, 2), Entry("Ville", 1)])
    first, second = chart.bars
    assert " ".join(words for words, _ in first.lines) == long
    assert all(len(words) <= LINE for words, _ in first.lines)
    baselines = [baseline for _, baseline in first.lines]
    assert baselines == sorted(set(baselines))
    assert baselines[-1] < first.top < first.top + chart.bar_height < second.lines[0][1] < second.top
    assert second.top + chart.bar_height <= chart.height


def test_a_word_longer_than_a_line_is_cut_rather_than_lost() -> None:
    word = "x" * (LINE + 5)
    (bar,) = bar_chart([Entry(word, 1)]).bars
    assert "".join(words for words, _ in bar.lines) == word


def test_pieces_follow_each_other_and_end_where_the_bar_ends() -> None:
    chart = stacked_chart([(Entry("eve", 10), (5, 0, 3, 2)), (Entry("day", 20), (20, 0, 0, 0))])
    eve, day = chart.bars
    assert [piece.texture for piece in eve.pieces] == ["solid", "dots", "crosses"], "a piece of nothing is not drawn"
    for piece, following in zip(eve.pieces, eve.pieces[1:], strict=False):
        assert piece.left + piece.width == pytest.approx(following.left)
    assert eve.end == pytest.approx(day.end / 2)


def test_the_rest_is_an_outline() -> None:
    chart = bar_chart([Entry("a", 3), Entry("18 more", 9, is_rest=True)])
    assert [bar.pieces[0].texture for bar in chart.bars] == ["solid", "empty"]


# ------------------------------------------------------------------------------------------------------------- columns


def test_days_without_registrations_keep_their_place() -> None:
    chart = columns_by_day({date(2023, 3, 27): 2, date(2023, 3, 24): 4}, say=said)
    assert [column.value for column in chart.columns] == [4, 0, 0, 2]
    assert [column.so_far for column in chart.columns] == [4, 4, 4, 6]
    assert [column.label for column in chart.rows] == ["2023-03-24", "2023-03-27"]
    assert (chart.step, chart.total) == (Step.DAY, 6)


def test_columns_are_in_proportion_and_stand_on_the_line() -> None:
    chart = columns_by_day({date(2023, 3, 24): 4, date(2023, 3, 25): 1}, say=said)
    assert [column.height for column in chart.columns] == [TALL, TALL / 4]
    assert {column.top + column.height for column in chart.columns} == {TALL}
    assert chart.columns[1].left - chart.columns[0].left == COLUMN


def test_one_day_is_one_narrow_column_with_one_label() -> None:
    chart = columns_by_day({date(2023, 3, 24): 3}, say=said)
    assert chart.width == COLUMN * FEWEST
    assert [(label.text, label.at) for label in chart.axis] == [("2023-03-24", 0.0)]


def test_many_days_say_both_ends() -> None:
    days = {date(2023, 3, 1) + timedelta(days=place): 1 for place in range(20)}
    chart = columns_by_day(days, say=said)
    assert [(label.text, label.at, label.anchor) for label in chart.axis] == [
        ("2023-03-01", 0.0, "start"),
        ("2023-03-20", 100.0, "end"),
    ]


@pytest.mark.parametrize(("length", "step"), [(62, Step.DAY), (63, Step.WEEK), (430, Step.WEEK), (1000, Step.MONTH)])
def test_a_long_time_is_told_in_weeks_or_months_without_losing_anybody(length: int, step: Step) -> None:
    days = {date(2022, 1, 31) + timedelta(days=place): 1 for place in range(length)}
    chart = columns_by_day(days, say=said)
    assert chart.step is step
    assert sum(column.value for column in chart.columns) == chart.total == length
    for column, following in zip(chart.columns, chart.columns[1:], strict=False):
        assert column.last + timedelta(days=1) == following.first, "no gap and no overlap"


def test_only_a_column_that_holds_something_leads_to_rows() -> None:
    days = {date(2023, 3, 24): 1, date(2023, 3, 26): 1}
    chart = columns_by_day(days, say=said, link=lambda first, last: f"?from={first}&to={last}")
    assert [column.url for column in chart.columns] == [
        "?from=2023-03-24&to=2023-03-24",
        "",
        "?from=2023-03-26&to=2023-03-26",
    ]


def test_nothing_is_an_empty_chart() -> None:
    chart = columns_by_day({date(2023, 3, 24): 0}, say=said)
    assert (chart.columns, chart.axis, chart.total) == ((), (), 0)


@pytest.mark.parametrize(("value", "ceiling"), [(1, 1), (7, 8), (9, 10), (21, 30), (100, 100), (101, 200)])
def test_the_line_on_top_says_a_round_number(value: int, ceiling: int) -> None:
    assert nice(value) == ceiling
