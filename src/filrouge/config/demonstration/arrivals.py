"""Who registers for the meeting by themselves, through every channel; and for the day of the members."""

from collections.abc import Iterator
from typing import Any

from filrouge.config.demonstration.meeting import Meeting
from filrouge.stages.gatherings.enums import Channel
from filrouge.stages.registration.actions import Outcome
from filrouge.stages.registration.enums import NeedKind, Pictures
from filrouge.stages.registration.facts import Application, SaidNeed

LONG_AGO = 440  # days: before the deadline of the gathering that is over
_FUNCTIONS = ("head_of_service", "project_officer", "social_worker", "director", "executive_member")
_PICTURES = (Pictures.AGREED, Pictures.AGREED, Pictures.REFUSED, None)
_BY_STAFF = (Channel.PAPER, Channel.PHONE, Channel.EMAIL, Channel.PAPER, Channel.EMAIL, Channel.PAPER)
_MEALS = ("vegetarian", "vegetarian", "no_pork", "no_gluten")
_ACCESS = (("wheelchair",), ("induction_loop",), ("sign_language", "seat_near_exit_or_front"))


def by_the_web(meeting: Meeting) -> tuple[Outcome, ...]:
    """Twenty-four people of member cities and one of the partner: most of them took the visit too."""
    at = meeting.ago(20)
    return meeting.register([_by_the_web(meeting, number) for number in range(24)], at)


def _by_the_web(meeting: Meeting, number: int) -> Application:
    partner = meeting.bodies["entraide-du-val"]
    return meeting.application(
        partner if number == 23 else meeting.lot.choice(meeting.members),
        ("visit", "day", *(("ageing",) if number % 4 == 0 else ())) if number % 5 else ("day",),
        at=meeting.ago(20),
        function=_FUNCTIONS[number % len(_FUNCTIONS)],
        pictures=_PICTURES[number % len(_PICTURES)],
        needs=tuple(_needs(number)),
    )


def _needs(number: int) -> Iterator[SaidNeed]:
    if number % 5 == 1:
        yield SaidNeed("day", NeedKind.MEAL, (_MEALS[number // 5 % len(_MEALS)],))
    if number in (2, 9, 17):
        yield SaidNeed("day", NeedKind.ACCESS, _ACCESS[number // 8])


def by_other_doors(meeting: Meeting) -> tuple[Outcome, ...]:
    """Paper, telephone and mail, typed in by the desk the day after; two of three paper forms give no address."""
    came = [_by_another_door(meeting, number, channel) for number, channel in enumerate(_BY_STAFF)]
    return meeting.register(came, meeting.ago(16), actor=meeting.helper)


def _by_another_door(meeting: Meeting, number: int, channel: Channel) -> Application:
    more: dict[str, Any] = {"email": ""} if channel is Channel.PAPER and number else {}
    return meeting.application(
        meeting.members[number * 7 % len(meeting.members)],
        ("day",),
        at=meeting.ago(17),
        function=_FUNCTIONS[number % 4],
        channel=channel,
        **more,
    )


def residents(meeting: Meeting) -> tuple[Outcome, ...]:
    """Six people who come for themselves. Two wish a workshop for professionals: the organiser decides."""
    needs = (SaidNeed("day", NeedKind.ACCESS, ("interpreter",), "portugais"),)
    return meeting.register(
        [
            meeting.application(
                None,
                ("day", "files") if number < 2 else ("day", "ageing"),
                at=meeting.ago(14),
                as_resident=True,
                pictures=_PICTURES[number % 3],
                channel=Channel.PHONE if number == 5 else Channel.WEB,
                needs=needs if number == 3 else (),
            )
            for number in range(6)
        ],
        meeting.ago(14),
    )


def members_first(meeting: Meeting) -> None:
    """Eighteen people of member cities in the two days since the form has been open to them, in three handfuls."""
    for days in (1.5, 1, 0.25):
        at = meeting.ago(days)
        come = [
            meeting.application(meeting.lot.choice(meeting.members), ("day",), at=at, function=_FUNCTIONS[number % 4])
            for number in range(6)
        ]
        meeting.register(come, at)


def long_ago(meeting: Meeting) -> None:
    """Fourteen people of a gathering that is long over."""
    at = meeting.ago(LONG_AGO)
    come = [
        meeting.application(meeting.lot.choice(meeting.members), ("day",), at=at, function=_FUNCTIONS[number % 3])
        for number in range(14)
    ]
    meeting.register(come, at)
