"""Rules of following: who may leave an address, what a follower is still to be told. Frozen facts in, answers out."""

from datetime import timedelta

from filrouge.core.decisions import Decision, Reason
from filrouge.stages.following.enums import News
from filrouge.stages.following.facts import Told
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.rules import TOOK_PLACE

_S = GatheringState
# An address that nobody confirmed is forgotten after so long: it may be that of somebody else.
CONFIRM_WITHIN = timedelta(days=7)
# Whoever sends the form again and again fills nobody's mailbox.
ASKED_AGAIN_AFTER = timedelta(minutes=15)

_ASIDE = {_S.CANCELLED: News.CANCELLED, _S.POSTPONED: News.POSTPONED}
_INVITED = frozenset({_S.INVITATION_SENT, _S.REGISTRATION_OPEN, _S.REGISTRATION_CLOSED})


def may_follow(facts: GatheringFacts) -> Decision:
    """Whether something of a gathering may still be told to whoever leaves an address."""
    if facts.state is _S.CANCELLED:
        return Decision.refuse(Reason("cancelled"))
    return Decision.refuse(Reason("already_held")) if facts.state in TOOK_PLACE else Decision.allow()


def is_told_of(facts: GatheringFacts) -> bool:
    """Whether followers are told of a gathering at all: it is public and did not take place yet."""
    return facts.state is not _S.DRAFT and facts.state not in TOOK_PLACE


def told_now(facts: GatheringFacts) -> Told:
    """What whoever begins to follow now finds on the page, and need not be told."""
    return Told(
        invitation=facts.state in _INVITED,
        programme=facts.programme_published_at is not None,
        moves=moves_of(facts),
        standing=_ASIDE.get(facts.state),
    )


def moves_of(facts: GatheringFacts) -> int:
    """How often a date or an hour moved since the gathering is public."""
    return sum(len(part.earlier) for part in facts.parts)


def news_for(told: Told, facts: GatheringFacts) -> tuple[News, ...]:
    """What somebody who knows this much is to be told now, each once; nothing of what is over.

    Of a gathering that is called off or put off nothing else is told until it is not.
    """
    if not is_told_of(facts):
        return ()
    now = told_now(facts)
    if now.standing is not None:
        return (now.standing,) if told.standing is not now.standing else ()
    found = {
        News.MOVED: now.moves > told.moves,
        News.INVITATION: now.invitation and not told.invitation,
        News.PROGRAMME: now.programme and not told.programme,
    }
    return tuple(news for news, is_new in found.items() if is_new)


def told_after(told: Told, facts: GatheringFacts) -> Told:
    """What somebody knows once the news of now have reached them; nothing that was told is told again."""
    now = told_now(facts)
    if now.standing is not None:
        return Told(told.invitation, told.programme, told.moves, now.standing)
    return Told(
        told.invitation or now.invitation, told.programme or now.programme, max(told.moves, now.moves), now.standing
    )
