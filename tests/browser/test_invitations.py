"""The pages about invitations and relays in a real browser: on a phone, on a wide screen, by keyboard."""

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from filrouge.ground.people.actors import SYSTEM
from filrouge.ground.people.enums import Role
from filrouge.stages.invitations import links
from filrouge.stages.invitations.actions.inviting import invite
from filrouge.stages.invitations.actions.relays import make_relay
from filrouge.stages.invitations.models import Invitation, Relay
from tests.support import people
from tests.support.desk_factories import user_with
from tests.support.gatherings import AARAU, changed, load, with_part
from tests.support.people import EXECUTIVE
from tests.support.sendings import contact, recipient_list

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def addresses(live_server: object) -> dict[str, list[str]]:
    """The assembly, open for many years, with three people invited and one relay through which somebody came."""
    now = datetime.now(UTC)
    said = {"deadline": "2099-04-14", "channels": ["web"], "forwarding": "within_organisation"}
    document = with_part(changed(AARAU, registration=said), "eve", when="2099-05-11", weekday=None)
    facts = load(with_part(document, "day", when="2099-05-12", weekday=None))
    ids = [contact(facts, name) for name in ("Anna Rey", "Bea Zurbriggen", "Carl Pittet")]
    invite(facts=facts, contact_ids=ids[:2], by_mail=False, actor=SYSTEM, now=now)
    recipient_list(facts)
    make_relay(facts=facts, name="Entraide romande", organisation_id=None, actor=SYSTEM, now=now)
    row, relay = Invitation.objects.order_by("pk")[0], Relay.objects.get()
    people.registered(EXECUTIVE, facts, "day", relay=relay.pk)
    desk, token = f"{live_server}/desk/g/{facts.key}/", links.for_invitation(row.public_id)
    own = f"{live_server}/i/{token}/"
    client = Client()
    client.force_login(user_with(Role.MANAGER, facts))
    return {
        "public": [
            own,
            f"{own}pass-on/",
            f"{live_server}/relay/{links.for_relay_page(relay.public_id)}/",
            f"{live_server}/g/{facts.key}/register/?via={token}",
            f"{live_server}/g/{facts.key}/register/?via={links.for_relay(relay.public_id)}",
            f"{live_server}/i/{links.for_invitation(row.public_id, 1)}/",  # another number: closed
        ],
        "desk": [
            f"{desk}invitations/",
            f"{desk}invitations/invite/?q=e",
            f"{desk}invitations/remind/",
            f"{desk}invitations/{row.pk}/",
            f"{desk}relays/",
            f"{desk}invitations/{row.pk}/link/",
            f"{desk}relays/{relay.pk}/link/",
        ],
        "session": [client.cookies[settings.SESSION_COOKIE_NAME].value],
    }


@pytest.mark.parametrize("width", [360, 1280])
def test_the_public_pages(
    addresses: dict[str, list[str]],
    open_page: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
    assert_fits: Callable[[Page], None],
    width: int,
) -> None:
    for address in addresses["public"]:
        page = open_page(address, width=width)
        assert_fits(page)
        assert_accessible(page)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_of_the_desk(
    addresses: dict[str, list[str]],
    open_page: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
    assert_fits: Callable[[Page], None],
    width: int,
) -> None:
    first, *others = addresses["desk"]
    page = open_page(first, width=width)
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": addresses["session"][0], "url": urljoin(first, "/")}]
    )
    for address in (first, *others):
        page.goto(address)
        assert page.locator("h1").inner_text() != "Se connecter"
        assert_fits(page)
        assert_accessible(page)


def test_an_answer_by_keyboard_without_script(addresses: dict[str, list[str]], open_page: Callable[..., Page]) -> None:
    page = open_page(addresses["public"][0], width=360, javascript=False)
    page.locator("button[name=excuse]").focus()
    with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        page.keyboard.press("Enter")
    assert answered.value.status == 303
    assert Invitation.objects.order_by("pk")[0].state == "excused"
