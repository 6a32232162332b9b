"""An erratum: what an issued letter stated and what is true now, for the same readers, in the same languages."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext, override

from filrouge.core import days
from filrouge.core.date_words import vague_date_in_words
from filrouge.core.vague_dates import VagueDate
from filrouge.ground.database import lock_name
from filrouge.ground.people.actors import SYSTEM, Actor
from filrouge.stages.documents.actions.letters import note
from filrouge.stages.documents.composing import values_of
from filrouge.stages.documents.drafts import LetterDraft
from filrouge.stages.documents.enums import AnnexKind, LetterKind, LetterState
from filrouge.stages.documents.layout.inline import escape
from filrouge.stages.documents.models import Letter, LetterAnnex, LetterAnnexFile, LetterSignatory, LetterText
from filrouge.stages.documents.queries import letters_of, stated_by_now
from filrouge.stages.documents.rules import ChangedFact, changed_facts
from filrouge.stages.documents.words import stated_word
from filrouge.stages.gatherings.facts import GatheringFacts


class NothingChanged(Exception):
    """Everything is still as the letter states it."""


@transaction.atomic
def write_erratum(*, facts: GatheringFacts, letter_id: int, actor: Actor, now: datetime) -> int:
    """Draft an erratum to an issued letter, listing old and new; the id of the draft, or of one that waits already.

    New values are placeholders, so that the draft stays in step until it is issued. Raises Letter.DoesNotExist for a
    letter that was not issued, NothingChanged.
    """
    lock_name(f"letters {facts.id}")
    letters = letters_of(facts.id, language=facts.language)
    letter = next((one for one in letters if one.id == letter_id and one.is_issued), None)
    if letter is None:
        raise Letter.DoesNotExist
    waiting = next((one for one in letters if one.corrects_id == letter_id and not one.is_issued), None)
    changed = changed_facts(stated_by_now(letter, letters), values_of(facts, letter.languages))
    if not changed:
        raise NothingChanged
    if waiting is not None:
        Letter.objects.filter(pk=waiting.id, state=LetterState.DRAFT.value).delete()
    row = _row(letter, facts, actor, now)
    for language in letter.languages:
        _write_text(row, letter, language, changed, facts)
    _copy_signatories(row, letter)
    data = {"corrects": letter_id, "facts": [fact.name for fact in changed]}
    note("letter:erratum_written", row, facts, actor=actor, now=now, data=data)
    return row.pk


def _row(letter: LetterDraft, facts: GatheringFacts, actor: Actor, now: datetime) -> Letter:
    today = VagueDate.on(days.local_day(now, facts.zone))
    return Letter.objects.create(
        gathering_id=facts.id,
        kind=LetterKind.ERRATUM.value,
        corrects_id=letter.id,
        languages=list(letter.languages),
        place=dict(letter.place),
        dated=str(today),
        dated_floor=today.floor,
        side_by_side=letter.side_by_side,
        is_personal=letter.is_personal,
        created_at=now,
        created_by=actor.label[:200],
    )


def _write_text(
    row: Letter, letter: LetterDraft, language: str, changed: tuple[ChangedFact, ...], facts: GatheringFacts
) -> None:
    original = letter.texts[language]
    with override(language):
        dated = vague_date_in_words(letter.dated, language=language, weekday=False) if letter.dated.is_known else ""
        told = gettext("Our letter (%(date)s) stated what is no longer true. Please note what holds now:")
        first = told % {"date": dated} if dated else gettext("Our letter stated what is no longer true. Please note:")
        lines = [_line(fact, language, facts) for fact in changed if language in fact.old]
        subject = gettext("Erratum: {gathering}")
    LetterText.objects.create(
        letter=row,
        language=language,
        profile=original.profile.value,
        subject=subject,
        salutation=original.salutation,
        body="\n\n".join([first, "\n".join(lines)]),
        closing=original.closing,
        about=original.about,
    )


def _line(fact: ChangedFact, language: str, facts: GatheringFacts) -> str:
    named = {
        "fact": stated_word(fact.name, facts, language),
        "old": escape(fact.old[language]),
        "new": f"{{{fact.name}}}",
    }
    if not fact.new.get(language):
        return "- " + gettext("%(fact)s: no longer known (before: %(old)s)") % named
    return "- " + gettext("%(fact)s: %(new)s (before: %(old)s)") % named


def _copy_signatories(row: Letter, letter: LetterDraft) -> None:
    """The same people sign; they approve anew."""
    originals = LetterSignatory.objects.filter(letter_id=letter.id).order_by("position")
    LetterSignatory.objects.bulk_create(
        [
            LetterSignatory(
                letter=row,
                position=one.position,
                name=one.name,
                body_id=one.body_id,
                capacities=one.capacities,
                user_id=one.user_id,
            )
            for one in originals
        ]
    )
    own_files = LetterAnnexFile.objects.exclude(uploaded_by=SYSTEM.label)
    reply = LetterAnnex.objects.filter(letter_id=letter.id, kind=AnnexKind.REPLY_FORM.value, shows_deadline=True)
    reply = reply.exclude(files__in=own_files)
    LetterAnnex.objects.bulk_create(
        [
            LetterAnnex(letter=row, position=place, title=one.title, kind=one.kind, shows_deadline=True)
            for place, one in enumerate(reply.order_by("position"))
        ]
    )
