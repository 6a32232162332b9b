"""Somebody registers by a link at the very moment when whoever passed it on is replaced or erased."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.privacy.actions.erasing import erase_registration
from filrouge.stages.registration.actions import register
from filrouge.stages.registration.actions.replace import replace_person
from filrouge.stages.registration.models import Forwarding
from tests.support.at_once import at_once, failures
from tests.support.shared_gathering import shared_gathering
from tests.support.small_gathering import OPEN, somebody, wish
from tests.support.soundness import faults


def arrive(facts: GatheringFacts, forwarding: UUID) -> None:
    """Somebody registers by the link of a mail."""
    application = replace(wish("north", "south"), forwarding=forwarding)
    register(facts=facts, application=application, actor=REGISTRANT, now=OPEN)


def replaced(facts: GatheringFacts, pk: int) -> None:
    """A colleague comes instead."""
    replace_person(
        registration_id=pk, facts=facts, applicant=somebody(), take_over=True, parts=(), actor=REGISTRANT, now=OPEN
    )


def erased(_facts: GatheringFacts, pk: int) -> None:
    """Everything is erased."""
    erase_registration(registration_id=pk, actor=REGISTRANT, now=OPEN)


def rush(facts: GatheringFacts, leave: Callable[[GatheringFacts, int], None]) -> tuple[int, list[Any]]:
    """Somebody passed the gathering on to four, for each of whom two register while they leave; their id, what came."""
    pk = register(facts=facts, application=wish("north"), actor=REGISTRANT, now=OPEN).registration_id
    links = [Forwarding.objects.create(passed_on_by_id=pk, passed_on_at=OPEN).public_id for _ in range(4)]
    jobs: list[Callable[[], Any]] = [lambda link=link: arrive(facts, link) for link in links * 2]
    return pk, at_once([*jobs[:4], lambda: leave(facts, pk), *jobs[4:]])


@pytest.mark.parametrize("leave", [replaced, erased])
def test_whoever_passed_it_on_leaves_while_others_arrive(leave: Callable[[GatheringFacts, int], None]) -> None:
    """Nobody waits for somebody who waits for them; each link leads to the first who came of it."""
    for number in range(6):
        facts = shared_gathering(capacities={"north": 3}, key=f"passed-{number}")
        pk, results = rush(facts, leave)
        assert failures(results) == []
        came = Forwarding.objects.filter(passed_on_by=pk).order_by("pk").values_list("registration_id", flat=True)
        assert len(set(came) - {None}) == 4
        assert faults(facts.id) == []
