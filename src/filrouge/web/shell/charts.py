"""Charts drawn by the server: lengths and places as plain numbers, for the templates `components/chart_*.html`.

Widths and left edges are percentages of the drawing, heights and tops are multiples of the letter size (em): a chart is
as wide as the page gives it and its words stay as large as the page's words. Every chart stands beside its table.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from textwrap import wrap
from typing import TypeAlias

# A label breaks into lines of this many letters, so that it fits on a phone.
LINE = 38
# The longest bar leaves room for its number, on a phone too.
LONGEST = 70.0
LINE_HEIGHT, AIR, BAR_HEIGHT, GAP = 1.35, 0.15, 0.95, 0.7
# Textures of the pieces of a bar: each is told from the others without colour.
TEXTURES = ("solid", "stripes", "dots", "crosses", "empty")


# A table of more rows scrolls in its own window, on a screen.
LONG = 14


def share_of(value: int, total: int) -> str:
    """The share as whole percents without the sign: "34", "<1" for a few among many, empty when there is no whole."""
    if total <= 0:
        return ""
    share = round(100 * value / total)
    return "<1" if value and not share else str(share)


@dataclass(frozen=True)
class Entry:
    """What a bar stands for: a word, a number, the address of the rows behind it, the language of the word.

    `is_rest`: many small ones together, drawn as an outline.
    """

    label: str
    value: int
    url: str = ""
    language: str = ""
    is_rest: bool = False


@dataclass(frozen=True)
class Piece:
    """One piece of a bar, `left` and `width` in percent."""

    left: float
    width: float
    texture: str


@dataclass(frozen=True)
class Bar:
    """One bar under its label. `baselines` of the lines of the label and `top` of the bar in em; `end` in percent."""

    entry: Entry
    share: str
    lines: tuple[tuple[str, float], ...]
    top: float
    end: float
    pieces: tuple[Piece, ...]

    @property
    def middle(self) -> float:
        """The baseline of the number beside the bar, in em."""
        return round(self.top + BAR_HEIGHT * 0.82, 3)


@dataclass(frozen=True)
class BarChart:
    """Bars one below the other, all to one scale; `height` in em, `total` is the whole that the shares speak of."""

    bars: tuple[Bar, ...]
    height: float
    total: int
    bar_height: float = BAR_HEIGHT

    @property
    def is_long(self) -> bool:
        """Whether its table is better read in a window of its own."""
        return len(self.bars) > LONG


def bar_chart(entries: Sequence[Entry], *, total: int | None = None) -> BarChart:
    """One bar for each entry, in the order given. `total` is their sum unless said otherwise."""
    return _bars([(entry, (entry.value,)) for entry in entries], total)


def stacked_chart(entries: Sequence[tuple[Entry, Sequence[int]]]) -> BarChart:
    """Bars of several pieces, textured in the order of TEXTURES; the value of an entry is the sum of its pieces."""
    return _bars(entries, None)


def _bars(entries: Sequence[tuple[Entry, Sequence[int]]], total: int | None) -> BarChart:
    whole = sum(entry.value for entry, _ in entries) if total is None else total
    most = max((entry.value for entry, _ in entries), default=0)
    bars, top = [], 0.0
    for entry, values in entries:
        lines = tuple(
            (words, round(top + LINE_HEIGHT * (place + 0.8), 3))
            for place, words in enumerate(wrap(entry.label, LINE) or [""])
        )
        at = round(top + LINE_HEIGHT * len(lines) + AIR, 3)
        pieces = _pieces(values, most, TEXTURES[-1:] if entry.is_rest else TEXTURES)
        end = pieces[-1].left + pieces[-1].width if pieces else 0.0
        bars.append(Bar(entry, share_of(entry.value, whole), lines, at, round(end, 3), pieces))
        top = at + BAR_HEIGHT + GAP
    return BarChart(tuple(bars), round(max(top - GAP, 0.0) + 0.2, 3), whole)


def _pieces(values: Sequence[int], most: int, textures: Sequence[str]) -> tuple[Piece, ...]:
    found, left = [], 0.0
    for value, texture in zip(values, textures, strict=False):
        if value:
            width = LONGEST * value / most
            found.append(Piece(round(left, 3), round(width, 3), texture))
            left += width
    return tuple(found)


# ------------------------------------------------------------------------------------------------- columns over time


class Step(StrEnum):
    """How long a column is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


# From the first to the last day, both included: the words for them, or the address of the rows behind them.
OfDays: TypeAlias = Callable[[date, date], str]

# More columns than this, and the next longer step is taken.
MOST_COLUMNS = 62
COLUMN, FEWEST, TALL = 10, 14, 100


@dataclass(frozen=True)
class Column:
    """What came between two days, both included. `left`, `width`, `top`, `height` in units of the drawing."""

    first: date
    last: date
    label: str
    value: int
    so_far: int
    left: int
    width: int
    top: float
    height: float
    url: str = ""


@dataclass(frozen=True)
class AxisLabel:
    """A word under the columns; `at` in percent, `anchor` "start" or "end"."""

    text: str
    at: float
    anchor: str


@dataclass(frozen=True)
class ColumnChart:
    """Columns side by side without a gap in time, `width` by `tall` units; the line on top says `ceiling`."""

    columns: tuple[Column, ...]
    step: Step
    ceiling: int
    width: int
    axis: tuple[AxisLabel, ...]
    tall: int = TALL

    @property
    def total(self) -> int:
        """All of it."""
        return self.columns[-1].so_far if self.columns else 0

    @property
    def rows(self) -> tuple[Column, ...]:
        """The columns that hold something, as rows of a table."""
        return tuple(column for column in self.columns if column.value)

    @property
    def is_long(self) -> bool:
        """Whether its table is better read in a window of its own."""
        return len(self.rows) > LONG

    def without_links(self) -> "ColumnChart":
        """The same for somebody who may not see the rows behind it."""
        return replace(self, columns=tuple(replace(column, url="") for column in self.columns))


def columns_by_day(
    counts: Mapping[date, int], *, say: OfDays, link: OfDays | None = None, most: int = MOST_COLUMNS
) -> ColumnChart:
    """A column for each day from the first to the last that counts something; for weeks or months when that is long."""
    days = {day: value for day, value in counts.items() if value}
    if not days:
        return ColumnChart((), Step.DAY, 0, COLUMN * FEWEST, ())
    first, last = min(days), max(days)
    step = next((step for step in Step if len(_starts(first, last, step)) <= most), Step.MONTH)
    values = dict.fromkeys(_starts(first, last, step), 0)
    for day, value in days.items():
        values[_start(day, step)] += value
    ceiling = nice(max(values.values()))
    columns = _columns(values, step, ceiling, say, link)
    width = COLUMN * max(len(columns), FEWEST)
    return ColumnChart(columns, step, ceiling, width, _axis(first, last, COLUMN * len(columns) / width, say))


def _columns(
    values: Mapping[date, int], step: Step, ceiling: int, say: OfDays, link: OfDays | None
) -> tuple[Column, ...]:
    columns, so_far = [], 0
    for place, (start, value) in enumerate(values.items()):
        so_far += value
        height = round(TALL * value / ceiling, 3)
        end = _next(start, step) - timedelta(days=1)
        columns.append(
            Column(
                first=start,
                last=end,
                label=say(start, end),
                value=value,
                so_far=so_far,
                left=place * COLUMN + 1,
                width=COLUMN - 2,
                top=round(TALL - height, 3),
                height=height,
                url=link(start, end) if link and value else "",
            )
        )
    return tuple(columns)


def _axis(first: date, last: date, filled: float, say: OfDays) -> tuple[AxisLabel, ...]:
    """Both ends where there is room for two labels, else both in one."""
    if filled < 0.7:
        return (AxisLabel(say(first, last), 0.0, "start"),)
    return AxisLabel(say(first, first), 0.0, "start"), AxisLabel(say(last, last), round(100 * filled, 3), "end")


def nice(value: int) -> int:
    """The next round number that is not smaller: 1 to 6, 8, 10, 20, 30…"""
    unit = 10 ** (len(str(value)) - 1)
    return next(times * unit for times in (1, 2, 3, 4, 5, 6, 8, 10) if times * unit >= value)


def _starts(first: date, last: date, step: Step) -> list[date]:
    starts = [_start(first, step)]
    while (following := _next(starts[-1], step)) <= last:
        starts.append(following)
    return starts


def _start(day: date, step: Step) -> date:
    if step is Step.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step is Step.MONTH else day


def _next(start: date, step: Step) -> date:
    if step is Step.MONTH:
        return (start + timedelta(days=31)).replace(day=1)
    return start + timedelta(days=7 if step is Step.WEEK else 1)
