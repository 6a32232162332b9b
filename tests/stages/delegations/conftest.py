"""Every test of this folder reads the facts anew, in March 2023."""

from collections.abc import Iterator

import pytest

from filrouge.stages.gatherings.facts import GatheringFacts
from tests.support.clock import at
from tests.support.delegations import FREE
from tests.support.gatherings import fresh_facts, load

__all__ = ["fresh_facts"]


@pytest.fixture(autouse=True)
def in_spring(db: None) -> Iterator[None]:
    """It is March."""
    with at():
        yield


@pytest.fixture
def facts() -> GatheringFacts:
    """The workshops, for nothing."""
    return load(FREE)
