"""Erasing somebody of the directory with all that hangs on them in the stages. What remains counts, without a name."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from filrouge.ground.database import lock_rows
from filrouge.ground.directory.contact_actions import empty_contacts, lock_contacts
from filrouge.ground.mail.enums import MailState
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import Actor
from filrouge.stages.invitations.models import Invitation
from filrouge.stages.registration.models import Forwarding
from filrouge.stages.sendings.enums import LeftOut, RecipientState
from filrouge.stages.sendings.models import Sending, SendingRecipient
from filrouge.stages.telling.models import ToldContact

_SAID = {"function": "", "label": {}, "recorded_by": "", "motive": "", "represented_by": ""}
# What the context of a mail names when it speaks of a registration, of following, of the press.
_ELSEWHERE = ("registration", "follower", "journalist", "accreditation", "delegation")


@transaction.atomic
def erase_contacts(*, organiser_id: int, ids: Collection[int], actor: Actor, now: datetime, motive: str = "") -> int:
    """Erase contacts, their addresses and functions, who they were in invitations and sendings, and the mails to them.

    A mail that has not left does not leave any more. Numbers stay: how many were invited, answered, were written to. An
    objection stays too: it is a mark, not an address. How many were erased; whoever is erased already is passed over.
    """
    # A batch of a sending under way would write to somebody who is being erased: the two wait for each other here.
    _lock_sendings(ids)
    known = lock_contacts(organiser_id=organiser_id, ids=ids)
    forget_what_hangs_on(known)
    forget_mails_to(organiser_id, known.values())
    empty_contacts(organiser_id=organiser_id, ids=known, actor=actor, now=now, motive=motive)
    return len(known)


@transaction.atomic
def forget_late() -> None:
    """Whoever was invited at the very moment in which they were erased is forgotten there too."""
    late = Invitation.objects.exclude(contact=None).exclude(contact__erased_at=None).order_by()
    forget_what_hangs_on(list(late.values_list("contact_id", flat=True).distinct()))


def _lock_sendings(ids: Collection[int]) -> None:
    rows = SendingRecipient.objects.filter(contact__in=list(ids), state=RecipientState.WAITING.value)
    lock_rows(Sending.objects.all(), sorted(set(rows.order_by().values_list("sending_id", flat=True))))


def forget_what_hangs_on(ids: Iterable[int]) -> None:
    """Empty invitations and places in sendings of these contacts of who they were, with the mails about them."""
    contacts = list(ids)
    if not contacts:
        return
    invited = Invitation.objects.filter(contact__in=contacts)
    rows = lock_rows(invited, list(invited.order_by().values_list("pk", flat=True)))
    _forget_invitations(rows)
    places = SendingRecipient.objects.filter(contact__in=contacts)
    _forget_mails(OutgoingMail.objects.filter(sending_recipient__in=places).values_list("pk", flat=True))
    left_out = {"state": RecipientState.LEFT_OUT.value, "left_out": LeftOut.NO_ADDRESS.value}
    places.filter(state=RecipientState.WAITING.value).update(**left_out)
    places.update(why={})
    ToldContact.objects.filter(contact__in=contacts).delete()


def _forget_invitations(rows: dict[int, Invitation]) -> None:
    for row in rows.values():
        row.contact, row.public_id = None, uuid4()
        for name, value in _SAID.items():
            setattr(row, name, value)
    Invitation.objects.bulk_update(rows.values(), ["contact", "public_id", *_SAID], batch_size=100)
    Forwarding.objects.filter(invitation__in=rows).update(name="")
    gatherings = {row.gathering_id for row in rows.values()}
    about = OutgoingMail.objects.filter(gathering_id__in=gatherings, context__invitation__in=list(rows))
    _forget_mails(about.values_list("pk", flat=True))


def forget_mails_to(organiser_id: int, addresses: Iterable[str]) -> None:
    """Drop mails to these addresses, but those that belong to something else that is kept of the same person; and the
    name by which whoever passed the gathering on named them.
    """
    wanted = [address for address in addresses if address]
    mine = OutgoingMail.objects.filter(organiser_id=organiser_id, to__in=wanted).order_by("pk")
    dropped = {pk: context for pk, context in mine.values_list("pk", "context") if not _belongs_elsewhere(context)}
    passed_on = [context["forwarding"] for context in dropped.values() if "forwarding" in context]
    Forwarding.objects.filter(public_id__in=passed_on).update(name="")
    _forget_mails(dropped)


def _belongs_elsewhere(context: Mapping[str, Any]) -> bool:
    # Whoever passes the gathering on is the one who is registered; the mail goes to somebody else.
    if "forwarding" in context:
        return False
    return any(name in context for name in _ELSEWHERE)


def _forget_mails(ids: Iterable[int]) -> None:
    """Drop mails. Of a sending, those that did not arrive are counted as left out from now on."""
    dropped = list(ids)
    unsent = OutgoingMail.objects.filter(pk__in=dropped).exclude(state=MailState.SENT.value)
    SendingRecipient.objects.filter(mail__in=unsent).update(
        state=RecipientState.LEFT_OUT.value, left_out=LeftOut.NO_ADDRESS.value
    )
    OutgoingMail.objects.filter(pk__in=dropped).delete()
