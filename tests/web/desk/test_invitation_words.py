"""The invitation and its reminder in the organiser's own words: looked at before anybody is invited or reminded."""

import pytest
from django.test import Client

from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from tests.support.clock import at
from tests.support.desk_factories import desk_of, press, send
from tests.support.forms import Page, open_page
from tests.support.mailbox import PostOffice, post_office
from tests.support.sendings import contact

__all__ = ["post_office"]

DESK = "/desk/g/aarau-2023/"
MAIL = f"{DESK}messages/invitation/fr/"
REMINDER = f"{DESK}messages/invitation_reminder/fr/"
INVITE = f"{DESK}invitations/invite/"
REMIND = f"{DESK}invitations/remind/"
FINE = {
    "subject": "{name}, venez à {town}",
    "opening": "Le comité de l’ARTIAS vous convie, {name}.",
    "closing": "Le repas est offert.",
}


@pytest.fixture
def desk(facts: GatheringFacts) -> Client:
    """Somebody who organises, with one contact who reads French."""
    contact(facts, "Anna Rey", language="fr")
    return desk_of(Role.MANAGER, facts)


def written(desk: Client, address: str = MAIL, **texts: str) -> Page:
    """The page of the mail after the words were sent."""
    return press(desk, open_page(desk, address), address, **{**FINE, **texts})


def put_into_use(desk: Client, address: str) -> Page:
    """The answer of the page once its words were looked at and are used."""
    seen = written(desk, address).tree.xpath("string(//input[@name='changed_at']/@value)")
    return send(desk, address, f"{address}use/", changed_at=seen)


def invite_anna(desk: Client) -> None:
    found = open_page(desk, f"{INVITE}?q=Rey")
    boxes = found.tree.xpath("//input[@name='contacts']/@value")
    press(desk, found, INVITE, q="Rey", contacts=boxes, by_mail="on")


def test_the_mail_is_offered_to_be_looked_at_before_anybody_is_invited(desk: Client) -> None:
    page = open_page(desk, INVITE)
    assert {MAIL, f"{DESK}messages/invitation/de/"} <= set(page.links)
    assert "our words" in page.text


def test_the_preview_is_that_of_a_contact_who_reads_the_language(desk: Client) -> None:
    page = open_page(desk, MAIL)
    assert "With the data of Anna Rey, from your directory." in page.text
    assert "Bonjour Anna Rey" in page.said("//pre")
    link = next(line for line in page.said("//pre").split() if "/i/" in line)
    assert desk.get("/i/" + link.rpartition("/i/")[2]).status_code == 404
    german = open_page(desk, f"{DESK}messages/invitation/de/")
    assert "nobody who reads this language" in german.text and "Guten Tag Régine Oberli" in german.said("//pre")
    assert "Guten Tag Régine Oberli" in desk.get(f"{DESK}messages/invitation/de/html/").content.decode()


def test_own_words_leave_with_the_invitation_once_they_were_looked_at(desk: Client, post_office: PostOffice) -> None:
    page = written(desk)
    assert "Anna Rey, venez à Aarau" in page.text
    assert "Le comité de l’ARTIAS" in page.said("//pre")
    assert "your words, not in use yet" in open_page(desk, INVITE).text
    put_into_use(desk, MAIL)
    assert "your words" in open_page(desk, INVITE).text
    invite_anna(desk)
    mail = post_office.deliver_to("anna.rey@lindenau.example")
    assert mail.subject == "Anna Rey, venez à Aarau"
    assert "vous convie, Anna Rey." in mail.text and "Le repas est offert." in mail.text
    assert "vous invite" not in mail.text and "12 mai 2023" in mail.text
    assert any(link.startswith("/i/") for link in mail.links)


def test_words_that_nobody_looked_at_do_not_leave(desk: Client, post_office: PostOffice) -> None:
    written(desk)
    invite_anna(desk)
    mail = post_office.deliver_to("anna.rey@lindenau.example")
    assert mail.subject.startswith("Invitation") and "vous convie" not in mail.text


def test_the_reminder_has_words_of_its_own(desk: Client, post_office: PostOffice) -> None:
    put_into_use(desk, REMINDER)
    invite_anna(desk)
    assert "vous convie" not in post_office.deliver_to("anna.rey@lindenau.example").text
    with at("2023-03-29T09:00:00+02:00"):
        page = open_page(desk, REMIND)
        assert REMINDER in page.links and MAIL not in page.links
        press(desk, page, REMIND, invitations=page.tree.xpath("//input[@name='invitations']/@value"))
        mail = post_office.deliver_to("anna.rey@lindenau.example")
    assert mail.subject == "Anna Rey, venez à Aarau" and "vous convie, Anna Rey." in mail.text


def test_what_cannot_be_replaced_keeps_what_was_typed(desk: Client) -> None:
    page = written(desk, opening="Chère {fonction}")
    assert page.status == 422 and "{fonction} cannot be replaced here" in page.errors()
    assert "Chère {fonction}" in page.text or "Chère {fonction}" in page.source
