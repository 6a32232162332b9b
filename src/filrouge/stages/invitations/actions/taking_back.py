"""Invitations and reminders that wait in the outbox when a gathering is called off or put off."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_rows
from filrouge.ground.mail.actions import enqueue
from filrouge.ground.mail.enums import MailState
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import SYSTEM, Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.gatherings.rules import ASIDE
from filrouge.stages.invitations.actions.inviting import about, still_told_of, written_to
from filrouge.stages.invitations.mails import INVITATION, REMINDER, letter_to
from filrouge.stages.invitations.models import Invitation
from filrouge.stages.invitations.queries import taken_back

_NOTED = {INVITATION: "mailed_at", REMINDER: "reminded_at"}


def lock_waiting(gathering_id: int) -> None:
    """Lock the invitations about which a mail waits in the outbox."""
    mails = _waiting(gathering_id).order_by()
    lock_rows(Invitation.objects.all(), list(mails.values_list("context__invitation", flat=True)))


def _waiting(gathering_id: int) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(gathering_id=gathering_id, kind__in=list(_NOTED), state=MailState.WAITING.value)


def stop_at_once(gathering_id: int, now: datetime) -> None:
    """Hold back what waits, with a line in the trail; whoever was to read it was not written to.

    The row of the gathering is locked by the caller.
    """
    facts = facts_by_id(gathering_id)
    if facts is None or facts.state not in ASIDE:
        return
    mails = _waiting(gathering_id)
    rows = lock_rows(mails, list(mails.order_by().values_list("pk", flat=True)))
    OutgoingMail.objects.filter(pk__in=list(rows)).update(state=MailState.WITHHELD.value, next_attempt_at=None)
    for kind, noted in _NOTED.items():
        untried = [row.context["invitation"] for row in rows.values() if row.kind == kind and not row.attempts]
        Invitation.objects.filter(pk__in=untried).update(**{noted: None})
    if rows:
        record(verb="invitation:taken_back", actor=SYSTEM, now=now, data={"people": len(rows)}, **about(facts))


@transaction.atomic
def send_after_all(*, facts: GatheringFacts, actor: Actor, now: datetime) -> int:
    """Write the invitations that were taken back before they left, now that the gathering is on again; how many leave.

    Whoever answered meanwhile, or was written to otherwise, is passed over. Raises TooLate.
    """
    facts = still_told_of(facts, now)
    rows = _locked(facts, [one.id for one in taken_back(facts.id)])
    going = written_to(facts, [(row, row.contact) for row in rows if row.contact is not None])
    enqueue([letter_to(INVITATION, row, contact, facts, now) for row, contact in going])
    Invitation.objects.filter(pk__in=[row.pk for row, _ in going]).update(mailed_at=now)
    if going:
        record(verb="invitation:sent_after_all", actor=actor, now=now, data={"people": len(going)}, **about(facts))
    return len(going)


def _locked(facts: GatheringFacts, ids: Collection[int]) -> Collection[Invitation]:
    rows = Invitation.objects.filter(gathering_id=facts.id).exclude(contact=None)
    return lock_rows(rows.select_related("contact", "organisation", "gathering"), ids).values()
