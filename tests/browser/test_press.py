"""The pages of the press in a real browser: on a phone and on a wide screen, by the rules."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from filrouge.ground.people.actors import SYSTEM
from filrouge.ground.people.enums import Role
from filrouge.stages.documents.actions.logo import take_logo
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.press import actions
from filrouge.stages.press.facts import Quote
from filrouge.stages.press.models import PressRelease
from filrouge.stages.press.queries import release_by_id
from tests.support.desk_factories import user_with
from tests.support.gatherings import facts_of, load
from tests.support.logo import LOGO
from tests.support.press import ASKED, COLLOQUIUM, JOURNALIST, a_release, moved

pytestmark = pytest.mark.django_db(transaction=True)

OpenPage = Callable[..., Page]
Check = Callable[[Page], None]
KEY = "mulhouse-2022"
LETTERHEAD = "/desk/o/ville-de-mulhouse/letterhead/"


@pytest.fixture
def facts(live_server: object) -> GatheringFacts:
    """The colloquium with a release that is public, a draft with everything in it, journalists listed and asking."""
    found = load(COLLOQUIUM)
    now = datetime.now(UTC)
    about: dict[str, Any] = {"facts": found, "actor": SYSTEM, "now": now}
    a_release(found, is_issued=True)
    pk = actions.start_release(**about)
    draft = release_by_id(found.id, pk)
    assert draft is not None
    said = draft.texts["fr"]
    quotes = (
        Quote(
            "Nous écoutons avant de décider, et nous décidons avec celles et ceux qui savent.", "Alix Meyer", "adjointe"
        ),
    )
    text = type(said)("fr", said.headline, f"{said.lead} Le 9 mai 2022 à 9 h.", said.body, quotes)
    actions.write_text(release_id=pk, text=text, **about)
    actions.list_journalist(**about, **{**JOURNALIST, "source_on": now.date()})
    # What the public release says is no longer true, and its correction is drafted.
    take_logo(organiser_id=found.organiser_id, data=LOGO, alternative={"fr": "Mulhouse"}, actor=SYSTEM, now=now)
    load(moved(COLLOQUIUM, day_1="2022-05-03"))
    about["facts"] = facts_of(KEY)
    actions.write_correction(release_id=PressRelease.objects.get(state="issued").pk, **about)
    actions.ask_to_come(facts=found, language="fr", now=now, **ASKED)
    return found


def pages(name: str) -> list[str]:
    """The addresses of the public pages, or of the desk's."""
    draft = PressRelease.objects.get(state="draft", corrects=None)
    correction = PressRelease.objects.exclude(corrects=None).get()
    issued = PressRelease.objects.get(state="issued")
    if name == "public":
        here = f"/g/{KEY}/press"
        return [f"{here}/", f"{here}/{issued.uid}/", f"{here}/accreditation/", f"{here}/accreditation/?asked=1"]
    here = f"/desk/g/{KEY}/press"
    one = f"{here}/{draft.pk}"
    ends = ("", "contact/", "list/", "accreditations/", f"{issued.pk}/")
    return [
        f"{one}/",
        f"{one}/heading/",
        f"{one}/text/fr/",
        *(f"{here}/{end}" for end in ends),
        f"{here}/{correction.pk}/",
        LETTERHEAD,
    ]


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_of_the_press(
    facts: GatheringFacts,
    live_server: object,
    open_page: OpenPage,
    assert_accessible: Check,
    assert_fits: Check,
    width: int,
) -> None:
    page = open_page(f"{live_server}/g/{KEY}/press/", width=width)
    for address in pages("public"):
        page.goto(f"{live_server}{address}")
        assert_fits(page)
        assert_accessible(page)
    client = Client()
    client.force_login(user_with(Role.MANAGER, facts), backend="django.contrib.auth.backends.ModelBackend")
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": str(live_server)}])
    for address in pages("desk"):
        page.goto(f"{live_server}{address}")
        assert_fits(page)
        assert_accessible(page)
    # Without a mouse: the request to come is typed and sent.
    page.goto(f"{live_server}/g/{KEY}/press/accreditation/")
    for name, typed in {**ASKED, "email": "autre@courrier.example"}.items():
        page.locator(f"#id_{name}").fill(typed)
    page.locator("#id_press_card").press("Enter")
    page.locator(".notice").wait_for()
    assert page.url.endswith("?asked=1")
