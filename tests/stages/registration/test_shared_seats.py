"""Seats that parts share, seats kept for some, groups that wait together: what the ledger and the list make of them."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import transaction

from filrouge.engines.waiting import Policy
from filrouge.ground.people.actors import REGISTRANT, SYSTEM
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import Gathering, Part
from filrouge.stages.registration.actions import Receipt, reconcile, register, set_capacity, set_quota, withdraw
from filrouge.stages.registration.actions.capacity import open_reserves
from filrouge.stages.registration.actions.holds import NotHeld, keep_place, lapse_due
from filrouge.stages.registration.actions.ledger import Ledger
from filrouge.stages.registration.actions.many import register_many
from filrouge.stages.registration.models import PartRegistration
from filrouge.stages.registration.queries import registration_by_id, seats_of
from tests.support.shared_gathering import add_quota, group, shared_gathering
from tests.support.small_gathering import DAY, OPEN, facts_now, somebody, wish
from tests.support.soundness import faults

pytestmark = pytest.mark.django_db


def take(facts: GatheringFacts, *parts: str, function: str = "executive", at: datetime = OPEN) -> Receipt:
    """One more person registers."""
    application = wish(*parts, who=somebody(function=function), at=at)
    return register(facts=facts_now(facts.id), application=application, actor=REGISTRANT, now=at)


def give_back(receipt: Receipt, *parts: str, at: datetime = OPEN) -> None:
    """Somebody withdraws."""
    withdraw(registration_id=receipt.registration_id, parts=parts, actor=REGISTRANT, now=at)


def send(facts: GatheringFacts, size: int, *parts: str, may_split: bool = False) -> list[str]:
    """A group registers; the states they got."""
    outcomes = register_many(
        facts=facts, applications=group(size, *parts, may_split=may_split), actor=REGISTRANT, now=OPEN
    )
    return [answer.state.value for outcome in outcomes for answer in outcome.answers]


def states(facts: GatheringFacts, part: str) -> list[str]:
    """The states of a part in the order in which people came."""
    rows = PartRegistration.objects.filter(part__gathering_id=facts.id, part__key=part).order_by("registration_id")
    return [row.state for row in rows]


def state(facts: GatheringFacts, receipt: Receipt, part: str) -> str:
    """What somebody has of a part."""
    found = registration_by_id(gathering_id=facts.id, registration_id=receipt.registration_id)
    held = found.held(part) if found else None
    assert held is not None
    return held.state.value


def test_a_shared_quota_limits_parts_that_have_room() -> None:
    """Three seats in the room for north and south together: the fourth waits wherever they go."""
    facts = shared_gathering(room=3)
    for part in ("north", "south", "north", "south"):
        take(facts, part)
    assert (states(facts, "north"), states(facts, "south")) == (["confirmed"] * 2, ["confirmed", "waiting"])
    assert seats_of(facts)["north"].free == 0
    assert faults(facts.id) == []


def test_a_seat_given_back_in_one_part_is_given_on_in_the_other() -> None:
    """Whoever waits for south sits down when somebody leaves north."""
    facts = shared_gathering(room=1)
    first, second = take(facts, "north"), take(facts, "south")
    give_back(first, "north")
    assert state(facts, second, "south") == "confirmed"
    assert faults(facts.id) == []


def test_a_part_of_two_quotas_needs_a_seat_of_both() -> None:
    """South is in the room and in the bus."""
    facts = shared_gathering(room=5, bus=1)
    take(facts, "west")
    assert state(facts, take(facts, "south"), "south") == "waiting"
    assert state(facts, take(facts, "north"), "north") == "confirmed"
    assert faults(facts.id) == []


def test_seats_are_kept_for_some_and_pass_the_others_who_wait() -> None:
    """Two of three seats are for executives: a guest takes one, the next guest waits, executives still sit down."""
    facts = shared_gathering(capacities={"north": 3}, kept=2)
    assert state(facts, take(facts, "north", function="guest"), "north") == "confirmed"
    late = take(facts, "north", function="guest")
    assert state(facts, late, "north") == "waiting"
    assert state(facts, take(facts, "north"), "north") == "confirmed"
    assert state(facts, take(facts, "north"), "north") == "confirmed"
    assert state(facts, late, "north") == "waiting"
    assert faults(facts.id) == []


def test_a_reserve_opens_to_all_at_its_moment() -> None:
    """The chore wakes the list once, those who came first first."""
    opens = OPEN + timedelta(days=10)
    facts = shared_gathering(capacities={"north": 2}, kept=2, kept_until=opens)
    guests = [take(facts, "north", function="guest") for _ in range(3)]
    assert open_reserves(opens - timedelta(seconds=1)) == 0
    assert open_reserves(opens) == 1
    assert [state(facts, guest, "north") for guest in guests] == ["confirmed", "confirmed", "waiting"]
    assert open_reserves(opens + timedelta(minutes=1)) == 0
    assert faults(facts.id) == []


def test_an_executive_who_leaves_a_kept_seat_leaves_it_to_an_executive() -> None:
    """The guest before them in the list goes on waiting: for them nothing became free."""
    facts = shared_gathering(capacities={"north": 2}, kept=1)
    executive = take(facts, "north")
    take(facts, "north", function="guest")
    guest, other = take(facts, "north", function="guest"), take(facts, "north")
    give_back(executive, "north")
    assert (state(facts, guest, "north"), state(facts, other, "north")) == ("waiting", "confirmed")
    assert faults(facts.id) == []


def test_more_seats_of_a_quota_wake_the_list_and_fewer_take_nobodys_place() -> None:
    """Raised from one to three, then lowered to one: two sit beyond it and the next one waits."""
    facts = shared_gathering(room=1)
    for _ in range(4):
        take(facts, "north")
    set_quota(facts=facts, quota="room", seats=3, opens_to_all_at=None, actor=SYSTEM, now=OPEN)
    assert states(facts, "north") == ["confirmed"] * 3 + ["waiting"]
    facts = facts_now(facts.id)
    set_quota(facts=facts, quota="room", seats=1, opens_to_all_at=None, actor=SYSTEM, now=OPEN, motive="small room")
    assert states(facts, "north") == ["confirmed"] * 3 + ["waiting"]
    assert faults(facts.id) == []


def test_a_smaller_part_gives_less_to_those_outside_the_reserve() -> None:
    """Of five seats two were open to guests; of four it is one."""
    facts = shared_gathering(capacities={"north": 5}, kept=3)
    set_capacity(facts=facts, part="north", capacity=4, actor=SYSTEM, now=OPEN)
    assert state(facts, take(facts, "north", function="guest"), "north") == "confirmed"
    assert state(facts, take(facts, "north", function="guest"), "north") == "waiting"
    assert faults(facts.id) == []


def test_a_quota_that_comes_later_counts_who_sits_there_already() -> None:
    """A file brought it: both are counted, nobody is removed, the next one waits."""
    facts = shared_gathering()
    take(facts, "north")
    take(facts, "south")
    gathering = Gathering.objects.get(pk=facts.id)
    north, south = Part.objects.filter(gathering=gathering, key__in=["north", "south"]).order_by("position")
    add_quota(gathering, "room", 1, north, south)
    Gathering.objects.filter(pk=facts.id).update(version=2)
    reconcile(gathering_id=facts.id, now=OPEN)
    assert states(facts, "north") + states(facts, "south") == ["confirmed", "confirmed"]
    assert state(facts, take(facts, "north"), "north") == "waiting"
    assert faults(facts.id) == []


def test_a_group_that_finds_room_sits_down_together() -> None:
    """Four of five seats."""
    facts = shared_gathering(capacities={"north": 5})
    assert send(facts, 4, "north") == ["confirmed"] * 4
    assert faults(facts.id) == []


def test_a_group_is_never_seated_in_part_without_its_consent() -> None:
    """Three of four would fit: all four wait, in front of whoever comes then."""
    facts = shared_gathering(capacities={"north": 3})
    assert send(facts, 4, "north") == ["waiting"] * 4  # larger than the part: nobody is held up by it
    facts = shared_gathering(capacities={"north": 4}, key="other")
    seated = take(facts, "north")
    assert send(facts, 4, "north") == ["waiting"] * 4
    assert state(facts, take(facts, "north"), "north") == "waiting"
    give_back(seated, "north")
    assert states(facts, "north") == ["withdrawn", *["confirmed"] * 4, "waiting"]
    assert faults(facts.id) == []


def test_a_group_that_consents_is_seated_as_far_as_there_is_room() -> None:
    """Three sit down, the fourth keeps the first place in the list."""
    facts = shared_gathering(capacities={"north": 4})
    seated = take(facts, "north")
    assert send(facts, 4, "north", may_split=True) == ["confirmed"] * 3 + ["waiting"]
    take(facts, "north")
    give_back(seated, "north")
    assert states(facts, "north") == ["withdrawn", *["confirmed"] * 4, "waiting"]
    assert faults(facts.id) == []


def test_a_small_party_passes_a_large_one_so_many_times_and_no_more() -> None:
    """Bound of two: two singles sit down past the group of three, then seats are saved until it fits."""
    facts = shared_gathering(capacities={"north": 5}, policy=Policy.BOUNDED, most_overtakings=2)
    before = [take(facts, "north") for _ in range(3)]
    assert send(facts, 3, "north") == ["waiting"] * 3
    singles = [take(facts, "north") for _ in range(3)]
    assert [state(facts, one, "north") for one in singles] == ["confirmed", "confirmed", "waiting"]
    for number, one in enumerate(before):
        give_back(one, "north")
        expected = ["waiting"] * 3 if number < 2 else ["confirmed"] * 3
        assert states(facts, "north")[3:6] == expected
    assert state(facts, singles[2], "north") == "waiting"
    assert faults(facts.id) == []


def test_strict_order_lets_nobody_pass() -> None:
    """Two seats stay free in front of a group of three."""
    facts = shared_gathering(capacities={"north": 4}, policy=Policy.STRICT)
    two = [take(facts, "north") for _ in range(2)]
    assert send(facts, 3, "north", may_split=True) == ["waiting"] * 3
    assert state(facts, take(facts, "north"), "north") == "waiting"
    give_back(two[0], "north")
    assert states(facts, "north") == ["withdrawn", "confirmed", *["confirmed"] * 3, "waiting"]
    assert faults(facts.id) == []


def test_who_moves_up_has_so_many_hours_to_answer() -> None:
    """Kept, the place is theirs; not kept, the next one gets it and the first is told."""
    facts = shared_gathering(capacities={"north": 1}, answer_hours=24)
    first, second, third = (take(facts, "north") for _ in range(3))
    give_back(first, "north")
    assert held_until(second) == OPEN + timedelta(hours=24)
    assert lapse_due(OPEN + timedelta(hours=23)) == 0
    assert lapse_due(OPEN + timedelta(hours=24)) == 1
    assert [state(facts, one, "north") for one in (second, third)] == ["withdrawn", "confirmed"]
    keep_place(registration_id=third.registration_id, part="north", actor=REGISTRANT, now=OPEN + timedelta(hours=30))
    assert lapse_due(OPEN + timedelta(days=5)) == 0
    assert state(facts, third, "north") == "confirmed"
    with pytest.raises(NotHeld):
        keep_place(registration_id=second.registration_id, part="north", actor=REGISTRANT, now=OPEN)
    assert faults(facts.id) == []


def held_until(receipt: Receipt) -> datetime | None:
    """Until when somebody's place is held."""
    return PartRegistration.objects.get(registration_id=receipt.registration_id).held_until


def test_the_answer_is_awaited_no_longer_than_the_list_runs() -> None:
    """Promoted two days before, with a hundred hours: the place goes back when the list stops."""
    facts = shared_gathering(capacities={"north": 1}, answer_hours=100)
    first, second = take(facts, "north"), take(facts, "north")
    now = datetime(DAY.year, DAY.month, DAY.day, tzinfo=OPEN.tzinfo) - timedelta(days=2)
    give_back(first, "north", at=now)
    until = held_until(second)
    assert until is not None
    assert until < now + timedelta(hours=100)


def test_nobody_moves_up_into_two_workshops_at_one_hour() -> None:
    """Waiting for north, seated in south at the same hour: the place in north goes to the next one."""
    facts = shared_gathering(capacities={"north": 1})
    Part.objects.filter(gathering_id=facts.id, key="south").update(starts_at="09:00", ends_at="12:00")
    Gathering.objects.filter(pk=facts.id).update(version=2)
    seated = take(facts, "north")
    both, other = take(facts, "north", "south"), take(facts, "north")
    assert state(facts, both, "south") == "confirmed"
    give_back(seated, "north")
    assert (state(facts, both, "north"), state(facts, other, "north")) == ("refused", "confirmed")
    assert faults(facts.id) == []


def test_places_held_without_a_name_are_as_good_as_taken() -> None:
    """Two of three held: one more sits down, the next waits; let go, they move up with the next act."""
    facts = shared_gathering(capacities={"north": 3}, room=3)
    room = next(quota.id for quota in facts.quotas)
    north = facts.parts[0]
    with transaction.atomic():
        ledger = Ledger(facts, [north])
        ledger.hold(north.id, 2, quotas=[room])
        ledger.write()
    assert state(facts, take(facts, "north"), "north") == "confirmed"
    assert state(facts, take(facts, "south"), "south") == "waiting"
    assert seats_of(facts)["north"].free == 0


def test_who_is_added_to_a_group_later_waits_behind_those_who_came_meanwhile() -> None:
    """One of a group waits first; a single came next; the colleague who is added then does not jump past them."""
    facts = shared_gathering(capacities={"north": 1})
    first = take(facts, "north")
    wishes = group(2, "north", may_split=True)
    register_many(facts=facts, applications=wishes[:1], actor=REGISTRANT, now=OPEN)
    single = take(facts, "north", at=OPEN + timedelta(minutes=1))
    register_many(facts=facts, applications=wishes[1:], actor=REGISTRANT, now=OPEN + timedelta(minutes=2))
    set_capacity(facts=facts, part="north", capacity=3, actor=SYSTEM, now=OPEN)
    assert state(facts, single, "north") == "confirmed"
    assert states(facts, "north") == ["confirmed", "confirmed", "confirmed", "waiting"]
    assert state(facts, first, "north") == "confirmed"


def test_a_group_that_comes_after_the_list_has_stopped_sits_down_beside_free_seats() -> None:
    """As a single does; behind somebody who waits it joins the list."""
    late = datetime(DAY.year, DAY.month, DAY.day, 6, tzinfo=OPEN.tzinfo) - timedelta(days=1)
    facts = shared_gathering(capacities={"north": 3}, deadline=DAY)
    wishes = [replace(wish, received_at=late) for wish in group(2, "north")]
    outcomes = register_many(facts=facts, applications=wishes, actor=REGISTRANT, now=late)
    assert [outcome.answers[0].state.value for outcome in outcomes] == ["confirmed", "confirmed"]


def test_nobody_of_a_group_gets_two_workshops_at_one_hour() -> None:
    """Both tick north and south, held at the same hour: each has north and is refused south."""
    facts = shared_gathering(capacities={"north": 5, "south": 5})
    Part.objects.filter(gathering_id=facts.id, key="south").update(starts_at="09:00", ends_at="12:00")
    Gathering.objects.filter(pk=facts.id).update(version=2)
    facts = facts_now(facts.id)
    register_many(facts=facts, applications=group(2, "north", "south"), actor=REGISTRANT, now=OPEN)
    assert states(facts, "north") == ["confirmed", "confirmed"]
    assert states(facts, "south") == ["refused", "refused"]
    assert faults(facts.id) == []
