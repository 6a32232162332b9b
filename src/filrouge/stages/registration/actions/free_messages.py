"""What the desk writes to registered people, once: kept as a draft, looked at, sent."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_rows
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import Gathering
from filrouge.stages.registration.actions.capacity import facts_now
from filrouge.stages.registration.actions.writing import UnknownPlaceholder, write_about
from filrouge.stages.registration.facts import FreeMessageFacts
from filrouge.stages.registration.lists.free_messages import free_message_facts, meant
from filrouge.stages.registration.messages import FREE, IN_SUBJECT, PLACEHOLDERS, unknown_placeholders
from filrouge.stages.registration.models import FreeMessage

_NO_ADDRESS = Q(registration__email="", registration__registrant_email="")


class ChangedMeanwhile(Exception):
    """The message is not what was looked at any more: somebody changed, dropped or sent it."""


@transaction.atomic
def keep_message(*, facts: GatheringFacts, message: FreeMessageFacts, actor: Actor, now: datetime) -> int:
    """Keep a message, a new one without `id`; its id. Raises UnknownPlaceholder with fields as `subject_fr`, and
    ChangedMeanwhile for one that was sent or dropped.
    """
    _refuse_unknown(message)
    lock_rows(Gathering.objects.all(), [facts.id])
    row = _draft(facts, message.id) if message.id else FreeMessage(gathering_id=facts.id)
    row.part, row.state, row.is_about_programme = message.part, message.state.value, message.is_about_programme
    row.subject, row.body = _stripped(message.subject), _stripped(message.body)
    row.changed_at, row.changed_by = now, actor.label[:200]
    row.save()
    return row.pk


def _draft(facts: GatheringFacts, message_id: int) -> FreeMessage:
    """The draft, locked after its gathering. Raises ChangedMeanwhile when it is none any more."""
    rows = FreeMessage.objects.filter(gathering_id=facts.id, sent_at=None)
    row = lock_rows(rows, [message_id]).get(message_id)
    if row is None:
        raise ChangedMeanwhile
    return row


def _stripped(said: Mapping[str, str]) -> dict[str, str]:
    return {language: text.strip() for language, text in said.items()}


def _refuse_unknown(message: FreeMessageFacts) -> None:
    known = (("subject", message.subject, IN_SUBJECT), ("body", message.body, PLACEHOLDERS.keys()))
    wrong = {
        f"{name}_{language}": unknown_placeholders(text, words)
        for name, said, words in known
        for language, text in said.items()
    }
    if found := {field: unknown for field, unknown in wrong.items() if unknown}:
        raise UnknownPlaceholder(found)


@transaction.atomic
def drop_message(*, facts: GatheringFacts, message_id: int) -> bool:
    """Drop a draft; False when it was sent meanwhile, or dropped."""
    lock_rows(Gathering.objects.all(), [facts.id])
    dropped, _ = FreeMessage.objects.filter(gathering_id=facts.id, pk=message_id, sent_at=None).delete()
    return bool(dropped)


@transaction.atomic
def send_message(*, facts: GatheringFacts, seen: FreeMessageFacts, actor: Actor, now: datetime) -> int:
    """Send a message as it was `seen`, once, to everybody whom it means now and who has an address; how many people,
    none while nobody is written to about the gathering. Raises ChangedMeanwhile.
    """
    lock_rows(Gathering.objects.all(), [facts.id])
    facts, row = facts_now(facts.id), _draft(facts, seen.id)
    if free_message_facts(row) != seen:
        raise ChangedMeanwhile
    places = meant(facts, row.part, seen.state, now=now).exclude(_NO_ADDRESS)
    people = write_about(FREE, places, facts, actor=actor, now=now, message=row.pk)
    if people:
        row.sent_at, row.sent_by, row.people = now, actor.label[:200], people
        row.save(update_fields=["sent_at", "sent_by", "people"])
        data = {"subject": row.subject.get(facts.language, ""), "people": people, "programme": row.is_about_programme}
        about = {"organiser_id": facts.organiser_id, "gathering_id": facts.id, "subject": ("gathering", facts.key)}
        record(verb="message:sent", actor=actor, now=now, data=data, **about)
    return people
