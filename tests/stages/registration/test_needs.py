"""Needs: written apart and sealed, opened for the person and for the access referent, erased in time."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from filrouge.ground import vault
from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.audit.queries import trail_of_gathering
from filrouge.ground.people.actors import REGISTRANT
from filrouge.ground.people.enums import LegalRegime
from filrouge.ground.people.models import LegalProfile
from filrouge.stages.gatherings.actions import change_state
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import Gathering, Part
from filrouge.stages.registration.actions import register, withdraw
from filrouge.stages.registration.actions.needs import erase_due, erase_needs, say_needs, see_needs, write_needs
from filrouge.stages.registration.enums import NeedKind
from filrouge.stages.registration.facts import SaidNeed
from filrouge.stages.registration.models import Need, Registration
from filrouge.stages.registration.needs.counting import counts_of_needs
from filrouge.stages.registration.needs.half_days import HalfDay
from filrouge.stages.registration.needs.reading import own_needs
from tests.support.people import DESK
from tests.support.small_gathering import DAY, EVE, OPEN, facts_now, small_gathering, somebody, wish

pytestmark = pytest.mark.django_db
MEAL, ACCESS = NeedKind.MEAL, NeedKind.ACCESS
VEGAN = SaidNeed("eve", MEAL, ("vegan",), "Sans noix")
SIGNED = SaidNeed("day", ACCESS, ("captions", "sign_language"))
END_OF_EVE = datetime(EVE.year, EVE.month, EVE.day, 20, tzinfo=UTC)
"""The eve ends at 22:00 in Zurich, in summer."""


@pytest.fixture
def facts() -> GatheringFacts:
    """An eve with a meal and ten places, a day that asks for access needs."""
    facts = small_gathering(eve=10)
    Part.objects.filter(gathering_id=facts.id, key="eve").update(has_meal=True)
    Part.objects.filter(gathering_id=facts.id, key="day").update(asks_access=True)
    Gathering.objects.filter(pk=facts.id).update(version=2)
    return facts_now(facts.id)


def person(facts: GatheringFacts, *needs: SaidNeed, parts: tuple[str, ...] = ("eve", "day"), name: str = "") -> int:
    """Somebody registered with these needs."""
    application = wish(*parts, who=somebody(name))
    done = register(facts=facts, application=replace(application, needs=needs), actor=REGISTRANT, now=OPEN)
    return done.registration_id


def verbs(facts: GatheringFacts) -> list[str]:
    """What the trail of the gathering says about needs, newest first."""
    return [line.verb for line in trail_of_gathering(gathering_id=facts.id) if line.verb.startswith("needs")]


def test_they_are_sealed_and_come_out_for_the_person(facts: GatheringFacts) -> None:
    pk = person(facts, VEGAN, SIGNED)
    assert own_needs(pk, facts) == {
        ("eve", MEAL): VEGAN,
        ("day", ACCESS): SaidNeed("day", ACCESS, ("sign_language", "captions")),
    }
    stored = b"".join(bytes(sealed) for sealed in Need.objects.order_by("pk").values_list("sealed", flat=True))
    assert b"vegan" not in stored
    assert b"noix" not in stored


def test_only_what_is_named_changes_and_an_empty_one_is_taken_back(facts: GatheringFacts) -> None:
    pk = person(facts, VEGAN, SIGNED)
    say_needs(registration_id=pk, needs=[SaidNeed("eve", MEAL, ("no_pork",))], now=OPEN)
    assert {place: need and need.choices for place, need in own_needs(pk, facts).items()} == {
        ("eve", MEAL): ("no_pork",),
        ("day", ACCESS): ("sign_language", "captions"),
    }
    say_needs(registration_id=pk, needs=[SaidNeed("eve", MEAL)], now=OPEN)
    assert set(own_needs(pk, facts)) == {("day", ACCESS)}
    assert counts_of_needs(facts).erased == 0, "who takes a need back had none"


def test_nothing_is_written_for_a_part_that_one_does_not_take(facts: GatheringFacts) -> None:
    pk = person(facts, parts=("day",))
    say_needs(registration_id=pk, needs=[VEGAN, SIGNED], now=OPEN)
    assert set(own_needs(pk, facts)) == {("day", ACCESS)}


def test_a_text_is_cut_at_its_limit(facts: GatheringFacts) -> None:
    pk = person(facts, SaidNeed("eve", MEAL, text="x" * 400))
    said = own_needs(pk, facts)["eve", MEAL]
    assert said is not None
    assert len(said.text) == 300


def test_saying_nothing_asks_the_database_nothing(
    facts: GatheringFacts, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    row = Registration.objects.get(pk=person(facts))
    with django_assert_num_queries(0):
        write_needs(row, (), now=OPEN)


def test_the_referent_sees_names_and_that_is_recorded(facts: GatheringFacts) -> None:
    person(facts, VEGAN, SIGNED, name="Zwahlen")
    person(facts, SaidNeed("eve", MEAL, ("vegetarian",)), name="Aubert")
    person(facts, name="Nobody")
    shown = see_needs(facts=facts, actor=DESK, now=OPEN)
    assert [(part.key, [line.name.family for line in lines]) for part, lines in shown] == [
        ("eve", ["Aubert", "Zwahlen"]),
        ("day", ["Zwahlen"]),
    ]
    assert shown[0][1][1].needs == (VEGAN,)
    newest = trail_of_gathering(gathering_id=facts.id)[0]
    assert (newest.verb, newest.who, newest.data) == ("needs:seen", DESK.label, {"shown": {"eve": 2, "day": 1}})


def test_no_line_of_the_trail_tells_who_needs_something(facts: GatheringFacts) -> None:
    pk = person(facts, VEGAN)
    say_needs(registration_id=pk, needs=[SIGNED], now=OPEN)
    assert verbs(facts) == []
    created = AuditEntry.objects.get(subject_id=str(pk))
    assert "need" not in str(created.data)


def test_counts_are_of_people_by_half_day(facts: GatheringFacts) -> None:
    person(facts, VEGAN, SIGNED)
    person(facts, SaidNeed("eve", MEAL, ("vegan", "no_gluten")), SaidNeed("day", ACCESS, text="Un repose-pied"))
    counts = {found.kind: found for found in counts_of_needs(facts).kinds}
    meal, access = counts[MEAL], counts[ACCESS]
    assert [(str(slot.when), slot.half) for slot in meal.slots] == [(str(EVE), HalfDay.EVENING)]
    assert meal.numbers == {"vegan": (2,), "no_gluten": (1,)}
    assert meal.people == (2,)
    assert [(str(slot.when), slot.half) for slot in access.slots] == [
        (str(DAY), HalfDay.MORNING),
        (str(DAY), HalfDay.AFTERNOON),
    ]
    assert access.numbers == {"sign_language": (1, 1), "captions": (1, 1), "other": (1, 1)}


def test_who_waits_is_counted_apart(facts: GatheringFacts) -> None:
    for _ in range(10):
        person(facts, parts=("eve",))
    person(facts, VEGAN, parts=("eve",))
    (meal,) = counts_of_needs(facts).kinds
    assert (dict(meal.numbers), meal.people, meal.uncertain) == ({}, (0,), (1,))


def test_what_no_key_opens_is_said_and_nothing_fails(facts: GatheringFacts) -> None:
    pk = person(facts, VEGAN, name="Aubert")
    Need.objects.filter(registration_id=pk).update(sealed=b"another key sealed this")
    assert own_needs(pk, facts) == {("eve", MEAL): None}
    assert counts_of_needs(facts).lost == 1
    ((_, (line,)),) = see_needs(facts=facts, actor=DESK, now=OPEN)
    assert line.is_lost
    assert line.needs == ()


def test_they_are_erased_thirty_days_after_the_part_and_not_a_moment_before(facts: GatheringFacts) -> None:
    pk = person(facts, VEGAN, SIGNED)
    due = END_OF_EVE + timedelta(days=30)
    assert erase_due(due - timedelta(seconds=1)) == 0
    assert erase_due(due) == 1
    assert set(own_needs(pk, facts)) == {("day", ACCESS)}, "the day was a day later"
    assert erase_due(due) == 0, "twice is once"
    assert counts_of_needs(facts).erased == 1
    (line,) = [line for line in trail_of_gathering(gathering_id=facts.id) if line.verb == "needs:erased"]
    assert line.data == {"count": 1, "why": "over"}


@pytest.mark.parametrize(("period", "days"), [(5, 5), (0, 0), (30, 30)])
def test_the_legal_profile_may_shorten_the_time(facts: GatheringFacts, period: int, days: int) -> None:
    LegalProfile.objects.create(
        organiser_id=facts.organiser_id, controller="Le Réseau", regime=LegalRegime.CH_FEDERAL.value, needs_days=period
    )
    person(facts, VEGAN)
    assert erase_due(END_OF_EVE + timedelta(days=days, seconds=-1)) == 0
    assert erase_due(END_OF_EVE + timedelta(days=days)) == 1


def test_what_is_given_up_is_erased_at_once(facts: GatheringFacts) -> None:
    pk = person(facts, VEGAN, SIGNED)
    withdraw(registration_id=pk, parts=["eve"], actor=REGISTRANT, now=OPEN)
    erase_due(OPEN)
    assert set(own_needs(pk, facts)) == {("day", ACCESS)}
    assert bytes(Need.objects.get(part__key="eve").sealed) == b""


def test_a_cancelled_gathering_needs_nothing(facts: GatheringFacts) -> None:
    person(facts, VEGAN, SIGNED)
    change_state(gathering_id=facts.id, to=GatheringState.CANCELLED, actor=DESK, now=OPEN, motive="Crue")
    assert erase_due(OPEN) == 2


def test_all_needs_of_a_person_can_be_erased(facts: GatheringFacts) -> None:
    pk, other = person(facts, VEGAN, SIGNED), person(facts, VEGAN)
    with transaction.atomic():
        assert erase_needs(pk, now=OPEN) == 2
    assert own_needs(pk, facts) == {}
    assert set(own_needs(other, facts)) == {("eve", MEAL)}


def test_what_was_erased_can_be_said_again(facts: GatheringFacts) -> None:
    pk = person(facts, VEGAN)
    with transaction.atomic():
        erase_needs(pk, now=OPEN)
    say_needs(registration_id=pk, needs=[VEGAN], now=OPEN)
    assert own_needs(pk, facts) == {("eve", MEAL): VEGAN}
    assert vault.is_current(Need.objects.get().sealed)
