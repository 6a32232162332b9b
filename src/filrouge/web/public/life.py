"""Where a gathering stands in its life, as the red thread shows it."""

from django.utils.translation import gettext

from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts

_S = GatheringState
_ORDER = (_S.SAVE_THE_DATE, _S.INVITATION_SENT, _S.REGISTRATION_OPEN, _S.REGISTRATION_CLOSED, _S.HELD)


def steps(facts: GatheringFacts) -> list[dict[str, str]]:
    """The steps with their state; empty for a gathering that is postponed or cancelled."""
    if facts.state not in (_S.DRAFT, *_ORDER):
        return []
    reached = _ORDER.index(facts.state) if facts.state in _ORDER else -1
    return [
        {"label": name(state), "state": "done" if index < reached else "current" if index == reached else "todo"}
        for index, state in enumerate(_ORDER)
    ]


def name(state: GatheringState) -> str:
    """A state in the reader's language."""
    return {
        _S.DRAFT: gettext("Draft"),
        _S.SAVE_THE_DATE: gettext("Save-the-date"),
        _S.INVITATION_SENT: gettext("Invitation"),
        _S.REGISTRATION_OPEN: gettext("Registration open"),
        _S.REGISTRATION_CLOSED: gettext("Registration closed"),
        _S.HELD: gettext("The gathering"),
        _S.POSTPONED: gettext("Postponed"),
        _S.CANCELLED: gettext("Cancelled"),
    }[state]
