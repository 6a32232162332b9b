"""What the organiser decides: requests, rules set aside, capacities, deadlines."""

from datetime import date

import pytest

from filrouge.ground.people.actors import REGISTRANT, SYSTEM
from filrouge.stages.registration import actions
from filrouge.stages.registration.actions.decide import NotWaitingForDecision
from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.actions.register import AlreadyRegistered, MotiveMissing
from filrouge.stages.registration.enums import Obstacle, PartState
from filrouge.stages.registration.models import PartRegistration, PartSeats
from filrouge.stages.registration.queries import seats_of
from tests.support import gatherings
from tests.support.gatherings import AARAU, facts_of, with_part
from tests.support.people import (
    DESK,
    EXECUTIVE,
    HEAD,
    NOW,
    OFFICER,
    STRANGER,
    another,
    crowd,
    registered,
    small_eve,
)
from tests.support.soundness import faults
from tests.support.traces import forget, mails, states, trail

pytestmark = pytest.mark.django_db


# ------------------------------------------------------------------------------------------------------------- decide


def test_accepting_a_request() -> None:
    facts = small_eve()
    pk = registered(STRANGER, facts, "eve", "day").registration_id
    forget()
    answer = actions.decide(registration_id=pk, part="day", accept=True, actor=DESK, now=NOW)
    assert answer.state is PartState.CONFIRMED
    assert states(pk) == {"eve": "refused", "day": "confirmed"}
    assert mails() == [("decided", STRANGER.email)]
    assert (trail(facts)[-1].verb, trail(facts)[-1].who) == ("registration:accepted", "Camille Rey")
    # what was decided is not decided again
    with pytest.raises(NotWaitingForDecision) as found:
        actions.decide(registration_id=pk, part="day", accept=False, motive="trop tard", actor=DESK, now=NOW)
    assert found.value.state is PartState.CONFIRMED
    with pytest.raises(NotWaitingForDecision):
        actions.decide(registration_id=pk, part="eve", accept=True, actor=DESK, now=NOW)
    with pytest.raises(Gone):
        actions.decide(registration_id=pk, part="workshop", accept=True, actor=DESK, now=NOW)
    assert faults(facts.id) == []


def test_an_accepted_request_takes_the_end_of_the_list_of_a_full_part() -> None:
    facts = gatherings.load(with_part(AARAU, "day", capacity=1))
    crowd(facts, 1, "day")
    pk = registered(STRANGER, facts, "day").registration_id
    answer = actions.decide(registration_id=pk, part="day", accept=True, actor=DESK, now=NOW)
    assert (answer.state, answer.position) == (PartState.WAITING, 1)
    assert faults(facts.id) == []


def test_refusing_a_request_needs_a_motive_and_tells_it() -> None:
    facts = small_eve()
    pk = registered(STRANGER, facts, "day").registration_id
    forget()
    for motive in ("", "   "):
        with pytest.raises(MotiveMissing):
            actions.decide(registration_id=pk, part="day", accept=False, motive=motive, actor=DESK, now=NOW)
    assert states(pk) == {"day": "requested"}
    actions.decide(registration_id=pk, part="day", accept=False, motive="la salle est petite", actor=DESK, now=NOW)
    (held,) = PartRegistration.objects.filter(registration_id=pk)
    assert (held.state, held.reasons) == (
        "refused",
        [{"code": "organiser_refused", "params": {"motive": "la salle est petite"}}],
    )
    assert trail(facts)[-1].motive == "la salle est petite"
    assert mails() == [("decided", STRANGER.email)]


# ---------------------------------------------------------------------------------------------------------- set aside


def test_one_rule_set_aside_leaves_the_others_standing() -> None:
    facts = small_eve()
    crowd(facts, 1, "eve")
    pk = registered(OFFICER, facts, "eve", "day").registration_id
    forget()
    answer = actions.set_aside(
        registration_id=pk, part="eve", obstacle=Obstacle.AUDIENCE, motive="oratrice", actor=DESK, now=NOW
    )
    assert (answer.state, answer.position) == (PartState.WAITING, 1)
    assert mails() == [("decided", OFFICER.email)]
    answer = actions.set_aside(
        registration_id=pk, part="eve", obstacle=Obstacle.CAPACITY, motive="une chaise de plus", actor=DESK, now=NOW
    )
    assert answer.state is PartState.CONFIRMED
    seats = seats_of(facts)["eve"]
    assert (seats.confirmed, seats.excess, seats.waiting) == (2, 1, 0)
    row = PartRegistration.objects.get(registration_id=pk, part__key="eve")
    assert row.set_aside == ["audience", "capacity"]
    lines = trail(facts)[-2:]
    assert [(line.verb, line.data["rule"], line.motive) for line in lines] == [
        ("registration:rule_set_aside", "audience", "oratrice"),
        ("registration:rule_set_aside", "capacity", "une chaise de plus"),
    ]
    assert faults(facts.id) == []


def test_a_rule_that_does_not_stand_in_the_way_changes_nothing() -> None:
    facts = small_eve()
    pk = registered(OFFICER, facts, "eve", "day").registration_id
    forget()
    answer = actions.set_aside(
        registration_id=pk, part="eve", obstacle=Obstacle.CAPACITY, motive="au cas où", actor=DESK, now=NOW
    )
    assert answer.state is PartState.REFUSED
    assert mails() == []
    with pytest.raises(MotiveMissing):
        actions.set_aside(registration_id=pk, part="eve", obstacle=Obstacle.AUDIENCE, motive=" ", actor=DESK, now=NOW)
    with pytest.raises(ValueError, match="confirmed"):
        actions.set_aside(registration_id=pk, part="day", obstacle=Obstacle.AUDIENCE, motive="x", actor=DESK, now=NOW)


def test_a_seat_given_beyond_the_capacity_is_taken_back_first() -> None:
    facts = small_eve()
    first = registered(EXECUTIVE, facts, "eve").registration_id
    extra = registered(HEAD, facts, "eve").registration_id
    actions.set_aside(
        registration_id=extra, part="eve", obstacle=Obstacle.CAPACITY, motive="chaise", actor=DESK, now=NOW
    )
    waiting = registered(another(1), facts, "eve").registration_id
    actions.withdraw(registration_id=first, parts=["eve"], actor=REGISTRANT, now=NOW)
    assert states(waiting) == {"eve": "waiting"}
    assert PartSeats.objects.get(part__key="eve").ceiling == 1
    assert faults(facts.id) == []


# -------------------------------------------------------------------------------------------------- capacity, deadline


def test_a_larger_capacity_wakes_the_list() -> None:
    facts = small_eve()
    ids = [receipt.registration_id for receipt in crowd(facts, 4, "eve")]
    forget()
    seats = actions.set_capacity(facts=facts, part="eve", capacity=3, actor=DESK, now=NOW, motive="salle plus grande")
    assert (seats.confirmed, seats.waiting) == (3, 1)
    assert [states(pk)["eve"] for pk in ids] == ["confirmed", "confirmed", "confirmed", "waiting"]
    assert mails() == [("promoted", another(1).email), ("promoted", another(2).email)]
    changed_line = next(line for line in trail(facts) if line.verb == "part:changed")
    assert (changed_line.data, changed_line.motive) == ({"capacity": {"from": 1, "to": 3}}, "salle plus grande")
    assert facts_of("aarau-2023").parts[0].capacity == 3
    assert faults(facts.id) == []


def test_no_limit_any_more_lets_everybody_in() -> None:
    facts = small_eve(0)
    crowd(facts, 3, "eve")
    seats = actions.set_capacity(facts=facts, part="eve", capacity=None, actor=DESK, now=NOW)
    assert (seats.capacity, seats.confirmed, seats.waiting) == (None, 3, 0)
    assert faults(facts.id) == []


def test_a_capacity_set_late_removes_nobody() -> None:
    facts = small_eve(None)
    ids = [receipt.registration_id for receipt in crowd(facts, 5, "eve")]
    forget()
    seats = actions.set_capacity(facts=facts, part="eve", capacity=3, actor=DESK, now=NOW)
    assert (seats.confirmed, seats.excess, seats.free) == (5, 2, 0)
    assert {states(pk)["eve"] for pk in ids} == {"confirmed"}
    assert mails() == []
    facts = facts_of("aarau-2023")
    assert registered(HEAD, facts, "eve").answers[0].state is PartState.WAITING
    # the excess goes first: nobody moves up before it is gone
    for pk in ids[:2]:
        actions.withdraw(registration_id=pk, parts=["eve"], actor=REGISTRANT, now=NOW)
    assert seats_of(facts)["eve"].waiting == 1
    actions.withdraw(registration_id=ids[2], parts=["eve"], actor=REGISTRANT, now=NOW)
    assert (seats_of(facts)["eve"].confirmed, seats_of(facts)["eve"].waiting) == (3, 0)
    assert faults(facts.id) == []


def test_capacities_that_cannot_be() -> None:
    facts = small_eve()
    with pytest.raises(ValueError, match="negative"):
        actions.set_capacity(facts=facts, part="eve", capacity=-1, actor=DESK, now=NOW)
    with pytest.raises(KeyError):
        actions.set_capacity(facts=facts, part="workshop", capacity=1, actor=DESK, now=NOW)
    assert trail(facts) == []


def test_another_deadline_concerns_those_who_come_later() -> None:
    facts = small_eve()
    pk = registered(EXECUTIVE, facts, "eve").registration_id
    actions.set_deadline(facts=facts, part="eve", deadline=date(2023, 3, 1), actor=DESK, now=NOW, motive="complet")
    facts = facts_of("aarau-2023")
    with pytest.raises(actions.NothingTaken):
        registered(HEAD, facts, "eve")
    assert states(pk) == {"eve": "confirmed"}
    assert trail(facts)[-1].data == {"deadline": {"from": None, "to": "2023-03-01"}}
    with pytest.raises(KeyError):
        actions.set_deadline(facts=facts, part="workshop", deadline=None, actor=DESK, now=NOW)
    actions.set_deadline(facts=facts, part="eve", deadline=None, actor=DESK, now=NOW)
    assert registered(HEAD, facts_of("aarau-2023"), "eve").answers[0].state is PartState.WAITING


def test_a_file_that_raises_a_capacity_wakes_the_list_when_it_is_reconciled() -> None:
    facts = small_eve()
    crowd(facts, 3, "eve")
    forget()
    facts = small_eve(2)
    actions.reconcile(gathering_id=facts.id, now=NOW)
    seats = seats_of(facts)["eve"]
    assert (seats.capacity, seats.confirmed, seats.waiting) == (2, 2, 1)
    assert mails() == [("promoted", another(1).email)]
    assert trail(facts)[-1].who == SYSTEM.label
    # the same again changes nothing
    before = len(trail(facts))
    actions.reconcile(gathering_id=facts.id, now=NOW)
    actions.reconcile(gathering_id=facts.id + 999, now=NOW)
    assert (len(trail(facts)), len(mails())) == (before, 1)
    assert faults(facts.id) == []


def test_no_rule_is_set_aside_for_somebody_who_is_registered_by_another_form() -> None:
    facts = small_eve()
    refused = registered(OFFICER, facts, "eve", "day").registration_id
    actions.withdraw(registration_id=refused, parts=["day"], actor=REGISTRANT, now=NOW)
    other = registered(OFFICER, facts, "day").registration_id
    said = {"registration_id": refused, "part": "eve", "obstacle": Obstacle.AUDIENCE, "motive": "Elle ouvre la soirée"}
    with pytest.raises(AlreadyRegistered) as found:
        actions.set_aside(**said, actor=DESK, now=NOW)
    assert found.value.registration_id == other
    assert states(refused) == {"eve": "refused", "day": "withdrawn"}
    assert faults(facts.id) == []
    actions.withdraw(registration_id=other, parts=["day"], actor=REGISTRANT, now=NOW)
    assert actions.set_aside(**said, actor=DESK, now=NOW).state is PartState.CONFIRMED
    assert faults(facts.id) == []
