"""Taking a list that was looked through: everybody at once, by the rules, with what became of each line."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from filrouge.core.names import PersonName
from filrouge.ground.audit.actions import record
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.change import change
from filrouge.stages.registration.actions.imported import NotWaiting, close_file, waiting_file
from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.actions.many import Outcome, register_many
from filrouge.stages.registration.actions.register import AlreadyRegistered
from filrouge.stages.registration.facts import Application, Registrant
from filrouge.stages.registration.importing.drafting import Drafts, drafts_of, order_of_taking
from filrouge.stages.registration.importing.fields import Field
from filrouge.stages.registration.importing.files import file_to_approve
from filrouge.stages.registration.importing.weighed import Fate, Weighed
from filrouge.stages.registration.models import Registration

_BESIDE = frozenset({Field.REFERENCE.value, Field.REGISTRANT_EMAIL.value})


class PreviewChanged(Exception):
    """The file would do something else by now than what was shown. Nothing was written."""


@dataclass(frozen=True)
class Taken:
    """What taking a file did, in counts and numbers of lines; nobody is named."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    joined: int = 0
    left_out: int = 0
    refused: int = 0
    problems: int = 0
    undecided: int = 0
    not_taken: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """What the record keeps."""
        return vars(self) | {"not_taken": list(self.not_taken)}


def take_file(
    *, facts: GatheringFacts, file_id: int, seen: str, actor: Actor, now: datetime, send_mails: bool = False
) -> Taken:
    """Write what the preview showed: changes to those who are known, one transaction each, then everybody new and the
    end of the file together. What is undecided, refused or wrong stays out.

    `seen` is the fingerprint of the preview that was approved. Stopped half-way, the file still waits and can be taken
    again: who was changed already is unchanged then. Nobody on the list is written to unless `send_mails`. Raises
    NotWaiting, PreviewChanged.
    """
    found = file_to_approve(gathering_id=facts.id, file_id=file_id)
    if found is None or found[1] is None:
        raise NotWaiting
    drafts = drafts_of(found[1], facts, now=now)
    if drafts.fingerprint != seen:
        raise PreviewChanged
    updates = drafts.with_fate(Fate.UPDATED)
    updated = sum(_update(one, facts, actor=actor, now=now, send_mails=send_mails) for one in updates)
    arriving = sorted(drafts.with_fate(Fate.NEW), key=order_of_taking)
    with transaction.atomic():
        # Before the names that registering locks: whoever holds one of those never waits for a file.
        row = waiting_file(facts, file_id)
        applications = [one.application for one in arriving if one.application]
        outcomes = register_many(facts=facts, applications=applications, actor=actor, now=now, send_mails=send_mails)
        taken = _counted(drafts, updated, arriving, outcomes)
        close_file(row, taken.to_json(), now=now)
        record(
            verb="list:taken",
            actor=actor,
            now=now,
            organiser_id=facts.organiser_id,
            gathering_id=facts.id,
            subject=("list", str(file_id)),
            data=vars(taken) | {"not_taken": len(taken.not_taken)},
        )
    return taken


@transaction.atomic
def _update(one: Weighed, facts: GatheringFacts, *, actor: Actor, now: datetime, send_mails: bool) -> bool:
    """Change somebody who is known; False when they are gone meanwhile."""
    said, known = one.application, one.known
    if said is None or known is None:
        return False
    try:
        answers = change(
            registration_id=known.id, facts=facts, application=said, actor=actor, now=now, send_mails=send_mails
        )
    except (Gone, AlreadyRegistered):
        return False
    beside = {difference.column for difference in one.differences} & _BESIDE
    if beside:
        _write_beside(known.id, said)
    if beside and len(beside) == len(one.differences) and not answers:
        record(
            verb="registration:changed",
            actor=actor,
            now=now,
            organiser_id=facts.organiser_id,
            gathering_id=facts.id,
            subject=("registration", str(known.id)),
            data={"parts": {}, "person_changed": True},
        )
    return True


def _write_beside(registration_id: int, said: Application) -> None:
    """Write what a change by the person themselves leaves alone: who registered them, and the key of the file."""
    registrant = said.registrant or Registrant(PersonName("", ""), "")
    Registration.objects.filter(pk=registration_id).update(
        reference=said.reference,
        registrant_given_name=registrant.name.given,
        registrant_family_name=registrant.name.family,
        registrant_email=registrant.email,
    )


def _counted(drafts: Drafts, updated: int, arriving: list[Weighed], outcomes: tuple[Outcome, ...]) -> Taken:
    counts = Counter(one.fate for one in drafts.lines)
    missed = [one.line.number for one, outcome in zip(arriving, outcomes, strict=True) if outcome.problem]
    refused = sum(outcome.problem == "nothing_taken" for outcome in outcomes)
    stayed = [one.line.number for one in drafts.with_fate(Fate.UNDECIDED, Fate.PROBLEM)]
    return Taken(
        new=len(outcomes) - len(missed),
        updated=updated,
        unchanged=counts[Fate.UNCHANGED],
        joined=counts[Fate.JOINED],
        left_out=counts[Fate.LEFT_OUT],
        refused=refused,
        problems=counts[Fate.PROBLEM],
        # Somebody registered by another door while the page was open: they are for the desk to look at again.
        undecided=counts[Fate.UNDECIDED] + len(missed) - refused,
        not_taken=tuple(sorted([*missed, *stayed])),
    )
