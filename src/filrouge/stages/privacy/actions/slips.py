"""Elimination slips: nothing of record is destroyed before somebody has read what, and agreed."""

from dataclasses import replace
from datetime import UTC, datetime

from django.db import transaction

from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_name, lock_rows
from filrouge.ground.people.actors import SYSTEM, Actor
from filrouge.stages.privacy.actions.destroying import destroy_batch, destroy_directory_batch
from filrouge.stages.privacy.actions.signs import note_signs_since
from filrouge.stages.privacy.enums import Kept, SlipState
from filrouge.stages.privacy.facts import SlipFacts, SlipLine
from filrouge.stages.privacy.models import EliminationSlip
from filrouge.stages.privacy.queries.legal import periods_of
from filrouge.stages.privacy.queries.retention import (
    dated_gatherings,
    due_gatherings,
    due_on_slip,
    open_slip,
    slip_facts,
)


class NothingDue(Exception):
    """Nothing has to be eliminated."""


class SlipIsOpen(Exception):
    """There is a slip already that is neither executed nor dropped; `slip_id` is its id."""

    def __init__(self, slip_id: int) -> None:
        super().__init__(str(slip_id))
        self.slip_id = slip_id


class VisaMissing(ValueError):
    """The organiser may destroy nothing without the archivist's agreement, and none was given."""


class NotPossible(Exception):
    """The slip is not in a state in which this can be done; `state` is the present one."""

    def __init__(self, state: SlipState) -> None:
        super().__init__(state.value)
        self.state = state


@transaction.atomic
def prepare_slip(*, organiser_id: int, actor: Actor, now: datetime) -> SlipFacts:
    """List what is due for elimination. Raises NothingDue, SlipIsOpen."""
    lock_name(f"elimination slip {organiser_id}")
    if known := open_slip(organiser_id):
        raise SlipIsOpen(known.id)
    lines = due_on_slip(organiser_id, now=now)
    if not lines:
        raise NothingDue
    row = EliminationSlip.objects.create(
        organiser_id=organiser_id,
        prepared_at=now,
        prepared_by=actor.label[:200],
        lines=[line.to_json() for line in lines],
    )
    note("slip:prepared", row, actor=actor, now=now)
    return slip_facts(row)


@transaction.atomic
def approve_slip(*, organiser_id: int, slip_id: int, visa: str, actor: Actor, now: datetime) -> SlipFacts:
    """Agree to a prepared slip; it is executed within minutes. `visa` is the archivist's agreement, in their words.

    Raises EliminationSlip.DoesNotExist, NotPossible unless it is prepared, VisaMissing.
    """
    row = _lock(organiser_id, slip_id, SlipState.PREPARED)
    if periods_of(organiser_id).needs_visa and not visa.strip():
        raise VisaMissing
    row.approved_at, row.approved_by, row.visa = now, actor.label[:200], visa.strip()
    row.save(update_fields=["approved_at", "approved_by", "visa"])
    note("slip:approved", row, actor=actor, now=now, motive=row.visa)
    return slip_facts(row)


@transaction.atomic
def drop_slip(*, organiser_id: int, slip_id: int, actor: Actor, now: datetime, motive: str) -> SlipFacts:
    """Leave a prepared slip; nothing is destroyed. Raises EliminationSlip.DoesNotExist, NotPossible."""
    row = _lock(organiser_id, slip_id, SlipState.PREPARED)
    row.dropped_at = now
    row.save(update_fields=["dropped_at"])
    note("slip:dropped", row, actor=actor, now=now, motive=motive)
    return slip_facts(row)


def _lock(organiser_id: int, slip_id: int, wanted: SlipState) -> EliminationSlip:
    row = lock_rows(EliminationSlip.objects.filter(organiser_id=organiser_id), [slip_id]).get(slip_id)
    if row is None:
        raise EliminationSlip.DoesNotExist(str(slip_id))
    state = slip_facts(row).state
    if state is not wanted:
        raise NotPossible(state)
    return row


def execute_approved(now: datetime) -> None:
    """Do what approved slips say, in small transactions; interrupted, it goes on where it was. The worker calls it."""
    waiting = EliminationSlip.objects.filter(executed_at=None, dropped_at=None).exclude(approved_at=None)
    approved = list(waiting.order_by("pk").values_list("pk", flat=True))
    if approved:
        # With trails and registrations goes what shows that somebody answered or came: first it is noted.
        note_signs_since(datetime.min.replace(tzinfo=UTC))
    for slip_id in approved:
        while _execute_batch(slip_id, now=now):
            pass


@transaction.atomic
def _execute_batch(slip_id: int, *, now: datetime) -> bool:
    """One step of a slip; whether there may be more to do."""
    row = lock_rows(EliminationSlip.objects.all(), [slip_id])[slip_id]
    slip = slip_facts(row)
    if slip.state is not SlipState.APPROVED:
        return False
    due = _due_now(row.organiser_id, now=now)
    for number, line in enumerate(slip.lines):
        done = _destroy(line, row, due, now=now)
        if done or line.erased is None:
            row.lines[number] = replace(line, erased=(line.erased or 0) + done).to_json()
        if done:
            row.save(update_fields=["lines"])
            return True
    row.executed_at = now
    row.save(update_fields=["lines", "executed_at"])
    note("slip:executed", row, actor=SYSTEM, now=now)
    for said in slip_facts(row).lines:
        _note_line(said, row, now=now)
    return False


def _destroy(line: SlipLine, row: EliminationSlip, due: frozenset[int], *, now: datetime) -> int:
    """A batch of a line; what was put off or heard of since the slip was prepared is no longer due, and stays."""
    if line.gathering_id is None:
        return destroy_directory_batch(
            line.kind,
            organiser_id=row.organiser_id,
            until=line.last,
            before=row.prepared_at,
            motive=row.visa,
            now=now,
        )
    return destroy_batch(line.kind, line.gathering_id, now=now) if line.gathering_id in due else 0


def _due_now(organiser_id: int, *, now: datetime) -> frozenset[int]:
    gatherings = dated_gatherings(organiser_id=organiser_id).get(organiser_id, ())
    due = due_gatherings(Kept.REGISTRATIONS, gatherings, periods_of(organiser_id), now=now)
    return frozenset(one.id for one in due)


def note(verb: str, row: EliminationSlip, *, actor: Actor, now: datetime, motive: str = "") -> None:
    """A line in the trail of the organiser: volumes, no names."""
    record(
        verb=verb,
        actor=actor,
        now=now,
        organiser_id=row.organiser_id,
        subject=("slip", str(row.pk)),
        motive=motive,
        data={"lines": [{name: line[name] for name in ("kind", "key", "volume", "erased")} for line in row.lines]},
    )


def _note_line(line: SlipLine, row: EliminationSlip, *, now: datetime) -> None:
    """A line in the trail of the gathering too, which outlives the people that were in it."""
    record(
        verb="slip:carried_out",
        actor=SYSTEM,
        now=now,
        organiser_id=row.organiser_id,
        gathering_id=line.gathering_id,
        subject=("slip", str(row.pk)),
        motive=row.visa,
        data={"kind": line.kind.value, "count": line.erased or 0},
    )
