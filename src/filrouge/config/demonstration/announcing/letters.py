"""Letters: one that states what is no longer true, its erratum, a draft that contradicts the facts, one in order."""

from datetime import datetime, timedelta

from filrouge.config.demonstration.announcing.shared import ago, facts_of, manager_of, paper
from filrouge.config.demonstration.meeting import Meeting
from filrouge.core.date_words import date_in_words
from filrouge.core.vague_dates import VagueDate
from filrouge.stages.documents.actions import (
    issue,
    record_approval,
    start_letter,
    take_file,
    write_erratum,
    write_heading,
    write_text,
)
from filrouge.stages.documents.drafts import LetterDraft, TextDraft
from filrouge.stages.documents.enums import AnnexKind, LetterKind
from filrouge.stages.documents.queries import letter_by_id, letters_of
from filrouge.stages.gatherings.facts import GatheringFacts

LE_MANS = "lemans-2024"
_HOW = ("Signature reçue par courriel, classée au secrétariat.", "Dit en séance du comité.")
_AGAIN = {
    "fr": (
        "Rappel : {gathering}",
        "Il reste des places pour la journée du {part:day.date}, {part:day.hours}, {place}.\n\n"
        "Le délai d’inscription est le {part:day.deadline} : {page}.",
    ),
    "de": (
        "Erinnerung: {gathering}",
        "Für die Tagung vom {part:day.date} sind noch Plätze frei. Beginn ist um 9.15 Uhr.\n\n"
        "Bitte melden Sie sich bis zum {typed} an: {page}.",
    ),
}


def invite(meeting: Meeting) -> None:
    """The letter of invitation in two languages, with its annexes, signed by two, issued."""
    _issue(meeting, start_letter(facts=meeting.facts, actor=meeting.manager, now=meeting.ago(58)), days=56)


def sign_aarau(meeting: Meeting) -> None:
    """The letter of the assembly in Aarau: two languages of four, nothing of it has changed since."""
    at = meeting.ago(22)
    letter = _letter(meeting.facts, start_letter(facts=meeting.facts, actor=meeting.manager, now=at))
    write_heading(
        facts=meeting.facts,
        letter_id=letter.id,
        languages=("fr", "de"),
        place=dict(letter.place),
        dated=letter.dated,
        actor=meeting.manager,
        now=at,
    )
    _issue(meeting, letter.id, days=21)


def _issue(meeting: Meeting, pk: int, *, days: float) -> None:
    at = meeting.ago(days)
    for language in ("fr", "de"):
        _attach_programme(meeting, pk, language, at)
    letter = _letter(meeting.facts, pk)
    for signatory, how in zip(letter.signatories, _HOW, strict=True):
        record_approval(
            facts=meeting.facts,
            letter_id=pk,
            signatory_id=signatory.id,
            wording=letter.wording,
            how=how,
            actor=meeting.manager,
            now=at,
        )
    issue(facts=meeting.facts, letter_id=pk, actor=meeting.manager, now=at, looked_at=True)


def _attach_programme(meeting: Meeting, pk: int, language: str, at: datetime) -> None:
    annexes = _letter(meeting.facts, pk).annexes
    annex = next(annex for annex in annexes if annex.kind is AnnexKind.PROGRAMME)
    take_file(
        facts=meeting.facts,
        letter_id=pk,
        annex_id=annex.id,
        language=language,
        name=f"programme-{language}.pdf",
        data=paper(f"programme-{language}"),
        is_draft=False,
        actor=meeting.manager,
        now=at,
    )


def _letter(facts: GatheringFacts, pk: int) -> LetterDraft:
    found = letter_by_id(facts.id, pk, language=facts.language)
    if found is None:
        raise LookupError(pk)
    return found


def correct(meeting: Meeting) -> None:
    """The hours have moved since the letter left: an erratum is proposed, and nobody has signed it yet."""
    letters = letters_of(meeting.facts.id, language=meeting.facts.language)
    left = next(one for one in letters if one.is_issued and one.kind is LetterKind.INVITATION_LETTER)
    write_erratum(facts=meeting.facts, letter_id=left.id, actor=meeting.manager, now=meeting.ago(9))


def remind(meeting: Meeting) -> None:
    """A second letter, of which the German text was typed from the old programme."""
    at, facts = meeting.ago(3), meeting.facts
    pk = start_letter(facts=facts, actor=meeting.manager, now=at)
    letter = _letter(facts, pk)
    write_heading(
        facts=facts,
        letter_id=pk,
        languages=letter.languages,
        place=dict(letter.place),
        dated=VagueDate.on(meeting.now.date()),
        actor=meeting.manager,
        now=at,
    )
    deadline = facts.deadline or meeting.now.date()
    typed = date_in_words(deadline - timedelta(days=7), language="de", weekday=False)
    for language, (subject, body) in _AGAIN.items():
        _write(facts, letter, language, subject, body.replace("{typed}", typed), at)


def _write(facts: GatheringFacts, letter: LetterDraft, language: str, subject: str, body: str, at: datetime) -> None:
    before = letter.texts[language]
    text = TextDraft(
        language=language,
        profile=before.profile,
        subject=subject or before.subject,
        salutation=before.salutation,
        body=body,
        closing=before.closing,
        about=before.about,
    )
    write_text(facts=facts, letter_id=letter.id, text=text, actor=manager_of(facts), now=at)


def begin_in_le_mans(*, now: datetime) -> None:
    """A French town's letter in draft, with a weekday that does not go with its day."""
    facts, at = facts_of(LE_MANS), ago(now, 4)
    letter = _letter(facts, start_letter(facts=facts, actor=manager_of(facts), now=at))
    day = facts.parts[0].day or now.date()
    weekday = date_in_words(day + timedelta(days=1), language="fr", weekday=True).split()[0]
    typed = f"{weekday} {date_in_words(day, language='fr', weekday=False)}"
    body = f"{letter.texts['fr'].body}\n\nL’accueil se fera dès le {typed} dans le hall du Palais des Congrès."
    _write(facts, letter, "fr", "", body, at)
