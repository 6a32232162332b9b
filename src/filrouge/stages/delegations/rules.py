"""Rules of delegations: what each of several people gets, how long places are kept without a name, what an order needs.

Frozen facts in, answers out.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from filrouge.core import days
from filrouge.core.decisions import Decision, Reason, combine
from filrouge.engines.waiting import Party, Run, Why
from filrouge.ground.directory.enums import OrganisationKind
from filrouge.stages.delegations.enums import Reference
from filrouge.stages.delegations.facts import Needs, References
from filrouge.stages.gatherings.audience import Capacity, judge
from filrouge.stages.gatherings.enums import PartKind
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts, QuotaFacts
from filrouge.stages.registration import rules
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.rules import PartAnswer, Seats

MOST_PEOPLE = 50
MOST_HELD = 10
HELD_DAYS = 14

# Bodies that may well be without a SIRET; every other one that is sent an invoice in France has one.
_PERHAPS_WITHOUT_SIRET = {OrganisationKind.ASSOCIATION, OrganisationKind.CITIZENS_COUNCIL, OrganisationKind.OTHER}


# ------------------------------------------------------------------------------------------------- several at once


@dataclass(frozen=True)
class Wish:
    """One of several people: in which capacity they come, and the keys of the parts that they wish."""

    capacity: Capacity
    parts: Collection[str]


@dataclass(frozen=True)
class Outlook:
    """What becomes of a group in one part: how many wish it, get a place, wait; `why` in the words of the engine."""

    part: PartFacts
    wished: int
    seated: int
    waiting: int
    why: Why | None = None


@dataclass(frozen=True)
class Forecast:
    """What several people would get if they were registered now: the answers of each, by part key, and the outlooks."""

    answers: tuple[Mapping[str, PartAnswer], ...]
    outlooks: tuple[Outlook, ...]


def forecast(
    *,
    facts: GatheringFacts,
    wishes: Sequence[Wish],
    seats: Mapping[str, Seats],
    may_split: bool,
    received: datetime,
) -> Forecast:
    """What these people would get together. Exact while nobody waits; somebody who waits is always before them."""
    answers = [_in_turn(facts, wish, seats, received=received) for wish in wishes]
    free, totals = _units(facts, seats)
    run = Run(free, totals=totals, policy=facts.waiting_policy, most_overtakings=facts.most_overtakings)
    outlooks = []
    for part in facts.parts:
        asked = [held[part.key] for held in answers if part.key in held]
        if not asked:
            continue
        group = [index for index, held in enumerate(answers) if _joins(held.get(part.key), seats[part.key])]
        why = None
        if group:
            why = _together(part, answers, group, seats[part.key], run, may_split=may_split)
        now = [held[part.key].state for held in answers if part.key in held]
        outlooks.append(Outlook(part, len(now), now.count(PartState.CONFIRMED), now.count(PartState.WAITING), why=why))
    return Forecast(tuple(answers), tuple(outlooks))


def _in_turn(
    facts: GatheringFacts, wish: Wish, seats: Mapping[str, Seats], *, received: datetime
) -> dict[str, PartAnswer]:
    found: dict[str, PartAnswer] = {}
    for part in facts.parts:
        if part.key in wish.parts:
            taken = [key for key, answer in found.items() if answer.state is PartState.CONFIRMED]
            found[part.key] = rules.answer(
                facts=facts,
                part=part,
                capacity=wish.capacity,
                seats=seats[part.key],
                received=received,
                taken=taken,
            )
    return found


def _joins(answer: PartAnswer | None, seats: Seats) -> bool:
    """Whether somebody joins the list with the others: where seats are limited nobody of a group is seated alone."""
    if answer is None or answer.state not in (PartState.CONFIRMED, PartState.WAITING):
        return False
    return answer.state is PartState.WAITING or seats.drawing_on(answer.quotas).free is not None


def _together(
    part: PartFacts,
    answers: list[dict[str, PartAnswer]],
    group: list[int],
    seats: Seats,
    run: Run,
    *,
    may_split: bool,
) -> Why:
    """Let the engine seat the group in one part; the answers afterwards, and why."""
    seated: set[int] = set()
    why = Why.BEHIND
    if seats.waiting == 0 and seats.waiting_beside == 0:
        members = tuple(frozenset({_line(part), *map(_quota_line, answers[i][part.key].quotas)}) for i in group)
        verdict = run.consider(Party(part.key, members, may_split))
        seated, why = {group[place] for place in verdict.seated}, verdict.reason
    position = seats.waiting
    for index in group:
        answer = answers[index][part.key]
        if index in seated:
            answers[index][part.key] = replace(answer, state=PartState.CONFIRMED, position=None)
        else:
            position += 1
            answers[index][part.key] = replace(answer, state=PartState.WAITING, position=position)
    return why


def _line(part: PartFacts) -> str:
    return f"part:{part.id}"


def _quota_line(quota: int) -> str:
    return f"quota:{quota}"


def _units(facts: GatheringFacts, seats: Mapping[str, Seats]) -> tuple[dict[str, int], dict[str, int]]:
    """Free units and totals of every limit, as the engine reads them."""
    free: dict[str, int] = {}
    totals: dict[str, int] = {}
    for part in facts.parts:
        own = seats[part.key]
        if own.capacity is not None:
            free[_line(part)], totals[_line(part)] = own.capacity - own.confirmed - own.held, own.capacity
        for quota in facts.quotas:
            left = own.left.get(quota.id)
            if left is not None:
                free[_quota_line(quota.id)], totals[_quota_line(quota.id)] = left, _total(quota, facts)
    return free, totals


def _total(quota: QuotaFacts, facts: GatheringFacts) -> int:
    return rules.limit_of(quota, facts) or 0


@dataclass(frozen=True)
class Crowded:
    """All who chose a workshop chose this one, although there are others."""

    part: PartFacts
    people: int
    others: tuple[PartFacts, ...]


def all_in_one(facts: GatheringFacts, wishes: Sequence[Collection[str]]) -> Crowded | None:
    """Whether several people all sit in one workshop while others are held at the same time; else beside which other
    ones that nobody of them chose. A hint, never an obstacle.
    """
    workshops = [part for part in facts.parts if part.kind is PartKind.WORKSHOP]
    keys = {part.key for part in workshops}
    chosen = [keys.intersection(wish) for wish in wishes if keys.intersection(wish)]
    taken = set().union(*chosen)
    for part in workshops:
        parallel = rules.clashing(facts, part)
        others = tuple(
            other
            for other in workshops
            if other.key not in taken and (other.key in parallel if parallel else other.key != part.key)
        )
        if len(chosen) > 1 and others and all(part.key in one for one in chosen):
            return Crowded(part, len(chosen), others)
    return None


def clash_among(facts: GatheringFacts, wished: Collection[str]) -> tuple[PartFacts, PartFacts] | None:
    """Two wished parts that are held at the same hour, None if all can be had together."""
    for part in facts.parts:
        if part.key in wished:
            other = next((facts.part(key) for key in rules.clashing(facts, part) if key in wished), None)
            if other is not None:
                return part, other
    return None


# ----------------------------------------------------------------------------------------------- without a name yet


def latest_hold(facts: GatheringFacts, part: PartFacts, *, now: datetime, by_staff: bool = False) -> datetime | None:
    """Until when a place may be kept without a name at most; None without any bound.

    Never beyond the moment at which the waiting list stops, so that it can still be passed on; for a referent not
    beyond the deadline either, nor longer than two weeks.
    """
    bounds = [rules.promotes_until(part) or part.begins]
    if not by_staff:
        in_two_weeks = days.local_day(now, facts.zone) + timedelta(days=HELD_DAYS)
        bounds += [part.first_refused, days.end_of_local_day(in_two_weeks, facts.zone)]
    return min((bound for bound in bounds if bound is not None), default=None)


def may_hold(
    *,
    facts: GatheringFacts,
    part: PartFacts,
    capacity: Capacity,
    seats: Seats,
    places: int,
    held: int,
    until: datetime,
    now: datetime,
    by_staff: bool = False,
) -> Decision:
    """Whether a delegation whose body comes in this capacity may have so many places of a part kept, `held` of them
    already, until a moment. Only what is free now and nobody waits for.
    """
    seats = seats.drawing_on(rules.drawn_on(facts, part, capacity, at=now))
    latest = latest_hold(facts, part, now=now, by_staff=by_staff)
    closed = _closed(facts, part, capacity, now=now, by_staff=by_staff)
    if not closed.is_allowed:
        return closed
    if seats.free is None:
        return Decision.refuse(Reason("held_without_limit"))
    if latest is not None and latest <= now:
        return Decision.refuse(Reason("held_too_late"))
    if seats.waiting or seats.waiting_beside:
        return Decision.refuse(Reason("held_others_wait"))
    if places > MOST_HELD and not by_staff:
        return Decision.refuse(Reason("held_at_most", {"most": MOST_HELD}))
    if places - held > seats.free:
        return Decision.refuse(Reason("held_not_free", {"free": seats.free}))
    if until <= now or (latest is not None and until > latest):
        return Decision.refuse(Reason("held_too_long", {"until": latest.isoformat() if latest else ""}))
    return Decision.allow()


def _closed(facts: GatheringFacts, part: PartFacts, capacity: Capacity, *, now: datetime, by_staff: bool) -> Decision:
    """Whether anything is kept for this body at all, whatever is free."""
    possible = list(_perhaps(facts, capacity))
    decisions = []
    if not by_staff:
        early = [rules.has_priority(facts, one, received=now) for one in possible]
        first = next((decision for decision in early if decision.is_allowed), early[0])
        decisions = [rules.open_now(facts, at=now), rules.in_time(part, received=now), first]
    if not any(judge(part.audience, one).is_allowed for one in possible):
        decisions.append(Decision.refuse(Reason("held_nobody_admitted")))
    return combine(decisions)


def _perhaps(facts: GatheringFacts, capacity: Capacity) -> Iterator[Capacity]:
    """Every capacity in which somebody of the body may come, whose function is not known yet."""
    everywhere = replace(capacity, communities=frozenset(term.key for term in facts.vocabulary.communities))
    yield everywhere
    for function in facts.vocabulary.functions:
        instruments = {function.instrument} if function.instrument else set()
        yield replace(everywhere, function=function.key, instruments=capacity.instruments | instruments)


def can_use(place: Collection[int], drawn: Collection[int], seats: Seats) -> bool:
    """Whether somebody who takes a seat of these quotas can have a place that was kept with seats of those: of any
    other quota there must be a seat left.
    """
    return all(seats.left.get(quota) is None or (seats.left[quota] or 0) > 0 for quota in set(drawn) - set(place))


# ------------------------------------------------------------------------------------------------------------- orders


def unit_price(facts: GatheringFacts) -> Decimal | None:
    """What a place costs; None where it costs nothing, or nobody said."""
    amount = Decimal(facts.price["amount"]) if facts.price else Decimal(0)
    return amount if amount > 0 else None


def amount_for(facts: GatheringFacts, people: int) -> Decimal:
    """What so many people with a place cost, whatever they take."""
    return (unit_price(facts) or Decimal(0)) * people


def awaited_until(facts: GatheringFacts, *, now: datetime) -> datetime | None:
    """Until when places are held for a purchase order that is awaited from now on: the end of that local day.

    None where the gathering awaits none.
    """
    if facts.order_days is None:
        return None
    last = days.local_day(now, facts.zone) + timedelta(days=facts.order_days)
    return days.end_of_local_day(last, facts.zone)


def needs_of(
    *, country: str, kind: str, siret: str = "", service_code: bool = False, engagement_number: bool = False
) -> Needs:
    """Which references the invoices of a buyer must bear: what its own settings say, and in France its SIRET."""
    asked = {Reference.SERVICE_CODE: service_code, Reference.ENGAGEMENT_NUMBER: engagement_number}
    asked[Reference.SIRET] = bool(siret) or (country == "FR" and kind not in _PERHAPS_WITHOUT_SIRET)
    return Needs(frozenset(name for name, is_asked in asked.items() if is_asked), siret)


def missing(needs: Needs, said: References) -> tuple[Reference, ...]:
    """The references that the buyer needs and that were not given, in the order of the form."""
    given = {
        Reference.SIRET: said.siret or needs.siret,
        Reference.SERVICE_CODE: said.service_code,
        Reference.ENGAGEMENT_NUMBER: said.engagement_number,
    }
    return tuple(name for name in Reference if name in needs.references and not given[name])
