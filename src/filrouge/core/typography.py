"""Typography of generated text by language and country; what people typed is never passed through here.

``country`` is "CH" or anything else (France). Every function raises ValueError for an unknown language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from filrouge.core.prepositions import of as of
from filrouge.core.text import require_language

NBSP = "\u00a0"
NARROW = "\u202f"

_SPACE = r"[ \u00a0\u202f]"
_LINK = r"[^\s<>\"«»“”]*[^\s<>\"«»“”.,;:!?)\]}'’…]"
# Links, e-mail addresses and times are matched first and put back as they are.
_KEEP = (
    rf"(?P<keep>(?:(?:https?|ftp)://|www\.|(?:mailto|tel|sms):){_LINK}"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\b)"
)
_MARK_END = r"(?=$|[\s»”\"’)\]}.,…])"
_QUOTED = re.compile(r'"([^"\n]*)"')
_GUILLEMETS = re.compile(r"«[^«»\n]*»")
# Quotes within quotes, which straight marks cannot tell apart: only inside guillemets that are there.
_INNER = {"fr": ("“", "”"), "de": ("‹", "›"), "it": ("“", "”")}
_NO_SHARP_S = str.maketrans({"ß": "ss", "ẞ": "SS"})
_FRENCH_MARK = re.compile(rf"{_KEEP}|(?<=[^\s(\[{{«“‘]){_SPACE}*(?P<mark>[;!?:]+){_MARK_END}")
_SPACED_MARK = re.compile(rf"{_KEEP}|(?<=[\w)»”\"%€]){_SPACE}+(?P<mark>[;!?:]+){_MARK_END}")
_FRENCH_UNIT = re.compile(rf"{_KEEP}|(?<=[0-9]){_SPACE}*(?P<unit>[%€])")
_SPACED_UNIT = re.compile(rf"{_KEEP}|(?<=[0-9]){_SPACE}+(?P<unit>[%€])")
_NUMERO = re.compile(rf"{_KEEP}|(?<!\w)(?P<before>[nN]°){_SPACE}*(?=[0-9])")
_CIVILITY = re.compile(rf"{_KEEP}|(?<!\w)(?P<before>MM?\.|Mmes?){_SPACE}+(?=\w)")
# A leading zero, a plus sign or a shorter group beside it tells a telephone number from a thousand.
_SPACED_THOUSANDS = re.compile(
    rf"{_KEEP}|(?<![0-9.,'’+])(?<![0-9]{_SPACE})(?P<number>[1-9][0-9]{{0,2}}(?:{_SPACE}[0-9]{{3}})+)"
    rf"(?!{_SPACE}?[0-9])"
)
_STRAIGHT_THOUSANDS = re.compile(rf"{_KEEP}|(?<=[0-9])'(?=[0-9]{{3}}(?![0-9]))")


# Stand in for what people typed while the text around it is set: private use, so no pattern knows them.
_STAND_INS = range(0xE000, 0xF8FF)


def typeset(text: str, *, language: str, country: str, as_typed: Iterable[str] = ()) -> str:
    """Set spaces, quotes and marks of generated plain text (before HTML escaping) as the place does.

    ``as_typed`` holds texts of people (names, titles, motives) that stand in it: they stay as they are.

    Straight double quotes come in pairs within a line and become « x », «x» or “x”; inside guillemets “x” or ‹x›.
    French gets its no-break spaces before ; ! ? : % €, after n°, M., Mme and in thousands; Swiss German has no ß.
    Links, e-mail addresses and times stay intact, apostrophes too (but for Swiss thousands). Idempotent.
    """
    typed = sorted({words for words in as_typed if words.strip()}, key=lambda words: (-len(words), words))
    kept = dict(zip(_STAND_INS, typed, strict=False))
    for code, words in kept.items():
        text = text.replace(words, chr(code))
    return _typeset(text, language, country).translate(kept)


def _typeset(text: str, language: str, country: str) -> str:
    quoted = _set_quotes(text, require_language(language), country)
    marked = _set_french(quoted, country) if language == "fr" else _set_plain(quoted)
    if (language, country) == ("de", "CH"):
        marked = marked.translate(_NO_SHARP_S)
    return _STRAIGHT_THOUSANDS.sub(lambda m: m["keep"] or "’", marked) if country == "CH" else marked


def number(n: int | Decimal, *, language: str, country: str) -> str:
    """The number with groups of thousands: "10 000" (U+202F, fr), "10’000" (de and it in CH), "10,000" (en).

    Decimals stay as many as given, with the decimal mark of the place.
    """
    return _separated(f"{Decimal(n):,f}", _separators(language, country))


def money(amount: Decimal, *, currency: str, language: str, country: str) -> str:
    """A sum with two decimals: "120,50 €" in France, "€120.50" in English, "CHF 10’120.50" in Switzerland.

    ``currency`` is an ISO 4217 code. Raises ValueError for fractions of a cent.
    """
    if amount != round(amount, 2):
        raise ValueError(f"{amount} has fractions of a cent")
    digits = f"{amount:,.2f}"
    symbol = {"EUR": "€"}.get(currency, currency)
    if country == "CH":
        return f"{currency}{NBSP}{_separated(digits, ('’', '.'))}"
    if require_language(language) == "en":
        return f"{symbol}{digits}" if symbol == "€" else f"{symbol}{NBSP}{digits}"
    return f"{_separated(digits, _separators(language, country))}{NBSP}{symbol}"


def ordinal(n: int, *, language: str, gender: str = "m") -> tuple[str, str]:
    """Body and ending, the latter to be set as superscript.

    ("1", "er"), ("2", "e") in French, ("2", "."), ("2", "º"), ("2", "nd") in the others.
    ``gender`` is "m" or "f": ("1", "re"), ("2", "ª"). Raises ValueError below 1.
    """
    if n < 1:
        raise ValueError(f"{n} has no ordinal")
    feminine = gender == "f"
    endings = {
        "fr": ("re" if feminine else "er") if n == 1 else "e",
        "de": ".",
        "it": "ª" if feminine else "º",
        "en": "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th"),
    }
    return str(n), endings[require_language(language)]


def join_and(items: Sequence[str], *, language: str) -> str:
    """Enumerate: "a, b et c", "a, b und c", "a, b e c", "a, b and c"; empty text for no item."""
    return _join(items, {"fr": "et", "de": "und", "it": "e", "en": "and"}[require_language(language)])


def join_or(items: Sequence[str], *, language: str) -> str:
    """Offer a choice: "a, b ou c", "a, b oder c", "a, b o c", "a, b or c"; empty text for no item."""
    return _join(items, {"fr": "ou", "de": "oder", "it": "o", "en": "or"}[require_language(language)])


def _join(items: Sequence[str], conjunction: str) -> str:
    *others, last = items or [""]
    return f"{', '.join(others)} {conjunction} {last}" if others else last


def _separators(language: str, country: str) -> tuple[str, str]:
    if require_language(language) == "fr":
        return NARROW, ","
    if language == "en":
        return ",", "."
    return ("’", ".") if country == "CH" else (".", ",")


def _separated(digits: str, separators: tuple[str, str]) -> str:
    group, point = separators
    return digits.translate({ord(","): group, ord("."): point})


def _set_quotes(text: str, language: str, country: str) -> str:
    opening, closing = ("“", "”") if language == "en" else ("«", "»")

    def set_pair(match: re.Match[str]) -> str:
        # An empty pair stays: freeing its quotes would pair them with others at the next pass.
        return f"{opening}{match[1].strip()}{closing}" if match[1].strip() else match[0]

    if language == "en":
        return _QUOTED.sub(set_pair, text)
    inside = _INNER[language]
    nested = _GUILLEMETS.sub(lambda m: _QUOTED.sub(lambda q: f"{inside[0]}{q[1].strip()}{inside[1]}", m[0]), text)
    quoted = _QUOTED.sub(set_pair, nested)
    inner = "" if language != "fr" else NARROW if country == "CH" else NBSP
    opened = re.sub(rf"«{_SPACE}*", f"«{inner}", quoted)
    return re.sub(rf"{_SPACE}*»", f"{inner}»", opened)


def _set_french(text: str, country: str) -> str:
    before_colon = NARROW if country == "CH" else NBSP

    def set_mark(match: re.Match[str]) -> str:
        space = before_colon if match["mark"] and match["mark"][0] == ":" else NARROW
        return match["keep"] or f"{space}{match['mark']}"

    text = _FRENCH_MARK.sub(set_mark, text)
    text = _FRENCH_UNIT.sub(lambda m: m["keep"] or f"{NBSP}{m['unit']}", text)
    for pattern in (_NUMERO, _CIVILITY):
        text = pattern.sub(lambda m: m["keep"] or f"{m['before']}{NBSP}", text)
    return _SPACED_THOUSANDS.sub(lambda m: m["keep"] or re.sub(_SPACE, NARROW, m["number"]), text)


def _set_plain(text: str) -> str:
    text = _SPACED_MARK.sub(lambda m: m["keep"] or m["mark"], text)
    return _SPACED_UNIT.sub(lambda m: m["keep"] or f"{NBSP}{m['unit']}", text)
