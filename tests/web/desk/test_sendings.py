"""From the directory to a sending through the pages of the desk, and the door for those who want no more mails."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse

from filrouge.ground import chores
from filrouge.ground.directory.models import Contact, ContactFunction
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.mail.objectors import no_more_mails_path
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.privacy.models import Objection
from filrouge.stages.sendings.models import Sending
from filrouge.web.shell import clock
from tests.support import people
from tests.support.clock import at
from tests.support.desk_factories import desk_of, press, token_of
from tests.support.forms import Page, open_page, visitor
from tests.support.gatherings import fresh_facts, load
from tests.support.people import EXECUTIVE
from tests.support.sendings import contact, recipient_list, sending

__all__ = ["fresh_facts"]


@pytest.fixture
def facts(db: None) -> Iterator[GatheringFacts]:
    with at():
        yield load()


def upload(client: Client, address: str, name: str, data: bytes, **more: Any) -> Page:
    """Send a file with the other fields of its form."""
    page = open_page(client, address)
    said = {"csrfmiddlewaretoken": token_of(page), "file": SimpleUploadedFile(name, data), **more}
    response = client.post(address, said)
    return open_page(client, response["Location"]) if response.status_code == 303 else Page(client, response, address)


ORGANISER = "villes-sociales"
NEW = {
    "civility": "madam",
    "given_name": "Anna",
    "family_name": "Rey",
    "email": "Anna.Rey@Lindenau.example",
    "language": "fr",
    "body": "Stadt Lindenau",
    "function": "executive_member",
    "source": "Annuaire des villes",
    "source_on": "2023-01-10",
}


def test_a_contact_is_added_gets_a_second_function_and_loses_the_first(facts: GatheringFacts, desk: Client) -> None:
    add = reverse("contact_add", args=[ORGANISER])
    wrong = press(desk, open_page(desk, add), add, **{**NEW, "body": "Lindenauh", "source": ""})
    assert wrong.status == 422 and "no body of this name" in wrong.errors() and wrong.value("given_name") == "Anna"
    page = press(desk, open_page(desk, add), add, **{**NEW, "body": "Ville de Lindenau"})
    assert "Rey, Anna" in page.said("//h1") and "executive member, Ville de Lindenau" in page.text
    assert "Annuaire des villes, " in page.text and "anna.rey@lindenau.example" in page.text
    twice = press(desk, open_page(desk, add), add, **{**NEW, "given_name": "Berta", "body": ""})
    assert "Rey, Anna has this address already" in twice.errors()
    pk = Contact.objects.get().pk
    page = press(desk, page, reverse("contact_function_add", args=[ORGANISER, pk]), label="Présidente", body="Aarau")
    assert page.status == 422 and "no body of this name" in page.errors()
    page = press(
        desk, page, reverse("contact_function_add", args=[ORGANISER, pk]), label="Présidente", body="Entraide romande"
    )
    assert "Présidente, Entraide romande" in page.text
    first = ContactFunction.objects.order_by("pk").first()
    assert first is not None
    ended = press(desk, page, reverse("contact_function_end", args=[ORGANISER, pk, first.pk]), on="2023-03-01")
    assert "executive member, Ville de Lindenau" in ended.text and "ended" in ended.text, "history stays"
    listed = open_page(desk, reverse("contacts", args=[ORGANISER]) + "?q=entraide")
    assert "Présidente" in listed.text and "executive member" not in listed.said("//tbody")


def test_a_list_says_in_words_who_is_on_it_and_why_and_who_is_left_out(facts: GatheringFacts, desk: Client) -> None:
    contact(facts, "Anna Rey")
    contact(facts, "Beat Frei", function="project_officer")
    contact(facts, "Carla Neri", email="", function="head_of_social_services")
    contact(facts, f"{EXECUTIVE.given} {EXECUTIVE.family}", email=EXECUTIVE.email)
    people.registered(EXECUTIVE, facts, "day")
    page = press(
        desk,
        open_page(desk, reverse("desk:list_add", args=[facts.key])),
        reverse("desk:list_add", args=[facts.key]),
        name="Exécutifs",
        first_membership="member",
        first_function=["executive_member", "head_of_social_services"],
        only_unanswered="on",
    )
    assert "executive members and heads of social services of " in page.text.lower()
    assert "not yet answered" in page.text
    assert "1 person is on it today" in page.text
    assert "Rey, Anna" in page.said("//tbody") and "Frei" not in page.said("//tbody")
    assert "executive members" in page.said("//tbody//td[2]"), "why"
    assert "Has answered already." in page.text and "Has no e-mail address in the directory." in page.text


def test_a_sending_is_written_and_looked_at_as_each_recipient_would_read_it(
    facts: GatheringFacts, desk: Client
) -> None:
    anna = contact(facts, "Anna Rey")
    contact(facts, "Urs Weber", language="de")
    asked, key = recipient_list(facts), facts.key
    add = reverse("desk:sending_add", args=[key])
    said = {"name": "Invitation", "recipients": str(asked), "fallback": "fr", "batch_size": "1", "pause_minutes": "10"}
    page = press(desk, open_page(desk, add), add, **said)
    pk = Sending.objects.get().pk
    assert "The text in French" in page.text, "it says what lacks"
    text = reverse("desk:sending_text", args=[key, pk, "fr"])
    wrong = press(desk, open_page(desk, text), text, subject="Bonjour {prenom}", body="{link}")
    assert "{prenom} cannot be replaced here" in wrong.errors()
    assert wrong.value("body").strip() == "{link}"
    page = press(desk, open_page(desk, text), text, subject="Invitation", body="Bonjour {name}\n{link}")
    assert "2 people would receive it" in page.text
    shown = open_page(desk, reverse("desk:sending_preview", args=[key, pk, anna]))
    assert "Bonjour Anna Rey" in shown.text
    assert not OutgoingMail.objects.exists()


def test_an_annex_that_is_announced_must_be_there_and_be_a_pdf(facts: GatheringFacts, desk: Client) -> None:
    contact(facts, "Anna Rey")
    pk, key = sending(facts), facts.key
    here = reverse("desk:sending", args=[key, pk])
    add = reverse("desk:sending_annex_add", args=[key, pk])
    page = press(desk, open_page(desk, here), add, title="Programme")
    assert "The annex “Programme” is announced, but the file is not there." in page.text
    put = reverse("desk:sending_annex_put", args=[key, pk, Sending.objects.get().annexes.get().pk])
    for data, said in ((b"PK", "The file is not a PDF"), (b"%PDF-1.7 x", "is there")):
        file = SimpleUploadedFile("p.pdf", data)
        desk.post(put, {"csrfmiddlewaretoken": token_of(open_page(desk, here)), "file": file})
        assert said in open_page(desk, here).text


def test_a_manager_approves_starts_follows_pauses_and_stops(facts: GatheringFacts, desk: Client) -> None:
    contact(facts, "Anna Rey")
    contact(facts, "Urs Weber", language="de")
    pk, key = sending(facts, batch_size=1), facts.key
    here = reverse("desk:sending", args=[key, pk])
    page = open_page(desk, here)
    approve = reverse("desk:sending_approve", args=[key, pk])
    assert "Somebody changed this sending meanwhile" in press(desk, page, approve, seen="another instant").source
    page = press(desk, page, approve, seen=page.tree.xpath("//input[@name='seen']/@value")[0])
    assert "Approved in your name for 2 people" in page.text
    assert "Approved by Régine Oberli" in page.text
    page = press(desk, page, reverse("desk:sending_act", args=[key, pk, "start"]))
    chores.do_all(clock.now())
    page = open_page(desk, here + "?live=1")
    assert page.response["Refresh"] == "10", "it comes anew without JavaScript"
    assert "In the outbox" in page.text
    assert "Waits for a batch" in page.text
    page = press(desk, page, reverse("desk:sending_act", args=[key, pk, "pause"]))
    assert "Paused" in page.text
    assert "Refresh" not in page.response
    assert "Stopped" in press(desk, page, reverse("desk:sending_act", args=[key, pk, "stop"])).text


def test_an_editor_prepares_and_does_not_approve(facts: GatheringFacts) -> None:
    contact(facts, "Anna Rey")
    pk = sending(facts)
    editor = desk_of(Role.EDITOR, facts)
    page = open_page(editor, reverse("desk:sending", args=[facts.key, pk]))
    assert "Somebody with the role of manager approves it." in page.text
    address = reverse("desk:sending_approve", args=[facts.key, pk])
    assert press(editor, page, address, seen="x").status == 403


def test_one_click_refuses_more_mails_and_opening_the_address_does_not(facts: GatheringFacts) -> None:
    address = no_more_mails_path(facts.organiser_id, "anna.rey@lindenau.example")
    page = open_page(visitor("en"), address)
    assert page.has("//main//form//button") and not Objection.objects.exists()
    response = Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 204 and Objection.objects.count() == 1


CSV = """Nom;Prénom;Courriel;Fonction;Organisme;Parti;Langue
Rey;Anna;anna.rey@lindenau.example;membre de l’exécutif;Ville de Lindenau;PS;fr
Rey;Anna;anna.rey@lindenau.example;;;;
Frei;Beat;beat.frei(at)lindenau;;;;de
Neri;Carla;c.neri@ailleurs.example;Cheffe;Ville d’Ailleurs;;it
Blanc;Dora;dora.blanc@neuf.example;;;;
"""


def test_a_spreadsheet_is_shown_line_by_line_before_anybody_becomes_a_contact(
    facts: GatheringFacts, desk: Client
) -> None:
    blanc = contact(facts, "Dora Blanc")
    address = reverse("contacts_import", args=[ORGANISER])
    said = {"source": "Annuaire 2023", "source_on": "2023-03-01"}
    page = upload(desk, address, "liste.csv", CSV.encode(), **said)
    assert Contact.objects.count() == 1, "nothing is written before somebody says so"
    assert "Parti" in page.said("//*[contains(@class, 'notice')]")
    problems = page.said("//*[@id='problem']")
    assert "The same address stands on an earlier line." in problems and "not an e-mail address" in problems
    assert "Line 3" in problems and "Line 4" in problems
    assert "The same person as Blanc, Dora" in page.said("//*[@id='like']")
    assert "kept as printed" in page.said("//*[@id='new']")
    take = page.tree.xpath("//form[@id='take-form']/@action")[0]
    seen = page.tree.xpath("//input[@name='seen']/@value")[0]
    done = press(desk, page, take, seen=seen, line_6=str(blanc))
    assert "2 contacts added, 1 completed, 2 lines left out" in done.source
    anna = Contact.objects.get(email="anna.rey@lindenau.example")
    assert (anna.source, anna.functions.get().function) == ("Annuaire 2023", "executive_member")
    neri = Contact.objects.get(family_name="Neri").functions.get()
    assert neri.label == {"it": "Cheffe, Ville d’Ailleurs"} and neri.organisation is None
    assert Contact.objects.filter(family_name="Blanc").count() == 1


VCF = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Rey;Anna;;;\r\nFN:Anna Rey\r\nEMAIL;TYPE=HOME:privat@rey.example\r\n"
    "EMAIL;TYPE=INTERNET,PREF:anna.rey@linde\r\n nau.example\r\nORG:Ville de Lindenau;Social\r\n"
    "TITLE:membre de l’exécutif\r\nNOTE:private\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCl=\r\nler;Urs\r\n"
    "EMAIL:urs@stadt.example\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Carla Neri\r\nEMAIL;PREF=1:carla@citta.example\r\nLANG:it\r\nEND:VCARD\r\n"
)


def test_vcards_of_three_versions(facts: GatheringFacts, desk: Client) -> None:
    address = reverse("contacts_import", args=[ORGANISER])
    page = upload(desk, address, "cards.vcf", VCF.encode(), source="Cartes", source_on="2023-03-01")
    take = page.tree.xpath("//form[@id='take-form']/@action")[0]
    press(desk, page, take, seen=page.tree.xpath("//input[@name='seen']/@value")[0])
    rows = Contact.objects.order_by("email").values_list("email", "given_name", "family_name", "language")
    assert list(rows) == [
        ("anna.rey@lindenau.example", "Anna", "Rey", "fr"),
        ("carla@citta.example", "Carla", "Neri", "it"),
        ("urs@stadt.example", "Urs", "Müller", "fr"),
    ]
    assert ContactFunction.objects.get(contact__family_name="Rey").function == "executive_member"


def test_a_delivery_service_tells_what_came_back(facts: GatheringFacts, client: Client) -> None:
    contact(facts, "Anna Rey")
    mail = OutgoingMail.objects.create(
        kind="sending",
        to="anna.rey@lindenau.example",
        language="fr",
        organiser_id=facts.organiser_id,
        state="sent",
        created_at=clock.now(),
    )
    event = {
        "type": "bounce",
        "message_id": f"<mail-{mail.pk}@localhost.example>",
        "address": mail.to,
        "permanent": True,
        "reason": "550 no such user",
    }

    def tell(secret: str, data: Any) -> int:
        told = client.post(
            "/bounces/", data, content_type="application/json", headers={"authorization": f"Bearer {secret}"}
        )
        return told.status_code

    assert tell("x", {"events": [event]}) == 404, "no secret is set"
    with override_settings(BOUNCES_SECRET="invented"):
        assert tell("x", {"events": [event]}) == 401
        assert tell("invented", {"event": []}) == 400
        assert tell("invented", {"events": [{**event, "message_id": "<mail-1@elsewhere.example>"}]}) == 200
        assert Contact.objects.get().unreachable_at is None, "a report of a mail that is not ours"
        assert tell("invented", {"events": [event]}) == 200
    found = Contact.objects.get()
    assert (found.unreachable_at, found.unreachable_why) == (clock.now(), "550 no such user")
    page = open_page(desk_of(Role.EDITOR, facts), reverse("contact", args=[ORGANISER, found.pk]))
    assert "takes no mail since" in page.text and "550 no such user" in page.text
