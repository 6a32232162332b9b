"""Charts and maps in a real browser: accessible, in their place, and drawn as large as they say."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from tests.support import people
from tests.support.desk_factories import user_with
from tests.support.gatherings import with_part
from tests.support.territories import COMING, NORTH, north, somebody

pytestmark = pytest.mark.django_db(transaction=True)

OpenPage = Callable[..., Page]
Check = Callable[[Page], None]


@pytest.fixture
def gathering(live_server: object) -> GatheringFacts:
    """The study day, open for many years, with people from five territories."""
    document = with_part(NORTH, "morning", when="2099-06-22 morning")
    facts = north(with_part(document, "afternoon", when="2099-06-22 afternoon"))
    for number, (organisation, function) in enumerate(COMING):
        person = somebody(number, organisation, function)
        people.registered(person, facts, "morning", "afternoon", received_at=datetime.now(UTC))
    return facts


@pytest.fixture
def enter(open_page: OpenPage, gathering: GatheringFacts, live_server: object) -> Callable[..., Page]:
    """Open a page of the gathering's desk as a manager who is logged in."""

    def opened(page_name: str, **how: object) -> Page:
        page = open_page(f"{live_server}/accessibility/", **how)
        client = Client()
        client.force_login(user_with(Role.MANAGER, gathering))
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": str(live_server)}])
        page.goto(f"{live_server}/desk/g/{gathering.key}/{page_name}")
        return page

    return opened


@pytest.mark.parametrize(("language", "width"), [("fr", 360), ("de", 1280)])
@pytest.mark.parametrize(
    "name",
    [
        "figures/",
        "territories/?territories=department",
        "territories/?territories=city_contract",
        "registrations/?territory=d59&kind=city&state=active",
    ],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_numbers(
    enter: Callable[..., Page],
    name: str,
    language: str,
    width: int,
    scheme: str,
    assert_accessible: Check,
    assert_fits: Check,
) -> None:
    page = enter(name, width=width, language=language)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    expect(page.locator("h1")).to_have_count(1)
    assert_accessible(page)
    assert_fits(page)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_living_page_of_components(
    open_page: OpenPage, live_server: object, width: int, assert_accessible: Check, assert_fits: Check
) -> None:
    page = open_page(f"{live_server}/components/", width=width, language="en")
    expect(page.locator("#chart svg[role=img]")).to_have_count(3)
    assert_accessible(page)
    assert_fits(page)


@pytest.mark.parametrize("width", [360, 1280])
def test_bars_are_as_long_as_their_numbers_say(enter: Callable[..., Page], width: int) -> None:
    page = enter("figures/", width=width)
    lengths = [box["width"] for bar in page.locator("#by-kind rect").all() if (box := bar.bounding_box())]
    numbers = [
        int(text)
        for text in page.locator("#by-kind td:nth-child(2)").evaluate_all(
            "cells => cells.map(cell => (cell.querySelector('a') || cell).firstChild.textContent)"
        )
    ]
    assert len(lengths) == len(numbers) > 3
    for length, number in zip(lengths, numbers, strict=True):
        assert length / lengths[0] == pytest.approx(number / numbers[0], rel=0.05)
    ends = page.locator("#by-kind svg text").evaluate_all(
        "words => words.map(word => word.getBoundingClientRect().right)"
    )
    assert max(ends) <= width, "no word of a chart leaves the page"


def test_the_table_is_the_way_by_keyboard_and_the_map_by_mouse(enter: Callable[..., Page]) -> None:
    page = enter("territories/?territories=department")
    page.locator("#territories-map a", has_text="Nord").click()
    assert page.url.endswith("#t-d59")
    stops = page.locator("#territories-map a").evaluate_all("links => links.filter(link => link.tabIndex >= 0).length")
    assert stops == 0, "a hundred areas are no hundred stops of the keyboard"
    page.locator("#t-d59 a").first.click()
    expect(page.locator("#list tbody tr")).to_have_count(5)
