"""Registering for a gathering as people do: by keyboard alone, on a phone, without JavaScript, in German."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import PartState
from tests.support.gatherings import AARAU, changed, load, with_part
from tests.support.people import OFFICER, registered
from tests.support.registrations import registered_names, states_of

pytestmark = pytest.mark.django_db(transaction=True)

OpenPage = Callable[..., Page]
Check = Callable[[Page], None]


@pytest.fixture
def gathering(live_server: object) -> GatheringFacts:
    """The spring assembly, open for many years."""
    document = changed(AARAU, registration={"deadline": "2099-04-14", "channels": ["web"]})
    document = with_part(document, "eve", when="2099-05-11", weekday=None)
    return load(with_part(document, "day", when="2099-05-12", weekday=None))


@pytest.fixture
def form(live_server: object, gathering: GatheringFacts) -> str:
    """The address of the form."""
    return f"{live_server}/g/{gathering.key}/register/"


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other."""
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, wanted: str, limit: int = 60) -> None:
    """Press Tab until the element with this id or text has the focus; fail if it is never reached."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        focused = page.evaluate("[document.activeElement.id, document.activeElement.textContent.trim()]")
        if wanted in focused:
            return
    raise AssertionError(f"Tab never reaches {wanted}")


def tick(page: Page, part: str) -> None:
    """Tick a part as a finger does: anywhere on its card."""
    page.locator(f"label[for=part-{part}]").click()
    expect(page.locator(f"#part-{part}")).to_be_checked()


def fill_by_keyboard(page: Page, family: str, function: str) -> None:
    """Type who comes and in which capacity, without a mouse."""
    for field, text in (
        ("id_given_name", "Ursina"),
        ("id_family_name", family),
        ("id_email", f"{family}@aarau.example"),
    ):
        tab_to(page, field)
        page.keyboard.type(text)
    tab_to(page, "id_organisation")
    page.keyboard.type("Ville d’Aarau")
    tab_to(page, "id_function")
    page.keyboard.type(function)


def test_by_keyboard_alone(open_page: OpenPage, form: str, gathering: GatheringFacts) -> None:
    page = open_page(form)
    fill_by_keyboard(page, "Amsler", "responsable")
    tab_to(page, "part-eve")
    press(page, "Space")
    tab_to(page, "part-day")
    press(page, "Space")
    tab_to(page, "id_send")
    press(page, "Enter")
    expect(page).to_have_url(re.compile(r"/r/"))
    expect(page.locator("h1")).to_have_text("Ursina Amsler")
    assert states_of(gathering, "Amsler") == {"eve": PartState.CONFIRMED, "day": PartState.CONFIRMED}


def test_what_can_be_taken_is_shown_while_the_form_is_filled(
    open_page: OpenPage, form: str, assert_accessible: Check
) -> None:
    page = open_page(form)
    page.fill("#id_given_name", "Ursina")
    page.fill("#id_organisation", "Ville d’Aarau")
    page.select_option("#id_function", "project_officer")
    refused = page.locator(".part--refused")
    expect(refused).to_have_count(1)
    expect(refused).to_contain_text("Soirée de la veille")
    expect(page.locator(".part--allowed")).to_contain_text("Journée")
    expect(page.locator("#id_given_name")).to_have_value("Ursina")
    assert_accessible(page)
    page.select_option("#id_function", "executive_member")
    expect(page.locator(".part--refused")).to_have_count(0)
    expect(page.locator(".part--allowed")).to_have_count(2)


def test_similar_bodies_are_offered_while_typing(open_page: OpenPage, form: str, gathering: GatheringFacts) -> None:
    page = open_page(form)
    page.locator("#id_organisation").press_sequentially("Valmont", delay=20)
    page.get_by_label("Ville de Valmont-le-Haut").check()
    page.select_option("#id_function", "project_officer")
    page.fill("#id_given_name", "Dario")
    page.fill("#id_family_name", "Pedrini")
    page.fill("#id_email", "dario.pedrini@valmont.example")
    tick(page, "day")
    page.click("#id_send")
    expect(page.locator("h1")).to_have_text("Dario Pedrini")
    assert states_of(gathering, "Pedrini") == {"day": PartState.REQUESTED}


def test_without_javascript_nothing_is_missing(open_page: OpenPage, form: str, gathering: GatheringFacts) -> None:
    page = open_page(form, javascript=False, width=360)
    page.fill("#id_given_name", "Silvan")
    page.fill("#id_family_name", "Rohr")
    page.fill("#id_email", "silvan.rohr@aarau.example")
    page.fill("#id_organisation", "Ville d’Aarau")
    page.select_option("#id_function", "project_officer")
    tick(page, "eve")
    tick(page, "day")
    page.click("#id_check")
    expect(page.locator(".part--refused")).to_contain_text("Soirée de la veille")
    expect(page.locator("#id_family_name")).to_have_value("Rohr")
    expect(page.locator("#part-day")).to_be_checked()
    assert registered_names(gathering) == []
    page.click("#id_send")
    expect(page.locator("h1")).to_have_text("Silvan Rohr")
    assert states_of(gathering, "Rohr") == {"eve": PartState.REFUSED, "day": PartState.CONFIRMED}


def test_mistakes_are_listed_and_lead_to_their_fields(open_page: OpenPage, form: str, assert_accessible: Check) -> None:
    page = open_page(form, width=360)
    page.fill("#id_email", "no address")
    page.click("#id_send")
    summary = page.locator("#error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    expect(page.locator("#id_given_name")).to_be_focused()
    expect(page.locator("#id_email")).to_have_value("no address")
    assert_accessible(page)


def test_give_back_by_keyboard(open_page: OpenPage, form: str, gathering: GatheringFacts) -> None:
    page = open_page(form)
    fill_by_keyboard(page, "Frei", "membre")
    tick(page, "eve")
    page.click("#id_send")
    page.get_by_role("link", name=re.compile("désister|Withdraw|retirer", re.I)).press("Enter")
    tab_to(page, "id_give_back")
    press(page, "Enter")
    expect(page.get_by_role("status").first).to_contain_text("Soirée de la veille")
    assert states_of(gathering, "Frei") == {"eve": PartState.WITHDRAWN}


@pytest.mark.parametrize(
    ("language", "width"), [("fr", 360), ("de", 360), ("it", 360), ("en", 360), ("fr", 768), ("de", 1280)]
)
def test_public_pages_in_every_language_and_width(
    open_page: OpenPage,
    live_server: object,
    gathering: GatheringFacts,
    width: int,
    language: str,
    assert_accessible: Check,
    assert_fits: Check,
) -> None:
    for path in ("/", f"/g/{gathering.key}/", f"/g/{gathering.key}/register/"):
        page = open_page(f"{live_server}{path}", width=width, language=language)
        expect(page.locator("html")).to_have_attribute("lang", language)
        assert_accessible(page)
        assert_fits(page)


@pytest.mark.parametrize(("language", "width"), [("fr", 360), ("de", 1280)])
def test_the_pages_behind_the_personal_link(
    open_page: OpenPage,
    live_server: object,
    gathering: GatheringFacts,
    language: str,
    width: int,
    assert_accessible: Check,
    assert_fits: Check,
) -> None:
    token = registered(OFFICER, gathering, "eve", "day").token
    page = open_page(f"{live_server}/r/{token}/", width=width, language=language)
    for path in ("", "change/", "withdraw/"):
        page.goto(f"{live_server}/r/{token}/{path}")
        expect(page.locator("h1")).to_have_count(1)
        assert_accessible(page)
        assert_fits(page)
