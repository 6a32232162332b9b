"""On which half-days of which dates a part needs what a provider brings. Providers think in half-days, not in parts."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from django.utils.translation import gettext, pgettext

from filrouge.core.date_words import date_in_words, vague_date_in_words
from filrouge.core.vague_dates import Half, VagueDate
from filrouge.stages.gatherings.enums import PartKind
from filrouge.stages.gatherings.facts import PartFacts
from filrouge.stages.registration.enums import NeedKind


class HalfDay(StrEnum):
    """When, on a day. A meal has one moment: midday is where the two halves meet."""

    MORNING = "morning"
    MIDDAY = "midday"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    UNKNOWN = "unknown"


_H = HalfDay
_ORDER = tuple(HalfDay)
# Minutes of a day. A half-day counts when more than an hour of it is needed.
_BOUNDS = {_H.MORNING: (0, 750), _H.AFTERNOON: (750, 1080), _H.EVENING: (1080, 1440)}
_LEAST = 60
_LUNCH, _DINNER = 750, 1170
_HALVES = {Half.MORNING: _H.MORNING, Half.AFTERNOON: _H.AFTERNOON}
# When a part ends whose end nobody said.
_USUAL_END = {PartKind.DAY: time(17), PartKind.EVE: time(21), PartKind.EVENING: time(21)}


@dataclass(frozen=True)
class Slot:
    """A half-day of a date as precise as it is known."""

    when: VagueDate
    half: HalfDay

    def sort_key(self) -> tuple[object, ...]:
        """By date, then by the hour."""
        return (*self.when.sort_key()[:3], _ORDER.index(self.half))


def slots_of(part: PartFacts, kind: NeedKind) -> tuple[Slot, ...]:
    """The half-days on which this kind of need is met in a part: a meal once, the rest as long as the part lasts."""
    halves = half_days(part)
    when = VagueDate.on(part.day) if part.day else part.when
    if kind is NeedKind.MEAL:
        return (Slot(when, _meal(part, halves)),)
    return tuple(Slot(when, half) for half in halves)


def half_days(part: PartFacts) -> tuple[HalfDay, ...]:
    """The half-days that a part takes: by its hours, else by the half that its date names, else by what it is."""
    if part.starts_at is not None:
        begins, ends = _minutes(part.starts_at), _minutes(_end(part))
        taken = tuple(half for half, bounds in _BOUNDS.items() if _shared(begins, ends, bounds) > _LEAST)
        return taken or tuple(half for half, bounds in _BOUNDS.items() if bounds[0] <= begins < bounds[1])
    if part.when.half is not None:
        return (_HALVES[part.when.half],)
    if part.kind is PartKind.DAY:
        return (_H.MORNING, _H.AFTERNOON)
    if part.kind in (PartKind.EVE, PartKind.EVENING):
        return (_H.EVENING,)
    return (_H.UNKNOWN,)


def _end(part: PartFacts) -> time:
    """The hour of the end; without one the usual hour, else the beginning, which then says the half-day."""
    begins = part.starts_at or time.min
    return part.ends_at or max(begins, _USUAL_END.get(part.kind, begins))


def _meal(part: PartFacts, halves: tuple[HalfDay, ...]) -> HalfDay:
    if part.starts_at is None:
        return _H.MIDDAY if {_H.MORNING, _H.AFTERNOON} <= set(halves) else halves[0]
    begins, ends = _minutes(part.starts_at), _minutes(_end(part))
    if begins <= _LUNCH < ends:
        return _H.MIDDAY
    return _H.EVENING if begins <= _DINNER < ends else halves[0]


def _minutes(hour: time) -> int:
    return hour.hour * 60 + hour.minute


def _shared(begins: int, ends: int, bounds: tuple[int, int]) -> int:
    return min(ends, bounds[1]) - max(begins, bounds[0])


def slot_in_words(slot: Slot, language: str) -> str:
    """A half-day for people: "Friday 12 May 2023, morning"."""
    day: date | None = slot.when.floor if slot.when.floor == slot.when.last else None
    said = date_in_words(day, language=language) if day else vague_date_in_words(slot.when, language=language)
    return gettext("%(day)s, %(half)s") % {"day": said, "half": half_in_words(slot.half)}


def half_in_words(half: HalfDay) -> str:
    """The name of a half-day."""
    return {
        _H.MORNING: pgettext("half-day", "morning"),
        _H.MIDDAY: pgettext("half-day", "midday"),
        _H.AFTERNOON: pgettext("half-day", "afternoon"),
        _H.EVENING: pgettext("half-day", "evening"),
        _H.UNKNOWN: pgettext("half-day", "hours not known yet"),
    }[half]
