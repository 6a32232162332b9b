"""Signing in with a code by mail, with a password; what is closed; what a stranger can learn."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from filrouge.ground.mail.delivery import deliver_due
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.models import User
from tests.support.forms import Page, open_page, visitor
from tests.support.mailbox import PostOffice
from tests.web.accounts.conftest import MANAGER

LOGIN, CONFIRM = "/accounts/login/", "/accounts/login/code/confirm/"


def send(page: Page, action: str, **answers: str) -> Page:
    """Fill the form that goes to this address, and follow where it leads."""
    form = next(form for form in page.tree.forms if (form.action or "").partition("?")[0] == action)
    for name, value in answers.items():
        form.fields[name] = value
    response = page.client.post(form.action, dict(form.form_values()))
    if response.status_code == 302:
        return open_page(page.client, response["Location"])
    return Page(page.client, response, action)


def ask_for_code(email: str) -> Page:
    """From the login page to the page that takes the code."""
    return send(open_page(visitor("en"), LOGIN), "/accounts/login/code/", email=email)


def is_signed_in(page: Page) -> bool:
    """Whether the desk opens."""
    return bool(page.client.get("/desk/").status_code == 200)


def test_a_code_comes_by_mail_and_opens_the_desk(manager: User, post_office: PostOffice) -> None:
    page = ask_for_code(MANAGER)
    assert MANAGER in page.text
    letter = post_office.deliver_to(MANAGER)
    code = re.search(r"^\s+([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", letter.text, re.MULTILINE)
    assert code, letter.text
    assert code[1] in letter.html
    assert code[1] in letter.subject

    page = send(page, CONFIRM, code=code[1].lower().replace("-", ""))
    assert page.address == "/desk/"
    assert is_signed_in(page)


def test_a_wrong_code_opens_nothing_and_says_what_to_do(manager: User) -> None:
    page = send(ask_for_code(MANAGER), CONFIRM, code="AAAA-AAAA")
    assert "Compare it with the mail" in page.errors()
    assert not is_signed_in(page)
    for _ in range(3):
        page = send(page, CONFIRM, code="AAAA-AAAA") if page.has(f"//form[@action='{CONFIRM}']") else page
    assert not page.has(f"//form[@action='{CONFIRM}']"), "after three tries the code is void"


def test_a_code_is_void_after_a_quarter_of_an_hour(manager: User) -> None:
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        page = ask_for_code(MANAGER)
        deliver_due(now=datetime.now(UTC))
        code = OutgoingMail.objects.get().context["subject"].split()[0]
        clock.shift(timedelta(minutes=16))
        page = send(page, CONFIRM, code=code)
    assert not is_signed_in(page)


def test_for_an_unknown_address_the_page_is_the_same_and_the_mail_says_so(
    manager: User, post_office: PostOffice
) -> None:
    known, unknown = ask_for_code(MANAGER), ask_for_code("nobody@villes.example")
    assert known.text.replace(MANAGER, "") == unknown.text.replace("nobody@villes.example", "")
    letters = {letter.to: letter for letter in post_office.deliver()}
    assert "no account" in letters["nobody@villes.example"].text
    assert "/accounts/signup" not in letters["nobody@villes.example"].text


def test_a_password_opens_the_desk(manager: User) -> None:
    manager.set_password("a long enough sentence")
    manager.save(update_fields=["password"])
    page = open_page(visitor("en"), LOGIN)
    wrong = send(page, LOGIN, login=MANAGER, password="another sentence")
    assert "do not belong together" in wrong.errors()
    assert wrong.has("//details[@open]"), "the form that was filled is open"
    assert is_signed_in(send(page, LOGIN, login=MANAGER, password="a long enough sentence"))


def test_after_signing_in_one_comes_back_to_the_page_that_was_asked_for(manager: User) -> None:
    client = visitor("en")
    page = open_page(client, client.get("/accounts/2fa/")["Location"])
    page = send(page, "/accounts/login/code/", email=MANAGER)
    code = OutgoingMail.objects.get().context["subject"].split()[0]
    assert send(page, CONFIRM, code=code).address == "/accounts/2fa/"


def test_a_forgotten_password_is_replaced_by_a_link(manager: User, post_office: PostOffice) -> None:
    page = send(open_page(visitor("en"), "/accounts/password/reset/"), "/accounts/password/reset/", email=MANAGER)
    assert "on its way" in page.text
    link = next(link for link in post_office.deliver_to(MANAGER).links if "/password/reset/key/" in link)
    response = page.client.get(link)
    page = open_page(page.client, response["Location"])
    page = send(page, page.address, password1="twelve letters or more", password2="twelve letters or more")
    assert "is set" in page.text
    manager.refresh_from_db()
    assert manager.check_password("twelve letters or more")
    again = open_page(visitor("en"), link)
    assert "can no longer be used" in again.text


@pytest.mark.parametrize("address", ["signup/", "email/", "confirm-email/", "confirm-email/abc/", "signup/passkey/"])
def test_nobody_signs_up_or_changes_an_address(manager: User, address: str) -> None:
    client = visitor("en")
    client.force_login(manager)
    for browser in (visitor("en"), client):
        assert browser.get(f"/accounts/{address}").status_code == 404
        assert browser.post(f"/accounts/{address}", {"email": "me@town.example"}).status_code in (403, 404)
    assert User.objects.count() == 1


@pytest.mark.parametrize("language", ["fr", "de", "it", "en"])
@pytest.mark.parametrize(
    "address",
    [
        "login/",
        "login/code/",
        "password/reset/",
        "password/reset/done/",
        "password/reset/key/done/",
        "inactive/",
        "password/reset/key/1-nothing/",
    ],
)
def test_every_page_before_signing_in_is_whole(manager: User, address: str, language: str) -> None:
    page = open_page(visitor(language), f"/accounts/{address}")
    assert page.status == 200
    assert page.said("//h1")


@pytest.mark.parametrize(
    "address",
    ["logout/", "password/set/", "2fa/", "2fa/webauthn/", "2fa/webauthn/add/", "2fa/totp/activate/"],
)
def test_every_page_after_signing_in_is_whole(manager: User, address: str) -> None:
    client = visitor("en")
    client.force_login(manager)
    page = open_page(client, f"/accounts/{address}")
    assert page.status in (200, 302)
    if page.status == 200:
        assert page.said("//h1")
