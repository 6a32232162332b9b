"""How long what is kept, and what allows a use: pure rules."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from filrouge.core.text import Translated
from filrouge.core.vague_dates import VagueDate
from filrouge.ground.people.enums import LegalRegime
from filrouge.stages.gatherings.enums import BodyRole, GatheringState
from filrouge.stages.gatherings.facts import BodyFacts
from filrouge.stages.privacy import rules
from filrouge.stages.privacy.enums import OF_THE_DIRECTORY, ON_A_SLIP, Asked, Basis, Kept, Purpose
from filrouge.stages.privacy.facts import InUse, Periods, SlipLine
from tests.support.plain_facts import a_gathering, a_part

OPEN, HELD, POSTPONED = GatheringState.REGISTRATION_OPEN, GatheringState.HELD, GatheringState.POSTPONED
UNKNOWN, EVE, DAY = VagueDate.unknown(), VagueDate.on(date(2023, 5, 11)), VagueDate.on(date(2023, 5, 12))
LAST = date(2023, 5, 12)
PERIODS = Periods(needs_days=20, addresses_days=10, registrations_months=6, contacts_months=24)


@pytest.mark.parametrize(
    ("state", "whens", "last"),
    [
        (OPEN, (EVE, DAY), LAST),
        (OPEN, (DAY, EVE), LAST),
        (OPEN, (VagueDate.parse("2023-05"),), date(2023, 5, 31)),
        (OPEN, (EVE, UNKNOWN), None),
        (HELD, (EVE, UNKNOWN), date(2023, 5, 11)),
        (GatheringState.CANCELLED, (EVE, UNKNOWN), date(2023, 5, 11)),
        (POSTPONED, (EVE, DAY), None),
        (HELD, (UNKNOWN,), None),
        (OPEN, (), None),
    ],
)
def test_the_last_day(state: GatheringState, whens: tuple[VagueDate, ...], last: date | None) -> None:
    assert rules.last_day(state, whens) == last


def test_the_first_day() -> None:
    assert rules.first_day([DAY, UNKNOWN, EVE]) == date(2023, 5, 11)
    assert rules.first_day([UNKNOWN]) is None


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        (Kept.NEEDS, date(2023, 6, 1)),
        (Kept.MAILS, date(2023, 5, 22)),
        (Kept.OPENINGS, date(2023, 5, 22)),
        (Kept.FOLLOWERS, date(2023, 5, 22)),
        (Kept.SECOND_FORMS, date(2023, 5, 22)),
        (Kept.IMPORTED_FILES, date(2023, 5, 22)),
        (Kept.REGISTRATIONS, date(2023, 11, 12)),
        (Kept.TRAILS, date(2023, 11, 12)),
        (Kept.DELEGATIONS, date(2023, 11, 12)),
        (Kept.ACCREDITATIONS, date(2023, 5, 22)),
        (Kept.CONTACTS, date(2025, 5, 12)),
        (Kept.JOURNALISTS, date(2025, 5, 12)),
    ],
)
def test_each_kind_has_its_own_day(kind: Kept, due: date) -> None:
    assert rules.due_day(kind, last=LAST, periods=PERIODS) == due
    assert rules.is_due(kind, last=LAST, on=due, periods=PERIODS)
    assert not rules.is_due(kind, last=LAST, on=date.fromordinal(due.toordinal() - 1), periods=PERIODS)
    assert not rules.is_due(kind, last=None, on=date(2099, 1, 1), periods=PERIODS)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2023, 8, 31), 1, date(2023, 9, 30)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2023, 1, 15), 60, date(2028, 1, 15)),
        (date(2023, 11, 30), 1, date(2023, 12, 30)),
    ],
)
def test_months_are_counted_as_people_do(day: date, months: int, then: date) -> None:
    assert rules.after_months(day, months) == then


@pytest.mark.parametrize("months", [1, 2, 11, 12, 13, 24, 36, 60])
def test_the_latest_day_that_is_long_enough_ago(months: int) -> None:
    """Asked on every day of a leap year and of the two around it."""
    for number in range(3 * 365 + 1):
        on = date(2027, 1, 1) + timedelta(days=number)
        day = rules.before_months(on, months)
        assert rules.after_months(day, months) <= on < rules.after_months(day + timedelta(days=1), months), on


def test_requests_of_journalists_stay_a_month_at_most() -> None:
    for days, kept in ((10, 10), (30, 30), (90, 30)):
        assert rules.due_day(Kept.ACCREDITATIONS, last=LAST, periods=Periods(addresses_days=days)) == LAST + timedelta(
            days=kept
        )


def test_out_of_use_when_the_period_is_over() -> None:
    assert not rules.is_restricted(last=LAST, on=date(2023, 11, 11), periods=PERIODS)
    assert rules.is_restricted(last=LAST, on=date(2023, 11, 12), periods=PERIODS)


def test_a_plain_gathering_uses_little() -> None:
    done = rules.processing(a_gathering(a_part()), LegalRegime.CH_FEDERAL, InUse())
    assert [use.purpose for use in done.uses] == [
        Purpose.REGISTRATION,
        Purpose.ATTENDANCE,
        Purpose.OPENING,
        Purpose.STATISTICS,
    ]
    assert done.asked == (Asked.IDENTITY, Asked.CAPACITY, Asked.PARTS, Asked.TRAFFIC)
    assert not {Kept.NEEDS, Kept.TRAILS, Kept.FOLLOWERS, *OF_THE_DIRECTORY, Kept.ACCREDITATIONS} & set(done.kept)


def test_what_a_gathering_offers_adds_uses() -> None:
    facts = replace(
        a_gathering(a_part(has_meal=True)),
        takes_pictures=True,
        welcomes_residents=True,
        asks_category=True,
        price={"amount": "80.00", "currency": "CHF"},
    )
    used = InUse(*[True] * 7)
    done = rules.processing(facts, LegalRegime.FR_PUBLIC, used)
    assert {use.purpose for use in done.uses} == set(Purpose)
    assert set(done.asked) == set(Asked)
    assert {Kept.NEEDS, Kept.TRAILS, Kept.FOLLOWERS, *OF_THE_DIRECTORY, Kept.ACCREDITATIONS} <= set(done.kept)


@pytest.mark.parametrize(
    ("used", "purpose", "kept"),
    [
        (InUse(follows=True), Purpose.FOLLOWING, {Kept.FOLLOWERS}),
        (InUse(passes_on=True), Purpose.PASSING_ON, {Kept.TRAILS}),
        (InUse(invites=True), Purpose.INVITING, {Kept.TRAILS, Kept.CONTACTS}),
        (InUse(sends=True), Purpose.SENDING, {Kept.CONTACTS}),
        (InUse(issues_letters=True), Purpose.SENDING, set()),
        (InUse(writes_to_press=True), Purpose.PRESS_LIST, {Kept.JOURNALISTS}),
        (InUse(accredits=True), Purpose.ACCREDITATION, {Kept.ACCREDITATIONS}),
    ],
)
def test_each_use_is_told_with_what_is_kept_for_it(used: InUse, purpose: Purpose, kept: set[Kept]) -> None:
    facts = a_gathering(a_part())
    plain, done = (rules.processing(facts, LegalRegime.FR_PRIVATE, one) for one in (InUse(), used))
    assert {use.purpose for use in done.uses} - {use.purpose for use in plain.uses} == {purpose}
    assert set(done.kept) - set(plain.kept) == kept


@pytest.mark.parametrize("price", [None, {"amount": "0.00", "currency": "CHF"}])
def test_what_is_free_is_not_invoiced(price: dict[str, str] | None) -> None:
    done = rules.processing(replace(a_gathering(a_part()), price=price), None, InUse())
    assert Purpose.INVOICING not in {use.purpose for use in done.uses}


def test_without_a_law_nothing_is_claimed() -> None:
    assert {use.basis for use in rules.processing(a_gathering(a_part()), None, InUse()).uses} == {None}


@pytest.mark.parametrize(
    ("purpose", "bases"),
    [
        (
            Purpose.REGISTRATION,
            (Basis.PUBLIC_TASK, Basis.CONTRACT_OR_INTEREST, Basis.CH_RECOGNISABLE, Basis.CH_CANTONAL_TASK),
        ),
        (
            Purpose.NEEDS,
            (Basis.EXPLICIT_CONSENT, Basis.EXPLICIT_CONSENT, Basis.CH_EXPLICIT_CONSENT, Basis.CH_EXPLICIT_CONSENT),
        ),
        (Purpose.INVOICING, (Basis.LEGAL_DUTY, Basis.LEGAL_DUTY, Basis.CH_LEGAL_DUTY, Basis.CH_LEGAL_DUTY)),
    ],
)
def test_what_allows_a_use_depends_on_the_law(purpose: Purpose, bases: tuple[Basis, ...]) -> None:
    assert tuple(rules.basis(purpose, regime) for regime in LegalRegime) == bases


def test_every_use_has_a_basis_under_every_law() -> None:
    assert all(isinstance(rules.basis(purpose, regime), Basis) for purpose in Purpose for regime in LegalRegime)


def a_body(key: str, role: BodyRole, part: str = "") -> BodyFacts:
    return BodyFacts(role, key, Translated.of(key, "fr"), part)


def test_the_bodies_behind_a_part_are_its_own_before_those_of_the_whole() -> None:
    bodies = (
        a_body("reseau", BodyRole.ORGANISER),
        a_body("ars", BodyRole.SUPPORTER, "morning"),
        a_body("asv", BodyRole.PARTNER, "afternoon"),
        a_body("asv", BodyRole.FUNDER, "afternoon"),
        a_body("region", BodyRole.FUNDER),
    )
    facts = replace(a_gathering(a_part()), bodies=bodies)
    assert [body.key for body in rules.partners_of(facts, "morning")] == ["ars"]
    assert [body.key for body in rules.partners_of(facts, "afternoon")] == ["asv"]
    assert [body.key for body in rules.partners_of(facts, "evening")] == ["region"]


def test_a_line_of_a_slip_survives_being_stored() -> None:
    line = SlipLine(ON_A_SLIP[0], 7, "aarau", Translated.of({"fr": "A", "de": "B"}, "fr"), None, LAST, LAST, 12, 3)
    assert SlipLine.from_json(line.to_json()) == line
