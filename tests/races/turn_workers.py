"""Processes that write all the time, each with Django and a database connection of its own, as server workers have.

Django is imported inside the function: a spawned process imports this module before any settings are chosen.
"""

import os
import time
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from typing import Any


@dataclass(frozen=True)
class Written:
    """How many transactions a process had, and the longest that it waited for one, in seconds."""

    transactions: int
    longest_wait: float


def write(database: str, seconds: float, gate: Barrier, told: Any) -> None:
    """One transaction after the other without a pause, each holding its turn for two milliseconds."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.db import connections, transaction

    from filrouge.ground.people.models import Organiser

    connections["default"].settings_dict["NAME"] = database
    Organiser.objects.count()
    gate.wait(60)
    count, longest, until = 0, 0.0, time.monotonic() + seconds
    while (asked := time.monotonic()) < until:
        with transaction.atomic():
            Organiser.objects.create(key=f"turn-{os.getpid()}-{count}", name={})
            longest = max(longest, time.monotonic() - asked)
            time.sleep(0.002)
        count += 1
    connections.close_all()
    told.put(Written(count, longest))


def written_by(processes: int, database: str, *, seconds: float) -> list[Written]:
    """Let processes write at the same moment; what each had of it."""
    context = get_context("spawn")
    gate, told = context.Barrier(processes), context.Queue()
    workers = [
        context.Process(target=write, args=(database, seconds, gate, told), daemon=True) for _ in range(processes)
    ]
    for worker in workers:
        worker.start()
    written = [told.get(timeout=90) for _ in workers]
    for worker in workers:
        worker.join(10)
    return written
