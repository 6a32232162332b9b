"""A map tells nothing by shade alone, and leaves out what is not counted."""

import pytest

from filrouge.web.shell.maps import Place, map_of, shades_for


def test_every_area_has_its_shade() -> None:
    drawn = map_of("CH", {"ZH": Place("Zürich", 9), "BE": Place("Bern", 1), "UR": Place("Uri", 0)})
    shades = {one.area.code: one.shade for one in drawn.areas}
    assert (shades["ZH"], shades["BE"], shades["UR"], shades["VD"]) == ("few", "one", "none", "out")
    assert len(shades) == 26


def test_a_code_that_is_on_no_map_is_left_out() -> None:
    assert {one.shade for one in map_of("FR", {"ZH": Place("Zürich", 9)}).areas} == {"out"}


@pytest.mark.parametrize(
    ("numbers", "ranges"),
    [
        ([], []),
        ([0, 1, 1], []),
        ([0, 1, 7], [(2, None)]),
        ([4, 4, 4], [(2, None)]),
        ([2, 30], [(2, 2), (3, None)]),
        ([2, 3, 4, 5, 6, 7, 8, 9, 100], [(2, 4), (5, 7), (8, None)]),
    ],
)
def test_the_legend_says_up_to_three_steps_above_one(numbers: list[int], ranges: list[tuple[int, int | None]]) -> None:
    shades = shades_for(numbers)
    assert [(shade.name, shade.first, shade.last) for shade in shades[:2]] == [("none", 0, 0), ("one", 1, 1)]
    assert [(shade.first, shade.last) for shade in shades[2:]] == ranges
    assert [shade.name for shade in shades[2:]] == ["few", "some", "many"][: len(ranges)]


def test_the_legend_leaves_no_number_without_a_shade() -> None:
    numbers = [0, 1, 2, 3, 9, 9, 12, 40]
    shades = shades_for(numbers)
    for number in range(41):
        fitting = [shade for shade in shades if shade.first <= number and (shade.last is None or number <= shade.last)]
        assert len(fitting) == 1, number
