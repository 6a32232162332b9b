"""Rules of letters: may it be issued, in which language somebody reads it, which facts have changed since."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from filrouge.core.decisions import Decision, Reason, combine
from filrouge.core.text import Translated
from filrouge.stages.documents.drafts import Annex, AnnexFile, LetterDraft, Signatory
from filrouge.stages.documents.enums import AnnexKind, AnnexState, ChosenBy, LetterKind
from filrouge.stages.gatherings.audience import Everybody
from filrouge.stages.gatherings.enums import Channel, DocumentKind, Otherwise
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
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


@dataclass(frozen=True)
class Required:
    """An annex that must travel along. `key` is the name under which somebody says why it is not needed."""

    kind: AnnexKind
    part: str = ""

    @property
    def key(self) -> str:
        """Such as "programme" or "part_invitation:eve"."""
        return f"{self.kind.value}:{self.part}" if self.part else self.kind.value


def required_annexes(kind: LetterKind, facts: GatheringFacts) -> tuple[Required, ...]:
    """The annexes that must travel with a letter of this kind, in their order.

    An invitation to a gathering of several parts brings the programme, an invitation to each part that is closed to
    all but its own audience, and the reply form where one may register on paper. Nothing else asks for any.
    """
    if kind is not LetterKind.INVITATION_LETTER or len(facts.parts) < 2:
        return ()
    closed = [part.key for part in facts.parts if part.audience_is_stated and _is_closed(part)]
    found = [Required(AnnexKind.PROGRAMME), *(Required(AnnexKind.PART_INVITATION, key) for key in closed)]
    if Channel.PAPER in facts.channels:
        found.append(Required(AnnexKind.REPLY_FORM))
    return tuple(found)


def _is_closed(part: PartFacts) -> bool:
    return part.audience.otherwise is Otherwise.REFUSE and not isinstance(part.audience.rule, Everybody)


def lacking_annexes(letter: LetterDraft, facts: GatheringFacts) -> tuple[Required, ...]:
    """The annexes that must travel along and are not on the list of the letter, whatever was said of them."""
    there = {(annex.kind, annex.part if annex.kind is AnnexKind.PART_INVITATION else "") for annex in letter.annexes}
    return tuple(one for one in required_annexes(letter.kind, facts) if (one.kind, one.part) not in there)


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
    for required in lacking_annexes(letter, facts):
        if required.key not in letter.not_needed:
            yield Reason("letter_annex_required", {"kind": required.kind.value, **_part_said(required, facts)})
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


def _part_said(required: Required, facts: GatheringFacts) -> dict[str, tuple[str, ...]]:
    part = facts.part(required.part) if required.part else None
    return {"titles": _pairs(part.title)} if part else {}


def _pairs(title: Translated) -> tuple[str, ...]:
    return tuple(f"{code}:{text}" for code, text in title.entries)


def _annexes(letter: LetterDraft) -> Iterator[Reason]:
    codes = {AnnexState.MISSING: "letter_annex_missing", AnnexState.DRAFT: "letter_annex_draft"}
    for annex in letter.annexes:
        if annex.state in codes:
            yield Reason(codes[annex.state], {"titles": _pairs(annex.title)})


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
