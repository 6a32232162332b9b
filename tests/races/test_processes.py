"""The same seats asked for by several processes, as several server workers do."""

import pytest
from django.db import connection

from tests.races.workers import in_processes
from tests.support.small_gathering import small_gathering
from tests.support.soundness import faults


def rush(*, eve: int, processes: int, people: int) -> None:
    """Exactly the eve's seats are given, everybody else waits."""
    facts = small_gathering(eve=eve)
    name = str(connection.settings_dict["NAME"])
    answers = in_processes(name, facts.id, processes=processes, people=people)
    assert answers == {"confirmed": eve, "waiting": processes * people - eve}
    assert faults(facts.id) == []


def test_three_processes_and_twelve_seats() -> None:
    """Forty-two people, twelve seats."""
    rush(eve=12, processes=3, people=14)


@pytest.mark.long
def test_eight_processes_and_a_hundred_seats() -> None:
    """Eight hundred people, a hundred seats."""
    rush(eve=100, processes=8, people=100)
