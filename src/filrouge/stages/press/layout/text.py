"""A press release as plain text, for the body of a mail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from filrouge.stages.documents.layout.inline import Line
from filrouge.stages.press.facts import ReleaseFacts
from filrouge.stages.press.layout.arranged import Block, Section, arrange, embargo_in_short, embargo_line, mark_of


def release_text(facts: ReleaseFacts) -> str:
    """The release in reading order, blocks apart by an empty line; the embargo is the first line."""
    release = arrange(facts)
    head = [release.stamp, plain_line(release.embargo), plain_line(release.label), _lines(release.issuer)]
    corrected = _section(release.correction) if release.correction else ""
    told = [plain_line(release.dated), corrected, plain_line(release.headline), plain_line(release.lead)]
    body = [_block(block) for block in release.body]
    quotes = ["\n".join(filter(None, (plain_line(one.said), plain_line(one.by)))) for one in release.quotes]
    sections = [_section(section) for section in release.sections]
    return "\n\n".join(block for block in [*head, *told, *body, *quotes, *sections] if block) + "\n"


def subject_text(facts: ReleaseFacts, reader: str = "") -> str:
    """The subject of the mail to journalists: the headline, behind what they must see first, in their own language."""
    told = replace(facts, language=reader or facts.language)
    firsts = [plain_line(embargo_in_short(told)), mark_of(facts, told.language)]
    headline = plain_line(arrange(facts).headline)
    return " ".join(" ".join([*[f"[{first}]" for first in firsts if first], headline]).split())


def embargo_for(facts: ReleaseFacts, reader: str) -> str:
    """The line of the embargo for whoever reads another language than that of the release; else empty."""
    return "" if reader == facts.language else plain_line(embargo_line(replace(facts, language=reader)))


def _section(section: Section) -> str:
    return "\n".join([plain_line(section.heading), *[_block(block) for block in section.blocks]])


def plain_line(line: Line) -> str:
    """A line without its marks."""
    return "".join(span.text for span in line)


def _lines(lines: Iterable[Line]) -> str:
    return "\n".join(plain_line(line) for line in lines)


def _block(block: Block) -> str:
    mark = "– " if block.kind == "list" else ""
    return "\n".join(f"{mark}{plain_line(line)}" for line in block.lines)
