"""Rules of registration: may this person take this part now, and how. Frozen facts in, answers out."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from filrouge.core import days
from filrouge.core.decisions import Decision, Reason
from filrouge.stages.gatherings.audience import Capacity, holds, judge
from filrouge.stages.gatherings.enums import GatheringState, PartKind
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts, QuotaFacts
from filrouge.stages.gatherings.rules import TOOK_PLACE
from filrouge.stages.registration.enums import Obstacle, PartState


@dataclass(frozen=True)
class Seats:
    """The seats of one part: how many may be given, are given, are waited for. `capacity` None is without limit.

    `held` counts places without a name, kept for delegations. `left` tells, by quota id, how many seats the quotas that
    cover the part still give; `drawn` are those of them of which somebody would take a seat: all shared ones until
    `drawing_on` says whom it is about. `waiting_beside` counts who waits for another part that shares a quota.
    """

    capacity: int | None
    confirmed: int
    waiting: int
    held: int = 0
    left: Mapping[int, int | None] = field(default_factory=dict)
    drawn: tuple[int, ...] = ()
    waiting_beside: int = 0

    @property
    def free(self) -> int | None:
        """Seats that can be given now; None without limit, never negative."""
        own = None if self.capacity is None else self.capacity - self.confirmed - self.held
        limits = [left for left in (own, *(self.left.get(quota) for quota in self.drawn)) if left is not None]
        return max(0, min(limits)) if limits else None

    @property
    def free_without_drawing(self) -> int | None:
        """Seats of the part alone, whatever the quotas say; None without limit."""
        return self.drawing_on(()).free

    def drawing_on(self, quotas: Iterable[int]) -> "Seats":
        """The same seats for somebody who takes one of each of these quotas as well."""
        return replace(self, drawn=tuple(quotas))

    def less(self, quotas: Iterable[int]) -> "Seats":
        """The same seats once so many more of these quotas are taken, one for each time that a quota is named."""
        gone = Counter(quotas)
        left = {quota: None if seats is None else seats - gone[quota] for quota, seats in self.left.items()}
        return replace(self, left=left)

    @property
    def excess(self) -> int:
        """Confirmed beyond the capacity, after it was lowered or a rule set aside."""
        return 0 if self.capacity is None else max(0, self.confirmed + self.held - self.capacity)


@dataclass(frozen=True)
class PartAnswer:
    """What a person gets for one part: a state, the reasons, and the place in the list when waiting.

    `obstacles` names the rules that stood in the way, in the order in which they were met; `quotas` the ids of the
    quotas of which a place takes a seat; until `held_until` the place waits for an answer.
    """

    part: PartFacts
    state: PartState
    reasons: tuple[Reason, ...] = ()
    position: int | None = None
    obstacles: tuple[Obstacle, ...] = ()
    quotas: tuple[int, ...] = ()
    held_until: datetime | None = None


def open_now(facts: GatheringFacts, *, at: datetime) -> Decision:
    """Whether the gathering takes registrations at this instant, apart from the deadlines of its parts."""
    if facts.state is GatheringState.REGISTRATION_OPEN:
        if facts.opens_at is not None and at < facts.opens_at:
            return Decision.refuse(Reason("opens_later", {"at": facts.opens_at.isoformat()}))
        return Decision.allow()
    codes = {
        GatheringState.REGISTRATION_CLOSED: "closed_by_organiser",
        **dict.fromkeys(TOOK_PLACE, "already_held"),
        GatheringState.CANCELLED: "cancelled",
        GatheringState.POSTPONED: "postponed",
    }
    return Decision.refuse(Reason(codes.get(facts.state, "not_yet_open")))


def still_to_come(facts: GatheringFacts) -> Decision:
    """Whether the gathering is to be held as announced: of one that is not, nobody is reminded."""
    if facts.state is GatheringState.CANCELLED:
        return Decision.refuse(Reason("cancelled"))
    if facts.state is GatheringState.POSTPONED:
        return Decision.refuse(Reason("postponed"))
    return Decision.refuse(Reason("already_held")) if facts.state in TOOK_PLACE else Decision.allow()


def in_time(part: PartFacts, *, received: datetime) -> Decision:
    """Whether a wish received at this instant is in time for the part: before its deadline and before it is over.

    The deadline day counts in full, in the zone of the gathering.
    """
    if part.ends is not None and received >= part.ends:
        return Decision.refuse(Reason("part_is_over"))
    if part.first_refused is not None and received >= part.first_refused:
        return Decision.refuse(Reason("deadline_passed", {"deadline": str(part.deadline)}))
    return Decision.allow()


def has_priority(facts: GatheringFacts, capacity: Capacity, *, received: datetime) -> Decision:
    """Whether a wish received at this instant may be taken although some people come first for a while."""
    window = facts.priority
    if window is None or received >= window.until or holds(window.rule, capacity):
        return Decision.allow()
    return Decision.refuse(Reason("priority_until", {"until": window.until.isoformat()}))


def drawn_on(facts: GatheringFacts, part: PartFacts, capacity: Capacity, *, at: datetime) -> tuple[int, ...]:
    """The quotas, by id, of which a place for somebody in this capacity takes a seat: every shared one, and each
    reserve for others that is not open to all yet, whose limit is what its part may give to those outside it.
    """
    return tuple(
        quota.id
        for quota in facts.quotas
        if part.key in quota.parts
        and (quota.reserved_for is None or (quota.is_reserve_at(at) and not holds(quota.reserved_for, capacity)))
    )


def limit_of(quota: QuotaFacts, facts: GatheringFacts) -> int | None:
    """How many seats are counted against a quota at most; for a reserve what its part gives to others, None without
    limit."""
    if quota.reserved_for is None:
        return quota.seats
    part = facts.part(quota.parts[0])
    return None if part is None or part.capacity is None else max(0, part.capacity - quota.seats)


def clashing(facts: GatheringFacts, part: PartFacts) -> tuple[str, ...]:
    """The keys of the workshops held at the same time as this workshop; other parts never exclude each other."""
    if part.kind is not PartKind.WORKSHOP or part.day is None:
        return ()
    return tuple(other.key for other in facts.parts if other.key != part.key and _at_once(part, other))


def _at_once(part: PartFacts, other: PartFacts) -> bool:
    if other.kind is not PartKind.WORKSHOP or part.day != other.day:
        return False
    if part.starts_at is None or other.starts_at is None:
        return part.when == other.when
    ends, other_ends = part.ends_at or part.starts_at, other.ends_at or other.starts_at
    return part.starts_at == other.starts_at or (part.starts_at < other_ends and other.starts_at < ends)


def without_clash(facts: GatheringFacts, part: PartFacts, taken: Collection[str]) -> Decision:
    """Whether somebody who holds the parts with these keys can also be in this one."""
    other = next((key for key in clashing(facts, part) if key in taken), None)
    return Decision.allow() if other is None else Decision.refuse(Reason("clash", {"part": other}))


def answer(
    *,
    facts: GatheringFacts,
    part: PartFacts,
    capacity: Capacity,
    seats: Seats,
    received: datetime,
    set_aside: Collection[Obstacle] = (),
    taken: Collection[str] = (),
    has_held_place: bool = False,
) -> PartAnswer:
    """What somebody who comes in this capacity gets for a part, all rules considered but those set aside.

    `taken` are the keys of the parts that they hold already; `has_held_place` when a place was kept for them.
    """
    met: list[Obstacle] = []
    refused: list[Reason] = []
    asked: list[Reason] = []
    checks = (
        (Obstacle.NOT_OPEN, open_now(facts, at=received)),
        (Obstacle.PRIORITY, has_priority(facts, capacity, received=received)),
        (Obstacle.DEADLINE, in_time(part, received=received)),
        (Obstacle.AUDIENCE, judge(part.audience, capacity)),
        (Obstacle.CLASH, without_clash(facts, part, taken)),
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
    seats = seats.drawing_on(drawn_on(facts, part, capacity, at=received))
    return seat(part=part, seats=seats, met=tuple(met), set_aside=set_aside, has_held_place=has_held_place)


def seat(
    *,
    part: PartFacts,
    seats: Seats,
    met: tuple[Obstacle, ...] = (),
    set_aside: Collection[Obstacle] = (),
    has_held_place: bool = False,
) -> PartAnswer:
    """A seat if one is free and nobody waits for it, else the end of the waiting list."""
    is_nobodys_turn = seats.waiting == 0 and seats.waiting_beside == 0
    if has_held_place or seats.free is None or (seats.free > 0 and is_nobodys_turn):
        return PartAnswer(part, PartState.CONFIRMED, obstacles=met, quotas=seats.drawn)
    obstacles = (*met, Obstacle.CAPACITY)
    if Obstacle.CAPACITY in set_aside:
        return PartAnswer(part, PartState.CONFIRMED, obstacles=obstacles, quotas=seats.drawn)
    position = seats.waiting + 1
    return PartAnswer(part, PartState.WAITING, (Reason("full"),), position, obstacles, seats.drawn)


def promotes_until(part: PartFacts) -> datetime | None:
    """The instant from which nobody is promoted by itself: the start of the local day, so many days before the part.

    None while the part's day is not known. Somebody promoted the evening before could no longer travel.
    """
    if part.day is None:
        return None
    return days.start_of_local_day(part.day - timedelta(days=part.promotion_stop_days), part.zone)


def answer_by(part: PartFacts, *, now: datetime) -> datetime:
    """Until when a place is held for the answer of somebody who moves up now: its hours, but not beyond the moment at
    which the list stops, so that it can still be passed on.
    """
    until = now + timedelta(hours=part.answer_hours or 0)
    stop = promotes_until(part)
    return until if stop is None else min(until, stop)


def list_runs(part: PartFacts, *, now: datetime) -> Decision:
    """Whether the waiting list still moves by itself."""
    stop = promotes_until(part)
    if stop is not None and now >= stop:
        return Decision.refuse(Reason("promotion_stopped", {"since": stop.isoformat()}))
    return Decision.allow()


def still_admitted(part: PartFacts, capacity: Capacity, *, set_aside: Collection[Obstacle] = ()) -> Decision:
    """Whether the audience rule still admits somebody who waits, when it is their turn.

    Whom the organiser admitted although the audience rule does not is not asked again.
    """
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
