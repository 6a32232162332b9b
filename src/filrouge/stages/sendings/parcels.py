"""The letters of a print run as one file to take away: to print or to retouch, what is enclosed, and who gets what."""

import gc
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import TypeVar

from django.utils.translation import gettext, ngettext, override

from filrouge.stages.documents.facts import LetterFacts
from filrouge.stages.documents.layout.formats import letter_file
from filrouge.stages.documents.layout.pdf import letters_pdf
from filrouge.stages.documents.layout.sheet import SheetFacts, SheetSection, sheet_pdf
from filrouge.stages.documents.queries import Carried, bare_name, carried_with
from filrouge.stages.documents.rules import chosen_language
from filrouge.stages.documents.words import language_word, letter_word
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.mails import organiser_name
from filrouge.stages.sendings.composing import annexes_for, declared, own_facts, reader_of
from filrouge.stages.sendings.facts import SendingFacts
from filrouge.stages.sendings.links import known_links
from filrouge.stages.sendings.queries.printed import Printed, PrintedLine

# As many letters as one PDF holds: a thousand at once would need a gigabyte.
IN_ONE_FILE = 25

Thing = TypeVar("Thing")
File = tuple[str, bytes]
Numbered = tuple[int, PrintedLine, LetterFacts]


class _Pipe:
    """Where a ZIP is written to, and taken from at once."""

    def __init__(self) -> None:
        self._held = bytearray()

    def write(self, data: bytes) -> int:
        self._held += data
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        """Nothing is open."""

    def taken(self) -> bytes:
        """What was written since the last time."""
        found = bytes(self._held)
        self._held.clear()
        return found


def parcel(run: SendingFacts, facts: GatheringFacts, language: str, form: str = "pdf") -> Iterator[bytes]:
    """A ZIP file, piece by piece: never more than one file of it is in memory. `language`: that of the list. `form`:
    PDFs to print hold some letters each; to retouch one, everybody's letter is a file of its own.
    """
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w") as parcels:
        for name, content in _files(run, facts, language, form):
            parcels.writestr(zipfile.ZipInfo(name), content)
            yield pipe.taken()
    yield pipe.taken()


def _files(run: SendingFacts, facts: GatheringFacts, language: str, form: str) -> Iterator[File]:
    letters = [one for one in carried_with(run.letter_id or 0) if one.id in run.carries]
    people = list(Printed(run))
    with override(language):
        yield f"{bare_name(gettext('List'))}.pdf", sheet_pdf(cover_list(run, letters, people, facts, language))
    for code, same in _piles(people):
        for place, letter in enumerate(letters, start=1):
            with override(code):
                name = f"{code}/{place}-{bare_name(letter_word(letter.kind))}"
                lacking = f"{name}-{bare_name(gettext('Without postal address'))}"
            numbered = _numbered(letter, code, same, run, facts)
            yield from _to_print(name, lacking, numbered) if form == "pdf" else _to_retouch(name, numbered, form)
        for file in annexes_for(letters, code):
            yield f"{code}/{len(letters) + 1}-{file.name}", file.content


def _piles(people: Sequence[PrintedLine]) -> Iterator[tuple[str, Sequence[PrintedLine]]]:
    """Those who read each language, in the order of the list; at the end those whose postal address nobody knows."""
    for code, found in groupby(people, key=lambda line: line.language):
        yield code, sorted(found, key=lambda line: not line.meant.postal)


def _numbered(
    letter: Carried, code: str, people: Sequence[PrintedLine], run: SendingFacts, facts: GatheringFacts
) -> Iterator[Numbered]:
    """The letters in a language by their numbers on the list: whose, and what it is set from."""
    chosen = chosen_language(code, letter.languages, declared(run.fallback, facts)).language
    for some in _batches(enumerate(people, start=1)):
        links = known_links(facts.id, [one.contact_id for _, one in some])
        for number, one in some:
            found = own_facts(letter, chosen, facts, link=links.get(one.contact_id, ""), meant=one.meant)
            if found is not None:
                yield number, one, found


def _to_print(name: str, lacking: str, letters: Iterable[Numbered]) -> Iterator[File]:
    """Some letters in each PDF, those `lacking` an address in PDFs of their own: they go into no window."""
    for can_be_posted, pile in groupby(letters, key=lambda one: bool(one[1].meant.postal)):
        for some in _batches(pile):
            pdf = letters_pdf([facts for _, _, facts in some])
            yield f"{name if can_be_posted else lacking}-{some[0][0]:04}-{some[-1][0]:04}.pdf", pdf


def _to_retouch(name: str, letters: Iterable[Numbered], form: str) -> Iterator[File]:
    """Each letter by itself, with its number on the list and whose it is."""
    for some in _batches(letters):
        for number, one, facts in some:
            whose = bare_name(f"{one.meant.name.family} {one.meant.name.given}")
            yield "-".join(filter(None, (name, f"{number:04}", whose))) + f".{form}", letter_file(facts, form)
        # A DOCX is a ring of few objects around a large tree: left to itself, Python keeps hundreds of them.
        gc.collect()


def _batches(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    rest = iter(things)
    while some := list(islice(rest, IN_ONE_FILE)):
        yield some


def cover_list(
    run: SendingFacts,
    letters: Sequence[Carried],
    people: Sequence[PrintedLine],
    facts: GatheringFacts,
    language: str,
) -> SheetFacts:
    """Who gets which version, in the order of the pile; and how often each enclosed file is printed."""
    sections: list[SheetSection] = []
    for code, same in _piles(people):
        lines = tuple(_enclosed(file.name, len(same)) for file in annexes_for(letters, code))
        for can_be_posted, some in groupby(enumerate(same, start=1), key=lambda one: bool(one[1].meant.postal)):
            lacking = gettext("%(language)s, without postal address") % {"language": language_word(code)}
            rows = tuple(_row(number, one, facts, language) for number, one in some)
            title = language_word(code) if can_be_posted else lacking
            sections.append(SheetSection(title, lines, _columns(), (1, 4, 4, 5, 2, 2), rows))
            lines = ()
    return SheetFacts(
        language=language,
        country=facts.country,
        organiser=organiser_name(facts, language),
        title=run.name,
        lines=(facts.title.best(language, facts.languages).text,),
        sections=tuple(sections),
    )


def _columns() -> tuple[str, ...]:
    postal = gettext("Postal address")
    return (gettext("No."), gettext("Name"), gettext("Body"), postal, gettext("Language"), gettext("Version"))


def _enclosed(name: str, number: int) -> str:
    return ngettext("%(file)s: %(n)s copy", "%(file)s: %(n)s copies", number) % {"file": name, "n": number}


def _row(number: int, one: PrintedLine, facts: GatheringFacts, language: str) -> tuple[str, ...]:
    reader = reader_of(one.meant, language, facts)
    name = ", ".join(filter(None, (one.meant.name.family, one.meant.name.given)))
    postal = one.meant.postal.in_one_line
    return (str(number), name, reader.body, postal, language_word(one.language), one.sha256[:8])
