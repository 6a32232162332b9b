"""The calendar of who organises: what is due when, counted from the first day, and what waits for what. Pure."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from filrouge.stages.gatherings.enums import (
    ContactKind,
    DocumentKind,
    GatheringKind,
    GatheringState,
    ProposalState,
    PublicationKind,
)
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.rules import TOOK_PLACE, Missing, readiness
from filrouge.stages.planning.enums import StepProgress
from filrouge.stages.planning.facts import PlannedStep, Proposal, SavedStep

_S = GatheringState
Test = Callable[[GatheringFacts], bool]

_PUBLIC_SINCE = {
    _S.SAVE_THE_DATE: {_S.SAVE_THE_DATE, _S.INVITATION_SENT, _S.REGISTRATION_OPEN, _S.REGISTRATION_CLOSED},
    _S.INVITATION_SENT: {_S.INVITATION_SENT, _S.REGISTRATION_OPEN, _S.REGISTRATION_CLOSED},
    _S.REGISTRATION_OPEN: {_S.REGISTRATION_OPEN, _S.REGISTRATION_CLOSED},
    _S.REGISTRATION_CLOSED: {_S.REGISTRATION_CLOSED},
}


def _reached(state: GatheringState) -> Test:
    return lambda facts: facts.state in TOOK_PLACE or facts.state in _PUBLIC_SINCE[state]


def _published(*kinds: PublicationKind) -> Test:
    return lambda facts: any(thing.kind in kinds for thing in facts.publications)


def _never(_facts: GatheringFacts) -> bool:
    return False


def _always(_facts: GatheringFacts) -> bool:
    return True


def _is_somewhere(facts: GatheringFacts) -> bool:
    return facts.kind is not GatheringKind.WEBINAR


@dataclass(frozen=True)
class Standard:
    """A step of the house: how far from the first day, after which others, which document must be ready.

    `reached` says from the facts that it is done; `applies` for which gatherings it is there at all.
    """

    key: str
    months: int = 0
    days: int = 0
    after: tuple[str, ...] = ()
    document: DocumentKind | None = None
    reached: Test = _never
    applies: Test = _always
    is_mailing: bool = False


def _closing(facts: GatheringFacts) -> date | None:
    return max((day for day in (facts.deadline, *(part.deadline for part in facts.parts)) if day), default=None)


STANDARD: tuple[Standard, ...] = (
    Standard("date", months=-9, reached=lambda facts: bool(facts.parts) and all(part.day for part in facts.parts)),
    Standard("partners", months=-9),
    Standard("venue", months=-8, after=("date",), reached=lambda f: f.venue is not None, applies=_is_somewhere),
    Standard(
        "save_the_date",
        months=-8,
        after=("date",),
        document=DocumentKind.SAVE_THE_DATE,
        reached=_reached(_S.SAVE_THE_DATE),
        is_mailing=True,
    ),
    Standard("themes", months=-7, reached=lambda facts: bool(facts.themes)),
    Standard("speakers", months=-6, after=("date", "themes")),
    Standard("interpreters", months=-5, after=("date",), applies=lambda facts: len(facts.languages) > 1),
    Standard(
        "access", months=-5, after=("venue",), applies=lambda facts: any(part.asks_access for part in facts.parts)
    ),
    Standard("invitation_text", months=-4, after=("partners", "themes"), document=DocumentKind.INVITATION_LETTER),
    Standard(
        "invitation",
        months=-3,
        after=("invitation_text", "venue"),
        document=DocumentKind.INVITATION_LETTER,
        reached=_reached(_S.INVITATION_SENT),
        is_mailing=True,
    ),
    Standard(
        "registration",
        months=-3,
        after=("venue",),
        document=DocumentKind.REGISTRATION_FORM,
        reached=_reached(_S.REGISTRATION_OPEN),
    ),
    Standard(
        "programme",
        months=-2,
        after=("speakers",),
        document=DocumentKind.PROGRAMME,
        reached=lambda facts: facts.programme_published_at is not None,
    ),
    Standard("reminder", days=-42, after=("invitation",), is_mailing=True),
    Standard(
        "press",
        days=-28,
        after=("programme",),
        applies=lambda facts: facts.contact(ContactKind.PRESS) is not None,
        is_mailing=True,
    ),
    Standard("closing", days=-14, after=("registration",), reached=_reached(_S.REGISTRATION_CLOSED)),
    Standard("meals", days=-10, after=("closing",), applies=lambda facts: any(part.has_meal for part in facts.parts)),
    Standard("practical", days=-7, after=("programme", "closing")),
    Standard("sheets", days=-3, after=("closing",)),
    Standard("gathering", after=("registration",), reached=lambda facts: facts.state in TOOK_PLACE),
    Standard("thanks", days=7, after=("gathering",)),
    Standard(
        "slides",
        days=28,
        after=("gathering",),
        reached=_published(PublicationKind.SLIDES, PublicationKind.RECORDING),
    ),
    Standard(
        "report",
        months=3,
        after=("gathering",),
        reached=_published(PublicationKind.REPORT, PublicationKind.PROCEEDINGS, PublicationKind.SUMMARY),
    ),
    Standard("balance", months=4, after=("gathering",)),
    Standard("next_edition", months=6, after=("report",)),
)
KEYS = frozenset(step.key for step in STANDARD)


def first_day(facts: GatheringFacts) -> date | None:
    """The first day that the dates of a gathering can mean, from which the calendar is counted; None without a date."""
    return min((part.when.floor for part in facts.parts if part.when.floor is not None), default=None)


def is_exact(facts: GatheringFacts) -> bool:
    """Whether the calendar is counted from a day, not from the beginning of a month or a year."""
    day = first_day(facts)
    return day is not None and any(part.day == day for part in facts.parts)


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due_day(step: Standard, facts: GatheringFacts) -> date | None:
    """When a step of the house is due: by the deadline if it is one, else so far from the first day, never at a
    weekend (the Friday before).
    """
    day = first_day(facts)
    if step.key == "closing" and (closing := _closing(facts)):
        return closing
    if day is None or step.key == "gathering":
        return day
    found = months_later(day, step.months) + timedelta(days=step.days)
    return found - timedelta(days=max(0, found.weekday() - 4))


def plan(facts: GatheringFacts, saved: Sequence[SavedStep], *, on: date) -> tuple[PlannedStep, ...]:
    """The steps in the order of their days, as they stand on a day; undated ones in the order of the house."""
    changed = {step.key: step for step in saved}
    gone = {step.key for step in saved if step.is_removed}
    steps = [step for step in STANDARD if step.applies(facts) and step.key not in gone]
    found = [_standard(step, changed.get(step.key), facts) for step in steps]
    found += [_own(step, facts) for step in saved if step.title and not step.is_removed]
    found = [_past(step, facts) for step in found]
    return _told(sorted(found, key=lambda step: step.due or date.max), steps, on)


def removed(facts: GatheringFacts, saved: Sequence[SavedStep]) -> tuple[str, ...]:
    """The keys of the steps of the house that were removed and would be there, in the order of the house."""
    gone = {step.key for step in saved if step.is_removed}
    return tuple(step.key for step in STANDARD if step.key in gone and step.applies(facts))


def _standard(step: Standard, saved: SavedStep | None, facts: GatheringFacts) -> PlannedStep:
    day, distance = first_day(facts), saved.distance if saved else None
    is_moved = distance is not None and day is not None
    is_reached = step.reached(facts)
    done_on = saved.done_on if saved else None
    return PlannedStep(
        key=step.key,
        due=day + timedelta(days=distance) if day is not None and distance is not None else due_day(step, facts),
        progress=StepProgress.DONE if is_reached or done_on else StepProgress.AHEAD,
        done_on=done_on,
        is_done_by_itself=is_reached,
        is_moved=is_moved,
        lacks=_lacks(step, facts) if not is_reached and not done_on else (),
        is_mailing=step.is_mailing,
    )


def _past(step: PlannedStep, facts: GatheringFacts) -> PlannedStep:
    """The step as it is once the gathering took place: what was to be done before it cannot be done any more."""
    day = first_day(facts)
    is_before = facts.state in TOOK_PLACE and day is not None and step.due is not None and step.due < day
    is_open = step.progress is not StepProgress.DONE
    return replace(step, progress=StepProgress.PAST, lacks=()) if is_before and is_open else step


def _lacks(step: Standard, facts: GatheringFacts) -> tuple[Missing, ...]:
    if step.document is None:
        return ()
    return tuple(lack for lack in readiness(facts, step.document) if lack.is_blocking)


def _own(saved: SavedStep, facts: GatheringFacts) -> PlannedStep:
    day = first_day(facts)
    return PlannedStep(
        key=saved.key,
        title=saved.title,
        due=day + timedelta(days=saved.distance) if day is not None and saved.distance is not None else None,
        progress=StepProgress.DONE if saved.done_on else StepProgress.AHEAD,
        done_on=saved.done_on,
    )


def _told(found: Sequence[PlannedStep], steps: Sequence[Standard], on: date) -> tuple[PlannedStep, ...]:
    """The steps with what they wait for and block, and which of them are late or next."""
    after = {step.key: step.after for step in steps}
    is_open = {step.key for step in found if step.progress is StepProgress.AHEAD}
    late = {step.key for step in found if step.key in is_open and step.due is not None and step.due < on}
    following = next((step.key for step in found if step.key in is_open and step.key not in late), "")
    return tuple(
        replace(
            step,
            progress=_progress(step, late, following),
            waits_for=tuple(key for key in after.get(step.key, ()) if key in is_open and step.key in is_open),
            blocks=_blocked(step.key, after, is_open),
        )
        for step in found
    )


def _progress(step: PlannedStep, late: set[str], following: str) -> StepProgress:
    if step.key in late:
        return StepProgress.LATE
    return StepProgress.NEXT if step.key == following else step.progress


def _blocked(key: str, after: Mapping[str, tuple[str, ...]], is_open: set[str]) -> tuple[str, ...]:
    if key not in is_open:
        return ()
    return tuple(other for other, before in after.items() if key in before and other in is_open)


# ------------------------------------------------------------------------------------------------------- proposals

_READ_FIRST = tuple(ProposalState)


def unanswered_first(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Those without an answer, then answered, taken up, refused; within each as they were written down."""
    return tuple(sorted(proposals, key=lambda one: _READ_FIRST.index(one.state)))


def without_answer(proposals: Iterable[Proposal]) -> int:
    """How many have no answer."""
    return sum(1 for one in proposals if one.state is ProposalState.NO_ANSWER)
