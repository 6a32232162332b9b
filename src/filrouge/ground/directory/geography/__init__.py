"""The départements of France and the cantons of Switzerland: official code, name, outline for a map.

`areas.json` is made by `tools/make_map.py`; `source.json` says from what, under which licence, with which checksums.
Outlines are for looking at, not for measuring: small islands and exclaves are left out, lines are simplified.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from filrouge.core.text import Translated


@dataclass(frozen=True)
class Area:
    """One area. `code` is "59", "2A", "974" or "ZH"; `at` a point inside it for a number; `path` SVG path data.

    Overlapping rings are holes: fill by the rule evenodd.
    """

    code: str
    country: str
    name: Translated
    at: tuple[int, int]
    path: str


@dataclass(frozen=True)
class Drawing:
    """The map of one country in units of its own; `frames` are boxes (left, top, width, height) around insets."""

    country: str
    width: int
    height: int
    frames: tuple[tuple[int, int, int, int], ...]
    areas: tuple[Area, ...]


@cache
def drawings() -> Mapping[str, Drawing]:
    """The drawing of each country, "FR" and "CH", read once."""
    file = resources.files("filrouge.ground.directory.geography").joinpath("areas.json")
    return {
        country: Drawing(
            country=country,
            width=data["width"],
            height=data["height"],
            frames=tuple((left, top, width, height) for left, top, width, height in data["frames"]),
            areas=tuple(
                Area(
                    area["code"],
                    country,
                    Translated.of(area["name"], "fr"),
                    (area["at"][0], area["at"][1]),
                    area["path"],
                )
                for area in data["areas"]
            ),
        )
        for country, data in json.loads(file.read_text(encoding="utf-8")).items()
    }


@cache
def _by_code() -> Mapping[str, Area]:
    return {area.code: area for drawing in drawings().values() for area in drawing.areas}


def area_of(code: str) -> Area | None:
    """The area with this official code, None if there is none; "1" and "2a" are understood as 01 and 2A."""
    return _by_code().get(code.strip().upper().zfill(2))
