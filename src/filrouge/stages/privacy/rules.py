"""Rules of privacy: how long what is kept, what a gathering uses and on which ground. Frozen facts in, answers out."""

import calendar
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from decimal import Decimal

from filrouge.core.vague_dates import VagueDate
from filrouge.ground.people.enums import LegalRegime
from filrouge.stages.gatherings.enums import BodyRole, ForwardingScope, GatheringState
from filrouge.stages.gatherings.facts import BodyFacts, GatheringFacts
from filrouge.stages.gatherings.rules import TOOK_PLACE
from filrouge.stages.privacy.enums import Asked, Basis, Kept, Purpose
from filrouge.stages.privacy.facts import Periods, Processing, Use

_R = LegalRegime
_OVER = (*TOOK_PLACE, GatheringState.CANCELLED)
# The roles whose bodies are near enough to a part to be shown who takes part in it.
PARTNER_ROLES = (BodyRole.PARTNER, BodyRole.SUPPORTER, BodyRole.CO_ORGANISER, BodyRole.FUNDER)
# What a period cannot be counted from a gathering for, because it has no date, goes after a year all the same.
WITHOUT_A_DATE = timedelta(days=365)


def first_day(whens: Iterable[VagueDate]) -> date | None:
    """The first day of parts with these dates, None while none is known."""
    return min((when.floor for when in whens if when.floor is not None), default=None)


def last_day(state: GatheringState, whens: Collection[VagueDate]) -> date | None:
    """The last day of a gathering with parts of these dates; None while it may still take place at an unknown time."""
    if state is GatheringState.POSTPONED:
        return None
    if state not in _OVER and not all(when.is_known for when in whens):
        return None
    return max((when.last for when in whens if when.last is not None), default=None)


def due_day(kind: Kept, *, last: date, periods: Periods) -> date:
    """From which day on things of a kind are no longer kept; `last` is the end of the gathering (needs: the part)."""
    if kind is Kept.NEEDS:
        return last + timedelta(days=periods.needs_days)
    if kind in (Kept.REGISTRATIONS, Kept.TRAILS, Kept.DELEGATIONS):
        return after_months(last, periods.registrations_months)
    return last + timedelta(days=periods.addresses_days)


def is_due(kind: Kept, *, last: date | None, on: date, periods: Periods) -> bool:
    """Whether things of a kind are no longer kept on a day; never while the end is not known."""
    return last is not None and on >= due_day(kind, last=last, periods=periods)


def is_restricted(*, last: date | None, on: date, periods: Periods) -> bool:
    """Whether registrations have left active use: they wait for their elimination, and few may still see them."""
    return is_due(Kept.REGISTRATIONS, last=last, on=on, periods=periods)


def after_months(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a month that is too short for it."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def partners_of(facts: GatheringFacts, part: str) -> tuple[BodyFacts, ...]:
    """The bodies that stand behind a part beside the organiser: those of the part, else those of the whole."""
    return _in_roles(facts, part) or _in_roles(facts, "")


def _in_roles(facts: GatheringFacts, part: str) -> tuple[BodyFacts, ...]:
    found = {body.key: body for role in PARTNER_ROLES for body in facts.bodies_as(role, part)}
    return tuple(found.values())


def processing(facts: GatheringFacts, regime: LegalRegime | None) -> Processing:
    """What a gathering does with personal data, read from what its form asks and what it offers."""
    uses = [Use(purpose, basis(purpose, regime) if regime else None) for purpose in _purposes(facts)]
    return Processing(tuple(uses), tuple(_asked(facts)), tuple(_kept(facts)))


def asks_needs(facts: GatheringFacts) -> bool:
    """Whether somebody can say what they need on the day."""
    return any(part.has_meal or part.asks_access for part in facts.parts)


def _purposes(facts: GatheringFacts) -> Iterable[Purpose]:
    yield Purpose.REGISTRATION
    yield Purpose.ATTENDANCE
    yield Purpose.OPENING
    yield Purpose.FOLLOWING
    if facts.forwarding is not ForwardingScope.NONE:
        yield Purpose.PASSING_ON
    if asks_needs(facts):
        yield Purpose.NEEDS
    if facts.takes_pictures:
        yield Purpose.PICTURES
    if _is_invoiced(facts):
        yield Purpose.INVOICING
    yield Purpose.STATISTICS


def _asked(facts: GatheringFacts) -> Iterable[Asked]:
    yield from (Asked.IDENTITY, Asked.CAPACITY, Asked.PARTS)
    if facts.asks_category:
        yield Asked.CATEGORY
    if facts.welcomes_residents:
        yield Asked.RESIDENCE
    if asks_needs(facts):
        yield Asked.NEEDS
    if facts.takes_pictures:
        yield Asked.PICTURES
    if _is_invoiced(facts):
        yield Asked.ORDER
    yield Asked.TRAFFIC


def _kept(facts: GatheringFacts) -> Iterable[Kept]:
    if asks_needs(facts):
        yield Kept.NEEDS
    yield from (Kept.MAILS, Kept.OPENINGS, Kept.FOLLOWERS, Kept.REGISTRATIONS)
    if facts.forwarding is not ForwardingScope.NONE:
        yield Kept.TRAILS
    yield Kept.DELEGATIONS


def _is_invoiced(facts: GatheringFacts) -> bool:
    return facts.order_days is not None or (facts.price is not None and Decimal(facts.price["amount"]) > 0)


def basis(purpose: Purpose, regime: LegalRegime) -> Basis:
    """What allows a use under a law."""
    return _BASES[purpose][(_R.FR_PUBLIC, _R.FR_PRIVATE, _R.CH_FEDERAL, _R.CH_CANTONAL).index(regime)]


_B = Basis
# Per purpose: French public body, French private body, Swiss federal act, cantonal law.
_BASES: dict[Purpose, tuple[Basis, Basis, Basis, Basis]] = {
    Purpose.REGISTRATION: (_B.PUBLIC_TASK, _B.CONTRACT_OR_INTEREST, _B.CH_RECOGNISABLE, _B.CH_CANTONAL_TASK),
    Purpose.ATTENDANCE: (_B.DUTY, _B.DUTY, _B.CH_DUTY, _B.CH_CANTONAL_TASK),
    Purpose.PASSING_ON: (_B.INTEREST, _B.INTEREST, _B.CH_RECOGNISABLE, _B.CH_CANTONAL_TASK),
    Purpose.OPENING: (_B.CONSENT, _B.CONSENT, _B.CH_CONSENT, _B.CH_CONSENT),
    Purpose.FOLLOWING: (_B.CONSENT, _B.CONSENT, _B.CH_CONSENT, _B.CH_CONSENT),
    Purpose.NEEDS: (_B.EXPLICIT_CONSENT, _B.EXPLICIT_CONSENT, _B.CH_EXPLICIT_CONSENT, _B.CH_EXPLICIT_CONSENT),
    Purpose.PICTURES: (
        _B.CONSENT_OR_CROWD,
        _B.CONSENT_OR_CROWD,
        _B.CH_CONSENT_OR_INTEREST,
        _B.CH_CONSENT_OR_INTEREST,
    ),
    Purpose.INVOICING: (_B.LEGAL_DUTY, _B.LEGAL_DUTY, _B.CH_LEGAL_DUTY, _B.CH_LEGAL_DUTY),
    Purpose.STATISTICS: (_B.PUBLIC_TASK, _B.INTEREST, _B.CH_RECOGNISABLE, _B.CH_CANTONAL_TASK),
}
