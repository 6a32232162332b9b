"""Whoever reads a mailbox proves it by a link that is sent there, and may then have what is held on it erased."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from filrouge.ground.address_digests import fold
from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_name, lock_rows
from filrouge.ground.directory.contact_actions import drop_from_files
from filrouge.ground.directory.contacts import contact_at
from filrouge.ground.mail.actions import enqueue, letter_for_outbox
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import Actor
from filrouge.stages.following.actions import forget_address
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.press.models import Journalist
from filrouge.stages.privacy.actions.contacts import erase_contacts, forget_mails_to
from filrouge.stages.privacy.actions.objecting import object_to_mails
from filrouge.stages.privacy.actions.press import forget_journalists, forget_requests_of
from filrouge.stages.privacy.enums import Source
from filrouge.stages.privacy.links import ASKED_AGAIN_AFTER, PROVEN_FOR
from filrouge.stages.privacy.mails import OWN_ADDRESS
from filrouge.stages.privacy.models import AddressProof
from filrouge.stages.registration.models import OpeningNotice


@transaction.atomic
def ask_for_data(*, facts: GatheringFacts, email: str, language: str, now: datetime) -> None:
    """Send a link to an address, by which its reader sees what the organiser holds on it.

    Whether anything is held is not told here, nor by the mail. Nobody's mailbox is filled: an address that was written
    to a moment ago is not written to again.
    """
    address = fold(email)
    lock_name(f"address proof {facts.organiser_id} {address}")
    proofs = AddressProof.objects.filter(organiser_id=facts.organiser_id, email=address).order_by("pk")
    row = proofs.first()
    if row is not None and now - row.asked_at < ASKED_AGAIN_AFTER:
        return
    forget_proofs_of(facts.organiser_id, address)
    row = AddressProof.objects.create(organiser_id=facts.organiser_id, email=address, asked_at=now)
    letter = letter_for_outbox(
        kind=OWN_ADDRESS,
        to=address,
        language=language,
        context={"gathering": facts.id, "proof": row.pk, "link": str(row.public_id)},
        now=now,
        organiser_id=facts.organiser_id,
        gathering_id=facts.id,
    )
    enqueue([letter])


@transaction.atomic
def erase_address(*, facts: GatheringFacts, address: str, with_objection: bool, actor: Actor, now: datetime) -> None:
    """Erase at once what an organiser holds on a proven address, but registrations: these have a page of their own.

    The entry in the directory with all that hangs on it, what the address follows or waits for, its entry in the press
    list and its requests as a journalist, the mails to it. `with_objection`: a mark stays, so that nobody takes it in
    again without noticing.
    """
    organiser_id = facts.organiser_id
    said = {"organiser_id": organiser_id, "actor": actor, "now": now}
    card = contact_at(organiser_id=organiser_id, address=address)
    counts = {
        "contacts": erase_contacts(ids=[card.id], **said) if card else 0,  # type: ignore[arg-type]
        "followers": forget_address(organiser_id=organiser_id, address=address),
        "openings": _forget_openings(organiser_id, address),
        "journalists": forget_journalists(ids=_journalists(organiser_id, address), **said),  # type: ignore[arg-type]
        "requests": forget_requests_of(address=address, **said),  # type: ignore[arg-type]
    }
    forget_mails_to(organiser_id, [address])
    drop_from_files(organiser_id=organiser_id, addresses=[address])
    forget_proofs_of(organiser_id, address)
    if with_objection:
        object_to_mails(address=address, source=Source.PERSONAL_PAGE, **said)  # type: ignore[arg-type]
    about = {"organiser_id": organiser_id, "gathering_id": facts.id, "subject": ("gathering", facts.key)}
    found = {name: number for name, number in counts.items() if number}
    record(verb="address:erased", actor=actor, now=now, data={"counts": found}, **about)


def _forget_openings(organiser_id: int, address: str) -> int:
    waiting = OpeningNotice.objects.filter(gathering__organiser_id=organiser_id, email__iexact=address)
    return waiting.delete()[0]


def _journalists(organiser_id: int, address: str) -> list[int]:
    rows = Journalist.objects.filter(organiser_id=organiser_id, email=address).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def forget_proofs_of(organiser_id: int, address: str) -> None:
    """Forget that somebody wanted to know, with the mail that was sent for it."""
    _forget(AddressProof.objects.filter(organiser_id=organiser_id, email=address).values_list("pk", flat=True))


@transaction.atomic
def forget_proofs(now: datetime) -> None:
    """Forget what was asked longer ago than a link works."""
    _forget(AddressProof.objects.filter(asked_at__lt=now - PROVEN_FOR).values_list("pk", flat=True))


def _forget(ids: Iterable[int]) -> None:
    rows = lock_rows(AddressProof.objects.all(), list(ids))
    OutgoingMail.objects.filter(kind=OWN_ADDRESS, context__proof__in=list(rows)).delete()
    AddressProof.objects.filter(pk__in=rows).delete()
