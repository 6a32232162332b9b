"""Where a gathering stands in its life, as the red thread shows it."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from filrouge.core.date_words import vague_date_in_words
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.rules import in_time

_S = GatheringState
_ORDER = (
    _S.SAVE_THE_DATE,
    _S.INVITATION_SENT,
    _S.REGISTRATION_OPEN,
    _S.REGISTRATION_CLOSED,
    _S.HELD,
    _S.DOCUMENTED,
    _S.ARCHIVED,
)
_BEFORE = _ORDER[: _ORDER.index(_S.HELD)]
# Steps of which nothing is said before they are taken: not every gathering takes them.
_LATER = (_S.DOCUMENTED, _S.ARCHIVED)


def steps(facts: GatheringFacts, *, at: datetime) -> list[dict[str, str]]:
    """The steps with their state at an instant; empty for a gathering that is postponed or cancelled."""
    if facts.state not in (_S.DRAFT, *_ORDER):
        return []
    now = _as_time_has_it(facts, at)
    reached = _ORDER.index(now) if now in _ORDER else -1
    return [
        {"label": name(state), "state": "done" if index < reached else "current" if index == reached else "ahead"}
        for index, state in enumerate(_ORDER)
        if index <= reached or state not in _LATER
    ]


def _as_time_has_it(facts: GatheringFacts, at: datetime) -> GatheringState:
    """The state, or the later one that has come by itself although nobody took the step yet: deadline and day pass."""
    if facts.state in _BEFORE and facts.parts and all(part.ends and at >= part.ends for part in facts.parts):
        return _S.HELD
    is_late = facts.parts and not any(in_time(part, received=at).is_allowed for part in facts.parts)
    return _S.REGISTRATION_CLOSED if facts.state is _S.REGISTRATION_OPEN and is_late else facts.state


def said(facts: GatheringFacts, language: str) -> dict[str, Any]:
    """What the page says of its own life: put off or called off and why, since when it is there, whether more comes."""
    aside = {_S.POSTPONED: gettext("Postponed"), _S.CANCELLED: gettext("Called off")}.get(facts.state, "")
    published = facts.published_on
    return {
        "aside": aside,
        "reason": facts.state_reason.best(language, facts.languages) if aside else "",
        "published": gettext("Published: %(day)s") % {"day": vague_date_in_words(published, language=language)}
        if published.is_known
        else "",
        "awaits": facts.state is _S.SAVE_THE_DATE or facts.programme_published_at is None,
    }


def name(state: GatheringState) -> str:
    """A state in the reader's language."""
    return {
        _S.DRAFT: gettext("Draft"),
        _S.SAVE_THE_DATE: gettext("Save-the-date"),
        _S.INVITATION_SENT: gettext("Invitation"),
        _S.REGISTRATION_OPEN: gettext("Registration open"),
        _S.REGISTRATION_CLOSED: gettext("Registration closed"),
        _S.HELD: gettext("The gathering"),
        _S.DOCUMENTED: gettext("Documentation"),
        _S.ARCHIVED: gettext("Archive"),
        _S.POSTPONED: gettext("Postponed"),
        _S.CANCELLED: gettext("Cancelled"),
    }[state]
