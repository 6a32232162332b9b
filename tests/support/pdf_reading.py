"""Reading a tagged PDF as a screen reader does: its structure tree with the text of each element, page by page."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import page as page_validation
import pikepdf

_HEX = re.compile(rb"<([0-9A-Fa-f]*)>")


def faults(pdf: bytes) -> list[str]:
    """What the checker of PDF/UA-1 finds wrong; it reads 104 machine rules."""
    report = page_validation.validate_pdf_bytes(pdf, profile=page_validation.ValidationProfile.PDF_UA_1)
    assert report.rules.total >= 104
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def outline(pdf: bytes) -> str:
    """Title, language, the text of each page as it is drawn, and the structure tree with its texts."""
    with pikepdf.open(BytesIO(pdf)) as document:
        texts = [_marked(page) for page in document.pages]
        lines = [f"title: {document.docinfo.get('/Title', '')}", f"language: {document.Root.Lang}"]
        for number, drawn in enumerate(texts, start=1):
            lines += ["", f"page {number}", *(f"  {text}" for text in drawn[1])]
        pages = {page.obj.objgen: index for index, page in enumerate(document.pages)}
        lines += ["", "structure", *_tree(document.Root.StructTreeRoot, None, texts, pages)]
        return "\n".join(line.rstrip() for line in lines) + "\n"


def pages_text(pdf: bytes) -> list[str]:
    """The text of each page in the order in which it is drawn, tagged or not, runs joined."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return ["".join(_marked(page)[1]) for page in document.pages]


def reading(pdf: bytes) -> list[tuple[str, str]]:
    """Each block that says something, in the order of reading: its kind and what is said."""
    found = []
    for line in outline(pdf).split("\nstructure\n")[1].splitlines():
        kind, _, said = line.strip().partition(" ")
        if said:
            found.append((kind, said))
    return found


def whole_text(pdf: bytes) -> str:
    """All that is read aloud, in order, one block to a line."""
    return "\n".join(re.sub(r"</?[A-Z][a-z]*>", "", said) for _kind, said in reading(pdf))


def places(pdf: bytes) -> dict[str, tuple[float, float]]:
    """Where each run of text of the first page begins: points from the left and from the bottom."""
    found: dict[str, tuple[float, float]] = {}
    with pikepdf.open(BytesIO(pdf)) as document:
        page = document.pages[0]
        fonts = {name: _characters(font) for name, font in page.resources.get("/Font", {}).items()}
        matrices, text, font = [pikepdf.Matrix()], pikepdf.Matrix(), {}
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "q":
                    matrices.append(matrices[-1])
                case "Q":
                    matrices.pop()
                case "cm":
                    matrices[-1] = pikepdf.Matrix(*map(float, operands)) @ matrices[-1]
                case "Tm":
                    text = pikepdf.Matrix(*map(float, operands))
                case "Tf":
                    font = fonts[str(operands[0])]
                case "Tj" | "TJ":
                    strings = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
                    said = "".join(_decoded(bytes(one), font) for one in strings if isinstance(one, pikepdf.String))
                    at = text @ matrices[-1]
                    found.setdefault(said, (at.e, at.f))
    return found


_INLINE = {"/Span", "/Strong", "/Em", "/Link"}


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", pikepdf.Array())
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _is_element(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def _tree(element: Any, where: int | None, texts: list[Any], pages: dict[Any, int], depth: int = 0) -> Iterator[str]:
    """A line for each block element; what is inside a line is told in place, between marks."""
    if "/Pg" in element:
        where = pages[element.Pg.objgen]
    said = [str(element["/Alt"])] if "/Alt" in element else []
    blocks = []
    for kid in _kids(element):
        if _is_element(kid) and str(kid.S) not in _INLINE:
            blocks.append(kid)
        else:
            said.append(_inline(kid, where, texts, pages))
    if "/S" in element:
        yield f"{'  ' * depth}{str(element.S)[1:]} {''.join(said)}".rstrip()
    for kid in blocks:
        yield from _tree(kid, where, texts, pages, depth + ("/S" in element))


def _inline(kid: Any, where: int | None, texts: list[Any], pages: dict[Any, int]) -> str:
    if isinstance(kid, int) and where is not None:
        return str(texts[where][0].get(kid, ""))
    if not isinstance(kid, pikepdf.Dictionary):
        return ""
    if kid.get("/Type") == pikepdf.Name.MCR:
        at = pages[kid.Pg.objgen] if "/Pg" in kid else where
        assert at is not None
        return str(texts[at][0].get(int(kid.MCID), ""))
    if not _is_element(kid):
        return ""
    where = pages[kid.Pg.objgen] if "/Pg" in kid else where
    inner = "".join(_inline(one, where, texts, pages) for one in _kids(kid))
    name = str(kid.S)[1:]
    raised = name == "Span" and _is_raised(kid)
    return f"<Sup>{inner}</Sup>" if raised else inner if name == "Span" else f"<{name}>{inner}</{name}>"


def _is_raised(element: Any) -> bool:
    attributes = element.get("/A", pikepdf.Array())
    attributes = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]
    return any(float(one.get("/BaselineShift", 0)) > 0 for one in attributes if isinstance(one, pikepdf.Dictionary))


def _marked(page: pikepdf.Page) -> tuple[dict[int, str], list[str]]:
    """Text by marked-content id, and every run of text in the order of drawing."""
    fonts = {name: _characters(font) for name, font in page.resources.get("/Font", {}).items()}
    by_id: dict[int, str] = {}
    drawn: list[str] = []
    current: list[int | None] = []
    font: dict[bytes, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                properties = operands[1]
                current.append(int(properties.MCID) if "/MCID" in properties else None)
            case "BMC":
                current.append(None)
            case "EMC":
                current.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case "Tj" | "TJ":
                strings = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
                text = "".join(_decoded(bytes(one), font) for one in strings if isinstance(one, pikepdf.String))
                drawn.append(text)
                marked = next((one for one in reversed(current) if one is not None), None)
                if marked is not None:
                    by_id[marked] = by_id.get(marked, "") + text
    return by_id, drawn


def _decoded(codes: bytes, font: dict[bytes, str]) -> str:
    return "".join(font.get(codes[at : at + 2], "?") for at in range(0, len(codes), 2))


def _characters(font: Any) -> dict[bytes, str]:
    """What each code of a font means, from its ToUnicode map."""
    found: dict[bytes, str] = {}
    content = bytes(font.ToUnicode.read_bytes())
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", content, re.DOTALL):
        values = [bytes.fromhex(value.decode()) for value in _HEX.findall(block)]
        found |= {code: text.decode("utf-16-be") for code, text in zip(values[::2], values[1::2], strict=True)}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", content, re.DOTALL):
        values = [bytes.fromhex(value.decode()) for value in _HEX.findall(block)]
        for first, last, text in zip(values[::3], values[1::3], values[2::3], strict=True):
            start, end = int.from_bytes(first), int.from_bytes(last)
            base = text.decode("utf-16-be")
            for code in range(start, end + 1):
                found[code.to_bytes(2)] = base[:-1] + chr(ord(base[-1]) + code - start)
    return found
