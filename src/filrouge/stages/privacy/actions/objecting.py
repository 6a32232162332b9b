"""Saying that one does not want to be written to, and taking it back."""

from datetime import datetime

from django.db import transaction

from filrouge.ground.audit.actions import record
from filrouge.ground.mail.enums import Answer
from filrouge.ground.people.actors import STRANGER, Actor
from filrouge.stages.privacy.enums import Source
from filrouge.stages.privacy.links import digest_of, digests_of
from filrouge.stages.privacy.models import Objection


@transaction.atomic
def object_to_mails(*, organiser_id: int, address: str, source: Source, actor: Actor, now: datetime) -> bool:
    """Put an address on the list of an organiser; False when it was there already."""
    return object_by_digest(
        organiser_id=organiser_id, digest=digest_of(organiser_id, address), source=source, actor=actor, now=now
    )


@transaction.atomic
def object_by_digest(*, organiser_id: int, digest: str, source: Source, actor: Actor, now: datetime) -> bool:
    """The same for whoever comes by the link of a mail, which holds the digest and no address."""
    row, created = Objection.objects.get_or_create(
        organiser_id=organiser_id, digest=digest, defaults={"said_at": now, "source": source.value}
    )
    if created:
        record(
            verb="objection:recorded",
            actor=actor,
            now=now,
            organiser_id=organiser_id,
            subject=("objection", str(row.pk)),
            data={"source": source.value},
        )
    return created


def object_from_outside(organiser_id: int, address: str, how: Answer, now: datetime) -> None:
    """The same for whoever pressed “unwanted” in their mail program, or refused more at a delivery service."""
    source = Source.COMPLAINT if how is Answer.COMPLAINT else Source.DELIVERY_SERVICE
    object_to_mails(organiser_id=organiser_id, address=address, source=source, actor=STRANGER, now=now)


@transaction.atomic
def take_objection_back(
    *, organiser_id: int, address: str, actor: Actor, now: datetime, source: Source, motive: str = ""
) -> bool:
    """Take an address off the list; False when it was not there."""
    found = Objection.objects.filter(organiser_id=organiser_id, digest__in=digests_of(organiser_id, address))
    row = found.order_by("pk").first()
    if row is None:
        return False
    subject = ("objection", str(row.pk))
    found.delete()
    record(
        verb="objection:taken_back",
        actor=actor,
        now=now,
        organiser_id=organiser_id,
        subject=subject,
        motive=motive,
        data={"source": source.value},
    )
    return True
