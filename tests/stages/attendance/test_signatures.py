"""Who signed: recorded for those who hold the part, once it has begun, and moved along when two become one."""

from datetime import datetime

import pytest

from filrouge.ground.audit.models import AuditEntry
from filrouge.stages.attendance.actions import TooEarly, record_signatures
from filrouge.stages.attendance.models import Signature
from filrouge.stages.attendance.queries import signed_at, signed_counts
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.merge import merge
from tests.support.clock import instant
from tests.support.gatherings import AARAU, load, part_of, with_part
from tests.support.people import DESK, EXECUTIVE, HEAD, OFFICER, registered

pytestmark = pytest.mark.django_db

AFTER = instant("2023-05-12T18:00:00+02:00")


def recorded(
    facts: GatheringFacts, key: str, listed: list[int], signed: list[int], now: datetime = AFTER
) -> tuple[int, int]:
    """Staff copy a signed list."""
    part = part_of(facts, key)
    done = record_signatures(facts=facts, part=part, listed=listed, signed=signed, actor=DESK, now=now)
    return done.added, done.taken_back


def test_only_who_holds_the_part_signs_for_it() -> None:
    facts = load()
    both = registered(EXECUTIVE, facts, "eve", "day").registration_id
    day = registered(OFFICER, facts, "day").registration_id
    assert recorded(facts, "eve", [both, day], [both, day]) == (1, 0)
    assert recorded(facts, "day", [both, day], [day]) == (1, 0)
    assert signed_at(part_of(facts, "eve")) == {both}
    assert signed_counts(facts) == {"eve": 1, "day": 1}


def test_a_box_taken_away_takes_the_signature_back_and_what_is_not_listed_stays() -> None:
    facts = load()
    one, other, third = (registered(person, facts, "day").registration_id for person in (EXECUTIVE, HEAD, OFFICER))
    recorded(facts, "day", [one, other, third], [one, other, third])
    assert recorded(facts, "day", [one, other], [one]) == (0, 1)
    assert signed_at(part_of(facts, "day")) == {one, third}
    assert recorded(facts, "day", [one, other], [one]) == (0, 0)
    lines = AuditEntry.objects.filter(verb="attendance:recorded").order_by("pk")
    assert [line.data for line in lines] == [
        {"signed": [one, other, third], "taken_back": []},
        {"signed": [], "taken_back": [other]},
    ]


def test_nobody_signs_before_a_part_begins_or_without_its_day() -> None:
    facts = load()
    pk = registered(EXECUTIVE, facts, "eve").registration_id
    with pytest.raises(TooEarly):
        recorded(facts, "eve", [pk], [pk], instant("2023-05-11T17:14:00+02:00"))
    assert recorded(facts, "eve", [pk], [pk], instant("2023-05-11T17:15:00+02:00")) == (1, 0)
    vague = load(with_part(AARAU, "day", when="2023-05", weekday=None))
    with pytest.raises(TooEarly):
        recorded(vague, "day", [pk], [pk])


def test_signatures_move_along_when_two_registrations_become_one() -> None:
    facts = load()
    keep = registered(EXECUTIVE, facts, "day").registration_id
    drop = registered(EXECUTIVE.but(email="b@tour.example"), facts, "eve", "day").registration_id
    for key in ("eve", "day"):
        recorded(facts, key, [keep, drop], [keep, drop])
    merge(keep_id=keep, drop_id=drop, facts=facts, actor=DESK, now=AFTER)
    found = Signature.objects.order_by("part__position").values_list("registration_id", "part__key")
    assert list(found) == [(keep, "eve"), (keep, "day")]
