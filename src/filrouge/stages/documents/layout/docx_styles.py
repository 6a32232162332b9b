"""The named styles of a letter in DOCX: what an office changes once to change every letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FACE = "Atkinson Hyperlegible"
_INK, _SOFT = RGBColor(0x11, 0x14, 0x18), RGBColor(0x43, 0x49, 0x4F)


@dataclass(frozen=True)
class Look:
    """A paragraph style: space before and after in millimetres, size in points, leading as a factor."""

    before: float = 0
    after: float = 0
    size: float = 10.5
    leading: float = 1.2
    bold: bool = False
    soft: bool = False
    left: float = 0
    keep_next: bool = False
    centred: bool = False
    outline: bool = False


LOOKS = {
    "Letter text": Look(after=3.4, leading=1.3),
    "Letter sender": Look(size=9),
    "Letter logo": Look(after=3, leading=1),
    "Letter addressee": Look(),
    "Letter addressee first": Look(before=32),
    "Letter date": Look(after=7),
    "Letter date right": Look(after=7, left=93),
    "Letter reference": Look(after=3, size=9),
    "Letter subject": Look(after=6, bold=True, keep_next=True, outline=True),
    "Letter list": Look(after=1, left=5, leading=1.3),
    "Letter part": Look(after=3, left=3),
    "Letter closing": Look(before=2, after=6, keep_next=True),
    "Letter signatory": Look(keep_next=True),
    "Letter name": Look(before=16, keep_next=True),
    "Letter annexes": Look(before=7, after=1, size=9.5, bold=True, keep_next=True),
    "Letter annex": Look(size=9.5, left=5),
    "Letter code": Look(before=7, size=8),
    "Letter about": Look(before=7, size=8.5, soft=True),
    "Letter foot": Look(size=8, soft=True),
    "Letter foot centred": Look(size=8, soft=True, centred=True),
}


def add_styles(document: Document, locale: str) -> None:
    """Put the styles of a letter into a document and say its language."""
    _defaults(document, locale)
    for name, look in LOOKS.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _dress(style, look)
    raised = document.styles.add_style("Letter raised ending", WD_STYLE_TYPE.CHARACTER)
    raised.font.superscript = True


def _dress(style: Any, look: Look) -> None:
    style.base_style, style.quick_style = None, True
    font, paragraph = style.font, style.paragraph_format
    font.name, font.size, font.bold = FACE, Pt(look.size), look.bold
    font.color.rgb = _SOFT if look.soft else _INK
    paragraph.space_before, paragraph.space_after = Mm(look.before), Mm(look.after)
    paragraph.line_spacing, paragraph.left_indent = look.leading, Mm(look.left)
    paragraph.keep_with_next, paragraph.widow_control = look.keep_next, True
    if look.centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if look.outline:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), "0")
        style.element.get_or_add_pPr().append(level)


def _defaults(document: Document, locale: str) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FACE, Pt(10.5)
    properties = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), locale)
    properties.append(language)
