"""What these tests share: it is March, and facts are read anew in every test."""

from collections.abc import Iterator

import pytest

from tests.support.clock import at
from tests.support.gatherings import fresh_facts

__all__ = ["fresh_facts"]


@pytest.fixture(autouse=True)
def spring() -> Iterator[None]:
    """It is March."""
    with at():
        yield
