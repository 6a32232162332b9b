"""A list taken in by somebody with a real browser, a phone's width or no JavaScript; and a letter on paper."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import FilePayload, Page, expect

from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.models import Registration
from tests.support import people
from tests.support.desk_factories import user_with
from tests.support.gatherings import AARAU, changed, load, with_part
from tests.support.lists import spreadsheet
from tests.support.people import EXECUTIVE, HEAD

pytestmark = pytest.mark.django_db(transaction=True)

OpenPage = Callable[..., Page]
Check = Callable[[Page], None]

ROWS = (
    "Nom | Prénom | E-mail | Organisme | Fonction | Groupe politique | Soirée de la veille | Journée",
    "de La Tour | Béatrice | beatrice@lindenau.example | Ville de Lindenau | membre de l’exécutif | Roseaux | x | x",
    "Brändli | Ueli | ueli(at)rosieres.example | Ville de Rosières | chef du service | | x | x",
    "Favre | Luc | l.favre@valmont.example | Valmont | | | x | x",
    "Rochat | Inès | i.rochat@entraide.example | Entraide romande | médiatrice | | | x",
)
LIST: FilePayload = {
    "name": "liste.xlsx",
    "mimeType": "application/octet-stream",
    "buffer": spreadsheet(*ROWS, form="xlsx"),
}


@pytest.fixture
def gathering(live_server: object) -> GatheringFacts:
    """The assembly, open for many years, with somebody whom the list names in another way."""
    document = changed(AARAU, registration={"deadline": "2099-04-14", "channels": ["web"]})
    document = with_part(document, "eve", when="2099-05-11", weekday=None, capacity=1)
    facts = load(with_part(document, "day", when="2099-05-12", weekday=None))
    people.registered(EXECUTIVE, facts, "day", received_at=datetime.now(UTC))
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
def test_every_page_of_a_list(
    enter: Callable[..., Page], language: str, width: int, assert_accessible: Check, assert_fits: Check
) -> None:
    page = enter("import/", width=width, language=language)
    assert_accessible(page)
    assert_fits(page)
    page.locator("input[type=file]").set_input_files(files=[LIST])
    page.locator("main form:has(input[type=file]) button").click()
    page.goto(f"{page.url}?show=all")
    page.locator("#columns summary").click()
    assert_accessible(page)
    assert_fits(page)
    page.locator("button[form=take-form]").click()
    expect(page.locator("h1")).to_have_text("liste.xlsx")
    assert_accessible(page)
    assert_fits(page)


def test_a_list_is_looked_through_and_taken_without_javascript(enter: Callable[..., Page]) -> None:
    page = enter("import/", javascript=False, language="en")
    page.get_by_label("Spreadsheet").set_input_files(files=[LIST])
    page.get_by_role("button", name="Read the file").click()
    expect(page.locator(".notice.is-ask").first).to_contain_text("Fil rouge keeps no party and no political group.")
    page.get_by_role("radio", name="The same person as Béatrice de La Tour: update that registration").check()
    page.get_by_role("button", name="Keep these decisions").click()
    expect(page.get_by_role("status").first).to_contain_text("Your decisions are kept.")
    page.get_by_role("button", name="Take the list").click()
    expect(page.get_by_role("status").first).to_contain_text("2 people registered, 1 updated, 1 with a problem")
    assert Registration.objects.get(family_name="de La Tour").email == "beatrice@lindenau.example"


def test_only_the_letter_comes_out_of_the_printer(
    open_page: OpenPage, gathering: GatheringFacts, live_server: object, assert_accessible: Check, assert_fits: Check
) -> None:
    receipt = people.registered(HEAD, gathering, "day", received_at=datetime.now(UTC))
    page = open_page(f"{live_server}/r/{receipt.token}/convocation/", width=360)
    assert_accessible(page)
    assert_fits(page)
    page.emulate_media(media="print")
    expect(page.locator("footer")).to_be_hidden()
    expect(page.locator(".letter-tools")).to_be_hidden()
    expect(page.locator(".letter")).to_be_visible()
    pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
    assert pages == 1
