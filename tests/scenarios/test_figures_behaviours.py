"""The behaviours of numbers: who comes from which territory, and who came, by kind and level."""

import csv
from io import BytesIO, StringIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from filrouge.ground.people.enums import Role
from tests.support.charts import numbers
from tests.support.clock import at
from tests.support.desk_factories import desk_of
from tests.support.forms import Page, open_page
from tests.support.gatherings import changed
from tests.support.people import another
from tests.support.territories import NORTH, come, north, north_with_people, say_territory

pytestmark = pytest.mark.django_db

DESK = "/desk/g/sante-2026/"
AFTERWARDS = "2023-06-23T09:00:00+02:00"


def cells(page: Page, key: str) -> list[str]:
    """What the line of a territory says: people, kinds of body, functions."""
    return [" ".join(cell.text_content().split()) for cell in page.tree.xpath(f"//tr[@id='t-{key}']/td")]


def listed(page: Page, section: str) -> list[str]:
    """The names in a list of gaps."""
    return [item.text_content() for item in page.tree.xpath(f"//section[@id='{section}']//li")]


@pytest.mark.behaviour("S2-B10")
def test_come_as_a_territory() -> None:
    with at():
        facts = north_with_people()
        say_territory(another(7).family, "ville-corbanne")
        page = open_page(desk_of(Role.EDITOR, facts, language="fr"), f"{DESK}territories/?territories=city_contract")
    # Number of people and of categories: three from Valprieux, of two kinds of body and two functions.
    people, kinds, functions = cells(page, "ville-valprieux")
    assert people.startswith("3")
    assert kinds.startswith("2 ")
    assert "ville ou commune 2" in kinds
    assert functions.startswith("2 ")
    assert "coordinatrice ou coordinateur d’ASV 2" in functions
    # Territories with one person only, the one that somebody said of themselves among them.
    assert sorted(listed(page, "alone")) == [
        "Contrat de ville de Brimont",
        "Contrat de ville de Corbanne",
        "Contrat de ville de Haubecourt",
    ]
    # Territories with none.
    assert listed(page, "absent") == ["Contrat de ville de Saint-Elme"]


CAME = (
    *[("Ville de Valprieux", "urban_policy_manager")] * 7,
    *[("CCAS de Valprieux", "asv_coordinator")] * 6,
    *[("Fédération des acteurs du soin", "")] * 2,
    ("Réseau européen des villes", ""),
    ("Agence des solidarités", ""),
)


@pytest.mark.behaviour("S1-B21")
def test_who_came_by_kind_and_level() -> None:
    european = {"key": "reseau", "kind": "association", "name": "Réseau européen des villes", "level": "european"}
    state = {"key": "agence", "kind": "institution", "name": "Agence des solidarités", "level": "national"}
    with at():
        facts = north(changed(NORTH, bodies=[*NORTH["bodies"], european, state]))
        # Two more of the city are registered and stay away.
        come(facts, *CAME, *[("Ville de Valprieux", "urban_policy_manager")] * 2)
        before = open_page(desk_of(Role.MANAGER, facts), f"{DESK}figures/?whom=came")
        assert "0 people signed the list" in before.text
    with at(AFTERWARDS):
        client = desk_of(Role.MANAGER, facts)
        sign_all_but_the_last(client, 2)
        page = open_page(client, f"{DESK}figures/?whom=came")
        # Counts by kind of body and by level, each in a chart with its table.
        assert numbers(page, "by-kind") == {
            "city or municipality": 7,
            "municipal social action centre (CCAS)": 6,
            "association": 3,
            "institution": 1,
        }
        assert numbers(page, "by-level") == {"local": 13, "national": 3, "European": 1}
        assert numbers(open_page(client, f"{DESK}figures/?whom=confirmed"), "by-kind")["city or municipality"] == 9
        city = page.tree.xpath("//figure[@id='by-kind']//a[contains(@href, 'kind=city')]/@href")[0]
        assert len(open_page(client, city).tree.xpath("//table//tbody/tr")) == 7, "the rows behind a number"
        csv_file, xlsx_file = (page.links_to(f"figures-public.{form}") for form in ("csv", "xlsx"))
        public, workbook = rows_of_csv(client, csv_file), rows_of_xlsx(client, xlsx_file)
    # Small cells are hidden in what is published, and one more where the total would give them away.
    assert {row: number for title, row, number in public if title == "By kind of body"} == {
        "city or municipality": "7",
        "municipal social action centre (CCAS)": "not shown",
        "association": "fewer than 5",
        "institution": "fewer than 5",
    }
    assert {row: number for title, row, number in public if title == "By level"} == {
        "local": "not shown",
        "national": "fewer than 5",
        "European": "fewer than 5",
    }
    assert workbook == public, "whatever the format"
    assert min(int(number) for *_, number in public if number.isdigit()) >= 5


def sign_all_but_the_last(client: Client, absent: int) -> None:
    """Staff copy the attendance list of the morning, on which some of those who registered last did not sign."""
    page = open_page(client, f"{DESK}signed/morning/")
    listed = sorted(page.tree.xpath("//input[@name='listed']/@value"), key=int)
    done = page.send(forged={"signed": listed[: len(listed) - absent]})
    assert f"{len(listed) - absent} signatures recorded" in done.text


def rows_of_csv(client: Client, address: str) -> list[list[str]]:
    text = client.get(address).content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter=";"))[1:]


def rows_of_xlsx(client: Client, address: str) -> list[list[str]]:
    sheet = CalamineWorkbook.from_filelike(BytesIO(client.get(address).content)).get_sheet_by_index(0)
    return [[str(int(cell)) if isinstance(cell, float) else str(cell) for cell in row] for row in sheet.to_python()[1:]]
