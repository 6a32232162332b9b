"""Changing, giving the link again, and what the database refuses when everything else has failed."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.registration import actions, links
from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.models import PartRegistration, PartSeats, Registration
from filrouge.stages.registration.queries import registration_by_id
from tests.support.people import (
    ASSISTANT,
    DESK,
    EXECUTIVE,
    HEAD,
    NOW,
    application,
    crowd,
    registered,
    small_eve,
)
from tests.support.soundness import faults
from tests.support.traces import forget, mails, trail

pytestmark = pytest.mark.django_db


# ------------------------------------------------------------------------------------------------------------- change


def test_a_change_keeps_lists_and_search_in_step() -> None:
    facts = small_eve()
    pk = registered(EXECUTIVE, facts, "eve").registration_id
    person = EXECUTIVE.but(given="Zoé", family="Àlvarez", organisation="Ville de Rosières")
    wish = application(person, facts, "eve")
    assert actions.change(registration_id=pk, facts=facts, application=wish, actor=REGISTRANT, now=NOW) == ()
    row = Registration.objects.get()
    assert row.sort_name == "alvarez|zoe"
    assert "rosieres" in row.search_text
    assert row.organisation.key == "rosieres"
    assert trail(facts)[-1].data == {"parts": {}, "person_changed": True}
    assert faults(facts.id) == []


def test_a_change_does_not_move_a_place_in_the_list() -> None:
    facts = small_eve()
    crowd(facts, 1, "eve")
    pk = registered(HEAD, facts, "eve").registration_id
    crowd(facts, 1, "eve", first=5)
    wish = application(HEAD.but(given="Urs"), facts, "eve", "day")
    answers = actions.change(registration_id=pk, facts=facts, application=wish, actor=REGISTRANT, now=NOW)
    assert [(answer.part.key, answer.state) for answer in answers] == [("day", PartState.CONFIRMED)]
    found = registration_by_id(gathering_id=facts.id, registration_id=pk)
    assert found is not None
    assert found.held("eve") is not None
    assert found.parts[0].position == 1
    with pytest.raises(Gone):
        actions.change(registration_id=pk + 999, facts=facts, application=wish, actor=REGISTRANT, now=NOW)
    with pytest.raises(KeyError):
        other = application(HEAD, facts, "workshop")
        actions.change(registration_id=pk, facts=facts, application=other, actor=REGISTRANT, now=NOW)
    assert faults(facts.id) == []


# -------------------------------------------------------------------------------------------------------------- links


def test_a_link_is_sent_to_both_and_not_again_at_once() -> None:
    facts = small_eve()
    receipt = registered(EXECUTIVE, facts, "eve", registrant=ASSISTANT)
    forget()
    assert actions.send_link(registration_id=receipt.registration_id, actor=REGISTRANT, now=NOW)
    assert mails() == [("your_link", EXECUTIVE.email), ("your_link", ASSISTANT.email)]
    # a stranger who knows a name and an address cannot fill a mailbox with it
    assert actions.send_link(registration_id=receipt.registration_id, actor=REGISTRANT, now=NOW)
    assert len(mails()) == 2
    # the organiser may
    assert actions.send_link(registration_id=receipt.registration_id, actor=DESK, now=NOW)
    assert len(mails()) == 4
    assert [line.verb for line in trail(facts)[1:]] == ["registration:link_sent"] * 2


def test_a_replaced_link_makes_the_old_one_void() -> None:
    facts = small_eve()
    receipt = registered(EXECUTIVE, facts, "eve")
    actions.send_link(registration_id=receipt.registration_id, actor=DESK, now=NOW, replace=True)
    row = Registration.objects.get()
    assert links.read(receipt.token) == (row.public_id, 1)
    assert row.link == 2
    assert trail(facts)[-1].data == {"replaced": True}
    with pytest.raises(Gone):
        actions.send_link(registration_id=receipt.registration_id + 999, actor=DESK, now=NOW)


def test_whoever_has_no_address_gets_no_mail() -> None:
    facts = small_eve()
    receipt = registered(EXECUTIVE.but(email=""), facts, "eve", actor=DESK)
    assert mails() == []
    assert actions.send_link(registration_id=receipt.registration_id, actor=DESK, now=NOW) is False


# ----------------------------------------------------------------------------------------------------- last defences


def test_the_database_refuses_a_seat_that_does_not_exist() -> None:
    facts = small_eve()
    registered(EXECUTIVE, facts, "eve")
    seats = PartSeats.objects.get(part__key="eve")
    assert (seats.confirmed, seats.ceiling) == (1, 1)
    seats.confirmed = 2
    with pytest.raises(IntegrityError, match="never_more_than_the_ceiling"), transaction.atomic():
        seats.save(update_fields=["confirmed"])
    with pytest.raises(IntegrityError), transaction.atomic():
        PartSeats.objects.filter(pk=seats.pk).update(confirmed=2)


def test_the_database_refuses_two_wishes_for_a_part_and_a_place_without_a_number() -> None:
    facts = small_eve()
    pk = registered(EXECUTIVE, facts, "eve").registration_id
    part = facts.parts[0].id
    now = datetime.now(UTC)
    with pytest.raises(IntegrityError), transaction.atomic():
        PartRegistration.objects.create(registration_id=pk, part_id=part, state="refused", changed_at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        PartRegistration.objects.filter(registration_id=pk).update(state="waiting")


def test_the_database_refuses_somebody_without_a_name_and_lateness_without_a_motive() -> None:
    facts = small_eve()
    registered(EXECUTIVE, facts, "eve")
    for wrong in ({"given_name": "", "family_name": ""}, {"late_by": "Camille Rey", "late_motive": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Registration.objects.update(**wrong)
