"""The few marks inside a text: emphasis, strong, raised endings; addresses become links. Grammar: see `facts`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

_MARK = re.compile(
    r"\\(?P<sign>[*^{}\\])"
    r"|\^\{(?P<raised>[^{}\n]{1,12})\}"
    r"|\*\*(?=\S)(?P<strong>.+?)(?<=\S)\*\*(?!\*)"
    r"|(?<!\*)\*(?=[^\s*])(?P<emphasis>[^*]*?[^\s*])\*(?!\*)",
    re.DOTALL,
)
_ADDRESS = re.compile(
    r"(?P<url>(?:https?://|www\.)[^\s<>\"«»“”]*[^\s<>\"«»“”.,;:!?)\]}'’…])"
    r"|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
)
_SIGNS = re.compile(r"([*^{}\\])")
# An ordinal as French spells it, roman numbers of centuries and editions too.
_FRENCH_ORDINAL = re.compile(
    r"(?<![\w.,’'-])(?P<body>1(?=er|re)|[0-9]{1,3}(?=e)|[IVX]{1,6}(?=e))(?P<ending>ers?|res?|es?)(?!\w)"
)


@dataclass(frozen=True)
class Span:
    """A run of text set in one way; `url` is empty unless it is a link."""

    text: str
    strong: bool = False
    emphasis: bool = False
    raised: bool = False
    url: str = ""


Line = tuple[Span, ...]


def escape(text: str) -> str:
    """The text so that every sign of it is meant: for values that are put into somebody's paragraph."""
    return _SIGNS.sub(r"\\\1", text)


def raised(body: str, ending: str) -> str:
    """A number and its ending as marked text: "2^{e}". An ending that is no letter (a German dot) stays on the line."""
    return f"{body}^{{{ending}}}" if ending.isalpha() else f"{body}{ending}"


def spans(text: str) -> Line:
    """Read marked text; a mark without its partner is a sign like any other."""
    return _merged(_spans(text, Span("")))


def plain(text: str) -> str:
    """The text without its marks, for titles, headers and alternative texts."""
    return "".join(span.text for span in spans(text))


def as_is(text: str) -> Line:
    """One run without marks or links: a name, a title that nobody may touch."""
    return (Span(_printable(text)),) if text else ()


def _printable(text: str) -> str:
    """Without control characters and marks of direction, which no format sets and some refuse."""
    return "".join(sign for sign in text if unicodedata.category(sign) not in ("Cc", "Cf") or sign in "\u00ad\u200d")


def with_raised_ordinals(text: str, *, language: str, verbatim: tuple[str, ...] = ()) -> str:
    """Marked text in which French ordinals have their endings raised; no letter changes. `verbatim` texts stay.

    "2e congrès, le 1er mai" becomes "2^{e} congrès, le 1^{er} mai"; "2ème" is left as it was typed.
    """
    if language != "fr":
        return text
    kept = sorted((words for words in verbatim if words), key=len, reverse=True)
    pattern = "|".join(re.escape(words) for words in kept)
    pieces = re.split(f"({pattern})", text) if pattern else [text]
    return "".join(piece if piece in kept else _FRENCH_ORDINAL.sub(_raise, piece) for piece in pieces)


def _raise(match: re.Match[str]) -> str:
    return raised(match["body"], match["ending"])


def _spans(text: str, style: Span) -> Iterator[Span]:
    end = 0
    for match in _MARK.finditer(text):
        yield from _linked(text[end : match.start()], style)
        end = match.end()
        if match["sign"]:
            yield replace(style, text=match["sign"])
        elif match["raised"]:
            yield replace(style, text=match["raised"], raised=True)
        elif match["strong"]:
            yield from _spans(match["strong"], replace(style, strong=True))
        else:
            yield from _spans(match["emphasis"], replace(style, emphasis=True))
    yield from _linked(text[end:], style)


def _linked(text: str, style: Span) -> Iterator[Span]:
    end = 0
    for match in _ADDRESS.finditer(text):
        yield replace(style, text=text[end : match.start()])
        end = match.end()
        yield replace(style, text=match[0], url=target(match[0]))
    yield replace(style, text=text[end:])


def target(address: str) -> str:
    """Where an address as printed leads: "www.a.ch" to "https://www.a.ch", a mailbox to "mailto:…"."""
    if address.startswith(("http://", "https://")):
        return address
    return f"mailto:{address}" if "@" in address else f"https://{address}"


def _merged(found: Iterator[Span]) -> Line:
    merged: list[Span] = []
    for one in found:
        span = replace(one, text=_printable(one.text))
        if not span.text:
            continue
        if merged and replace(merged[-1], text="") == replace(span, text="") and not span.url:
            merged[-1] = replace(span, text=merged[-1].text + span.text)
        else:
            merged.append(span)
    return tuple(merged)
