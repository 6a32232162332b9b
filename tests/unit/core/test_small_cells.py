"""Nobody can be counted out of a public table."""

from collections.abc import Iterator, Sequence
from itertools import product

import pytest

from filrouge.core.small_cells import SMALL, Cell, Hidden, protected, protected_total

FEW, KEPT = Hidden.FEW, Hidden.KEPT_BACK


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        ([], ()),
        ([5], (5,)),
        ([12, 7, 5], (12, 7, 5)),
        # Exactly one small cell: the total would give it away, so the smallest other one is kept back too.
        ([40, 12, 3], (40, KEPT, FEW)),
        # Nought is a number like another: hidden, and so is one more.
        ([40, 12, 0], (40, KEPT, FEW)),
        # Two small ones hide each other, if together they are not a small group themselves.
        ([40, 4, 3], (40, FEW, FEW)),
        ([40, 12, 1, 2], (40, KEPT, FEW, FEW)),
        # All of them as large as a hidden cell can be: the sum would say so.
        ([40, 12, 4, 4], (40, KEPT, FEW, FEW)),
        ([0, 0, 0, 30], (FEW, FEW, FEW, KEPT)),
        # Equal candidates: the first is kept back, so that the same table always looks the same.
        ([9, 9, 1], (KEPT, 9, FEW)),
        # A second cell of exactly five would leave nothing open: a third one goes, or the whole table.
        ([0, 5, 30], (FEW, KEPT, KEPT)),
        ([0, 5], None),
        ([1, 1, 1, 1, 1], None),
        # So few in all that the table would tell who they are.
        ([3, 1], None),
        ([4], None),
        ([0, 0], None),
    ],
)
def test_what_the_public_sees(cells: list[int], shown: tuple[Cell, ...] | None) -> None:
    assert protected(cells) == shown


@pytest.mark.parametrize(("total", "shown"), [(0, FEW), (4, FEW), (5, 5), (120, 120)])
def test_the_total(total: int, shown: Cell) -> None:
    assert protected_total(total) == shown


def possible(shown: Sequence[Cell], truth: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Every table that somebody who reads this one must hold possible, who knows its total and which rows are empty."""
    ranges = [_range(cell, value, sum(truth)) for cell, value in zip(shown, truth, strict=True)]
    return (cells for cells in product(*ranges) if sum(cells) == sum(truth))


def _range(cell: Cell, value: int, total: int) -> Sequence[int]:
    if not isinstance(cell, Hidden):
        return [cell]
    return range(min(1, value), SMALL) if cell is FEW else range(SMALL, total + 1)


@pytest.mark.parametrize(("length", "most"), [(1, 12), (2, 12), (3, 9), (4, 7), (5, 2)])
def test_no_hidden_cell_can_be_reckoned(length: int, most: int) -> None:
    """All tables of up to five cells, each read by somebody who knows the total and the rule."""
    for cells in product(range(most + 1), repeat=length):
        shown = protected(cells)
        if shown is None:
            assert min(cells) < SMALL, "nothing had to be hidden"
            continue
        assert all(value >= SMALL for value in shown if not isinstance(value, Hidden)), cells
        tables = list(possible(shown, cells))
        assert tuple(cells) in tables, cells
        for place, cell in enumerate(shown):
            if isinstance(cell, Hidden):
                assert len({table[place] for table in tables}) > 1, (cells, shown)


def test_no_more_is_kept_back_than_needed() -> None:
    shown = protected([60, 41, 22, 17, 2, 1])
    assert shown == (60, 41, 22, KEPT, FEW, FEW)
