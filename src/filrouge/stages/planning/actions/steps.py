"""Changing the calendar of who organises a gathering. Each change writes its line of the trail."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from filrouge.ground.audit.actions import record
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.actions import lock_shown_together
from filrouge.stages.gatherings.cloning import Copying
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.planning import rules
from filrouge.stages.planning.models import PlanStep

MOST_DAYS = 2000
MOST_STEPS = 100


class NoDate(Exception):
    """A step cannot be put on a day while the gathering has none: the calendar is counted from its first day."""


class TooFar(Exception):
    """A day so far from the gathering that it must be a slip of the pen."""


class TooMany(Exception):
    """A calendar with more steps of one's own than anybody reads."""


@transaction.atomic
def tick_step(*, facts: GatheringFacts, key: str, is_done: bool, actor: Actor, now: datetime, on: date) -> None:
    """Say that a step is done, on this day, or that it is not. Raises KeyError for a step that is not there."""
    row = _row(facts, key)
    if (row.done_on is not None) is not is_done:
        row.done_on = on if is_done else None
        _keep(row)
        if is_done:
            note("plan:done", facts, row, actor, now)
        else:
            note("plan:undone", facts, row, actor, now)


@transaction.atomic
def move_step(*, facts: GatheringFacts, key: str, to: date, actor: Actor, now: datetime) -> None:
    """Put a step on another day; from then on it keeps its distance from the gathering.

    Raises KeyError for a step that is not there, NoDate, and TooFar.
    """
    row = _row(facts, key)
    distance = _distance(facts, to)
    if row.distance != distance:
        row.distance = distance
        _keep(row)
        note("plan:moved", facts, row, actor, now, day=to.isoformat())


@transaction.atomic
def add_step(*, facts: GatheringFacts, title: str, due: date, actor: Actor, now: datetime) -> str:
    """Add a step of one's own; its key. Raises NoDate, TooFar and TooMany."""
    distance = _distance(facts, due)
    _lock(facts.id)
    taken = set(PlanStep.objects.filter(gathering_id=facts.id).values_list("key", flat=True))
    if len(taken) >= MOST_STEPS:
        raise TooMany
    key = next(key for key in (f"own-{number}" for number in range(1, MOST_STEPS + 1)) if key not in taken)
    row = PlanStep.objects.create(gathering_id=facts.id, key=key, title=title, distance=distance)
    note("plan:added", facts, row, actor, now, day=due.isoformat())
    return key


@transaction.atomic
def remove_step(*, facts: GatheringFacts, key: str, actor: Actor, now: datetime) -> None:
    """Take a step out: one's own is gone, one of the house can be brought back. KeyError when it is not there."""
    row = _row(facts, key)
    if row.title:
        note("plan:removed", facts, row, actor, now)
        row.delete()
    elif not row.is_removed:
        row.is_removed = True
        _keep(row)
        note("plan:removed", facts, row, actor, now)


@transaction.atomic
def bring_back_step(*, facts: GatheringFacts, key: str, actor: Actor, now: datetime) -> None:
    """Bring a step of the house back, where the rule puts it. Raises KeyError when it is not there."""
    row = _row(facts, key)
    if row.is_removed or (row.distance is not None and not row.title):
        row.is_removed, row.distance = False, None
        _keep(row)
        note("plan:brought_back", facts, row, actor, now)


def _lock(gathering_id: int) -> None:
    lock_shown_together(gathering_id)


def _row(facts: GatheringFacts, key: str) -> PlanStep:
    """The row of a step, locked with its gathering; a new one, not yet written, for a step of the house."""
    _lock(facts.id)
    row = PlanStep.objects.filter(gathering_id=facts.id, key=key).first()
    if row is None and key not in rules.KEYS:
        raise KeyError(key)
    return row or PlanStep(gathering_id=facts.id, key=key)


def _keep(row: PlanStep) -> None:
    """Write a row, or drop it when it says nothing any more."""
    if row.title or row.is_removed or row.done_on is not None or row.distance is not None:
        row.save()
    elif row.pk is not None:
        row.delete()


def _distance(facts: GatheringFacts, to: date) -> int:
    day = rules.first_day(facts)
    if day is None:
        raise NoDate
    distance = (to - day).days
    if abs(distance) > MOST_DAYS:
        raise TooFar
    return distance


def note(verb: str, facts: GatheringFacts, row: PlanStep, actor: Actor, now: datetime, **data: Any) -> None:
    """Write a line of the trail about a step."""
    record(
        verb=verb,
        actor=actor,
        now=now,
        organiser_id=facts.organiser_id,
        gathering_id=facts.id,
        subject=("plan", row.key),
        data={"key": row.key, "title": row.title, **data},
    )


def copy_steps(copying: Copying) -> None:
    """Take over what the organiser changed of a calendar, for the next edition: distances, never days, nothing done."""
    rows = PlanStep.objects.filter(gathering_id=copying.source_id).order_by("key")
    kept = [row for row in rows if row.title or row.is_removed or row.distance is not None]
    PlanStep.objects.bulk_create(
        PlanStep(
            gathering_id=copying.target_id,
            key=row.key,
            title=row.title,
            distance=row.distance,
            is_removed=row.is_removed,
        )
        for row in kept
    )
