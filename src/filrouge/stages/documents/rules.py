"""Rules of letters: may it be issued, in which language somebody reads it, which facts have changed since."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from filrouge.core.decisions import Decision, Reason, combine
from filrouge.stages.documents.drafts import Annex, AnnexFile, LetterDraft, Signatory
from filrouge.stages.documents.enums import AnnexState, ChosenBy, LetterKind
from filrouge.stages.gatherings.enums import DocumentKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.rules import readiness


@dataclass(frozen=True)
class ChosenLanguage:
    """The language in which somebody reads a document, and why that one."""

    language: str
    why: ChosenBy


def chosen_language(wanted: str, languages: Sequence[str], fallback: Sequence[str] = ()) -> ChosenLanguage:
    """The language in which a recipient reads a document that exists in `languages`.

    Their own if there is one; else the first of the declared order `fallback` in which the document exists; else the
    first of the document itself. Raises ValueError for a document in no language.
    """
    if not languages:
        raise ValueError("a document has at least one language")
    if wanted in languages:
        return ChosenLanguage(wanted, ChosenBy.OWN)
    for candidate in fallback:
        if candidate in languages:
            return ChosenLanguage(candidate, ChosenBy.DECLARED)
    return ChosenLanguage(languages[0], ChosenBy.FIRST)


def choose_language(wanted: str, languages: Sequence[str], fallback: Sequence[str] = ()) -> str:
    """The language alone; see `chosen_language`."""
    return chosen_language(wanted, languages, fallback).language


def is_approved(signatory: Signatory, letter: LetterDraft) -> bool:
    """Whether somebody said yes to the wording as it stands now; facts may follow their placeholders meanwhile."""
    return signatory.approval is not None and signatory.approval.wording == letter.wording


def file_for(annex: Annex, language: str, fallback: Sequence[str] = ()) -> AnnexFile | None:
    """The file of an annex for readers of a language: their own, the one for all, else by the declared order."""
    by_language = {file.language: file for file in annex.files}
    for candidate in (language, "", *fallback):
        if candidate in by_language:
            return by_language[candidate]
    return annex.files[0] if annex.files else None


@dataclass(frozen=True)
class Reading:
    """What was found in the texts of one language: words in braces that nobody can replace, facts that are unknown.

    `needs_one_deadline`: it names the deadline, and the parts have several.
    """

    language: str
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    needs_one_deadline: bool = False


def may_issue(
    letter: LetterDraft, facts: GatheringFacts, readings: Sequence[Reading], *, mismatches: int, looked_at: bool
) -> Decision:
    """Whether a letter may leave: refused with every reason; while texts disagree, whoever issues decides.

    `looked_at`: somebody saw the list of mismatches and means them so.
    """
    if letter.is_issued:
        return Decision.refuse(Reason("letter_issued"))
    refusals = [Decision.refuse(reason) for reason in _obstacles(letter, facts, readings)]
    if mismatches and not looked_at:
        refusals.append(Decision.ask(Reason("letter_mismatches", {"count": mismatches})))
    return combine(refusals)


def _obstacles(letter: LetterDraft, facts: GatheringFacts, readings: Sequence[Reading]) -> Iterator[Reason]:
    if letter.kind is LetterKind.INVITATION_LETTER:
        for lack in readiness(facts, DocumentKind.INVITATION_LETTER):
            if lack.is_blocking:
                yield Reason("letter_fact_unknown", {"fact": lack.fact.value})
    yield from _empty_texts(letter)
    for reading in readings:
        for name in reading.unknown:
            yield Reason("letter_placeholder_unknown", {"name": name, "language": reading.language})
        if reading.needs_one_deadline and letter.kind is not LetterKind.ERRATUM:
            yield Reason("letter_deadlines_differ", {"language": reading.language})
        for name in reading.missing:
            yield Reason("letter_placeholder_empty", {"name": name, "language": reading.language})
    yield from _annexes(letter)
    if not letter.signatories:
        yield Reason("letter_unsigned")
    for signatory in letter.signatories:
        if not is_approved(signatory, letter):
            yield Reason("letter_not_approved", {"name": signatory.name})


def _empty_texts(letter: LetterDraft) -> Iterator[Reason]:
    if not letter.languages:
        yield Reason("letter_without_text", {"language": ""})
    for language in letter.languages:
        text = letter.texts.get(language)
        if text is None or not text.subject.strip() or not text.paragraphs:
            yield Reason("letter_without_text", {"language": language})


def _annexes(letter: LetterDraft) -> Iterator[Reason]:
    codes = {AnnexState.MISSING: "letter_annex_missing", AnnexState.DRAFT: "letter_annex_draft"}
    for annex in letter.annexes:
        if annex.state in codes:
            yield Reason(codes[annex.state], {"titles": tuple(f"{code}:{text}" for code, text in annex.title.entries)})


@dataclass(frozen=True)
class ChangedFact:
    """A fact that a letter stated: its placeholder, and what was said and would be said today, by language."""

    name: str
    old: Mapping[str, str]
    new: Mapping[str, str]


def changed_facts(
    stated: Mapping[str, Mapping[str, str]], now: Mapping[str, Mapping[str, str]]
) -> tuple[ChangedFact, ...]:
    """The facts that are not any more as they were stated; both lead from a language to what each placeholder says.

    A fact that nobody knows any more (an empty text) is changed too.
    """
    names = dict.fromkeys(name for said in stated.values() for name in said)
    found = []
    for name in names:
        old = {language: said[name] for language, said in stated.items() if name in said}
        new = {language: now.get(language, {}).get(name, "") for language in old}
        if old != new:
            found.append(ChangedFact(name, old, new))
    return tuple(found)
