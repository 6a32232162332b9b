"""The acts on a registration: rows, seats, trail and mails after each, and what each refuses."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from filrouge.ground.audit.queries import TrailLine, trail_of_gathering
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import REGISTRANT, SYSTEM, Actor
from filrouge.ground.people.enums import ActorKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration import actions, links
from filrouge.stages.registration.actions.decide import NotWaitingForDecision
from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.actions.register import AlreadyRegistered, MotiveMissing
from filrouge.stages.registration.enums import Obstacle, PartState
from filrouge.stages.registration.models import PartRegistration, PartSeats, Registration
from filrouge.stages.registration.queries import registration_by_id, seats_of
from tests.support import gatherings
from tests.support.clock import at, instant
from tests.support.gatherings import AARAU, changed, facts_of, with_part
from tests.support.people import ASSISTANT, EXECUTIVE, HEAD, OFFICER, STRANGER, another, application, crowd, registered
from tests.support.soundness import faults

pytestmark = pytest.mark.django_db
NOW = instant("2023-03-15T09:00:00+01:00")
STAFF = Actor(kind=ActorKind.USER, label="Camille Rey", user_id=7)


@pytest.fixture(autouse=True)
def spring() -> object:
    """It is March."""
    with at():
        yield


def small(capacity: int | None = 1) -> GatheringFacts:
    """The assembly with so many seats for the eve."""
    return gatherings.load(with_part(AARAU, "eve", capacity=capacity))


def states(registration_id: int) -> dict[str, str]:
    """The state of each part of a registration."""
    found = PartRegistration.objects.filter(registration_id=registration_id).order_by("part__position")
    return dict(found.values_list("part__key", "state"))


def trail(facts: GatheringFacts) -> list[TrailLine]:
    """What was noted on registrations and parts, oldest first."""
    lines = trail_of_gathering(gathering_id=facts.id)
    return [line for line in reversed(lines) if not line.verb.startswith("gathering:")]


def mails() -> list[tuple[str, str]]:
    """What waits in the outbox: kind and address, oldest first."""
    return list(OutgoingMail.objects.order_by("pk").values_list("kind", "to"))


def forget() -> None:
    """Empty the outbox, so that a test sees only what comes after."""
    OutgoingMail.objects.all().delete()


# ----------------------------------------------------------------------------------------------------------- register


def test_registering_leaves_a_line_and_a_mail_to_each() -> None:
    facts = small()
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
    facts = small()
    with pytest.raises(actions.NothingTaken) as found:
        registered(OFFICER, facts, "eve")
    assert [answer.state for answer in found.value.answers] == [PartState.REFUSED]
    assert not Registration.objects.exists()
    assert (trail(facts), mails()) == ([], [])


def test_an_unknown_part_is_a_mistake_of_the_caller() -> None:
    facts = small()
    with pytest.raises(KeyError):
        registered(EXECUTIVE, facts, "day", "workshop")
    assert not Registration.objects.exists()


def test_a_rule_set_aside_needs_a_motive() -> None:
    facts = small()
    aside = {"eve": frozenset({Obstacle.AUDIENCE})}
    with pytest.raises(MotiveMissing):
        registered(OFFICER, facts, "eve", actor=STAFF, set_aside=aside, motive="  ")
    receipt = registered(OFFICER, facts, "eve", actor=STAFF, set_aside=aside, motive="Elle tient l’introduction")
    assert states(receipt.registration_id) == {"eve": "confirmed"}
    (line,) = trail(facts)
    assert (line.who, line.motive) == ("Camille Rey", "Elle tient l’introduction")
    assert line.data["set_aside"] == {"eve": ["audience"]}


def test_twice_the_same_person_and_twice_the_same_form() -> None:
    facts = small()
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
    facts = small()
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
    facts = small()
    pk = registered(OFFICER, facts, "eve", "day").registration_id
    forget()
    assert actions.withdraw(registration_id=pk, parts=["eve", "workshop"], actor=REGISTRANT, now=NOW) == ()
    assert actions.withdraw(registration_id=pk, parts=[], actor=REGISTRANT, now=NOW) == ()
    assert states(pk) == {"eve": "refused", "day": "confirmed"}
    assert mails() == []
    with pytest.raises(Gone):
        actions.withdraw(registration_id=pk + 999, parts=["day"], actor=REGISTRANT, now=NOW)


def test_withdrawing_from_the_list_moves_nobody_into_a_seat() -> None:
    facts = small()
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
    facts = small()
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
    facts = small()
    leaver = registered(EXECUTIVE, facts, "eve").registration_id
    aside = {"eve": frozenset({Obstacle.AUDIENCE})}
    waiting = registered(OFFICER, facts, "eve", actor=STAFF, set_aside=aside, motive="invitée").registration_id
    assert states(waiting) == {"eve": "waiting"}
    actions.withdraw(registration_id=leaver, parts=["eve"], actor=REGISTRANT, now=NOW)
    assert states(waiting) == {"eve": "confirmed"}


@pytest.mark.parametrize(
    ("now", "state"),
    [("2023-05-09T23:59:59+02:00", "confirmed"), ("2023-05-10T00:00:00+02:00", "waiting")],
)
def test_nobody_moves_up_from_the_set_moment_on(now: str, state: str) -> None:
    facts = small()
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


# ------------------------------------------------------------------------------------------------------------- decide


def test_accepting_a_request() -> None:
    facts = small()
    pk = registered(STRANGER, facts, "eve", "day").registration_id
    forget()
    answer = actions.decide(registration_id=pk, part="day", accept=True, actor=STAFF, now=NOW)
    assert answer.state is PartState.CONFIRMED
    assert states(pk) == {"eve": "refused", "day": "confirmed"}
    assert mails() == [("decided", STRANGER.email)]
    assert (trail(facts)[-1].verb, trail(facts)[-1].who) == ("registration:accepted", "Camille Rey")
    # what was decided is not decided again
    with pytest.raises(NotWaitingForDecision) as found:
        actions.decide(registration_id=pk, part="day", accept=False, motive="trop tard", actor=STAFF, now=NOW)
    assert found.value.state is PartState.CONFIRMED
    with pytest.raises(NotWaitingForDecision):
        actions.decide(registration_id=pk, part="eve", accept=True, actor=STAFF, now=NOW)
    with pytest.raises(Gone):
        actions.decide(registration_id=pk, part="workshop", accept=True, actor=STAFF, now=NOW)
    assert faults(facts.id) == []


def test_an_accepted_request_takes_the_end_of_the_list_of_a_full_part() -> None:
    facts = gatherings.load(with_part(AARAU, "day", capacity=1))
    crowd(facts, 1, "day")
    pk = registered(STRANGER, facts, "day").registration_id
    answer = actions.decide(registration_id=pk, part="day", accept=True, actor=STAFF, now=NOW)
    assert (answer.state, answer.position) == (PartState.WAITING, 1)
    assert faults(facts.id) == []


def test_refusing_a_request_needs_a_motive_and_tells_it() -> None:
    facts = small()
    pk = registered(STRANGER, facts, "day").registration_id
    forget()
    for motive in ("", "   "):
        with pytest.raises(MotiveMissing):
            actions.decide(registration_id=pk, part="day", accept=False, motive=motive, actor=STAFF, now=NOW)
    assert states(pk) == {"day": "requested"}
    actions.decide(registration_id=pk, part="day", accept=False, motive="la salle est petite", actor=STAFF, now=NOW)
    (held,) = PartRegistration.objects.filter(registration_id=pk)
    assert (held.state, held.reasons) == (
        "refused",
        [{"code": "organiser_refused", "params": {"motive": "la salle est petite"}}],
    )
    assert trail(facts)[-1].motive == "la salle est petite"
    assert mails() == [("decided", STRANGER.email)]


# ---------------------------------------------------------------------------------------------------------- set aside


def test_one_rule_set_aside_leaves_the_others_standing() -> None:
    facts = small()
    crowd(facts, 1, "eve")
    pk = registered(OFFICER, facts, "eve", "day").registration_id
    forget()
    answer = actions.set_aside(
        registration_id=pk, part="eve", obstacle=Obstacle.AUDIENCE, motive="oratrice", actor=STAFF, now=NOW
    )
    assert (answer.state, answer.position) == (PartState.WAITING, 1)
    assert mails() == [("decided", OFFICER.email)]
    answer = actions.set_aside(
        registration_id=pk, part="eve", obstacle=Obstacle.CAPACITY, motive="une chaise de plus", actor=STAFF, now=NOW
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
    facts = small()
    pk = registered(OFFICER, facts, "eve", "day").registration_id
    forget()
    answer = actions.set_aside(
        registration_id=pk, part="eve", obstacle=Obstacle.CAPACITY, motive="au cas où", actor=STAFF, now=NOW
    )
    assert answer.state is PartState.REFUSED
    assert mails() == []
    with pytest.raises(MotiveMissing):
        actions.set_aside(registration_id=pk, part="eve", obstacle=Obstacle.AUDIENCE, motive=" ", actor=STAFF, now=NOW)
    with pytest.raises(ValueError, match="confirmed"):
        actions.set_aside(registration_id=pk, part="day", obstacle=Obstacle.AUDIENCE, motive="x", actor=STAFF, now=NOW)


def test_a_seat_given_beyond_the_capacity_is_taken_back_first() -> None:
    facts = small()
    first = registered(EXECUTIVE, facts, "eve").registration_id
    extra = registered(HEAD, facts, "eve").registration_id
    actions.set_aside(
        registration_id=extra, part="eve", obstacle=Obstacle.CAPACITY, motive="chaise", actor=STAFF, now=NOW
    )
    waiting = registered(another(1), facts, "eve").registration_id
    actions.withdraw(registration_id=first, parts=["eve"], actor=REGISTRANT, now=NOW)
    assert states(waiting) == {"eve": "waiting"}
    assert PartSeats.objects.get(part__key="eve").ceiling == 1
    assert faults(facts.id) == []


# -------------------------------------------------------------------------------------------------- capacity, deadline


def test_a_larger_capacity_wakes_the_list() -> None:
    facts = small()
    ids = [receipt.registration_id for receipt in crowd(facts, 4, "eve")]
    forget()
    seats = actions.set_capacity(facts=facts, part="eve", capacity=3, actor=STAFF, now=NOW, motive="salle plus grande")
    assert (seats.confirmed, seats.waiting) == (3, 1)
    assert [states(pk)["eve"] for pk in ids] == ["confirmed", "confirmed", "confirmed", "waiting"]
    assert mails() == [("promoted", another(1).email), ("promoted", another(2).email)]
    changed_line = next(line for line in trail(facts) if line.verb == "part:changed")
    assert (changed_line.data, changed_line.motive) == ({"capacity": {"from": 1, "to": 3}}, "salle plus grande")
    assert facts_of("aarau-2023").parts[0].capacity == 3
    assert faults(facts.id) == []


def test_no_limit_any_more_lets_everybody_in() -> None:
    facts = small(0)
    crowd(facts, 3, "eve")
    seats = actions.set_capacity(facts=facts, part="eve", capacity=None, actor=STAFF, now=NOW)
    assert (seats.capacity, seats.confirmed, seats.waiting) == (None, 3, 0)
    assert faults(facts.id) == []


def test_a_capacity_set_late_removes_nobody() -> None:
    facts = small(None)
    ids = [receipt.registration_id for receipt in crowd(facts, 5, "eve")]
    forget()
    seats = actions.set_capacity(facts=facts, part="eve", capacity=3, actor=STAFF, now=NOW)
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
    facts = small()
    with pytest.raises(ValueError, match="negative"):
        actions.set_capacity(facts=facts, part="eve", capacity=-1, actor=STAFF, now=NOW)
    with pytest.raises(KeyError):
        actions.set_capacity(facts=facts, part="workshop", capacity=1, actor=STAFF, now=NOW)
    assert trail(facts) == []


def test_another_deadline_concerns_those_who_come_later() -> None:
    facts = small()
    pk = registered(EXECUTIVE, facts, "eve").registration_id
    actions.set_deadline(facts=facts, part="eve", deadline=date(2023, 3, 1), actor=STAFF, now=NOW, motive="complet")
    facts = facts_of("aarau-2023")
    with pytest.raises(actions.NothingTaken):
        registered(HEAD, facts, "eve")
    assert states(pk) == {"eve": "confirmed"}
    assert trail(facts)[-1].data == {"deadline": {"from": None, "to": "2023-03-01"}}
    with pytest.raises(KeyError):
        actions.set_deadline(facts=facts, part="workshop", deadline=None, actor=STAFF, now=NOW)
    actions.set_deadline(facts=facts, part="eve", deadline=None, actor=STAFF, now=NOW)
    assert registered(HEAD, facts_of("aarau-2023"), "eve").answers[0].state is PartState.WAITING


def test_a_file_that_raises_a_capacity_wakes_the_list_when_it_is_reconciled() -> None:
    facts = small()
    crowd(facts, 3, "eve")
    forget()
    facts = small(2)
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


# ------------------------------------------------------------------------------------------------------------- change


def test_a_change_keeps_lists_and_search_in_step() -> None:
    facts = small()
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
    facts = small()
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
    facts = small()
    receipt = registered(EXECUTIVE, facts, "eve", registrant=ASSISTANT)
    forget()
    assert actions.send_link(registration_id=receipt.registration_id, actor=REGISTRANT, now=NOW)
    assert mails() == [("your_link", EXECUTIVE.email), ("your_link", ASSISTANT.email)]
    # a stranger who knows a name and an address cannot fill a mailbox with it
    assert actions.send_link(registration_id=receipt.registration_id, actor=REGISTRANT, now=NOW)
    assert len(mails()) == 2
    # the organiser may
    assert actions.send_link(registration_id=receipt.registration_id, actor=STAFF, now=NOW)
    assert len(mails()) == 4
    assert [line.verb for line in trail(facts)[1:]] == ["registration:link_sent"] * 2


def test_a_replaced_link_makes_the_old_one_void() -> None:
    facts = small()
    receipt = registered(EXECUTIVE, facts, "eve")
    actions.send_link(registration_id=receipt.registration_id, actor=STAFF, now=NOW, replace=True)
    row = Registration.objects.get()
    assert links.read(receipt.token) == (row.public_id, 1)
    assert row.link == 2
    assert trail(facts)[-1].data == {"replaced": True}
    with pytest.raises(Gone):
        actions.send_link(registration_id=receipt.registration_id + 999, actor=STAFF, now=NOW)


def test_whoever_has_no_address_gets_no_mail() -> None:
    facts = small()
    receipt = registered(EXECUTIVE.but(email=""), facts, "eve", actor=STAFF)
    assert mails() == []
    assert actions.send_link(registration_id=receipt.registration_id, actor=STAFF, now=NOW) is False


# ----------------------------------------------------------------------------------------------------- last defences


def test_the_database_refuses_a_seat_that_does_not_exist() -> None:
    facts = small()
    registered(EXECUTIVE, facts, "eve")
    seats = PartSeats.objects.get(part__key="eve")
    assert (seats.confirmed, seats.ceiling) == (1, 1)
    seats.confirmed = 2
    with pytest.raises(IntegrityError, match="never_more_than_the_ceiling"), transaction.atomic():
        seats.save(update_fields=["confirmed"])
    with pytest.raises(IntegrityError), transaction.atomic():
        PartSeats.objects.filter(pk=seats.pk).update(confirmed=2)


def test_the_database_refuses_two_wishes_for_a_part_and_a_place_without_a_number() -> None:
    facts = small()
    pk = registered(EXECUTIVE, facts, "eve").registration_id
    part = facts.parts[0].id
    now = datetime.now(UTC)
    with pytest.raises(IntegrityError), transaction.atomic():
        PartRegistration.objects.create(registration_id=pk, part_id=part, state="refused", changed_at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        PartRegistration.objects.filter(registration_id=pk).update(state="waiting")


def test_the_database_refuses_somebody_without_a_name_and_lateness_without_a_motive() -> None:
    facts = small()
    registered(EXECUTIVE, facts, "eve")
    for wrong in ({"given_name": "", "family_name": ""}, {"late_by": "Camille Rey", "late_motive": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Registration.objects.update(**wrong)
