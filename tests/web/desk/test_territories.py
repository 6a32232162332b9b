"""The page of territories: numbers that open their rows, smaller territories inside larger ones, the map, the file."""

import csv
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from tests.support import people, territories
from tests.support.desk_factories import desk_of
from tests.support.forms import Page, open_page
from tests.support.gatherings import AARAU, changed, load
from tests.support.people import another
from tests.support.territories import NORTH, come, north_with_people

PAGE = "/desk/g/sante-2026/territories/"
CONTRACTS, DEPARTMENTS = "?territories=city_contract", "?territories=department"


@pytest.fixture
def north(db: None) -> GatheringFacts:
    return north_with_people()


@pytest.fixture
def desk(north: GatheringFacts) -> Client:
    return desk_of(Role.MANAGER, north)


def table(page: Page) -> dict[str, str]:
    """What the table says of people, by territory."""
    return {
        " ".join(row.xpath("th")[0].text_content().split()): row.xpath("td[1]//strong")[0].text_content()
        for row in page.tree.xpath("//table[@id='territories-table']/tbody/tr")
    }


def names(page: Page, section: str) -> list[str]:
    """The names in one of the two lists beside."""
    return [item.text_content() for item in page.tree.xpath(f"//*[@id='{section}']//li")]


def rows_behind(page: Page, link: Any) -> int:
    """How many registrations a number opens."""
    return len(open_page(page.client, link.get("href")).tree.xpath("//div[@id='list']//tbody/tr"))


def test_smaller_territories_count_for_the_one_around_them(desk: Client) -> None:
    page = open_page(desk, PAGE + DEPARTMENTS)
    assert table(page) == {"Nord": "5", "Pas-de-Calais": "1", "Elsewhere or not known": "2"}
    page = open_page(desk, PAGE + CONTRACTS)
    assert table(page) == {
        "Contrat de ville de Valprieux": "3",
        "Contrat de ville de Brimont": "1",
        "Contrat de ville de Haubecourt": "1",
        "Elsewhere or not known": "3",
    }


def test_the_kind_from_which_most_people_come_is_shown_first(desk: Client) -> None:
    page = open_page(desk, PAGE)
    assert page.said("//select[@name='territories']/option[@selected]") == "Département"
    assert "Nord" in table(page)


def test_what_somebody_says_of_themselves_comes_before_their_body(desk: Client) -> None:
    territories.say_territory(another(7).family, "ville-corbanne")
    territories.say_territory(another(0).family, "d80")
    assert table(open_page(desk, PAGE + DEPARTMENTS)) == {
        "Nord": "4",
        "Aisne": "1",
        "Pas-de-Calais": "1",
        "Somme": "1",
        "Elsewhere or not known": "1",
    }


@pytest.mark.parametrize("kind", [CONTRACTS, DEPARTMENTS])
def test_every_number_opens_as_many_rows(desk: Client, kind: str) -> None:
    page = open_page(desk, PAGE + kind)
    links = page.tree.xpath("//table[@id='territories-table']//a")
    assert len(links) > 10
    for link in links:
        number = int(link.xpath("strong/text()|text()")[0])
        assert rows_behind(page, link) == number, link.get("href")


def test_those_who_withdrew_do_not_count_and_those_who_wait_can_be_left_out(
    north: GatheringFacts, desk: Client
) -> None:
    """The afternoon has three places: the fourth waits."""
    come(north, *[("Ville de Saint-Elme", "health_mediator")] * 4, parts=("afternoon",), first=20)
    assert table(open_page(desk, PAGE + DEPARTMENTS))["Somme"] == "4"
    page = open_page(desk, f"{PAGE}{DEPARTMENTS}&whom=confirmed")
    assert table(page)["Somme"] == "3"
    link = page.tree.xpath("//tr[@id='t-d80']//a")[0]
    assert rows_behind(page, link) == 3


def test_the_map_says_the_same_as_the_table(desk: Client) -> None:
    page = open_page(desk, PAGE + DEPARTMENTS)
    titles = [title.text for title in page.tree.xpath("//figure[@id='territories-map']//a/title")]
    assert sorted(titles) == ["Aisne – 0", "Nord – 5", "Oise – 0", "Pas-de-Calais – 1", "Somme – 0"]
    for link in page.tree.xpath("//figure[@id='territories-map']//a/@href"):
        assert page.has(f"//*[@id='{link.removeprefix('#')}']"), "an area leads to its line"


def test_no_map_without_official_codes(desk: Client) -> None:
    assert not open_page(desk, PAGE + CONTRACTS).has("//figure")


def test_cantons_have_their_map(db: None) -> None:
    cantons = [{"key": "ag", "kind": "canton", "name": {"fr": "Argovie", "de": "Aargau"}, "code": "AG"}]
    bodies = [{**body, "territory": "ag"} if body["key"] == "lindenau" else body for body in AARAU["bodies"]]
    facts = load(changed(AARAU, territories=cantons, bodies=bodies))
    people.crowd(facts, 2, "day")
    page = open_page(desk_of(Role.MANAGER, facts, language="de"), "/desk/g/aarau-2023/territories/")
    assert page.has("//figure//a/title[contains(., 'Aargau')]")


def test_a_directory_without_territories_says_what_to_do(facts: GatheringFacts) -> None:
    page = open_page(desk_of(Role.MANAGER, facts), "/desk/g/aarau-2023/territories/")
    assert "Your directory holds no territory yet" in page.text


def test_whoever_may_not_see_people_sees_numbers_without_links(north: GatheringFacts) -> None:
    page = open_page(desk_of(Role.ACCESS_REFERENT, north), PAGE + DEPARTMENTS)
    assert table(page)["Nord"] == "5"
    assert not page.has("//table[@id='territories-table']//a")
    assert not [link for link in page.links if "/registrations" in link]


def test_the_file_holds_every_territory(desk: Client) -> None:
    page = open_page(desk, PAGE + CONTRACTS)
    (address,) = [link for link in page.links if "territories.csv" in link]
    text = desk.get(address).content.decode("utf-8-sig")
    rows = {row["City contract"]: row for row in csv.DictReader(StringIO(text), delimiter=";")}
    assert len(rows) == 6
    valprieux = rows["Contrat de ville de Valprieux"]
    assert (valprieux["People"], valprieux["Number of kinds of body"], valprieux["Number of functions"]) == (
        "3",
        "2",
        "2",
    )
    assert valprieux["Kinds of body"] == "city or municipality 2, municipal social action centre (CCAS) 1"
    assert rows["Contrat de ville de Corbanne"]["People"] == "0"
    assert rows["Elsewhere or not known"]["People"] == "3"


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_the_file_in_other_formats(desk: Client, form: str) -> None:
    response = desk.get(f"/desk/g/sante-2026/territories.{form}")
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"


def test_as_many_queries_for_one_territory_as_for_many(desk: Client, django_assert_num_queries: Any) -> None:
    """Session, user, roles, version of the gathering; territories; people."""
    open_page(desk, PAGE)
    with django_assert_num_queries(6):
        open_page(desk, PAGE)
    more = [{"key": f"commune-{n}", "kind": "commune", "name": f"Commune {n}", "parent": "d59"} for n in range(20)]
    facts = load(changed(NORTH, territories=[*NORTH["territories"], *more]))
    come(facts, *[("Ville de Brimont", "")] * 5, first=30)
    open_page(desk, PAGE)
    with django_assert_num_queries(6):
        open_page(desk, PAGE)


# ------------------------------------------------------------------------------------------- the list of registrations


def test_the_list_can_be_narrowed_to_a_territory_by_hand(desk: Client) -> None:
    page = open_page(desk, "/desk/g/sante-2026/registrations/")
    offered = {option.get("value"): option.text for option in page.tree.xpath("//select[@name='territory']/option")}
    assert offered["ville-valprieux"] == "City contract – Contrat de ville de Valprieux"
    found = open_page(desk, "/desk/g/sante-2026/registrations/?territory=d59")
    assert "5 registrations" in found.text
    assert found.said("//ul[@class='chips']/li") == "Remove: Département – Nord"


def test_a_narrowed_list_is_exported_as_it_is_shown(desk: Client) -> None:
    page = open_page(desk, "/desk/g/sante-2026/registrations/?territory=d59&kind=city&state=active")
    (address,) = [link for link in page.links if "registrations.csv" in link]
    text = desk.get(address).content.decode("utf-8-sig")
    assert [row["Body"] for row in csv.DictReader(StringIO(text), delimiter=";")] == [
        "Ville de Valprieux",
        "Ville de Valprieux",
        "Ville de Haubecourt",
    ]


@pytest.mark.parametrize("nonsense", ["territory=nowhere", "territory=~nothing", "since=yesterday", "state=perhaps"])
def test_what_cannot_be_read_is_left_out(desk: Client, nonsense: str) -> None:
    assert "8 registrations" in open_page(desk, f"/desk/g/sante-2026/registrations/?{nonsense}").text
