"""Behaviours about people around a registration: passed on, sent twice, replaced; each with its whole list."""

from typing import Any

import pytest
from django.test import Client

from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.enums import Role
from filrouge.stages.registration.models import (
    Forwarding,
    PartRegistration,
    Registration,
    SecondForm,
)
from tests.support import gatherings, people
from tests.support.clock import at
from tests.support.desk_factories import desk_of, press
from tests.support.forms import Page, open_form, open_page, visitor
from tests.support.gatherings import AARAU, HEALTH, changed
from tests.support.mailbox import Letter, PostOffice
from tests.support.people import EXECUTIVE, HEAD, OFFICER, PARTNER, Person
from tests.support.soundness import faults
from tests.support.traces import states
from tests.support.whole_database import places_of_text

pytestmark = pytest.mark.django_db

FORWARDED = changed(AARAU, registration=AARAU["registration"] | {"forwarding": "within_organisation"})
Y = OFFICER.but(given="Yvonne", family="Chevalley", email="y.chevalley@lindenau.example")


# --------------------------------------------------------------------------------------------------------- passing on


def pass_on(page: Page, *persons: Person, words: str = "") -> Page:
    """From the personal page, pass the gathering on to people by name and address."""
    form = open_page(page.client, page.links_to("pass-on"))
    assert form.has("//form//input[@name='name_1']")
    answers = {"words": words}
    for number, person in enumerate(persons, start=1):
        answers |= {f"name_{number}": person.full, f"email_{number}": person.email}
    token = form.tree.xpath("//input[@name='csrfmiddlewaretoken']/@value")[0]
    response = page.client.post(form.address, {"csrfmiddlewaretoken": token, **answers})
    assert response.status_code == 303, response.content.decode()
    return open_page(page.client, response["Location"])


def form_link(letter: Letter) -> str:
    """The one link of a letter that leads to the form."""
    (link,) = {link for link in letter.links if "/register/" in link}
    return link


def used_for_one_mail_only(person: Person, desk: Client, post_office: PostOffice) -> Letter:
    """The one letter to somebody who is not registered yet: their address stands in that mail and nowhere else."""
    assert OutgoingMail.objects.get(to=person.email).kind == "passed_on"
    assert set(places_of_text(person.email)) == {"OutgoingMail.to", "OutgoingMail.context"}
    assert person.email not in open_page(desk, "/desk/g/aarau-2023/passed-on/").source
    letter = post_office.deliver_to(person.email)
    assert EXECUTIVE.full in letter.text
    assert "Le sujet te concerne." in letter.text
    assert not [link for link in letter.links if link.startswith("/r/")]
    assert post_office.deliver() == []
    return letter


@pytest.mark.behaviour("S0-B14")
def test_passed_on_inside_the_organisation(post_office: PostOffice) -> None:
    with at():
        facts = gatherings.load(FORWARDED)
        desk = desk_of(Role.MANAGER, facts)
        x_page = open_form().fill(EXECUTIVE.answers, tick=["eve", "day"]).send()
        x = Registration.objects.get(email=EXECUTIVE.email)
        post_office.deliver()
        before = everything_of(x)
        pass_on(x_page, Y, words="Le sujet te concerne.")
        # Y's address is used for nothing else before Y registers
        letter = used_for_one_mail_only(Y, desk, post_office)
        # Y uses the link
        form = open_page(visitor(), form_link(letter)).fill(Y.answers, tick=["eve", "day"])
        assert EXECUTIVE.full in form.text
        y_page = form.send()
        y = Registration.objects.get(email=Y.email)
        # Y's registration shows invited through X
        assert y.invited_through == x
        assert Forwarding.objects.get().registration == y
        shown = open_page(desk, f"/desk/g/aarau-2023/registrations/{y.pk}/")
        assert shown.said("//div[dt='Invited through']/dd") == EXECUTIVE.full
        # X's own invitation is unchanged
        assert everything_of(x) == before
        assert x_page.client.get(x_page.address).status_code == 200
        assert list(OutgoingMail.objects.order_by("pk").values_list("kind", flat=True)) == [
            "registration_received",
            "passed_on",
            "registration_received",
        ]
        # Y does not inherit X's right to the eve
        assert y_page.decision("eve") == "refused"
        assert y_page.decision("day") == "confirmed"
        # X is told how many came, and not who
        own = open_page(x_page.client, x_page.links_to("pass-on"))
        assert "1 person" in own.text or "1 personne" in own.text
        assert faults(facts.id) == []


def everything_of(registration: Registration) -> list[Any]:
    """Every value of a registration and of its parts."""
    rows = [Registration.objects.filter(pk=registration.pk), PartRegistration.objects.filter(registration=registration)]
    return [list(some.order_by("pk").values()) for some in rows]


@pytest.mark.behaviour("S0-B15")
def test_passed_on_outside_is_noticed_not_trusted(post_office: PostOffice) -> None:
    with at():
        facts = gatherings.load(FORWARDED)
        desk = desk_of(Role.MANAGER, facts)
        x_page = open_form().fill(EXECUTIVE.answers, tick=["eve"]).send()
        pass_on(x_page, Y)
        link = form_link({letter.to: letter for letter in post_office.deliver()}[Y.email])
        x = Registration.objects.get(email=EXECUTIVE.email)
        # treated by D's own status (member, partner or other)
        member, partner, other = HEAD, PARTNER, people.STRANGER
        answered = {}
        for person in (member, partner, other):
            page = open_page(visitor(), link).fill(person.answers, tick=["eve", "day"]).send()
            answered[person] = (page.decision("eve"), page.decision("day"))
        assert answered == {
            member: ("confirmed", "confirmed"),
            partner: ("refused", "confirmed"),
            other: ("refused", "ask"),
        }
        # trail still recorded
        through = Registration.objects.filter(invited_through=x).order_by("pk")
        assert [row.email for row in through] == [member.email, partner.email, other.email]
        assert Forwarding.objects.get().registration == through[0]
        tree = open_page(desk, "/desk/g/aarau-2023/passed-on/")
        assert tree.said("//section[contains(@class, 'row')]/h2") == "Ville de Lindenau"
        for person in (member, partner, other):
            shown = tree.said(f"//ul//ul/li[contains(., '{person.family}')]")
            assert person.organisation in shown
        assert faults(facts.id) == []


COORDINATOR = Person("Awa", "Delecroix", "a.delecroix@valprieux.example", "Ville de Valprieux", "asv_coordinator")
LOCAL_PARTNERS = (
    Person("Basile", "Hennebelle", "b@valprieux.example", "Ville de Valprieux", "urban_policy_manager"),
    Person("Chloé", "Vanhoutte", "c@valprieux.example", "Ville de Valprieux", "urban_policy_officer"),
    Person("Denis", "Lefebvre", "d@valprieux.example", "Ville de Valprieux", "asv_project_assistant"),
)


@pytest.mark.behaviour("S2-B11")
def test_invite_the_partners_of_my_territory(post_office: PostOffice) -> None:
    with at("2016-11-02T09:00:00+01:00"):
        facts = gatherings.load(changed(HEALTH, registration={"forwarding": "within_territory"}))
        desk = desk_of(Role.MANAGER, facts)
        own = open_form("sante-2016").fill(COORDINATOR.answers, tick=["morning", "afternoon"]).send()
        pass_on(own, *LOCAL_PARTNERS, words="Venons à plusieurs.")
        letters = {letter.to: letter for letter in post_office.deliver()}
        # each gets a personal link
        links = {person: form_link(letters[person.email]) for person in LOCAL_PARTNERS}
        assert len(set(links.values())) == 3
        for person, link in links.items():
            page = open_page(visitor(), link).fill(person.answers, tick=["morning", "afternoon"]).send()
            assert page.status == 200
        # trail kept
        she = Registration.objects.get(email=COORDINATOR.email)
        came = dict(Forwarding.objects.order_by("pk").values_list("name", "registration__email"))
        assert came == {person.full: person.email for person in LOCAL_PARTNERS}
        assert Registration.objects.filter(invited_through=she).count() == 3
        tree = open_page(desk, "/desk/g/sante-2016/passed-on/")
        assert "3 people came of it" in tree.text
        # each is judged by own category for the afternoon
        wishes = PartRegistration.objects.filter(part__key="afternoon", registration__invited_through=she)
        assert dict(wishes.values_list("registration__function", "state").order_by("pk")) == {
            "urban_policy_manager": "confirmed",
            "urban_policy_officer": "refused",
            "asv_project_assistant": "confirmed",
        }
        assert faults(facts.id) == []


# -------------------------------------------------------------------------------------------- an e-mailed registration


def keyed(desk: Client, person: Person, *parts: str) -> Registration:
    """A message in the generic mailbox, keyed by staff two days later."""
    page = open_page(desk, "/desk/g/aarau-2023/add/")
    page.fill(person.answers, tick=parts, channel="email", received="2023-03-13").send()
    return Registration.objects.get(email=person.email)


@pytest.mark.behaviour("S1-B04")
def test_an_e_mailed_registration_is_as_good_as_one_from_the_form(post_office: PostOffice) -> None:
    with at():
        facts = gatherings.load()
        desk = desk_of(Role.MANAGER, facts)
        row = keyed(desk, EXECUTIVE, "day")
        # registered with channel 'e-mail' and date of receipt
        assert row.channel == "email"
        assert row.received_at.date().isoformat() == "2023-03-13"
        assert states(row.pk) == {"day": "confirmed"}
        # the person gets the same confirmation
        confirmation = post_office.deliver_to(EXECUTIVE.email)
        open_form().fill(HEAD.answers, tick=["day"]).send()
        by_web = post_office.deliver_to(HEAD.email)
        assert confirmation.subject == by_web.subject
        assert same_words(confirmation, EXECUTIVE) == same_words(by_web, HEAD)
        assert [str(event["uid"]) for event in confirmation.events] == [str(event["uid"]) for event in by_web.events]
        # a later web registration with the same address is offered as a merge and never as a second person
        again = open_form().fill(EXECUTIVE.but(function="head_of_social_services").answers, tick=["eve", "day"]).send()
        assert again.status == 200
        assert Registration.objects.filter(email=EXECUTIVE.email).count() == 1
        assert SecondForm.objects.get().registration == row
        link = post_office.deliver_to(EXECUTIVE.email).personal_link
        for page in (open_page(visitor("en"), link), open_page(desk, f"/desk/g/aarau-2023/registrations/{row.pk}/")):
            offered = page.said("//section[@id='second-form']")
            assert "Another form was sent on 15 March 2023" in offered
            assert "Soirée de la veille" in offered
            assert states(row.pk) == {"day": "confirmed"}
        take = open_page(visitor("en"), link)
        done = press(take.client, take, f"{link}second-form/", take="1", knows="")
        assert states(row.pk) == {"day": "confirmed", "eve": "confirmed"}
        assert not done.has("//section[@id='second-form']")
        row.refresh_from_db()
        assert row.function == "head_of_social_services"
        assert row.channel == "email"
        assert faults(facts.id) == []


def same_words(letter: Letter, person: Person) -> str:
    """A letter without what is each person's own."""
    return letter.text.replace(person.full, "X").replace(letter.personal_link, "/r/")


@pytest.mark.behaviour("S1-B04")
def test_the_same_address_under_another_name_is_asked_about() -> None:
    with at():
        facts = gatherings.load()
        desk = desk_of(Role.MANAGER, facts)
        row = keyed(desk, EXECUTIVE, "day")
        misspelt = EXECUTIVE.but(given="Beatrix", function="head_of_social_services")
        asked = open_form().fill(misspelt.answers, tick=["eve", "day"]).send()
        # the page asks back, nothing is lost, and the registered name is not told
        assert asked.status == 422
        assert asked.keeps(misspelt.answers)
        assert asked.values["parts"] == ["eve", "day"]
        assert "mailbox" in asked.source
        assert EXECUTIVE.given not in asked.source
        assert Registration.objects.count() == 1
        # the same person: one registration, and a form beside it
        same = asked.fill(mailbox="same").send()
        assert same.status == 200
        assert EXECUTIVE.given not in same.source
        assert Registration.objects.count() == 1
        assert SecondForm.objects.get().registration == row
        shown = open_page(desk, f"/desk/g/aarau-2023/registrations/{row.pk}/")
        assert misspelt.full in shown.said("//section[@id='second-form']")
        press(desk, shown, f"/desk/g/aarau-2023/registrations/{row.pk}/second-form/", leave="1")
        assert not SecondForm.objects.exists()
        assert Registration.objects.get().given_name == EXECUTIVE.given
        # somebody else behind the same mailbox: another registration
        other = EXECUTIVE.but(given="Bernard", family="Python")
        done = open_form().fill(other.answers, tick=["day"]).send().fill(mailbox="other").send()
        assert done.decision("day") == "confirmed"
        assert Registration.objects.filter(email=EXECUTIVE.email).count() == 2
        assert faults(facts.id) == []
