"""Processes that answer invitations, each with Django and a database connection of its own, as server workers have.

Django is imported inside the function: a spawned process imports this module before any settings are chosen.
"""

import os
from collections.abc import Sequence
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from typing import Any

ACTS = ("eve", "day", "declined", "excused")


def answer_all(database: str, guests: Sequence[tuple[int, int]], act: str, gates: Sequence[Barrier], told: Any) -> None:
    """Answer one invitation after the other in one way, each at the same moment as the other processes; tell how many
    buttons were kept, and what nobody expects.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.db import connections

    connections["default"].settings_dict["NAME"] = database
    kept, unexpected = 0, []
    for (gathering_id, invitation), gate in zip(guests, gates, strict=True):
        gate.wait(60)
        said = _answer(gathering_id, invitation, act)
        kept += said == "kept"
        unexpected += [said] if said.startswith("unexpected") else []
    connections.close_all()
    told.put((kept, unexpected))


def _answer(gathering_id: int, invitation: int, act: str) -> str:
    from filrouge.stages.invitations.actions.answering import IsRegistered
    from filrouge.stages.invitations.enums import InvitationState
    from tests.support.invited import comes, says
    from tests.support.small_gathering import facts_now

    try:
        facts = facts_now(gathering_id)
        if act in ("eve", "day"):
            comes(facts, invitation, act, f"{act}-{invitation}@rey.example")
            return "registered"
        says(facts, invitation, InvitationState(act))
    except IsRegistered:
        return "registered already"
    except Exception as error:
        return f"unexpected: {error!r}"
    return "kept"


def answered_in_processes(database: str, guests: Sequence[tuple[int, int]], *, patience: float = 120) -> dict[str, Any]:
    """Let four processes answer every invitation at the same moment, each in its way."""
    context = get_context("spawn")
    gates, told = [context.Barrier(len(ACTS)) for _ in guests], context.Queue()
    workers = [
        context.Process(target=answer_all, args=(database, list(guests), act, gates, told), daemon=True) for act in ACTS
    ]
    for worker in workers:
        worker.start()
    found = [told.get(timeout=patience) for _ in workers]
    for worker in workers:
        worker.join(10)
    return {"kept": sum(kept for kept, _ in found), "unexpected": [one for _, every in found for one in every]}
