"""A process that registers groups, with Django and a database connection of its own, as a server worker has."""

import os
from collections import Counter
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from typing import Any


def register_groups(database: str, gathering_id: int, groups: int, people: int, gate: Barrier, told: Any) -> None:
    """Register groups one after the other; tell how many people of each had a place, or which error came."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.db import connections

    connections["default"].settings_dict["NAME"] = database
    seated: Counter[str] = Counter()
    gate.wait(60)
    for number in range(groups):
        seated[_register(gathering_id, f"P{os.getpid()}n{number}", people)] += 1
    connections.close_all()
    told.put(dict(seated))


def _register(gathering_id: int, name: str, people: int) -> str:
    from tests.support.small_gathering import facts_now
    from tests.support.small_groups import register_group, seated_of

    try:
        receipt = register_group(facts_now(gathering_id), [f"{name}x{place}" for place in range(people)])
    except Exception as error:
        return repr(error)
    return str(seated_of(receipt))


def groups_in_processes(
    database: str, gathering_id: int, *, processes: int, groups: int, people: int
) -> dict[str, int]:
    """Let processes register groups at the same moment; how many groups had how many seats."""
    context = get_context("spawn")
    gate, told = context.Barrier(processes), context.Queue()
    workers = [
        context.Process(target=register_groups, args=(database, gathering_id, groups, people, gate, told), daemon=True)
        for _ in range(processes)
    ]
    for worker in workers:
        worker.start()
    seated: Counter[str] = Counter()
    for _ in workers:
        seated.update(told.get(timeout=90))
    for worker in workers:
        worker.join(10)
    return dict(seated)
