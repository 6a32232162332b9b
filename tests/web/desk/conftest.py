"""What the tests of the desk share: a gathering with a full eve, and facts read anew in every test."""

import pytest
from django.test import Client

from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from tests.support import gatherings
from tests.support.clock import at
from tests.support.desk_factories import desk_of
from tests.support.gatherings import AARAU, fresh_facts, with_part

__all__ = ["fresh_facts"]


@pytest.fixture(autouse=True)
def spring():
    """It is spring, registration is open."""
    with at():
        yield


@pytest.fixture
def facts(db: None) -> GatheringFacts:
    """The assembly; its eve has two places and a meal."""
    return gatherings.load(with_part(AARAU, "eve", capacity=2, has_meal=True))


@pytest.fixture
def desk(facts: GatheringFacts) -> Client:
    """Somebody who manages the organiser of the gathering."""
    return desk_of(Role.MANAGER, facts)
