"""Reminders: to those alone who have not answered, who take mail, and to whom nothing was written for some days."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_rows
from filrouge.ground.mail.actions import enqueue
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations import rules
from filrouge.stages.invitations.actions.inviting import about, still_told_of, written_to
from filrouge.stages.invitations.mails import REMINDER, letter_to
from filrouge.stages.invitations.models import Invitation
from filrouge.stages.invitations.queries import invitation_facts


@transaction.atomic
def remind(*, facts: GatheringFacts, invitation_ids: Collection[int], actor: Actor, now: datetime) -> int:
    """Remind those of these who may be reminded now, asked again under the lock; how many. Raises TooLate."""
    facts = still_told_of(facts, now)
    rows = Invitation.objects.filter(gathering_id=facts.id).exclude(contact=None)
    locked = lock_rows(rows.select_related("contact", "organisation", "gathering"), invitation_ids)
    due = [row for row in locked.values() if rules.is_due(invitation_facts(row), now=now)]
    going = written_to(facts, [(row, row.contact) for row in due if row.contact is not None])
    enqueue([letter_to(REMINDER, row, contact, facts, now) for row, contact in going])
    Invitation.objects.filter(pk__in=[row.pk for row, _ in going]).update(reminded_at=now)
    if going:
        record(verb="invitation:reminded", actor=actor, now=now, data={"people": len(going)}, **about(facts))
    return len(going)
