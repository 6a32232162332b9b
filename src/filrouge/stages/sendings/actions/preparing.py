"""Preparing a sending: words, annexes, batches, and the approval after which nothing of it changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from filrouge.core.days import local_day
from filrouge.core.decisions import Decision
from filrouge.ground.mail.own_words import unknown_placeholders
from filrouge.ground.people.actors import Actor
from filrouge.stages.documents.queries import letters_of
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.sendings import rules
from filrouge.stages.sendings.actions.locking import locked_sending, note
from filrouge.stages.sendings.composing import carried_by
from filrouge.stages.sendings.enums import SendingState
from filrouge.stages.sendings.facts import TextFacts, Verdict
from filrouge.stages.sendings.messages import IN_SUBJECT, PLACEHOLDERS
from filrouge.stages.sendings.models import RecipientList, Sending, SendingAnnex, SendingRecipient, SendingText
from filrouge.stages.sendings.queries import ask, list_by_id, whole_sending

_AT_ONCE = 1000
MOST_ANNEX_BYTES = 4_000_000


class UnknownPlaceholder(ValueError):
    """Something in braces that cannot be replaced; `found` by field."""

    def __init__(self, found: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(", ".join(word for words in found.values() for word in words))
        self.found = found


class Fixed(ValueError):
    """The sending is approved: what it says changes no more."""


class NotApproved(Exception):
    """A sending was not approved; `decision` says why."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(", ".join(reason.code for reason in decision.reasons))
        self.decision = decision


class NotIssued(ValueError):
    """A letter that is a draft, or one of another gathering."""


class ChangedMeanwhile(Exception):
    """Somebody changed the sending, or who is on the list, since it was looked at."""


class NotPdf(ValueError):
    """A file that is not a PDF, or one that is too large; `code` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Setting:
    """To which list a sending goes, in which language those read it whose own has no text, and how it is cut."""

    name: str
    list_id: int
    fallback: str
    batch_size: int
    pause_minutes: int


@transaction.atomic
def write_sending(
    *, facts: GatheringFacts, setting: Setting, actor: Actor, now: datetime, sending_id: int | None = None
) -> int:
    """Write what a sending is, a new one without `sending_id`; its id. Raises Fixed, NoSuchSending, LookupError."""
    if not RecipientList.objects.filter(gathering_id=facts.id, pk=setting.list_id).exists():
        raise LookupError(setting.list_id)
    columns = {
        "name": setting.name,
        "recipients_id": setting.list_id,
        "fallback": setting.fallback,
        "batch_size": setting.batch_size,
        "pause_minutes": setting.pause_minutes,
        "changed_at": now,
    }
    if sending_id is None:
        row = Sending.objects.create(gathering_id=facts.id, created_at=now, created_by=actor.label[:200], **columns)
        note("sending:begun", row, actor, now)
        return row.pk
    row = _draft(facts, sending_id)
    Sending.objects.filter(pk=row.pk).update(**columns)
    return row.pk


@transaction.atomic
def write_text(*, facts: GatheringFacts, sending_id: int, text: TextFacts, now: datetime) -> None:
    """Write the words in one language; empty ones are taken away. Raises UnknownPlaceholder, Fixed, NoSuchSending."""
    found = {
        "subject": unknown_placeholders(text.subject, IN_SUBJECT),
        "body": unknown_placeholders(text.body, PLACEHOLDERS),
    }
    if any(found.values()):
        raise UnknownPlaceholder({name: words for name, words in found.items() if words})
    row = _draft(facts, sending_id)
    if text.subject and text.body:
        SendingText.objects.update_or_create(
            sending=row, language=text.language, defaults={"subject": text.subject, "body": text.body}
        )
    else:
        SendingText.objects.filter(sending=row, language=text.language).delete()
    _touch(row, now)


@transaction.atomic
def choose_letter(*, facts: GatheringFacts, sending_id: int, letter_id: int | None, now: datetime) -> None:
    """Say which letter travels along; None: none. Raises NotIssued, Fixed, NoSuchSending."""
    row = _draft(facts, sending_id)
    if letter_id is not None and letter_id not in {one.id for one in letters_of(facts.id) if one.is_issued}:
        raise NotIssued(letter_id)
    row.letter_id = letter_id
    row.save(update_fields=["letter"])
    _touch(row, now)


@transaction.atomic
def announce_annex(*, facts: GatheringFacts, sending_id: int, title: str, now: datetime) -> None:
    """Say that a file must travel along, before it is there. Raises Fixed, NoSuchSending."""
    row = _draft(facts, sending_id)
    SendingAnnex.objects.get_or_create(sending=row, title=title)
    _touch(row, now)


@transaction.atomic
def put_annex(*, facts: GatheringFacts, sending_id: int, annex_id: int, name: str, data: bytes, now: datetime) -> None:
    """Put the file of an annex in place. Raises NotPdf, Fixed, NoSuchSending."""
    if not data.startswith(b"%PDF-"):
        raise NotPdf("not_pdf")
    if len(data) > MOST_ANNEX_BYTES:
        raise NotPdf("too_large")
    row = _draft(facts, sending_id)
    found = SendingAnnex.objects.filter(sending=row, pk=annex_id)
    found.update(filename=_pdf_name(name), content=data, size=len(data))
    _touch(row, now)


def _pdf_name(name: str) -> str:
    bare = name.replace("\\", "/").rpartition("/")[2].replace('"', "").strip() or "annex.pdf"
    return bare[-120:] if bare.lower().endswith(".pdf") else f"{bare[:116]}.pdf"


@transaction.atomic
def drop_annex(*, facts: GatheringFacts, sending_id: int, annex_id: int, now: datetime) -> None:
    """Take an annex away. Raises Fixed, NoSuchSending."""
    row = _draft(facts, sending_id)
    SendingAnnex.objects.filter(sending=row, pk=annex_id).delete()
    _touch(row, now)


@transaction.atomic
def approve(
    *, facts: GatheringFacts, sending_id: int, seen: str, actor: Actor, now: datetime, carries: Sequence[int] = ()
) -> int:
    """Fix a sending, its letter and its recipients in the name of somebody; how many they are. `seen` is the instant
    (ISO) of the last change that the approver looked at, `carries` the letters (the chosen one, errata) that they saw.

    Raises NotApproved, ChangedMeanwhile, NoSuchSending.
    """
    row = locked_sending(gathering_id=facts.id, sending_id=sending_id)
    letter = carried_by(whole_sending(row), facts)
    is_seen = seen == row.changed_at.isoformat() and tuple(carries) == (letter.ids if letter else ())
    if not is_seen and row.state == SendingState.DRAFT.value:
        raise ChangedMeanwhile
    asked = list_by_id(gathering_id=facts.id, list_id=row.recipients_id)
    found = ask(asked, facts, on=local_day(now, facts.zone)) if asked else None
    meant = found.meant if found else ()
    quiet = rules.quiet(facts_by_id(facts.id) or facts, approved_at=now, now=now)
    decision = rules.may_approve(whole_sending(row), recipients=len(meant), letter=letter, silence=quiet)
    if not decision.is_allowed:
        raise NotApproved(decision)
    SendingRecipient.objects.bulk_create([recipient_row(row, one) for one in meant], batch_size=_AT_ONCE)
    row.state, row.approved_at, row.approved_by = SendingState.APPROVED.value, now, actor.label[:200]
    row.carries = list(carries)
    row.save(update_fields=["state", "approved_at", "approved_by", "carries"])
    note("sending:approved", row, actor, now, {"recipients": len(meant)})
    return len(meant)


def recipient_row(row: Sending, meant: Verdict) -> SendingRecipient:
    """The row of somebody on the list, with the function by which they are meant."""
    return SendingRecipient(sending=row, contact_id=meant.person.id, why=rules.why_meant(meant.role))


def _draft(facts: GatheringFacts, sending_id: int) -> Sending:
    row = locked_sending(gathering_id=facts.id, sending_id=sending_id)
    if row.state != SendingState.DRAFT.value:
        raise Fixed(row.name)
    return row


def _touch(row: Sending, now: datetime) -> None:
    row.changed_at = now
    row.save(update_fields=["changed_at"])
