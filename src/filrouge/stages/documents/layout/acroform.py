"""From links named "field:…" to the fields of a fillable PDF, each where it stands in the order of reading.

Typst makes tagged links, but no fields. A link already has its rectangle, its place in the structure tree and in the
order of the keyboard: it becomes a widget, and its structure element a form element that says what is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from filrouge.stages.documents.layout.face import ASCENT, BOX, CAPITALS, DESCENT, WIDTHS
from filrouge.stages.documents.layout.reply_arranged import Field

PREFIX = "field:"
_SIZE = 10.5
_PRINTED, _MULTILINE = 4, 1 << 12
_LOOK = f"/Face {_SIZE} Tf 0.067 0.078 0.094 rg"


def with_fields(pdf: bytes, fields: Mapping[str, Field]) -> bytes:
    """The PDF with a field for each of its "field:" links; `fields` says by name what each one is.

    Raises KeyError for a link to a field that is not among them.
    """
    with pikepdf.open(BytesIO(pdf)) as document:
        resources = Dictionary(Font=Dictionary({"/Face": document.make_indirect(_face(document))}))
        said: dict[tuple[int, int], str] = {}
        widgets = Array()
        for annotation, field in _links(document, fields):
            _become_field(document, annotation, field, resources)
            said[annotation.objgen] = field.said
            widgets.append(annotation)
        document.Root.AcroForm = document.make_indirect(Dictionary(Fields=widgets, DR=resources, DA=String(_LOOK)))
        for page in document.pages:
            page.obj.Tabs = Name.S
        _name_elements(document.Root.StructTreeRoot, said)
        file = BytesIO()
        document.save(file, deterministic_id=True)
        return file.getvalue()


def _links(document: Pdf, fields: Mapping[str, Field]) -> Iterator[tuple[Any, Field]]:
    for page in document.pages:
        for annotation in page.obj.get("/Annots", Array()):
            address = str(annotation.get("/A", Dictionary()).get("/URI", ""))
            if address.startswith(PREFIX):
                yield annotation, fields[address.removeprefix(PREFIX)]


def _become_field(document: Pdf, annotation: Any, field: Field, resources: Dictionary) -> None:
    for key in ("/A", "/Border", "/Contents", "/H"):
        if key in annotation:
            del annotation[key]
    annotation.Subtype, annotation.F = Name.Widget, _PRINTED
    annotation.T, annotation.TU = String(field.name), String(field.said)
    if field.ticks:
        annotation.FT, annotation.V, annotation.AS = Name.Btn, Name.Off, Name.Off
        annotation.MK = Dictionary(CA=String("8"))
        annotation.AP = Dictionary(N=Dictionary(Yes=_tick(document, annotation), Off=_empty(document, annotation)))
        return
    annotation.FT, annotation.V, annotation.DA, annotation.DR = Name.Tx, String(""), String(_LOOK), resources
    annotation.Ff = _MULTILINE if field.lines > 1 else 0
    annotation.AP = Dictionary(N=_empty(document, annotation, b"/Tx BMC EMC"))


def _tick(document: Pdf, annotation: Any) -> pikepdf.Stream:
    width, height = _measures(annotation)
    inset = 0.2 * width
    strokes = (
        f"q 1.4 w 1 J 0.067 0.078 0.094 RG {inset:.2f} {inset:.2f} m {width - inset:.2f} {height - inset:.2f} l S "
        f"{inset:.2f} {height - inset:.2f} m {width - inset:.2f} {inset:.2f} l S Q"
    )
    return _empty(document, annotation, strokes.encode())


def _empty(document: Pdf, annotation: Any, content: bytes = b"") -> pikepdf.Stream:
    width, height = _measures(annotation)
    stream = document.make_stream(content)
    stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, width, height])
    stream.Resources = Dictionary()
    return stream


def _measures(annotation: Any) -> tuple[float, float]:
    left, bottom, right, top = (float(edge) for edge in annotation.Rect)
    return round(right - left, 3), round(top - bottom, 3)


def _name_elements(root: Any, said: Mapping[tuple[int, int], str]) -> None:
    """Make form elements of the structure elements of our widgets, with what is said of them."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        kids = element.get("/K", Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            if not isinstance(kid, Dictionary):
                continue
            if kid.get("/Type") == Name.OBJR and kid.Obj.objgen in said:
                element.S, element.Alt = Name.Form, String(said[kid.Obj.objgen])
            elif kid.get("/Type") not in (Name.OBJR, Name.MCR):
                waiting.append(kid)


def _face(document: Pdf) -> Dictionary:
    """Our face as a font for fields: PDF/UA wants it inside the file, whole, since anything may be typed."""
    content = _font()
    stream = document.make_stream(content)
    stream.Length1 = len(content)
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/AtkinsonHyperlegible-Regular"),
        Flags=32,
        FontBBox=Array(BOX),
        ItalicAngle=0,
        Ascent=ASCENT,
        Descent=DESCENT,
        CapHeight=CAPITALS,
        StemV=80,
        FontFile2=stream,
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=Name("/AtkinsonHyperlegible-Regular"),
        Encoding=Name.WinAnsiEncoding,
        FirstChar=32,
        LastChar=255,
        Widths=Array(WIDTHS),
        FontDescriptor=document.make_indirect(descriptor),
    )


@cache
def _font() -> bytes:
    return (files("fontpkg_atkinson_hyperlegible") / "files" / "AtkinsonHyperlegible-Regular.ttf").read_bytes()
