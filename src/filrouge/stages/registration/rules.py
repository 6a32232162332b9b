"""Rules of registration: may this person take this part now, and how. Frozen facts in, answers out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from filrouge.core import days
from filrouge.core.decisions import Decision, Reason
from filrouge.stages.gatherings.audience import Capacity, judge
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.registration.enums import Obstacle, PartState


@dataclass(frozen=True)
class Seats:
    """The seats of one part: how many may be given, are given, are waited for. `capacity` None is without limit."""

    capacity: int | None
    confirmed: int
    waiting: int

    @property
    def free(self) -> int | None:
        """Seats that can be given now; None without limit, never negative."""
        return None if self.capacity is None else max(0, self.capacity - self.confirmed)

    @property
    def excess(self) -> int:
        """Confirmed beyond the capacity, after it was lowered or a rule set aside."""
        return 0 if self.capacity is None else max(0, self.confirmed - self.capacity)


@dataclass(frozen=True)
class PartAnswer:
    """What a person gets for one part: a state, the reasons, and the place in the list when waiting.

    `obstacles` names the rules that stood in the way, in the order in which they were met.
    """

    part: PartFacts
    state: PartState
    reasons: tuple[Reason, ...] = ()
    position: int | None = None
    obstacles: tuple[Obstacle, ...] = ()


def open_now(facts: GatheringFacts, *, at: datetime) -> Decision:
    """Whether the gathering takes registrations at this instant, apart from the deadlines of its parts."""
    if facts.state is GatheringState.REGISTRATION_OPEN:
        if facts.opens_at is not None and at < facts.opens_at:
            return Decision.refuse(Reason("opens_later", {"at": facts.opens_at.isoformat()}))
        return Decision.allow()
    codes = {
        GatheringState.REGISTRATION_CLOSED: "closed_by_organiser",
        GatheringState.HELD: "already_held",
        GatheringState.CANCELLED: "cancelled",
        GatheringState.POSTPONED: "postponed",
    }
    return Decision.refuse(Reason(codes.get(facts.state, "not_yet_open")))


def in_time(part: PartFacts, *, received: datetime) -> Decision:
    """Whether a wish received at this instant is in time for the part: before its deadline and before it is over.

    The deadline day counts in full, in the zone of the gathering.
    """
    if part.ends is not None and received >= part.ends:
        return Decision.refuse(Reason("part_is_over"))
    if part.first_refused is not None and received >= part.first_refused:
        return Decision.refuse(Reason("deadline_passed", {"deadline": str(part.deadline)}))
    return Decision.allow()


def answer(
    *,
    facts: GatheringFacts,
    part: PartFacts,
    capacity: Capacity,
    seats: Seats,
    received: datetime,
    set_aside: Collection[Obstacle] = (),
) -> PartAnswer:
    """What somebody who comes in this capacity gets for a part, all rules considered but those set aside."""
    met: list[Obstacle] = []
    refused: list[Reason] = []
    asked: list[Reason] = []
    checks = (
        (Obstacle.NOT_OPEN, open_now(facts, at=received)),
        (Obstacle.DEADLINE, in_time(part, received=received)),
        (Obstacle.AUDIENCE, judge(part.audience, capacity)),
    )
    for obstacle, decision in checks:
        if decision.is_allowed:
            continue
        met.append(obstacle)
        if obstacle not in set_aside:
            (refused if decision.is_refused else asked).extend(decision.reasons)
    if refused:
        return PartAnswer(part, PartState.REFUSED, tuple(refused), obstacles=tuple(met))
    if asked:
        return PartAnswer(part, PartState.REQUESTED, tuple(asked), obstacles=tuple(met))
    return seat(part=part, seats=seats, met=tuple(met), set_aside=set_aside)


def seat(
    *, part: PartFacts, seats: Seats, met: tuple[Obstacle, ...] = (), set_aside: Collection[Obstacle] = ()
) -> PartAnswer:
    """A seat if one is free and nobody waits for it, else the end of the waiting list."""
    if seats.free is None or (seats.free > 0 and seats.waiting == 0):
        return PartAnswer(part, PartState.CONFIRMED, obstacles=met)
    obstacles = (*met, Obstacle.CAPACITY)
    if Obstacle.CAPACITY in set_aside:
        return PartAnswer(part, PartState.CONFIRMED, obstacles=obstacles)
    return PartAnswer(part, PartState.WAITING, (Reason("full"),), position=seats.waiting + 1, obstacles=obstacles)


def promotes_until(part: PartFacts) -> datetime | None:
    """The instant from which nobody is promoted by itself: the start of the local day, so many days before the part.

    None while the part's day is not known. Somebody promoted the evening before could no longer travel.
    """
    if part.day is None:
        return None
    return days.start_of_local_day(part.day - timedelta(days=part.promotion_stop_days), part.zone)


def promotion(*, part: PartFacts, capacity: Capacity, now: datetime, set_aside: Collection[Obstacle] = ()) -> Decision:
    """Whether somebody who waits may move up: not too late, and still admitted by the audience rule.

    Whom the organiser admitted although the audience rule does not is not asked again.
    """
    stop = promotes_until(part)
    if stop is not None and now >= stop:
        return Decision.refuse(Reason("promotion_stopped", {"since": stop.isoformat()}))
    return Decision.allow() if Obstacle.AUDIENCE in set_aside else judge(part.audience, capacity)


def may_withdraw(part: PartFacts, *, now: datetime) -> Decision:
    """Whether a place can still be given back: until the part is over."""
    if part.ends is not None and now >= part.ends:
        return Decision.refuse(Reason("part_is_over"))
    return Decision.allow()


def link_expires(facts: GatheringFacts) -> datetime | None:
    """When personal links lapse: a year after the last part, as registrations leave active use; None without dates."""
    ends = [part.ends for part in facts.parts if part.ends is not None]
    return max(ends) + timedelta(days=365) if ends else None
