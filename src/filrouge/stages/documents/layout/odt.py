"""The letter as an OpenDocument text, with named styles, so that an office may retouch it."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import cast
from xml.sax.saxutils import escape as xml_escape
from xml.sax.saxutils import quoteattr

from odfdo import Document, Element

from filrouge.stages.documents.facts import LetterFacts
from filrouge.stages.documents.layout.arranged import Block, Code, Letter, Logo, Signature, arrange
from filrouge.stages.documents.layout.codes import code_png
from filrouge.stages.documents.layout.inline import Line, Span

_STYLES = Path(__file__).parent / "odt_styles.xml"
_PICTURE, _LOGO = "Pictures/code.png", "Pictures/logo.png"
_UNWANTED = ("Thumbnails/", "Configurations2/")
_COLUMNS = (
    '<style:style style:name="Letter_20_columns" style:family="table">'
    '<style:table-properties style:width="160mm" table:align="left" fo:margin-bottom="3mm"/></style:style>',
    '<style:style style:name="Letter_20_columns.A" style:family="table-column">'
    '<style:table-column-properties style:column-width="93mm"/></style:style>',
    '<style:style style:name="Letter_20_columns.B" style:family="table-column">'
    '<style:table-column-properties style:column-width="67mm"/></style:style>',
    '<style:style style:name="Letter_20_columns.head" style:family="table-row">'
    '<style:table-row-properties style:min-row-height="66mm" fo:keep-together="always"/></style:style>',
    '<style:style style:name="Letter_20_columns.row" style:family="table-row">'
    '<style:table-row-properties fo:keep-together="always"/></style:style>',
    '<style:style style:name="Letter_20_columns.cell" style:family="table-cell">'
    '<style:table-cell-properties fo:padding="0mm" fo:padding-right="4mm" fo:border="none"/></style:style>',
)


def letter_odt(facts: LetterFacts) -> bytes:
    """The letter as an ODT: A4, real styles, title and language, a header from the second page on."""
    letter = arrange(facts)
    document = Document("text")
    _use_our_styles(document, letter)
    document.body.clear()
    if letter.code:
        _add_picture(document, _PICTURE, code_png(letter.code.url))
    if facts.sender.logo:
        _add_picture(document, _LOGO, facts.sender.logo.png)
    for xml in _content(letter):
        document.body.append(Element.from_tag(xml))
    document.meta.title = letter.title
    document.meta.language = letter.locale
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _use_our_styles(document: Document, letter: Letter) -> None:
    for part in list(document.get_parts()):
        if part.startswith(_UNWANTED):
            document.del_part(part)
    for path in document.manifest.get_paths():
        if path.startswith(_UNWANTED):
            document.manifest.del_full_path(path)
    document.set_part("styles.xml", _STYLES.read_bytes())
    automatic = cast(Element, document.content.get_element("//office:automatic-styles"))
    for style in _COLUMNS:
        automatic.append(Element.from_tag(style))
    document.styles.set_default_styles_language_country(letter.locale)
    first, following = document.styles.master_pages
    following.append(Element.from_tag(f"<style:header>{_following(letter)}</style:header>"))
    if letter.foot:
        name = "foot_20_centred" if letter.foot_centred else "foot"
        first.append(Element.from_tag(f"<style:footer>{_paragraph(name, letter.foot)}</style:footer>"))


def _add_picture(document: Document, path: str, content: bytes) -> None:
    document.set_part(path, content)
    document.manifest.add_full_path(path, "image/png")


def _content(letter: Letter) -> list[str]:
    date = "date_20_right" if letter.date_right else "date"
    return [
        *[f'<text:p text:style-name="Letter_20_foot">{_text(letter.stamp)}</text:p>'] * bool(letter.stamp),
        _columns(*_head(letter), row="head" if letter.addressee else "row"),
        *_paragraphs(date, (letter.dated,)),
        *_paragraphs("reference", (letter.reference,)),
        *_subject(letter),
        *_paragraphs("", (letter.salutation,)),
        *[xml for block in letter.body for xml in _block(block, letter)],
        *_paragraphs("closing", letter.closing),
        *_signatures(letter),
        *_below(letter),
        *_paragraphs("about", (letter.about,)),
    ]


def _head(letter: Letter) -> tuple[str, str]:
    drawn = _logo(letter.logo) if letter.logo else ""
    sender = drawn + "".join(_paragraph("sender", (line,)) for line in letter.sender)
    names = ["addressee_20_first", *["addressee"] * len(letter.addressee)]
    addressee = "".join(_paragraph(name, (line,)) for name, line in zip(names, letter.addressee, strict=False))
    return (addressee, sender) if letter.window == "left" else (sender, addressee)


def _subject(letter: Letter) -> list[str]:
    if not letter.subject:
        return []
    label = f'<text:span text:style-name="Letter_20_plain">{_line(letter.subject_label)} </text:span>'
    content = (label if letter.subject_label else "") + _lines(letter.subject)
    return [f'<text:h text:style-name="Letter_20_subject" text:outline-level="1">{content}</text:h>']


def _block(block: Block, letter: Letter) -> list[str]:
    if block.kind == "parts":
        bold = [tuple(Span(span.text, True, raised=span.raised) for span in part.title) for part in letter.parts]
        parts = zip(bold, letter.parts, strict=True)
        return [_paragraph("part", (title, *part.lines)) for title, part in parts]
    if block.kind == "list":
        return [_list("dashes", "list", block.lines)]
    return [_paragraph("", block.lines)]


def _signatures(letter: Letter) -> list[str]:
    signed = [_signature(one) for one in letter.signatures]
    if len(signed) == 1 or not letter.side_by_side:
        return [_columns(*(("", one) if letter.lone_signature_right else (one, ""))) for one in signed]
    return [_columns(*signed[at : at + 2], *[""] * (len(signed) - at == 1)) for at in range(0, len(signed), 2)]


def _signature(signature: Signature) -> str:
    lines = [("signatory", line) for line in signature.above]
    lines += [("name", signature.name), *[("signatory", line) for line in signature.below]]
    return "".join(_paragraph(name, (line,)) for name, line in lines)


def _below(letter: Letter) -> list[str]:
    marks = "numbers" if letter.annexes_numbered else "dashes"
    annexes = _paragraph("annexes", (letter.annexes_label,)) + _list(marks, "annex", letter.annexes)
    code = _code(letter.code) if letter.code else ""
    return [_columns(annexes if letter.annexes else "", code)] if letter.annexes or code else []


def _logo(logo: Logo) -> str:
    frame = _frame(_LOGO, logo.alternative, logo.width, logo.height)
    return f'<text:p text:style-name="Letter_20_logo">{frame}</text:p>'


def _frame(path: str, alternative: str, width: float, height: float) -> str:
    return (
        '<draw:frame draw:style-name="Letter_20_picture" text:anchor-type="as-char" '
        f'svg:width="{width}mm" svg:height="{height}mm">'
        f'<draw:image xlink:href="{path}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
        f"<svg:title>{_text(alternative)}</svg:title></draw:frame>"
    )


def _code(code: Code) -> str:
    frame = _frame(_PICTURE, code.alternative, 24, 24)
    label = tuple(Span(span.text, True, url=code.url) for span in code.label)
    picture = f'<text:p text:style-name="Letter_20_code">{frame}</text:p>'
    return picture + _paragraph("foot", (label, (Span(code.address),)))


def _following(letter: Letter) -> str:
    told = xml_escape(letter.page_of).replace("{page}", "<text:page-number>2</text:page-number>")
    told = told.replace("{pages}", "<text:page-count>2</text:page-count>")
    stamp = f"{_text(letter.stamp)} · " if letter.stamp else ""
    about = f"{_text(letter.author)} · {_text(letter.running)}<text:tab/>{stamp}{told}"
    return f'<text:p text:style-name="Letter_20_following">{about}</text:p>'


def _columns(left: str, right: str, row: str = "row") -> str:
    empty = '<text:p text:style-name="Letter_20_signatory"/>'
    cells = "".join(
        f'<table:table-cell table:style-name="Letter_20_columns.cell" office:value-type="string">{it or empty}'
        "</table:table-cell>"
        for it in (left, right)
    )
    return (
        '<table:table table:style-name="Letter_20_columns"><table:table-column table:style-name="Letter_20_columns.A"/>'
        '<table:table-column table:style-name="Letter_20_columns.B"/>'
        f'<table:table-row table:style-name="Letter_20_columns.{row}">{cells}</table:table-row></table:table>'
    )


def _list(marks: str, name: str, lines: Iterable[Line]) -> str:
    items = "".join(f"<text:list-item>{_paragraph(name, (line,))}</text:list-item>" for line in lines)
    return f'<text:list text:style-name="Letter_20_{marks}">{items}</text:list>'


def _paragraphs(name: str, lines: tuple[Line, ...]) -> list[str]:
    return [_paragraph(name, lines)] if any(lines) else []


def _paragraph(name: str, lines: tuple[Line, ...]) -> str:
    style = f"Letter_20_{name}" if name else "Standard"
    return f'<text:p text:style-name="{style}">{_lines(lines)}</text:p>'


def _lines(lines: Iterable[Line]) -> str:
    return "<text:line-break/>".join(_line(line) for line in lines)


def _line(line: Line) -> str:
    return "".join(_run(span) for span in line)


def _run(span: Span) -> str:
    text = _text(span.text)
    for wanted, name in ((span.raised, "raised"), (span.emphasis, "emphasis"), (span.strong, "strong")):
        text = f'<text:span text:style-name="Letter_20_{name}">{text}</text:span>' if wanted else text
    return f'<text:a xlink:type="simple" xlink:href={quoteattr(span.url)}>{text}</text:a>' if span.url else text


def _text(text: str) -> str:
    """Text as XML; several spaces would melt into one, and control characters do not exist there."""
    kept = "".join(sign for sign in text if sign >= " ")
    return xml_escape(kept).replace("  ", " <text:s/>")
