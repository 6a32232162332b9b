"""Needs, residents and pictures in a real browser: while parts are ticked, on a phone, by the access referent."""

import re
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import NeedKind
from filrouge.stages.registration.facts import SaidNeed
from filrouge.stages.registration.models import Need, Registration
from filrouge.stages.registration.needs.reading import own_needs
from tests.support.desk_factories import user_with
from tests.support.gatherings import AARAU, load
from tests.support.people import EXECUTIVE, HEAD, another, registered

pytestmark = pytest.mark.django_db(transaction=True)

OpenPage = Callable[..., Page]
Check = Callable[[Page], None]
MEAL, ACCESS = NeedKind.MEAL, NeedKind.ACCESS


@pytest.fixture
def gathering(live_server: object) -> GatheringFacts:
    """The assembly with a meal on the eve, access asked for the day, residents, pictures and categories."""
    document: dict[str, Any] = deepcopy(AARAU)
    document["registration"] = {"deadline": "2099-04-14", "residents": True, "pictures": True, "category": True}
    eve, day = document["parts"]
    eve |= {"when": "2099-05-11", "has_meal": True}
    day |= {"when": "2099-05-12", "asks_access": True, "audience": "open", "starts_at": "09:00", "ends_at": "17:00"}
    del eve["weekday"], day["weekday"]
    return load(document)


@pytest.fixture
def people(gathering: GatheringFacts) -> str:
    """Three people, two with needs; the personal link of the first."""
    now = datetime.now(UTC)
    needs = (SaidNeed("eve", MEAL, ("vegan", "no_gluten"), "Sans noix"), SaidNeed("day", ACCESS, ("sign_language",)))
    first = registered(EXECUTIVE, gathering, "eve", "day", needs=needs, received_at=now)
    more = (SaidNeed("eve", MEAL, ("vegetarian",)), SaidNeed("day", ACCESS, ("captions", "induction_loop")))
    registered(HEAD, gathering, "eve", "day", needs=more, received_at=now)
    registered(another(1), gathering, "day", received_at=now)
    Registration.objects.filter(family_name=HEAD.family).update(pictures="refused")
    return first.token


@pytest.fixture
def enter(open_page: OpenPage, gathering: GatheringFacts, live_server: object) -> Callable[..., Page]:
    """Open an address of the desk as somebody with a role."""

    def opened(path: str, role: Role, **how: object) -> Page:
        page = open_page(f"{live_server}/accessibility/", **how)
        client = Client()
        client.force_login(user_with(role, gathering))
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": str(live_server)}])
        page.goto(f"{live_server}/desk/g/{gathering.key}/{path}")
        return page

    return opened


@pytest.mark.parametrize("width", [360, 1280])
def test_what_is_needed_is_asked_as_parts_are_ticked(
    open_page: OpenPage,
    live_server: object,
    gathering: GatheringFacts,
    width: int,
    assert_accessible: Check,
    assert_fits: Check,
) -> None:
    page = open_page(f"{live_server}/g/{gathering.key}/register/", width=width, language="en")
    expect(page.locator("#needs fieldset")).to_have_count(0)
    for field, text in (("given_name", "Ursina"), ("family_name", "Amsler"), ("email", "u.amsler@aarau.example")):
        page.fill(f"#id_{field}", text)
    page.fill("#id_organisation", "Ville d’Aarau")
    page.select_option("#id_function", "executive_member")
    expect(page.locator(".part--allowed")).to_have_count(2)
    page.locator("label[for=part-day]").click()
    expect(page.locator("#id_need-day-access-text")).to_be_visible()
    expect(page.locator("#id_need-eve-meal-text")).to_have_count(0)
    page.get_by_label("Live captions").check()
    page.fill("#id_need-day-access-text", "Une place au premier rang")
    page.locator("label[for=part-eve]").click()
    expect(page.locator("#id_need-eve-meal-text")).to_be_visible()
    expect(page.get_by_label("Live captions")).to_be_checked()
    expect(page.locator("#id_need-day-access-text")).to_have_value("Une place au premier rang")
    page.get_by_label("Vegan meal").check()
    page.get_by_label("I prefer not to be recognisable").check()
    assert_accessible(page)
    assert_fits(page)
    page.click("#id_send")
    expect(page).to_have_url(re.compile(r"/r/"))
    row = Registration.objects.get(family_name="Amsler")
    assert row.pictures == "refused"
    assert own_needs(row.pk, gathering) == {
        ("day", ACCESS): SaidNeed("day", ACCESS, ("captions",), "Une place au premier rang"),
        ("eve", MEAL): SaidNeed("eve", MEAL, ("vegan",)),
    }


def test_without_javascript_they_are_asked_before_or_after_sending(
    open_page: OpenPage, live_server: object, gathering: GatheringFacts
) -> None:
    page = open_page(f"{live_server}/g/{gathering.key}/register/resident/", javascript=False, width=360, language="en")
    for field, text in (("given_name", "Maria"), ("family_name", "Keita"), ("email", "keita@aarau.example")):
        page.fill(f"#id_{field}", text)
    page.locator("label[for=part-day]").click()
    page.click("#id_check")
    page.get_by_label("Live captions").check()
    page.click("#id_send")
    page.get_by_role("link", name="Say what I need").click()
    expect(page.get_by_label("Live captions")).to_be_checked()
    page.get_by_label("Live captions").uncheck()
    page.click("#id_send")
    expect(page.locator("main")).to_contain_text("What you need is recorded")
    assert not Need.objects.exists()


@pytest.mark.parametrize(("language", "width"), [("fr", 360), ("de", 360), ("en", 1280)])
def test_the_public_pages(
    open_page: OpenPage,
    live_server: object,
    gathering: GatheringFacts,
    people: str,
    language: str,
    width: int,
    assert_accessible: Check,
    assert_fits: Check,
) -> None:
    page = open_page(f"{live_server}/g/{gathering.key}/register/resident/", width=width, language=language)
    for path in (f"/g/{gathering.key}/register/resident/", f"/r/{people}/", f"/r/{people}/needs/"):
        page.goto(f"{live_server}{path}")
        expect(page.locator("h1")).to_have_count(1)
        assert_accessible(page)
        assert_fits(page)


@pytest.mark.parametrize(("language", "width"), [("fr", 360), ("de", 360), ("en", 1280)])
def test_the_pages_of_the_access_referent(
    enter: Callable[..., Page], people: str, language: str, width: int, assert_accessible: Check, assert_fits: Check
) -> None:
    page = enter("needs/", Role.ACCESS_REFERENT, width=width, language=language)
    expect(page.locator("#meal table")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    page.locator("#names button").click()
    expect(page.locator("main")).to_contain_text("Brändli")
    assert_accessible(page)
    assert_fits(page)
    assert people


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_of_the_counter(
    enter: Callable[..., Page], people: str, width: int, assert_accessible: Check, assert_fits: Check
) -> None:
    page = enter("expected/day/badges/", Role.DESK_HELPER, width=width, language="en")
    expect(page.locator("main")).to_contain_text("No pictures")
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("button", name=f"Note: no pictures – {EXECUTIVE.full}").click()
    expect(page.locator("tbody .badge")).to_have_count(2)
    page.goto(page.url.replace("expected/day/badges/", "add/resident/"))
    page.check("#part-day")
    expect(page.locator("#id_need-day-access-text")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    assert people
