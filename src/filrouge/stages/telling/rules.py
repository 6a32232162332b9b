"""What somebody who was invited or written to is to be told. Frozen facts in, answers out."""

from collections.abc import Sequence
from datetime import datetime

from filrouge.stages.gatherings.enums import GatheringState, Silence
from filrouge.stages.gatherings.facts import GatheringFacts, MoveFacts
from filrouge.stages.gatherings.rules import TOOK_PLACE, is_all_past, silence
from filrouge.stages.telling.enums import News
from filrouge.stages.telling.facts import Knows

_ASIDE = {Silence.CANCELLED: News.CALLED_OFF, Silence.POSTPONED: News.PUT_OFF}


def is_told_of(facts: GatheringFacts, *, now: datetime) -> bool:
    """Whether there is anything left to tell: it was public, did not take place, and its days are not past."""
    return facts.state is not GatheringState.DRAFT and facts.state not in TOOK_PLACE and not is_all_past(facts, now)


def news_for(knows: Knows, facts: GatheringFacts, moves: Sequence[MoveFacts], *, now: datetime) -> News | None:
    """What somebody who knows this much is to be told now; None when what they were told still holds.

    Of a gathering that is called off or put off nothing else is told, until it is on again.
    """
    standing = silence(facts, now=now)
    if standing is not None:
        return _ASIDE[standing] if standing is not knows.standing else None
    if knows.standing is not None:
        return News.ON_AGAIN
    return News.MOVED if misled(knows, moves) else None


def misled(knows: Knows, moves: Sequence[MoveFacts]) -> tuple[str, ...]:
    """The keys of the parts of which somebody knows another day, hour or place, each once."""
    return tuple(dict.fromkeys(move.part for move in moves if move.misleads(knows.at)))


def holds_still(news: News, facts: GatheringFacts) -> bool:
    """Whether news that were written into the outbox are still true when the mail is about to leave."""
    return {
        News.CALLED_OFF: facts.state is GatheringState.CANCELLED,
        News.PUT_OFF: facts.state is GatheringState.POSTPONED,
    }.get(news, facts.state not in (GatheringState.CANCELLED, GatheringState.POSTPONED))
