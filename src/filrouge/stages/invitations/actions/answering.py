"""Answers to invitations: by the invited person, told to staff, or given by registering."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from filrouge.core import days
from filrouge.core.text import search_form
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


class LinkClosed(Exception):
    """The organiser closed the link by which the answer came."""


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
    link: int | None = None,
) -> None:
    """Keep an answer; the last one counts. PENDING takes an earlier one back. By a personal link, `link` is its number.

    Raises NotAnswered, LinkClosed, IsRegistered, MotiveMissing, and ValueError when nobody is named who comes instead.
    """
    if not rules.takes_answers(facts, today=days.local_day(now, facts.zone)):
        raise NotAnswered
    if not rules.is_whole(answer) or answer.state is InvitationState.ACCEPTED:
        raise ValueError("not a whole answer")
    is_told = answered_by in TOLD
    if is_told and not answer.motive.strip():
        raise MotiveMissing
    row = _locked(facts, invitation_id)
    if link is not None and (row.closed_at is not None or row.link != link):
        raise LinkClosed
    if row.state == InvitationState.ACCEPTED.value:
        raise IsRegistered
    is_open = answer.state is InvitationState.PENDING
    row.state = answer.state.value
    row.answered_at, row.answered_by = (None, "") if is_open else (now, answered_by.value)
    row.represented_by = answer.represented_by.strip()[:200] if answer.state is InvitationState.REPRESENTED else ""
    row.motive = answer.motive.strip()[:MOST_LETTERS] if is_told else ""
    row.recorded_by = actor.label[:200] if is_told else ""
    row.save(update_fields=_ANSWER)
    _tell(row, answered_by, facts, actor, now)


def _locked(facts: GatheringFacts, invitation_id: int) -> Invitation:
    rows = Invitation.objects.filter(gathering_id=facts.id).exclude(contact=None)
    row = lock_rows(rows, [invitation_id]).get(invitation_id)
    if row is None:
        raise NotAnswered
    return row


_ANSWER = ("state", "answered_at", "answered_by", "represented_by", "motive", "recorded_by")


@dataclass(frozen=True)
class Registering:
    """What registering, leaving or being replaced says of an invitation, which is locked by the caller."""

    invitation: Invitation
    state: InvitationState
    represented_by: str = ""


def answer_by_registering(said: Registering, *, facts: GatheringFacts, actor: Actor, now: datetime) -> None:
    """Keep what a registration says of an invitation, in the caller's transaction."""
    row = said.invitation
    row.state, row.answered_at, row.answered_by = said.state.value, now, AnsweredBy.REGISTRATION.value
    row.represented_by, row.motive, row.recorded_by = said.represented_by[:200], "", ""
    row.save(update_fields=_ANSWER)
    _tell(row, AnsweredBy.REGISTRATION, facts, actor, now)


def forget_represented(*, gathering_id: int, folded_names: Collection[str]) -> None:
    """Drop the names of people who are erased where they come for somebody invited; that somebody does stays."""
    named = Invitation.objects.filter(gathering_id=gathering_id).exclude(represented_by="").order_by("pk")
    gone = [pk for pk, name in named.values_list("pk", "represented_by") if search_form(name) in folded_names]
    rows = lock_rows(Invitation.objects.all(), gone) if gone else {}
    for row in rows.values():
        row.represented_by = ""
        row.save(update_fields=["represented_by"])


def _tell(row: Invitation, answered_by: AnsweredBy, facts: GatheringFacts, actor: Actor, now: datetime) -> None:
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
