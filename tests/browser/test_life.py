"""The pages of a gathering's life in a real browser: on a phone and on a wide screen, by the rules."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from filrouge.ground.people.actors import SYSTEM
from filrouge.ground.people.enums import Role
from filrouge.stages.following import links
from filrouge.stages.following.actions import ask_to_follow, confirm
from filrouge.stages.following.models import Follower
from filrouge.stages.gatherings.actions import change_state, publish_thing
from filrouge.stages.gatherings.enums import GatheringState, PublicationKind
from filrouge.stages.gatherings.facts import GatheringFacts
from tests.support.desk_factories import user_with
from tests.support.gatherings import HEALTH, changed, facts_of, load, with_part

pytestmark = pytest.mark.django_db(transaction=True)

OpenPage = Callable[..., Page]
Check = Callable[[Page], None]
KEY = "sante-2016"


@pytest.fixture
def facts(live_server: object) -> GatheringFacts:
    """A study day whose date moved, with followers, a programme, something to read and acronyms."""
    now = datetime.now(UTC)
    words = {"presentation": "Avec l’ARS, le CCAS et la CPAM : ce que les ASV et un CLSM ont appris. L’ARS conclut."}
    sessions = [
        {"key": "accueil", "kind": "break", "title": "Accueil", "part": "morning", "starts_at": "09:30"},
        {"key": "ouverture", "kind": "plenary", "title": "Ouverture", "part": "morning", "starts_at": "10:00"},
    ]
    document = changed(
        HEALTH,
        state="save_the_date",
        published_on="2096-07-21",
        texts=words,
        documents={"programme": {"sessions": sessions}},
        programme_published_at="2096-09-01 09:00",
        roles=[{"body": "valprieux", "role": "organiser"}],
    )
    for key, half in (("morning", "morning"), ("afternoon", "afternoon")):
        document = with_part(document, key, when=f"2096-11-22 {half}")
    load(document)
    for key, half in (("morning", "morning"), ("afternoon", "afternoon")):
        document = with_part(document, key, when=f"2096-11-29 {half}")
    found = load(document)
    ask_to_follow(facts=found, email="a@ville.example", category="ccas", language="fr", now=now)
    ask_to_follow(facts=found, email="b@ville.example", category="city", language="fr", now=now)
    confirm(public_id=follower("b"), facts=found, actor=SYSTEM, now=now)
    about = {"gathering_id": found.id, "actor": SYSTEM, "now": now, "language": "fr"}
    publish_thing(kind=PublicationKind.SLIDES, title="Présentations", url="https://ressources.example/2096/", **about)
    return facts_of(KEY)


def follower(name: str) -> object:
    """The public id of one of the two."""
    return Follower.objects.get(email=f"{name}@ville.example").public_id


def public_pages(facts: GatheringFacts) -> list[str]:
    """Every public page, in each of its states."""
    one, other = follower("a"), follower("b")
    return [
        f"/g/{KEY}/",
        f"/g/{KEY}/follow/",
        f"/g/{KEY}/follow/?asked=1",
        f"/f/{links.to_confirm(one, facts.id)}/",  # type: ignore[arg-type]
        f"/f/{links.to_confirm(other, facts.id)}/",  # type: ignore[arg-type]
        f"/f/{links.to_leave(one, facts.id)}/leave/",  # type: ignore[arg-type]
    ]


DESK = (
    "/desk/new/",
    *(f"/desk/g/{KEY}/{page}/" for page in ("prepare", "parts/morning/date", "publications", "followers")),
)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_public_pages(
    facts: GatheringFacts,
    live_server: object,
    open_page: OpenPage,
    assert_accessible: Check,
    assert_fits: Check,
    width: int,
) -> None:
    page = open_page(f"{live_server}/g/{KEY}/", width=width)
    for address in public_pages(facts):
        page.goto(f"{live_server}{address}")
        assert_fits(page)
        assert_accessible(page)
    change_state(
        gathering_id=facts.id,
        to=GatheringState.CANCELLED,
        actor=SYSTEM,
        now=datetime.now(UTC),
        motive="La salle n’est plus libre.",
    )
    page.goto(f"{live_server}/g/{KEY}/")
    assert page.get_by_text("La salle n’est plus libre.").is_visible()
    assert_accessible(page)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_desk_pages(
    facts: GatheringFacts,
    live_server: object,
    open_page: OpenPage,
    assert_accessible: Check,
    assert_fits: Check,
    width: int,
) -> None:
    page = enter(open_page, live_server, facts, width)
    for address in DESK:
        page.goto(f"{live_server}{address}")
        assert_fits(page)
        assert_accessible(page)
    # Without a mouse: the date is typed, the page comes back with the weekday, and is sent once more.
    page.goto(f"{live_server}/desk/g/{KEY}/parts/morning/date/")
    page.locator("#id_when").fill("2096-12-06 morning")
    page.locator("#id_when").press("Enter")
    page.locator("#asked").wait_for()
    assert_accessible(page)
    page.locator("#id_when").press("Enter")
    page.wait_for_url(f"**/desk/g/{KEY}/")
    assert str(facts_of(KEY).parts[0].when) == "2096-12-06 morning"


def enter(open_page: OpenPage, live_server: object, facts: GatheringFacts, width: int) -> Page:
    """Somebody of the organiser at the desk."""
    client = Client()
    client.force_login(user_with(Role.MANAGER, facts), backend="django.contrib.auth.backends.ModelBackend")
    page = open_page(f"{live_server}/g/{KEY}/", width=width)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": str(live_server)}])
    return page
