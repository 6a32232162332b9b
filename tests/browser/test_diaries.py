"""Keeping a diary up to date, and the agenda of the town, in a real browser: accessible, and nothing wider than it."""

import os
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.conf import settings as configured
from django.test import Client
from playwright.sync_api import Page, expect

from filrouge.ground.people.enums import Role
from filrouge.stages.agendas.actions import push_due, want
from filrouge.stages.gatherings.facts import GatheringFacts
from tests.support import gatherings, people
from tests.support.agenda_server import AGENDA, KEY, agenda_server
from tests.support.desk_factories import user_with
from tests.support.gatherings import AARAU, changed, with_part
from tests.support.people import DESK, EXECUTIVE

pytestmark = pytest.mark.django_db(transaction=True)
HALL = {"key": "halle", "name": "Halle aux grains", "street": "Marktgasse", "number": "10/12", "town": "Aarau"}
DIARY = "#diary > summary"


@pytest.fixture
def gathering(live_server: object) -> GatheringFacts:
    """The assembly, open for many years."""
    later = with_part(with_part(AARAU, "eve", when="2099-05-11", weekday=None), "day", when="2099-05-12", weekday=None)
    terms = {**AARAU["registration"], "deadline": "2099-04-14"}
    return gatherings.load(changed(later, registration=terms, venues=[HALL], venue="halle"))


def picture(page: Page, name: str) -> None:
    """Keep what the page looks like, for whoever asked for it."""
    if folder := os.environ.get("FILROUGE_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_feeds_are_offered(
    gathering: GatheringFacts,
    live_server: object,
    open_page: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
    assert_fits: Callable[[Page], None],
    width: int,
) -> None:
    token = people.registered(EXECUTIVE, gathering, "eve", "day").token
    for path in (f"/g/{gathering.key}/", f"/r/{token}/"):
        page = open_page(f"{live_server}{path}", width=width)
        page.locator(DIARY).focus()
        page.keyboard.press("Enter")
        expect(page.locator("#diary a").first).to_be_visible()
        assert_accessible(page)
        assert_fits(page)
        picture(page, f"diary-{path[1]}-{width}")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_agenda_on_the_desk(
    gathering: GatheringFacts,
    live_server: object,
    settings: object,
    open_page: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
    assert_fits: Callable[[Page], None],
    width: int,
) -> None:
    client, now = Client(), datetime.now(UTC)
    client.force_login(user_with(Role.MANAGER, gathering))
    cookie = {"name": configured.SESSION_COOKIE_NAME, "value": client.cookies[configured.SESSION_COOKIE_NAME].value}
    page = open_page(f"{live_server}/accessibility/", width=width)
    page.context.add_cookies([{**cookie, "url": str(live_server)}])  # type: ignore[typeddict-item]
    with agenda_server() as service:
        settings.AGENDAS = {gathering.organiser_key: AGENDA}  # type: ignore[attr-defined]
        settings.AGENDA_URL, settings.AGENDA_KEY = service.address, KEY  # type: ignore[attr-defined]
        page.goto(f"{live_server}/desk/g/{gathering.key}/agenda/")
        page.locator("button[name=wanted]").press("Enter")
        expect(page.locator(".badge.is-wait")).to_be_visible()
        push_due(datetime.now(UTC))
        page.reload()
        expect(page.locator(".badge.is-ok")).to_be_visible()
        assert_accessible(page)
        assert_fits(page)
        picture(page, f"agenda-{width}")
        service.answers_with = 503
        want(facts=gathering, is_wanted=True, actor=DESK, now=now)
        push_due(datetime.now(UTC))
        page.reload()
        expect(page.locator(".badge.is-ask")).to_be_visible()
        picture(page, f"agenda-trouble-{width}")
