"""A letter in a real browser: started, written with facts in it, seen in two languages, issued, read by the public."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from tests.support.desk_factories import user_with
from tests.support.gatherings import AARAU, changed, load, with_part
from tests.support.letters import a_pdf, with_letter

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def facts(live_server: object) -> GatheringFacts:
    """The assembly, open for many years, with the brief of its letter."""
    document = changed(AARAU, registration={"deadline": "2099-04-14", "channels": ["web"]})
    document = with_part(document, "eve", when="2099-05-11", weekday=None)
    return load(with_letter(with_part(document, "day", when="2099-05-12", weekday=None)))


@pytest.mark.parametrize(("width", "javascript"), [(360, False), (1280, True)])
def test_start_write_and_issue(
    open_page: Callable[..., Page],
    facts: GatheringFacts,
    live_server: object,
    width: int,
    javascript: bool,
    assert_fits: Callable[[Page], None],
    assert_accessible: Callable[[Page], None],
) -> None:
    page = open_page(f"{live_server}/accessibility/", width=width, javascript=javascript, language="en")
    client = Client()
    client.force_login(user_with(Role.MANAGER, facts))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": str(live_server)}])

    def look() -> None:
        assert_fits(page)
        if javascript:
            assert_accessible(page)

    root = f"{live_server}/desk/g/{facts.key}"
    page.goto(f"{root}/letters/")
    look()
    page.get_by_role("button", name="Start a letter of invitation").click()
    look()
    write_german(page, look)
    make_ready(page)
    signatures = page.locator("[data-language='fr'] .sheet__signature")
    left, right = (signatures.nth(place).bounding_box() for place in (0, 1))
    assert left is not None and right is not None
    # The two who sign stand beside each other, wherever there is room for a letter.
    assert (left["y"] == right["y"] and left["x"] < right["x"]) or width == 360
    issue_and_change(page, root, look)


def write_german(page: Page, look: Callable[[], None]) -> None:
    """A name that does not exist is answered with the list; a wrong deadline is listed on the letter's page."""
    page.get_by_role("link", name="German – write").click()
    page.get_by_label("Paragraphs").fill("Anmeldung bis {frist}.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#error-summary")).to_contain_text("{frist} cannot be replaced by a fact. You can write")
    look()
    page.get_by_label("Paragraphs").fill("Aarau, {date}.\n\nAnmeldung bis am 7. April 2099.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#readiness")).to_contain_text("the last day to register is Tuesday 14 April 2099")
    look()


def make_ready(page: Page) -> None:
    """Both who sign have approved, and the programme is there."""
    for name in ("Salome Brunner", "Reto Casanova"):
        card = page.locator(".letter-card", has_text=name)
        card.locator("summary").click()
        card.get_by_label("How is it known?").fill("by telephone")
        card.get_by_role("button", name="Record the approval").click()
    card = page.locator(".letter-card").filter(has=page.get_by_text("Missing", exact=True))
    card.locator("summary").click()
    card.get_by_label("PDF").set_input_files({"name": "p.pdf", "mimeType": "application/pdf", "buffer": a_pdf()})
    card.get_by_role("button", name="Put the file in").click()


def issue_and_change(page: Page, root: str, look: Callable[[], None]) -> None:
    """Issued knowingly; a deadline changes, the list and the public page say so; on paper it is the letter alone."""
    page.get_by_label("I have looked at what does not agree").check()
    page.get_by_role("button", name="Issue the letter").click()
    expect(page.locator("main")).to_contain_text("The letter is issued")
    look()
    page.goto(f"{root}/parts/day/")
    page.get_by_label("Last day to register").fill("2099-04-21")
    page.get_by_role("button", name="Save").click()
    page.goto(f"{root}/letters/")
    look()
    page.get_by_role("link", name=re.compile("early March 2023")).first.click()
    page.get_by_role("link", name="The letter as its readers find it").click()
    expect(page.locator("main")).to_contain_text("Winterthour, début mars 2023")
    expect(page.locator("#changes")).to_contain_text("21 avril 2099")
    look()
    page.emulate_media(media="print")
    expect(page.locator(".sheet")).to_be_visible()
    expect(page.locator(".masthead, .foot, #changes").locator("visible=true")).to_have_count(0)
