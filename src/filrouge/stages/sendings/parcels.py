"""The letters of a print run as one file to take away: PDFs to print, what is enclosed, and who gets what."""

import zipfile
from collections.abc import Iterator, Sequence
from itertools import groupby

from django.utils.translation import gettext, ngettext, override

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

File = tuple[str, bytes]


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


def parcel(run: SendingFacts, facts: GatheringFacts, language: str) -> Iterator[bytes]:
    """A ZIP file, piece by piece: never more than one PDF of it is in memory. `language`: that of the list."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w") as parcels:
        for name, content in _files(run, facts, language):
            parcels.writestr(zipfile.ZipInfo(name), content)
            yield pipe.taken()
    yield pipe.taken()


def _files(run: SendingFacts, facts: GatheringFacts, language: str) -> Iterator[File]:
    letters = [one for one in carried_with(run.letter_id or 0) if one.id in run.carries]
    people = list(Printed(run))
    with override(language):
        yield f"{bare_name(gettext('List'))}.pdf", sheet_pdf(cover_list(run, letters, people, facts, language))
    for code, found in groupby(people, key=lambda line: line.language):
        same = list(found)
        for place, letter in enumerate(letters, start=1):
            yield from _letters(letter, place, code, same, run, facts)
        for file in annexes_for(letters, code):
            yield f"{code}/{len(letters) + 1}-{file.name}", file.content


def _letters(
    letter: Carried, place: int, code: str, people: Sequence[PrintedLine], run: SendingFacts, facts: GatheringFacts
) -> Iterator[File]:
    """The letters in a language, some of them in each PDF, in the order of the list."""
    chosen = chosen_language(code, letter.languages, declared(run.fallback, facts)).language
    with override(code):
        name = bare_name(letter_word(letter.kind))
    for start in range(0, len(people), IN_ONE_FILE):
        some = people[start : start + IN_ONE_FILE]
        links = known_links(facts.id, [one.contact_id for one in some])
        set_from = (
            own_facts(letter, chosen, facts, link=links.get(one.contact_id, ""), meant=one.meant) for one in some
        )
        pdf = letters_pdf([one for one in set_from if one is not None])
        yield f"{code}/{place}-{name}-{start + 1:04}-{start + len(some):04}.pdf", pdf


def cover_list(
    run: SendingFacts,
    letters: Sequence[Carried],
    people: Sequence[PrintedLine],
    facts: GatheringFacts,
    language: str,
) -> SheetFacts:
    """Who gets which version, in the order of the pile; and how often each enclosed file is printed."""
    columns = (gettext("No."), gettext("Name"), gettext("Body"), gettext("Language"), gettext("Version"))
    sections = []
    for code, found in groupby(people, key=lambda line: line.language):
        same = list(found)
        rows = tuple(_row(number, one, facts, language) for number, one in enumerate(same, start=1))
        lines = tuple(_enclosed(file.name, len(same)) for file in annexes_for(letters, code))
        sections.append(SheetSection(language_word(code), lines, columns, (1, 5, 5, 2, 3), rows))
    return SheetFacts(
        language=language,
        country=facts.country,
        organiser=organiser_name(facts, language),
        title=run.name,
        lines=(facts.title.best(language, facts.languages).text,),
        sections=tuple(sections),
    )


def _enclosed(name: str, number: int) -> str:
    return ngettext("%(file)s: %(n)s copy", "%(file)s: %(n)s copies", number) % {"file": name, "n": number}


def _row(number: int, one: PrintedLine, facts: GatheringFacts, language: str) -> tuple[str, ...]:
    reader = reader_of(one.meant, language, facts)
    name = ", ".join(filter(None, (one.meant.name.family, one.meant.name.given)))
    return (str(number), name, reader.body, language_word(one.language), one.sha256[:8])
