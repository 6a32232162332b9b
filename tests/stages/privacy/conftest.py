"""What these tests share: it is March, facts are read anew in every test, and there is a post office."""

from collections.abc import Iterator

import pytest

from filrouge.stages.gatherings.facts import GatheringFacts
from tests.support import gatherings
from tests.support.clock import at
from tests.support.gatherings import fresh_facts
from tests.support.mailbox import post_office

__all__ = ["fresh_facts", "post_office"]


@pytest.fixture(autouse=True)
def spring() -> Iterator[None]:
    """It is March."""
    with at():
        yield


@pytest.fixture
def facts(db: None) -> GatheringFacts:
    """The assembly, with two places for the eve."""
    return gatherings.load(gatherings.with_part(gatherings.AARAU, "eve", capacity=2, has_meal=True))
