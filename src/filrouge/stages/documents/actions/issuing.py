"""Issuing a letter: the facts, the texts, the capacities and the bytes of the PDF are frozen."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import override

from filrouge.core.decisions import Decision
from filrouge.ground.people.actors import SYSTEM, Actor
from filrouge.stages.documents import rules
from filrouge.stages.documents.actions.letters import locked_draft, note
from filrouge.stages.documents.annexes import made_annex
from filrouge.stages.documents.composing import Checked, checked, dumped, letter_facts, stated
from filrouge.stages.documents.drafts import Annex, LetterDraft
from filrouge.stages.documents.enums import LetterState
from filrouge.stages.documents.layout.pdf import letter_pdf
from filrouge.stages.documents.models import IssuedLetter, Letter, LetterAnnexFile, LetterSignatory
from filrouge.stages.documents.queries import bare_name, letters_of, told_before
from filrouge.stages.documents.words import annex_word
from filrouge.stages.gatherings.actions import lock_shown_together
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import facts_by_id


class Refused(Exception):
    """The letter may not leave; `decision` says why, with every reason."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(", ".join(reason.code for reason in decision.reasons))
        self.decision = decision


@transaction.atomic
def issue(*, facts: GatheringFacts, letter_id: int, actor: Actor, now: datetime, looked_at: bool = False) -> None:
    """Freeze a letter so that it can be sent. `looked_at`: whoever issues saw the mismatches and means them.

    Raises Refused with every reason, Issued when it was issued before.
    """
    # The facts that are frozen are those of this moment: nobody changes them meanwhile.
    lock_shown_together(facts.id)
    row = locked_draft(facts, letter_id)
    current, letter, told = _fresh(facts.id, letter_id)
    found = checked(letter, current, told)
    decision = rules.may_issue(letter, current, found.readings, mismatches=len(found.mismatches), looked_at=looked_at)
    if not decision.is_allowed:
        raise Refused(decision)
    _freeze(row, letter, current, found, now)
    row.state, row.issued_at, row.issued_by = LetterState.ISSUED.value, now, actor.label[:200]
    row.version += 1
    row.save(update_fields=["state", "issued_at", "issued_by", "version"])
    data = {"languages": list(letter.languages), "mismatches": len(found.mismatches)}
    note("letter:issued", row, current, actor=actor, now=now, data=data)


def _fresh(gathering_id: int, letter_id: int) -> tuple[GatheringFacts, LetterDraft, dict[str, dict[str, str]]]:
    facts = facts_by_id(gathering_id)
    letters = letters_of(gathering_id, language=facts.language) if facts else ()
    letter = next((one for one in letters if one.id == letter_id), None)
    if facts is None or letter is None:
        raise Letter.DoesNotExist
    return facts, letter, told_before(letter, letters)


def _freeze(row: Letter, letter: LetterDraft, facts: GatheringFacts, found: Checked, now: datetime) -> None:
    for signatory in LetterSignatory.objects.filter(letter=row).select_related("body").order_by("position"):
        signatory.body_name = signatory.body.name if signatory.body else {}
        signatory.save(update_fields=["body_name"])
    for annex in letter.annexes:
        if annex.is_made:
            LetterAnnexFile.objects.bulk_create(
                [_made(annex, letter, language, facts, now) for language in letter.languages]
            )
    for language in letter.languages:
        set_from = letter_facts(letter, language, facts)
        pdf = letter_pdf(set_from)
        IssuedLetter.objects.create(
            letter=row,
            language=language,
            set_from=dumped(set_from),
            stated=stated(letter, language, facts, found.findings),
            pdf=pdf,
            sha256=hashlib.sha256(pdf).hexdigest(),
        )


def _made(annex: Annex, letter: LetterDraft, language: str, facts: GatheringFacts, now: datetime) -> LetterAnnexFile:
    content = made_annex(annex, letter, language, facts)
    with override(language):
        name = bare_name(annex_word(annex.kind))
    return LetterAnnexFile(
        annex_id=annex.id,
        language=language,
        name=f"{facts.key}-{name}-{language}.pdf",
        content=content,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_at=now,
        uploaded_by=SYSTEM.label,
    )
