"""From degrees to a flat drawing, and the drawing to a box. Points are (x, y); y grows downwards, as in SVG."""

from collections.abc import Callable, Mapping, Sequence
from math import cos, log, pi, radians, sin, tan
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Projection: TypeAlias = Callable[[Point], Point]


def conic(latitude: float, longitude: float, south: float, north: float) -> Projection:
    """Lambert's conformal conic projection around a point, true to scale on two parallels; degrees in."""
    slope = log(cos(radians(south)) / cos(radians(north))) / log(_grown(north) / _grown(south))
    scale = cos(radians(south)) * _grown(south) ** slope / slope
    origin = scale / _grown(latitude) ** slope

    def project(point: Point) -> Point:
        distance = scale / _grown(point[1]) ** slope
        angle = slope * radians(point[0] - longitude)
        return distance * sin(angle), distance * cos(angle) - origin

    return project


def _grown(latitude: float) -> float:
    return tan(pi / 4 + radians(latitude) / 2)


def flat(latitude: float) -> Projection:
    """Degrees as they are, narrowed as at this latitude: good for a place of few degrees."""
    narrow = cos(radians(latitude))
    return lambda point: (point[0] * narrow, -point[1])


def fitted(
    shapes: Mapping[str, Sequence[Sequence[Point]]], box: tuple[float, float, float, float]
) -> dict[str, list[list[Point]]]:
    """The shapes as large as the box (left, top, width, height) allows, in its middle, without changing proportions."""
    points = [point for shape in shapes.values() for ring in shape for point in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, top, width, height = box
    scale = min(width / (max(xs) - min(xs)), height / (max(ys) - min(ys)))
    dx = left + (width - scale * (max(xs) - min(xs))) / 2 - scale * min(xs)
    dy = top + (height - scale * (max(ys) - min(ys))) / 2 - scale * min(ys)
    return {
        code: [[(x * scale + dx, y * scale + dy) for x, y in ring] for ring in shape] for code, shape in shapes.items()
    }
