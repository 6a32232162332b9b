"""Telling who was invited, in a real browser: on a phone and on a wide screen, for everybody."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations.actions.inviting import invite
from filrouge.stages.invitations.models import Invitation
from filrouge.stages.sendings.actions.leaving import send_due
from tests.support.desk_factories import user_with
from tests.support.gatherings import load, with_part
from tests.support.sendings import AHEAD, SENDER, contact, started

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def pages(live_server: object) -> dict[str, str]:
    """The addresses of the pages, when a day moved while a sending was leaving and people had been invited."""
    earlier = datetime.now(UTC) - timedelta(hours=2)
    facts = load(AHEAD, now=earlier)
    ids = [contact(facts, name) for name in ("Anna Rey", "Beat Frei", "Carla Neri-Bernasconi")]
    ids += [contact(facts, "Dora Blanc", language="de")]
    invite(facts=facts, contact_ids=ids, by_mail=False, actor=SENDER, now=earlier)
    Invitation.objects.filter(contact=ids[1]).update(state="declined", answered_at=earlier)
    leaving = started(facts, batch_size=2, name="Invitation", now=earlier)
    send_due(earlier)
    OutgoingMail.objects.update(state="sent", sent_at=earlier)
    load(with_part(AHEAD, "day", when="2093-05-19"), now=earlier + timedelta(hours=1))
    return addresses(facts, leaving)


def addresses(facts: GatheringFacts, leaving: int) -> dict[str, str]:
    client = Client()
    client.force_login(user_with(Role.MANAGER, facts))
    return {
        "cookie": client.cookies["sessionid"].value,
        "overview": reverse("desk:overview", args=[facts.key]),
        "telling": reverse("desk:telling", args=[facts.key]),
        "preview": reverse("desk:telling_preview", args=[facts.key, "moved", "fr"]),
        "held": reverse("desk:sending", args=[facts.key, leaving]),
    }


def test_every_page_is_accessible_and_fits_a_phone(
    live_server: object,
    pages: dict[str, str],
    open_page: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
    assert_fits: Callable[[Page], None],
) -> None:
    base = str(live_server)
    page = open_page(f"{base}/accounts/login/", width=360)
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": pages.pop("cookie"), "url": base}])
    for name, address in pages.items():
        page.set_viewport_size({"width": 360, "height": 800})
        page.goto(base + address)
        assert_fits(page)
        assert_accessible(page)
        if folder := os.environ.get("FILROUGE_PICTURES"):
            page.screenshot(path=Path(folder) / f"{name}-360.png", full_page=True)
            page.set_viewport_size({"width": 1280, "height": 800})
            page.screenshot(path=Path(folder) / f"{name}-1280.png", full_page=True)
