"""Rules of a gathering: which state may follow which, and what a document still lacks. Frozen facts in, answers out."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from filrouge.core import days
from filrouge.core.states import Transitions
from filrouge.core.vague_dates import Half, VagueDate
from filrouge.stages.gatherings.audience import Rule
from filrouge.stages.gatherings.enums import (
    BodyRole,
    ContactKind,
    DiaryStatus,
    DocumentKind,
    GatheringState,
    Silence,
)
from filrouge.stages.gatherings.facts import (
    UNSAID,
    EarlierDate,
    GatheringFacts,
    PartFacts,
    PhaseFacts,
    PriorityFacts,
    QuotaFacts,
    SessionChange,
    VenueFacts,
)

_S = GatheringState

STATES: Transitions[GatheringState] = Transitions(
    {
        _S.DRAFT: {_S.SAVE_THE_DATE, _S.INVITATION_SENT, _S.REGISTRATION_OPEN, _S.CANCELLED},
        _S.SAVE_THE_DATE: {_S.INVITATION_SENT, _S.REGISTRATION_OPEN, _S.POSTPONED, _S.CANCELLED},
        _S.INVITATION_SENT: {_S.REGISTRATION_OPEN, _S.REGISTRATION_CLOSED, _S.HELD, _S.POSTPONED, _S.CANCELLED},
        _S.REGISTRATION_OPEN: {_S.REGISTRATION_CLOSED, _S.HELD, _S.POSTPONED, _S.CANCELLED},
        _S.REGISTRATION_CLOSED: {_S.REGISTRATION_OPEN, _S.HELD, _S.POSTPONED, _S.CANCELLED},
        _S.POSTPONED: {_S.SAVE_THE_DATE, _S.INVITATION_SENT, _S.REGISTRATION_OPEN, _S.CANCELLED},
        _S.HELD: {_S.DOCUMENTED, _S.ARCHIVED},
        _S.DOCUMENTED: {_S.ARCHIVED},
        _S.ARCHIVED: set(),
        _S.CANCELLED: set(),
    }
)

# The document that must be ready before a state is entered.
DOCUMENT_OF_STATE = {
    _S.SAVE_THE_DATE: DocumentKind.SAVE_THE_DATE,
    _S.INVITATION_SENT: DocumentKind.INVITATION_LETTER,
    _S.REGISTRATION_OPEN: DocumentKind.REGISTRATION_FORM,
}


class Fact(StrEnum):
    """A fact that a document may need."""

    TITLE = "title"
    DATES = "dates"
    PLACE = "place"
    VENUE = "venue"
    TIMES = "times"
    ORGANISER = "organiser"
    CONTACT = "contact"
    REGISTRATION_RULES = "registration_rules"
    DEADLINE = "deadline"
    CAPACITY = "capacity"
    PRICE = "price"


@dataclass(frozen=True)
class Missing:
    """A fact that is not known, and whether the document can leave without it."""

    fact: Fact
    is_blocking: bool


def _dated(facts: GatheringFacts) -> bool:
    return bool(facts.parts) and all(part.when.is_known for part in facts.parts)


_KNOWN: dict[Fact, Callable[[GatheringFacts], bool]] = {
    Fact.TITLE: lambda facts: bool(facts.title),
    Fact.DATES: _dated,
    Fact.PLACE: lambda facts: bool(facts.town) or facts.venue is not None,
    Fact.VENUE: lambda facts: facts.venue is not None,
    Fact.TIMES: lambda facts: bool(facts.parts) and all(part.starts_at is not None for part in facts.parts),
    Fact.ORGANISER: lambda facts: bool(facts.bodies_as(BodyRole.ORGANISER)),
    Fact.CONTACT: lambda facts: facts.contact(ContactKind.REGISTRATION) is not None,
    Fact.REGISTRATION_RULES: lambda facts: bool(facts.parts) and all(p.audience_is_stated for p in facts.parts),
    Fact.DEADLINE: lambda facts: bool(facts.parts) and all(part.deadline is not None for part in facts.parts),
    Fact.CAPACITY: lambda facts: any(part.capacity is not None for part in facts.parts),
    Fact.PRICE: lambda facts: facts.price is not None,
}

# Per document: what it cannot leave without, then what it can do without for now.
_NEEDS: dict[DocumentKind, tuple[tuple[Fact, ...], tuple[Fact, ...]]] = {
    DocumentKind.SAVE_THE_DATE: (
        (Fact.TITLE, Fact.DATES, Fact.PLACE, Fact.ORGANISER),
        (Fact.VENUE, Fact.TIMES, Fact.CONTACT, Fact.DEADLINE),
    ),
    DocumentKind.INVITATION_LETTER: (
        (Fact.TITLE, Fact.DATES, Fact.PLACE, Fact.ORGANISER),
        (Fact.VENUE, Fact.TIMES, Fact.CONTACT, Fact.DEADLINE, Fact.CAPACITY, Fact.PRICE),
    ),
    DocumentKind.REGISTRATION_FORM: (
        (Fact.TITLE, Fact.DATES, Fact.PLACE, Fact.REGISTRATION_RULES),
        (Fact.VENUE, Fact.TIMES, Fact.CONTACT, Fact.DEADLINE, Fact.CAPACITY, Fact.PRICE),
    ),
    DocumentKind.PROGRAMME: ((Fact.TITLE, Fact.DATES, Fact.TIMES), (Fact.VENUE, Fact.CONTACT)),
}

DOCUMENTS = tuple(_NEEDS)

# It took place, whatever was added to its page since.
TOOK_PLACE = frozenset({_S.HELD, _S.DOCUMENTED, _S.ARCHIVED})


_ASIDE = {_S.CANCELLED: Silence.CANCELLED, _S.POSTPONED: Silence.POSTPONED}
ASIDE = frozenset(_ASIDE)
"""Neither held nor to come as announced: nothing but that is told."""


def silence(facts: GatheringFacts, *, now: datetime) -> Silence | None:
    """Why nobody is invited, reminded or written to by a sending about a gathering now; None while all of that may be.

    It is over with the state that says so, or with the last day of its last part; while one of them may still be at an
    unknown time it is not.
    """
    if facts.state in _ASIDE:
        return _ASIDE[facts.state]
    return Silence.OVER if facts.state in TOOK_PLACE or is_all_past(facts, now) else None


def is_all_past(facts: GatheringFacts, now: datetime) -> bool:
    """Whether every part is certainly over, of all that its date can mean."""
    ends = [_last_instant(part) for part in facts.parts]
    return bool(ends) and all(end is not None and end <= now for end in ends)


def _last_instant(part: PartFacts) -> datetime | None:
    """When a part is certainly over, of all that its date can mean; None while it may be at any time."""
    if part.ends is not None or part.when.last is None:
        return part.ends
    return days.end_of_local_day(part.when.last, part.zone)


_SAID = re.compile(
    r"(?P<when>unknown|(?:(?:early|mid|late) )?[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2}(?: (?:morning|afternoon))?)?)?)"
    r"(?P<hours>(?: [0-9]{2}:[0-9]{2}){0,2})(?: (?P<place>.+))?"
)


def moves_between(before: GatheringFacts, after: GatheringFacts) -> dict[str, dict[str, str]]:
    """By key, the parts that were there and whose day, hours or place are not what they were: from what, to what, as
    the trail keeps them. A venue of which more is said than before is the same place; one of another name or address
    is another, whatever its key.
    """
    stood = {part.key: part for part in before.parts}
    found = {}
    for part in after.parts:
        if part.key in stood:
            was = stood[part.key]
            venue = part.venue if _is_there_still(was.venue, part.venue) else was.venue
            said, wanted = _said_of(was, venue, before), _said_of(part, part.venue, after)
            if said != wanted:
                found[part.key] = {"from": said, "to": wanted}
    return found


def _is_there_still(said: VenueFacts | None, wanted: VenueFacts | None) -> bool:
    if said is None or wanted is None:
        return False
    fields = ("street", "number", "postcode", "town")
    before = [*((getattr(said, name), getattr(wanted, name)) for name in fields)]
    before += [(text, wanted.name.get(language)) for language, text in said.name.items()]
    return all(was in ("", is_now) for was, is_now in before)


def _said_of(part: PartFacts, venue: VenueFacts | None, facts: GatheringFacts) -> str:
    hours = [f"{hour:%H:%M}" for hour in (part.starts_at, part.ends_at) if hour]
    place = next(iter(facts.town.values()), "")
    if venue is not None:
        place = ", ".join(filter(None, (venue.name.best(facts.language).text, venue.address)))
    return " ".join([str(part.when), *hours, place]).strip()


def makes_untrue(was: str, is_now: str, *, towns: Collection[str]) -> bool:
    """Whether whoever read what was said of a part would come at the wrong time or to the wrong place; both as the
    trail has them: day, hours, then the venue with its address, or the town.

    More precision alone makes nothing untrue: hours where none were said, a venue in one of the `towns`, its address.
    """
    said, wanted = _SAID.fullmatch(was), _SAID.fullmatch(is_now)
    if said is None or wanted is None:
        return was != is_now
    if is_another_time(_time_of(said), _time_of(wanted)):
        return True
    place = said["place"] or ""
    return bool(place) and not f"{wanted['place']}, ".startswith(f"{place}, ") and place not in towns


def _time_of(said: re.Match[str]) -> EarlierDate:
    hours: list[time | None] = [time.fromisoformat(hour) for hour in said["hours"].split()]
    starts_at, ends_at = [*hours, None, None][:2]
    return EarlierDate(VagueDate.parse(said["when"]), starts_at, ends_at)


def is_another_time(said: EarlierDate, wanted: EarlierDate) -> bool:
    """Whether whoever noted what was said would come at the wrong time. More precision alone is not another time."""
    if not said.when.is_known:
        return False
    if not _within(wanted.when, said.when) or (said.when.half and wanted.when.half not in (said.when.half, None)):
        return True
    hours = ((said.starts_at, wanted.starts_at), (said.ends_at, wanted.ends_at))
    return any(before is not None and after != before for before, after in hours)


def _within(inner: VagueDate, outer: VagueDate) -> bool:
    """Whether all that a date can mean lies inside all that another one can mean."""
    if inner.floor is None or inner.last is None or outer.floor is None or outer.last is None:
        return False
    return outer.floor <= inner.floor and inner.last <= outer.last


def readiness(facts: GatheringFacts, document: DocumentKind) -> tuple[Missing, ...]:
    """What a document lacks, blocking facts first; empty when it is complete. Raises KeyError for other documents."""
    blocking, tolerable = _NEEDS[document]
    lacking = [Missing(fact, True) for fact in blocking if not _KNOWN[fact](facts)]
    return tuple(lacking + [Missing(fact, False) for fact in tolerable if not _KNOWN[fact](facts)])


def next_document(state: GatheringState) -> DocumentKind | None:
    """The document that the next step of a gathering's life needs; None once registration has been open."""
    return {
        _S.DRAFT: DocumentKind.SAVE_THE_DATE,
        _S.SAVE_THE_DATE: DocumentKind.INVITATION_LETTER,
        _S.INVITATION_SENT: DocumentKind.REGISTRATION_FORM,
        _S.POSTPONED: DocumentKind.SAVE_THE_DATE,
        _S.REGISTRATION_OPEN: DocumentKind.PROGRAMME,
        _S.REGISTRATION_CLOSED: DocumentKind.PROGRAMME,
    }.get(state)


class PhaseProgress(StrEnum):
    """Where a phase of a process stands on a day. Only one phase is next, and only while none is under way."""

    DONE = "done"
    CURRENT = "current"
    NEXT = "next"
    AHEAD = "ahead"


def progress_of(phases: Sequence[PhaseFacts], *, on: date) -> tuple[PhaseProgress, ...]:
    """Where each phase stands on a day of the process's zone, in the order of the phases.

    A phase is under way from the first to the last day that its dates can mean. One whose dates do not say is taken to
    be over once a later phase has begun.
    """
    found: list[PhaseProgress] = []
    later_begun = False
    for phase in reversed(phases):
        begun = phase.first.floor is not None and phase.first.floor <= on
        over = phase.last.last < on if phase.last.last is not None else later_begun
        later_begun = later_begun or begun
        found.insert(0, PhaseProgress.DONE if over else PhaseProgress.CURRENT if begun else PhaseProgress.AHEAD)
    if PhaseProgress.CURRENT not in found and PhaseProgress.AHEAD in found:
        found[found.index(PhaseProgress.AHEAD)] = PhaseProgress.NEXT
    return tuple(found)


def priority_at(facts: GatheringFacts, at: datetime) -> PriorityFacts | None:
    """Who comes first at this instant; None when nobody does."""
    return facts.priority if facts.priority is not None and at < facts.priority.until else None


def reserves_at(facts: GatheringFacts, at: datetime) -> tuple[QuotaFacts, ...]:
    """The reserves that keep places for some people at this instant, in order."""
    return tuple(quota for quota in facts.quotas if quota.is_reserve_at(at))


def rules_beside(facts: GatheringFacts, at: datetime | None) -> tuple[Rule, ...]:
    """The rules that are read at this instant besides the audiences: of reserves, and of who comes first. Without an
    instant, of all that ever are.
    """
    window = facts.priority if at is None else priority_at(facts, at)
    quotas = facts.quotas if at is None else reserves_at(facts, at)
    kept = [quota.reserved_for for quota in quotas if quota.reserved_for is not None]
    return (*kept, *([window.rule] if window else []))


def kept_in(facts: GatheringFacts, part: str) -> int:
    """How many places the reserves of a part keep together, those included that are open to all by now.

    A part never has fewer places than that: a promise would be made that cannot be held.
    """
    return sum(quota.seats for quota in facts.quotas if quota.reserved_for is not None and part in quota.parts)


_TENTATIVE = frozenset({_S.DRAFT, _S.SAVE_THE_DATE, _S.POSTPONED})


def diary_status(state: GatheringState) -> DiaryStatus:
    """How diaries show the parts of a gathering in this state of its life."""
    if state is _S.CANCELLED:
        return DiaryStatus.CANCELLED
    return DiaryStatus.TENTATIVE if state in _TENTATIVE else DiaryStatus.CONFIRMED


def moved_in_diaries(before: GatheringFacts, after: GatheringFacts) -> tuple[int, ...]:
    """The ids of the parts whose SEQUENCE must rise: date, hour, place or status are not what they were.

    Nothing else raises it: not a title, not an audience, not places, not what people do. A new part begins where it is.
    """
    stood = {part.id: _in_diaries(part, before) for part in before.parts}
    known = [part for part in after.parts if part.id in stood]
    return tuple(part.id for part in known if stood[part.id] != _in_diaries(part, after))


def _in_diaries(part: PartFacts, facts: GatheringFacts) -> tuple[object, ...]:
    # How to come there, and where exactly on the globe, is precision: nobody need come elsewhere because of it.
    place = replace(part.venue, access=UNSAID, key="", at=None, map="") if part.venue else facts.town
    return part.when, part.starts_at, part.ends_at, part.zone, place, diary_status(facts.state)


_OF_SESSION = ("part", "title", "starts_at", "ends_at", "room")


def changed_sessions(
    before: Iterable[Mapping[str, Any]], after: Iterable[Mapping[str, Any]]
) -> tuple[SessionChange, ...]:
    """The sessions whose part, title, hours or room are not what they were, in the order of now, dropped ones last."""
    was, now = _by_key(before), _by_key(after)
    keys = dict.fromkeys((*now, *was))
    return tuple(SessionChange(key, was.get(key), now.get(key)) for key in keys if was.get(key) != now.get(key))


def _by_key(sessions: Iterable[Mapping[str, Any]]) -> Mapping[str, Mapping[str, Any]]:
    return {one["key"]: {name: one[name] for name in _OF_SESSION if one.get(name)} for one in sessions}


def as_one_change(changes: Iterable[SessionChange]) -> tuple[SessionChange, ...]:
    """Changes one after the other as one step each: from what a session was at first to what it is at last."""
    found: dict[str, SessionChange] = {}
    for one in changes:
        found[one.key] = SessionChange(one.key, found[one.key].was if one.key in found else one.was, one.now)
    return tuple(one for one in found.values() if one.was != one.now)


HALF_DAYS = {Half.MORNING: (time(9), time(12)), Half.AFTERNOON: (time(14), time(17))}
"""What diaries show of half a day while its hours are not known, marked as approximate."""


def hours_shown(part: PartFacts) -> tuple[time | None, time | None]:
    """First and last hour as diaries show them: the known ones, approximate ones for half a day, else none."""
    if part.starts_at is None and part.when.half is not None:
        return HALF_DAYS[part.when.half]
    return part.starts_at, part.ends_at
