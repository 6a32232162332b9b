"""Places without a name: only what is free, until a moment, never lost and never given twice."""

import uuid
from datetime import datetime, timedelta

import pytest

from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.chores import do_all
from filrouge.ground.mail.models import OutgoingMail
from filrouge.stages.delegations.actions import HoldRefused, NotTaken, add_member, hold_places
from filrouge.stages.delegations.actions.held import give_back_due
from filrouge.stages.delegations.enums import LineProblem
from filrouge.stages.delegations.facts import REFERENT
from filrouge.stages.delegations.models import HeldPlaces
from filrouge.stages.delegations.rules import MOST_HELD
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import register, withdraw
from filrouge.stages.registration.actions.capacity import set_capacity
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.models import PartSeats, QuotaSeats
from filrouge.stages.registration.queries import seats_of
from tests.support.delegations import FREE, REFERENT_OF_ALL, delegation, group_of, member
from tests.support.gatherings import changed, load, with_part
from tests.support.people import DESK, NOW, Person, application
from tests.support.registrations import states_of
from tests.support.soundness import faults

C, W = PartState.CONFIRMED, PartState.WAITING
TWO_WEEKS = NOW + timedelta(days=14)


@pytest.fixture
def small() -> GatheringFacts:
    """Four places in the workshop on housing."""
    return load(with_part(FREE, "housing", capacity=4))


def keep(pk: int, places: int, *, until: datetime | None = None, actor: object = REFERENT, now: datetime = NOW) -> None:
    """Keep so many places in the workshop on housing in all."""
    hold_places(delegation_id=pk, part="housing", places=places, until=until, actor=actor, now=now)  # type: ignore[arg-type]


def name(pk: int, family: str, *parts: str, facts: GatheringFacts, now: datetime = NOW, **more: object):  # type: ignore[no-untyped-def]
    """Add one person of the department."""
    (one,) = group_of(facts, member(family, *(parts or ("housing",)), **more)).people
    return add_member(delegation_id=pk, member=one, submission=uuid.uuid4(), actor=REFERENT, now=now)


def single(facts: GatheringFacts, family: str, part: str = "housing") -> PartState:
    """Somebody of another body asks for a place."""
    who = Person("Ueli", family, f"{family.lower()}@rosieres.example", "Ville de Rosières", "director")
    wish = application(who, facts, part, received_at=NOW)
    receipt = register(facts=facts, application=wish, actor=REFERENT, now=NOW)
    return receipt.answers[0].state


def codes(refused: pytest.ExceptionInfo[HoldRefused]) -> list[str]:
    """Why places were not kept."""
    return [reason.code for reason in refused.value.decision.reasons]


def test_kept_at_registration(small: GatheringFacts) -> None:
    receipt = delegation(small, member("Achard", "housing"), held={"housing": 2})
    assert receipt.held == {"housing": 2}
    row = HeldPlaces.objects.get()
    # Two weeks, to the end of the last day there.
    assert row.until.isoformat() == "2023-03-29T22:00:00+00:00"
    seats = seats_of(small)["housing"]
    assert (seats.confirmed, seats.held, seats.free) == (1, 2, 1)
    assert single(small, "Rey") is C
    assert single(small, "Roux") is W


def test_no_more_is_kept_than_is_free(small: GatheringFacts) -> None:
    receipt = delegation(small, member("Achard", "housing"), member("Besson", "housing"), held={"housing": 5})
    assert receipt.held == {"housing": 2}
    assert PartSeats.objects.get(part__key="housing").held == 2


def test_nothing_is_kept_while_the_group_itself_waits(small: GatheringFacts) -> None:
    people = [member(family, "housing") for family in ("A", "B", "C", "D", "E")]
    assert delegation(small, *people, held={"housing": 2}).held == {"housing": 0}
    assert HeldPlaces.objects.count() == 0


def test_more_fewer_and_none(small: GatheringFacts) -> None:
    pk = delegation(small, member("Achard", "day")).delegation_id
    for places in (1, 3, 2, 4, 0):
        keep(pk, places)
        assert PartSeats.objects.get(part__key="housing").held == places
        assert faults(small.id) == []
    assert HeldPlaces.objects.count() == 0


def test_what_is_given_back_wakes_the_list(small: GatheringFacts) -> None:
    pk = delegation(small, member("Achard", "day"), held={"housing": 4}).delegation_id
    assert single(small, "Rey") is W
    assert single(small, "Roux") is W
    keep(pk, 3)
    assert (states_of(small, "Rey")["housing"], states_of(small, "Roux")["housing"]) == (C, W)
    assert OutgoingMail.objects.filter(kind="promoted").count() == 1
    assert faults(small.id) == []


@pytest.mark.parametrize(
    ("places", "until", "code"),
    [
        (MOST_HELD + 1, None, "held_at_most"),
        (5, None, "held_not_free"),
        (2, TWO_WEEKS + timedelta(days=2), "held_too_long"),
        (2, NOW - timedelta(days=1), "held_too_long"),
    ],
)
def test_limits_of_a_referent(small: GatheringFacts, places: int, until: datetime | None, code: str) -> None:
    pk = delegation(small, member("Achard", "day")).delegation_id
    with pytest.raises(HoldRefused) as refused:
        keep(pk, places, until=until)
    assert codes(refused) == [code]
    assert PartSeats.objects.filter(held__gt=0).count() == 0


def test_staff_may_keep_more_and_longer() -> None:
    facts = load(FREE)
    pk = delegation(facts, member("Achard", "day"), held={"housing": 1}).delegation_id
    hold_places(delegation_id=pk, part="day", places=20, until=TWO_WEEKS + timedelta(days=90), actor=DESK, now=NOW)
    assert PartSeats.objects.get(part__key="day").held == 20


def test_not_while_others_wait_nor_where_there_is_room_for_all() -> None:
    facts = load(with_part(with_part(FREE, "housing", capacity=0), "day", capacity=None))
    pk = delegation(facts, member("Achard", "day")).delegation_id
    single(facts, "Rey")
    with pytest.raises(HoldRefused) as refused:
        keep(pk, 1)
    assert codes(refused) == ["held_others_wait"]
    with pytest.raises(HoldRefused) as refused:
        hold_places(delegation_id=pk, part="day", places=1, actor=REFERENT, now=NOW)
    assert codes(refused) == ["held_without_limit"]


def test_not_for_a_body_of_which_nobody_is_admitted() -> None:
    cities = {"organisation": ["city"], "otherwise": "refuse"}
    facts = load(with_part(FREE, "housing", audience=cities))
    pk = delegation(facts, member("Achard", "day")).delegation_id
    with pytest.raises(HoldRefused) as refused:
        keep(pk, 1)
    assert codes(refused) == ["held_nobody_admitted"]
    other = delegation(facts, member("Rey", "day", email="rey@rosieres.example"), body="rosieres").delegation_id
    keep(other, 1)
    assert PartSeats.objects.get(part__key="housing").held == 1


def test_a_name_takes_the_place_even_when_all_is_full(small: GatheringFacts) -> None:
    pk = delegation(small, member("Achard", "day"), held={"housing": 1}).delegation_id
    for family in ("Rey", "Roux", "Rossi"):
        assert single(small, family) is C
    assert single(small, "Rochat") is W
    outcome, used = name(pk, "Besson", facts=small)
    assert (used, outcome.answers[0].state) == (("housing",), C)
    assert states_of(small, "Rochat")["housing"] is W
    seats = PartSeats.objects.get(part__key="housing")
    assert (seats.confirmed, seats.held, seats.waiting) == (4, 0, 1)
    assert HeldPlaces.objects.count() == 0
    # The next one has none to use and waits like everybody.
    outcome, used = name(pk, "Chauvet", facts=small)
    assert (used, outcome.answers[0].state) == ((), W)
    assert faults(small.id) == []


def test_the_same_name_sent_twice_uses_one_place(small: GatheringFacts) -> None:
    pk = delegation(small, member("Achard", "day"), held={"housing": 3}).delegation_id
    (one,) = group_of(small, member("Besson", "housing")).people
    key = uuid.uuid4()
    send = lambda: add_member(delegation_id=pk, member=one, submission=key, actor=REFERENT, now=NOW)  # noqa: E731
    assert send()[1] == ("housing",)
    assert send() == (send()[0], ())
    assert PartSeats.objects.get(part__key="housing").held == 2


def test_nobody_uses_a_place_that_they_cannot_have() -> None:
    directors = {"function": ["director"], "otherwise": "organiser_decides"}
    facts = load(with_part(FREE, "housing", capacity=4, audience=directors))
    pk = delegation(facts, member("Achard", "day"), held={"housing": 2}).delegation_id
    outcome, used = name(pk, "Besson", facts=facts)
    assert (used, outcome.answers[0].state) == ((), PartState.REQUESTED)
    outcome, used = name(pk, "Chauvet", facts=facts, function="director")
    assert (used, outcome.answers[0].state) == (("housing",), C)
    assert PartSeats.objects.get(part__key="housing").held == 1


def test_whoever_is_registered_already_uses_no_place(small: GatheringFacts) -> None:
    pk = delegation(small, member("Achard", "day"), held={"housing": 2}).delegation_id
    with pytest.raises(NotTaken) as refused:
        name(pk, "Achard", facts=small)
    assert refused.value.problem is LineProblem.ALREADY_REGISTERED
    assert PartSeats.objects.get(part__key="housing").held == 2
    assert HeldPlaces.objects.get().places == 2


def test_they_fall_back_by_themselves_and_wake_the_list(small: GatheringFacts) -> None:
    pk = delegation(small, member("Achard", "day"), held={"housing": 4}).delegation_id
    single(small, "Rey")
    until = HeldPlaces.objects.get().until
    assert give_back_due(until - timedelta(seconds=1)) == 0
    assert do_all(until) == ()
    assert states_of(small, "Rey")["housing"] is C
    assert PartSeats.objects.get(part__key="housing").held == 0
    assert HeldPlaces.objects.count() == 0
    mail = OutgoingMail.objects.get(kind="places_fell_back")
    assert (mail.to, mail.context["held"]) == (REFERENT_OF_ALL.email, {"housing": 4})
    line = AuditEntry.objects.get(verb="delegation:places_fell_back")
    assert (line.subject_id, line.actor_kind) == (str(pk), "system")
    assert give_back_due(until) == 0
    assert faults(small.id) == []


def test_fewer_in_a_part_that_is_too_full(small: GatheringFacts) -> None:
    """After the capacity was lowered, what is kept can still be given back bit by bit."""
    pk = delegation(small, member("Achard", "housing"), held={"housing": 3}).delegation_id
    set_capacity(facts=small, part="housing", capacity=2, actor=DESK, now=NOW)
    keep(pk, 2)
    keep(pk, 0)
    seats = PartSeats.objects.get(part__key="housing")
    assert (seats.confirmed, seats.held, seats.ceiling) == (1, 0, 2)


def test_a_name_in_a_part_that_is_too_full(small: GatheringFacts) -> None:
    """After the capacity was lowered, a kept place still belongs to the body: naming it makes nothing fuller."""
    pk = delegation(small, member("Achard", "housing"), held={"housing": 3}).delegation_id
    set_capacity(facts=small, part="housing", capacity=2, actor=DESK, now=NOW)
    outcome, used = name(pk, "Besson", facts=small)
    assert (used, outcome.answers[0].state) == (("housing",), C)
    seats = PartSeats.objects.get(part__key="housing")
    assert (seats.confirmed, seats.held) == (2, 2)
    assert faults(small.id) == []


QUOTAS = [{"key": "both", "label": "Deux ateliers", "parts": ["housing", "ageing"], "seats": 6}]


def test_kept_places_take_seats_of_shared_quotas() -> None:
    facts = load(changed(FREE, quotas=QUOTAS))
    pk = delegation(facts, member("Achard", "housing"), held={"housing": 4}).delegation_id
    row = QuotaSeats.objects.get()
    assert (row.confirmed, row.held) == (1, 4)
    assert seats_of(facts)["ageing"].free == 1
    assert single(facts, "Rey", "ageing") is C
    assert single(facts, "Roux", "ageing") is W
    keep(pk, 3)
    assert states_of(facts, "Roux")["ageing"] is C
    name(pk, "Besson", facts=facts)
    row.refresh_from_db()
    assert (row.confirmed, row.held) == (4, 2)
    assert faults(facts.id) == []


RESERVE = [
    {"key": "cities", "label": "Villes", "parts": ["housing"], "seats": 3, "reserved_for": {"organisation": ["city"]}}
]


def test_kept_places_of_a_city_do_not_touch_what_others_may_have() -> None:
    facts = load(changed(with_part(FREE, "housing", capacity=4), quotas=RESERVE))
    city = delegation(facts, member("Rey", "day", email="rey@rosieres.example"), body="rosieres", held={"housing": 3})
    assert city.held == {"housing": 3}
    # One seat is left, and it is the one that others may have.
    department = delegation(facts, member("Achard", "day"), held={"housing": 2})
    assert department.held == {"housing": 1}
    assert faults(facts.id) == []


def test_withdrawing_somebody_gives_the_seat_to_who_waits_not_to_the_body(small: GatheringFacts) -> None:
    receipt = delegation(small, member("Achard", "housing"), held={"housing": 3})
    single(small, "Rey")
    pk = receipt.outcomes[0].registration_id or 0
    withdraw(registration_id=pk, parts=["housing"], actor=REFERENT, now=NOW)
    assert states_of(small, "Rey")["housing"] is C
    assert PartSeats.objects.get(part__key="housing").held == 3
