"""The mailbox that documents name is a role: it changes once, and every document that has not left follows."""

from datetime import datetime

from django.db import transaction

from filrouge.ground.audit.actions import record
from filrouge.ground.people.actors import Actor
from filrouge.stages.documents.models import WatchedAddress
from filrouge.stages.gatherings.actions import lock_shown_together, touch
from filrouge.stages.gatherings.enums import ContactKind, GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import ContactPoint


@transaction.atomic
def change_contact(
    *, facts: GatheringFacts, kind: ContactKind, email: str, phone: str, actor: Actor, now: datetime, motive: str = ""
) -> bool:
    """Give the contact of this kind another address or number; whether anything changed.

    What was sent keeps the old address; once the gathering was published, it is listed as still to be watched.
    """
    locked = lock_shown_together(facts.id)
    gathering = locked[facts.id]
    row, _ = ContactPoint.objects.get_or_create(gathering=gathering, kind=kind.value)
    old = row.email
    if (row.email, row.phone) == (email, phone):
        return False
    row.email, row.phone = email, phone
    row.save(update_fields=["email", "phone"])
    touch(locked)
    if old and old.lower() != email.lower() and gathering.state != GatheringState.DRAFT.value:
        WatchedAddress.objects.update_or_create(
            gathering=gathering, address=old.lower(), defaults={"since": now, "closed_at": None, "closed_by": ""}
        )
    record(
        verb="contact:changed",
        actor=actor,
        now=now,
        organiser_id=facts.organiser_id,
        gathering_id=facts.id,
        subject=("contact", kind.value),
        motive=motive,
        data={"from": old, "to": email},
    )
    return True


@transaction.atomic
def stop_watching(*, facts: GatheringFacts, address: str, actor: Actor, now: datetime) -> None:
    """Nobody needs to look into this mailbox any more."""
    row, _ = WatchedAddress.objects.get_or_create(gathering_id=facts.id, address=address, defaults={"since": now})
    if row.closed_at is not None:
        return
    row.closed_at, row.closed_by = now, actor.label[:200]
    row.save(update_fields=["closed_at", "closed_by"])
    record(
        verb="contact:no_longer_watched",
        actor=actor,
        now=now,
        organiser_id=facts.organiser_id,
        gathering_id=facts.id,
        subject=("contact", "watched"),
        data={"address": address},
    )
