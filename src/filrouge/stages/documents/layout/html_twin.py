"""The HTML twin of a letter: the same words in the same order, semantic, without a style of its own.

`letter_article` is an `<article>` to put into any page; its look, on screen and on paper, is `css/sheet.css`.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from filrouge.stages.documents.facts import LetterFacts
from filrouge.stages.documents.layout.arranged import Block, Code, Letter, Logo, PartBlock, Signature, arrange
from filrouge.stages.documents.layout.codes import code_svg
from filrouge.stages.documents.layout.inline import Line, Span


def letter_article(facts: LetterFacts) -> str:
    """The letter as an `<article>`; the subject is its h1 and names it."""
    letter = arrange(facts)
    marked = " sheet--logo" if letter.logo else ""
    attributes = f'class="sheet sheet--window-{letter.window}{marked}" lang="{escape(letter.locale)}"'
    return "\n".join([f"<article {attributes}>", *_head(letter), *_body(letter), *_tail(letter), "</article>"])


def letter_page(facts: LetterFacts, *, styles: Iterable[str] = ()) -> str:
    """A whole page with title and language; `styles` are the addresses of its style sheets."""
    letter = arrange(facts)
    links = "".join(f'\n<link rel="stylesheet" href="{escape(address)}">' for address in styles)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(letter.locale)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(letter.title)}</title>{links}\n</head>\n"
        f'<body class="sheet-page">\n<main>\n{letter_article(facts)}\n</main>\n</body>\n</html>\n'
    )


def inline_html(line: Line) -> str:
    """A line of runs as HTML, escaped; raised endings as `<sup>`."""
    return "".join(_run(span) for span in line)


def _run(span: Span) -> str:
    text = escape(span.text, quote=False)
    for wanted, tag in ((span.raised, "sup"), (span.emphasis, "em"), (span.strong, "strong")):
        text = f"<{tag}>{text}</{tag}>" if wanted else text
    return f'<a href="{escape(span.url)}">{text}</a>' if span.url else text


def _lines(lines: Iterable[Line]) -> str:
    return "<br>\n".join(inline_html(line) for line in lines)


def _block(tag: str, name: str, lines: tuple[Line, ...]) -> list[str]:
    return [f'<{tag} class="sheet__{name}">{_lines(lines)}</{tag}>'] if lines else []


def _head(letter: Letter) -> list[str]:
    stamp = f'<p class="sheet__stamp">{escape(letter.stamp)}</p>'
    label = f'<span class="sheet__label">{inline_html(letter.subject_label)}</span> ' if letter.subject_label else ""
    return [
        *[stamp] * bool(letter.stamp),
        *_from(letter),
        *_block("address", "to", letter.addressee),
        *_block("p", "date", (letter.dated,) if letter.dated else ()),
        *_block("p", "reference", (letter.reference,) if letter.reference else ()),
        *[f'<h1 class="sheet__subject">{label}{_lines(letter.subject)}</h1>'] * bool(letter.subject),
        *_block("p", "salutation", (letter.salutation,) if letter.salutation else ()),
    ]


def _from(letter: Letter) -> list[str]:
    said = _block("address", "from", letter.sender)
    if letter.logo is None or not said:
        return said
    return [said[0].replace(">", f">{logo_html(letter.logo)}<br>\n", 1)]


def logo_html(logo: Logo) -> str:
    """A logo as an image of our own site, in the size of the letterhead."""
    wide, high = (round(side * 96 / 25.4) for side in (logo.width, logo.height))
    return (
        f'<img class="sheet__logo" src="{escape(logo.address)}" alt="{escape(logo.alternative)}" '
        f'width="{wide}" height="{high}">'
    )


def _body(letter: Letter) -> list[str]:
    return [html for block in letter.body for html in _item(block, letter)]


def _item(block: Block, letter: Letter) -> list[str]:
    if block.kind == "parts":
        return ['<ul class="sheet__parts">', *[_part(part) for part in letter.parts], "</ul>"]
    if block.kind == "list":
        return ["<ul>", *[f"<li>{inline_html(line)}</li>" for line in block.lines], "</ul>"]
    return [f"<p>{_lines(block.lines)}</p>"]


def _part(part: PartBlock) -> str:
    return f"<li><strong>{inline_html(part.title)}</strong><br>\n{_lines(part.lines)}</li>"


def _tail(letter: Letter) -> list[str]:
    signed = [_signature(signature) for signature in letter.signatures]
    stacked = "" if letter.side_by_side else " sheet__signatures--stacked"
    below = [*_annexes(letter), *(_code(letter.code) if letter.code else [])]
    return [
        *_block("p", "closing", letter.closing),
        *[f'<div class="sheet__signatures{stacked}">', *signed, "</div>"] * bool(signed),
        *['<div class="sheet__below">', *below, "</div>"] * bool(below),
        *_block("p", "about", (letter.about,) if letter.about else ()),
        *_block("p", "foot", letter.foot),
    ]


def _signature(signature: Signature) -> str:
    above = f"<p>{_lines(signature.above)}</p>" if signature.above else ""
    return f'<div class="sheet__signature">{above}<p>{_lines((signature.name, *signature.below))}</p></div>'


def _annexes(letter: Letter) -> list[str]:
    if not letter.annexes:
        return []
    tag = "ol" if letter.annexes_numbered else "ul"
    items = [f"<li>{inline_html(line)}</li>" for line in letter.annexes]
    heading = f"<h2>{inline_html(letter.annexes_label)}</h2>"
    return ['<section class="sheet__annexes">', heading, f"<{tag}>", *items, f"</{tag}>", "</section>"]


def _code(code: Code) -> list[str]:
    svg = code_svg(code.url)
    drawing = svg.replace("<svg ", f'<svg role="img" aria-label="{escape(code.alternative)}" ', 1)
    label = (
        f'<figcaption><a href="{escape(code.url)}">{inline_html(code.label)}</a><br>{escape(code.address)}</figcaption>'
    )
    return [f'<figure class="sheet__code">{drawing.strip()}{label}</figure>']
