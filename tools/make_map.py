"""Draw the outlines of the départements of France and of the cantons of Switzerland, small enough for a page.

    python -m tools.make_map world_map.gpkg

The outlines are those of Natural Earth, as Debian's package `qgis-common` carries them in
`usr/share/qgis/resources/data/world_map.gpkg` (unpack it with `dpkg-deb -x`); the names and official codes are those of
`tools/map_names.csv`. What comes out is committed: `areas.json` and `source.json` in `ground/directory/geography/`. The
same input gives the same bytes.
"""

import csv
import hashlib
import json
import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from tools.outlines import Line, Shape, drawn, middle_of, polygons_of, simplified
from tools.projections import Projection, conic, fitted, flat

TARGET = Path(__file__).resolve().parent.parent / "src" / "filrouge" / "ground" / "directory" / "geography"
NAMES = Path(__file__).resolve().parent / "map_names.csv"
LANGUAGES = ("fr", "de", "it", "en")
SOURCE = {
    "name": "Natural Earth, Admin 1 – States, Provinces, 1:10m, version 4.1.0",
    "licence": "public domain",
    "carried_by": "Debian qgis-common 3.22.16+dfsg-1, usr/share/qgis/resources/data/world_map.gpkg",
    "sha256": "ff5cceefc4b27abea094fa82459d8aef9417023236c326a666978b62ffe85db2",
    "made_by": "tools/make_map.py",
}
COUNTRIES = {"FR": "FRA", "CH": "CHE"}
# How far a line may move, in units of the drawing; a country is 1000 units wide.
TOLERANCE = 1.0
# Islands and exclaves smaller than this many square units are left out, unless they are all there is.
SPECK = 12


@dataclass(frozen=True)
class Scene:
    """Areas drawn together, in one place of the map of a country: (left, top, width, height) in units."""

    codes: tuple[str, ...]
    projection: Projection
    box: tuple[float, float, float, float]
    has_frame: bool = False


OVERSEAS = {"971": (16.2, 0), "972": (14.6, 1), "973": (4.0, 2), "974": (-21.1, 3), "976": (-12.8, 4)}
AROUND_PARIS = ("75", "92", "93", "94")


def scenes_of(country: str, codes: Sequence[str]) -> list[Scene]:
    """The mainland; for France also what is overseas, and Paris with its neighbours a second time, larger."""
    if country == "CH":
        return [Scene(tuple(codes), conic(46.8, 8.2, 46.1, 47.5), (0, 0, 1000, 660))]
    overseas = [
        Scene((code,), flat(latitude), (8 + 88 * (place % 2), 664 + 106 * (place // 2), 80, 98), has_frame=True)
        for code, (latitude, place) in OVERSEAS.items()
    ]
    mainland = tuple(code for code in codes if code not in OVERSEAS)
    return [
        Scene(mainland, conic(46.5, 3.0, 44.0, 49.0), (0, 0, 1000, 1020)),
        *overseas,
        Scene(AROUND_PARIS, conic(48.8, 2.4, 48.5, 49.1), (8, 8, 214, 186), has_frame=True),
    ]


def read_names() -> list[dict[str, str]]:
    """The rows of the table of names, in its order."""
    with NAMES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_outlines(source: Path, rows: Sequence[Mapping[str, str]]) -> dict[str, Shape]:
    """The outline of each code, in degrees. Raises KeyError for a name that the source does not know."""
    connection = sqlite3.connect(f"file:{source}?mode=ro", uri=True)
    outlines = {
        (country, name): polygons_of(geometry)
        for country, long in COUNTRIES.items()
        for name, geometry in connection.execute(
            "select name, geom from states_provinces where adm0_a3 = ? order by fid", (long,)
        )
    }
    connection.close()
    return {row["code"]: outlines[row["country"], row["outline"]] for row in rows}


def draw(outlines: Mapping[str, Shape], scene: Scene) -> dict[str, Shape]:
    """The areas of a scene in whole units of the map; neighbours keep one border."""
    margin = 8 if scene.has_frame else 0
    projected = {
        code: [[scene.projection(point) for point in ring] for ring in outlines[code] if _is_near(code, ring)]
        for code in scene.codes
    }
    left, top, width, height = scene.box
    placed = fitted(projected, (left + margin, top + margin, width - 2 * margin, height - 2 * margin))
    return {code: _without_specks(shape) for code, shape in simplified(placed, TOLERANCE).items()}


def _is_near(code: str, ring: Line) -> bool:
    """Whether a ring belongs to the place: far islets would make the rest of an overseas département tiny."""
    return code not in OVERSEAS or abs(ring[0][1] - OVERSEAS[code][0]) < 3


def _without_specks(shape: Shape) -> Shape:
    kept = [ring for ring in shape if abs(_surface(ring)) >= SPECK]
    return kept or sorted(shape, key=lambda ring: -abs(_surface(ring)))[:1]


def _surface(ring: Line) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def map_of(country: str, rows: Sequence[Mapping[str, str]], outlines: Mapping[str, Shape]) -> dict[str, Any]:
    """The drawing of one country: its size, its frames, its areas with the point where a number may stand."""
    mine = [row for row in rows if row["country"] == country]
    scenes = scenes_of(country, [row["code"] for row in mine])
    shapes: dict[str, list[Shape]] = {}
    for scene in scenes:
        for code, shape in draw(outlines, scene).items():
            shapes.setdefault(code, []).append(shape)
    everything = [point for parts in shapes.values() for shape in parts for ring in shape for point in ring]
    frames = [list(map(round, scene.box)) for scene in scenes if scene.has_frame]
    return {
        "width": 1000,
        "height": round(max([y for _, y in everything] + [top + height for _, top, _, height in frames])) + 8,
        "frames": frames,
        "areas": [_area(row, shapes[row["code"]]) for row in mine],
    }


def _area(row: Mapping[str, str], parts: Sequence[Shape]) -> dict[str, Any]:
    x, y = middle_of(parts[-1])
    return {
        "code": row["code"],
        "name": {language: row[language] for language in LANGUAGES if row[language]},
        "at": [round(x), round(y)],
        "path": "".join(drawn(shape) for shape in parts),
    }


def lines_of(maps: Mapping[str, Any]) -> Iterator[str]:
    """The file, one area a line, so that a change of one can be read."""
    yield "{"
    for country, drawing in maps.items():
        head = {name: value for name, value in drawing.items() if name != "areas"}
        yield f'"{country}": {json.dumps(head)[:-1]}, "areas": ['
        areas = [json.dumps(area, ensure_ascii=False) for area in drawing["areas"]]
        yield ",\n".join(areas)
        yield "]}" + ("," if country != list(maps)[-1] else "")
    yield "}"


def checksum(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main(arguments: Sequence[str]) -> None:
    """Make both files from the one that is named."""
    source = Path(arguments[0])
    if checksum(source) != SOURCE["sha256"]:
        raise SystemExit(f"{source.name} is not the file that this module names as its source")
    rows = read_names()
    outlines = read_outlines(source, rows)
    made = TARGET / "areas.json"
    made.write_text(
        "\n".join(lines_of({country: map_of(country, rows, outlines) for country in COUNTRIES})) + "\n",
        encoding="utf-8",
    )
    about = {"source": SOURCE, "made": {"file": made.name, "sha256": checksum(made)}}
    (TARGET / "source.json").write_text(json.dumps(about, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
