"""A colleague comes instead: places stay where they are, and of the first person only the name in the trail."""

from datetime import timedelta

import pytest

from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration import actions
from filrouge.stages.registration.actions.register import AlreadyRegistered, NothingTaken
from filrouge.stages.registration.actions.replace import TooLateToReplace, replace_person
from filrouge.stages.registration.actions.withdraw import withdraw
from filrouge.stages.registration.enums import HeldFor, NeedKind, Obstacle, PartState, Pictures
from filrouge.stages.registration.facts import SaidNeed
from filrouge.stages.registration.models import Need, PartRegistration, PartSeats, Registration
from filrouge.stages.registration.rules import PartAnswer
from tests.support.clock import instant
from tests.support.gatherings import AARAU, load, with_part
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
    applicant,
    application,
    crowd,
    registered,
    small_eve,
)
from tests.support.soundness import faults
from tests.support.traces import forget, mails, states, trail

pytestmark = pytest.mark.django_db


def instead(
    pk: int, person: Person, facts: GatheringFacts, *parts: str, take_over: bool = True, **more: object
) -> tuple[PartAnswer, ...]:
    """Somebody comes instead, in spring."""
    values: dict[str, object] = {"actor": DESK, "now": NOW, **more}
    return replace_person(
        registration_id=pk,
        facts=facts,
        applicant=applicant(person, facts),
        take_over=take_over,
        parts=parts,
        **values,  # type: ignore[arg-type]
    )


def test_seats_do_not_move_and_ranks_stay() -> None:
    facts = small_eve()
    crowd(facts, 1, "eve")
    pk = registered(EXECUTIVE, facts, "eve", "day").registration_id
    crowd(facts, 1, "eve", first=5)
    before = list(PartRegistration.objects.order_by("pk").values_list("pk", "state", "queue_number"))
    seats = list(PartSeats.objects.order_by("pk").values())
    assert instead(pk, another(9), facts) == ()
    assert list(PartRegistration.objects.order_by("pk").values_list("pk", "state", "queue_number")) == before
    assert list(PartSeats.objects.order_by("pk").values()) == seats
    row = Registration.objects.get(pk=pk)
    assert (row.given_name, row.email) == (another(9).given, another(9).email)
    assert faults(facts.id) == []


def test_the_first_persons_answers_are_erased_and_the_trail_keeps_the_name() -> None:
    facts = load(with_part(AARAU, "day", has_meal=True))
    wish = application(EXECUTIVE, facts, "day", needs=(SaidNeed("day", NeedKind.MEAL, ("vegetarian",)),))
    pk = actions.register(facts=facts, application=wish, actor=REGISTRANT, now=NOW).registration_id
    Registration.objects.filter(pk=pk).update(pictures=Pictures.AGREED.value, reference="A-17")
    before = Registration.objects.get(pk=pk)
    instead(pk, another(3), facts, language="de")
    row = Registration.objects.get(pk=pk)
    assert (row.pictures, row.reference, row.language) == ("", "", "de")
    assert row.link == before.link + 1
    assert row.submission != before.submission
    need = Need.objects.get()
    assert (bytes(need.sealed), need.erased_at) == (b"", NOW)
    done = row.replacements.get()
    assert (done.previous_name, done.replaced_by, done.took_over) == (EXECUTIVE.full, DESK.label, True)
    line = trail(facts)[-1]
    assert (line.verb, line.who) == ("registration:replaced", DESK.label)
    assert EXECUTIVE.email not in str(line.data)


def test_both_are_told_each_in_their_language_and_earlier_mails_are_gone() -> None:
    facts = load()
    pk = registered(EXECUTIVE, facts, "eve", "day", registrant=ASSISTANT).registration_id
    assert len(mails()) == 2
    instead(pk, another(3), facts, language="de")
    assert mails() == [
        ("replaced", EXECUTIVE.email),
        ("came_instead", another(3).email),
        ("came_instead", ASSISTANT.email),
    ]
    assert dict(OutgoingMail.objects.order_by("pk").values_list("to", "language")) == {
        EXECUTIVE.email: "fr",
        another(3).email: "de",
        ASSISTANT.email: "de",
    }
    assert not OutgoingMail.objects.filter(to=EXECUTIVE.email, context__has_key="registration").exists()


def test_another_function_is_judged_by_itself_and_the_seat_goes_on() -> None:
    facts = small_eve()
    pk = registered(EXECUTIVE, facts, "eve", "day").registration_id
    waiting = registered(HEAD, facts, "eve").registration_id
    forget()
    answers = instead(pk, OFFICER, facts)
    assert [(one.part.key, one.state) for one in answers] == [("eve", PartState.REFUSED)]
    assert states(pk) == {"eve": "refused", "day": "confirmed"}
    assert states(waiting) == {"eve": "confirmed"}
    assert ("promoted", HEAD.email) in mails()
    assert faults(facts.id) == []


def test_an_exception_for_the_first_person_is_none_for_the_second() -> None:
    facts = load()
    pk = registered(STRANGER, facts, "day").registration_id
    actions.decide(registration_id=pk, part="day", accept=True, actor=DESK, now=NOW)
    second = STRANGER.but(given="Odin", email="odin@montclair.example")
    instead(pk, second, facts)
    wish = PartRegistration.objects.get(registration_id=pk)
    assert (wish.state, wish.set_aside) == ("requested", [])
    assert [reason["code"] for reason in wish.reasons] == ["reserved", "membership_not_admitted"]
    assert faults(facts.id) == []


def test_a_request_is_judged_anew_as_sent_in_time() -> None:
    facts = load()
    pk = registered(STRANGER, facts, "day").registration_id
    late = instant("2023-04-20T10:00:00+02:00")
    instead(pk, EXECUTIVE, facts, now=late)
    assert states(pk) == {"day": "confirmed"}
    assert faults(facts.id) == []


def test_what_the_first_was_refused_is_not_the_seconds() -> None:
    facts = load()
    pk = registered(OFFICER, facts, "eve", "day").registration_id
    assert states(pk)["eve"] == "refused"
    instead(pk, EXECUTIVE, facts)
    wish = PartRegistration.objects.get(registration_id=pk, part__key="eve")
    assert (wish.state, wish.reasons) == ("withdrawn", [])
    assert faults(facts.id) == []


def test_parts_picked_anew_are_judged_by_every_rule() -> None:
    facts = small_eve()
    crowd(facts, 1, "eve")
    pk = registered(OFFICER, facts, "day").registration_id
    instead(pk, EXECUTIVE, facts, "eve", take_over=False)
    assert states(pk) == {"eve": "waiting", "day": "withdrawn"}
    assert not Registration.objects.get(pk=pk).replacements.get().took_over
    assert faults(facts.id) == []


def test_a_place_held_for_an_order_stays_held() -> None:
    facts = load()
    pk = registered(EXECUTIVE, facts, "day").registration_id
    until = NOW + timedelta(days=10)
    PartRegistration.objects.filter(registration_id=pk).update(held_until=until, held_for=HeldFor.ORDER.value)
    instead(pk, another(4), facts)
    wish = PartRegistration.objects.get(registration_id=pk)
    assert (wish.held_until, wish.held_for) == (until, HeldFor.ORDER.value)


def test_a_place_beyond_the_capacity_stays_with_the_registration() -> None:
    facts = small_eve()
    crowd(facts, 1, "eve")
    aside = {"eve": frozenset({Obstacle.CAPACITY})}
    pk = registered(EXECUTIVE, facts, "eve", set_aside=aside, motive="invitée", actor=DESK).registration_id
    instead(pk, another(4), facts)
    assert states(pk) == {"eve": "confirmed"}
    assert faults(facts.id) == []


def test_somebody_who_is_registered_does_not_come_twice() -> None:
    facts = load()
    pk = registered(EXECUTIVE, facts, "day").registration_id
    other = registered(HEAD, facts, "day").registration_id
    with pytest.raises(AlreadyRegistered) as known:
        instead(pk, HEAD, facts)
    assert known.value.registration_id == other
    with pytest.raises(AlreadyRegistered) as self_known:
        instead(pk, EXECUTIVE, facts)
    assert self_known.value.registration_id == pk
    assert faults(facts.id) == []


def test_nobody_comes_instead_for_nothing() -> None:
    facts = small_eve()
    pk = registered(EXECUTIVE, facts, "eve").registration_id
    with pytest.raises(NothingTaken) as refused:
        instead(pk, OFFICER, facts)
    assert [one.state for one in refused.value.answers] == [PartState.REFUSED]
    assert Registration.objects.get(pk=pk).email == EXECUTIVE.email
    assert states(pk) == {"eve": "confirmed"}


def test_after_a_part_or_a_withdrawal_it_is_too_late() -> None:
    facts = load()
    pk = registered(EXECUTIVE, facts, "eve", "day").registration_id
    with pytest.raises(TooLateToReplace):
        instead(pk, HEAD, facts, now=instant("2023-05-12T00:30:00+02:00"))
    withdraw(registration_id=pk, parts=["eve", "day"], actor=DESK, now=NOW)
    with pytest.raises(TooLateToReplace):
        instead(pk, HEAD, facts)


def test_the_first_persons_form_sent_again_does_not_lead_to_the_second() -> None:
    facts = load()
    wish = application(EXECUTIVE, facts, "day")
    pk = actions.register(facts=facts, application=wish, actor=REGISTRANT, now=NOW).registration_id
    instead(pk, another(4), facts)
    again = actions.register(facts=facts, application=wish, actor=REGISTRANT, now=NOW)
    assert not again.is_replay
    assert again.registration_id != pk
