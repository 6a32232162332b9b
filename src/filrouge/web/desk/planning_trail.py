"""The sentences of the trail about the calendar and the series."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext, gettext_noop

from filrouge.core.date_words import date_in_words
from filrouge.ground.audit.queries import TrailLine
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.planning.rules import KEYS
from filrouge.stages.planning.words import standard_title


def _said(message: str) -> Callable[[TrailLine, GatheringFacts, str, str], str]:
    def sentence(line: TrailLine, _facts: GatheringFacts, _name: str, language: str) -> str:
        day = line.data.get("day", "")
        return gettext(message) % {
            "title": _title(line),
            "day": date_in_words(date.fromisoformat(day), language=language) if day else "",
            "number": line.data.get("number", ""),
        }

    return sentence


def _title(line: TrailLine) -> str:
    """The organiser's own words, else ours, else the key of a step that is no more."""
    key = str(line.data.get("key", ""))
    return line.data.get("title") or (standard_title(key) if key in KEYS else key)


PLANNING_SENTENCES = {
    "plan:done": _said(gettext_noop("Calendar, done: %(title)s")),
    "plan:undone": _said(gettext_noop("Calendar, not done after all: %(title)s")),
    "plan:moved": _said(gettext_noop("Calendar, moved to %(day)s: %(title)s")),
    "plan:added": _said(gettext_noop("Calendar, added for %(day)s: %(title)s")),
    "plan:removed": _said(gettext_noop("Calendar, taken out: %(title)s")),
    "plan:brought_back": _said(gettext_noop("Calendar, back where it was: %(title)s")),
    "series:result_added": _said(gettext_noop("Edition %(number)s produced: %(title)s")),
    "series:result_changed": _said(gettext_noop("Edition %(number)s produced, said anew: %(title)s")),
    "series:proposal_added": _said(gettext_noop("Edition %(number)s proposed: %(title)s")),
    "series:proposal_changed": _said(gettext_noop("Proposal of edition %(number)s, said anew: %(title)s")),
    "series:proposal_dropped": _said(gettext_noop("Proposal of edition %(number)s, taken away: %(title)s")),
    "series:proposals_shown": _said(gettext_noop("Proposals of edition %(number)s put on the public pages: %(title)s")),
    "series:proposals_hidden": _said(gettext_noop("Proposals of edition %(number)s taken off the pages: %(title)s")),
    "series:result_dropped": _said(gettext_noop("Edition %(number)s, taken off its pages: %(title)s")),
}
