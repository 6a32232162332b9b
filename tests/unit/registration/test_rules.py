"""The rules of registration as tables: what comes in, what is answered; midnight and changes of hour among them."""

from datetime import UTC, date, datetime, time

import pytest

from filrouge.core.decisions import Decision
from filrouge.stages.gatherings.audience import Audience, Capacity, Is
from filrouge.stages.gatherings.enums import Attribute, GatheringState, Otherwise
from filrouge.stages.registration.enums import ACTIVE, PART_STATES, Obstacle, PartState
from filrouge.stages.registration.rules import (
    PartAnswer,
    Seats,
    answer,
    in_time,
    link_expires,
    list_runs,
    may_withdraw,
    open_now,
    promotes_until,
    seat,
    still_admitted,
)
from tests.support.clock import instant
from tests.support.plain_facts import a_gathering, a_part

EXECUTIVES = Is(Attribute.FUNCTION, ("executive",))
STRICT, LENIENT = Audience(EXECUTIVES, Otherwise.REFUSE), Audience(EXECUTIVES, Otherwise.ORGANISER_DECIDES)
EXECUTIVE, GUEST = Capacity(function="executive"), Capacity(function="guest", function_text="Gast")
SPRING, LATE = instant("2023-03-15T09:00:00+01:00"), instant("2023-04-20T09:00:00+02:00")
FREE, FULL = Seats(30, 12, 0), Seats(30, 30, 0)


def codes(decision: Decision | PartAnswer) -> list[str]:
    """The codes of the reasons, in order."""
    return [reason.code for reason in decision.reasons]


# ------------------------------------------------------------------------------------------------------------- seats


@pytest.mark.parametrize(
    ("seats", "free", "excess"),
    [
        (Seats(None, 500, 0), None, 0),
        (Seats(30, 0, 0), 30, 0),
        (Seats(30, 29, 0), 1, 0),
        (Seats(30, 30, 4), 0, 0),
        (Seats(80, 85, 0), 0, 5),
        (Seats(0, 0, 0), 0, 0),
    ],
)
def test_free_seats_and_excess(seats: Seats, free: int | None, excess: int) -> None:
    assert (seats.free, seats.excess) == (free, excess)


@pytest.mark.parametrize(
    ("seats", "aside", "state", "position"),
    [
        (Seats(None, 5000, 0), (), PartState.CONFIRMED, None),
        (Seats(30, 29, 0), (), PartState.CONFIRMED, None),
        (Seats(30, 30, 0), (), PartState.WAITING, 1),
        (Seats(30, 30, 7), (), PartState.WAITING, 8),
        (Seats(0, 0, 0), (), PartState.WAITING, 1),
        (Seats(80, 85, 2), (), PartState.WAITING, 3),
        # a free seat belongs to those who wait, not to who comes now
        (Seats(30, 29, 3), (), PartState.WAITING, 4),
        (Seats(30, 30, 7), (Obstacle.CAPACITY,), PartState.CONFIRMED, None),
        (Seats(30, 30, 7), (Obstacle.AUDIENCE,), PartState.WAITING, 8),
    ],
)
def test_a_seat_or_the_end_of_the_list(
    seats: Seats, aside: tuple[Obstacle, ...], state: PartState, position: int | None
) -> None:
    found = seat(part=a_part(), seats=seats, set_aside=aside)
    assert (found.state, found.position) == (state, position)
    assert codes(found) == (["full"] if state is PartState.WAITING else [])
    assert (Obstacle.CAPACITY in found.obstacles) == (seats.free == 0 or seats.waiting > 0)


# ------------------------------------------------------------------------------------------------------------ in time


@pytest.mark.parametrize(
    ("deadline", "received", "code"),
    [
        # the deadline day counts in full, local time
        (date(2023, 4, 14), "2023-04-14T23:59:59.999999+02:00", None),
        (date(2023, 4, 14), "2023-04-15T00:00:00+02:00", "deadline_passed"),
        (date(2023, 4, 14), "2023-04-14T21:59:59+00:00", None),
        (date(2023, 4, 14), "2023-04-14T22:00:00+00:00", "deadline_passed"),
        (date(2023, 4, 14), "2023-04-14T23:30:00-05:00", "deadline_passed"),
        # the day that loses an hour, and the one after it
        (date(2023, 3, 26), "2023-03-26T21:59:59+00:00", None),
        (date(2023, 3, 26), "2023-03-26T22:00:00+00:00", "deadline_passed"),
        (date(2023, 3, 25), "2023-03-25T22:59:59+00:00", None),
        (date(2023, 3, 25), "2023-03-25T23:00:00+00:00", "deadline_passed"),
        # the day that has an hour twice
        (date(2022, 10, 30), "2022-10-30T22:59:59+00:00", None),
        (date(2022, 10, 30), "2022-10-30T23:00:00+00:00", "deadline_passed"),
        (date(2022, 10, 29), "2022-10-29T21:59:59+00:00", None),
        (date(2022, 10, 29), "2022-10-29T22:00:00+00:00", "deadline_passed"),
        # without a deadline until the part is over
        (None, "2023-05-11T23:59:59+02:00", None),
        (None, "2023-05-12T00:00:00+02:00", "part_is_over"),
    ],
)
def test_in_time(deadline: date | None, received: str, code: str | None) -> None:
    found = in_time(a_part(deadline=deadline), received=instant(received))
    assert codes(found) == ([code] if code else [])
    assert found.is_allowed == (code is None)


@pytest.mark.parametrize(
    ("ends_at", "received", "is_allowed"),
    [
        (time(17, 30), "2023-05-11T17:29:59+02:00", True),
        (time(17, 30), "2023-05-11T17:30:00+02:00", False),
        (None, "2023-05-11T23:59:59+02:00", True),
        (None, "2023-05-12T00:00:00+02:00", False),
    ],
)
def test_until_a_part_is_over(ends_at: time | None, received: str, is_allowed: bool) -> None:
    part = a_part(ends_at=ends_at, deadline=None)
    assert in_time(part, received=instant(received)).is_allowed is is_allowed
    assert may_withdraw(part, now=instant(received)).is_allowed is is_allowed


@pytest.mark.parametrize("when", ["2023-05", "unknown", "early 2023-05", "2023"])
def test_a_part_without_a_day_is_never_over(when: str) -> None:
    part = a_part(when, deadline=None)
    far = datetime(2100, 1, 1, tzinfo=UTC)
    assert in_time(part, received=far).is_allowed
    assert may_withdraw(part, now=far).is_allowed
    assert promotes_until(part) is None
    assert link_expires(a_gathering(part)) is None


def test_the_reason_says_which_deadline() -> None:
    assert in_time(a_part(), received=LATE).reasons[0].facts == {"deadline": "2023-04-14"}


# ----------------------------------------------------------------------------------------------------------- open now


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (GatheringState.DRAFT, "not_yet_open"),
        (GatheringState.SAVE_THE_DATE, "not_yet_open"),
        (GatheringState.INVITATION_SENT, "not_yet_open"),
        (GatheringState.REGISTRATION_OPEN, None),
        (GatheringState.REGISTRATION_CLOSED, "closed_by_organiser"),
        (GatheringState.HELD, "already_held"),
        (GatheringState.DOCUMENTED, "already_held"),
        (GatheringState.ARCHIVED, "already_held"),
        (GatheringState.POSTPONED, "postponed"),
        (GatheringState.CANCELLED, "cancelled"),
    ],
)
def test_open_in_one_state_only(state: GatheringState, code: str | None) -> None:
    assert codes(open_now(a_gathering(state=state), at=SPRING)) == ([code] if code else [])


def test_every_state_was_asked() -> None:
    assert len(GatheringState) == 10


def test_open_from_the_very_instant() -> None:
    facts = a_gathering(opens_at=instant("2023-03-01T09:00:00+01:00"))
    assert codes(open_now(facts, at=instant("2023-03-01T08:59:59.999999+01:00"))) == ["opens_later"]
    assert open_now(facts, at=instant("2023-03-01T09:00:00+01:00")).is_allowed


# ------------------------------------------------------------------------------------------------------------- answer


@pytest.mark.parametrize(
    ("audience", "who", "received", "seats", "state", "reasons"),
    [
        (STRICT, EXECUTIVE, SPRING, FREE, PartState.CONFIRMED, []),
        (STRICT, EXECUTIVE, SPRING, FULL, PartState.WAITING, ["full"]),
        (STRICT, GUEST, SPRING, FREE, PartState.REFUSED, ["reserved", "function_not_admitted"]),
        (STRICT, GUEST, SPRING, FULL, PartState.REFUSED, ["reserved", "function_not_admitted"]),
        (LENIENT, GUEST, SPRING, FREE, PartState.REQUESTED, ["reserved", "function_not_admitted"]),
        # a request takes no seat and no place in the list
        (LENIENT, GUEST, SPRING, FULL, PartState.REQUESTED, ["reserved", "function_not_admitted"]),
        (STRICT, EXECUTIVE, LATE, FREE, PartState.REFUSED, ["deadline_passed"]),
        # a request that comes late is refused, for being late
        (LENIENT, GUEST, LATE, FREE, PartState.REFUSED, ["deadline_passed"]),
        (STRICT, GUEST, LATE, FREE, PartState.REFUSED, ["deadline_passed", "reserved", "function_not_admitted"]),
        (Audience(), GUEST, SPRING, FREE, PartState.CONFIRMED, []),
        (Audience(EXECUTIVES, Otherwise.OPEN), GUEST, SPRING, FREE, PartState.CONFIRMED, []),
    ],
)
def test_the_answer_for_a_part(
    audience: Audience, who: Capacity, received: datetime, seats: Seats, state: PartState, reasons: list[str]
) -> None:
    part = a_part(audience=audience)
    found = answer(facts=a_gathering(part), part=part, capacity=who, seats=seats, received=received)
    assert (found.state, codes(found)) == (state, reasons)
    assert found.position == (1 if state is PartState.WAITING else None)


CLOSED = GatheringState.REGISTRATION_CLOSED
ALL = (Obstacle.NOT_OPEN, Obstacle.DEADLINE, Obstacle.AUDIENCE, Obstacle.CAPACITY)


@pytest.mark.parametrize(
    ("aside", "state", "reasons", "met"),
    [
        (
            (),
            PartState.REFUSED,
            ["closed_by_organiser", "deadline_passed", "reserved", "function_not_admitted"],
            ALL[:3],
        ),
        ((Obstacle.NOT_OPEN,), PartState.REFUSED, ["deadline_passed", "reserved", "function_not_admitted"], ALL[:3]),
        (
            (Obstacle.DEADLINE,),
            PartState.REFUSED,
            ["closed_by_organiser", "reserved", "function_not_admitted"],
            ALL[:3],
        ),
        (ALL[:2], PartState.REFUSED, ["reserved", "function_not_admitted"], ALL[:3]),
        (ALL[:3], PartState.WAITING, ["full"], ALL),
        (ALL, PartState.CONFIRMED, [], ALL),
        # capacity alone helps nobody who is refused for something else
        (
            (Obstacle.CAPACITY,),
            PartState.REFUSED,
            ["closed_by_organiser", "deadline_passed", "reserved", "function_not_admitted"],
            ALL[:3],
        ),
        (
            (Obstacle.DUPLICATE,),
            PartState.REFUSED,
            ["closed_by_organiser", "deadline_passed", "reserved", "function_not_admitted"],
            ALL[:3],
        ),
    ],
)
def test_rules_are_set_aside_one_by_one(
    aside: tuple[Obstacle, ...], state: PartState, reasons: list[str], met: tuple[Obstacle, ...]
) -> None:
    part = a_part(audience=STRICT)
    facts = a_gathering(part, state=CLOSED)
    found = answer(facts=facts, part=part, capacity=GUEST, seats=FULL, received=LATE, set_aside=aside)
    assert (found.state, codes(found), found.obstacles) == (state, reasons, met)


# ----------------------------------------------------------------------------------------------------------- promotion


@pytest.mark.parametrize(
    ("when", "stop_days", "until"),
    [
        ("2023-05-11", 1, "2023-05-10T00:00:00+02:00"),
        ("2023-05-11", 0, "2023-05-11T00:00:00+02:00"),
        ("2023-05-11", 7, "2023-05-04T00:00:00+02:00"),
        ("2023-05-01", 1, "2023-04-30T00:00:00+02:00"),
        # counted in days, not in hours: across both changes of hour it is midnight
        ("2023-03-27", 1, "2023-03-26T00:00:00+01:00"),
        ("2023-03-26", 1, "2023-03-25T00:00:00+01:00"),
        ("2022-10-31", 1, "2022-10-30T00:00:00+02:00"),
        ("2022-11-01", 1, "2022-10-31T00:00:00+01:00"),
        ("2023-01-01", 1, "2022-12-31T00:00:00+01:00"),
        ("2024-03-01", 1, "2024-02-29T00:00:00+01:00"),
        ("2023-05-11 morning", 1, "2023-05-10T00:00:00+02:00"),
    ],
)
def test_until_when_the_list_moves(when: str, stop_days: int, until: str) -> None:
    assert promotes_until(a_part(when, promotion_stop_days=stop_days)) == instant(until)


@pytest.mark.parametrize(
    ("now", "outcome"),
    [
        ("2023-05-09T23:59:59.999999+02:00", []),
        ("2023-05-10T00:00:00+02:00", ["promotion_stopped"]),
        ("2023-05-11T12:00:00+02:00", ["promotion_stopped"]),
    ],
)
def test_the_list_runs_until_the_start_of_the_day_before(now: str, outcome: list[str]) -> None:
    found = list_runs(a_part(), now=instant(now))
    assert codes(found) == outcome
    assert found.is_allowed == (not outcome)


@pytest.mark.parametrize(
    ("who", "aside", "outcome"),
    [
        (EXECUTIVE, (), []),
        (GUEST, (), ["reserved", "function_not_admitted"]),
        # whom the organiser admitted is not asked again
        (GUEST, (Obstacle.AUDIENCE,), []),
    ],
)
def test_who_waits_is_asked_again(who: Capacity, aside: tuple[Obstacle, ...], outcome: list[str]) -> None:
    assert codes(still_admitted(a_part(audience=STRICT), who, set_aside=aside)) == outcome


def test_the_list_of_a_part_without_a_day_always_runs() -> None:
    assert list_runs(a_part("2023-05"), now=datetime(2100, 1, 1, tzinfo=UTC)).is_allowed


# -------------------------------------------------------------------------------------------------------- links, states


def test_a_link_lapses_a_year_after_the_last_part() -> None:
    facts = a_gathering(a_part("2023-05-12"), a_part("2023-05-11"))
    assert link_expires(facts) == instant("2024-05-12T00:00:00+02:00")  # 2024 is a leap year: 365 days
    assert link_expires(a_gathering(a_part("2023-05-11", ends_at=time(22)))) == instant("2024-05-10T22:00:00+02:00")


def test_a_confirmed_person_never_goes_back_to_the_list() -> None:
    """Whoever loses a place withdraws, is refused or asks."""
    assert not PART_STATES.may(PartState.CONFIRMED, PartState.WAITING)
    assert {PartState.CONFIRMED, PartState.WAITING, PartState.REQUESTED} == ACTIVE
    for state in PartState:
        assert state is PartState.WITHDRAWN or PART_STATES.may(state, PartState.WITHDRAWN)
