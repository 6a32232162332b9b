"""What the form says before sending is what the action gives, whatever the group, the places and the policy."""

import random
import uuid

import pytest

from filrouge.stages.delegations.actions import register_delegation
from filrouge.stages.delegations.facts import REFERENT
from filrouge.stages.delegations.rules import Wish, forecast
from filrouge.stages.gatherings.queries import forget_facts
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.queries import capacities_of, seats_of
from tests.support.delegations import FREE, delegation, group_of, member
from tests.support.gatherings import changed, load, with_part
from tests.support.people import NOW

QUOTAS = [{"key": "both", "label": "Deux ateliers", "parts": ["housing", "ageing"], "seats": 4}]
POLICIES = ("strict", "split", "bounded")


@pytest.mark.parametrize("seed", range(24))
def test_told_before_and_given_after(seed: int) -> None:
    chance = random.Random(seed)
    document = changed(FREE, key=f"essai-{seed}", quotas=QUOTAS if seed % 2 else [])
    document["registration"] = {**FREE["registration"], "waiting": {"policy": POLICIES[seed % 3]}}
    for key in ("day", "housing", "ageing"):
        document = with_part(document, key, capacity=chance.choice([None, 0, 1, 3, 5, 8]))
    forget_facts()
    facts = load(document)
    # Somebody is there before, but nobody waits: then the forecast is exact.
    free = [part.key for part in facts.parts if seats_of(facts)[part.key].free != 0]
    delegation(facts, *[member(f"Avant{place}", free[0]) for place in range(1)])
    people = []
    for place in range(chance.randrange(1, 7)):
        parts = {chance.choice(["day", "housing"]), chance.choice(["day", "ageing"])}
        people.append(member(f"Nouveau{place}", *sorted(parts - ({"ageing"} if "housing" in parts else set()))))
    group = group_of(facts, *people, may_split=chance.random() < 0.5, submission=uuid.uuid4())
    capacities = capacities_of([one.applicant for one in group.people], facts, on=NOW.date())
    told = forecast(
        facts=facts,
        wishes=[Wish(capacity, one.parts) for capacity, one in zip(capacities, group.people, strict=True)],
        seats=seats_of(facts),
        may_split=group.may_split,
        received=NOW,
    )
    receipt = register_delegation(facts=facts, group=group, actor=REFERENT, now=NOW)
    given = [
        {answer.part.key: (answer.state, answer.position) for answer in outcome.answers} for outcome in receipt.outcomes
    ]
    assert [{key: (one.state, one.position) for key, one in answers.items()} for answers in told.answers] == given
    assert all(state in (PartState.CONFIRMED, PartState.WAITING) for one in given for state, _place in one.values())
