"""A gathering as an agenda takes it, or why it cannot."""

from collections.abc import Mapping
from datetime import datetime, time
from zoneinfo import ZoneInfo

from filrouge.core.text import Translated
from filrouge.stages.agendas.enums import Trouble
from filrouge.stages.agendas.facts import AgendaEvent, Place, Timing
from filrouge.stages.gatherings.enums import GatheringKind, GatheringState, TextName
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.rules import hours_shown

# An agenda knows no whole days.
_WHOLE_DAY = (time(0), time(23, 59))
_STATUS: Mapping[GatheringState, str] = {
    GatheringState.POSTPONED: "postponed",
    GatheringState.CANCELLED: "cancelled",
}
_MOST_TITLE, _MOST_SHORT = 140, 200


def trouble_of(facts: GatheringFacts) -> Trouble | None:
    """What an agenda would miss: nothing is pushed before; None when nothing is missing."""
    if facts.state is GatheringState.DRAFT:
        return Trouble.NOT_PUBLIC
    if not any(part.day for part in facts.parts):
        return Trouble.NO_DAY
    if facts.kind is not GatheringKind.WEBINAR and facts.venue is None and not facts.town:
        return Trouble.NO_PLACE
    return None


def event_for(facts: GatheringFacts, *, link: str) -> AgendaEvent:
    """One event with a timing for each part that has a day; `link` leads to where one registers."""
    parts = [part for part in facts.parts if part.day]
    moved = any(earlier.day and earlier.day != part.day for part in parts for earlier in part.earlier)
    return AgendaEvent(
        own_id=str(facts.uid),
        title=_cut(facts.title, _MOST_TITLE),
        short=_cut(_short(facts), _MOST_SHORT),
        timings=tuple(sorted((_timing(part) for part in parts), key=lambda timing: timing.begin)),
        place=_place(facts),
        link=link,
        is_online=facts.kind is GatheringKind.WEBINAR,
        status=_STATUS.get(facts.state, "rescheduled" if moved else "scheduled"),
    )


def _short(facts: GatheringFacts) -> Translated:
    names = (TextName.PRESENTATION, TextName.GUIDING_QUESTION, TextName.MAIN_THEME, TextName.REASON)
    return next((facts.text(name) for name in names if facts.text(name)), facts.title)


def _cut(text: Translated, most: int) -> Translated:
    said = {language: " ".join(one.split()) for language, one in dict(text).items()}
    short = {
        language: one if len(one) <= most else one[: most - 1].rsplit(" ", 1)[0] + "…" for language, one in said.items()
    }
    return Translated.of(short, text.source)


def _timing(part: PartFacts) -> Timing:
    """The hours of a part; to the end of its day where the end is not known, the whole day where no hour is."""
    starts_at, ends_at = hours_shown(part)
    if part.day is None:
        raise ValueError(f"part {part.key} has no exact day")
    begin, end = (starts_at, ends_at or _WHOLE_DAY[1]) if starts_at else _WHOLE_DAY
    zone = ZoneInfo(part.zone)
    return Timing(datetime.combine(part.day, begin, zone), datetime.combine(part.day, end, zone))


def _place(facts: GatheringFacts) -> Place:
    town, venue = facts.town.best(facts.language).text if facts.town else "", facts.venue
    if venue is None:
        return Place(town, town, facts.country)
    name = venue.name.best(facts.language).text
    return Place(name, venue.address_to_find or venue.town or town, venue.country or facts.country)


def wait_minutes(tries: int) -> int:
    """How long to wait after so many tries in vain: a minute, then twice as long each time, at most a day."""
    return min(1 << min(max(tries - 1, 0), 11), 1440)
