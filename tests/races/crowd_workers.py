"""Processes that do at random whatever anybody may do, on one gathering after the other, all on the same at once.

Django is imported inside the function: a spawned process imports this module before any settings are chosen.
"""

import os
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from typing import Any

PATIENCE = 600
"""How long a process waits for the others, in seconds."""


@dataclass
class Round:
    """What happened to one gathering: how often each kind of attempt worked, who was told, which mistakes came."""

    gathering: int
    done: Counter[str] = field(default_factory=Counter)
    arrivals: list[Any] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)


def act_at_random(database: str, gatherings: Sequence[int], attempts: int, gate: Barrier, told: Any) -> None:
    """So many attempts on each gathering; tell after each what was done. A mistake ends the round of this process."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.db import connections

    connections["default"].settings_dict["NAME"] = database
    for gathering in gatherings:
        gate.wait(PATIENCE)
        told.put(_round(gathering, attempts))
    connections.close_all()


def _round(gathering: int, attempts: int) -> Round:
    from tests.races.crowd import Crowd
    from tests.support.small_gathering import facts_now

    # Names are counted in each process: the number of the process keeps them apart.
    crowd = Crowd(facts_now(gathering), os.getpid() * 1000 + gathering)
    mistakes = []
    try:
        crowd.attempts(attempts)
    except Exception:
        mistakes.append(traceback.format_exc())
    return Round(gathering, crowd.done, crowd.arrivals, mistakes)


def rounds(database: str, gatherings: Sequence[int], *, processes: int, attempts: int) -> Iterator[Round]:
    """Let processes make so many attempts each on each gathering; gathering after gathering, what all of them did.

    They begin the next one when the caller comes back for it: nobody writes while the caller looks.
    """
    context = get_context("spawn")
    gate, told = context.Barrier(processes + 1), context.Queue()
    workers = [
        context.Process(target=act_at_random, args=(database, gatherings, attempts, gate, told), daemon=True)
        for _ in range(processes)
    ]
    for worker in workers:
        worker.start()
    for gathering in gatherings:
        whole = Round(gathering)
        gate.wait(PATIENCE)
        for _ in workers:
            one = told.get(timeout=PATIENCE)
            whole.done.update(one.done)
            whole.arrivals += one.arrivals
            whole.mistakes += one.mistakes
        yield whole
    for worker in workers:
        worker.join(10)
