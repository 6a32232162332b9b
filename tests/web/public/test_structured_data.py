"""What machines read on the page of a gathering, and in the lists of all of them."""

import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.support import gatherings, people
from tests.support.clock import at
from tests.support.forms import Page, open_page, visitor
from tests.support.gatherings import AARAU, HEALTH, MULHOUSE, changed, with_part
from tests.support.people import EXECUTIVE

pytestmark = pytest.mark.django_db
HALL = {"key": "halle", "name": "Halle </script><b>", "street": "Marktgasse", "number": "4a", "postcode": "5000"}


@pytest.fixture(autouse=True)
def spring() -> Iterator[None]:
    with at():
        yield


def data_of(key: str = "aarau-2023", language: str = "fr") -> dict[str, Any]:
    """The one block of data of a public page."""
    page = open_page(visitor(language), f"/g/{key}/")
    (block,) = page.tree.xpath("//script[@type='application/ld+json']")
    found: dict[str, Any] = json.loads(block.text)
    return found


def part_of(data: dict[str, Any], ending: str) -> dict[str, Any]:
    (found,) = [part for part in data["subEvent"] if part["@id"].endswith(f"#part-{ending}")]
    return found


def test_the_gathering_and_its_parts_are_events() -> None:
    gatherings.load(with_part(AARAU, "day", starts_at="09:00", ends_at="16:45"))
    data = data_of()
    assert (data["@context"], data["@type"], data["name"]) == ("https://schema.org", "Event", "Assemblée de printemps")
    assert (data["startDate"], data["endDate"]) == ("2023-05-11T17:15:00+02:00", "2023-05-12T16:45:00+02:00")
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert data["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"
    assert data["location"]["address"] == {"@type": "PostalAddress", "addressLocality": "Aarau", "addressCountry": "CH"}
    assert data["organizer"] == [{"@type": "Organization", "name": "Villes sociales"}]
    assert data["inLanguage"] == ["fr", "de"]
    eve = part_of(data, "eve")
    assert "endDate" not in eve and eve["maximumAttendeeCapacity"] == 30
    assert eve["audience"]["audienceType"].startswith("Réservé")
    assert data_of(language="de")["name"] == "Frühjahrstagung"


def test_a_day_without_hours_is_a_date() -> None:
    gatherings.load(HEALTH)
    assert {(part["startDate"], part["endDate"]) for part in data_of("sante-2016")["subEvent"]} == {
        ("2016-11-22", "2016-11-22")
    }


def test_without_any_day_there_is_nothing_to_say() -> None:
    vague = with_part(with_part(AARAU, "eve", when="2023-05", weekday=None), "day", when="2023-05", weekday=None)
    gatherings.load(vague)
    assert not open_page(visitor(), "/g/aarau-2023/").has("//script[@type='application/ld+json']")


def test_a_date_that_moved_twice_says_both_earlier_ones() -> None:
    gatherings.load(AARAU)
    for day, weekday in (("2023-06-01", "thursday"), ("2023-06-08", "thursday")):
        gatherings.load(with_part(AARAU, "eve", when=day, weekday=weekday))
    eve = part_of(data_of(), "eve")
    assert eve["eventStatus"] == "https://schema.org/EventRescheduled"
    assert eve["startDate"] == "2023-06-08T17:15:00+02:00"
    assert eve["previousStartDate"] == ["2023-05-11T17:15:00+02:00", "2023-06-01T17:15:00+02:00"]
    assert part_of(data_of(), "day")["eventStatus"] == "https://schema.org/EventScheduled"


def test_an_hour_that_becomes_known_is_no_move() -> None:
    gatherings.load(AARAU)
    gatherings.load(with_part(AARAU, "day", starts_at="09:00"))
    day = part_of(data_of(), "day")
    assert day["eventStatus"] == "https://schema.org/EventScheduled"
    assert "previousStartDate" not in day


@pytest.mark.parametrize(("state", "said"), [("postponed", "EventPostponed"), ("cancelled", "EventCancelled")])
def test_what_does_not_take_place(state: str, said: str) -> None:
    gatherings.load(AARAU)
    gatherings.load(changed(AARAU, state=state))
    data = data_of()
    statuses = {event["eventStatus"] for event in (data, *data["subEvent"])}
    assert statuses == {f"https://schema.org/{said}"}


@pytest.mark.parametrize(("amount", "is_free"), [("0", True), ("45", False)])
def test_whether_it_costs_anything_is_said_once_it_is_known(amount: str, is_free: bool) -> None:
    gatherings.load(AARAU)
    assert "isAccessibleForFree" not in data_of()
    terms = {**AARAU["registration"], "price": {"amount": amount, "currency": "CHF"}}
    gatherings.load(changed(AARAU, registration=terms))
    assert data_of()["isAccessibleForFree"] is is_free


def test_nothing_in_the_data_ends_the_block() -> None:
    gatherings.load(changed(AARAU, venues=[HALL], venue="halle"))
    assert data_of()["location"]["name"] == "Halle </script><b>"


def test_who_takes_part_is_nowhere() -> None:
    people.registered(EXECUTIVE, gatherings.load(), "eve", "day")
    text = json.dumps(data_of(), ensure_ascii=False)
    assert EXECUTIVE.family not in text and EXECUTIVE.email not in text
    assert not {"attendee", "performer"} & set(data_of())


def test_a_link_to_the_page_is_shown_with_its_title_and_a_sentence() -> None:
    gatherings.load(changed(MULHOUSE, texts={"presentation": "Deux jours " + "d’échanges " * 60}))
    page = open_page(visitor(), "/g/mulhouse-2022/")

    def meta(name: str) -> str:
        return str(page.tree.xpath(f"//meta[@property='og:{name}']/@content")[0])

    assert (meta("title"), meta("site_name"), meta("locale")) == (
        "Deux jours pour la participation",
        "Ville de Mulhouse",
        "fr_FR",
    )
    assert len(meta("description")) <= 301 and meta("description").endswith("d’échanges…")
    assert meta("url") == page.tree.xpath("//link[@rel='canonical']/@href")[0]


# --------------------------------------------------------------------------------------------------------- all of them


def drafts_beside() -> None:
    gatherings.load(MULHOUSE)
    gatherings.load(AARAU)
    gatherings.load(changed(HEALTH, state="draft"))


def test_the_news_feed_tells_of_what_is_public() -> None:
    drafts_beside()
    answer = visitor().get("/gatherings.rss?lang=fr")
    assert answer["Content-Type"].startswith("application/rss+xml")
    items = ET.fromstring(answer.content).findall("./channel/item")  # noqa: S314
    assert [item.findtext("title") for item in items] == ["Assemblée de printemps", "Deux jours pour la participation"]
    assert items[0].findtext("link", "").endswith("/g/aarau-2023/")
    assert items[0].find("guid").get("isPermaLink") == "false"  # type: ignore[union-attr]
    assert "Aarau" in items[0].findtext("description", "")
    home: Page = open_page(visitor(), "/")
    assert home.has("//link[@type='application/rss+xml']")


def test_the_map_of_the_site_and_the_robots_lead_to_each_other() -> None:
    drafts_beside()
    robots = visitor().get("/robots.txt").content.decode()
    assert "Disallow: /desk/" in robots and "/r/" not in robots
    site = robots.splitlines()[-1].removeprefix("Sitemap: ")
    tree = ET.fromstring(visitor().get(site[site.index("/sitemap") :]).content)  # noqa: S314
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    found = {page.findtext(f"{space}loc", ""): page.findtext(f"{space}lastmod") for page in tree}
    gatherings_and_process = ["/g/aarau-2023/", "/g/mulhouse-2022/", "/p/ville-mulhouse/participation/"]
    assert sorted(address[address.index("/", 8) :] for address in found) == ["/", *gatherings_and_process]
    assert set(found.values()) == {None, "2023-03-15"}
