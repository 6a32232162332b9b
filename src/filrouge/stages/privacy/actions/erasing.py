"""Erasing who somebody was. What remains counts: the body and its kind, the territory, the parts and their states."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Q

from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_rows
from filrouge.ground.mail.actions import enqueue, letter_for_outbox
from filrouge.ground.mail.enums import MailState
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.enums import ActorKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.privacy.mails import ERASED
from filrouge.stages.registration.actions import withdraw
from filrouge.stages.registration.actions.arriving import forget_ways
from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.models import (
    Forwarding,
    MergedRegistration,
    Need,
    PartRegistration,
    Registration,
    Replacement,
    SecondForm,
    ToldApart,
)

_EMPTIED = (
    "given_name",
    "family_name",
    "email",
    "registrant_given_name",
    "registrant_family_name",
    "registrant_email",
    "organisation_text",
    "function",
    "function_text",
    "pictures",
    "reference",
    "search_text",
    "sort_name",
)
# What the context of a mail names that is kept for a reason of its own, or is about somebody else.
_OF_OTHERS = {"registration", "delegation", "contact", "invitation", "follower", "journalist", "accreditation", "proof"}
# What takes the place of a reason that must not be empty and might have named somebody.
_SAID_NO_MORE = "–"


@transaction.atomic
def erase_registration(*, registration_id: int, actor: Actor, now: datetime, motive: str = "") -> None:
    """Give back the places that can still be given back, so that others move up, then erase who it was, at once.

    The personal link opens nothing any more. A last mail says that it was done, to the addresses that it erases.
    Nothing happens to a registration that is erased already. Raises Gone for an unknown one.
    """
    facts = _gathering_of(registration_id)
    every_part = [part.key for part in facts.parts]
    try:
        withdraw(registration_id=registration_id, parts=every_part, actor=actor, now=now, motive=motive)
    except Gone:
        # Erased already, perhaps at this moment by somebody else.
        return
    row = lock_rows(Registration.objects.all(), [registration_id])[registration_id]
    addresses, language = dict.fromkeys((row.email, row.registrant_email)), row.language
    forget_mails(row)
    anonymise([row], now=now)
    record(
        verb="registration:erased",
        actor=actor,
        now=now,
        organiser_id=facts.organiser_id,
        gathering_id=facts.id,
        subject=("registration", str(row.pk)),
        motive=motive,
    )
    _tell(addresses, language, facts, actor=actor, now=now)


def _gathering_of(registration_id: int) -> GatheringFacts:
    known = Registration.objects.filter(pk=registration_id).values_list("gathering_id", flat=True).first()
    facts = facts_by_id(known) if known else None
    if facts is None:
        raise Gone(str(registration_id))
    return facts


def _tell(addresses: Iterable[str], language: str, facts: GatheringFacts, *, actor: Actor, now: datetime) -> None:
    enqueue(
        [
            letter_for_outbox(
                kind=ERASED,
                to=address,
                language=language,
                context={"gathering": facts.id, "by_organiser": actor.kind is ActorKind.USER},
                now=now,
                organiser_id=facts.organiser_id,
                gathering_id=facts.id,
            )
            for address in addresses
            if address
        ]
    )


def forget_mails(row: Registration) -> None:
    """Drop every mail that names somebody because of this registration, sent or not: those about it, the invitation
    that led to it, what was said to its address besides, and what the referent of its delegation was told.
    """
    about = Q(context__registration=row.pk)
    for forwarding in Forwarding.objects.filter(registration=row).order_by("pk"):
        about |= Q(context__forwarding=str(forwarding.public_id))
    here = OutgoingMail.objects.filter(gathering_id=row.gathering_id)
    here.filter(about).delete()
    here.filter(kind="merged_away", context__name=f"{row.given_name} {row.family_name}".strip()).delete()
    to_them = here.filter(to=row.email).order_by("pk") if row.email else here.none()
    # One that waits is composed when it leaves, without whoever is gone.
    left = here.filter(context__has_key="delegation").exclude(state=MailState.WAITING.value)
    told = left.order_by("pk") if row.party else here.none()
    besides = [pk for pk, context in to_them.values_list("pk", "context") if not _OF_OTHERS & set(context)]
    named = [pk for pk, context in told.values_list("pk", "context") if _names(context, row.pk)]
    here.filter(pk__in=[*besides, *named]).delete()


def _names(context: Mapping[str, Any], registration_id: int) -> bool:
    """Whether what a referent was told speaks of a registration."""
    people = context.get("people") or []
    return any(isinstance(one, Mapping) and one.get("registration") == registration_id for one in people)


def anonymise(rows: Iterable[Registration], *, now: datetime) -> int:
    """Erase who these locked registrations were, and what hangs on them; how many.

    Both identifiers are drawn anew: one is in the personal link, the other was made of name and address.
    """
    erased = list(rows)
    ids = [row.pk for row in erased]
    forget_ways(erased)
    for row in erased:
        for name in _EMPTIED:
            setattr(row, name, "")
        row.communities = []
        row.invited_through = None
        row.late_motive = _SAID_NO_MORE if row.late_by else ""
        row.public_id, row.submission, row.erased_at = uuid4(), uuid4(), now
    written = [*_EMPTIED, "communities", "invited_through", "late_motive", "public_id", "submission", "erased_at"]
    Registration.objects.bulk_update(erased, written, batch_size=100)
    # A reason may hold a function as typed, or the words of a refusal.
    PartRegistration.objects.filter(registration_id__in=ids).update(reasons=[])
    Need.objects.filter(registration_id__in=ids, erased_at=None).update(sealed=b"", erased_at=now)
    Replacement.objects.filter(registration_id__in=ids).update(previous_name="", replaced_by="")
    Forwarding.objects.filter(passed_on_by_id__in=ids).update(name="")
    Forwarding.objects.filter(registration_id__in=ids).update(name="")
    SecondForm.objects.filter(registration_id__in=ids).delete()
    MergedRegistration.objects.filter(registration_id__in=ids).delete()
    ToldApart.objects.filter(Q(first_id__in=ids) | Q(second_id__in=ids)).delete()
    return len(erased)
