"""Where a venue is on the globe: said on the desk or by a file, read by people, diaries and search engines."""

import json
from typing import Any

import pytest
from django.utils.translation import override
from icalendar import Calendar

from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.file.exporting import export_gathering
from filrouge.stages.gatherings.file.problems import FileRefused
from tests.support import gatherings
from tests.support.clock import at
from tests.support.desk_factories import desk_of
from tests.support.forms import Page, open_page, visitor
from tests.support.gatherings import AARAU, changed, fresh_facts

__all__ = ["fresh_facts"]

pytestmark = pytest.mark.django_db

HALL = {"key": "halle", "name": "Halle du Marché", "street": "Marktgasse", "number": "4", "town": "Aarau"}
PAGE, MAP = "/desk/g/aarau-2023/places/", "https://carte.aarau.example/halle"


def with_hall(**spot: Any) -> dict[str, Any]:
    return changed(AARAU, venue="halle", venues=[{**HALL, **spot}])


def read_by_all() -> tuple[Page, dict[str, Any], str]:
    """The public page, its data for machines, and what a diary reads."""
    page = open_page(visitor(), "/g/aarau-2023/")
    data = json.loads(page.tree.xpath("//script[@type='application/ld+json']")[0].text)
    return page, data, visitor().get("/g/aarau-2023/day.ics").content.decode()


def test_an_organiser_says_it_on_the_desk() -> None:
    with at():
        desk = desk_of(Role.EDITOR, gatherings.load(with_hall()))
        assert PAGE in open_page(desk, "/desk/g/aarau-2023/prepare/").links
        before = visitor().get("/g/aarau-2023/day.ics").content.decode()
        page = open_page(desk, PAGE).fill(at="47.39254, 8.04422", map=MAP).send()
        assert page.status == 200 and page.value("at") == "47.39254, 8.04422" and page.value("map") == MAP
        page, data, diary = read_by_all()
        place = data["subEvent"][0]["location"]
        assert place["geo"] == {"@type": "GeoCoordinates", "latitude": 47.39254, "longitude": 8.04422}
        assert place["hasMap"] == MAP
        assert Calendar.from_ical(diary).walk("VEVENT")[0]["GEO"].to_ical() == "47.39254;8.04422"
        # two plain links, and nothing that the page fetches from anywhere
        assert {MAP, "geo:47.39254,8.04422"} <= set(page.links)
        assert "OpenStreetMap" not in page.text
        assert not page.tree.xpath("//img[starts-with(@src, 'http')] | //iframe | //script[starts-with(@src, 'http')]")
        # nobody need come elsewhere: no diary is told that something moved
        assert "SEQUENCE:0" in before and "SEQUENCE:0" in diary
        # and off again
        open_page(desk, PAGE).fill(at="", map="").send()
        page, data, diary = read_by_all()
        assert "GEO" not in diary and "geo" not in data["subEvent"][0]["location"] and "geo:" not in str(page.links)
        assert "OpenStreetMap" in page.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("près de la gare", "latitude and longitude in degrees"),
        ("47.39254", "latitude and longitude in degrees"),
        ("147.39254, 8.04422", "latitude and longitude in degrees"),
        ("8.04422, 47.39254", "the wrong way round: the latitude comes first, as in 47.39254, 8.04422"),
    ],
)
def test_what_is_no_place_is_said_and_kept(typed: str, said: str) -> None:
    with at():
        page = open_page(desk_of(Role.EDITOR, gatherings.load(with_hall())), PAGE).fill(at=typed, map=MAP).send()
        assert page.status == 422 and said in page.errors()
        assert page.value("at") == typed and page.value("map") == MAP
        assert gatherings.facts_of("aarau-2023").venue.at is None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "typed", ["47.39254,8.04422", "47,39254; 8,04422", "geo:47.39254,8.04422", "47.39254° 8.04422°"]
)
def test_it_is_read_as_maps_give_it(typed: str) -> None:
    with at():
        page = open_page(desk_of(Role.EDITOR, gatherings.load(with_hall())), PAGE).fill(at=typed).send()
        assert page.value("at") == "47.39254, 8.04422"


def test_a_file_says_it_and_keeps_it() -> None:
    with at():
        facts = gatherings.load(with_hall(latitude="47.392540", longitude=8.04422, map=MAP))
        assert str(facts.venue.at) == "47.39254, 8.04422"  # type: ignore[union-attr]
        text = export_gathering("aarau-2023")
        assert "latitude: '47.39254'" in text and "longitude: '8.04422'" in text and f"map: {MAP}" in text
        version = gatherings.facts_of("aarau-2023").version
        gatherings.load(with_hall(latitude="47.39254", longitude="8.04422", map=MAP))
        assert gatherings.facts_of("aarau-2023").version == version, "the same file says nothing new"


@pytest.mark.parametrize(
    ("spot", "said"),
    [
        ({"latitude": "47.4"}, "Write both “latitude” and “longitude”, or neither"),
        ({"latitude": "8.04", "longitude": "47.4"}, "the wrong way round"),
        ({"latitude": "north", "longitude": "8"}, "“north” is not a number of degrees"),
        ({"latitude": "97.4", "longitude": "8"}, "90"),
    ],
)
def test_a_file_that_says_it_wrongly_is_told_where(spot: dict[str, str], said: str) -> None:
    with at(), override("en"), pytest.raises(FileRefused) as refused:
        gatherings.load(with_hall(**spot))
    with override("en"):
        assert said in str(refused.value) and "venues[0]" in str(refused.value)
