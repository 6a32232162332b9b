"""The list of registrations, its files, and who is expected."""

import csv
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.enums import Channel
from filrouge.stages.gatherings.facts import GatheringFacts
from tests.support import people
from tests.support.desk_factories import desk_of
from tests.support.forms import Page, open_page
from tests.support.gatherings import AARAU, load, with_part
from tests.support.people import ASSISTANT, EXECUTIVE, HEAD, OFFICER, PARTNER, STRANGER

KEY = "aarau-2023"
LIST = f"/desk/g/{KEY}/registrations/"


@pytest.fixture
def crowd(facts: GatheringFacts) -> GatheringFacts:
    """Five people: two confirmed for the eve, one waiting, one refused, one to decide."""
    people.registered(EXECUTIVE, facts, "eve", "day", registrant=ASSISTANT)
    people.registered(HEAD, facts, "eve")
    people.registered(people.another(0), facts, "eve", "day", channel=Channel.PAPER)
    people.registered(OFFICER, facts, "eve", "day", channel=Channel.PHONE)
    people.registered(STRANGER, facts, "day")
    return facts


def names(page: Page) -> list[str]:
    return [str(name) for name in page.tree.xpath("//tbody//th/a/text()")]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Aebi, Dominique", "Brändli, Ueli", "Collombin, Nadège", "d’Orfeuil, Jeanne", "de La Tour, Béatrice"]),
        ("q=beatrice+TOUR", ["de La Tour, Béatrice"]),
        ("q=rosieres", ["Brändli, Ueli"]),
        ("q=nadege%40montclair", ["Collombin, Nadège"]),
        ("q=nobody", []),
        ("part=eve", ["Aebi, Dominique", "Brändli, Ueli", "d’Orfeuil, Jeanne", "de La Tour, Béatrice"]),
        ("part=eve&state=confirmed", ["Brändli, Ueli", "de La Tour, Béatrice"]),
        ("part=eve&state=waiting", ["Aebi, Dominique"]),
        ("state=refused", ["d’Orfeuil, Jeanne"]),
        ("state=requested", ["Collombin, Nadège"]),
        ("channel=paper", ["Aebi, Dominique"]),
        ("late=on", []),
        ("part=night&state=odd&channel=x&sort=y&page=z", None),
    ],
)
def test_search_and_filters(crowd: GatheringFacts, query: str, found: list[str] | None) -> None:
    page = open_page(desk_of(Role.MANAGER, crowd), f"{LIST}?{query}")
    assert page.status == 200
    if found is None:
        assert len(names(page)) == 5
    else:
        assert names(page) == found
    if found == []:
        assert "Nobody matches" in page.text


def test_sorted_by_body_and_by_date(crowd: GatheringFacts) -> None:
    client = desk_of(Role.MANAGER, crowd)
    assert names(open_page(client, f"{LIST}?sort=body"))[-1] == "Brändli, Ueli"
    assert names(open_page(client, f"{LIST}?sort=received"))[0] == "Collombin, Nadège"


def test_the_place_in_the_waiting_list_is_shown(crowd: GatheringFacts) -> None:
    page = open_page(desk_of(Role.MANAGER, crowd), f"{LIST}?q=aebi")
    assert "Waiting 1" in page.text


def test_each_choice_can_be_taken_away(crowd: GatheringFacts) -> None:
    page = open_page(desk_of(Role.MANAGER, crowd), f"{LIST}?q=de&part=eve&state=confirmed")
    chips = page.tree.xpath("//ul[@class='chips']//a/@href")
    assert chips == ["?part=eve&state=confirmed", "?q=de&state=confirmed", "?q=de&part=eve"]


def test_pages_of_fifty(facts: GatheringFacts) -> None:
    people.crowd(facts, 51, "day")
    client = desk_of(Role.MANAGER, facts)
    assert len(names(open_page(client, f"{LIST}?part=day"))) == 50
    second = open_page(client, f"{LIST}?part=day&page=2")
    assert len(names(second)) == 1
    assert "?part=day&page=1" in second.links


@pytest.mark.parametrize("form", ["csv", "xlsx", "ods"])
@pytest.mark.parametrize(("query", "count"), [("", 5), ("?part=eve&state=confirmed", 2), ("?q=nobody", 0)])
def test_a_file_holds_exactly_the_filtered_rows(crowd: GatheringFacts, form: str, query: str, count: int) -> None:
    response = desk_of(Role.MANAGER, crowd).get(reverse("desk:export", args=[KEY, form]) + query)
    assert response["Content-Disposition"] == f'attachment; filename="{KEY}-registrations.{form}"'
    assert response["Cache-Control"] == "no-store"
    rows = read(response.content, form)
    assert rows[0][:4] == ["Family name", "First name", "Function", "Body"]
    assert len(rows) == count + 1
    # Whoever registered somebody else is not in a list.
    assert "Sautier" not in str(rows)
    if count == 5:
        aebi = next(row for row in rows if row[0] == "Aebi")
        assert aebi[3:] == [
            "Ville de Lindenau",
            "d.0@lindenau.example",
            "Paper",
            "2023-03-15",
            "",
            "Waiting 1",
            "Confirmed",
        ]


def read(content: bytes, form: str) -> list[list[str]]:
    if form == "csv":
        assert content.startswith("\ufeff".encode())
        return list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
    width = len(sheet.to_python()[0])
    return [[str(cell) for cell in [*row, *[""] * width][:width]] for row in sheet.to_python()]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_what_was_typed_never_becomes_a_formula(facts: GatheringFacts, start: str) -> None:
    typed = f"{start}HYPERLINK(1)"
    people.registered(PARTNER.but(family=typed, email="x@entraide.example"), facts, "day")
    client = desk_of(Role.MANAGER, facts)
    rows = read(client.get(reverse("desk:export", args=[KEY, "csv"])).content, "csv")
    assert rows[1][0] == f"'{typed}"
    for form in ("xlsx", "ods"):
        content = client.get(reverse("desk:export", args=[KEY, form])).content
        assert read(content, form)[1][0].strip() == typed.strip()


def test_the_title_of_a_part_never_becomes_a_formula(db: None) -> None:
    facts = load(with_part(AARAU, "eve", title={"fr": "=HYPERLINK(1)", "en": "=HYPERLINK(1)"}))
    export = desk_of(Role.MANAGER, facts).get(reverse("desk:export", args=[KEY, "csv"]))
    assert "'=HYPERLINK(1)" in read(export.content, "csv")[0]


def test_who_is_expected_for_what(crowd: GatheringFacts) -> None:
    client = desk_of(Role.MANAGER, crowd)
    page = open_page(client, f"/desk/g/{KEY}/expected/")
    cells = [
        [cell.text_content().split(" – ")[0].strip() for cell in row.xpath("./td")]
        for row in page.tree.xpath("//tbody/tr")
    ]
    # Catering, badges, attendance, certificates: the eve has a meal, the day has none.
    assert cells == [["2", "2", "2", "2"], ["no meal", "3", "3", "3"]]


@pytest.mark.parametrize("use", ["badges", "attendance", "certificates"])
def test_a_list_shows_the_attendee_only(crowd: GatheringFacts, use: str) -> None:
    client = desk_of(Role.MANAGER, crowd)
    page = open_page(client, f"/desk/g/{KEY}/expected/eve/{use}/")
    assert page.tree.xpath("//tbody/tr/th/text()") == ["Brändli, Ueli", "de La Tour, Béatrice"]
    assert "Sautier" not in page.text
    for form in ("csv", "xlsx", "ods"):
        rows = read(client.get(reverse("desk:expected_export", args=[KEY, "eve", use, form])).content, form)
        assert [row[0] for row in rows[1:]] == ["Brändli", "de La Tour"]
        assert "Sautier" not in str(rows)
        assert ("Signature" in rows[0]) == (use == "attendance")


def test_the_caterer_gets_a_number_and_no_name(crowd: GatheringFacts) -> None:
    client = desk_of(Role.MANAGER, crowd)
    page = open_page(client, f"/desk/g/{KEY}/expected/eve/catering/")
    assert "2 people expected" in page.text
    assert "Brändli" not in page.text
    rows = read(client.get(reverse("desk:expected_export", args=[KEY, "eve", "catering", "csv"])).content, "csv")
    assert rows[1][0] == "Soirée de la veille"
    assert rows[1][2] == "2"
    assert len(rows) == 2
