"""Annexes that must be there: made from the facts by one press, or said not to be needed, and why."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext, override

from filrouge.ground.people.actors import Actor
from filrouge.stages.documents.actions.letters import locked_draft, note, touch
from filrouge.stages.documents.enums import AnnexKind, LetterKind
from filrouge.stages.documents.models import Letter, LetterAnnex
from filrouge.stages.documents.rules import Required, required_annexes
from filrouge.stages.documents.words import annex_word
from filrouge.stages.gatherings.facts import GatheringFacts

_CAN_BE_MADE = frozenset({AnnexKind.PROGRAMME, AnnexKind.PART_INVITATION, AnnexKind.REPLY_FORM})


@transaction.atomic
def make_annex(*, facts: GatheringFacts, letter_id: int, wanted: Required, actor: Actor, now: datetime) -> None:
    """Let an annex be made from the facts: one that waits for a file, else a new one with a title in each language.

    From then on it follows the facts until the letter is issued; a file that is put in stands in for it.
    Raises Issued, LookupError for one that cannot be made.
    """
    part = facts.part(wanted.part) if wanted.part else None
    if wanted.kind not in _CAN_BE_MADE or (wanted.kind is AnnexKind.PART_INVITATION and part is None):
        raise LookupError(wanted.key)
    row = locked_draft(facts, letter_id)
    alike = LetterAnnex.objects.filter(letter=row, kind=wanted.kind.value, part=wanted.part)
    waiting = alike.filter(files=None).order_by("position").first()
    if waiting is None:
        if alike.exists():
            return
        waiting = _new(row, wanted, facts)
    waiting.from_facts = True
    waiting.save()
    row.not_needed = {key: why for key, why in row.not_needed.items() if key != wanted.key}
    touch(row, "not_needed")
    note("letter:annex_made", row, facts, actor=actor, now=now, data={"title": waiting.title})


def _new(row: Letter, wanted: Required, facts: GatheringFacts) -> LetterAnnex:
    last = row.annexes.aggregate(last=Max("position"))["last"]
    return LetterAnnex(
        letter=row,
        position=0 if last is None else last + 1,
        title={language: _title(wanted, facts, language) for language in row.languages},
        kind=wanted.kind.value,
        part=wanted.part,
        shows_deadline=wanted.kind is AnnexKind.REPLY_FORM,
    )


def _title(wanted: Required, facts: GatheringFacts, language: str) -> str:
    part = facts.part(wanted.part) if wanted.part else None
    with override(language):
        if part is None:
            return annex_word(wanted.kind)
        named = {"part": part.title.best(language, facts.languages).text}
        return gettext("Invitation: %(part)s") % named


@transaction.atomic
def say_not_needed(
    *, facts: GatheringFacts, letter_id: int, wanted: Required, why: str, actor: Actor, now: datetime
) -> None:
    """Let a letter leave without an annex that must be there otherwise; `why` stays in the trail, empty takes it back.

    Raises Issued, LookupError for one that nobody asks for.
    """
    row = locked_draft(facts, letter_id)
    if wanted not in required_annexes(LetterKind(row.kind), facts):
        raise LookupError(wanted.key)
    others = {key: said for key, said in row.not_needed.items() if key != wanted.key}
    row.not_needed = {**others, wanted.key: why} if why else others
    touch(row, "not_needed")
    word = "annex_not_needed" if why else "annex_needed"
    title = {language: _title(wanted, facts, language) for language in row.languages}
    note(f"letter:{word}", row, facts, actor=actor, now=now, motive=why, data={"title": title})
