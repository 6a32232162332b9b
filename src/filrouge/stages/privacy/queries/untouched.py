"""Who of the directory gave no sign, and of the press list had no contact, for the organiser's period; no names."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, DateField, Exists, F, Max, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest

from filrouge.core.text import Translated
from filrouge.ground.directory.models import Contact
from filrouge.ground.people.queries import organiser_by_id
from filrouge.stages.invitations.models import Invitation
from filrouge.stages.press.models import Journalist, PressDelivery
from filrouge.stages.privacy import rules
from filrouge.stages.privacy.enums import OF_THE_DIRECTORY, Kept
from filrouge.stages.privacy.facts import Periods, SlipLine
from filrouge.stages.privacy.queries.legal import periods_of
from filrouge.stages.registration.models import Registration
from filrouge.stages.sendings.enums import RecipientState
from filrouge.stages.sendings.models import SendingRecipient


def untouched(kind: Kept, organiser_id: int, *, until: date) -> QuerySet[Any]:
    """The people of a kind whose last sign or contact was on a day or before it; `touched` is that day of each.

    Of the directory only what comes from the person counts: mails of the organiser's prolong nothing.
    What was heard of them and is not noted on their row yet counts too: nobody goes because a worker stood still.
    """
    return _contacts(organiser_id, until) if kind is Kept.CONTACTS else _journalists(organiser_id, until)


def _contacts(organiser_id: int, until: date) -> QuerySet[Contact]:
    after = _after(until)
    heard = Greatest(F("source_on"), Coalesce("last_sign_on", "source_on"), output_field=DateField())
    rows = Contact.objects.filter(organiser_id=organiser_id, erased_at=None).annotate(touched=heard)
    passed_on = Q(forwardings__passed_on_at__gte=after)
    came = Registration.objects.filter(
        passed_on | Q(created_at__gte=after),
        gathering__organiser_id=organiser_id,
        email=OuterRef("email"),
        erased_at=None,
    ).exclude(email="")
    answered = Invitation.objects.filter(passed_on | Q(answered_at__gte=after), contact=OuterRef("pk"))
    awaited = SendingRecipient.objects.filter(contact=OuterRef("pk"), state=RecipientState.WAITING.value)
    return rows.filter(
        ~Exists(came.order_by()), ~Exists(answered.order_by()), ~Exists(awaited.order_by()), touched__lte=until
    )


def _journalists(organiser_id: int, until: date) -> QuerySet[Journalist]:
    sent = PressDelivery.objects.filter(journalist=OuterRef("pk"), sent_at__gte=_after(until))
    rows = Journalist.objects.filter(organiser_id=organiser_id).annotate(touched=F("source_on"))
    return rows.filter(~Exists(sent.order_by()), touched__lte=until)


def _after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=UTC)


def due_contacts(organiser_id: int, *, now: datetime) -> tuple[int, ...]:
    """The ids of contacts that a slip of this moment would list; two queries."""
    until = rules.untouched_since(now.date(), periods_of(organiser_id))
    rows = untouched(Kept.CONTACTS, organiser_id, until=until).order_by("pk")
    return tuple(rows.values_list("pk", flat=True))


def due_in_directory(organiser_id: int, periods: Periods, *, now: datetime) -> Sequence[SlipLine]:
    """What is due of the directory and the press list, a line for each; three queries."""
    until = rules.untouched_since(now.date(), periods)
    lines = [_line(kind, organiser_id, until, periods) for kind in OF_THE_DIRECTORY]
    return [line for line in lines if line is not None]


def _line(kind: Kept, organiser_id: int, until: date, periods: Periods) -> SlipLine | None:
    said = untouched(kind, organiser_id, until=until).aggregate(
        number=Count("pk"), first=Min("touched"), last=Max("touched")
    )
    if not said["number"]:
        return None
    organiser = organiser_by_id(organiser_id)
    return SlipLine(
        kind=kind,
        gathering_id=None,
        key="",
        title=organiser.name if organiser else Translated.of({}, "fr"),
        first=said["first"],
        last=said["last"],
        due=rules.due_day(kind, last=said["first"], periods=periods),
        volume=said["number"],
    )
