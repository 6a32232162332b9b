"""Small counts identify people: what a public table must hide, and what it must hide besides so that nobody can reckon.

The rule, as the mission states it ("small counts in public statistics identify people: hide cells under 5",
what-matters, trap 18) and as statistical offices complete it:

1. a cell under five is hidden, nought too: "fewer than 5" does not say which of them;
2. the total is published (people in all), so a cell that is hidden alone could be reckoned from the others. Then the
   smallest of the other cells is kept back as well, and the next, until at least two cells are hidden, together they
   are five people or more, and no hidden cell can be narrowed down to one number by whoever knows the total, and knows
   that a row that is listed counts somebody;
3. where even that is not enough (two rows of 0 and 5, five rows of 1), or the total itself is under five, the table is
   left out: its rows alone would tell.

It holds for one table at one time. Whoever publishes the same table twice, or cut in two ways that lie inside each
other (départements and regions), gives a difference away: a public export therefore offers no choice of cut.
"""

from collections.abc import Collection, Sequence
from enum import StrEnum
from math import inf
from typing import TypeAlias

SMALL = 5


class Hidden(StrEnum):
    """Why a cell is not shown."""

    FEW = "few"
    KEPT_BACK = "kept_back"


Cell: TypeAlias = int | Hidden


def protected(cells: Sequence[int]) -> tuple[Cell, ...] | None:
    """The cells of a table with a known total, as the public may see them; None when it may not see the table."""
    small = {place for place, value in enumerate(cells) if value < SMALL}
    if not small:
        return tuple(cells)
    hidden = set(small)
    for place in sorted(set(range(len(cells))) - small, key=lambda place: (cells[place], place)):
        if _is_safe(cells, small, hidden):
            break
        hidden.add(place)
    if not _is_safe(cells, small, hidden):
        return None
    return tuple(_cell(value, place in hidden) for place, value in enumerate(cells))


def protected_total(total: int) -> Cell:
    """The total itself, as the public may see it."""
    return _cell(total, total < SMALL)


def _cell(value: int, is_hidden: bool) -> Cell:
    if not is_hidden:
        return value
    return Hidden.FEW if value < SMALL else Hidden.KEPT_BACK


def _is_safe(cells: Sequence[int], small: Collection[int], hidden: Collection[int]) -> bool:
    """Whether the total leaves each hidden cell more than one possible number."""
    rest = sum(cells[place] for place in hidden)
    if len(hidden) < 2 or rest < SMALL:
        return False
    least = {place: min(1, cells[place]) if place in small else SMALL for place in hidden}
    most = {place: SMALL - 1 if place in small else inf for place in hidden}
    for place in hidden:
        others = [other for other in hidden if other != place]
        lowest = max(least[place], rest - sum(most[other] for other in others))
        highest = min(most[place], rest - sum(least[other] for other in others))
        if highest <= lowest:
            return False
    return True
