"""Rules of privacy: how long what is kept, what a gathering uses and on which ground. Frozen facts in, answers out."""

import calendar
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from decimal import Decimal

from filrouge.core.vague_dates import VagueDate
from filrouge.ground.people.enums import LegalRegime
from filrouge.stages.gatherings.enums import BodyRole, GatheringState
from filrouge.stages.gatherings.facts import BodyFacts, GatheringFacts
from filrouge.stages.gatherings.rules import TOOK_PLACE
from filrouge.stages.privacy.enums import OF_THE_DIRECTORY, Asked, Basis, Kept, Purpose
from filrouge.stages.privacy.facts import InUse, Periods, Processing, Use

_R = LegalRegime
_OVER = (*TOOK_PLACE, GatheringState.CANCELLED)
# The roles whose bodies are near enough to a part to be shown who takes part in it.
PARTNER_ROLES = (BodyRole.PARTNER, BodyRole.SUPPORTER, BodyRole.CO_ORGANISER, BodyRole.FUNDER)
# What a period cannot be counted from a gathering for, because it has no date, goes after a year all the same.
WITHOUT_A_DATE = timedelta(days=365)
# Journalists who ask to come are told that they are forgotten after so many days, whatever the organiser's period.
ACCREDITATIONS_AT_MOST = 30


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
    """From which day on things of a kind are no longer kept.

    `last` is the end of the gathering; for needs that of the part, for the directory the last sign, for the press list
    the last contact.
    """
    if kind is Kept.NEEDS:
        return last + timedelta(days=periods.needs_days)
    if kind in OF_THE_DIRECTORY:
        return after_months(last, periods.contacts_months)
    if kind is Kept.ACCREDITATIONS:
        return last + timedelta(days=accreditations_days(periods))
    if kind in (Kept.REGISTRATIONS, Kept.TRAILS, Kept.DELEGATIONS):
        return after_months(last, periods.registrations_months)
    return last + timedelta(days=periods.addresses_days)


def accreditations_days(periods: Periods) -> int:
    """For how many days after a gathering requests of journalists are kept."""
    return min(periods.addresses_days, ACCREDITATIONS_AT_MOST)


def untouched_since(on: date, periods: Periods) -> date:
    """The latest day of a last sign or contact that is too long ago on a day: whoever was heard of later is kept."""
    return before_months(on, periods.contacts_months)


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


def before_months(day: date, months: int) -> date:
    """The latest day from which `after_months` leads to this day or to one before it."""
    years, month = divmod(day.month - 1 - months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    ends_month = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(day.year + years, month + 1, last if ends_month else min(day.day, last))


def partners_of(facts: GatheringFacts, part: str) -> tuple[BodyFacts, ...]:
    """The bodies that stand behind a part beside the organiser: those of the part, else those of the whole."""
    return _in_roles(facts, part) or _in_roles(facts, "")


def _in_roles(facts: GatheringFacts, part: str) -> tuple[BodyFacts, ...]:
    found = {body.key: body for role in PARTNER_ROLES for body in facts.bodies_as(role, part)}
    return tuple(found.values())


def processing(facts: GatheringFacts, regime: LegalRegime | None, used: InUse) -> Processing:
    """What a gathering does with personal data, read from what its form asks, what it offers and what it has done."""
    uses = [Use(purpose, basis(purpose, regime) if regime else None) for purpose in _purposes(facts, used)]
    return Processing(tuple(uses), tuple(_asked(facts, used)), tuple(_kept(facts, used)))


def asks_needs(facts: GatheringFacts) -> bool:
    """Whether somebody can say what they need on the day."""
    return any(part.has_meal or part.asks_access for part in facts.parts)


def _purposes(facts: GatheringFacts, used: InUse) -> Iterable[Purpose]:
    yield from (Purpose.REGISTRATION, Purpose.ATTENDANCE, Purpose.OPENING)
    offered = {
        Purpose.FOLLOWING: used.follows,
        Purpose.INVITING: used.invites,
        Purpose.SENDING: used.sends or used.issues_letters,
        Purpose.PASSING_ON: used.passes_on,
        Purpose.PRESS_LIST: used.writes_to_press,
        Purpose.ACCREDITATION: used.accredits,
        Purpose.NEEDS: asks_needs(facts),
        Purpose.PICTURES: facts.takes_pictures,
        Purpose.INVOICING: _is_invoiced(facts),
    }
    yield from (purpose for purpose, is_used in offered.items() if is_used)
    yield Purpose.STATISTICS


def _asked(facts: GatheringFacts, used: InUse) -> Iterable[Asked]:
    yield from (Asked.IDENTITY, Asked.CAPACITY, Asked.PARTS)
    offered = {
        Asked.CATEGORY: facts.asks_category,
        Asked.RESIDENCE: facts.welcomes_residents,
        Asked.NEEDS: asks_needs(facts),
        Asked.PICTURES: facts.takes_pictures,
        Asked.ORDER: _is_invoiced(facts),
        Asked.CONTACT: used.uses_directory,
        Asked.INVITATION: used.invites,
        Asked.FOLLOWER: used.follows,
        Asked.PRESS: used.writes_to_press or used.accredits,
    }
    yield from (asked for asked, is_asked in offered.items() if is_asked)
    yield Asked.TRAFFIC


def _kept(facts: GatheringFacts, used: InUse) -> Iterable[Kept]:
    kept = {
        Kept.NEEDS: asks_needs(facts),
        Kept.MAILS: True,
        Kept.OPENINGS: True,
        Kept.FOLLOWERS: used.follows,
        Kept.REGISTRATIONS: True,
        Kept.TRAILS: used.passes_on or used.invites,
        Kept.DELEGATIONS: True,
        Kept.CONTACTS: used.uses_directory,
        Kept.JOURNALISTS: used.writes_to_press,
        Kept.ACCREDITATIONS: used.accredits,
    }
    yield from (kind for kind, is_kept in kept.items() if is_kept)


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
    Purpose.INVITING: (_B.PUBLIC_TASK_OR_INTEREST, _B.INTEREST, _B.CH_TOLD_WHERE_FROM, _B.CH_CANTONAL_TASK),
    Purpose.SENDING: (_B.PUBLIC_TASK_OR_INTEREST, _B.INTEREST, _B.CH_TOLD_WHERE_FROM, _B.CH_CANTONAL_TASK),
    Purpose.PRESS_LIST: (_B.PUBLIC_TASK_OR_INTEREST, _B.INTEREST, _B.CH_TOLD_WHERE_FROM, _B.CH_CANTONAL_TASK),
    Purpose.ACCREDITATION: (_B.PUBLIC_TASK, _B.CONTRACT_OR_INTEREST, _B.CH_RECOGNISABLE, _B.CH_CANTONAL_TASK),
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
