"""Acronyms in texts: each spelled out where it is first used, in the language around it; and those that texts hold.

``meanings`` maps acronyms to what they stand for. ``alone`` are phrases that stay as somebody typed them: titles,
names, addresses. Web and e-mail addresses are always left alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import escape

from filrouge.core.text import LANGUAGES, Phrase, Translated

_TAG = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_LANG = re.compile(r'\slang="([a-z]{2})"')
_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
# Where a text is no sentence that somebody reads, or is spelled out already. A title is left as it was typed.
_LEFT_ALONE = frozenset(
    {"abbr", "button", "code", "h1", "option", "script", "select", "style", "svg", "textarea", "title"}
)
# Private use, so no pattern knows them.
_STAND_INS = range(0xE000, 0xF8FF)
_ADDRESS = r"(?:https?|ftp|mailto|tel|geo):\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"

Meanings = Mapping[str, Translated]

_CANDIDATE = re.compile(r"(?<![\w@./-])[A-ZÀ-Ý][A-ZÀ-Ýa-zà-ÿ0-9]{1,9}(?![\w@-])")
_IN_BRACKETS = r"(?<![\w-]){}\s*\((?P<after>[^()]{{5,200}})\)"
# Of centuries and chapters: below forty, so that CCI or MDPH are none.
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})(?:er|re|e|è|ème)?")


def in_html(html: str, meanings: Meanings, language: str, *, alone: Iterable[str] = ()) -> str:
    """HTML as drawn from our own templates, with the acronyms of its texts marked and spelled out on first use.

    The words stand behind the acronym in brackets, for everybody: a screen reader need not know what `abbr` is. Where
    the author said them already, only the mark is set.
    """
    if not any(short in html for short in meanings):
        return html
    set_aside, kept = _set_aside(html, (escape(said) for said in alone))
    return "".join(_marked(set_aside, meanings, language)).translate(kept)


def in_text(text: str, meanings: Meanings, language: str, *, alone: Iterable[str] = ()) -> str:
    """A plain text with its acronyms spelled out on first use, in brackets behind them."""
    if not any(short in text for short in meanings):
        return text
    said: set[str] = set()

    def spell(found: re.Match[str]) -> str:
        short = found["short"]
        if short is None:
            return found[0]
        first = short not in said and not _is_explained(found)
        said.add(short)
        return f"{short} ({meanings[short].best(language).text})" if first else short

    set_aside, kept = _set_aside(text, alone)
    return _pattern(tuple(meanings)).sub(spell, set_aside).translate(kept)


def found_in(texts: Iterable[str]) -> dict[str, str]:
    """The words that look like acronyms, in the order of the texts, each with what stands behind it in brackets.

    At least two capitals at its head or within; not a Roman number, nor a word of a text that is written in capitals
    alone.
    """
    found: dict[str, str] = {}
    for text in texts:
        if text.isupper() and " " in text.strip():
            continue
        for short in _CANDIDATE.findall(text):
            if sum(map(str.isupper, short)) < 2 or _ROMAN.fullmatch(short) or _is_shouted(short):
                continue
            said = re.search(_IN_BRACKETS.format(re.escape(short)), text)
            found[short] = found.get(short) or (" ".join(said["after"].split()) if said else "")
    return found


def _is_shouted(word: str) -> bool:
    """Whether a word is rather a name in capitals than an acronym."""
    return len(word) > 7 and word.isalpha() and word.isupper()


def _is_explained(found: re.Match[str]) -> bool:
    """Whether the author said it: “agence régionale de santé (ARS)”, “ARS (agence…)”."""
    text, start, end = found.string, *found.span()
    return text[:start].endswith("(") or text[end : end + 20].lstrip().startswith("(")


def _set_aside(text: str, alone: Iterable[str]) -> tuple[str, dict[int, str]]:
    """The text with one sign for each phrase that stays as it is, and what the signs stand for."""
    phrases = sorted({said for said in alone if said.strip()}, key=lambda said: (-len(said), said))
    kept = dict(zip(_STAND_INS, phrases, strict=False))
    for code, said in kept.items():
        text = text.replace(said, chr(code))
    return text, kept


@lru_cache(maxsize=64)
def _pattern(shorts: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = "|".join(map(re.escape, sorted(shorts, key=len, reverse=True)))
    return re.compile(rf"{_ADDRESS}|(?<![\w-])(?P<short>{longest_first})(?![\w-])")


def _marked(html: str, meanings: Meanings, language: str) -> Iterator[str]:
    said: set[str] = set()
    open_tags: list[tuple[str, str]] = []
    acronym = _pattern(tuple(meanings))
    for piece in _TAG.split(html):
        if piece.startswith("<"):
            _follow(piece, open_tags, language)
        elif not any(name in _LEFT_ALONE for name, _spoken in open_tags):
            spoken = open_tags[-1][1] if open_tags else language
            piece = _in_piece(piece, acronym, meanings, said, spoken)
        yield piece


def _follow(tag: str, open_tags: list[tuple[str, str]], language: str) -> None:
    """Note which elements are open, each with the language that is spoken in it."""
    found = _NAME.match(tag)
    if found is None or found[1].lower() in _VOID or tag.endswith("/>"):
        return
    name = found[1].lower()
    if tag.startswith("</"):
        while open_tags and open_tags.pop()[0] != name:
            pass
        return
    lang = _LANG.search(tag)
    above = open_tags[-1][1] if open_tags else language
    open_tags.append((name, lang[1] if lang and lang[1] in LANGUAGES else above))


def _in_piece(text: str, acronym: re.Pattern[str], meanings: Meanings, said: set[str], spoken: str) -> str:
    def mark(found: re.Match[str]) -> str:
        short = found["short"]
        if short is None:
            return found[0]
        meaning = meanings[short].best(spoken)
        marked = f'<abbr title="{escape(meaning.text)}">{escape(short)}</abbr>'
        is_first = short not in said
        said.add(short)
        return f"{marked} ({_worded(meaning, spoken)})" if is_first and not _is_explained(found) else marked

    return acronym.sub(mark, text)


def _worded(meaning: Phrase, spoken: str) -> str:
    if meaning.language == spoken:
        return escape(meaning.text)
    return f'<span lang="{escape(meaning.language)}">{escape(meaning.text)}</span>'
