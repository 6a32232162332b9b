"""What the desk does with one registration: each act beside its refusals."""

import pytest
from django.urls import reverse

from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import decide, withdraw
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.models import PartRegistration, Registration
from filrouge.stages.registration.queries import registration_by_id, seats_of
from tests.support import people
from tests.support.clock import SPRING, instant
from tests.support.desk_factories import actor_with, desk_of, press, send
from tests.support.forms import open_page
from tests.support.people import EXECUTIVE, HEAD, OFFICER, STRANGER

KEY = "aarau-2023"
QUEUE = f"/desk/g/{KEY}/to-decide/"


def state(facts: GatheringFacts, pk: int, part: str) -> PartState:
    registration = registration_by_id(gathering_id=facts.id, registration_id=pk)
    assert registration is not None
    held = registration.held(part)
    assert held is not None
    return held.state


def page_of(pk: int) -> str:
    return reverse("desk:registration", args=[KEY, pk])


def mails_of(kind: str) -> int:
    return OutgoingMail.objects.filter(kind=kind).count()


def test_accept_in_the_list(facts: GatheringFacts) -> None:
    pk = people.registered(STRANGER, facts, "day").registration_id
    page = send(
        desk_of(Role.MANAGER, facts),
        QUEUE,
        reverse("desk:decide", args=[KEY, pk, "day"]),
        accept="1",
        **{"from": "to_decide"},
    )
    assert page.address == QUEUE
    assert "Nadège Collombin, Journée: Confirmed." in page.text
    assert "No request waits for you" in page.text
    assert state(facts, pk, "day") is PartState.CONFIRMED
    assert mails_of("decided") == 1


def test_refuse_with_and_without_a_reason(facts: GatheringFacts) -> None:
    pk = people.registered(STRANGER, facts, "day").registration_id
    client, act = desk_of(Role.MANAGER, facts), reverse("desk:decide", args=[KEY, pk, "day"])
    for origin in ({"from": "to_decide"}, {}):
        silent = send(client, QUEUE if origin else page_of(pk), act, motive="  ", **origin)
        assert silent.status == 422
        assert "Say why: the person reads it in the answer." in silent.errors()
        assert silent.has("//details[@open]//textarea")
        assert state(facts, pk, "day") is PartState.REQUESTED
    said = send(client, page_of(pk), act, motive="La salle est trop petite")
    assert said.status == 200
    assert "The organiser could not accept the request: La salle est trop petite" in said.text
    assert state(facts, pk, "day") is PartState.REFUSED


def test_a_request_that_somebody_else_decided_meanwhile(facts: GatheringFacts) -> None:
    pk = people.registered(STRANGER, facts, "day").registration_id
    client, act = desk_of(Role.MANAGER, facts), reverse("desk:decide", args=[KEY, pk, "day"])
    open_before = open_page(client, QUEUE)
    decide(registration_id=pk, part="day", accept=True, actor=actor_with(Role.EDITOR, facts), now=instant(SPRING))
    page = press(client, open_before, act, motive="non")
    assert "this request was decided already – Confirmed" in page.text
    assert state(facts, pk, "day") is PartState.CONFIRMED


def test_one_rule_set_aside_at_a_time(facts: GatheringFacts) -> None:
    people.crowd(facts, 2, "eve")
    pk = people.registered(OFFICER, facts, "eve", "day").registration_id
    client, act = desk_of(Role.MANAGER, facts), reverse("desk:set_aside", args=[KEY, pk, "eve"])
    page = open_page(client, page_of(pk))
    # Only the rule that stands in the way is offered: the places are asked about after it.
    assert page.tree.xpath("//input[@name='obstacle']/@value") == ["audience"]
    assert press(client, page, act, obstacle="capacity", motive="so").status == 422
    assert press(client, page, act, obstacle="audience", motive="").status == 422
    assert state(facts, pk, "eve") is PartState.REFUSED
    waiting = press(client, page, act, obstacle="audience", motive="Remplace son chef de service")
    assert "Jeanne d’Orfeuil, Soirée de la veille: Waiting." in waiting.text
    assert waiting.tree.xpath("//input[@name='obstacle']/@value") == ["capacity"]
    assert mails_of("decided") == 1
    done = press(client, waiting, act, obstacle="capacity", motive="Une chaise de plus")
    assert state(facts, pk, "eve") is PartState.CONFIRMED
    assert "Rules set aside: the part is for others, all places are taken" in done.text
    assert "Reason: Une chaise de plus" in done.text
    assert seats_of(facts)["eve"].excess == 1
    again = press(client, done, act, obstacle="audience", motive="so")
    assert "no rule stands in the way" in again.text


def test_a_reason_that_was_set_aside_is_no_longer_said(facts: GatheringFacts) -> None:
    pk = people.registered(OFFICER, facts, "eve", "day").registration_id
    people.crowd(facts, 2, "eve")
    client, act = desk_of(Role.MANAGER, facts), reverse("desk:set_aside", args=[KEY, pk, "eve"])
    page = send(client, page_of(pk), act, obstacle="audience", motive="so")
    assert "The function you gave is not one of them" not in page.text
    assert "All places are taken." in page.text


def test_withdraw_parts_with_a_reason(facts: GatheringFacts) -> None:
    pk = people.registered(EXECUTIVE, facts, "eve", "day").registration_id
    people.registered(HEAD, facts, "eve")
    third = people.registered(people.another(1), facts, "eve").registration_id
    client, act = desk_of(Role.MANAGER, facts), reverse("desk:withdraw", args=[KEY, pk])
    assert "Tick at least one part" in send(client, page_of(pk), act, motive="so").errors()
    assert "Say why" in send(client, page_of(pk), act, parts="eve").errors()
    assert state(facts, pk, "eve") is PartState.CONFIRMED
    page = send(client, page_of(pk), act, parts="eve", motive="A téléphoné")
    assert "Béatrice de La Tour no longer takes: Soirée de la veille." in page.text
    assert state(facts, pk, "day") is PartState.CONFIRMED
    assert state(facts, third, "eve") is PartState.CONFIRMED
    assert "Reason: A téléphoné" in page.text


def test_the_link_again_and_anew(facts: GatheringFacts) -> None:
    pk = people.registered(EXECUTIVE, facts, "day").registration_id
    client, act = desk_of(Role.MANAGER, facts), reverse("desk:link", args=[KEY, pk])
    assert "The link is on its way." in send(client, page_of(pk), act, again="1").text
    assert Registration.objects.get(pk=pk).link == 1
    page = send(client, page_of(pk), act, replace="1")
    assert "Earlier links no longer open anything." in page.text
    assert Registration.objects.get(pk=pk).link == 2
    assert "New personal link sent to Béatrice de La Tour; earlier ones are void" in page.text


def test_nobody_to_send_a_link_to(facts: GatheringFacts) -> None:
    pk = people.registered(EXECUTIVE.but(email=""), facts, "day").registration_id
    page = open_page(desk_of(Role.MANAGER, facts), page_of(pk))
    assert "There is no address to send it to." in page.text


def test_a_part_that_is_not_held_cannot_be_decided(facts: GatheringFacts) -> None:
    pk = people.registered(STRANGER, facts, "day").registration_id
    client = desk_of(Role.MANAGER, facts)
    act = reverse("desk:decide", args=[KEY, pk, "eve"])
    assert press(client, open_page(client, QUEUE), act, accept="1").status == 404
    withdraw(registration_id=pk, parts=["day"], actor=actor_with(Role.EDITOR, facts), now=instant(SPRING))
    assert PartRegistration.objects.get(registration_id=pk).state == PartState.WITHDRAWN.value


@pytest.mark.parametrize("name", ["decide", "set_aside"])
def test_without_the_token_nothing_happens(facts: GatheringFacts, name: str) -> None:
    pk = people.registered(STRANGER, facts, "day").registration_id
    client = desk_of(Role.MANAGER, facts)
    assert client.post(reverse(f"desk:{name}", args=[KEY, pk, "day"]), {"accept": "1"}).status_code == 403
    assert state(facts, pk, "day") is PartState.REQUESTED
