"""Gatherings that show each other, as editions of a series, hear of each other's changes."""

from datetime import UTC, datetime
from functools import partial

import pytest

from filrouge.ground.people.actors import SYSTEM
from filrouge.stages.gatherings.actions import change_state
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import Gathering
from tests.support.at_once import at_once, failures
from tests.support.gatherings import MULHOUSE, changed, facts_of, fresh_facts, load

__all__ = ["fresh_facts"]

SERIES = {"key": "rencontres", "name": "Rencontres"}


def edition(number: int) -> GatheringFacts:
    """The n-th edition, with its invitation sent."""
    document = changed(MULHOUSE, key=f"edition-{number}", series={**SERIES, "edition": number})
    del document["process"]
    return load(document)


def step(facts: GatheringFacts, to: GatheringState) -> None:
    change_state(gathering_id=facts.id, to=to, actor=SYSTEM, now=datetime.now(UTC))


def shown_on(facts: GatheringFacts) -> list[str]:
    """The other editions to which the page of this one leads."""
    series = facts_of(facts.key).series
    assert series is not None
    return [other.gathering_key for other in series.others]


@pytest.mark.django_db
def test_a_page_follows_the_state_of_the_other_edition() -> None:
    first, second = edition(1), edition(2)
    assert shown_on(first) == ["edition-2"]
    Gathering.objects.filter(pk=second.id).update(state=GatheringState.DRAFT.value)
    step(second, GatheringState.SAVE_THE_DATE)
    before = facts_of(first.key).version
    step(second, GatheringState.CANCELLED)
    assert facts_of(first.key).version == before + 1


@pytest.mark.django_db(transaction=True)
def test_two_editions_that_change_at_the_same_moment_both_change() -> None:
    for number in (1, 3, 5):
        editions = [edition(number), edition(number + 1)]
        done = at_once([partial(step, facts, GatheringState.REGISTRATION_CLOSED) for facts in editions])
        assert failures(done) == []
        assert [facts_of(facts.key).state for facts in editions] == [GatheringState.REGISTRATION_CLOSED] * 2
