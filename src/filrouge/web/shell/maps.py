"""Maps of numbers: which shade each area takes, for the template `components/map.html`.

A shade is never alone: an area of which something is counted carries its number, one that counts one is hatched, and
the table beside says it all.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from filrouge.ground.directory.geography import Area, drawings

# From "one person only" on, three shades; an area outside what is counted has none.
SHADES = ("few", "some", "many")


@dataclass(frozen=True)
class Place:
    """What is counted in one area: the name in the reader's language, the number, where its row stands."""

    name: str
    number: int
    url: str = ""


@dataclass(frozen=True)
class Drawn:
    """An area as it is drawn; `place` is None where nothing is counted at all."""

    area: Area
    shade: str
    place: Place | None

    @property
    def baseline(self) -> int:
        """Where the number stands, in units of the drawing."""
        return self.area.at[1] + 9


@dataclass(frozen=True)
class Shade:
    """One line of the legend: the shade, and from which number to which; `last` is None for "and more"."""

    name: str
    first: int
    last: int | None


@dataclass(frozen=True)
class Map:
    """A country with its numbers."""

    country: str
    width: int
    height: int
    frames: tuple[tuple[int, int, int, int], ...]
    areas: tuple[Drawn, ...]
    legend: tuple[Shade, ...]


def map_of(country: str, places: Mapping[str, Place]) -> Map:
    """The map of a country ("FR", "CH") with a number in each area that is counted, by official code."""
    drawing = drawings()[country]
    shades = shades_for([place.number for place in places.values()])
    return Map(
        country=country,
        width=drawing.width,
        height=drawing.height,
        frames=drawing.frames,
        areas=tuple(
            Drawn(area, _shade(shades, place.number) if place else "out", place)
            for area in drawing.areas
            for place in [places.get(area.code)]
        ),
        legend=shades,
    )


def shades_for(numbers: list[int]) -> tuple[Shade, ...]:
    """None, exactly one, and up to three steps of about as many areas each for what is more."""
    more = sorted(number for number in numbers if number > 1)
    limits = sorted({more[len(more) * third // 3 - 1] for third in (1, 2, 3) if len(more) * third // 3 > 0})
    found, first = [Shade("none", 0, 0), Shade("one", 1, 1)], 2
    for name, limit in zip(SHADES, limits, strict=False):
        found.append(Shade(name, first, None if limit == limits[-1] else limit))
        first = limit + 1
    return tuple(found)


def _shade(shades: tuple[Shade, ...], number: int) -> str:
    return next(shade.name for shade in shades if shade.last is None or number <= shade.last)
