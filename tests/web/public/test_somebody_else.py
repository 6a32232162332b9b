"""Behind the personal link: a colleague instead, passing on, a place to take, a second form."""

from datetime import timedelta

import pytest

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.withdraw import withdraw
from filrouge.stages.registration.enums import HeldFor
from filrouge.stages.registration.models import Forwarding, PartRegistration, Registration, SecondForm
from tests.support import gatherings
from tests.support.clock import at
from tests.support.desk_factories import press
from tests.support.forms import Page, open_form, open_page, visitor
from tests.support.gatherings import AARAU, changed, with_part
from tests.support.people import (
    ASSISTANT,
    DESK,
    EXECUTIVE,
    HEAD,
    NOW,
    OFFICER,
    STRANGER,
    Person,
    another,
    registered,
)
from tests.support.soundness import faults
from tests.support.traces import states

pytestmark = pytest.mark.django_db

PASSABLE = changed(AARAU, registration=AARAU["registration"] | {"forwarding": "open"})


@pytest.fixture(autouse=True)
def spring():
    """It is spring."""
    with at():
        yield


def own_page(person: Person, facts: GatheringFacts, *parts: str, rest: str = "", **more: object) -> Page:
    """The personal page of somebody who has just registered, in English."""
    return open_page(visitor("en"), f"/r/{registered(person, facts, *parts, **more).token}/{rest}")


# ------------------------------------------------------------------------------------------------ a colleague instead


def test_what_the_colleague_cannot_take_is_said_before_it_counts() -> None:
    facts = gatherings.load()
    form = own_page(EXECUTIVE, facts, "eve", "day", rest="replace/")
    first = form.fill(OFFICER.answers).send()
    assert first.status == 422
    assert "Your colleague cannot take over everything" in first.text
    assert first.decision("eve") == "refused"
    assert Registration.objects.get().email == EXECUTIVE.email
    first.send()
    row = Registration.objects.get()
    assert row.email == OFFICER.email
    assert states(row.pk) == {"eve": "refused", "day": "confirmed"}
    assert faults(facts.id) == []


@pytest.mark.parametrize(
    ("second", "words"),
    [
        (EXECUTIVE, "This is the person who is registered already."),
        (HEAD, "This person is registered already, by another form."),
    ],
)
def test_somebody_who_is_registered_is_refused_kindly(second: Person, words: str) -> None:
    facts = gatherings.load()
    registered(HEAD, facts, "day")
    page = own_page(EXECUTIVE, facts, "day", rest="replace/").fill(second.answers).send()
    assert page.status == 422
    assert words in page.text
    assert page.keeps({"given_name": second.given, "email": second.email})


def test_nothing_possible_changes_nothing() -> None:
    facts = gatherings.load()
    form = own_page(EXECUTIVE, facts, "eve", rest="replace/")
    done = form.fill(OFFICER.answers).send().send()
    assert done.status == 422
    assert "your colleague can take nothing" in done.text
    assert Registration.objects.get().email == EXECUTIVE.email


def test_another_body_is_judged_by_its_own_status() -> None:
    facts = gatherings.load()
    looked = own_page(EXECUTIVE, facts, "eve", "day", rest="replace/").fill(STRANGER.answers).check()
    assert (looked.decision("eve"), looked.decision("day")) == ("refused", "ask")


def test_too_late_is_said_kindly() -> None:
    facts = gatherings.load()
    receipt = registered(EXECUTIVE, facts, "day")
    withdraw(registration_id=receipt.registration_id, parts=["day"], actor=DESK, now=NOW)
    page = open_page(visitor("en"), f"/r/{receipt.token}/replace/")
    assert page.status == 200
    assert "It is too late for a colleague to come instead" in page.text
    assert not page.has("//main//form")


def test_without_an_address_of_their_own_only_where_somebody_else_registered() -> None:
    facts = gatherings.load()
    alone = own_page(EXECUTIVE, facts, "day", rest="replace/")
    assert alone.fill(another(2).but(email="").answers).send().status == 422
    by_assistant = own_page(HEAD, facts, "day", rest="replace/", registrant=ASSISTANT)
    by_assistant.fill(another(3).but(email="").answers).send()
    assert Registration.objects.get(given_name="Dominique").email == ""


# --------------------------------------------------------------------------------------------------------- passing on


def passed(page: Page, **said: str) -> Page:
    """The form of the page, sent."""
    return press(page.client, page, page.address, **said)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Name at least one person."),
        ({"name_1": "Ueli"}, "Give the address too"),
        ({"email_1": "u@x.example"}, "Give the name too"),
        ({"name_1": "Ueli", "email_1": "nowhere"}, "nowhere"),
        (
            {"name_1": "Ueli", "email_1": "u@x.example", "words": "see www.elsewhere.example"},
            "Leave the address of the web page out",
        ),
        ({"name_1": "https://elsewhere.example", "email_1": "u@x.example"}, "Leave the address of the web page out"),
        ({"name_1": "Ueli", "email_1": "u@x.example", "words": "x" * 301}, "300"),
    ],
)
def test_a_mistake_is_said_and_nothing_is_sent(said: dict[str, str], words: str) -> None:
    facts = gatherings.load(PASSABLE)
    page = passed(own_page(EXECUTIVE, facts, "day", rest="pass-on/"), **said)
    assert page.status == 422
    assert words in page.source
    assert not Forwarding.objects.exists()
    assert all(value in page.source for value in said.values())


def test_a_relay_link_is_made_once_and_leads_to_the_form() -> None:
    facts = gatherings.load(PASSABLE)
    page = own_page(EXECUTIVE, facts, "day", rest="pass-on/")
    made = passed(page, relay="1")
    (link,) = made.tree.xpath("//input[@id='id_relay']/@value")
    form = open_page(visitor("en"), link.partition("/g/")[1] + link.partition("/g/")[2])
    assert f"{EXECUTIVE.full} passes this gathering on to you." in form.text
    form.fill(HEAD.answers, tick=["day"]).send()
    assert Registration.objects.get(email=HEAD.email).invited_through.email == EXECUTIVE.email
    assert "1 person has registered through you." in open_page(page.client, page.address).text


def test_the_trail_survives_mistakes_and_looks() -> None:
    facts = gatherings.load(PASSABLE)
    made = passed(own_page(EXECUTIVE, facts, "day", rest="pass-on/"), relay="1")
    (link,) = made.tree.xpath("//input[@id='id_relay']/@value")
    form = open_page(visitor("en"), "/g/" + link.partition("/g/")[2])
    wrong = form.fill(HEAD.but(email="nonsense").answers, tick=["day"]).check().send()
    assert wrong.status == 422
    wrong.fill(email=HEAD.email).send()
    assert Registration.objects.get(email=HEAD.email).invited_through is not None


@pytest.mark.parametrize("via", ["x", "A" * 48, "é"])
def test_a_link_that_leads_nowhere_hinders_nobody(via: str) -> None:
    gatherings.load(PASSABLE)
    form = open_page(visitor("en"), f"/g/aarau-2023/register/?via={via}")
    assert "passes this gathering on" not in form.text
    form.fill(HEAD.answers, tick=["day"]).send()
    assert Registration.objects.get().invited_through is None


def test_where_nothing_may_be_passed_on_nothing_is_offered() -> None:
    facts = gatherings.load()
    page = own_page(EXECUTIVE, facts, "day")
    assert not [link for link in page.links if "pass-on" in link]
    closed = open_page(page.client, page.address + "pass-on/")
    assert "This cannot be passed on now" in closed.text
    assert not closed.has("//main//form")


# -------------------------------------------------------------------------------------------------- a place to take


def test_a_place_that_became_free_is_taken_with_a_button() -> None:
    facts = gatherings.load(with_part(AARAU, "eve", capacity=1, answer_hours=48))
    first = registered(HEAD, facts, "eve").registration_id
    receipt = registered(EXECUTIVE, facts, "eve")
    withdraw(registration_id=first, parts=["eve"], actor=DESK, now=NOW)
    page = open_page(visitor("en"), f"/r/{receipt.token}/")
    assert "It is held until 17 March 2023" in page.card("eve") or "held until" in page.card("eve")
    done = press(page.client, page, f"/r/{receipt.token}/keep/eve/")
    assert "The place is yours." in done.source
    wish = PartRegistration.objects.get(registration_id=receipt.registration_id)
    assert (wish.held_until, wish.held_for) == (None, "")
    assert not done.has("//form[contains(@action, '/keep/')]")
    # twice does no harm
    assert "The place is yours." in press(page.client, page, f"/r/{receipt.token}/keep/eve/").source


def test_a_place_that_has_gone_is_not_taken() -> None:
    facts = gatherings.load()
    receipt = registered(EXECUTIVE, facts, "eve")
    PartRegistration.objects.update(held_until=NOW + timedelta(days=1), held_for=HeldFor.ANSWER.value)
    page = open_page(visitor("en"), f"/r/{receipt.token}/")
    withdraw(registration_id=receipt.registration_id, parts=["eve"], actor=DESK, now=NOW)
    done = press(page.client, page, f"/r/{receipt.token}/keep/eve/")
    assert "the place is no longer held for you – Withdrawn" in done.source


def test_a_place_held_for_an_order_has_no_button() -> None:
    facts = gatherings.load()
    receipt = registered(EXECUTIVE, facts, "eve")
    PartRegistration.objects.update(held_until=NOW + timedelta(days=1), held_for=HeldFor.ORDER.value)
    assert not open_page(visitor("en"), f"/r/{receipt.token}/").has("//form[contains(@action, '/keep/')]")


# ------------------------------------------------------------------------------------------------------ a second form


def test_what_a_second_form_would_cost_is_read_before_it_is_taken() -> None:
    facts = gatherings.load()
    receipt = registered(EXECUTIVE, facts, "eve", "day")
    open_form().fill(EXECUTIVE.but(function=OFFICER.function).answers, tick=["eve", "day"]).send()
    page = open_page(visitor("en"), f"/r/{receipt.token}/")
    offered = page.said("//section[@id='second-form']")
    assert "Not possible" in offered
    address = f"/r/{receipt.token}/second-form/"
    # a page that did not say what is lost takes nothing
    unread = press(page.client, page, address, take="1", knows="")
    assert "Nothing was changed yet" in unread.source
    assert states(receipt.registration_id) == {"eve": "confirmed", "day": "confirmed"}
    (knows,) = page.tree.xpath("//section[@id='second-form']//input[@name='knows']/@value")
    press(page.client, page, address, take="1", knows=knows)
    assert states(receipt.registration_id) == {"eve": "refused", "day": "confirmed"}
    gone = press(page.client, page, address, take="1", knows="")
    assert "the second form was answered before" in gone.source
    assert not SecondForm.objects.exists()
