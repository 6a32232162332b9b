"""What mails tell of somebody of the directory: that one left for them, that they were told, that something came."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from django.db.models import Q

from filrouge.ground.directory.models import Contact
from filrouge.ground.mail.models import OutgoingMail

# Of what a mail speaks that is written to somebody because they are known here. Who follows a gathering is known to
# nobody, so a mail to a follower is no contact with the directory.
_SPEAKS_OF = frozenset({"contact", "invitation", "registration"})


def note_departures(mails: Sequence[OutgoingMail], now: datetime) -> None:
    """Note that these mails have left, on the contacts whose addresses they went to; four queries for an organiser.

    A mail that says where the address comes from, and how to get no more, has told the person that they are kept.
    """
    written: dict[int, set[str]] = {}
    told: dict[int, set[str]] = {}
    for mail in mails:
        if mail.organiser_id is not None and _SPEAKS_OF & set(mail.context):
            written.setdefault(mail.organiser_id, set()).add(mail.to.casefold())
            if mail.context.get("source"):
                told.setdefault(mail.organiser_id, set()).add(mail.to.casefold())
    earlier = Q(last_contact_on=None) | Q(last_contact_on__lt=now.date())
    _note_on(written, earlier, last_contact_on=now.date())
    _note_on(told, Q(informed_on=None), informed_on=now.date())


def _note_on(addresses: Mapping[int, Collection[str]], news: Q, **day: date) -> None:
    for organiser_id, to in sorted(addresses.items()):
        rows = Contact.objects.filter(news, organiser_id=organiser_id, email__in=to, erased_at=None)
        if known := list(rows.order_by("pk").values_list("pk", flat=True)):
            Contact.objects.filter(pk__in=known).update(**day)


def note_signs_from(*, organiser_id: int, addresses: Collection[str], on: date) -> int:
    """Note that something came from these folded addresses on a day; of how many contacts that was news."""
    return _note(Q(organiser_id=organiser_id, email__in=[one for one in addresses if one]), on)


def note_signs_of(ids: Collection[int], *, on: date) -> int:
    """The same of contacts by id."""
    return _note(Q(pk__in=list(ids)), on)


def _note(who: Q, on: date) -> int:
    news = Q(last_sign_on=None) | Q(last_sign_on__lt=on)
    known = list(Contact.objects.filter(who, news, erased_at=None).order_by("pk").values_list("pk", flat=True))
    if known:
        Contact.objects.filter(pk__in=known, erased_at=None).update(last_sign_on=on)
        older = Q(last_contact_on=None) | Q(last_contact_on__lt=on)
        Contact.objects.filter(older, pk__in=known, erased_at=None).update(last_contact_on=on)
    return len(known)
