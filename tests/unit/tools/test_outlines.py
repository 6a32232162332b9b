"""Outlines are read, simplified and written so that neighbours keep one border."""

import struct
from math import hypot

import pytest

from tools.outlines import drawn, middle_of, polygons_of, simplified, thinned
from tools.projections import conic, fitted, flat

# Two neighbours of 100 by 100 with a zigzag border, as whole rings that run in opposite directions along it.
BORDER = [(100.0, 0.0), (103.0, 20.0), (97.0, 40.0), (140.0, 50.0), (99.0, 60.0), (100.0, 100.0)]
LEFT = [(0.0, 0.0), *BORDER, (0.0, 100.0), (0.0, 0.0)]
RIGHT = [(200.0, 0.0), (200.0, 100.0), *BORDER[::-1], (200.0, 0.0)]


def geopackage(rings: list[list[tuple[float, float]]]) -> bytes:
    """One multipolygon of one polygon, as a GeoPackage stores it, with an envelope before it."""
    points = b"".join(
        struct.pack("<I", len(ring)) + b"".join(struct.pack("<dd", *point) for point in ring) for ring in rings
    )
    polygon = struct.pack("<BII", 1, 3, len(rings)) + points
    return b"GP\x00\x03" + struct.pack("<i4d", 4326, 0, 1, 0, 1) + struct.pack("<BII", 1, 6, 1) + polygon


def test_rings_are_read_with_their_holes() -> None:
    outer = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 0.0)]
    hole = [(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 1.0)]
    assert polygons_of(geopackage([outer, hole])) == [outer, hole]


def test_neighbours_keep_one_border() -> None:
    found = simplified({"left": [LEFT], "right": [RIGHT]}, tolerance=10)
    left, right = set(found["left"][0]), set(found["right"][0])
    assert left & right == {(100.0, 0.0), (97.0, 40.0), (140.0, 50.0), (99.0, 60.0), (100.0, 100.0)} & left
    assert (140.0, 50.0) in left & right, "what stands out is kept by both"
    assert (103.0, 20.0) not in left | right, "what hardly does is kept by neither"


def test_an_island_inside_another_is_the_same_line_for_both() -> None:
    island = [(40.0, 40.0), (60.0, 40.0), (60.0, 60.0), (50.0, 61.0), (40.0, 60.0), (40.0, 40.0)]
    turned = [*island[2:-1], *island[:3]]
    found = simplified({"around": [LEFT, turned[::-1]], "island": [island]}, tolerance=3)
    assert set(found["around"][1]) == set(found["island"][0])


def test_what_collapses_is_left_out() -> None:
    speck = [(0.1, 0.1), (0.3, 0.1), (0.3, 0.3), (0.1, 0.1)]
    assert simplified({"a": [LEFT, speck]}, tolerance=1)["a"] == simplified({"a": [LEFT]}, tolerance=1)["a"]


def test_no_point_is_farther_from_the_line_than_allowed() -> None:
    wave = [(float(x), 5.0 * ((x // 3) % 2)) for x in range(40)]
    kept = thinned(wave, 2.0)
    assert (kept[0], kept[-1]) == (wave[0], wave[-1])
    assert set(kept) < set(wave)
    for x, y in wave:
        assert min(hypot(x - a, y - b) for a, b in kept) <= 3.0


def test_paths_are_relative_and_whole() -> None:
    assert drawn([[(1.0, 2.0), (4.0, 2.0), (4.0, 1.0), (1.0, 2.0)]]) == "M1 2l3 0 0-1z"


def test_the_middle_is_inside_even_of_a_crescent() -> None:
    crescent = [[(0.0, 0.0), (90.0, 0.0), (90.0, 20.0), (20.0, 20.0), (20.0, 90.0), (0.0, 90.0), (0.0, 0.0)]]
    x, y = middle_of(crescent)
    assert x < 20 or y < 20


@pytest.mark.parametrize("project", [conic(46.5, 3.0, 44.0, 49.0), flat(46.5)])
def test_north_is_up_and_east_is_right(project) -> None:
    paris, lyon, strasbourg = project((2.35, 48.86)), project((4.84, 45.76)), project((7.75, 48.58))
    assert paris[1] < lyon[1]
    assert paris[0] < lyon[0] < strasbourg[0]


def test_a_conic_map_keeps_distances_near_its_middle() -> None:
    project = conic(46.5, 3.0, 44.0, 49.0)
    (ax, ay), (bx, by) = project((2.35, 48.86)), project((4.84, 45.76))
    assert 6371 * hypot(bx - ax, by - ay) == pytest.approx(392, rel=0.01), "kilometres from Paris to Lyon"


def test_shapes_fill_their_box_without_being_stretched() -> None:
    placed = fitted({"a": [[(0.0, 0.0), (2.0, 0.0), (2.0, 1.0), (0.0, 0.0)]]}, (10, 10, 100, 100))
    assert placed["a"][0][:3] == [(10.0, 35.0), (110.0, 35.0), (110.0, 85.0)]
