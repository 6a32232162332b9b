"""Passkeys in a real browser with a virtual authenticator, under our content security policy."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page

from filrouge.ground.people.models import User

pytestmark = pytest.mark.django_db(transaction=True)
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def manager() -> User:
    """Somebody with a password."""
    cache.clear()
    return User.objects.create_user("regine@villes.example", password="a long enough sentence")


def sign_in_by_password(page: Page, user: User) -> None:
    """Open the panel, type, send; then prove it once more, since a passkey touches the account's safety."""
    page.locator("summary").click()
    page.locator("#id_login").fill(user.email)
    page.locator("#id_password").fill("a long enough sentence")
    page.locator(".dialog__panel button").click()
    page.wait_for_url("**/reauthenticate/**")
    page.locator("#id_password").fill("a long enough sentence")
    page.locator("main form button").click()


def test_a_passkey_is_added_and_then_opens_the_account_alone(
    live_server: Any, open_page: Callable[..., Page], assert_accessible: Callable[[Page], None], manager: User
) -> None:
    page = open_page(f"{live_server.url}/accounts/login/?next=/accounts/2fa/webauthn/add/", language="en")
    assert_accessible(page)
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    sign_in_by_password(page, manager)
    page.wait_for_url("**/webauthn/add/")
    assert_accessible(page)
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/recovery-codes/")
    assert page.locator(".codes li").count() == 10
    assert_accessible(page)

    page.goto(f"{live_server.url}/accounts/logout/")
    page.locator("main form button").click()
    page.goto(f"{live_server.url}/accounts/login/?next=/accounts/2fa/")
    page.locator("#passkey_login").click()
    page.wait_for_url(f"{live_server.url}/accounts/2fa/")
    assert manager.email in page.locator("main").inner_text()
    assert_accessible(page)


def test_a_device_that_refuses_is_said_in_words(
    live_server: Any, open_page: Callable[..., Page], manager: User
) -> None:
    page = open_page(f"{live_server.url}/accounts/login/", language="en")
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})  # it holds no key of this site
    page.locator("#passkey_login").click()
    page.locator("#passkey-problem").wait_for(state="visible")


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_ways_in_fit_every_window(
    live_server: Any, open_page: Callable[..., Page], assert_fits: Callable[[Page], None], width: int
) -> None:
    for address in ("login/", "login/code/", "password/reset/"):
        page = open_page(f"{live_server.url}/accounts/{address}", width=width, javascript=False)
        assert_fits(page)
