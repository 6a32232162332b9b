"""The desk in a real browser: every page on a phone and on a wide screen, in French and in German."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from tests.browser.conftest import WIDTHS
from tests.support import people
from tests.support.desk_factories import user_with
from tests.support.gatherings import AARAU, changed, load, with_part
from tests.support.people import EXECUTIVE, HEAD, OFFICER, STRANGER

pytestmark = pytest.mark.django_db(transaction=True)

OpenPage = Callable[..., Page]
Check = Callable[[Page], None]


@pytest.fixture
def gathering(live_server: object) -> GatheringFacts:
    """The assembly, open for many years, its eve full: one waits, one asks, one was refused the eve."""
    document = changed(AARAU, registration={"deadline": "2099-04-14", "channels": ["web"]})
    document = with_part(document, "eve", when="2099-05-11", weekday=None, capacity=1, has_meal=True)
    facts = load(with_part(document, "day", when="2099-05-12", weekday=None))
    for person in (EXECUTIVE, HEAD, OFFICER, STRANGER):
        people.registered(person, facts, "eve", "day", received_at=datetime.now(UTC))
    return facts


@pytest.fixture
def pages(gathering: GatheringFacts, live_server: object) -> list[str]:
    """The address of every page of the desk."""
    desk = f"{live_server}/desk/"
    one = f"{desk}g/{gathering.key}/"
    names = (
        "",
        "parts/eve/",
        "registrations/",
        "to-decide/",
        "add/",
        "expected/",
        "expected/eve/badges/",
        "trail/",
        "mails/",
        "messages/",
        "messages/reminder/fr/",
    )
    first = gathering_registration(gathering)
    return [
        desk,
        *(one + name for name in names),
        f"{one}registrations/{first}/",
        f"{desk}staff/{gathering.organiser_key}/",
    ]


def gathering_registration(gathering: GatheringFacts) -> int:
    """The id of somebody whose eve was refused: the page with the most on it."""
    from filrouge.stages.registration.models import Registration

    return Registration.objects.get(gathering_id=gathering.id, family_name=OFFICER.family).pk


@pytest.fixture
def enter(open_page: OpenPage, gathering: GatheringFacts, live_server: object) -> Callable[..., Page]:
    """Open an address as a manager who is logged in."""

    def opened(address: str, **how: object) -> Page:
        page = open_page(f"{live_server}/accessibility/", **how)
        client = Client()
        client.force_login(user_with(Role.MANAGER, gathering))
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": str(live_server)}])
        page.goto(address)
        return page

    return opened


@pytest.mark.parametrize(("language", "width"), [("fr", 360), ("de", 360), ("fr", 1280)])
def test_every_page_of_the_desk(
    enter: Callable[..., Page],
    pages: list[str],
    language: str,
    width: int,
    assert_accessible: Check,
    assert_fits: Check,
) -> None:
    page = enter(pages[0], width=width, language=language)
    for address in pages:
        page.goto(address)
        expect(page.locator("h1")).to_have_count(1)
        assert page.url == address, "nobody was sent to the log-in page"
        assert_accessible(page)
        assert_fits(page)


def test_every_page_of_the_desk_fits_on_a_tablet_and_on_a_small_laptop(
    enter: Callable[..., Page], pages: list[str], gathering: GatheringFacts, live_server: object, assert_fits: Check
) -> None:
    announcing = ("calendar/", "invitations/", "letters/", "press/", "lists/", "sendings/", "telling/", "terms/")
    page = enter(pages[0], language="de")
    for address in (*pages, *(f"{live_server}/desk/g/{gathering.key}/{name}" for name in announcing)):
        page.goto(address)
        expect(page.locator("h1")).to_have_count(1)
        for width in (WIDTHS["tablet"], 1024):
            page.set_viewport_size({"width": width, "height": 800})
            assert_fits(page)


def test_who_skips_to_the_content_is_past_the_pages_of_the_gathering(
    enter: Callable[..., Page], gathering: GatheringFacts, live_server: object
) -> None:
    page = enter(f"{live_server}/desk/g/{gathering.key}/registrations/")
    for key in ("Tab", "Enter", "Tab"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.matches('#workspace *')"), "the next stop is on the page itself"


def test_accept_a_request_without_javascript(
    enter: Callable[..., Page], gathering: GatheringFacts, live_server: object
) -> None:
    page = enter(f"{live_server}/desk/g/{gathering.key}/to-decide/", javascript=False, language="en")
    expect(page.locator("main")).to_contain_text(STRANGER.full)
    page.get_by_role("button", name="Accept").first.click()
    expect(page.locator("main")).not_to_contain_text("Awaiting")
    page.goto(f"{live_server}/desk/g/{gathering.key}/registrations/?q=Collombin")
    expect(page.locator("table")).to_contain_text("Confirmed")
