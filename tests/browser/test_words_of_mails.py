"""Words of a mail in a real browser: typed without JavaScript, seen in a frame that can do nothing, put into use."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from tests.support import people
from tests.support.desk_factories import user_with
from tests.support.gatherings import AARAU, changed, load, with_part
from tests.support.people import EXECUTIVE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def facts(live_server: object) -> GatheringFacts:
    """The assembly, open for many years, with somebody in it."""
    document = changed(AARAU, registration={"deadline": "2099-04-14", "channels": ["web"]})
    document = with_part(document, "eve", when="2099-05-11", weekday=None)
    found = load(with_part(document, "day", when="2099-05-12", weekday=None))
    people.registered(EXECUTIVE, found, "eve", "day")
    return found


def enter(page: Page, facts: GatheringFacts, live_server: object) -> None:
    """Open the words of the mails as somebody who organises."""
    client = Client()
    client.force_login(user_with(Role.MANAGER, facts))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": str(live_server)}])
    page.goto(f"{live_server}/desk/g/{facts.key}/messages/")


def test_write_to_registered_people(
    open_page: Callable[..., Page],
    facts: GatheringFacts,
    live_server: object,
    assert_fits: Callable[[Page], None],
    assert_accessible: Callable[[Page], None],
) -> None:
    page = open_page(f"{live_server}/accessibility/", width=360, language="en")
    enter(page, facts, live_server)
    assert_fits(page)
    page.get_by_role("link", name="Write a message").click()
    page.get_by_label("To whom").select_option(label="Soirée de la veille: with a confirmed place – 1 person")
    for language in ("French", "German"):
        page.get_by_label(f"Subject – {language}").fill("{gathering} !")
        page.get_by_label(f"Your words – {language}").fill("Porte nord, {name}.")
    assert_fits(page)
    assert_accessible(page)
    page.get_by_role("button", name="Save and look").press("Enter")
    expect(page.frame_locator("iframe").first.locator("body")).to_contain_text("Porte nord, Béatrice de La Tour.")
    assert_fits(page)
    assert_accessible(page)
    page.get_by_role("button", name="I have read it: send it to 1 person").press("Enter")
    expect(page.locator("main")).to_contain_text("The message goes to 1 person.")


@pytest.mark.parametrize(("width", "javascript"), [(360, False), (1280, True)])
def test_write_look_and_use(
    open_page: Callable[..., Page],
    facts: GatheringFacts,
    live_server: object,
    width: int,
    javascript: bool,
    assert_fits: Callable[[Page], None],
    assert_accessible: Callable[[Page], None],
) -> None:
    page = open_page(f"{live_server}/accessibility/", width=width, javascript=javascript, language="en")
    enter(page, facts, live_server)
    page.get_by_role("link", name="Reminder, French").click()
    page.get_by_label("First paragraphs").fill("À bientôt, {nom} !")
    page.get_by_role("button", name="Save and look").click()
    expect(page.locator("#error-summary")).to_contain_text("{nom} cannot be replaced here.")
    page.get_by_label("First paragraphs").fill("À bientôt, {name} !")
    page.get_by_role("button", name="Save and look").click()
    expect(page.frame_locator("iframe").locator("body")).to_contain_text("À bientôt, Béatrice de La Tour !")
    expect(page.locator("pre")).to_contain_text("À bientôt, Béatrice de La Tour !")
    assert_fits(page)
    if javascript:
        assert_accessible(page)
    page.get_by_role("button", name="I have read it").click()
    expect(page.locator("main")).to_contain_text("These words are in use from now on.")
    if width == 360:
        menu = page.locator(".subnav--small summary")
        menu.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name="Territories")).to_be_visible()
        assert_fits(page)
