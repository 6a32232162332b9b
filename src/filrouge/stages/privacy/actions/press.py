"""Forgetting journalists: of the press list of an organiser, and those who asked to come. Numbers stay in the trail."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_rows
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import Actor
from filrouge.stages.press.models import Accreditation, Journalist


@transaction.atomic
def forget_journalists(*, organiser_id: int, ids: Collection[int], actor: Actor, now: datetime) -> int:
    """Forget people of the press list with every mail to them, sent or not; how many."""
    rows = lock_rows(Journalist.objects.filter(organiser_id=organiser_id), ids)
    mails = OutgoingMail.objects.filter(organiser_id=organiser_id, context__journalist__in=list(rows))
    mails.delete()
    Journalist.objects.filter(pk__in=rows).delete()
    if rows:
        record(verb="press:journalists_forgotten", actor=actor, now=now, **_about(organiser_id, len(rows)))
    return len(rows)


@transaction.atomic
def forget_requests_of(*, organiser_id: int, address: str, actor: Actor, now: datetime) -> int:
    """Forget what somebody with this folded address asked as a journalist, with the mails about it; how many."""
    asked = Accreditation.objects.filter(gathering__organiser_id=organiser_id, email=address)
    rows = lock_rows(asked, list(asked.order_by().values_list("pk", flat=True)))
    mails = OutgoingMail.objects.filter(organiser_id=organiser_id, context__accreditation__in=list(rows))
    mails.delete()
    Accreditation.objects.filter(pk__in=rows).delete()
    if rows:
        record(verb="press:requests_erased", actor=actor, now=now, **_about(organiser_id, len(rows)))
    return len(rows)


def _about(organiser_id: int, number: int) -> dict[str, Any]:
    """A line of the organiser's trail: how many, never who."""
    return {"organiser_id": organiser_id, "subject": ("press", str(organiser_id)), "data": {"count": number}}
