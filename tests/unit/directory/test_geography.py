"""The map holds every département and canton once, with a number's place inside it, and is what the tool made."""

import hashlib
import json
import re
from importlib import resources

from filrouge.ground.directory.geography import area_of, drawings

FOLDER = resources.files("filrouge.ground.directory.geography")
# 1 to 95 without 20, which is two now, and what lies overseas.
DEPARTMENTS = {f"{number:02}" for number in range(1, 96) if number != 20}
DEPARTMENTS |= {"2A", "2B", "971", "972", "973", "974", "976"}
CANTONS = set(re.findall("..", "ZHBELUURSZOWNWGLZGFRSOBSBLSHARAISGGRAGTGTIVDVSNEGEJU"))
PATH = re.compile(r"(M\d+ \d+l[-\d ]+z)+")


def test_every_area_is_there_once() -> None:
    codes = {country: [area.code for area in drawing.areas] for country, drawing in drawings().items()}
    assert sorted(codes["FR"]) == sorted(DEPARTMENTS)
    assert sorted(codes["CH"]) == sorted(CANTONS)


def test_an_area_is_found_by_its_code() -> None:
    found = [area_of(code) for code in ("59", "2A", "2a", "1", "974", "ZH", "99", "")]
    assert [area.name.best("fr").text if area else None for area in found] == [
        "Nord",
        "Corse-du-Sud",
        "Corse-du-Sud",
        "Ain",
        "La Réunion",
        "Zurich",
        None,
        None,
    ]


def test_a_canton_has_its_name_in_four_languages() -> None:
    geneva = area_of("GE")
    assert geneva is not None
    assert dict(geneva.name) == {"fr": "Genève", "de": "Genf", "it": "Ginevra", "en": "Geneva"}
    assert all(len(area.name) == 4 for area in drawings()["CH"].areas)


def test_paths_are_whole_and_stay_on_the_drawing() -> None:
    for drawing in drawings().values():
        for area in drawing.areas:
            assert PATH.fullmatch(area.path), area.code
            assert 0 < area.at[0] < drawing.width, area.code
            assert 0 < area.at[1] < drawing.height, area.code


def test_it_stays_small_enough_for_a_page() -> None:
    assert len(FOLDER.joinpath("areas.json").read_bytes()) < 110_000


def test_the_file_is_the_one_that_the_tool_made_and_its_source_is_named() -> None:
    about = json.loads(FOLDER.joinpath("source.json").read_text(encoding="utf-8"))
    made = FOLDER.joinpath(about["made"]["file"]).read_bytes()
    assert hashlib.sha256(made).hexdigest() == about["made"]["sha256"]
    assert about["source"]["licence"] == "public domain"
    assert re.fullmatch("[0-9a-f]{64}", about["source"]["sha256"])
