"""Carrying out one line of a slip, a batch at a time, inside the caller's transaction."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db.models import Q

from filrouge.ground.database import lock_rows
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import SYSTEM
from filrouge.stages.delegations.models import Delegation, Order
from filrouge.stages.invitations.models import Invitation
from filrouge.stages.privacy import rules
from filrouge.stages.privacy.actions.contacts import erase_contacts
from filrouge.stages.privacy.actions.erasing import anonymise
from filrouge.stages.privacy.actions.press import forget_journalists
from filrouge.stages.privacy.enums import Kept
from filrouge.stages.privacy.queries.legal import periods_of
from filrouge.stages.privacy.queries.untouched import untouched
from filrouge.stages.registration.models import Forwarding, ImportedFile, OpeningNotice, Registration, Replacement
from filrouge.stages.telling.models import ToldContact

BATCH = 200
_REFERENT = ("referent_given_name", "referent_family_name", "referent_email", "referent_phone", "organisation_text")
_ANSWER = {"represented_by": "", "motive": "", "recorded_by": ""}


def destroy_batch(kind: Kept, gathering_id: int, *, now: datetime) -> int:
    """Destroy up to a batch of what is left of a kind in a gathering; how many, 0 when nothing is left."""
    return _DESTROY[kind](gathering_id, now)


def destroy_directory_batch(
    kind: Kept, *, organiser_id: int, until: date, before: datetime, motive: str, now: datetime
) -> int:
    """The same of the directory or the press list: those in contact until a day, and there before an instant."""
    due = rules.untouched_since(now.date(), periods_of(organiser_id))
    rows = untouched(kind, organiser_id, until=min(until, due)).filter(created_at__lte=before)
    ids = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
    said: dict[str, Any] = {"organiser_id": organiser_id, "ids": ids, "actor": SYSTEM, "now": now}
    if kind is Kept.CONTACTS:
        return erase_contacts(**said, motive=motive)
    return forget_journalists(**said)


def _registrations(gathering_id: int, now: datetime) -> int:
    left = Registration.objects.filter(gathering_id=gathering_id, erased_at=None).order_by("pk")
    rows = lock_rows(Registration.objects.all(), left.values_list("pk", flat=True)[:BATCH])
    if not rows:
        _leftovers(gathering_id)
    return anonymise(rows.values(), now=now)


def _leftovers(gathering_id: int) -> None:
    """What could still name somebody of a gathering in which nobody is left."""
    OutgoingMail.objects.filter(gathering_id=gathering_id).delete()
    ImportedFile.objects.filter(gathering_id=gathering_id).delete()
    OpeningNotice.objects.filter(gathering_id=gathering_id).delete()


def _trails(gathering_id: int, _now: datetime) -> int:
    replaced = Replacement.objects.filter(registration__gathering_id=gathering_id)
    here = Q(passed_on_by__gathering_id=gathering_id) | Q(invitation__gathering_id=gathering_id)
    passed_on = Forwarding.objects.filter(here)
    invited = Invitation.objects.filter(gathering_id=gathering_id).exclude(contact=None)
    return (
        replaced.exclude(previous_name="", replaced_by="").update(previous_name="", replaced_by="")
        + passed_on.exclude(name="").update(name="")
        + invited.update(contact=None, **_ANSWER)
        + ToldContact.objects.filter(telling__gathering_id=gathering_id).delete()[0]
    )


def _delegations(gathering_id: int, now: datetime) -> int:
    left = Delegation.objects.filter(gathering_id=gathering_id, erased_at=None).order_by("pk")
    rows = list(lock_rows(Delegation.objects.all(), left.values_list("pk", flat=True)[:BATCH]).values())
    for row in rows:
        for name in _REFERENT:
            setattr(row, name, "")
        row.public_id, row.submission, row.erased_at = uuid4(), uuid4(), now
    Delegation.objects.bulk_update(rows, [*_REFERENT, "public_id", "submission", "erased_at"])
    # The buyer and its references stay: accounts are kept longer, under a law of their own.
    Order.objects.filter(delegation__in=rows).update(contact_name="", contact_email="")
    return len(rows)


_DESTROY: dict[Kept, Callable[[int, datetime], int]] = {
    Kept.REGISTRATIONS: _registrations,
    Kept.TRAILS: _trails,
    Kept.DELEGATIONS: _delegations,
}
