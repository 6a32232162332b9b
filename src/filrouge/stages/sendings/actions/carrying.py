"""The letter of a sending: it stops when the letter is not true any more, and what went to whom is written down."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery

from filrouge.core.decisions import Decision
from filrouge.ground.mail.enums import MailState
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import SYSTEM, Actor
from filrouge.stages.documents.queries import carried_with, issued_ids
from filrouge.stages.documents.rules import choose_language
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.sendings import rules
from filrouge.stages.sendings.actions.locking import locked_sending, note
from filrouge.stages.sendings.actions.outbox import take_back
from filrouge.stages.sendings.composing import carried_by, declared
from filrouge.stages.sendings.enums import Halt, SendingState
from filrouge.stages.sendings.models import LetterReceipt, Sending, SendingRecipient
from filrouge.stages.sendings.queries import held_back, whole_sending


class Untrue(Exception):
    """The letter of a sending is not what was approved, or not true any more; `why` says which."""

    def __init__(self, why: Halt) -> None:
        super().__init__(why.value)
        self.why = why


class NotApprovedAnew(Exception):
    """A sending was not approved anew; `decision` says why."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(", ".join(reason.code for reason in decision.reasons))
        self.decision = decision


class Different(Exception):
    """Another erratum was issued since the page was looked at."""


def in_the_way(row: Sending) -> Halt | None:
    """Why a locked sending must not go on with its letter; None for one without, or while all is true."""
    if row.letter_id is None:
        return None
    facts = facts_by_id(row.gathering_id)
    letter = carried_by(whole_sending(row), facts) if facts else None
    return rules.halt(row.carries, letter) if letter else Halt.OUTDATED


def halt(row: Sending, why: Halt, now: datetime) -> None:
    """Stop a running sending until somebody approves it anew; what nobody tried comes back out of the outbox."""
    take_back(row)
    row.state, row.next_batch_at, row.halted_why = SendingState.PAUSED.value, None, why.value
    row.save(update_fields=["state", "next_batch_at", "halted_why"])
    note("sending:halted", row, SYSTEM, now, {"why": why.value})


@transaction.atomic
def approve_anew(
    *, facts: GatheringFacts, sending_id: int, carries: Sequence[int], actor: Actor, now: datetime
) -> None:
    """Let a sending go on with the errata that were issued since, in the name of somebody. `carries`: the letters that
    the approver saw on the page.

    Mails that were held back in the outbox wait again. Raises NotApprovedAnew, Different, NoSuchSending.
    """
    row = locked_sending(gathering_id=facts.id, sending_id=sending_id)
    sending = whole_sending(row)
    letter = carried_by(sending, facts)
    decision = rules.may_approve_anew(sending, letter, held=held_back(sending_id))
    if letter is None or not decision.is_allowed:
        raise NotApprovedAnew(decision)
    if tuple(carries) != letter.ids:
        raise Different
    take_back(row, (MailState.WAITING, MailState.WITHHELD))
    row.carries, row.halted_why = list(letter.ids), ""
    row.approved_at, row.approved_by = now, actor.label[:200]
    if row.state == SendingState.DONE.value:
        row.state, row.ended_at = SendingState.PAUSED.value, None
    row.save(update_fields=["carries", "halted_why", "approved_at", "approved_by", "state", "ended_at"])
    note("sending:approved_anew", row, actor, now, {"letters": len(row.carries)})
    _let_go(row, now)


def _let_go(row: Sending, now: datetime) -> None:
    """Mails that were tried before keep their row, and so their Message-ID: they wait in the outbox again."""
    held = OutgoingMail.objects.filter(sending_recipient__sending=row, state=MailState.WITHHELD.value)
    tried = list(held.order_by("pk").values_list("pk", flat=True))
    OutgoingMail.objects.filter(pk__in=tried).update(state=MailState.WAITING.value, next_attempt_at=now)
    going = list(SendingRecipient.objects.filter(mail__in=tried).select_related("contact").order_by("pk"))
    LetterReceipt.objects.filter(recipient__in=going).delete()
    facts = facts_by_id(row.gathering_id)
    if facts is not None:
        hand_over(row, going, facts)


def hand_over(
    row: Sending, going: Sequence[SendingRecipient], facts: GatheringFacts, *, sent_at: datetime | None = None
) -> None:
    """Write down which versions go to these recipients; two queries and an insertion, however many they are. `sent_at`
    for those that no mail carries.
    """
    letters, versions = carried_with(row.letter_id or 0), issued_ids(row.carries)
    fallback = declared(row.fallback, facts)
    LetterReceipt.objects.bulk_create(
        LetterReceipt(recipient=one, issued_id=versions[letter.id, language], sent_at=sent_at)
        for one in going
        for letter in letters
        if (language := choose_language(one.contact.language, letter.languages, fallback))
    )


def note_sent(now: datetime) -> None:
    """Write down when letters left: mails are erased long before a contact is. May be called at any time."""
    when = OutgoingMail.objects.filter(sending_recipient=OuterRef("recipient")).values("sent_at")[:1]
    sent = LetterReceipt.objects.filter(sent_at=None, recipient__mail__state=MailState.SENT.value)
    sent.filter(recipient__mail__bounced_at=None).update(sent_at=Subquery(when))
