"""Whom the press desk knows: the press list of an organiser, the press contact, journalists who ask to come."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_rows
from filrouge.ground.mail.actions import enqueue, forget_about, letter_for_outbox
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import SYSTEM, Actor
from filrouge.stages.gatherings.actions import lock_shown_together, touch
from filrouge.stages.gatherings.enums import ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import ContactPoint
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.press import rules
from filrouge.stages.press.enums import AccreditationState
from filrouge.stages.press.mails import ANSWERED, ASKED
from filrouge.stages.press.models import Accreditation, Journalist, PressDelivery


class KnownAddress(Exception):
    """Somebody of the press list has this address already."""


@transaction.atomic
def list_journalist(
    *,
    facts: GatheringFacts,
    name: str,
    medium: str,
    email: str,
    language: str,
    source: str,
    source_on: date,
    actor: Actor,
    now: datetime,
) -> None:
    """Put somebody on the press list of the organiser. Raises KnownAddress."""
    try:
        with transaction.atomic():
            Journalist.objects.create(
                organiser_id=facts.organiser_id,
                name=name,
                medium=medium,
                email=email.strip().lower(),
                language=language,
                source=source,
                source_on=source_on,
                created_at=now,
            )
    except IntegrityError:
        raise KnownAddress from None
    record(verb="press:journalist_listed", **_about(facts, actor, now), data={"medium": medium})


@transaction.atomic
def drop_journalist(*, facts: GatheringFacts, journalist_id: int, actor: Actor, now: datetime) -> None:
    """Take somebody off the list and forget them, with every mail that waits or was sent. Twice is once.

    That a release left to the address stays known without it: put on the list again, nobody gets it twice.
    """
    row = Journalist.objects.filter(organiser_id=facts.organiser_id, pk=journalist_id).first()
    if row is None:
        return
    sent = PressDelivery.objects.filter(journalist=row).order_by("release__gathering_id")
    for gathering_id in sent.values_list("release__gathering_id", flat=True).distinct():
        forget_about(gathering_id=gathering_id, name="journalist", value=row.pk)
    row.delete()
    record(verb="press:journalist_dropped", **_about(facts, actor, now), data={"medium": row.medium})


@transaction.atomic
def change_press_contact(
    *, facts: GatheringFacts, name: str, phone: str, mobile: str, email: str, actor: Actor, now: datetime
) -> bool:
    """Name the press contact of a gathering; whether anything changed. What was issued keeps the one it had."""
    locked = lock_shown_together(facts.id)
    row, _ = ContactPoint.objects.get_or_create(gathering=locked[facts.id], kind=ContactKind.PRESS.value)
    if (row.name, row.phone, row.mobile, row.email) == (name, phone, mobile, email):
        return False
    row.name, row.phone, row.mobile, row.email = name, phone, mobile, email
    row.save(update_fields=["name", "phone", "mobile", "email"])
    touch(locked)
    record(verb="press:contact_changed", **_about(facts, actor, now), data={"name": name})
    return True


@transaction.atomic
def ask_to_come(
    *, facts: GatheringFacts, name: str, medium: str, email: str, press_card: str, language: str, now: datetime
) -> None:
    """Keep a journalist's request until it is answered; one mail says that it arrived.

    An address that asked already is not written to again, and nobody learns which did. Raises ValueError where
    journalists cannot ask any more.
    """
    if not rules.welcomes_journalists(facts):
        raise ValueError(f"journalists cannot ask to come to {facts.key} any more")
    said = {"name": name, "medium": medium, "press_card": press_card, "language": language, "asked_at": now}
    row, is_new = Accreditation.objects.get_or_create(gathering_id=facts.id, email=email.strip().lower(), defaults=said)
    if is_new:
        enqueue([_letter(ASKED, row, facts, now)])


@transaction.atomic
def answer(
    *,
    facts: GatheringFacts,
    accreditation_id: int,
    state: AccreditationState,
    motive: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Accept or decline a request, told by mail; the same answer twice is once. Raises Accreditation.DoesNotExist."""
    rows = lock_rows(Accreditation.objects.filter(gathering_id=facts.id), [accreditation_id])
    if accreditation_id not in rows:
        raise Accreditation.DoesNotExist
    row = rows[accreditation_id]
    if row.state == state.value:
        return
    row.state, row.decided_at, row.decided_by, row.motive = state.value, now, actor.label[:200], motive
    row.save(update_fields=["state", "decided_at", "decided_by", "motive"])
    enqueue([_letter(ANSWERED, row, facts, now, state=state.value, motive=motive)])
    word = "accepted" if state is AccreditationState.ACCEPTED else "declined"
    record(verb=f"press:{word}", **_about(facts, actor, now), data={"medium": row.medium})


def forget_requests(now: datetime) -> int:
    """Erase the requests of journalists whose time is over, with their mails; how many. Finds what is due itself."""
    asked = Accreditation.objects.order_by("gathering_id")
    return sum(_forget(gathering_id, now) for gathering_id in asked.values_list("gathering_id", flat=True).distinct())


@transaction.atomic
def _forget(gathering_id: int, now: datetime) -> int:
    facts = facts_by_id(gathering_id)
    if facts is None:
        return 0
    rows = Accreditation.objects.filter(gathering_id=gathering_id).order_by("pk")
    due = [row for row in rows if rules.forget_at(facts, row.asked_at) <= now]
    for row in due:
        forget_about(gathering_id=gathering_id, name="accreditation", value=row.pk)
    Accreditation.objects.filter(pk__in=[row.pk for row in due]).delete()
    if due:
        record(verb="press:requests_erased", **_about(facts, SYSTEM, now), data={"count": len(due)})
    return len(due)


def _letter(kind: str, row: Accreditation, facts: GatheringFacts, now: datetime, **said: str) -> OutgoingMail:
    return letter_for_outbox(
        kind=kind,
        to=row.email,
        language=row.language,
        context={"gathering": facts.id, "accreditation": row.pk, **said},
        now=now,
        organiser_id=facts.organiser_id,
        gathering_id=facts.id,
    )


def _about(facts: GatheringFacts, actor: Actor, now: datetime) -> dict[str, Any]:
    """What each line of the trail says: which medium, never who."""
    return {
        "actor": actor,
        "now": now,
        "organiser_id": facts.organiser_id,
        "gathering_id": facts.id,
        "subject": ("press", facts.key),
    }
