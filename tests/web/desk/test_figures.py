"""The figures: numbers that open their rows, charts with their tables, who is missing, an exact and a public file."""

import csv
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from filrouge.core.small_cells import SMALL
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.models import Registration
from tests.support.desk_factories import desk_of
from tests.support.forms import Page, open_page
from tests.support.gatherings import changed, load
from tests.support.people import another
from tests.support.territories import NORTH, come, north_with_people
from tests.support.territories import north as nobody_yet

PAGE = "/desk/g/sante-2026/figures/"


@pytest.fixture
def north(db: None) -> GatheringFacts:
    return north_with_people()


@pytest.fixture
def desk(north: GatheringFacts) -> Client:
    return desk_of(Role.MANAGER, north)


def table(page: Page, chart: str) -> dict[str, int]:
    """What the table beside a chart says."""
    return {
        " ".join(row.xpath("th")[0].text_content().split()): int(row.xpath("td[1]//text()")[0])
        for row in page.tree.xpath(f"//table[@id='{chart}-table']/tbody/tr")
    }


def sheet(client: Client, name: str) -> list[list[str]]:
    """A file of figures, without its headings."""
    text = client.get(f"/desk/g/sante-2026/{name}.csv").content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter=";"))[1:]


def test_people_are_counted_by_kind_level_territory_and_channel(desk: Client) -> None:
    page = open_page(desk, PAGE)
    assert table(page, "by-kind") == {
        "city or municipality": 4,
        "municipal social action centre (CCAS)": 1,
        "territorial unit of a department": 1,
        "association": 1,
        "not known": 1,
    }
    assert table(page, "by-level") == {"local": 5, "not known": 1, "of a département or canton": 1, "national": 1}
    assert table(page, "by-territory") == {"Nord": 5, "Pas-de-Calais": 1, "Elsewhere or not known": 2}
    assert table(page, "by-channel") == {"Web form": 8}


def test_somebody_who_comes_for_nobody_is_a_kind_of_their_own(desk: Client) -> None:
    Registration.objects.filter(family_name=another(7).family).update(
        as_resident=True, organisation_text="", level="local"
    )
    page = open_page(desk, PAGE)
    assert table(page, "by-kind")["resident, for nobody but themselves"] == 1
    assert table(page, "by-level")["local"] == 6


def test_every_number_opens_as_many_rows(desk: Client) -> None:
    page = open_page(desk, PAGE)
    links = page.tree.xpath("//section[@id='people']//table//a") + page.tree.xpath("//table[@id='parts-table']//td//a")
    assert len(links) > 10
    for link in links:
        number = int("".join(link.xpath("text()|strong/text()")).strip())
        opened = open_page(desk, link.get("href"))
        assert len(opened.tree.xpath("//div[@id='list']//tbody/tr")) == number, link.get("href")


def test_each_chart_is_described_by_a_table(desk: Client) -> None:
    page = open_page(desk, PAGE)
    drawings = page.tree.xpath("//figure//svg[@role='img']")
    assert len(drawings) == 6
    for drawing in drawings:
        assert page.has(f"//table[@id='{drawing.get('aria-describedby')}']")
        assert page.said(f"//*[@id='{drawing.get('aria-labelledby')}']")


def test_registrations_are_counted_by_their_local_day(north: GatheringFacts, desk: Client) -> None:
    """Half an hour before midnight in Paris is the same day, half an hour after it the next."""
    rows = Registration.objects.order_by("pk").values_list("pk", flat=True)
    Registration.objects.filter(pk__in=rows[:3]).update(received_at=datetime(2023, 3, 1, 22, 30, tzinfo=UTC))
    Registration.objects.filter(pk__in=rows[3:]).update(received_at=datetime(2023, 3, 1, 23, 30, tzinfo=UTC))
    page = open_page(desk, PAGE)
    assert table(page, "by-day") == {"1 March 2023": 3, "2 March 2023": 5}
    first = page.tree.xpath("//table[@id='by-day-table']//a")[0]
    assert "3 registrations" in open_page(desk, first.get("href")).text


def test_many_territories_are_one_bar_that_leads_to_all(north: GatheringFacts, desk: Client) -> None:
    codes = [f"{number:02}" for number in range(21, 35)]
    more = [{"key": f"d{code}", "kind": "department", "name": f"Département {code}", "code": code} for code in codes]
    bodies = [{"key": f"v{code}", "kind": "city", "name": f"Ville {code}", "territory": f"d{code}"} for code in codes]
    facts = load(changed(NORTH, territories=[*NORTH["territories"], *more], bodies=[*NORTH["bodies"], *bodies]))
    come(facts, *[(f"Ville {code}", "") for code in codes], first=40)
    page = open_page(desk, PAGE)
    assert len(table(page, "by-territory")) == 12
    assert sum(table(page, "by-territory").values()) == 22
    assert any(link.endswith("/territories/") for link in page.tree.xpath("//table[@id='by-territory-table']//a/@href"))


# ------------------------------------------------------------------------------------------------------ who is missing


def test_members_kinds_and_functions_with_nobody_are_named(desk: Client) -> None:
    said = open_page(desk, PAGE).said("//section[@id='missing']")
    assert "1 member without anybody" in said
    assert "Ville de Saint-Elme" in said
    assert "Ville de Brimont" not in said
    assert "CPAM" in said
    assert "CCAS" not in said
    assert "health mediator" in said


def test_nobody_is_missing_when_all_are_there(north: GatheringFacts, desk: Client) -> None:
    come(north, ("Ville de Saint-Elme", "health_mediator"), first=20)
    Registration.objects.filter(family_name=another(7).family).update(organisation_kind="cpam")
    assert "is there" in open_page(desk, PAGE).said("//section[@id='missing']")


def test_whoever_may_not_see_people_sees_neither_links_nor_names(north: GatheringFacts) -> None:
    page = open_page(desk_of(Role.ACCESS_REFERENT, north), PAGE)
    assert table(page, "by-level")["local"] == 5
    assert not page.has("//section[@id='missing']")
    assert not [link for link in page.links if "/registrations" in link]


# ------------------------------------------------------------------------------------------------------------ the files


def test_the_exact_file_holds_every_number(desk: Client) -> None:
    rows = sheet(desk, "figures")
    assert rows[0] == ["People", "in all", "8"]
    assert ["By level", "national", "1"] in rows
    assert ["By territory", "Pas-de-Calais", "1"] in rows
    assert ["By part: Matinée", "Confirmed", "8"] in rows


def test_the_public_file_hides_small_cells_and_one_more(north: GatheringFacts, desk: Client) -> None:
    come(north, *[("CCAS de Valprieux", "asv_coordinator")] * 5, first=20)
    rows = sheet(desk, "figures-public")
    assert rows[0] == ["People who hold a place", "in all", "13"]
    # Ten local people shown would leave three for three rows: one each.
    assert {row: number for title, row, number in rows if title == "By level"} == {
        "local": "not shown",
        "not known": "fewer than 5",
        "of a département or canton": "fewer than 5",
        "national": "fewer than 5",
    }
    numbers = [int(number) for *_, number in rows if number.isdigit()]
    assert min(numbers) >= SMALL


def test_the_public_file_of_very_few_says_nothing_of_them(db: None) -> None:
    facts = nobody_yet()
    come(facts, ("Ville de Brimont", ""), ("Ville de Valprieux", ""))
    rows = sheet(desk_of(Role.MANAGER, facts), "figures-public")
    assert rows[0] == ["People who hold a place", "in all", "fewer than 5"]
    assert {number for *_, number in rows[1:]} == {"not published: too few people"}


def test_the_public_file_cannot_be_cut_in_another_way(north: GatheringFacts, desk: Client) -> None:
    address = "/desk/g/sante-2026/figures-public.csv"
    assert desk.get(address).content == desk.get(f"{address}?whom=active&territories=city_contract").content


@pytest.mark.parametrize("name", ["figures", "figures-public"])
@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_the_files_in_other_formats(desk: Client, name: str, form: str) -> None:
    assert desk.get(f"/desk/g/sante-2026/{name}.{form}").status_code == 200


def test_a_helper_may_take_the_public_file_only(north: GatheringFacts) -> None:
    helper = desk_of(Role.DESK_HELPER, north)
    assert helper.get("/desk/g/sante-2026/figures-public.csv").status_code == 200
    assert helper.get("/desk/g/sante-2026/figures.csv").status_code == 403
    page = open_page(helper, PAGE)
    assert not [link for link in page.links if "figures.csv" in link]


def test_nobody_yet(db: None) -> None:
    page = open_page(desk_of(Role.MANAGER, nobody_yet()), PAGE)
    assert "Nobody has registered yet" in page.text


def test_as_many_queries_for_one_as_for_many(
    north: GatheringFacts, desk: Client, django_assert_num_queries: Any
) -> None:
    open_page(desk, PAGE)
    with django_assert_num_queries(11):
        open_page(desk, PAGE)
    come(north, *[("Ville de Brimont", "health_mediator")] * 12, parts=("morning", "afternoon"), first=30)
    with django_assert_num_queries(11):
        open_page(desk, PAGE)
