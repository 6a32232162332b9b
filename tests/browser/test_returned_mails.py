"""The page that says whether mails arrive and how what came back is learned, on a phone and for everybody."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse
from playwright.sync_api import Page

from filrouge.ground.mail.models import ReturnWay, SeenMail
from filrouge.ground.people.enums import Role
from tests.support.desk_factories import user_with
from tests.support.gatherings import load

pytestmark = pytest.mark.django_db(transaction=True)

MAILBOX = {"host": "imap.villes-sociales.example", "user": "fil-rouge@rencontres.villes-sociales.example"}


def test_the_page_fits_a_phone_and_is_accessible(
    live_server: object,
    open_page: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
    assert_fits: Callable[[Page], None],
) -> None:
    facts, now = load(), datetime.now(UTC)
    said: dict[str, Any] = {
        "trouble": "refused",
        "trouble_said": "[AUTHENTICATIONFAILED] Authentication" + "failed" * 12,
    }
    since: dict[str, Any] = {"trouble_since": now - timedelta(hours=3), "next_at": now + timedelta(hours=1)}
    way = ReturnWay.objects.create(way="imap", hard=12, soft=3, foreign=1, read_at=now, **said, **since)
    for number, found in enumerate(["person", "person", "unreadable"]):
        SeenMail.objects.create(way=way, mark=f"1.{number}", found=found)
    ReturnWay.objects.create(way="brevo", hard=7, objections=2, ignored=4180, read_at=now)
    client = Client()
    client.force_login(user_with(Role.MANAGER, facts))
    base = str(live_server)
    with override_settings(IMAP=MAILBOX, BOUNCES_SECRET="invented", DNS_SERVER="127.0.0.1:1"):
        page = open_page(f"{base}/accounts/login/", width=360)
        session = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies["sessionid"].value, "url": base}
        page.context.add_cookies([session])  # type: ignore[list-item]
        page.goto(base + reverse("deliverability", args=[facts.organiser_key]))
        assert_fits(page)
        assert_accessible(page)
        if folder := os.environ.get("FILROUGE_PICTURES"):
            page.screenshot(path=Path(folder) / "returned-360.png", full_page=True)
            page.set_viewport_size({"width": 1280, "height": 800})
            page.screenshot(path=Path(folder) / "returned-1280.png", full_page=True)
