"""What the storm of people looks for is found when one protection is taken away, and only then."""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

import pytest
from django.db import models

from filrouge.engines.waiting import Policy
from filrouge.ground.people.actors import REGISTRANT, SYSTEM
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import register
from filrouge.stages.registration.actions.ledger import Ledger
from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.actions.merge import merge
from filrouge.stages.registration.actions.register import AlreadyRegistered
from filrouge.stages.registration.actions.replace import replace_person
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.facts import Applicant
from filrouge.stages.registration.models import PartRegistration, Registration
from filrouge.stages.registration.rules import PartAnswer
from tests.races.crowd import PEOPLE, SEATS, Crowd, RankLost
from tests.races.test_people_storm import busy_gathering, sound, storm
from tests.support.at_once import at_once, failures
from tests.support.nobody_lost import Arrival
from tests.support.shared_gathering import shared_gathering
from tests.support.small_gathering import OPEN, somebody, wish
from tests.support.soundness import faults

TRIES = 12
REPLACE = "filrouge.stages.registration.actions.replace."
ERASE = "filrouge.stages.privacy.actions.erasing."
MERGE = "filrouge.stages.registration.actions.merge."


def one_after_the_other(seed: int = 5) -> list[str]:
    """A hundred acts of one person alone; what does not hold afterwards."""
    facts = busy_gathering(f"control-{seed}", Policy.SPLIT)
    crowd = Crowd(facts, seed, (*SEATS, *PEOPLE * 2))
    crowd.attempts(120)
    return sound(facts, crowd.arrivals)


def nothing(*_args: Any, **_named: Any) -> None:
    """Do nothing, find nobody."""


def never_seated(**_named: Any) -> int:
    """Let the list stand still."""
    return 0


def judged_as_new(*, part: Any, **_named: Any) -> PartAnswer:
    """Whoever comes instead has to ask for the place."""
    return PartAnswer(part, PartState.REQUESTED)


def with_a_new_number(
    _row: Registration, wish: PartRegistration | None, answer: PartAnswer, *, ledger: Ledger, now: Any
) -> bool:
    """Whoever comes instead waits, but from today."""
    if wish is not None and wish.state == PartState.WAITING.value and answer.state is PartState.WAITING:
        ledger.leave(wish.part_id, PartState.WAITING)
        wish.queue_number, wish.changed_at = ledger.enter(wish.part_id, PartState.WAITING), now
        wish.save()
    return False


def test_nothing_is_found_with_every_protection() -> None:
    """The same acts as in the controls."""
    assert one_after_the_other() == []


@pytest.mark.parametrize(
    ("protection", "instead", "found"),
    [
        (REPLACE + "erase_needs", nothing, "with the needs of"),
        (REPLACE + "forget_about", nothing, "with a mail to"),
        (REPLACE + "same_person", nothing, "is registered 2 times"),
        (REPLACE + "preview_replacement", judged_as_new, "whoever came instead got"),
        (ERASE + "withdraw", nothing, "is erased and has a place"),
        (ERASE + "forget_mails", nothing, "which is erased, names"),
    ],
)
def test_control_without_one_protection(
    monkeypatch: pytest.MonkeyPatch, protection: str, instead: Callable[..., Any], found: str
) -> None:
    """The check that stands for it fails."""
    monkeypatch.setattr(protection, instead)
    every = [fault for seed in range(3) for fault in one_after_the_other(seed)]
    assert any(found in fault for fault in every), every


def test_control_a_seat_left_over_by_two_entries_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two entries of one person had two seats: somebody waits for the second."""
    monkeypatch.setattr(MERGE + "promote", never_seated)
    facts = shared_gathering(capacities={"north": 2})
    twins = [take(facts, "north", somebody("Twin", email=f"twin{one}@example.ch")) for one in range(2)]
    take(facts, "north", somebody())
    assert faults(facts.id) == []
    merge(keep_id=twins[0], drop_id=twins[1], facts=facts, actor=SYSTEM, now=OPEN)
    assert any("waits beside a seat that is theirs" in fault for fault in faults(facts.id))


def test_control_a_rank_that_is_drawn_anew_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The crowd compares the numbers before and after a replacement."""
    monkeypatch.setattr(REPLACE + "_write", with_a_new_number)
    crowd = Crowd(busy_gathering("ranks", Policy.SPLIT), 5, ("come", "come", "replace"))
    with pytest.raises(RankLost):
        crowd.attempts(120)


def test_control_somebody_who_is_deleted_is_missed() -> None:
    """Whoever was told that they come is looked for."""
    facts = shared_gathering()
    who = somebody()
    receipt = register(facts=facts, application=wish("north", who=who), actor=REGISTRANT, now=OPEN)
    told = [Arrival(receipt.registration_id, who.name.family)]
    assert sound(facts, told) == []
    Registration.objects.order_by("pk").delete()
    assert any("which is nowhere" in fault for fault in sound(facts, told))


# ----------------------------------------------------------------------------------------------- the same person twice


def come_by_two_doors(number: int) -> tuple[GatheringFacts, list[Any]]:
    """Somebody registers for one part at the very moment when two others send them instead, in another part each."""
    facts = shared_gathering(key=f"doors-{number}")
    who = somebody(f"Doors{number}")
    first = [take(facts, part, somebody()) for part in ("south", "west")]
    jobs: list[Callable[[], Any]] = [lambda pk=pk: come_instead(facts, pk, who) for pk in first]
    return facts, at_once([*jobs, lambda: take(facts, "north", who)])


def take(facts: GatheringFacts, part: str, who: Applicant) -> int:
    """Register somebody; the id."""
    return register(facts=facts, application=wish(part, who=who), actor=REGISTRANT, now=OPEN).registration_id


def come_instead(facts: GatheringFacts, pk: int, who: Applicant) -> None:
    """Somebody takes over a registration."""
    replace_person(registration_id=pk, facts=facts, applicant=who, take_over=True, parts=(), actor=REGISTRANT, now=OPEN)


def test_somebody_who_comes_by_three_doors_at_once_is_registered_once() -> None:
    """The two others are told that they are there already."""
    for number in range(6):
        facts, results = come_by_two_doors(number)
        assert [type(error) for error in failures(results)] == [AlreadyRegistered] * 2
        assert faults(facts.id) == []


@pytest.mark.only_on("postgresql")  # on SQLite one writes after the other whatever is locked
def test_control_without_the_lock_of_the_person_they_are_registered_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each door looks before the other has written."""
    monkeypatch.setattr(REPLACE + "lock_person", nothing)
    # Under its name the package has the function `register`, not the module.
    monkeypatch.setattr(import_module("filrouge.stages.registration.actions.register"), "lock_person", nothing)
    for number in range(TRIES):
        facts, _ = come_by_two_doors(number)
        if any("is registered" in fault for fault in faults(facts.id)):
            return
    pytest.fail("nobody was ever registered twice: the race proves nothing")


# ------------------------------------------------------------------------------------- another person since the look


def compared_then_replaced(*, knows: bool) -> tuple[GatheringFacts, list[Arrival], Exception | None]:
    """Staff compare two entries of one person; a colleague comes on one of them; then staff put the two together."""
    facts = shared_gathering(key="compared")
    who, other = somebody("Twin"), somebody("Twin", email="other-twin@example.ch")
    ids = [take(facts, "north", one) for one in (who, other)]
    seen = tuple(Registration.objects.order_by("pk").values_list("link", flat=True))
    colleague = somebody("Colleague")
    come_instead(facts, ids[1], colleague)
    told = [Arrival(ids[0], "Twin"), Arrival(ids[1], "Twin"), Arrival(ids[1], "Colleague", instead=True)]
    try:
        merge(
            keep_id=ids[0],
            drop_id=ids[1],
            seen=(seen[0], seen[1]) if knows else None,
            facts=facts,
            actor=SYSTEM,
            now=OPEN,
        )
    except Gone as error:
        return facts, told, error
    return facts, told, None


def test_a_colleague_is_not_put_together_with_somebody_they_were_not_compared_with() -> None:
    """The action refuses, and everybody is where they were."""
    facts, told, refusal = compared_then_replaced(knows=True)
    assert isinstance(refusal, Gone)
    assert sound(facts, told) == []


def test_control_put_together_without_a_look_at_who_was_compared_somebody_is_lost() -> None:
    """The colleague had a place and is nowhere."""
    facts, told, refusal = compared_then_replaced(knows=False)
    assert refusal is None
    assert any("nobody knows them" in fault for fault in sound(facts, told))


# -------------------------------------------------------------------------------------------------------- the storm


def read_only(rows: models.QuerySet[Any], ids: Iterable[int]) -> dict[int, Any]:
    """What `lock_rows` reads, without the lock."""
    return {row.pk: row for row in rows.filter(pk__in=list(ids)).order_by("pk")}


@pytest.mark.only_on("postgresql")  # SQLite has no row locks to take away
def test_control_without_row_locks_the_storm_breaks_something(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows and counts part, a constraint has to stop somebody, or somebody is lost."""
    for room in ("loading", "ledger", "merge"):
        monkeypatch.setattr(f"filrouge.stages.registration.actions.{room}.lock_rows", read_only)
    monkeypatch.setattr(ERASE + "lock_rows", read_only)
    results, found = storm(seed=31, seconds=4, policy=Policy.SPLIT)
    assert failures(results) or found, "nothing went wrong: the storm proves nothing"
