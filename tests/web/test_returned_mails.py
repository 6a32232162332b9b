"""The doors by which a delivery service tells what came back, and what the desk then shows."""

import base64
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from filrouge.ground import chores
from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.directory.models import Contact
from filrouge.ground.mail.delivery import deliver_due
from filrouge.ground.mail.models import OutgoingMail, ReturnWay, SeenMail
from filrouge.ground.mail.objectors import may_write
from filrouge.ground.people.actors import SYSTEM
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.privacy.actions import take_objection_back
from filrouge.stages.privacy.enums import Source
from filrouge.stages.privacy.models import Objection
from filrouge.stages.sendings.models import Sending
from filrouge.web.shell import clock
from tests.support.clock import at
from tests.support.desk_factories import desk_of, press
from tests.support.forms import open_page
from tests.support.gatherings import fresh_facts, load
from tests.support.mailbox import PostOffice, post_office
from tests.support.sendings import act, approve, contact, sending
from tests.support.service_events import brevo, mailjet

__all__ = ["fresh_facts", "post_office"]

ORGANISER, SECRET = "villes-sociales", "invented-secret"


@pytest.fixture
def facts(db: None) -> Iterator[GatheringFacts]:
    with at(), override_settings(BOUNCES_SECRET=SECRET, DNS_SERVER="127.0.0.1:1"):
        found = load()
        contact(found, "Anna Rey")
        yield found


@pytest.fixture
def desk(facts: GatheringFacts) -> Client:
    return desk_of(Role.MANAGER, facts)


@pytest.fixture
def mail(facts: GatheringFacts) -> OutgoingMail:
    return a_mail(facts)


def a_mail(facts: GatheringFacts, **more: Any) -> OutgoingMail:
    said = {"kind": "sending", "to": "anna.rey@lindenau.example", "language": "fr", "state": "sent"} | more
    said = {"stream": "invitation", "organiser_id": facts.organiser_id, "gathering_id": facts.id} | said
    return OutgoingMail.objects.create(created_at=clock.now(), **said)


def tell(client: Client, service: str, data: Any, **headers: str) -> dict[str, int]:
    headers = headers or {"authorization": f"Bearer {SECRET}"}
    told = client.post(f"/bounces/{service}", data, content_type="application/json", headers=headers)
    assert told.status_code == 200, told.content
    found: dict[str, int] = told.json()
    return found


def test_a_complaint_at_brevo_ends_the_invitations_to_its_reader_at_once(
    facts: GatheringFacts, desk: Client, client: Client, post_office: PostOffice
) -> None:
    contact(facts, "Beat Frei")
    first, key = sending(facts, name="First"), facts.key
    approve(facts, first, now=clock.now())
    act(facts, first, "start", now=clock.now())
    assert chores.do_all(clock.now()) == ()
    post_office.deliver()
    mail = OutgoingMail.objects.get(to="anna.rey@lindenau.example")
    assert tell(client, "brevo/", brevo(mail, "spam")) == {"known": 1, "ignored": 0}

    assert not may_write(facts.organiser_id, mail.to) and may_write(facts.organiser_id, "beat.frei@lindenau.example")
    assert Objection.objects.get().source == "complaint"
    verbs = list(
        AuditEntry.objects.filter(verb__in=["mail:refused", "objection:recorded"]).values_list("verb", flat=True)
    )
    assert sorted(verbs) == ["mail:refused", "objection:recorded"]
    trail = open_page(desk, reverse("desk:trail", args=[key]))
    assert "Somebody called a mail unwanted; no invitation goes to them any more" in trail.text
    page = open_page(desk, reverse("contact", args=[ORGANISER, Contact.objects.get(family_name="Rey").pk]))
    assert "Wants no mails from you since " in page.text
    assert "Called a mail unwanted in their mail program." in page.text
    assert "Wants no more" in open_page(desk, reverse("desk:sending", args=[key, first])).text
    asked = open_page(desk, reverse("objections", args=[ORGANISER]))
    said = press(desk, asked, reverse("objections", args=[ORGANISER]), email=mail.to, look="1")
    assert "Called a mail unwanted in their mail program." in said.text

    second = sending(facts, Sending.objects.get(pk=first).recipients_id, name="Second")
    assert approve(facts, second, now=clock.now()) == 1
    act(facts, second, "start", now=clock.now())
    assert chores.do_all(clock.now()) == ()
    post_office.deliver()
    assert OutgoingMail.objects.filter(to=mail.to).count() == 1, "nothing more is written to them"


def test_what_waits_in_the_outbox_when_they_refuse_does_not_leave(
    facts: GatheringFacts, client: Client, mail: OutgoingMail
) -> None:
    waiting = a_mail(facts, kind="test:many", state="waiting", next_attempt_at=clock.now())
    tell(client, "mailjet/", [mailjet(mail, "unsub"), mailjet(mail, "open")])
    deliver_due(now=clock.now())
    waiting.refresh_from_db()
    assert waiting.state == "withheld"
    assert Objection.objects.get().source == "delivery_service"


def test_the_same_event_told_again_undoes_nothing_that_people_did_since(
    facts: GatheringFacts, client: Client, mail: OutgoingMail
) -> None:
    for _ in range(2):
        assert tell(client, "brevo/", brevo(mail, "spam"))["known"] == 1
        assert tell(client, "brevo/", brevo(mail, "soft_bounce", reason="452 full"))["known"] == 1
    assert (Contact.objects.get().soft_bounces, Objection.objects.count()) == (1, 1)
    said = {"organiser_id": facts.organiser_id, "address": mail.to, "source": Source.DESK}
    take_objection_back(**said, actor=SYSTEM, now=clock.now())  # type: ignore[arg-type]
    tell(client, "brevo/", brevo(mail, "spam"))
    assert not Objection.objects.exists()
    way = ReturnWay.objects.get(way="brevo")
    assert (way.soft, way.objections, way.foreign) == (1, 1, 0)


def test_a_complaint_about_somebodys_own_affairs_is_written_down_and_shown(
    facts: GatheringFacts, desk: Client, client: Client
) -> None:
    own = a_mail(facts, kind="registration_received", stream="transactional")
    tell(client, "mailjet/", mailjet(own, "spam"))
    assert not Objection.objects.exists(), "they still learn what becomes of their registration"
    assert "Called unwanted by its reader on" in open_page(desk, reverse("desk:mails", args=[facts.key])).text
    said = "Somebody called a mail about their own registration unwanted; such mails still go to them"
    assert said in open_page(desk, reverse("desk:trail", args=[facts.key])).text


def test_a_dead_address_is_explained_where_the_next_sending_is_prepared(
    facts: GatheringFacts, desk: Client, client: Client, mail: OutgoingMail
) -> None:
    contact(facts, "Beat Frei")
    pk = sending(facts)
    approve(facts, pk, now=clock.now())
    tell(client, "mailjet/", [mailjet(mail, "bounce", hard_bounce=True, error="user unknown", comment="550 5.1.1")])
    asked = Sending.objects.get().recipients_id
    listed = open_page(desk, reverse("desk:list", args=[facts.key, asked]))
    day = "15 March 2023"
    assert f"Anna Rey (since {day}: user unknown: 550 5.1.1)" in listed.text
    act(facts, pk, "start", now=clock.now())
    assert chores.do_all(clock.now()) == ()
    page = open_page(desk, reverse("desk:sending", args=[facts.key, pk]))
    assert f"since {day}: user unknown: 550 5.1.1" in page.text
    assert "Came back" in open_page(desk, reverse("desk:mails", args=[facts.key])).text


def test_refusals_for_the_time_being_count_and_three_mails_of_them_retire_the_address(
    facts: GatheringFacts, client: Client
) -> None:
    for number in range(3):
        mail = a_mail(facts)
        assert Contact.objects.get().unreachable_at is None, number
        for _ in range(2):
            tell(client, "brevo/", brevo(mail, "soft_bounce", reason="452 4.2.2 mailbox full"))
    found = Contact.objects.get()
    assert (found.soft_bounces, found.unreachable_why) == (3, "452 4.2.2 mailbox full")


def test_who_may_tell(facts: GatheringFacts, mail: OutgoingMail, client: Client) -> None:
    event = brevo(mail, "delivered")

    def status(path: str, **headers: str) -> int:
        return client.post(path, event, content_type="application/json", headers=headers).status_code

    def basic(password: str) -> str:
        return f"Basic {base64.b64encode(f'brevo:{password}'.encode()).decode()}"

    assert status("/bounces/brevo/", authorization=f"Bearer {SECRET}") == 200
    assert status("/bounces/brevo/", authorization=basic(SECRET)) == 200
    assert status(f"/bounces/brevo/{SECRET}/") == 200
    assert status("/bounces/brevo/") == 401
    assert status("/bounces/brevo/", authorization="Bearer ") == 401
    assert status("/bounces/brevo/", authorization=basic("another")) == 401
    assert status("/bounces/brevo/", authorization="Basic ÿ!") == 401
    assert status("/bounces/brevo/another-secret/") == 401
    assert status("/bounces/elsewhere/", authorization=f"Bearer {SECRET}") == 404
    with override_settings(BOUNCES_SECRET=""):
        assert status("/bounces/brevo/", authorization="Bearer ") == 404
    said = client.post(
        "/bounces/brevo/", "no JSON", content_type="application/json", headers={"authorization": basic(SECRET)}
    )
    assert said.status_code == 400


def test_a_thousand_events_of_one_second_are_more_than_a_form_may_hold(
    facts: GatheringFacts, client: Client, mail: OutgoingMail
) -> None:
    events = [mailjet(mail, "sent", smtp_reply="250 2.0.0 OK") for _ in range(1500)] + [mailjet(mail, "spam")]
    assert tell(client, "mailjet/", events) == {"known": 1, "ignored": 1500}


def test_events_of_mails_that_are_not_ours_and_of_other_addresses_change_nothing(
    facts: GatheringFacts, client: Client, mail: OutgoingMail
) -> None:
    strange = [
        mailjet(mail, "spam", CustomID="newsletter-7"),
        mailjet(mail, "spam", email="beat.frei@lindenau.example"),
        mailjet(mail, "bounce", hard_bounce=True, CustomID="mail-99999999@localhost.example"),
    ]
    assert tell(client, "mailjet/", strange) == {"known": 0, "ignored": 0}
    assert not Objection.objects.exists() and Contact.objects.get().unreachable_at is None
    assert ReturnWay.objects.get().foreign == 3


def test_the_page_says_how_learning_goes_and_what_waits_for_people(
    facts: GatheringFacts, desk: Client, client: Client, mail: OutgoingMail
) -> None:
    address = reverse("deliverability", args=[ORGANISER])
    with override_settings(BOUNCES_SECRET=""):
        assert "Nobody reads what comes back" in open_page(desk, address).text
    with override_settings(DELIVERY_SERVICE="brevo"):
        page = open_page(desk, address)
        assert "Brevo" in page.text and "nothing heard yet" in page.text
        tell(client, "brevo/", brevo(mail, "spam"))
        tell(client, "brevo/", brevo(mail, "opened"))
        page = open_page(desk, address)
    assert "Last heard of on" in page.text
    assert "Readers who want no more mails" in page.text and "Events of no interest" in page.text
    way = ReturnWay.objects.create(
        way="imap",
        trouble="refused",
        trouble_said="[AUTHENTICATIONFAILED] Invalid credentials",
        trouble_since=clock.now(),
        next_at=clock.now(),
    )
    SeenMail.objects.create(way=way, mark="1.1", found="person")
    mailbox = {"host": "imap.town.example", "user": "fil-rouge@town.example"}
    with override_settings(IMAP=mailbox):
        page = open_page(desk, address)
    assert "fil-rouge@town.example at imap.town.example is read every 5 minutes." in page.text
    assert "refuses user or password" in page.text and "[AUTHENTICATIONFAILED] Invalid credentials" in page.text
    assert "tried again by itself on" in page.text
    assert "Open the mailbox with a mail program and answer" in page.text
    assert "Mails of people, left in the mailbox" in page.text
