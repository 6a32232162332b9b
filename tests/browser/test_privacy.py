"""The pages about personal data in a real browser: on a phone and on a wide screen, without JavaScript, on paper."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from filrouge.ground.people.actors import SYSTEM
from filrouge.ground.people.enums import Role
from filrouge.ground.people.models import User
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations.actions.inviting import invite
from filrouge.stages.privacy import links
from filrouge.stages.privacy.actions import ask_for_data, give_access, prepare_slip, set_legal_profile
from filrouge.stages.privacy.facts import Periods
from filrouge.stages.privacy.models import AddressProof, EliminationSlip
from filrouge.stages.registration.actions import Receipt
from filrouge.stages.registration.enums import NeedKind
from filrouge.stages.registration.facts import SaidNeed
from filrouge.stages.registration.models import Registration
from tests.support import people
from tests.support.clock import at
from tests.support.desk_factories import user_with
from tests.support.gatherings import AARAU, changed, load, part_of, with_part
from tests.support.people import ASSISTANT, EXECUTIVE, HEAD
from tests.support.privacy import NETWORK
from tests.support.sendings import contact

pytestmark = pytest.mark.django_db(transaction=True)

OpenPage = Callable[..., Page]
Check = Callable[[Page], None]
PARTNER = "carla@ars.example"


@pytest.fixture
def gathering(live_server: object) -> GatheringFacts:
    """The assembly, open for many years, with a meal and a partner; another one long over, with a slip."""
    document = changed(AARAU, registration={"deadline": "2099-04-14", "channels": ["web"]})
    document = with_part(document, "eve", when="2099-05-11", weekday=None, has_meal=True)
    facts = load(with_part(document, "day", when="2099-05-12", weekday=None))
    now = datetime.now(UTC)
    legal = replace(NETWORK, periods=Periods(registrations_months=6))
    set_legal_profile(organiser_id=facts.organiser_id, legal=legal, actor=SYSTEM, now=now)
    give_access(facts=facts, part=part_of(facts, "day"), email=PARTNER, name="Carla", actor=SYSTEM, now=now)
    with at():
        past = load(changed(AARAU, key="aarau-past"))
        people.crowd(past, 3, "day")
    prepare_slip(organiser_id=facts.organiser_id, actor=SYSTEM, now=now)
    return facts


@pytest.fixture
def receipt(gathering: GatheringFacts) -> Receipt:
    """Somebody registered by somebody else, with a meal."""
    needs = (SaidNeed("eve", NeedKind.MEAL, ("vegan",), "sans noix"),)
    people.registered(HEAD, gathering, "eve", "day")
    return people.registered(EXECUTIVE, gathering, "eve", "day", registrant=ASSISTANT, needs=needs)


@pytest.fixture
def enter(open_page: OpenPage, live_server: object) -> Callable[..., Page]:
    """Open a page as this user, logged in."""

    def opened(user: User, **how: object) -> Page:
        page = open_page(f"{live_server}/accessibility/", **how)
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": str(live_server)}])
        return page

    return opened


def public_pages(gathering: GatheringFacts, receipt: Receipt) -> list[str]:
    """Everything that needs no account."""
    own = [f"/r/{receipt.token}/{name}/" for name in ("data", "erase", "mails")]
    no_mails = f"/n/{links.make(gathering.organiser_id, EXECUTIVE.email)}/"
    one = f"/g/{gathering.key}/"
    return [
        f"{one}privacy/",
        f"{one}erased/",
        f"{one}register/",
        f"/r/{receipt.token}/",
        *own,
        no_mails,
        *address_pages(gathering),
    ]


def address_pages(gathering: GatheringFacts) -> list[str]:
    """What somebody sees who asks what is held on their address: they stand in the directory and are invited too."""
    if not AddressProof.objects.exists():
        known = contact(gathering, EXECUTIVE.full, email=EXECUTIVE.email, phone="+41 31 555 01 02")
        invite(facts=gathering, contact_ids=[known], by_mail=True, actor=SYSTEM, now=datetime.now(UTC))
        ask_for_data(facts=gathering, email=EXECUTIVE.email, language="fr", now=datetime.now(UTC))
    behind = f"/a/{links.to_own_data(AddressProof.objects.get().public_id, gathering.id)}/"
    ask = f"/g/{gathering.key}/my-data/"
    return [ask, f"{ask}?asked=1", f"{ask}erased/", behind, f"{behind}erase/"]


def slip_page(gathering: GatheringFacts) -> str:
    """The slip that is to be approved."""
    return f"/desk/o/{gathering.organiser_key}/retention/{EliminationSlip.objects.get().pk}/"


def desk_pages(gathering: GatheringFacts, receipt: Receipt) -> list[str]:
    """Everything of a manager."""
    house, one = f"/desk/o/{gathering.organiser_key}/", f"/desk/g/{gathering.key}/"
    slip = slip_page(gathering)
    return [
        "/desk/",
        f"/desk/staff/{gathering.organiser_key}/",
        *(f"{house}{name}/" for name in ("legal", "retention", "objections")),
        slip,
        f"{one}partners/",
        f"{one}register-sheet/",
        f"{one}registrations/{receipt.registration_id}/",
    ]


@pytest.mark.parametrize(("language", "width"), [("fr", 360), ("de", 360), ("fr", 1280)])
def test_every_page_without_an_account(
    open_page: OpenPage,
    gathering: GatheringFacts,
    receipt: Receipt,
    live_server: object,
    language: str,
    width: int,
    assert_accessible: Check,
    assert_fits: Check,
) -> None:
    page = open_page(f"{live_server}/", width=width, language=language)
    for address in public_pages(gathering, receipt):
        page.goto(f"{live_server}{address}")
        expect(page.locator("h1")).to_have_count(1)
        assert_accessible(page)
        assert_fits(page)


@pytest.mark.parametrize(("language", "width"), [("de", 360), ("fr", 1280)])
def test_every_page_of_the_desk(
    enter: Callable[..., Page],
    gathering: GatheringFacts,
    receipt: Receipt,
    live_server: object,
    language: str,
    width: int,
    assert_accessible: Check,
    assert_fits: Check,
) -> None:
    page = enter(user_with(Role.MANAGER, gathering), width=width, language=language)
    for address in desk_pages(gathering, receipt):
        page.goto(f"{live_server}{address}")
        expect(page.locator("h1")).to_have_count(1)
        assert page.url == f"{live_server}{address}", "nobody was sent to the log-in page"
        expect(page.locator(".topbar")).to_have_count(1)
        assert_accessible(page)
        assert_fits(page)


@pytest.mark.parametrize("width", [360, 1280])
def test_a_partner_opens_their_list(
    enter: Callable[..., Page],
    gathering: GatheringFacts,
    receipt: Receipt,
    live_server: object,
    width: int,
    assert_accessible: Check,
    assert_fits: Check,
) -> None:
    page = enter(User.objects.get(email=PARTNER), width=width, language="en")
    page.goto(f"{live_server}/desk/g/{gathering.key}/")
    assert_accessible(page)
    page.get_by_role("link", name="Participants – Journée").click()
    expect(page.locator("main")).not_to_contain_text(EXECUTIVE.family)
    assert_accessible(page)
    page.get_by_role("button", name="Open the list").click()
    expect(page.locator("table")).to_contain_text(EXECUTIVE.full)
    assert_accessible(page)
    assert_fits(page)


def test_somebody_erases_themselves_without_javascript(
    open_page: OpenPage, receipt: Receipt, live_server: object
) -> None:
    page = open_page(f"{live_server}/r/{receipt.token}/", javascript=False, language="en")
    page.get_by_role("link", name="See, take away, correct or erase").click()
    page.get_by_role("link", name="Erase my registration").click()
    page.get_by_role("button", name="Erase everything now").click()
    expect(page.locator("h1")).to_have_text("Your registration has been erased")
    assert not Registration.objects.filter(family_name=EXECUTIVE.family).exists()


def test_the_slip_on_paper(enter: Callable[..., Page], gathering: GatheringFacts, live_server: object) -> None:
    page = enter(user_with(Role.MANAGER, gathering), language="en")
    page.goto(f"{live_server}{slip_page(gathering)}")
    expect(page.locator(".signatures")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".signatures")).to_be_visible()
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)
