"""The letter of a sending: what each reader receives, in which language, whether it is still true, and the files."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.utils.translation import override

from filrouge.core.text import Translated
from filrouge.stages.documents.composing import restored, values_of
from filrouge.stages.documents.drafts import LetterDraft
from filrouge.stages.documents.enums import AnnexState, ChosenBy, LetterKind
from filrouge.stages.documents.facts import LetterFacts, ReaderFacts
from filrouge.stages.documents.layout.addressing import addressed
from filrouge.stages.documents.layout.pdf import letter_pdf
from filrouge.stages.documents.queries import (
    Carried,
    Travelling,
    annex_names,
    bare_name,
    carried_with,
    files_of,
    letter_by_uid,
    letters_of,
    one_and_the_same,
    package_for,
    set_from,
    sizes_of,
    stated_by_now,
)
from filrouge.stages.documents.rules import changed_facts, chosen_language
from filrouge.stages.documents.words import letter_word
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.sendings.facts import CarriedFacts, FileFacts, LetterRef, Meant, PackageFacts, SendingFacts
from filrouge.stages.sendings.queries import shipped_functions

File = TypeVar("File")


def declared(fallback: str, facts: GatheringFacts) -> tuple[str, ...]:
    """The languages for those in whose own there is no letter, in order: the sending's, then the gathering's."""
    return (fallback, *facts.languages, facts.language)


def carried_by(sending: SendingFacts, facts: GatheringFacts) -> CarriedFacts | None:
    """The letter of a sending as it stands today; None without one. Eight queries."""
    if sending.letter_id is None:
        return None
    return carried(sending.letter_id, letters_of(facts.id, language=facts.language), facts, fallback=sending.fallback)


def carried(letter_id: int, letters: Sequence[LetterDraft], facts: GatheringFacts, *, fallback: str) -> CarriedFacts:
    """An issued letter and the errata that go with it, with what each reader receives; two queries."""
    by_id = {letter.id: letter for letter in letters}
    enclosed = [by_id[one.id] for one in carried_with(letter_id)]
    sizes = sizes_of(letter.id for letter in enclosed)
    return CarriedFacts(
        letters=tuple(LetterRef(letter.id, letter.kind, letter.dated) for letter in enclosed),
        changed=_changed(by_id[letter_id], letters, facts),
        missing=tuple(_missing(enclosed, facts)),
        packages={
            wanted: _package(wanted, enclosed, sizes, facts, declared(fallback, facts))
            for wanted, _ in settings.LANGUAGES
            if enclosed
        },
    )


def _changed(letter: LetterDraft, letters: Sequence[LetterDraft], facts: GatheringFacts) -> tuple[str, ...]:
    """What whoever has the letter and its errata would believe wrongly; of an erratum the letter that it corrects
    tells.
    """
    original = next((one for one in letters if one.id == letter.corrects_id), letter)
    found = changed_facts(stated_by_now(original, letters), values_of(facts, original.languages))
    return tuple(fact.name for fact in found)


def _missing(letters: Iterable[LetterDraft], facts: GatheringFacts) -> Iterable[str]:
    annexes = [(annex, letter.languages) for letter in letters for annex in letter.annexes]
    lacking = [one for one in annexes if one[0].state is not AnnexState.READY]
    return (annex.title.best(facts.language, languages).text for annex, languages in lacking)


def _package(
    wanted: str,
    letters: Sequence[LetterDraft],
    sizes: dict[tuple[int, str], int],
    facts: GatheringFacts,
    fallback: Sequence[str],
) -> PackageFacts:
    files: list[tuple[str, FileFacts]] = []
    for letter in letters:
        language = chosen_language(wanted, letter.languages, fallback).language
        name = file_name(letter.kind, language, facts)
        files.append(("", FileFacts(name, sizes.get((letter.id, language), 0), letter.id, language)))
        there = [(annex, file) for annex, file in files_of(letter, language) if file is not None]
        for annex_name, (annex, file) in zip(annex_names(letter, language), there, strict=True):
            facts_of_file = FileFacts(annex_name, file.size, letter.id, language, file.id)
            files.append((one_and_the_same(annex), facts_of_file))
    chosen = chosen_language(wanted, letters[0].languages, fallback)
    return PackageFacts(chosen.language, ChosenBy(chosen.why), tuple(_latest(files)))


def _latest(files: Sequence[tuple[str, File]]) -> list[File]:
    """The files in their order; of an annex that an erratum brings anew, the later one alone."""
    last = {annex: place for place, (annex, _) in enumerate(files)}
    return [file for place, (annex, file) in enumerate(files) if not annex or last[annex] == place]


def file_name(kind: LetterKind, language: str, facts: GatheringFacts) -> str:
    """What the file of a letter is called in the mailbox of its reader."""
    with override(language):
        return f"{facts.key}-{bare_name(letter_word(kind))}-{language}.pdf"


# ------------------------------------------------------------------------------------------------------------ the bytes


def files_for(
    letters: Iterable[Carried],
    wanted: str,
    fallback: Sequence[str],
    facts: GatheringFacts,
    *,
    personal_link: str,
    meant: Meant | None = None,
) -> list[tuple[str, bytes]]:
    """Name and bytes of each file for somebody who reads `wanted`.

    They are read once for all readers of a language. With a personal link, the code on the letter leads there, and a
    personal letter names `meant`: then it is set for this one reader. Any other is the same for everybody.
    """
    found: list[tuple[str, tuple[str, bytes]]] = []
    for letter in letters:
        language = chosen_language(wanted, letter.languages, fallback).language
        pdf, annexes = _kept(letter.uid, language)
        named = meant if letter.is_personal else None
        if personal_link or named:
            pdf = _own(letter, language, facts, personal_link, named) or pdf
        found.append(("", (file_name(letter.kind, language, facts), pdf)))
        found += [(file.annex, (file.name, file.content)) for file in annexes]
    return _latest(found)


def shown_to(sending: SendingFacts, meant: Meant, facts: GatheringFacts) -> dict[int, tuple[str, bytes]]:
    """Name and bytes of each letter of a sending as `meant` will find it in their mail, by its id. Nobody's own link is
    in it: the code leads where the letter itself leads.
    """
    fallback = declared(sending.fallback, facts)
    letters = carried_with(sending.letter_id) if sending.letter_id else ()
    return {
        one.id: files_for([one], meant.language, fallback, facts, personal_link="", meant=meant)[0] for one in letters
    }


@lru_cache(maxsize=6)
def _kept(uid: UUID, language: str) -> tuple[bytes, tuple[Travelling, ...]]:
    """An issued letter in a language, with its annexes: they never change, and ten thousand mails share them."""
    letter = letter_by_uid(uid)
    package = package_for(letter, language) if letter else None
    if package is None:
        raise LookupError(uid)
    return package.pdf, package.annexes


def _own(letter: Carried, language: str, facts: GatheringFacts, link: str, meant: Meant | None) -> bytes | None:
    found = own_facts(letter, language, facts, link=link, meant=meant)
    return letter_pdf(found) if found and (meant or found.direct) else None


def own_facts(
    letter: Carried, language: str, facts: GatheringFacts, *, link: str, meant: Meant | None
) -> LetterFacts | None:
    """What the letter of one reader is set from: their name in the window, their own link behind the code. A letter
    for all greets all, whoever stands in the window. None for a letter that was not issued in this language.
    """
    found = set_from_of(letter.uid, language)
    if found is None:
        return None
    if link and found.direct:
        # Nobody types a link of a hundred signs: on paper the address for everybody stands beside the code.
        found = replace(found, direct=replace(found.direct, url=link, typed=found.direct.url))
    return addressed(found, reader_of(meant, language, facts), greets=letter.is_personal) if meant else found


def reader_of(meant: Meant, language: str, facts: GatheringFacts) -> ReaderFacts:
    """Somebody in the words of a language: the function as it is printed, else as the controlled list calls it."""
    label = _said(meant.why.get("label"), language, facts)
    if not label and meant.why.get("function"):
        known = {one.key: one.label for one in (*shipped_functions(), *facts.vocabulary.functions)}
        word = known.get(str(meant.why["function"]))
        label = word.best(language, facts.languages).text if word else ""
    body = _said(meant.why.get("body"), language, facts)
    return ReaderFacts(meant.name, meant.civility, label, body, meant.postal)


def _said(stored: object, language: str, facts: GatheringFacts) -> str:
    if not isinstance(stored, Mapping):
        return ""
    return Translated.of(stored, facts.language).best(language, facts.languages).text


def annexes_for(letters: Iterable[Carried], language: str) -> list[Travelling]:
    """The annexes of letters in a language, each in its latest edition."""
    kept = [(file.annex, file) for letter in letters for file in _kept(letter.uid, language)[1]]
    return _latest(kept)


@lru_cache(maxsize=6)
def set_from_of(uid: UUID, language: str) -> LetterFacts | None:
    """What an issued letter was set from, None if it was not in this language; it never changes."""
    letter = letter_by_uid(uid)
    stored = set_from(letter.id, language) if letter else None
    return restored(stored) if stored else None
