"""Behaviours about people around a registration: passed on, sent twice, replaced; each with its whole list."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db.models import CharField, JSONField, TextField
from django.test import Client

from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.enums import Role
from filrouge.stages.delegations.models import Delegation, Order
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import NeedKind
from filrouge.stages.registration.facts import Party, SaidNeed
from filrouge.stages.registration.models import (
    Forwarding,
    Need,
    PartRegistration,
    PartSeats,
    Registration,
    SecondForm,
)
from tests.support import gatherings, people
from tests.support.clock import at
from tests.support.desk_factories import desk_of, press
from tests.support.forms import Page, open_form, open_page, visitor
from tests.support.gatherings import AARAU, HEALTH, changed, facts_of, with_part
from tests.support.mailbox import Letter, PostOffice
from tests.support.people import EXECUTIVE, HEAD, OFFICER, PARTNER, Person
from tests.support.soundness import faults
from tests.support.traces import states

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


def places_of_text(text: str) -> Iterator[str]:
    """Every table and column of the database in which a text stands."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, CharField | TextField | JSONField):
                said = model._default_manager.order_by("pk").values_list(field.attname, flat=True)
                if any(text in str(value) for value in said):
                    yield f"{model.__name__}.{field.attname}"


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
        # Y's address is used for nothing else before Y registers: it stands in that one mail and nowhere else
        (mail,) = OutgoingMail.objects.filter(to=Y.email)
        assert set(places_of_text(Y.email)) == {"OutgoingMail.to", "OutgoingMail.context"}
        assert Y.email not in open_page(desk, "/desk/g/aarau-2023/passed-on/").source
        letter = post_office.deliver_to(Y.email)
        assert EXECUTIVE.full in letter.text
        assert "Le sujet te concerne." in letter.text
        assert not [link for link in letter.links if link.startswith("/r/")]
        assert post_office.deliver() == []
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
            mail.kind,
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


# ------------------------------------------------------------------------------------------ a colleague comes instead

WITH_A_WORKSHOP = with_part(
    changed(
        AARAU,
        parts=[
            *AARAU["parts"],
            {"key": "talk", "kind": "workshop", "title": "Atelier A", "when": "2023-05-12", "audience": {"open": True}},
        ],
    ),
    "talk",
    starts_at="10:00",
    ends_at="11:00",
    capacity=5,
)


def a_paid_delegation(facts: GatheringFacts, now: datetime) -> tuple[Registration, Order]:
    """A city has sent one agent, and ordered the place."""
    party = uuid4()
    pk = people.registered(
        EXECUTIVE, facts, "day", "talk", needs=(SaidNeed("day", NeedKind.MEAL, ("vegan",)),), party=Party(party)
    ).registration_id
    delegation = Delegation.objects.create(
        gathering_id=facts.id,
        submission=uuid4(),
        party=party,
        organisation_text="Ville de Lindenau",
        referent_given_name="Odile",
        referent_family_name="Sautier",
        referent_email="secretariat@lindenau.example",
        language="fr",
        channel="web",
        received_at=now,
        created_at=now,
    )
    order = Order.objects.create(
        delegation=delegation, buyer="Ville de Lindenau", amount=Decimal("120.00"), currency="CHF", arrived_at=now
    )
    return Registration.objects.get(pk=pk), order


@pytest.mark.behaviour("S4-B17")
def test_a_colleague_comes_instead(post_office: PostOffice) -> None:
    with at() as now:
        facts = gatherings.load(with_part(WITH_A_WORKSHOP, "day", has_meal=True))
        row, order = a_paid_delegation(facts, now)
        Registration.objects.filter(pk=row.pk).update(pictures="agreed")
        seats = dict(PartSeats.objects.values_list("part__key", "confirmed"))
        paid = list(Order.objects.values())
        own = open_page(visitor(), post_office.deliver_to(EXECUTIVE.email).personal_link)
        second = HEAD.but(organisation=EXECUTIVE.organisation)
        # the second agent takes over the workshop
        form = open_page(own.client, own.links_to("replace"))
        assert form.value("organisation") == EXECUTIVE.organisation
        assert form.value("given_name") == ""
        assert form.values["parts"] == ["day", "talk"]
        looked = form.fill(second.answers).check()
        assert (looked.decision("day"), looked.decision("talk")) == ("allowed", "allowed")
        assert Registration.objects.get().email == EXECUTIVE.email
        done = looked.send()
        assert second.full in done.source
        assert states(row.pk) == {"day": "confirmed", "talk": "confirmed"}
        # no new invoice: the order is what it was, and the seats have not moved
        assert list(Order.objects.values()) == paid
        assert Delegation.objects.get() == order.delegation
        assert Registration.objects.get().party == order.delegation.party
        assert dict(PartSeats.objects.values_list("part__key", "confirmed")) == seats | {"eve": 0}
        # trail kept
        desk = desk_of(Role.MANAGER, facts)
        shown = open_page(desk, f"/desk/g/aarau-2023/registrations/{row.pk}/")
        assert shown.said("//div[dt='Came instead of']/dd").startswith(EXECUTIVE.full)
        assert f"{second.full} comes instead of somebody else" in shown.text
        # first agent's personal answers erased
        now_there = Registration.objects.get()
        assert (now_there.pk, now_there.pictures) == (row.pk, "")
        assert [bytes(need.sealed) for need in Need.objects.all()] == [b""]
        assert set(places_of_text(EXECUTIVE.email)) == {"OutgoingMail.to", "OutgoingMail.context"}
        letters = {letter.to: letter for letter in post_office.deliver()}
        assert [calendar["method"] for calendar in letters[EXECUTIVE.email].calendars] == ["CANCEL", "CANCEL"]
        assert [calendar["method"] for calendar in letters[second.email].calendars] == ["REQUEST", "REQUEST"]
        assert not [link for link in letters[EXECUTIVE.email].links if link.startswith("/r/")]
        assert own.client.get(own.address).status_code == 404
        # the second agent picks other workshops by their own link
        mine = open_page(visitor(), letters[second.email].personal_link)
        assert mine.decision("talk") == "confirmed"
        open_page(mine.client, mine.links_to("change")).fill(tick=["day"]).send()
        assert states(row.pk) == {"day": "confirmed", "talk": "withdrawn"}
        assert list(Order.objects.values()) == paid
        assert faults(facts.id) == []


@pytest.mark.behaviour("S4-B17")
def test_the_second_agent_picks_anew_when_the_desk_replaces() -> None:
    with at() as now:
        facts = facts_of(gatherings.load(WITH_A_WORKSHOP).key)
        row, _order = a_paid_delegation(facts, now)
        desk = desk_of(Role.MANAGER, facts)
        page = open_page(desk, f"/desk/g/aarau-2023/registrations/{row.pk}/replace/")
        looked = page.fill(HEAD.answers, tick=["eve", "day"]).send()
        # what changes stands on the page before anything is written
        assert looked.status == 422
        assert "Nothing was written yet" in looked.text
        assert Registration.objects.get().email == EXECUTIVE.email
        done = looked.send()
        assert f"{HEAD.full} comes instead of {EXECUTIVE.full}" in done.source
        assert states(row.pk) == {"eve": "confirmed", "day": "confirmed", "talk": "withdrawn"}
        trail = open_page(desk, "/desk/g/aarau-2023/trail/").text
        assert f"{HEAD.full} comes instead of somebody else" in trail
        assert "Régine Oberli" in trail
        assert faults(facts.id) == []
