"""A press release as plain text, for the body of a mail."""

from __future__ import annotations

from collections.abc import Iterable

from filrouge.stages.documents.layout.inline import Line
from filrouge.stages.press.facts import ReleaseFacts
from filrouge.stages.press.layout.arranged import Block, arrange, embargo_in_short


def release_text(facts: ReleaseFacts) -> str:
    """The release in reading order, blocks apart by an empty line; the embargo is the first line."""
    release = arrange(facts)
    head = [release.stamp, plain_line(release.embargo), plain_line(release.label), _lines(release.issuer)]
    told = [plain_line(release.dated), plain_line(release.headline), plain_line(release.lead)]
    body = [_block(block) for block in release.body]
    quotes = ["\n".join(filter(None, (plain_line(one.said), plain_line(one.by)))) for one in release.quotes]
    sections = [
        "\n".join([plain_line(section.heading), *[_block(block) for block in section.blocks]])
        for section in release.sections
    ]
    return "\n\n".join(block for block in [*head, *told, *body, *quotes, *sections] if block) + "\n"


def subject_text(facts: ReleaseFacts) -> str:
    """The subject of the mail to journalists: the headline, behind its embargo while there is one."""
    held, headline = plain_line(embargo_in_short(facts)), plain_line(arrange(facts).headline)
    return " ".join((f"[{held}] {headline}" if held else headline).split())


def plain_line(line: Line) -> str:
    """A line without its marks."""
    return "".join(span.text for span in line)


def _lines(lines: Iterable[Line]) -> str:
    return "\n".join(plain_line(line) for line in lines)


def _block(block: Block) -> str:
    mark = "– " if block.kind == "list" else ""
    return "\n".join(f"{mark}{plain_line(line)}" for line in block.lines)
