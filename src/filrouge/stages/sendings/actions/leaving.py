"""How a sending leaves: in batches with a pause between them, each recipient once, whatever dies meanwhile.

One transaction takes a batch of recipients, writes their mails into the outbox and says when the next batch is due.
A process killed in it leaves nothing; after it the mails are the outbox's, which sends each under one Message-ID.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from filrouge.core.names import PersonName
from filrouge.ground.directory.answers import answered_addresses
from filrouge.ground.directory.models import Contact
from filrouge.ground.mail.actions import enqueue, letter_for_outbox
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.mail.objectors import objectors
from filrouge.ground.people.actors import SYSTEM, Actor
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.sendings import rules
from filrouge.stages.sendings.actions.carrying import Untrue, halt, hand_over, in_the_way
from filrouge.stages.sendings.actions.holding import Held, held_by, hold_back, let_go, lock_gathering
from filrouge.stages.sendings.actions.locking import locked_sending, note
from filrouge.stages.sendings.actions.outbox import take_back
from filrouge.stages.sendings.enums import LeftOut, RecipientState, SendingState
from filrouge.stages.sendings.facts import Person, Surroundings
from filrouge.stages.sendings.links import gathering_link, personal_links
from filrouge.stages.sendings.mails import KIND
from filrouge.stages.sendings.models import Sending, SendingRecipient


class NotPossible(Exception):
    """The sending is not in a state in which this can be done."""


@transaction.atomic
def act(*, gathering_id: int, sending_id: int, verb: str, actor: Actor, now: datetime) -> None:
    """Start, pause, resume or stop. What waits in the outbox and was never tried comes back when it pauses or stops.

    Raises NotPossible, NoSuchSending, Held when nobody is written to about the gathering, Untrue when its letter is not
    what was approved, KeyError for another verb.
    """
    lock_gathering(gathering_id)
    row = locked_sending(gathering_id=gathering_id, sending_id=sending_id)
    target, possible = rules.ACTS[verb]
    if row.state not in {state.value for state in possible}:
        raise NotPossible(verb)
    if target is SendingState.RUNNING:
        if hold := held_by(row, now):
            raise Held(hold)
        if why := in_the_way(row):
            raise Untrue(why)
        let_go(row, now)
    if verb in ("pause", "stop"):
        take_back(row)
    if verb == "stop":
        left = SendingRecipient.objects.filter(sending=row, state=RecipientState.WAITING.value)
        left.update(state=RecipientState.LEFT_OUT.value, left_out=LeftOut.STOPPED.value)
    row.state = target.value
    row.next_batch_at = now if target is SendingState.RUNNING else None
    row.ended_at = now if target is SendingState.STOPPED else None
    if target is SendingState.RUNNING:
        row.halted_why = ""
    row.save(update_fields=["state", "next_batch_at", "ended_at", "halted_why"])
    _tell(verb, row, actor, now)


def _tell(verb: str, row: Sending, actor: Actor, now: datetime) -> None:
    match verb:
        case "start":
            note("sending:started", row, actor, now)
        case "pause":
            note("sending:paused", row, actor, now)
        case "resume":
            note("sending:resumed", row, actor, now)
        case _:
            note("sending:stopped", row, actor, now)


def send_due(now: datetime) -> None:
    """Put the next batch of every running sending whose pause is over into the outbox."""
    due = Sending.objects.filter(state=SendingState.RUNNING.value, next_batch_at__lte=now).order_by("next_batch_at")
    for gathering_id, sending_id in due.values_list("gathering_id", "pk"):
        send_batch(gathering_id=gathering_id, sending_id=sending_id, now=now)


@transaction.atomic
def send_batch(*, gathering_id: int, sending_id: int, now: datetime) -> int:
    """Put one batch into the outbox; how many mails. Nothing if it is not due, as a second worker finds.

    A sending whose letter was corrected, or is not true any more, stops instead; so does one about whose gathering
    nobody is written to, or in which something moved since the approval.
    """
    lock_gathering(gathering_id)
    row = locked_sending(gathering_id=gathering_id, sending_id=sending_id)
    if row.state != SendingState.RUNNING.value or row.next_batch_at is None or row.next_batch_at > now:
        return 0
    if hold := held_by(row, now):
        hold_back(row, hold, now)
        return 0
    if why := in_the_way(row):
        halt(row, why, now)
        return 0
    waiting = SendingRecipient.objects.filter(sending=row, state=RecipientState.WAITING.value)
    batch = list(waiting.select_related("contact").order_by("pk")[: row.batch_size])
    written = _write_batch(row, batch, now)
    if len(batch) < row.batch_size or not waiting.exists():
        row.state, row.next_batch_at, row.ended_at = SendingState.DONE.value, None, now
        note("sending:done", row, SYSTEM, now)
    else:
        row.next_batch_at = now + timedelta(minutes=row.pause_minutes)
    row.save(update_fields=["state", "next_batch_at", "ended_at"])
    return written


def _write_batch(row: Sending, batch: Sequence[SendingRecipient], now: datetime) -> int:
    """The mails of a batch, but for those who cannot be written to any more: asked now, not at the approval."""
    organiser_id = row.gathering.organiser_id
    around = Surroundings(
        objectors=objectors(organiser_id, [one.contact.email for one in batch if one.contact.email]),
        answered=answered_addresses(row.gathering_id) if row.recipients.only_unanswered else frozenset(),
    )
    reasons = {one.pk: rules.stays_out_now(_person(one.contact), around) for one in batch}
    for reason in set(filter(None, reasons.values())):
        left = [pk for pk, said in reasons.items() if said is reason]
        _set(left, state=RecipientState.LEFT_OUT.value, left_out=reason.value)
    going = [one for one in batch if reasons[one.pk] is None]
    links = personal_links(row.gathering_id, [one.contact_id for one in going], now)
    texts = set(row.texts.order_by("language").values_list("language", flat=True))
    link = gathering_link(row.gathering.key)
    mails = [_mail(row, one.contact, links.get(one.contact_id, ""), link, texts, now) for one in going]
    enqueue(mails)
    _set([one.pk for one in going], state=RecipientState.QUEUED.value)
    for one, mail in zip(going, mails, strict=True):
        one.mail, one.state = mail, RecipientState.QUEUED.value
    # Every row is there: this is one update for all of them, without a condition for each.
    SendingRecipient.objects.bulk_create(
        going, update_conflicts=True, unique_fields=["sending", "contact"], update_fields=["mail"]
    )
    if row.letter_id is not None and (facts := facts_by_id(row.gathering_id)):
        hand_over(row, going, facts)
    return len(mails)


def _set(ids: Sequence[int], **values: str) -> None:
    """Compare and set: whoever does not wait any more makes the whole batch fail, and nobody is written to twice."""
    waiting = SendingRecipient.objects.filter(pk__in=ids, state=RecipientState.WAITING.value)
    if waiting.update(**values) != len(ids):
        raise NotPossible("recipients")


def _mail(row: Sending, contact: Contact, own_link: str, link: str, texts: set[str], now: datetime) -> OutgoingMail:
    said: dict[str, Any] = {
        "sending": str(row.public_id),
        "gathering": row.gathering_id,
        "contact": contact.pk,
        "name": PersonName(contact.given_name, contact.family_name).full,
        "address": contact.email,
        "link": own_link or link,
        "source": contact.source,
        "source_on": contact.source_on.isoformat(),
    }
    if row.letter_id is not None:
        said |= {"letter": row.letter_id, "reads": contact.language, "own_link": own_link}
    return letter_for_outbox(
        kind=KIND,
        to=contact.email,
        language=contact.language if contact.language in texts else row.fallback,
        context=said,
        now=now,
        organiser_id=row.gathering.organiser_id,
        gathering_id=row.gathering_id,
    )


def _person(contact: Contact) -> Person:
    return Person(
        id=contact.pk,
        civility=contact.civility,
        name=PersonName(contact.given_name, contact.family_name),
        language=contact.language,
        email=contact.email,
        is_unreachable=contact.unreachable_at is not None,
    )
