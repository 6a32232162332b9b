"""What comes of putting two registrations together: shown before it counts, and obeyed by the action."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from filrouge.stages.gatherings.audience import Capacity
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration import rules
from filrouge.stages.registration.actions.change import kept_if_admitted
from filrouge.stages.registration.enums import ACTIVE, Obstacle, PartState
from filrouge.stages.registration.facts import Applicant, RegistrationFacts
from filrouge.stages.registration.models import PartRegistration

# Better first: of two answers for one part, the better one stays.
_ORDER = (PartState.CONFIRMED, PartState.WAITING, PartState.REQUESTED, PartState.REFUSED, PartState.WITHDRAWN)
OF_APPLICANT: Mapping[str, tuple[str, ...]] = {
    "name": ("name",),
    "email": ("email",),
    "body": ("organisation_id", "organisation_text", "organisation_kind", "as_resident"),
    "level": ("territory_id", "level"),
    "function": ("function", "function_text"),
    "communities": ("communities",),
    "pictures": ("pictures",),
}
FIELDS = (*OF_APPLICANT, "language", "registrant")
"""What staff choose, field by field: from the registration that is kept, or from the one that goes."""


@dataclass(frozen=True)
class Half:
    """What one of the two registrations has of a part. `place` is its rank in the list; smaller came earlier."""

    state: PartState
    place: int
    set_aside: frozenset[Obstacle]


@dataclass(frozen=True)
class MergedPart:
    """What holds of a part afterwards; `from_dropped` when seat, rank or answer are those of the one that goes."""

    answer: rules.PartAnswer
    from_dropped: bool


followers: list[Callable[[int, int], None]] = []
"""What later stages hang on a registration, they move along here: told the ids of the one that is kept and the one that
goes, in the same transaction.
"""


def merged_applicant(keep: Applicant, drop: Applicant, from_dropped: Collection[str]) -> Applicant:
    """Who comes and in which capacity, each field from where it was chosen."""
    taken = [name for field in from_dropped for name in OF_APPLICANT.get(field, ())]
    return replace(keep, **{name: getattr(drop, name) for name in taken})


def halves_shown(registration: RegistrationFacts) -> Mapping[str, Half]:
    """A registration as a page knows it."""
    return {
        held.part.key: Half(held.state, held.position or 0, frozenset(held.set_aside)) for held in registration.parts
    }


def halves_stored(wishes: Mapping[str, PartRegistration]) -> Mapping[str, Half]:
    """The same from its rows."""
    return {
        key: Half(PartState(wish.state), wish.queue_number or 0, frozenset(map(Obstacle, wish.set_aside)))
        for key, wish in wishes.items()
    }


def merged_parts(
    facts: GatheringFacts, mine: Mapping[str, Half], other: Mapping[str, Half], capacity: Capacity, *, now: datetime
) -> dict[str, MergedPart]:
    """What holds afterwards of every part that one of the two asked for, by key.

    The better answer of the two, that of the kept one (`mine`) when they are equal; as long as the audience rule admits
    the merged person, who is not in two workshops at once. A part that is over stays as it was.
    """
    found: dict[str, MergedPart] = {}
    taken = {key for key, half in mine.items() if half.state is PartState.CONFIRMED}
    for part in facts.parts:
        there = [half for half in (mine.get(part.key), other.get(part.key)) if half is not None]
        if not there:
            continue
        better = min(there, key=lambda half: (_ORDER.index(half.state), half.place))
        is_other = better is not mine.get(part.key)
        answer = rules.PartAnswer(part, better.state)
        if better.state in ACTIVE and rules.may_withdraw(part, now=now).is_allowed:
            answer = kept_if_admitted(part, better.state, capacity, better.set_aside)
            clash = rules.without_clash(facts, part, taken - {part.key})
            is_moved = is_other and better.state is PartState.CONFIRMED and Obstacle.CLASH not in better.set_aside
            if is_moved and not clash.is_allowed:
                answer = rules.PartAnswer(part, PartState.REFUSED, clash.reasons, obstacles=(Obstacle.CLASH,))
        if answer.state is PartState.CONFIRMED:
            taken.add(part.key)
        found[part.key] = MergedPart(answer, is_other)
    return found
