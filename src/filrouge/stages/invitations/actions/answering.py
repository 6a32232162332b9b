"""Answers to invitations: by the invited person, told to staff, or given by registering."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from filrouge.core import days
from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_rows
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations import rules
from filrouge.stages.invitations.enums import TOLD, AnsweredBy, InvitationState
from filrouge.stages.invitations.facts import Answer
from filrouge.stages.invitations.models import Invitation

MOST_LETTERS = 500


class NotAnswered(Exception):
    """The answer is not taken: the gathering is over, or the invitation is gone."""


class IsRegistered(Exception):
    """The invited person is registered: what they take is changed there."""


class MotiveMissing(ValueError):
    """An answer that staff record says how they know."""


@transaction.atomic
def answer(
    *,
    facts: GatheringFacts,
    invitation_id: int,
    answer: Answer,
    answered_by: AnsweredBy,
    actor: Actor,
    now: datetime,
) -> None:
    """Keep an answer; the last one counts. PENDING takes an earlier one back.

    Raises NotAnswered, IsRegistered, MotiveMissing, and ValueError when nobody is named who comes instead.
    """
    if not rules.takes_answers(facts, today=days.local_day(now, facts.zone)):
        raise NotAnswered
    if not rules.is_whole(answer) or answer.state is InvitationState.ACCEPTED:
        raise ValueError("not a whole answer")
    is_told = answered_by in TOLD
    if is_told and not answer.motive.strip():
        raise MotiveMissing
    row = _locked(facts, invitation_id)
    if row.state == InvitationState.ACCEPTED.value:
        raise IsRegistered
    is_open = answer.state is InvitationState.PENDING
    row.state = answer.state.value
    row.answered_at, row.answered_by = (None, "") if is_open else (now, answered_by.value)
    row.represented_by = answer.represented_by.strip()[:200] if answer.state is InvitationState.REPRESENTED else ""
    row.motive = answer.motive.strip()[:MOST_LETTERS] if is_told else ""
    row.recorded_by = actor.label[:200] if is_told else ""
    row.save(update_fields=_ANSWER)
    record(
        verb="invitation:answered",
        actor=actor,
        now=now,
        organiser_id=facts.organiser_id,
        gathering_id=facts.id,
        subject=("invitation", str(row.pk)),
        motive=row.motive,
        data={"state": row.state, "by": answered_by.value},
    )


def _locked(facts: GatheringFacts, invitation_id: int) -> Invitation:
    rows = Invitation.objects.filter(gathering_id=facts.id).exclude(contact=None)
    row = lock_rows(rows, [invitation_id]).get(invitation_id)
    if row is None:
        raise NotAnswered
    return row


_ANSWER = ("state", "answered_at", "answered_by", "represented_by", "motive", "recorded_by")


def accept(*, invitation_id: int, now: datetime) -> None:
    """The invited person registered: in the caller's transaction, whose own line of the trail says so."""
    _set(Invitation.objects.filter(pk=invitation_id).values_list("pk", flat=True), InvitationState.ACCEPTED, now)


def give_up(*, invitation_ids: Collection[int], now: datetime) -> None:
    """Those who were registered by these invitations have given everything back, in the caller's transaction."""
    accepted = Invitation.objects.filter(pk__in=list(invitation_ids), state=InvitationState.ACCEPTED.value)
    _set(accepted.values_list("pk", flat=True), InvitationState.DECLINED, now)


def _set(ids: Collection[int], state: InvitationState, now: datetime) -> None:
    rows = lock_rows(Invitation.objects.all(), ids)
    for row in rows.values():
        row.state, row.answered_at, row.answered_by = state.value, now, AnsweredBy.REGISTRATION.value
        row.represented_by, row.motive, row.recorded_by = "", "", ""
    Invitation.objects.bulk_update(rows.values(), _ANSWER)
