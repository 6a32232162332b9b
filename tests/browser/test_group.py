"""Registering a group as people do: without JavaScript on a phone, by keyboard alone, quicker with JavaScript."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import PartState
from tests.support.delegations import BUYER, WORKSHOPS, delegation, member
from tests.support.gatherings import changed, load, with_part
from tests.support.registrations import registered_names, states_of

pytestmark = pytest.mark.django_db(transaction=True)

OpenPage = Callable[..., Page]
Check = Callable[[Page], None]


def open_for_years() -> dict[str, Any]:
    """The workshops, far ahead."""
    document = changed(WORKSHOPS, registration={**WORKSHOPS["registration"], "deadline": "2099-09-15"})
    for part in WORKSHOPS["parts"]:
        document = with_part(document, part["key"], when="2099-09-23")
    return document


@pytest.fixture
def gathering(live_server: object) -> GatheringFacts:
    return load(open_for_years())


@pytest.fixture
def form(live_server: object, gathering: GatheringFacts) -> str:
    """The address of the group form."""
    return f"{live_server}/g/{gathering.key}/group/"


def tab_to(page: Page, wanted: str, limit: int = 120) -> None:
    """Press Tab until the element with this id has the focus; fail if it is never reached."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == wanted:
            return
    raise AssertionError(f"Tab never reaches {wanted}")


def fill_head(page: Page) -> None:
    """Who registers, for which body, who buys."""
    for field, text in (
        ("referent_given_name", "Odile"),
        ("referent_family_name", "Sautier"),
        ("referent_email", "secretariat@rosieres.example"),
        ("organisation", "Ville de Rosières"),
        ("street", "rue Haute"),
        ("postcode", "59990"),
        ("town", "Rosières"),
        ("siret", "99900002900010"),
    ):
        page.fill(f"#id_{field}", text)
    page.check("#id_may_split_0")


def fill_person(page: Page, number: int, family: str, *parts: str) -> None:
    """One line."""
    page.fill(f"#id_p{number}-given_name", "Claude")
    page.fill(f"#id_p{number}-family_name", family)
    page.select_option(f"#id_p{number}-function", "director")
    for part in parts:
        page.check(f"#id_p{number}-parts-{part}")


def test_without_javascript_nothing_is_missing(open_page: OpenPage, form: str, gathering: GatheringFacts) -> None:
    page = open_page(form, javascript=False, width=360)
    fill_head(page)
    for number, family in enumerate(("Achard", "Besson", "Chauvet")):
        fill_person(page, number, family, "day")
    page.click("#id_add")
    # The new line is there, in view, and nothing is lost.
    expect(page.locator("#person-4")).to_be_in_viewport()
    expect(page.locator("#id_p2-family_name")).to_have_value("Chauvet")
    expect(page.locator("#id_p1-parts-day")).to_be_checked()
    fill_person(page, 3, "Delmas", "day", "housing")
    page.click("#person-2 button[name=remove]")
    expect(page.locator("#id_p1-family_name")).to_have_count(0)
    page.click("#id_check")
    expect(page.locator("#id_p3-parts-housing-why")).to_be_visible()
    expect(page.locator("#id_may_split_0")).to_be_checked()
    assert registered_names(gathering) == []
    page.click("#id_send")
    expect(page).to_have_url(re.compile(r"/d/"))
    assert registered_names(gathering) == ["Achard", "Chauvet", "Delmas"]
    assert states_of(gathering, "Delmas") == {"day": PartState.CONFIRMED, "housing": PartState.CONFIRMED}


HEAD_TYPED = (
    ("id_referent_given_name", "Odile"),
    ("id_referent_family_name", "Sautier"),
    ("id_referent_email", "secretariat@rosieres.example"),
    ("id_organisation", "Ville de Rosières"),
    ("id_p0-given_name", "Claude"),
    ("id_p0-family_name", "Achard"),
)
BUYER_TYPED = (
    ("id_siret", "99900002900010"),
    ("id_street", "rue Haute"),
    ("id_postcode", "59990"),
    ("id_town", "Rosières"),
)


def type_by_keyboard(page: Page, *typed: tuple[str, str], before: str = "") -> None:
    """Go from field to field with Tab and type; `before` names a box to tick on the way."""
    if before:
        tab_to(page, before)
        page.keyboard.press("Space")
    for field, text in typed:
        tab_to(page, field)
        page.keyboard.type(text)


def test_by_keyboard_alone(open_page: OpenPage, form: str, gathering: GatheringFacts) -> None:
    page = open_page(form)
    keyboard = page.keyboard
    type_by_keyboard(page, *HEAD_TYPED)
    # Enter inside a field sends nothing: it only shows what can be taken.
    keyboard.press("Enter")
    expect(page.locator("#group-answer .notice")).to_have_count(1)
    assert registered_names(gathering) == []
    page.focus("#id_p0-family_name")
    tab_to(page, "id_p0-function")
    keyboard.type("direct")
    tab_to(page, "id_p0-parts-day")
    keyboard.press("Space")
    tab_to(page, "id_add")
    keyboard.press("Enter")
    # The new line waits under the fingers.
    expect(page.locator("#id_p3-given_name")).to_be_focused()
    keyboard.type("Inès")
    tab_to(page, "id_p3-family_name")
    keyboard.type("Besson")
    tab_to(page, "id_p3-parts-day")
    keyboard.press("Space")
    type_by_keyboard(page, *BUYER_TYPED, before="id_may_split_0")
    tab_to(page, "id_send")
    keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/d/"))
    assert registered_names(gathering) == ["Achard", "Besson"]


def test_lines_come_and_go_without_loading_the_page(open_page: OpenPage, form: str) -> None:
    page = open_page(form)
    fill_person(page, 0, "Achard", "day")
    page.evaluate("window.stayed = true")
    page.click("#id_add")
    expect(page.locator("fieldset.person")).to_have_count(4)
    expect(page.locator("#id_p0-family_name")).to_have_value("Achard")
    expect(page.locator("#id_p0-parts-day")).to_be_checked()
    page.locator("#person-2 button[name=remove]").click()
    expect(page.locator("fieldset.person")).to_have_count(3)
    expect(page.locator("#people h2")).to_be_focused()
    assert page.evaluate("window.stayed")


def test_a_file_fills_the_lines(open_page: OpenPage, form: str) -> None:
    page = open_page(form, javascript=False)
    page.click("details.from-file > summary")
    data = "Nom;Prénom;Journée\r\nAchard;Claude;x\r\nBesson;Inès;x\r\n".encode("cp1252")
    page.set_input_files("#id_people_file", {"name": "agents.csv", "mimeType": "text/csv", "buffer": data})
    page.click("#id_read")
    expect(page.locator("fieldset.person")).to_have_count(2)
    expect(page.locator("fieldset.person").nth(1).locator("input[name$=given_name]")).to_have_value("Inès")


@pytest.mark.parametrize(("language", "width"), [("fr", 360), ("de", 1280)])
def test_every_page_for_everybody(
    open_page: OpenPage,
    live_server: object,
    gathering: GatheringFacts,
    form: str,
    language: str,
    width: int,
    assert_accessible: Check,
    assert_fits: Check,
) -> None:
    now = datetime.now(UTC)
    sent = delegation(
        gathering,
        *[member(name, "day", "housing") for name in ("Achard", "Besson")],
        now=now,
        received_at=now,
        buyer=BUYER,
        held={"childhood": 2},
    )
    person = f"/d/{sent.token}/people/{sent.outcomes[0].registration_id}/"
    paths = [f"/d/{sent.token}/{path}" for path in ("", "add/", "order/")] + [person, f"{person}replace/"]
    page = open_page(form, width=width, language=language)
    for path in ("", *paths):
        if path:
            page.goto(f"{live_server}{path}")
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        expect(page.locator("h1")).to_have_count(1)
        assert_accessible(page)
        assert_fits(page)


def test_what_is_to_be_corrected_leads_to_its_field(open_page: OpenPage, form: str, assert_accessible: Check) -> None:
    page = open_page(form, width=360)
    fill_person(page, 1, "", "day")
    page.click("#id_send")
    summary = page.locator("#error-summary")
    expect(summary).to_be_focused()
    summary.locator("a[href='#id_p1-family_name']").click()
    expect(page.locator("#id_p1-family_name")).to_be_focused()
    assert_accessible(page)
