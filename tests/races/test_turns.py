"""Nobody who writes is left behind by others who write all the time."""

import secrets
import time
from functools import partial
from threading import Event

import pytest
from django.db import connection, transaction

from filrouge.ground.people.models import Organiser
from tests.races.turn_workers import written_by
from tests.support.at_once import at_once

WRITERS, SECONDS = 4, 1.0


def write(stop: Event, until: float) -> int:
    """One transaction after the other without a pause; how many."""
    count = 0
    while not stop.is_set() and time.monotonic() < until:
        with transaction.atomic():
            Organiser.objects.create(key=f"turn-{secrets.token_hex(8)}", name={})
        count += 1
    return count


@pytest.mark.only_on("sqlite")  # On PostgreSQL writers do not wait for each other: the system decides who runs.
@pytest.mark.django_db(transaction=True)
def test_everybody_writes_as_often() -> None:
    stop, until = Event(), time.monotonic() + SECONDS
    counts = at_once([partial(write, stop, until)] * WRITERS)
    assert Organiser.objects.filter(key__startswith="turn-").count() == sum(counts)
    assert min(counts) * 2 >= max(counts) > 0


@pytest.mark.django_db(transaction=True)
def test_a_failed_transaction_gives_its_turn_back() -> None:
    with pytest.raises(LookupError), transaction.atomic():
        raise LookupError
    with transaction.atomic():
        connection.close()
    assert at_once([partial(write, Event(), time.monotonic() + 0.1)] * 2, patience=5)[1] > 0


@pytest.mark.django_db(transaction=True)
def test_no_process_waits_for_all_the_others_to_be_through() -> None:
    seconds = 4.0
    written = written_by(4, str(connection.settings_dict["NAME"]), seconds=seconds)
    assert Organiser.objects.filter(key__startswith="turn-").count() == sum(one.transactions for one in written)
    assert max(one.longest_wait for one in written) < seconds / 2
