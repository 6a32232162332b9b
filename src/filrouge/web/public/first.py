"""Who comes first: what pages say while places are kept or registration is not open to everybody yet."""

from collections.abc import Hashable
from datetime import datetime

from django.urls import reverse

from filrouge.core.decisions import Reason
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.rules import priority_at, reserves_at
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.rules import PartAnswer
from filrouge.stages.registration.words import own_reason_in_words


def priority_notice(facts: GatheringFacts, language: str, *, now: datetime) -> dict[str, str]:
    """Who may register now and from when everybody may, and where to leave an address; empty when everybody may."""
    window = priority_at(facts, now)
    if window is None:
        return {}
    reason = Reason("priority_until", {"until": window.until.isoformat()})
    return {"text": own_reason_in_words(reason, facts, language), "url": reverse("public:opening", args=[facts.key])}


def only_later(answer: PartAnswer) -> bool:
    """Whether somebody is refused a part for no other reason than that others come first."""
    return answer.state is PartState.REFUSED and {reason.code for reason in answer.reasons} == {"priority_until"}


def kept_terms(facts: GatheringFacts, *, now: datetime) -> Hashable:
    """What a kept page says of this: it changes at the moment when a reserve or the priority ends."""
    return priority_at(facts, now) is not None, tuple(quota.key for quota in reserves_at(facts, now))
