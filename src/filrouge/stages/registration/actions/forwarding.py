"""Passing a gathering on: one mail to each who is named, or a link to copy; and the trail once somebody registers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from filrouge.ground.mail.objectors import objectors
from filrouge.ground.mail.queries import written_to
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.enums import ForwardingScope
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration import rules
from filrouge.stages.registration.actions.loading import load
from filrouge.stages.registration.actions.trace import Trace
from filrouge.stages.registration.enums import ACTIVE
from filrouge.stages.registration.facts import RegistrationFacts
from filrouge.stages.registration.models import Forwarding, PartRegistration, Registration

MOST_AT_ONCE = 5
# Whoever holds a personal link could otherwise use the organiser's good name to write to the whole world.
MOST_IN_ALL = 20
MOST_LETTERS = 300
KIND = "passed_on"
_ADDRESS_OF_A_PAGE = re.compile(r"://|\bwww\.", re.IGNORECASE)


@dataclass(frozen=True)
class Invited:
    """Somebody to whom the gathering is passed on."""

    name: str
    email: str


class NotPassedOn(Exception):
    """The gathering is not passed on by this registration now: not open, not allowed, or nothing counts any more."""


class TooMany(Exception):
    """More than may be passed on; `left` is how many still may."""

    def __init__(self, left: int) -> None:
        super().__init__(str(left))
        self.left = left


def may_pass_on(registration: RegistrationFacts, facts: GatheringFacts, *, now: datetime) -> bool:
    """Whether somebody may pass the gathering on now."""
    return registration.is_active and _is_open(facts, now=now)


def _is_open(facts: GatheringFacts, *, now: datetime) -> bool:
    return facts.forwarding is not ForwardingScope.NONE and rules.open_now(facts, at=now).is_allowed


def holds_address_of_a_page(words: str) -> bool:
    """Whether a sentence of one's own names a web page: a mail in the organiser's name leads to the form only."""
    return bool(_ADDRESS_OF_A_PAGE.search(words))


@transaction.atomic
def pass_on(*, registration_id: int, people: Sequence[Invited], words: str, actor: Actor, now: datetime) -> int:
    """Write one mail with a personal link to each, with a sentence of one's own; how many leave.

    The address stays in that mail alone. Whoever objects to mails of the organiser, or had such a mail of the same
    person before, is not written to. Raises NotPassedOn, TooMany, Gone, and ValueError for words that are too long or
    name a web page.
    """
    if len(words) > MOST_LETTERS or holds_address_of_a_page(words):
        raise ValueError("these words are not passed on")
    row, facts = _load(registration_id, now=now)
    wanted = {one.email.lower(): one for one in people}
    left = MOST_IN_ALL - Forwarding.objects.filter(passed_on_by=row).exclude(name="").count()
    if len(wanted) > min(left, MOST_AT_ONCE):
        raise TooMany(min(left, MOST_AT_ONCE))
    known = written_to(kind=KIND, gathering_id=facts.id, addresses=wanted, name="registration", value=row.pk)
    fresh = {address: one for address, one in wanted.items() if address not in known}
    unwilling = objectors(facts.organiser_id, fresh)
    trace = Trace(facts, actor=actor, now=now)
    for address, one in fresh.items():
        # Whoever objects stands in the trail like the others: the one who passes it on is not told of the objection.
        forwarding = Forwarding.objects.create(passed_on_by=row, name=one.name, passed_on_at=now)
        if address not in unwilling:
            trace.letter(KIND, address, row.language, _said(forwarding, facts, one, words))
    if fresh:
        trace.note("registration:passed_on", row, data={"people": len(fresh)})
    trace.write()
    return len(fresh) - len(unwilling)


def _said(forwarding: Forwarding, facts: GatheringFacts, one: Invited, words: str) -> dict[str, Any]:
    return {
        "gathering": facts.id,
        "registration": forwarding.passed_on_by_id,
        "forwarding": str(forwarding.public_id),
        "name": one.name,
        "address": one.email.lower(),
        "words": words,
    }


@transaction.atomic
def make_relay(*, registration_id: int, actor: Actor, now: datetime) -> UUID:
    """The link that somebody copies and passes on by their own means; the same one each time.

    Raises NotPassedOn, Gone.
    """
    row, facts = _load(registration_id, now=now)
    known = Forwarding.objects.filter(passed_on_by=row, name="").order_by("pk").first()
    if known is not None:
        return known.public_id
    trace = Trace(facts, actor=actor, now=now)
    trace.note("registration:relay_made", row, data={})
    trace.write()
    return Forwarding.objects.create(passed_on_by=row, passed_on_at=now).public_id


def note_arrival(row: Registration, forwarding: UUID) -> None:
    """Join a new registration to the passing on it came of, in the caller's transaction; the first one only."""
    own = Forwarding.objects.filter(public_id=forwarding, passed_on_by__gathering_id=row.gathering_id)
    own.filter(registration=None).update(registration=row)


def _load(registration_id: int, *, now: datetime) -> tuple[Registration, GatheringFacts]:
    row, facts, _ = load(registration_id)
    counted = PartRegistration.objects.filter(registration=row, state__in=[state.value for state in ACTIVE])
    if not _is_open(facts, now=now) or not counted.exists():
        raise NotPassedOn
    return row, facts
