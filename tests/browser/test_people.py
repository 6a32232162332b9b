"""The pages about people around a registration in a real browser: on a phone and on a wide screen, by the rules."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.forwarding import Invited, make_relay, pass_on
from filrouge.stages.registration.actions.merge import merge
from filrouge.stages.registration.actions.second_form import keep_second_form
from filrouge.stages.registration.enums import HeldFor
from filrouge.stages.registration.models import PartRegistration
from tests.support import people
from tests.support.desk_factories import user_with
from tests.support.gatherings import AARAU, changed, load, with_part
from tests.support.people import DESK, EXECUTIVE, HEAD, OFFICER, PARTNER, STRANGER

pytestmark = pytest.mark.django_db(transaction=True)

OpenPage = Callable[..., Page]
Check = Callable[[Page], None]


@dataclass
class Scene:
    """A gathering in which something of everything has happened, and where its pages are."""

    facts: GatheringFacts
    public: list[str] = field(default_factory=list)
    desk: list[str] = field(default_factory=list)


@pytest.fixture
def scene(live_server: object) -> Scene:
    """The assembly, open for many years: passed on, sent twice, doubtful twins, two that were put together."""
    now = datetime.now(UTC)
    said = {"deadline": "2099-04-14", "channels": ["web"], "forwarding": "within_organisation"}
    document = with_part(changed(AARAU, registration=said), "eve", when="2099-05-11", weekday=None, has_meal=True)
    facts = load(with_part(document, "day", when="2099-05-12", weekday=None))
    first = people.registered(EXECUTIVE, facts, "day")
    invited = [Invited("Ueli Brändli", HEAD.email), Invited("Marc-Antoine Pittet", PARTNER.email)]
    pass_on(registration_id=first.registration_id, people=invited, words="Venez.", actor=DESK, now=now)
    relay = make_relay(registration_id=first.registration_id, actor=DESK, now=now)
    for person in (HEAD, PARTNER, STRANGER.but(function="", function_text="Cheffe de projet")):
        through = {"invited_through": first.registration_id, "forwarding": relay}
        last = people.registered(person, facts, "eve", "day", **through)
    again = people.application(EXECUTIVE.but(function=OFFICER.function), facts, "eve", "day")
    keep_second_form(registration_id=first.registration_id, application=again, actor=DESK, now=now)
    PartRegistration.objects.filter(registration_id=first.registration_id).update(
        held_until=now + timedelta(days=2), held_for=HeldFor.ANSWER.value
    )
    twin = people.registered(EXECUTIVE.but(given="B.", email="b@tour.example"), facts, "eve")
    gone = people.registered(OFFICER, facts, "day")
    kept = people.registered(OFFICER.but(email="j@orfeuil.example"), facts, "day")
    merge(keep_id=kept.registration_id, drop_id=gone.registration_id, facts=facts, actor=DESK, now=now)
    own, one = f"{live_server}/r/{first.token}/", f"{live_server}/desk/g/{facts.key}/"
    about = f"{one}registrations/{first.registration_id}/"
    return Scene(
        facts,
        public=[own, f"{own}replace/", f"{own}pass-on/", f"{live_server}/r/{gone.token}/"],
        desk=[
            about,
            f"{about}change/",
            f"{about}replace/",
            f"{one}passed-on/",
            f"{one}duplicates/",
            f"{one}merge/{first.registration_id}/{twin.registration_id}/",
            f"{one}registrations/{last.registration_id}/",
            f"{one}to-decide/",
            f"{one}signed/day/",
        ],
    )


def signed_in(page: Page, facts: GatheringFacts, host: str) -> Page:
    """The same browser, with a manager's session."""
    client = Client()
    client.force_login(user_with(Role.MANAGER, facts))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": host}])
    return page


@pytest.mark.parametrize("width", [360, 1280])
def test_the_public_pages_fit_and_are_accessible(
    scene: Scene, open_page: OpenPage, assert_accessible: Check, assert_fits: Check, width: int
) -> None:
    for address in scene.public[:-1]:
        page = open_page(address, width=width)
        assert_accessible(page)
        assert_fits(page)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_desk_pages_fit_and_are_accessible(
    scene: Scene, live_server: object, open_page: OpenPage, assert_accessible: Check, assert_fits: Check, width: int
) -> None:
    page = signed_in(open_page(scene.public[0], width=width), scene.facts, str(live_server))
    for address in scene.desk:
        page.goto(address)
        assert page.url == address, "nobody was sent to the log-in page"
        assert_accessible(page)
        assert_fits(page)
