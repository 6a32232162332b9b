"""Groups and single people at the last seats, names and the clock at the same kept place: each with a control."""

import random
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, models

from filrouge.ground.people.actors import REGISTRANT, SYSTEM
from filrouge.stages.delegations.actions import (
    HoldRefused,
    MoveRefused,
    NotTaken,
    add_member,
    hold_places,
    move_place,
    register_delegation,
)
from filrouge.stages.delegations.actions.held import give_back_due
from filrouge.stages.delegations.facts import REFERENT
from filrouge.stages.delegations.models import Delegation, HeldPlaces
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import NothingTaken, register, set_capacity, withdraw
from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.models import PartRegistration, PartSeats, Registration
from tests.races.group_worker import groups_in_processes
from tests.support.at_once import at_once, failures
from tests.support.small_gathering import OPEN, small_gathering, wish
from tests.support.small_groups import group_faults, register_group, seated_of, some_group, some_member

TRIES = 12


def names(prefix: str, number: int) -> list[str]:
    """So many names that nobody else has."""
    return [f"{prefix}{place}" for place in range(number)]


def states_by_party() -> list[Counter[str]]:
    """For each group, how many of its people are in which state for the eve."""
    found: dict[Any, Counter[str]] = {}
    rows = PartRegistration.objects.exclude(registration__party=None).order_by("pk")
    for party, state in rows.values_list("registration__party", "state"):
        found.setdefault(party, Counter())[state] += 1
    return list(found.values())


def rush(facts: GatheringFacts, tag: str) -> list[Any]:
    """Two groups of three and six single people at five seats, at the same moment."""
    jobs: list[Callable[[], Any]] = [
        lambda number=number: register_group(facts, names(f"{tag}g{number}p", 3)) for number in range(2)
    ]
    jobs += [lambda: register(facts=facts, application=wish("eve"), actor=REGISTRANT, now=OPEN)] * 6
    return at_once(jobs)


def test_groups_and_single_people_at_the_last_seats() -> None:
    """Nobody sees an error, no seat is given twice, no group is torn apart, none stays empty that may be given."""
    for number in range(4):
        facts = small_gathering(eve=5, key=f"rush-{number}")
        assert failures(rush(facts, f"r{number}")) == []
        assert group_faults(facts.id) == []
    assert all(len(states) == 1 for states in states_by_party())


@pytest.mark.only_on("postgresql")  # SQLite has no row locks to take away
def test_control_without_row_locks_seats_are_sold_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two takers count from the same number: rows and counts part, or a constraint has to stop one of them."""
    monkeypatch.setattr("filrouge.stages.registration.actions.ledger.lock_rows", read_only)
    for number in range(TRIES):
        facts = small_gathering(eve=5, key=f"control-{number}")
        register(facts=facts, application=wish("eve"), actor=REGISTRANT, now=OPEN)
        stopped = failures(rush(facts, f"c{number}"))
        if group_faults(facts.id) or any(isinstance(error, IntegrityError) for error in stopped):
            return
    pytest.fail("no seat was ever sold twice: the races prove nothing")


def test_control_without_the_common_line_groups_are_torn_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seated one by one, as single people are, the first of a group sit and the others wait."""
    monkeypatch.setattr(
        "filrouge.stages.registration.actions.many._Batch._in_line", lambda _batch, answer, _held: answer
    )
    facts = small_gathering(eve=5)
    register_group(facts, names("first", 3))
    register_group(facts, names("second", 3))
    assert any(len(states) > 1 for states in states_by_party())


def read_only(rows: models.QuerySet[Any], ids: Iterable[int]) -> dict[int, Any]:
    """What `lock_rows` reads, without the lock."""
    return {row.pk: row for row in rows.filter(pk__in=list(ids)).order_by("pk")}


def test_groups_in_processes() -> None:
    """Three processes with four groups of three each at ten seats: three groups sit, whole; nine wait, whole."""
    facts = small_gathering(eve=10)
    name = str(connection.settings_dict["NAME"])
    seated = groups_in_processes(name, facts.id, processes=3, groups=4, people=3)
    assert seated == {"3": 3, "0": 9}
    assert group_faults(facts.id) == []


def test_one_form_sent_by_eight_threads() -> None:
    """One delegation, and everybody is led to it."""
    facts = small_gathering(eve=5)
    group = some_group(names("same", 3))
    send = lambda: register_delegation(facts=facts, group=group, actor=REFERENT, now=OPEN)  # noqa: E731
    results = at_once([send] * 8)
    assert failures(results) == []
    assert len({receipt.token for receipt in results}) == 1
    assert sum(not receipt.is_replay for receipt in results) == 1
    assert (Delegation.objects.count(), Registration.objects.count()) == (1, 3)
    assert group_faults(facts.id) == []


# ------------------------------------------------------------------------------------------------ a name, or the clock


def name_one(pk: int, name: str) -> Any:
    """Give a name to a kept place of the eve, if one is left."""
    return add_member(delegation_id=pk, member=some_member(name), submission=uuid.uuid4(), actor=REFERENT, now=OPEN)


def names_against_the_clock(number: int) -> tuple[GatheringFacts, list[Any]]:
    """Three places are kept of four; four names come at the very moment when the places fall back, and four others."""
    facts = small_gathering(eve=4, key=f"clock-{number}")
    pk = register_group(facts, names(f"k{number}", 1), held={"eve": 3}).delegation_id
    until = HeldPlaces.objects.get(delegation_id=pk).until
    jobs: list[Callable[[], Any]] = [lambda: give_back_due(until)] * 2
    jobs += [lambda who=who: name_one(pk, who) for who in names(f"n{number}", 4)]
    jobs += [lambda: register(facts=facts, application=wish("eve"), actor=REGISTRANT, now=OPEN)] * 4
    return facts, at_once(jobs)


def test_names_against_the_clock() -> None:
    """A kept place gets one name or falls back, never both; all four seats are taken in the end, none twice."""
    for number in range(6):
        facts, results = names_against_the_clock(number)
        assert failures(results) == []
        assert group_faults(facts.id) == []
        seats = PartSeats.objects.get(part__gathering_id=facts.id, part__key="eve")
        assert (seats.confirmed, seats.held) == (4, 0)
        assert HeldPlaces.objects.filter(part__gathering_id=facts.id).count() == 0


@pytest.mark.only_on("postgresql")  # SQLite has no row locks to take away
def test_control_without_the_lock_of_the_delegation_a_place_is_let_go_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of two reads the kept place before the other has used it."""
    monkeypatch.setattr("filrouge.stages.delegations.actions.loading.lock_rows", read_only)
    monkeypatch.setattr("filrouge.stages.registration.actions.ledger.lock_rows", read_only)
    for number in range(TRIES):
        facts, results = names_against_the_clock(number)
        if failures(results) or group_faults(facts.id):
            return
    pytest.fail("no kept place was ever let go twice: the race proves nothing")


# -------------------------------------------------------------------------------------------------- everything at once

HARMLESS = (HoldRefused, MoveRefused, NotTaken, NothingTaken, Gone)


class Crowd:
    """One of those who act at random on two delegations and on everybody else's places."""

    def __init__(self, facts: GatheringFacts, act: str, seed: int, seconds: float) -> None:
        self.facts, self.chance, self.seconds = facts, random.Random(seed), seconds
        self.tag, self.act = f"s{seed}", getattr(self, act)
        self.number = 0

    def __call__(self) -> int:
        """Act until the time is over; how often it worked."""
        done, end = 0, time.monotonic() + self.seconds
        while time.monotonic() < end:
            self.number += 1
            try:
                self.act()
                done += 1
            except HARMLESS:
                continue
        return done

    def some_delegation(self) -> int:
        """The id of one of them."""
        return self.chance.choice(list(Delegation.objects.order_by("pk").values_list("pk", flat=True)))

    def send(self) -> None:
        """One group more."""
        register_group(self.facts, names(f"{self.tag}x{self.number}p", 2), may_split=self.chance.random() < 0.5)

    def come(self) -> None:
        """One single person more."""
        register(facts=self.facts, application=wish("eve"), actor=REGISTRANT, now=OPEN)

    def go(self) -> None:
        """Somebody withdraws."""
        ids = list(Registration.objects.order_by("pk").values_list("pk", flat=True))
        withdraw(registration_id=self.chance.choice(ids), parts=("eve",), actor=REGISTRANT, now=OPEN)

    def name(self) -> None:
        """Somebody joins a delegation, on a kept place if there is one."""
        name_one(self.some_delegation(), f"{self.tag}y{self.number}")

    def keep(self) -> None:
        """A delegation keeps more places or fewer."""
        places = self.chance.randrange(4)
        hold_places(delegation_id=self.some_delegation(), part="eve", places=places, actor=REFERENT, now=OPEN)

    def pass_on(self) -> None:
        """A place moves between two of one body."""
        pk = self.some_delegation()
        party = Delegation.objects.get(pk=pk).party
        ids = list(Registration.objects.filter(party=party).order_by("pk").values_list("pk", flat=True))
        giver, taker = self.chance.sample(ids, 2) if len(ids) > 1 else (ids[0], ids[0])
        move_place(delegation_id=pk, part="eve", giver=giver, taker=taker, actor=REFERENT, now=OPEN)

    def fall(self) -> None:
        """The time of kept places runs out."""
        give_back_due(OPEN + timedelta(days=60))
        time.sleep(0.05)

    def resize(self) -> None:
        """The organiser changes the number of places."""
        set_capacity(facts=self.facts, part="eve", capacity=self.chance.randrange(3, 12), actor=SYSTEM, now=OPEN)


def storm(*, seed: int, seconds: float) -> None:
    """Ten threads; afterwards everything holds and nobody saw an error."""
    facts = small_gathering(eve=9, key=f"storm-{seed}")
    for number in range(2):
        register_group(facts, names(f"first{seed}d{number}p", 3), may_split=True, held={"eve": 1})
    acts = ["send", "come", "come", "go", "go", "name", "keep", "pass_on", "fall", "resize"]
    results = at_once([Crowd(facts, act, seed * 100 + number, seconds) for number, act in enumerate(acts)])
    assert failures(results) == []
    assert group_faults(facts.id) == []
    assert sum(results) > len(acts)


def test_a_storm() -> None:
    """Some seconds."""
    storm(seed=1, seconds=4)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 8))
def test_a_long_storm(seed: int) -> None:
    """Some minutes."""
    storm(seed=seed, seconds=20)


def test_what_was_told_at_once_is_what_is_recorded() -> None:
    """The receipt of a group says what the rows say."""
    facts = small_gathering(eve=4)
    receipt = register_group(facts, names("told", 3))
    assert seated_of(receipt) == PartRegistration.objects.filter(state="confirmed").count() == 3
