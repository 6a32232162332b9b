"""Acronyms on a page: each spelled out where it is first used, in the language of the text around it."""

import re
from collections.abc import Iterator, Mapping

from django.utils.html import escape, format_html

from filrouge.core.text import LANGUAGES, Phrase, Translated
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.words import abbreviations_of

_TAG = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_LANG = re.compile(r'\slang="([a-z]{2})"')
_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
# Where a text is no sentence that somebody reads, or is spelled out already. A title is left as it was typed.
_LEFT_ALONE = frozenset({"abbr", "button", "code", "h1", "option", "script", "select", "style", "svg", "textarea"})


def spelled_out(page: str, facts: GatheringFacts, language: str) -> str:
    """A page, as drawn from our own templates, with the acronyms of its main content spelled out on first use.

    The words stand behind the acronym in brackets, for everybody: a screen reader need not know what `abbr` is. Where
    the author said them already, only the mark is set.
    """
    meanings = abbreviations_of(facts)
    start, end = page.find("<main"), page.rfind("</main>")
    if not meanings or start < 0 or end < start:
        return page
    return page[:start] + "".join(_marked(page[start:end], meanings, language)) + page[end:]


def _marked(html: str, meanings: Mapping[str, Translated], language: str) -> Iterator[str]:
    said: set[str] = set()
    open_tags: list[tuple[str, str]] = []
    acronym = re.compile(
        r"(?<![\w-])(" + "|".join(map(re.escape, sorted(meanings, key=len, reverse=True))) + r")(?![\w-])"
    )
    for piece in _TAG.split(html):
        if piece.startswith("<"):
            _follow(piece, open_tags, language)
        elif not any(name in _LEFT_ALONE for name, _spoken in open_tags):
            spoken = open_tags[-1][1] if open_tags else language
            piece = _in_text(piece, acronym, meanings, said, spoken)
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


def _in_text(
    text: str, acronym: re.Pattern[str], meanings: Mapping[str, Translated], said: set[str], spoken: str
) -> str:
    def mark(found: re.Match[str]) -> str:
        short = found[1]
        meaning = meanings[short].best(spoken)
        marked = format_html('<abbr title="{}">{}</abbr>', meaning.text, short)
        is_first, around = short not in said, (text[: found.start()], text[found.end() :])
        said.add(short)
        # “agence régionale de santé (ARS)” and “ARS (agence…)”: the author said it.
        if not is_first or around[0].endswith("(") or around[1].lstrip().startswith("("):
            return str(marked)
        return f"{marked} ({_worded(meaning, spoken)})"

    return acronym.sub(mark, text)


def _worded(meaning: Phrase, spoken: str) -> str:
    if meaning.language == spoken:
        return escape(meaning.text)
    return format_html('<span lang="{}">{}</span>', meaning.language, meaning.text)
