"""The scenarios' clock: a test says what time it is, and time stands still there."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import time_machine

SPRING = "2023-03-15T09:00:00+01:00"
"""When the story of the Aarau assembly is told, unless a test says otherwise."""


def instant(text: str) -> datetime:
    """An instant with its offset, as the scenario files write it."""
    found = datetime.fromisoformat(text)
    assert found.tzinfo is not None, f"{text} has no offset"
    return found


@contextmanager
def at(text: str = SPRING) -> Iterator[datetime]:
    """Inside, it is that instant."""
    found = instant(text)
    with time_machine.travel(found, tick=False):
        yield found
