"""A letter to one reader: their name in the window of the envelope, and a greeting that guesses nothing."""

from __future__ import annotations

from dataclasses import replace
from textwrap import shorten

from filrouge.core.postal import envelope
from filrouge.core.text import require_language
from filrouge.stages.documents.facts import AddresseeFacts, LetterFacts, ReaderFacts
from filrouge.stages.documents.layout.inline import escape

# By language and civility; "" where none is known. {name} is the whole name, {family} the family name.
_TITLES = {
    "fr": {"madam": "Madame {name}", "sir": "Monsieur {name}"},
    "de": {"madam": "Frau {name}", "sir": "Herr {name}"},
    "it": {"madam": "Signora {name}", "sir": "Signor {name}"},
    "en": {"madam": "Ms {name}", "sir": "Mr {name}"},
}
_GREETINGS = {
    "fr": {"madam": "Madame,", "sir": "Monsieur,", "": "Bonjour {name},"},
    "de": {"madam": "Sehr geehrte Frau {family},", "sir": "Sehr geehrter Herr {family},", "": "Guten Tag {name},"},
    "it": {"madam": "Gentile Signora {family},", "sir": "Egregio Signor {family},", "": "Gentile {name},"},
    "en": {"madam": "Dear Ms {family},", "sir": "Dear Mr {family},", "": "Dear {name},"},
}


# What the window shows at the smallest size: rows, and signs in a row, were they all capitals.
_ROWS, _SIGNS = 8, 40


def addressed(facts: LetterFacts, reader: ReaderFacts, *, greets: bool) -> LetterFacts:
    """The letter with its reader in the window; `greets`: by name, else with the greeting that was typed for all."""
    window = AddresseeFacts(_lines(reader, facts))
    greeting = _greeting(reader, facts) if greets else ""
    if not greeting:
        return replace(facts, addressee=window)
    return replace(facts, addressee=window, salutation=greeting, closing=_closing(facts, reader))


def _lines(reader: ReaderFacts, facts: LetterFacts) -> tuple[str, ...]:
    """The body first in Switzerland, the person first in France, as on the envelopes there; then the address. What does
    not bring the letter there gives way: the function, then the end of a name that is too long.
    """
    title = _TITLES[require_language(facts.language)].get(reader.civility, "{name}")
    person = title.format(name=reader.name.full) if reader.name.full else ""
    where = envelope(reader.postal, sent_from=facts.country, language=facts.language)
    room = _ROWS - _rows(*where)
    function = reader.function if _rows(person, reader.function, reader.body) <= room else ""
    body = _cut(reader.body, room - _rows(person))
    who = (body, person, function) if facts.country == "CH" else (person, function, body)
    return tuple(line for line in (*who, *where) if line)


def _rows(*lines: str) -> int:
    return sum(-(-len(line) // _SIGNS) for line in lines)


def _cut(line: str, rows: int) -> str:
    return line if _rows(line) <= rows else shorten(line, max(rows, 1) * _SIGNS, placeholder=" …")


def _greeting(reader: ReaderFacts, facts: LetterFacts) -> str:
    """Empty for somebody whose name is not known: then the greeting for all stays."""
    if not reader.name.full:
        return ""
    by_civility = _GREETINGS[require_language(facts.language)]
    said = by_civility.get(reader.civility, by_civility[""])
    if facts.language == "de" and facts.country == "CH":
        said = said.removesuffix(",")
    return said.format(name=escape(reader.name.full), family=escape(reader.name.family or reader.name.full))


def _closing(facts: LetterFacts, reader: ReaderFacts) -> str:
    """A courtesy that repeats the greeting of all repeats that of the reader; without a title, none."""
    to_all = facts.salutation.strip().removesuffix(",")
    own = {"madam": ", Madame,", "sir": ", Monsieur,"}.get(reader.civility, "") if facts.language == "fr" else ""
    return facts.closing.replace(f", {to_all},", own) if to_all else facts.closing
