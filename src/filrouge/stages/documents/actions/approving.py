"""Who signs says yes: in their own account, or as somebody records it who knows."""

from datetime import datetime

from django.db import transaction

from filrouge.ground.people.actors import Actor
from filrouge.stages.documents.actions.letters import Changed, locked_draft, note
from filrouge.stages.documents.enums import ApprovedBy
from filrouge.stages.documents.models import Letter, LetterSignatory
from filrouge.stages.documents.queries import letter_by_id
from filrouge.stages.gatherings.facts import GatheringFacts


class NotTheSignatory(Exception):
    """Only whoever signs approves in their own account."""


@transaction.atomic
def approve(
    *, facts: GatheringFacts, letter_id: int, signatory_id: int, wording: str, actor: Actor, now: datetime
) -> None:
    """Approve the wording that was shown, in one's own account.

    Raises Issued, Changed when the wording is another by now, NotTheSignatory.
    """
    row, signatory = _locked(facts, letter_id, signatory_id)
    if actor.user_id is None or signatory.user_id != actor.user_id:
        raise NotTheSignatory
    _write(signatory, actor, now, ApprovedBy.ACCOUNT, "", _shown(facts, letter_id, wording))
    note("letter:approved", row, facts, actor=actor, now=now, data={"name": signatory.name})


@transaction.atomic
def record_approval(
    *, facts: GatheringFacts, letter_id: int, signatory_id: int, wording: str, how: str, actor: Actor, now: datetime
) -> None:
    """Record that somebody approved the wording that is shown, and how that is known. Raises Issued, Changed."""
    if not how.strip():
        raise ValueError("say how it is known")
    row, signatory = _locked(facts, letter_id, signatory_id)
    _write(signatory, actor, now, ApprovedBy.RECORDED, how.strip(), _shown(facts, letter_id, wording))
    note(
        "letter:approval_recorded", row, facts, actor=actor, now=now, data={"name": signatory.name}, motive=how.strip()
    )


@transaction.atomic
def take_back(*, facts: GatheringFacts, letter_id: int, signatory_id: int, actor: Actor, now: datetime) -> None:
    """An approval no longer holds. Raises Issued."""
    row, signatory = _locked(facts, letter_id, signatory_id)
    signatory.approved_at, signatory.approved_wording = None, ""
    signatory.approved_by = signatory.approved_way = signatory.approved_note = ""
    signatory.save()
    note("letter:approval_taken_back", row, facts, actor=actor, now=now, data={"name": signatory.name})


def _locked(facts: GatheringFacts, letter_id: int, signatory_id: int) -> tuple[Letter, LetterSignatory]:
    row = locked_draft(facts, letter_id)
    return row, LetterSignatory.objects.get(letter=row, pk=signatory_id)


def _shown(facts: GatheringFacts, letter_id: int, wording: str) -> str:
    """The wording, if it is still what was shown."""
    letter = letter_by_id(facts.id, letter_id, language=facts.language)
    if letter is None or letter.wording != wording:
        raise Changed
    return wording


def _write(signatory: LetterSignatory, actor: Actor, now: datetime, way: ApprovedBy, how: str, wording: str) -> None:
    signatory.approved_at, signatory.approved_by = now, actor.label[:200]
    signatory.approved_way, signatory.approved_note, signatory.approved_wording = way.value, how[:500], wording
    signatory.save()
