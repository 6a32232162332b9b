"""Reading one cell: yes or no, a date, an address, a language. What cannot be read is told, never guessed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from filrouge.core.text import LANGUAGES, search_form
from filrouge.ground.directory.enums import OrganisationLevel
from filrouge.stages.registration.enums import Pictures
from filrouge.stages.registration.importing.fields import MOST_LETTERS, Field


@dataclass(frozen=True)
class Trouble:
    """What is wrong with a line, or what was left out of it: the column, a code, and what stands there."""

    column: str
    code: str
    said: str = ""
    more: Mapping[str, str] = field(default_factory=dict)


class NotRead(ValueError):
    """A cell that cannot be read; `code` says as what."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


_YES_WORDS = "x xx oui o ja j si s yes y 1 true vrai wahr vero ok confirme confirmed bestatigt confermato"
_NO_WORDS = "non n nein no 0 false faux falsch falso"
_YES, _NO = frozenset(_YES_WORDS.split()), frozenset(_NO_WORDS.split())
_TICKS, _CROSSES = frozenset("✓✔☑🗹"), frozenset("-–—☐✗✘")

_LANGUAGE_WORDS = {
    "fr": "fr fra francais francaise french franzosisch francese f",
    "de": "de deu ger allemand allemande german deutsch tedesco d",
    "it": "it ita italien italienne italian italienisch italiano i",
    "en": "en eng anglais anglaise english englisch inglese e",
}
_LANGUAGES = {word: language for language, words in _LANGUAGE_WORDS.items() for word in words.split()}

_L = OrganisationLevel
_LEVEL_WORDS = {
    _L.LOCAL: "local locale lokal communal communale municipal municipale kommunal comunale gemeinde",
    _L.DEPARTMENTAL: "departemental departementale departmental dipartimentale",
    _L.REGIONAL: "regional regionale cantonal cantonale kantonal",
    _L.NATIONAL: "national nationale nazionale federal federale bund",
    _L.EUROPEAN: "europeen europeenne european europaisch europeo europea",
}
_LEVELS = {word: level.value for level, words in _LEVEL_WORDS.items() for word in (*words.split(), level.value)}

_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_HOUR = re.compile(r"(?:[ T,]|à|um|at|alle)*\s*(\d{1,2})[:h](\d{2})(?::\d{2}(?:\.\d+)?)?")
_IN_BRACKETS = re.compile(r".*<([^<>]+)>\s*")


def mark(text: str) -> bool | None:
    """Yes, no, or nothing said. Raises NotRead."""
    if not text or text in _CROSSES:
        return None if not text else False
    if text in _TICKS:
        return True
    folded = search_form(text)
    if folded in _YES or folded in _NO:
        return folded in _YES
    raise NotRead("not_yes_or_no")


def is_mark(text: str) -> bool:
    """Whether a cell holds a yes, a no or nothing."""
    try:
        mark(text)
    except NotRead:
        return False
    return True


def address(text: str) -> str:
    """An e-mail address in lower case, also out of "Anna Rey <anna@rey.example>". Raises NotRead."""
    inner = _IN_BRACKETS.fullmatch(text)
    bare = (inner[1] if inner else text).strip().removeprefix("mailto:").lower()
    try:
        validate_email(bare)
    except ValidationError:
        raise NotRead("not_an_address") from None
    return bare


def moment(text: str) -> tuple[date, time | None]:
    """A day, and an hour where one is said; the day stands before the month. Raises NotRead."""
    iso = _ISO.match(text)
    found = iso or _DATE.match(text)
    if found is None:
        raise NotRead("not_a_day")
    first, month, last = map(int, found.groups())
    day, year = (last, first) if iso else (first, last + 2000 if last < 100 else last)
    rest = text[found.end() :].strip()
    hour = _HOUR.fullmatch(rest) if rest else None
    if rest and not hour:
        raise NotRead("not_a_day")
    try:
        said = datetime(year, month, day, *(map(int, hour.groups()) if hour else (0, 0)))
    except ValueError:
        raise NotRead("not_a_day") from None
    return said.date(), said.time() if hour else None


def language(text: str) -> str:
    """One of the languages of the product. Raises NotRead."""
    found = _LANGUAGES.get(search_form(text.partition("-")[0]), "")
    if found not in LANGUAGES:
        raise NotRead("unknown_language")
    return found


def level(text: str) -> str:
    """A level at which bodies act. Raises NotRead."""
    found = next((_LEVELS[word] for word in search_form(text).split() if word in _LEVELS), None)
    if found is None:
        raise NotRead("unknown_level")
    return found


def pictures(text: str) -> Pictures:
    """What was said to the photographer. Raises NotRead."""
    folded = search_form(text)
    if folded in ("agreed", "accepte", "einverstanden", "d accordo"):
        return Pictures.AGREED
    if folded in ("refused", "refuse", "refus", "abgelehnt", "rifiutato"):
        return Pictures.REFUSED
    return Pictures.AGREED if mark(text) else Pictures.REFUSED


def is_too_long(name: Field, text: str) -> bool:
    """Whether a cell holds more than the record does."""
    return len(text) > MOST_LETTERS.get(name, len(text))
