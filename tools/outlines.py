"""Outlines of areas: read from a GeoPackage, simplified so that neighbours keep one border, written as SVG paths."""

import struct
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import hypot
from typing import TypeAlias

from tools.projections import Point

Line: TypeAlias = list[Point]
Shape: TypeAlias = list[Line]

_ENVELOPE = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_POLYGON, _MULTIPOLYGON = 3, 6


# ------------------------------------------------------------------------------------------------------------- reading


def polygons_of(blob: bytes) -> Shape:
    """The closed rings of a polygon or multipolygon as a GeoPackage stores it; holes are rings like the others."""
    assert blob[:2] == b"GP"
    return _read(blob, 8 + _ENVELOPE[(blob[3] >> 1) & 7])[0]


def _read(blob: bytes, at: int) -> tuple[Shape, int]:
    order = "<" if blob[at] == 1 else ">"
    kind, count = struct.unpack_from(f"{order}II", blob, at + 1)
    assert kind in (_POLYGON, _MULTIPOLYGON), f"geometry of kind {kind}"
    at += 9
    rings: Shape = []
    for _ in range(count):
        if kind == _MULTIPOLYGON:
            inner, at = _read(blob, at)
            rings += inner
        else:
            (points,) = struct.unpack_from(f"{order}I", blob, at)
            flat = struct.unpack_from(f"{order}{2 * points}d", blob, at + 4)
            rings.append([(round(x, 6), round(y, 6)) for x, y in zip(flat[::2], flat[1::2], strict=True)])
            at += 4 + 16 * points
    return rings, at


# --------------------------------------------------------------------------------------------------------- simplifying


def simplified(shapes: Mapping[str, Shape], tolerance: float) -> dict[str, Shape]:
    """The shapes with fewer points, in whole units. A border of two areas stays one line: both get the same points.

    Each ring is cut where three lines meet; each piece is thinned by itself, always in the same direction, and put
    back. A ring that collapses is left out.
    """
    meeting = _meeting_points(shapes)
    thin: dict[tuple[Point, ...], Line] = {}
    found: dict[str, Shape] = {}
    for code, shape in shapes.items():
        rings = [_thinned_ring(ring, meeting, thin, tolerance) for ring in shape]
        found[code] = [ring for ring in rings if len(ring) >= 4]
    return found


def _meeting_points(shapes: Mapping[str, Shape]) -> set[Point]:
    neighbours: dict[Point, set[Point]] = defaultdict(set)
    for shape in shapes.values():
        for ring in shape:
            for a, b in pairwise(ring):
                neighbours[a].add(b)
                neighbours[b].add(a)
    return {point for point, near in neighbours.items() if len(near) > 2}


def _thinned_ring(ring: Line, meeting: set[Point], thin: dict[tuple[Point, ...], Line], tolerance: float) -> Line:
    whole: Line = []
    for piece in _pieces(ring, meeting):
        forward = piece[0] <= piece[-1] if piece[0] != piece[-1] else piece[1] <= piece[-2]
        key = tuple(piece if forward else piece[::-1])
        if key not in thin:
            thin[key] = thinned(list(key), tolerance)
        line = thin[key] if forward else thin[key][::-1]
        whole += line if not whole else line[1:]
    return _rounded(whole)


def _pieces(ring: Line, meeting: set[Point]) -> Iterator[Line]:
    """The ring cut at the meeting points; a ring without any begins at its smallest point, whoever it belongs to."""
    open_ring = ring[:-1]
    cuts = [place for place, point in enumerate(open_ring) if point in meeting]
    start = cuts[0] if cuts else open_ring.index(min(open_ring))
    turned = open_ring[start:] + open_ring[: start + 1]
    begin = 0
    for place in range(1, len(turned)):
        if turned[place] in meeting or place == len(turned) - 1:
            yield turned[begin : place + 1]
            begin = place


def thinned(line: Line, tolerance: float) -> Line:
    """A line without the points that are nearer to it than the tolerance (Ramer, Douglas, Peucker)."""
    keep = {0, len(line) - 1}
    stack = [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        far, place = max(
            ((_distance(line[i], line[first], line[last]), i) for i in range(first + 1, last)), default=(0.0, 0)
        )
        if far > tolerance:
            keep.add(place)
            stack += [(first, place), (place, last)]
    return [line[place] for place in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a segment."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = 0.0 if not length else ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length
    along = min(1.0, max(0.0, along))
    return hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)


def _rounded(line: Line) -> Line:
    whole: Line = []
    for x, y in line:
        point = (float(round(x)), float(round(y)))
        if not whole or whole[-1] != point:
            whole.append(point)
    return whole


# ------------------------------------------------------------------------------------------------------------- writing


def drawn(shape: Shape) -> str:
    """The shape as SVG path data: whole units, each point relative to the one before."""
    return "".join(_ring_path(ring) for ring in shape)


def _ring_path(ring: Line) -> str:
    steps = "".join(
        f"{'' if dx < 0 and place else ' ' if place else ''}{dx}{'' if dy < 0 else ' '}{dy}"
        for place, (dx, dy) in enumerate((int(b[0] - a[0]), int(b[1] - a[1])) for a, b in pairwise(ring[:-1]))
    )
    return f"M{int(ring[0][0])} {int(ring[0][1])}l{steps}z"


def middle_of(shape: Shape, steps: int = 40) -> Point:
    """The point inside the shape that is farthest from its outline, to the nearest step of a grid."""
    segments = [pair for ring in shape for pair in pairwise(ring)]
    xs, ys = [a[0] for a, _ in segments], [a[1] for a, _ in segments]
    best = (-1.0, (sum(xs) / len(xs), sum(ys) / len(ys)))
    for column in range(1, steps):
        for row in range(1, steps):
            point = (
                min(xs) + (max(xs) - min(xs)) * column / steps,
                min(ys) + (max(ys) - min(ys)) * row / steps,
            )
            if _is_inside(point, segments):
                best = max(best, (min(_distance(point, a, b) for a, b in segments), point))
    return best[1]


def _is_inside(point: Point, segments: Sequence[tuple[Point, Point]]) -> bool:
    x, y = point
    crossed = [(a, b) for a, b in segments if (a[1] > y) != (b[1] > y)]
    return sum(x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0] for a, b in crossed) % 2 == 1
