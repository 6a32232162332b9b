"""Registering a delegation: everybody or nobody, once, together or apart as they said."""

import uuid
from datetime import timedelta

import pytest

from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.mail.models import OutgoingMail
from filrouge.stages.delegations.actions import NotAll, add_member
from filrouge.stages.delegations.enums import LineProblem
from filrouge.stages.delegations.facts import REFERENT
from filrouge.stages.delegations.models import Delegation
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import withdraw
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.models import Registration
from filrouge.stages.registration.queries import seats_of
from tests.support.clock import instant
from tests.support.delegations import FREE, SEVEN, delegation, group_of, member, row_of
from tests.support.gatherings import changed, load, with_part
from tests.support.people import NOW
from tests.support.registrations import registered_names, states_of
from tests.support.soundness import faults

C, W = PartState.CONFIRMED, PartState.WAITING


def test_seven_people_in_one_go(facts: GatheringFacts) -> None:
    receipt = delegation(facts, *[member(name, "day", "housing") for name in SEVEN])
    assert registered_names(facts) == list(SEVEN)
    assert {tuple(states_of(facts, name).items()) for name in SEVEN} == {(("day", C), ("housing", C))}
    people = Registration.objects.order_by("pk")
    assert {row.party for row in people} == {row_of(receipt).party}
    assert len({row.public_id for row in people}) == 7
    assert faults(facts.id) == []


def test_each_is_told_and_the_referent_too(facts: GatheringFacts) -> None:
    delegation(facts, member("Achard"), member("Besson", email=""))
    sent = list(OutgoingMail.objects.order_by("pk").values_list("kind", "to"))
    assert sent == [
        ("registration_received", "achard@val-clair.example"),
        ("registration_received", "secretariat@val-clair.example"),
        ("delegation_received", "secretariat@val-clair.example"),
    ]


def test_two_of_one_name_without_address_are_two_people(facts: GatheringFacts) -> None:
    delegation(facts, member("Achard", email=""), member("Achard", email=""))
    assert registered_names(facts) == ["Achard", "Achard"]


def test_the_same_form_twice_registers_once(facts: GatheringFacts) -> None:
    key = uuid.uuid4()
    first = delegation(facts, member("Achard"), member("Besson"), submission=key)
    again = delegation(facts, member("Achard"), member("Besson"), submission=key)
    assert again.is_replay
    assert (again.delegation_id, again.token) == (first.delegation_id, first.token)
    assert Registration.objects.count() == 2
    assert Delegation.objects.count() == 1


def test_one_page_sent_for_two_bodies_makes_two_delegations(facts: GatheringFacts) -> None:
    key = uuid.uuid4()
    delegation(facts, member("Achard"), submission=key)
    other = delegation(facts, member("Rey", email="rey@rosieres.example"), submission=key, body="rosieres")
    assert not other.is_replay
    assert Delegation.objects.count() == 2


def test_somebody_registered_already_stops_the_others(facts: GatheringFacts) -> None:
    delegation(facts, member("Besson"))
    with pytest.raises(NotAll) as refused:
        delegation(facts, member("Achard"), member("Besson"), member("Chauvet"))
    assert [(line.index, line.problem) for line in refused.value.lines] == [(1, LineProblem.ALREADY_REGISTERED)]
    assert registered_names(facts) == ["Besson"]
    assert Delegation.objects.count() == 1
    assert OutgoingMail.objects.filter(to="achard@val-clair.example").count() == 0


def test_one_person_in_two_lines_is_named(facts: GatheringFacts) -> None:
    with pytest.raises(NotAll) as refused:
        delegation(facts, member("Achard"), member("Achard", "housing"))
    assert [line.index for line in refused.value.lines] == [1]


def test_somebody_who_can_take_nothing_stops_the_others() -> None:
    strict = {"function": ["director"], "otherwise": "refuse"}
    facts = load(with_part(FREE, "housing", audience=strict))
    with pytest.raises(NotAll) as refused:
        delegation(facts, member("Achard"), member("Besson", "housing"))
    (line,) = refused.value.lines
    assert (line.index, line.problem) == (1, LineProblem.NOTHING_TAKEN)
    assert [answer.state for answer in line.answers] == [PartState.REFUSED]
    assert registered_names(facts) == []


def test_too_few_places_and_nobody_comes_without_the_others() -> None:
    facts = load(with_part(FREE, "housing", capacity=5))
    delegation(facts, *[member(name, "housing") for name in SEVEN])
    assert {states_of(facts, name)["housing"] for name in SEVEN} == {W}
    assert seats_of(facts)["housing"].confirmed == 0


def test_too_few_places_and_some_come_without_the_others() -> None:
    facts = load(with_part(FREE, "housing", capacity=5))
    delegation(facts, *[member(name, "housing") for name in SEVEN], may_split=True)
    assert [states_of(facts, name)["housing"] for name in SEVEN] == [C] * 5 + [W] * 2
    assert faults(facts.id) == []


def test_the_day_before_a_group_is_still_seated() -> None:
    """The list has stopped by then, but nobody waits: free places are given."""
    facts = load(changed(FREE, registration={}))
    now = instant("2023-09-22T15:00:00+02:00")
    delegation(facts, member("Achard"), member("Besson"), now=now, received_at=now)
    assert {states_of(facts, name)["day"] for name in ("Achard", "Besson")} == {C}


def test_nobody_of_a_group_sits_in_two_rooms_at_one_hour(facts: GatheringFacts) -> None:
    delegation(facts, *[member(name, "housing", "ageing") for name in ("Achard", "Besson", "Chauvet")])
    for name in ("Achard", "Besson", "Chauvet"):
        assert list(states_of(facts, name).values()).count(C) == 1
    assert faults(facts.id) == []


def test_whoever_is_added_later_waits_behind_those_who_came_before() -> None:
    facts = load(with_part(FREE, "housing", capacity=1))
    first = delegation(facts, member("Achard", "housing"), member("Besson", "housing"), may_split=True)
    delegation(facts, member("Rey", "housing", email="rey@rosieres.example"), body="rosieres")
    later = NOW + timedelta(hours=1)
    (one,) = group_of(facts, member("Chauvet", "housing")).people
    add_member(delegation_id=first.delegation_id, member=one, submission=uuid.uuid4(), actor=REFERENT, now=later)
    withdraw(registration_id=_pk("Achard"), parts=["housing"], actor=REFERENT, now=later)
    withdraw(registration_id=_pk("Besson"), parts=["housing"], actor=REFERENT, now=later)
    assert states_of(facts, "Rey")["housing"] is C
    assert states_of(facts, "Chauvet")["housing"] is W


def _pk(name: str) -> int:
    return Registration.objects.get(family_name=name).pk


def test_the_trail_tells_the_delegation_and_each_of_its_people(facts: GatheringFacts) -> None:
    receipt = delegation(facts, member("Achard"), member("Besson"))
    told = list(AuditEntry.objects.order_by("pk").values_list("verb", "actor_label"))
    assert told.count(("registration:created", "referent")) == 2
    assert told[-1] == ("delegation:registered", "referent")
    line = AuditEntry.objects.get(verb="delegation:registered")
    assert (line.subject_kind, line.subject_id) == ("delegation", str(receipt.delegation_id))
    assert line.data == {"people": 2, "channel": "web", "held": {}}
