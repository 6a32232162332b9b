"""When an invitation may be answered, who is reminded, and what a relay body may read of its number."""

from datetime import date, datetime, timedelta

from filrouge.core.small_cells import SMALL
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations.enums import InvitationState
from filrouge.stages.invitations.facts import Answer, InvitationFacts

REMINDED_AGAIN_AFTER = timedelta(days=7)
_OVER = frozenset({GatheringState.HELD, GatheringState.DOCUMENTED, GatheringState.ARCHIVED, GatheringState.CANCELLED})


def takes_answers(facts: GatheringFacts, *, today: date) -> bool:
    """Whether an answer still matters: the gathering is neither called off nor over."""
    if facts.state in _OVER:
        return False
    days = [part.day for part in facts.parts if part.day is not None]
    return not days or max(days) >= today


def may_change_own_answer(invitation: InvitationFacts) -> bool:
    """Whether the page takes another answer: whoever is registered changes the registration instead."""
    return invitation.state is not InvitationState.ACCEPTED


def is_whole(answer: Answer) -> bool:
    """Whether an answer says what it must: somebody who is represented names by whom."""
    return answer.state is not InvitationState.REPRESENTED or bool(answer.represented_by.strip())


def is_due(invitation: InvitationFacts, *, now: datetime) -> bool:
    """Whether somebody may be reminded: no answer yet, an address, and nothing written to them within the days."""
    written = [at for at in (invitation.mailed_at, invitation.reminded_at) if at is not None]
    is_reachable = bool(invitation.email) and not invitation.is_unreachable
    is_rested = not written or now - max(written) >= REMINDED_AGAIN_AFTER
    return invitation.state is InvitationState.PENDING and is_reachable and is_rested


def shown_to_relay(number: int) -> int:
    """What a relay body reads of the number of those who came through it: whole steps of five, nothing below.

    An exact number tells the body whether the one person to whom it had sent the link has registered.
    """
    return number - number % SMALL
