"""Problems are told in the reader's language; these tests read them in English, the language they are written in."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from filrouge.stages.gatherings.queries import forget_facts


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def no_facts_of_another_test() -> None:
    forget_facts()  # ids come again from one test to the next
