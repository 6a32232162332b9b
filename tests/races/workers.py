"""Processes that register people, each with Django and a database connection of its own, as server workers have.

Django is imported inside the function: a spawned process imports this module before any settings are chosen.
"""

import os
from collections import Counter
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from typing import Any

Outcome = dict[str, int]


def register_many(database: str, gathering_id: int, people: int, gate: Barrier, told: Any) -> None:
    """Register people one after the other for eve and day; tell how many got which answer, or which error."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.db import connections

    connections["default"].settings_dict["NAME"] = database
    answers: Counter[str] = Counter()
    gate.wait(60)
    for number in range(people):
        answers[_register(gathering_id, f"P{os.getpid()}n{number}")] += 1
    connections.close_all()
    told.put(dict(answers))


def _register(gathering_id: int, name: str) -> str:
    from filrouge.ground.people.actors import REGISTRANT
    from filrouge.stages.registration.actions import register
    from tests.support.small_gathering import OPEN, facts_now, somebody, wish

    try:
        application = wish("eve", "day", who=somebody(name))
        receipt = register(facts=facts_now(gathering_id), application=application, actor=REGISTRANT, now=OPEN)
    except Exception as error:
        return repr(error)
    return receipt.answers[0].state.value


def in_processes(
    database: str,
    gathering_id: int,
    *,
    processes: int,
    people: int,
    patience: float = 90,
) -> Outcome:
    """Let processes do the same work at the same moment; all their answers, counted."""
    context = get_context("spawn")
    gate, told = context.Barrier(processes), context.Queue()
    workers = [
        context.Process(target=register_many, args=(database, gathering_id, people, gate, told), daemon=True)
        for _ in range(processes)
    ]
    for worker in workers:
        worker.start()
    answers: Counter[str] = Counter()
    for _ in workers:
        answers.update(told.get(timeout=patience))
    for worker in workers:
        worker.join(10)
    return dict(answers)
