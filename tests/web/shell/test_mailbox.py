"""The demonstration's mailbox: for everybody there, for nobody elsewhere; what is shown can do nothing."""

from datetime import UTC, datetime

import pytest
from pytest_django.fixtures import Settings

from filrouge.ground.mail.models import OutgoingMail
from tests.support.forms import open_page, visitor

pytestmark = pytest.mark.django_db
DIARY = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def mail() -> OutgoingMail:
    """A mail with everything."""
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    return OutgoingMail.objects.create(
        kind="account",
        to="anna@town.example",
        language="de",
        state="sent",
        created_at=now,
        sent_at=now,
        subject="Ihre Anmeldung",
        text="Guten Tag <b>Anna</b>\nhttps://town.example/r/x/",
        html="<!doctype html><html><head></head><body style='color:red'><script>x()</script>Guten Tag</body></html>",
        attachments=[{"filename": "day.ics", "content_type": "text/calendar", "content": DIARY}],
    )


@pytest.fixture
def demonstration(settings: Settings) -> None:
    """This is the demonstration."""
    settings.DEMONSTRATION = True


def addresses(mail: OutgoingMail) -> list[str]:
    """Every address of the mailbox."""
    one = f"/mailbox/{mail.pk}/"
    return ["/mailbox/", one, f"{one}html/", f"{one}attached/0/"]


def test_elsewhere_it_does_not_exist(mail: OutgoingMail) -> None:
    assert {visitor().get(address).status_code for address in addresses(mail)} == {404}
    assert not open_page(visitor(), "/").has("//a[@href='/mailbox/']")


@pytest.mark.usefixtures("demonstration")
def test_mails_are_listed_and_read(mail: OutgoingMail) -> None:
    assert open_page(visitor("en"), "/").has("//a[@href='/mailbox/']")
    page = open_page(visitor("en"), "/mailbox/")
    assert "Ihre Anmeldung" in page.text
    page = open_page(visitor("en"), page.links_to(f"/mailbox/{mail.pk}"))
    assert "<b>Anna</b>" in page.text, "plain text stays plain"
    assert page.has(f"//iframe[@src='/mailbox/{mail.pk}/html/'][@sandbox and not(contains(@sandbox, 'allow-scripts'))]")
    assert "frame-src 'self'" in page.response["Content-Security-Policy"]


@pytest.mark.usefixtures("demonstration")
def test_its_html_stands_under_a_policy_of_its_own(mail: OutgoingMail) -> None:
    response = visitor().get(f"/mailbox/{mail.pk}/html/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script-src" not in policy and "allow-scripts" not in policy
    assert "frame-ancestors 'self'" in policy
    assert response["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.usefixtures("demonstration")
def test_an_attachment_comes_under_its_own_type(mail: OutgoingMail) -> None:
    response = visitor().get(f"/mailbox/{mail.pk}/attached/0/")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="day.ics"'
    assert response.content.decode() == DIARY
    assert visitor().get(f"/mailbox/{mail.pk}/attached/1/").status_code == 404
    assert visitor().get(f"/mailbox/{mail.pk + 1}/").status_code == 404


@pytest.mark.usefixtures("demonstration")
def test_an_empty_mailbox_says_what_to_do() -> None:
    assert "Register" in open_page(visitor("en"), "/mailbox/").text
