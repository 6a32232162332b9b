"""The letter as plain text, for the body of a mail and for the eyes of a reviewer."""

from __future__ import annotations

from collections.abc import Iterable

from filrouge.stages.documents.facts import LetterFacts
from filrouge.stages.documents.layout.arranged import Block, Letter, arrange
from filrouge.stages.documents.layout.inline import Line, Span


def letter_text(facts: LetterFacts) -> str:
    """The letter in reading order, blocks apart by an empty line; raised endings on the line."""
    letter = arrange(facts)
    blocks = [*_head(letter), *[text for block in letter.body for text in _item(block, letter)], *_tail(letter)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _line(line: Line) -> str:
    return "".join(_run(span) for span in line)


def _run(span: Span) -> str:
    bare = span.url.removeprefix("mailto:").removeprefix("https://").removeprefix("http://")
    return (
        f"{span.text} ({span.url})" if span.url and bare not in span.text and span.text not in span.url else span.text
    )


def _lines(lines: Iterable[Line]) -> str:
    return "\n".join(_line(line) for line in lines)


def _head(letter: Letter) -> list[str]:
    label = _line(letter.subject_label)
    subject = " ".join(filter(None, (label, _lines(letter.subject))))
    head = [letter.stamp, _lines(letter.sender), _lines(letter.addressee), _line(letter.dated)]
    return [*head, _line(letter.reference), subject, _line(letter.salutation)]


def _item(block: Block, letter: Letter) -> list[str]:
    if block.kind == "parts":
        return [_lines((part.title, *part.lines)) for part in letter.parts]
    mark = "– " if block.kind == "list" else ""
    return ["\n".join(f"{mark}{_line(line)}" for line in block.lines)]


def _tail(letter: Letter) -> list[str]:
    signed = [_lines((*one.above, one.name, *one.below)) for one in letter.signatures]
    marks = [f"{number}. " if letter.annexes_numbered else "– " for number, _ in enumerate(letter.annexes, start=1)]
    annexes = [f"{mark}{_line(line)}" for mark, line in zip(marks, letter.annexes, strict=True)]
    listed = "\n".join([_line(letter.annexes_label), *annexes]) if annexes else ""
    code = f"{_line(letter.code.label)}: {letter.code.url}" if letter.code else ""
    return [_lines(letter.closing), *signed, listed, code, _line(letter.about), _lines(letter.foot)]
