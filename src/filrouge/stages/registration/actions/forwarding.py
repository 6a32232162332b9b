"""Passing a gathering on: one mail to each who is named, or a link to copy; and the trail once somebody registers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from filrouge.core.names import holds_web_address
from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_rows
from filrouge.ground.mail.objectors import objectors
from filrouge.ground.mail.queries import written_to
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.enums import ForwardingScope
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations.facts import InvitationFacts
from filrouge.stages.invitations.models import Invitation
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


def may_pass_invitation_on(facts: GatheringFacts, *, now: datetime) -> bool:
    """Whether somebody who is invited may pass the gathering on now, whatever they answered."""
    return _is_open(facts, now=now)


def _is_open(facts: GatheringFacts, *, now: datetime) -> bool:
    return facts.forwarding is not ForwardingScope.NONE and rules.open_now(facts, at=now).is_allowed


@transaction.atomic
def pass_on(*, registration_id: int, people: Sequence[Invited], words: str, actor: Actor, now: datetime) -> int:
    """Write one mail with a personal link to each, with a sentence of one's own; how many leave.

    The address stays in that mail alone. Whoever objects to mails of the organiser, or had such a mail of the same
    person before, is not written to. Raises NotPassedOn, TooMany, Gone, and ValueError for words that are too long, and
    for words or a name that name a web page.
    """
    _refuse_words(words, people)
    row, facts = _load(registration_id, now=now)
    trace = Trace(facts, actor=actor, now=now)
    passer = _Passer("registration", row.pk, row.language, {"passed_on_by": row})
    fresh, left = _pass_on(passer, people, words, facts, trace)
    if fresh:
        trace.note("registration:passed_on", row, data={"people": fresh})
    trace.write()
    return left


@transaction.atomic
def pass_invitation_on(
    *,
    invitation: InvitationFacts,
    facts: GatheringFacts,
    people: Sequence[Invited],
    words: str,
    actor: Actor,
    now: datetime,
) -> int:
    """The same for somebody who is invited, registered or not: their own invitation stays as it is.

    Raises NotPassedOn when they are erased or their link is closed at this moment, too.
    """
    _refuse_words(words, people)
    _lock_invitation(invitation, facts)
    if not may_pass_invitation_on(facts, now=now):
        raise NotPassedOn
    trace = Trace(facts, actor=actor, now=now)
    passer = _Passer("invitation", invitation.id, invitation.language, {"invitation_id": invitation.id})
    fresh, left = _pass_on(passer, people, words, facts, trace)
    if fresh:
        data = {"people": fresh}
        record(verb="invitation:passed_on", actor=actor, now=now, data=data, **_about(invitation, facts))
    trace.write()
    return left


def _lock_invitation(invitation: InvitationFacts, facts: GatheringFacts) -> None:
    """Whoever is being erased passes nothing on, nor does whoever opened a link that was closed meanwhile."""
    named = Invitation.objects.filter(gathering_id=facts.id).exclude(contact=None)
    row = lock_rows(named, [invitation.id]).get(invitation.id)
    if row is None or row.closed_at is not None or row.link != invitation.link:
        raise NotPassedOn


def _refuse_words(words: str, people: Sequence[Invited]) -> None:
    if len(words) > MOST_LETTERS or any(map(holds_web_address, (words, *(one.name for one in people)))):
        raise ValueError("these words are not passed on")


@dataclass(frozen=True)
class _Passer:
    """Who passes on: under which name a mail remembers them, and how a row does."""

    kind: str
    pk: int
    language: str
    row: Mapping[str, Any]


def _pass_on(
    passer: _Passer, people: Sequence[Invited], words: str, facts: GatheringFacts, trace: Trace
) -> tuple[int, int]:
    """Rows and mails; to how many it is passed on, and how many mails leave."""
    wanted = {one.email.lower(): one for one in people}
    left = MOST_IN_ALL - Forwarding.objects.filter(**passer.row).exclude(name="").count()
    if len(wanted) > min(left, MOST_AT_ONCE):
        raise TooMany(min(left, MOST_AT_ONCE))
    known = written_to(kind=KIND, gathering_id=facts.id, addresses=wanted, name=passer.kind, value=passer.pk)
    fresh = {address: one for address, one in wanted.items() if address not in known}
    unwilling = objectors(facts.organiser_id, fresh)
    for address, one in fresh.items():
        # Whoever objects stands in the trail like the others: the one who passes it on is not told of the objection.
        forwarding = Forwarding.objects.create(name=one.name, passed_on_at=trace.now, **passer.row)
        if address not in unwilling:
            trace.letter(KIND, address, passer.language, _said(passer, forwarding, facts, one, words))
    return len(fresh), len(fresh) - len(unwilling)


def _about(invitation: InvitationFacts, facts: GatheringFacts) -> dict[str, Any]:
    """Of which invitation a line of the trail speaks."""
    subject = ("invitation", str(invitation.id))
    return {"organiser_id": facts.organiser_id, "gathering_id": facts.id, "subject": subject}


def _said(passer: _Passer, forwarding: Forwarding, facts: GatheringFacts, one: Invited, words: str) -> dict[str, Any]:
    return {
        "gathering": facts.id,
        passer.kind: passer.pk,
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


@transaction.atomic
def make_invitation_relay(*, invitation: InvitationFacts, facts: GatheringFacts, actor: Actor, now: datetime) -> UUID:
    """The same for somebody who is invited. Raises NotPassedOn, as pass_invitation_on."""
    _lock_invitation(invitation, facts)
    if not may_pass_invitation_on(facts, now=now):
        raise NotPassedOn
    known = Forwarding.objects.filter(invitation_id=invitation.id, name="").order_by("pk").first()
    if known is not None:
        return known.public_id
    record(verb="invitation:relay_made", actor=actor, now=now, data={}, **_about(invitation, facts))
    return Forwarding.objects.create(invitation_id=invitation.id, passed_on_at=now).public_id


def note_arrival(row: Registration, forwarding: UUID) -> None:
    """Join a new registration to the passing on it came of, in the caller's transaction; the first one only."""
    here = Q(passed_on_by__gathering_id=row.gathering_id) | Q(invitation__gathering_id=row.gathering_id)
    own = Forwarding.objects.filter(here, public_id=forwarding)
    own.filter(registration=None).update(registration=row)


def _load(registration_id: int, *, now: datetime) -> tuple[Registration, GatheringFacts]:
    row, facts, _ = load(registration_id)
    counted = PartRegistration.objects.filter(registration=row, state__in=[state.value for state in ACTIVE])
    if not _is_open(facts, now=now) or not counted.exists():
        raise NotPassedOn
    return row, facts
