"""Registering, withdrawing, moving up: rows, seats, trail and mails after each act, and what each refuses."""

import pytest

from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.registration import actions
from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.actions.register import AlreadyRegistered, MotiveMissing
from filrouge.stages.registration.enums import Obstacle, PartState
from filrouge.stages.registration.models import PartRegistration, Registration
from filrouge.stages.registration.queries import registration_by_id, seats_of
from tests.support import gatherings
from tests.support.clock import instant
from tests.support.gatherings import AARAU, changed, with_part
from tests.support.people import (
    ASSISTANT,
    DESK,
    EXECUTIVE,
    HEAD,
    NOW,
    OFFICER,
    another,
    application,
    crowd,
    registered,
    small_eve,
)
from tests.support.soundness import faults
from tests.support.traces import forget, mails, states, trail

pytestmark = pytest.mark.django_db


# ----------------------------------------------------------------------------------------------------------- register


def test_registering_leaves_a_line_and_a_mail_to_each() -> None:
    facts = small_eve()
    receipt = registered(EXECUTIVE, facts, "eve", "day", registrant=ASSISTANT)
    (line,) = trail(facts)
    assert (line.verb, line.subject_kind, line.subject_id) == (
        "registration:created",
        "registration",
        str(receipt.registration_id),
    )
    assert line.data == {"channel": "web", "parts": {"eve": {"state": "confirmed"}, "day": {"state": "confirmed"}}}
    assert mails() == [("registration_received", EXECUTIVE.email), ("registration_received", ASSISTANT.email)]
    assert faults(facts.id) == []


def test_nothing_is_left_behind_when_nothing_can_be_taken() -> None:
    facts = small_eve()
    with pytest.raises(actions.NothingTaken) as found:
        registered(OFFICER, facts, "eve")
    assert [answer.state for answer in found.value.answers] == [PartState.REFUSED]
    assert not Registration.objects.exists()
    assert (trail(facts), mails()) == ([], [])


def test_an_unknown_part_is_a_mistake_of_the_caller() -> None:
    facts = small_eve()
    with pytest.raises(KeyError):
        registered(EXECUTIVE, facts, "day", "workshop")
    assert not Registration.objects.exists()


def test_a_rule_set_aside_needs_a_motive() -> None:
    facts = small_eve()
    aside = {"eve": frozenset({Obstacle.AUDIENCE})}
    with pytest.raises(MotiveMissing):
        registered(OFFICER, facts, "eve", actor=DESK, set_aside=aside, motive="  ")
    receipt = registered(OFFICER, facts, "eve", actor=DESK, set_aside=aside, motive="Elle tient l’introduction")
    assert states(receipt.registration_id) == {"eve": "confirmed"}
    (line,) = trail(facts)
    assert (line.who, line.motive) == ("Camille Rey", "Elle tient l’introduction")
    assert line.data["set_aside"] == {"eve": ["audience"]}


def test_twice_the_same_person_and_twice_the_same_form() -> None:
    facts = small_eve()
    wish = application(EXECUTIVE, facts, "eve")
    first = actions.register(facts=facts, application=wish, actor=REGISTRANT, now=NOW)
    again = actions.register(facts=facts, application=wish, actor=REGISTRANT, now=NOW)
    assert (again.registration_id, again.token, again.is_replay) == (first.registration_id, first.token, True)
    with pytest.raises(AlreadyRegistered) as found:
        registered(EXECUTIVE, facts, "day")
    assert found.value.registration_id == first.registration_id
    # whoever has withdrawn everything may come again
    actions.withdraw(registration_id=first.registration_id, parts=["eve"], actor=REGISTRANT, now=NOW)
    assert registered(EXECUTIVE, facts, "day").registration_id != first.registration_id
    assert faults(facts.id) == []


# ----------------------------------------------------------------------------------------------------------- withdraw


def test_withdrawing_frees_the_seat_for_the_next() -> None:
    facts = small_eve()
    leaver = registered(EXECUTIVE, facts, "eve", "day").registration_id
    first, second = (receipt.registration_id for receipt in crowd(facts, 2, "eve"))
    forget()
    left = actions.withdraw(registration_id=leaver, parts=["eve"], actor=REGISTRANT, now=NOW, motive="malade")
    assert left == ("eve",)
    assert (states(leaver), states(first), states(second)) == (
        {"eve": "withdrawn", "day": "confirmed"},
        {"eve": "confirmed"},
        {"eve": "waiting"},
    )
    seats = seats_of(facts)["eve"]
    assert (seats.confirmed, seats.waiting) == (1, 1)
    withdrawn, promoted = trail(facts)[-2:]
    assert (withdrawn.verb, withdrawn.subject_id, withdrawn.motive) == ("registration:withdrawn", str(leaver), "malade")
    assert (promoted.verb, promoted.subject_id) == ("registration:promoted", str(first))
    assert mails() == [("withdrawn", EXECUTIVE.email), ("promoted", another(0).email)]
    assert faults(facts.id) == []


def test_withdrawing_what_is_not_held_does_nothing() -> None:
    facts = small_eve()
    pk = registered(OFFICER, facts, "eve", "day").registration_id
    forget()
    assert actions.withdraw(registration_id=pk, parts=["eve", "workshop"], actor=REGISTRANT, now=NOW) == ()
    assert actions.withdraw(registration_id=pk, parts=[], actor=REGISTRANT, now=NOW) == ()
    assert states(pk) == {"eve": "refused", "day": "confirmed"}
    assert mails() == []
    with pytest.raises(Gone):
        actions.withdraw(registration_id=pk + 999, parts=["day"], actor=REGISTRANT, now=NOW)


def test_withdrawing_from_the_list_moves_nobody_into_a_seat() -> None:
    facts = small_eve()
    crowd(facts, 1, "eve")
    waiting = registered(HEAD, facts, "eve").registration_id
    last = registered(EXECUTIVE, facts, "eve").registration_id
    forget()
    actions.withdraw(registration_id=waiting, parts=["eve"], actor=REGISTRANT, now=NOW)
    assert mails() == [("withdrawn", HEAD.email)]
    found = registration_by_id(gathering_id=facts.id, registration_id=last)
    assert found is not None
    assert found.parts[0].position == 1
    assert faults(facts.id) == []


# ------------------------------------------------------------------------------------------------------------ promote


def lose_membership() -> None:
    """The city of those who wait is a member no longer."""
    bodies = [{**body, "membership": []} if body["key"] == "rosieres" else body for body in AARAU["bodies"]]
    gatherings.load(with_part(changed(AARAU, bodies=bodies), "eve", capacity=1))


def test_somebody_no_longer_admitted_is_passed_over_and_told() -> None:
    facts = small_eve()
    leaver = registered(EXECUTIVE, facts, "eve").registration_id
    first = registered(HEAD, facts, "eve").registration_id
    second = registered(another(1), facts, "eve").registration_id
    lose_membership()
    forget()
    actions.withdraw(registration_id=leaver, parts=["eve"], actor=REGISTRANT, now=NOW)
    assert (states(first), states(second)) == ({"eve": "requested"}, {"eve": "confirmed"})
    assert mails() == [
        ("withdrawn", EXECUTIVE.email),
        ("no_longer_admitted", HEAD.email),
        ("promoted", another(1).email),
    ]
    reasons = PartRegistration.objects.get(registration_id=first).reasons
    assert [reason["code"] for reason in reasons] == ["reserved", "membership_not_admitted"]
    assert [line.verb for line in trail(facts)[-3:]] == [
        "registration:withdrawn",
        "registration:no_longer_admitted",
        "registration:promoted",
    ]
    assert faults(facts.id) == []


def test_whom_the_organiser_admitted_moves_up_all_the_same() -> None:
    facts = small_eve()
    leaver = registered(EXECUTIVE, facts, "eve").registration_id
    aside = {"eve": frozenset({Obstacle.AUDIENCE})}
    waiting = registered(OFFICER, facts, "eve", actor=DESK, set_aside=aside, motive="invitée").registration_id
    assert states(waiting) == {"eve": "waiting"}
    actions.withdraw(registration_id=leaver, parts=["eve"], actor=REGISTRANT, now=NOW)
    assert states(waiting) == {"eve": "confirmed"}


@pytest.mark.parametrize(
    ("now", "state"),
    [("2023-05-09T23:59:59+02:00", "confirmed"), ("2023-05-10T00:00:00+02:00", "waiting")],
)
def test_nobody_moves_up_from_the_set_moment_on(now: str, state: str) -> None:
    facts = small_eve()
    leaver = registered(EXECUTIVE, facts, "eve").registration_id
    waiting = registered(HEAD, facts, "eve").registration_id
    forget()
    actions.withdraw(registration_id=leaver, parts=["eve"], actor=REGISTRANT, now=instant(now))
    assert states(waiting) == {"eve": state}
    assert (("promoted", HEAD.email) in mails()) == (state == "confirmed")


def test_a_seat_left_free_by_the_calendar_is_not_for_who_comes_later() -> None:
    """After the set moment a seat stays free; somebody new does not overtake those who wait."""
    facts = gatherings.load(changed(with_part(AARAU, "eve", capacity=1), registration={}))
    leaver = registered(EXECUTIVE, facts, "eve").registration_id
    registered(HEAD, facts, "eve")
    late = instant("2023-05-10T12:00:00+02:00")
    actions.withdraw(registration_id=leaver, parts=["eve"], actor=REGISTRANT, now=late)
    new = actions.register(
        facts=facts, application=application(another(3), facts, "eve", received_at=late), actor=REGISTRANT, now=late
    )
    assert [answer.position for answer in new.answers] == [2]
