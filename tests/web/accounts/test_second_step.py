"""The authenticator app and the recovery codes."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.models import User
from tests.support.forms import Page, open_page, visitor
from tests.web.accounts.conftest import MANAGER
from tests.web.accounts.test_signing_in import CONFIRM, ask_for_code, is_signed_in, send

ACTIVATE = "/accounts/2fa/totp/activate/"


def app_code(secret: str) -> str:
    """What an authenticator app would show now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def with_app(manager: User) -> tuple[Page, str]:
    """The manager's browser after setting up an app, and the app's secret."""
    client = visitor("en")
    client.force_login(manager)
    page = open_page(client, ACTIVATE)
    assert page.has("//figure//*[local-name()='svg']"), "the square to scan is part of the page"
    secret = page.said("//figure//code")
    return send(page, ACTIVATE, code=app_code(secret)), secret


@pytest.mark.django_db(transaction=True)  # allauth tells and mails once the change is committed
def test_the_app_is_asked_for_after_the_code_and_a_recovery_code_replaces_it(manager: User) -> None:
    page, _secret = with_app(manager)
    codes = [code.text for code in page.tree.xpath("//main//li/code")]
    assert len(codes) == 10
    assert OutgoingMail.objects.filter(to=MANAGER).count() == 1, "the owner is told of the change"

    OutgoingMail.objects.order_by("pk").delete()
    page = ask_for_code(MANAGER)
    page = send(page, CONFIRM, code=OutgoingMail.objects.get().context["subject"].split()[0])
    assert page.address.startswith("/accounts/2fa/authenticate/")
    assert not is_signed_in(page)
    wrong = post_code(page, "00000000")
    assert "not the right one" in wrong.errors()
    assert is_signed_in(post_code(page, codes[0]))


def post_code(page: Page, code: str) -> Page:
    """Fill the form for the code, not the one for the passkey."""
    form = next(form for form in page.tree.forms if "code" in form.fields)
    form.fields["code"] = code
    response = page.client.post("/accounts/2fa/authenticate/", dict(form.form_values()))
    if response.status_code == 302:
        return open_page(page.client, response["Location"])
    return Page(page.client, response, page.address)
