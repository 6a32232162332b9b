"""The letter as a DOCX with named styles, so that an office may retouch it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from filrouge.stages.documents.facts import LetterFacts, LogoFacts
from filrouge.stages.documents.layout.arranged import Block, Code, Letter, Signature, arrange
from filrouge.stages.documents.layout.codes import code_png
from filrouge.stages.documents.layout.docx_styles import add_styles
from filrouge.stages.documents.layout.inline import Line, Span

_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_COLUMNS = (Mm(93), Mm(67))
_HEAD = Mm(66)
# Files of the same facts are the same; Word insists on a date.
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def letter_docx(facts: LetterFacts) -> bytes:
    """The letter as a DOCX: A4, real styles, title and language, a header from the second page on."""
    letter = arrange(facts)
    document = docx.Document()
    add_styles(document, letter.locale)
    _page(document, letter)
    _describe(document, letter)
    if letter.stamp:
        _write(document.add_paragraph(style="Letter foot"), ((Span(letter.stamp, strong=True),),))
    _head(document, letter, facts.sender.logo)
    _text(document, letter)
    _signatures(document, letter)
    _below(document, letter)
    if letter.about:
        _write(document.add_paragraph(style="Letter about"), (letter.about,))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _describe(document: Any, letter: Letter) -> None:
    known = document.core_properties
    known.title, known.author, known.language, known.comments = letter.title, letter.author, letter.locale, ""
    known.created = known.modified = _EPOCH


def _page(document: Any, letter: Letter) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(18)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    header = section.header.paragraphs[0]
    header.style = document.styles["Letter foot"]
    stamp = f"{letter.stamp} · " if letter.stamp else ""
    _write(header, ((Span(f"{letter.author} · {letter.running} · {stamp}"),),))
    before, after = letter.page_of.split("{page}")
    _numbered(header, [before, "PAGE", after.removesuffix("{pages}"), "NUMPAGES"])
    foot = section.first_page_footer.paragraphs[0]
    foot.style = document.styles["Letter foot centred" if letter.foot_centred else "Letter foot"]
    _write(foot, letter.foot)


def _numbered(paragraph: Any, pieces: list[str]) -> None:
    for index, piece in enumerate(pieces):
        if index % 2 == 0:
            paragraph.add_run(piece)
            continue
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), piece)
        field.append(paragraph.add_run("2")._r)
        paragraph._p.append(field)


def _head(document: Any, letter: Letter, logo: LogoFacts | None) -> None:
    row = _row(document)
    row.height = _HEAD if letter.addressee else None
    sender, addressee = reversed(row.cells) if letter.window == "left" else row.cells
    lines: list[tuple[str, tuple[Line, ...]]] = [("Letter sender", (line,)) for line in letter.sender]
    _fill(sender, [("Letter logo", ()), *lines] if logo else lines)
    if logo:
        picture = sender.paragraphs[0].add_run().add_picture(BytesIO(logo.png), width=Mm(logo.width))
        picture._inline.docPr.set("descr", logo.alternative)
    names = ["Letter addressee first", *["Letter addressee"] * len(letter.addressee)]
    _fill(addressee, [(name, (line,)) for name, line in zip(names, letter.addressee, strict=False)])


def _text(document: Any, letter: Letter) -> None:
    head = [("Letter date right" if letter.date_right else "Letter date", letter.dated)]
    for style, line in [*head, ("Letter reference", letter.reference)]:
        if line:
            _write(document.add_paragraph(style=style), (line,))
    if letter.subject:
        subject = document.add_paragraph(style="Letter subject")
        if letter.subject_label:
            _write(subject, ((*letter.subject_label, Span(" ")),))
            for run in subject.runs:
                run.bold = False
        _write(subject, letter.subject)
    if letter.salutation:
        _write(document.add_paragraph(style="Letter text"), (letter.salutation,))
    for block in letter.body:
        _block(document, block, letter)
    if letter.closing:
        _write(document.add_paragraph(style="Letter closing"), letter.closing)


def _block(document: Any, block: Block, letter: Letter) -> None:
    if block.kind == "parts":
        for part in letter.parts:
            title = tuple(Span(span.text, True, raised=span.raised) for span in part.title)
            _write(document.add_paragraph(style="Letter part"), (title, *part.lines))
    elif block.kind == "list":
        _list(document, "Letter list", "List Bullet", block.lines)
    else:
        _write(document.add_paragraph(style="Letter text"), block.lines)


def _signatures(document: Any, letter: Letter) -> None:
    signatures = list(letter.signatures)
    beside = 2 if letter.side_by_side else 1
    for at in range(0, len(signatures), beside):
        pair = signatures[at : at + beside]
        cells = _row(document).cells
        alone = (len(signatures) == 1 or beside == 1) and letter.lone_signature_right
        for cell, signature in zip(cells[1:] if alone else cells, pair, strict=False):
            _fill(cell, _signature(signature))


def _signature(signature: Signature) -> list[tuple[str, tuple[Line, ...]]]:
    above = [("Letter signatory", (line,)) for line in signature.above]
    return [*above, ("Letter name", (signature.name,)), *[("Letter signatory", (line,)) for line in signature.below]]


def _below(document: Any, letter: Letter) -> None:
    if not (letter.annexes or letter.code):
        return
    left, right = _row(document).cells
    if letter.annexes:
        _fill(left, [("Letter annexes", (letter.annexes_label,))])
        _list(left, "Letter annex", "List Number" if letter.annexes_numbered else "List Bullet", letter.annexes)
    if letter.code:
        _code(right, letter.code)


def _code(cell: Any, code: Code) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = "Letter code"
    picture = paragraph.add_run().add_picture(BytesIO(code_png(code.url)), width=Mm(24))
    picture._inline.docPr.set("descr", code.alternative)
    label = tuple(Span(span.text, True, url=code.url) for span in code.label)
    _write(cell.add_paragraph(style="Letter foot"), (label, (Span(code.address),)))


def _list(place: Any, style: str, numbering: str, lines: Iterable[Line]) -> None:
    for line in lines:
        paragraph = place.add_paragraph(style=style)
        # The numbering of the built-in list, the look of ours.
        listed = paragraph.part.document.styles[numbering].element.pPr.numPr
        properties = paragraph._p.get_or_add_pPr()
        number = OxmlElement("w:numPr")
        identity = OxmlElement("w:numId")
        identity.set(qn("w:val"), str(listed.numId.val))
        number.append(identity)
        properties.append(number)
        _write(paragraph, (line,))


def _row(document: Any) -> Any:
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    for column, width in zip(table.columns, _COLUMNS, strict=True):
        column.width = width
        column.cells[0].width = width
    return table.rows[0]


def _fill(cell: Any, paragraphs: list[tuple[str, tuple[Line, ...]]]) -> None:
    empty = cell.paragraphs[0]
    for index, (style, lines) in enumerate(paragraphs):
        paragraph = empty if index == 0 else cell.add_paragraph()
        paragraph.style = style
        _write(paragraph, lines)


def _write(paragraph: Any, lines: tuple[Line, ...]) -> None:
    for index, line in enumerate(lines):
        if index:
            paragraph.add_run().add_break()
        for span in line:
            _run(paragraph, span)


def _run(paragraph: Any, span: Span) -> None:
    run = paragraph.add_run("".join(sign for sign in span.text if sign >= " "))
    run.bold = True if span.strong else None
    run.italic = True if span.emphasis else None
    if span.raised:
        run.style = "Letter raised ending"
    if span.url:
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(span.url, _LINK, is_external=True))
        link.append(run._r)
        paragraph._p.append(link)
