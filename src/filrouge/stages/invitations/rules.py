"""When an invitation may be answered, who is reminded, and what a relay body may read of its number."""

from datetime import date, datetime, timedelta

from filrouge.core.small_cells import SMALL
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations.enums import InvitationState
from filrouge.stages.invitations.facts import Answer, InvitationFacts, RelayFacts

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
    """Whether somebody may be reminded: no answer yet, a link that opens, an address, and nothing written to them
    within the days.
    """
    written = [at for at in (invitation.mailed_at, invitation.reminded_at) if at is not None]
    is_reachable = bool(invitation.email) and not invitation.is_unreachable
    is_rested = not written or now - max(written) >= REMINDED_AGAIN_AFTER
    is_silent = invitation.state is InvitationState.PENDING and invitation.closed_at is None
    return is_silent and is_reachable and is_rested


def opens(of: InvitationFacts | RelayFacts, number: int, *, page: bool = False) -> bool:
    """Whether the link with this number still leads somewhere: it is the last one, and nobody closed it."""
    if isinstance(of, RelayFacts) and page:
        return of.page_closed_at is None and number == of.page_link
    return of.closed_at is None and number == of.link


STAYS_AWAY = frozenset({InvitationState.DECLINED, InvitationState.EXCUSED})


def after_registering(
    state: InvitationState, *, is_own: bool, is_last_word: bool, comes: bool, excused: bool
) -> InvitationState | None:
    """What an invitation becomes after its registration changed, None when it stays as it is.

    `is_own`: the invited person is registered, else somebody in their place, who moves it only while registering was
    the last word (`is_last_word`). `comes`: something still counts. Who is back after having left is back here too.
    """
    if not is_own and not is_last_word:
        return None
    coming = InvitationState.ACCEPTED if is_own else InvitationState.REPRESENTED
    if comes:
        return coming if state is not coming else None
    if state is not coming:
        return None
    return InvitationState.EXCUSED if excused else InvitationState.DECLINED


def shown_to_relay(number: int) -> int:
    """What a relay body reads of the number of those who came through it: whole steps of five, nothing below.

    An exact number tells the body whether the one person to whom it had sent the link has registered.
    """
    return number - number % SMALL
