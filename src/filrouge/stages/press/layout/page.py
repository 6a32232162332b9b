"""A press release as an `<article>` to put into any page; its look, on screen and on paper, is `css/press.css`."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from filrouge.stages.documents.layout.html_twin import inline_html, logo_html
from filrouge.stages.documents.layout.inline import Line
from filrouge.stages.press.facts import ReleaseFacts
from filrouge.stages.press.layout.arranged import Block, Said, Section, arrange


def release_article(facts: ReleaseFacts, *, level: int = 1, pictures: bool = True) -> str:
    """The release; its headline is a heading of this level, its sections one lower. The embargo stands on top.

    `pictures` False: for mails, which fetch nothing from anywhere.
    """
    release, below = arrange(facts), level + 1
    return "\n".join(
        [
            f'<article class="sheet release" lang="{escape(release.locale)}">',
            *_line("p", "sheet__stamp", (release.stamp and escape(release.stamp)) or ""),
            *_line("p", "release__embargo", inline_html(release.embargo)),
            *_line("p", "release__logo", logo_html(release.logo) if release.logo and pictures else ""),
            *_line("p", "release__label", inline_html(release.label)),
            *_line("address", "sheet__from", _lines(release.issuer)),
            *_line("p", "release__dated", inline_html(release.dated)),
            *([_correction(release.correction)] if release.correction else []),
            *_line(f"h{level}", "release__headline", inline_html(release.headline)),
            *_line("p", "release__lead", inline_html(release.lead)),
            *[_block(block) for block in release.body],
            *[_quote(quote) for quote in release.quotes],
            *[_section(section, below) for section in release.sections],
            "</article>",
        ]
    )


def _line(tag: str, name: str, html: str) -> list[str]:
    return [f'<{tag} class="{name}">{html}</{tag}>'] if html else []


def _lines(lines: Iterable[Line]) -> str:
    return "<br>\n".join(inline_html(line) for line in lines)


def _block(block: Block) -> str:
    if block.kind == "list":
        return "<ul>" + "".join(f"<li>{inline_html(line)}</li>" for line in block.lines) + "</ul>"
    return f"<p>{_lines(block.lines)}</p>"


def _quote(quote: Said) -> str:
    by = f"<figcaption>{inline_html(quote.by)}</figcaption>" if quote.by else ""
    return f'<figure class="release__quote"><blockquote><p>{inline_html(quote.said)}</p></blockquote>{by}</figure>'


def _correction(correction: Section) -> str:
    # It stands before the headline, so that it is no heading itself.
    said = "".join(_block(block) for block in correction.blocks)
    return f'<div class="release__correction"><p>{inline_html(correction.heading)}</p>{said}</div>'


def _section(section: Section, level: int) -> str:
    blocks = "".join(_block(block) for block in section.blocks)
    heading = f"<h{level}>{inline_html(section.heading)}</h{level}>"
    return f'<section class="release__section release__section--{section.key}">{heading}{blocks}</section>'
