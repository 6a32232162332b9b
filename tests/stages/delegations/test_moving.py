"""A place goes from one to another within the body: as many seats as before, nobody passed over, everybody told."""

from uuid import uuid4

import pytest

from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.delegations.actions import MoveRefused, move_place
from filrouge.stages.delegations.facts import REFERENT
from filrouge.stages.delegations.models import Delegation
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.privacy.actions.erasing import erase_registration
from filrouge.stages.registration.actions import register, withdraw
from filrouge.stages.registration.actions.capacity import set_capacity
from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.facts import Application
from filrouge.stages.registration.models import PartSeats, Registration
from filrouge.stages.registration.queries import applicant_of
from tests.support.delegations import FREE, delegation, member
from tests.support.gatherings import load, with_part
from tests.support.people import DESK, NOW
from tests.support.registrations import states_of
from tests.support.soundness import faults

C, W, GONE = PartState.CONFIRMED, PartState.WAITING, PartState.WITHDRAWN


def move(pk: int, giver: str, taker: str, part: str = "housing") -> None:
    """Move the place of one family to the other."""
    ids = dict(Registration.objects.order_by("pk").values_list("family_name", "pk"))
    move_place(delegation_id=pk, part=part, giver=ids[giver], taker=ids[taker], actor=REFERENT, now=NOW)


@pytest.fixture
def full() -> GatheringFacts:
    """Two places in the workshop on housing, both of the department, and somebody who waits."""
    facts = load(with_part(FREE, "housing", capacity=2))
    delegation(facts, member("Achard", "housing"), member("Besson", "housing"), member("Chauvet", "ageing"))
    delegation(facts, member("Rey", "housing", email="rey@rosieres.example"), body="rosieres")
    return facts


def ours(facts: GatheringFacts) -> int:
    """The delegation of the department, which came first."""
    return Delegation.objects.filter(gathering_id=facts.id).order_by("pk").values_list("pk", flat=True)[0]


def test_the_seat_stays_with_the_body() -> None:
    facts = load(with_part(FREE, "day", capacity=2))
    pk = delegation(facts, member("Achard", "day"), member("Besson", "day"), member("Delmas", "housing")).delegation_id
    delegation(facts, member("Rey", "day", email="rey@rosieres.example"), body="rosieres")
    before = PartSeats.objects.values_list("confirmed", "waiting").get(part__key="day")
    OutgoingMail.objects.all().delete()
    move(pk, "Achard", "Delmas", "day")
    assert states_of(facts, "Achard") == {"day": GONE}
    assert states_of(facts, "Delmas") == {"day": C, "housing": C}
    assert states_of(facts, "Rey") == {"day": W}
    assert PartSeats.objects.values_list("confirmed", "waiting").get(part__key="day") == before == (2, 1)
    told = OutgoingMail.objects.order_by("pk").values_list("kind", "to")
    assert list(told) == [("withdrawn", "achard@val-clair.example"), ("changed", "delmas@val-clair.example")]
    assert faults(facts.id) == []


def test_whoever_waits_leaves_the_list_for_it() -> None:
    facts = load(with_part(FREE, "day", capacity=1))
    pk = delegation(facts, member("Achard", "day"), member("Besson", "day"), may_split=True).delegation_id
    assert (states_of(facts, "Achard")["day"], states_of(facts, "Besson")["day"]) == (C, W)
    move(pk, "Achard", "Besson", "day")
    assert (states_of(facts, "Achard")["day"], states_of(facts, "Besson")["day"]) == (GONE, C)
    assert PartSeats.objects.values_list("confirmed", "waiting").get(part__key="day") == (1, 0)
    assert faults(facts.id) == []


def test_nobody_sits_in_two_rooms_at_one_hour(full: GatheringFacts) -> None:
    with pytest.raises(MoveRefused) as refused:
        move(ours(full), "Achard", "Chauvet")
    assert [reason.code for reason in refused.value.decision.reasons] == ["clash"]
    assert states_of(full, "Achard") == {"housing": C}


def test_the_rule_is_asked_for_the_colleague() -> None:
    directors = {"function": ["director"], "otherwise": "refuse"}
    facts = load(with_part(FREE, "housing", audience=directors))
    pk = delegation(
        facts, member("Achard", "housing", function="director"), member("Besson", "day"), member("Chauvet", "day")
    ).delegation_id
    with pytest.raises(MoveRefused) as refused:
        move(pk, "Achard", "Besson")
    assert "function_not_admitted" in [reason.code for reason in refused.value.decision.reasons]
    assert states_of(facts, "Achard") == {"housing": C}
    assert faults(facts.id) == []


def test_only_a_place_that_is_there_and_only_to_who_has_none(full: GatheringFacts) -> None:
    pk = ours(full)
    with pytest.raises(MoveRefused) as refused:
        move(pk, "Achard", "Besson")
    assert refused.value.decision.reasons[0].code == "move_has_place"
    with pytest.raises(MoveRefused) as refused:
        move(pk, "Chauvet", "Achard")
    assert refused.value.decision.reasons[0].code == "move_no_place"


def test_never_to_somebody_who_came_back_by_another_form(full: GatheringFacts) -> None:
    pk = ours(full)
    chauvet = Registration.objects.get(family_name="Chauvet")
    withdraw(registration_id=chauvet.pk, parts=["ageing"], actor=REFERENT, now=NOW)
    alone = Application(applicant_of(chauvet), ("day",), "fr", uuid4(), NOW)
    other = register(facts=full, application=alone, actor=REGISTRANT, now=NOW).registration_id
    with pytest.raises(MoveRefused) as refused:
        move_place(
            delegation_id=pk,
            part="housing",
            giver=Registration.objects.get(family_name="Achard").pk,
            taker=chauvet.pk,
            actor=REFERENT,
            now=NOW,
        )
    assert refused.value.decision.reasons[0].code == "move_registered_elsewhere"
    assert states_of(full, "Achard") == {"housing": C}
    assert faults(full.id) == []
    # once the other one counts no longer, nothing stands in the way
    withdraw(registration_id=other, parts=["day"], actor=REGISTRANT, now=NOW)
    move_place(
        delegation_id=pk,
        part="housing",
        giver=Registration.objects.get(family_name="Achard").pk,
        taker=chauvet.pk,
        actor=REFERENT,
        now=NOW,
    )
    assert faults(full.id) == []


def test_never_to_or_from_somebody_of_another_body(full: GatheringFacts) -> None:
    pk = ours(full)
    for giver, taker in (("Achard", "Rey"), ("Rey", "Chauvet"), ("Achard", "Achard")):
        with pytest.raises(Gone):
            move(pk, giver, taker)
    assert states_of(full, "Rey") == {"housing": W}


def test_a_place_beyond_the_capacity_moves_too() -> None:
    facts = load(with_part(FREE, "day", capacity=3))
    people = [member("Achard", "day"), member("Besson", "day"), member("Chauvet", "day"), member("Delmas", "housing")]
    pk = delegation(facts, *people).delegation_id
    set_capacity(facts=facts, part="day", capacity=1, actor=DESK, now=NOW)
    move(pk, "Achard", "Delmas", "day")
    assert states_of(facts, "Delmas")["day"] is C
    assert PartSeats.objects.get(part__key="day").confirmed == 3
    assert faults(facts.id) == []


def test_nobody_gives_a_place_to_somebody_who_was_erased() -> None:
    """The page still showed them when the other one was erased."""
    facts = load(FREE)
    pk = delegation(facts, member("Achard", "day"), member("Besson", "housing")).delegation_id
    ids = dict(Registration.objects.order_by("pk").values_list("family_name", "pk"))
    erase_registration(registration_id=ids["Besson"], actor=REFERENT, now=NOW)
    with pytest.raises(Gone):
        move_place(delegation_id=pk, part="day", giver=ids["Achard"], taker=ids["Besson"], actor=REFERENT, now=NOW)
    assert states_of(facts, "Achard") == {"day": C}
    assert faults(facts.id) == []
