"""A logo as it may stand in a letterhead: read, made harmless, drawn once for the formats that know pictures only."""

from __future__ import annotations

import base64
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

MOST_BYTES = 300_000
# In a letterhead, in millimetres; above a sender's address there is no more room.
WIDEST, HIGHEST = 60.0, 18.0
DOTS_PER_INCH = 300
_PNG = b"\x89PNG\r\n\x1a\n"
_MOST_DOTS, _LEAST_DOTS = 6_000_000, 40
_MOST_ELEMENTS = 5_000
_SVG = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"
_DRAWING = frozenset(
    [
        "svg",
        "g",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "defs",
        "use",
        "symbol",
        "clipPath",
        "mask",
        "linearGradient",
        "radialGradient",
        "stop",
        "title",
        "desc",
        "style",
    ]
)
_LEFT_OUT = frozenset({"metadata", "title", "desc"})
_SCRIPTS = frozenset({"script", "foreignObject", "iframe", "handler", "a", "animate", "set", "animateTransform"})
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*>")
_REFERENCE = re.compile(r"url\(\s*['\"]?\s*(?!#)", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?\d*\.?\d+(?:e[-+]?\d+)?", re.IGNORECASE)
# How many numbers a dot of a PNG has, by the kind of its colours.
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_KEPT_CHUNKS = (b"IHDR", b"PLTE", b"tRNS", b"sRGB", b"gAMA", b"IDAT", b"IEND")


class LogoRefused(Exception):
    """A file that cannot be a logo.

    `code`: empty, too_large, unknown_kind, broken, has_script, has_foreign, has_text, too_small, too_long.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Drawing:
    """A harmless logo: the drawing for the PDF, and its size in the letterhead in millimetres."""

    svg: str
    width: float
    height: float


def read_logo(data: bytes) -> Drawing:
    """An SVG without script, text and anything from elsewhere, or a PNG inside one. Raises LogoRefused."""
    if not data:
        raise LogoRefused("empty")
    if len(data) > MOST_BYTES:
        raise LogoRefused("too_large")
    return _from_png(data) if data.startswith(_PNG) else _from_svg(data)


def _fitted(width: float, height: float) -> tuple[float, float]:
    """The size at which it fits, its proportions kept. Raises LogoRefused for a thread of a picture."""
    if not (width > 0 and height > 0):
        raise LogoRefused("broken")
    if max(width / height, height / width) > 12:
        raise LogoRefused("too_long")
    scale = min(WIDEST / width, HIGHEST / height)
    return round(width * scale, 2), round(height * scale, 2)


# ----------------------------------------------------------------------------------------------------------------- PNG


def _from_png(data: bytes) -> Drawing:
    chunks = list(_chunks(data))
    if [kind for kind, _ in chunks[:1]] != [b"IHDR"] or chunks[-1][0] != b"IEND" or len(chunks[0][1]) != 13:
        raise LogoRefused("broken")
    wide, high = struct.unpack(">II", chunks[0][1][:8])
    if min(wide, high) < _LEAST_DOTS:
        raise LogoRefused("too_small")
    if wide * high > _MOST_DOTS:
        raise LogoRefused("too_large")
    _refuse_half(chunks, wide, high)
    # Without what a camera or a program wrote beside the picture: places, names, dates.
    kept = _PNG + b"".join(_chunk(kind, said) for kind, said in chunks if kind in _KEPT_CHUNKS)
    width, height = _fitted(wide, high)
    inside = base64.b64encode(kept).decode("ascii")
    image = f'<image width="{wide}" height="{high}" href="data:image/png;base64,{inside}"/>'
    return Drawing(f'<svg xmlns="{_SVG}" viewBox="0 0 {wide} {high}">{image}</svg>', width, height)


def _refuse_half(chunks: list[tuple[bytes, bytes]], wide: int, high: int) -> None:
    """Refuse a picture without all its rows: what draws it would leave it out without a word."""
    bits, colours, *_, interlaced = chunks[0][1][8:13]
    row = 1 + (wide * bits * _CHANNELS.get(colours, 1) + 7) // 8
    packed = b"".join(said for kind, said in chunks if kind == b"IDAT")
    try:
        found = len(zlib.decompressobj().decompress(packed, row * high))
    except zlib.error:
        raise LogoRefused("broken") from None
    if found < (1 if interlaced else row * high):
        raise LogoRefused("broken")


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at < len(data):
        if at + 12 > len(data):
            raise LogoRefused("broken")
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, said, check = data[at + 4 : at + 8], data[at + 8 : at + 8 + length], data[at + 8 + length :][:4]
        if len(check) != 4 or struct.unpack(">I", check)[0] != zlib.crc32(kind + said):
            raise LogoRefused("broken")
        yield kind, said
        at += 12 + length
        if kind == b"IEND":
            return


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


# ----------------------------------------------------------------------------------------------------------------- SVG


def _from_svg(data: bytes) -> Drawing:
    root = _parsed(data)
    wide, high, box = _measures(root)
    clean = _cleaned(root)
    _refuse_chains(clean)
    for name in ("width", "height", "x", "y", "preserveAspectRatio"):
        clean.attrib.pop(name, None)
    clean.set("viewBox", box)
    width, height = _fitted(wide, high)
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    return Drawing(ElementTree.tostring(clean, encoding="unicode"), width, height)


def _parsed(data: bytes) -> ElementTree.Element:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise LogoRefused("unknown_kind") from None
    # A document type may define texts that grow without end, or fetch them from elsewhere.
    text = _DOCTYPE.sub("", text, count=1)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise LogoRefused("has_foreign")
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 – it defines nothing, that was refused above
    except (ElementTree.ParseError, ValueError, RecursionError):
        raise LogoRefused("unknown_kind") from None
    if root.tag != f"{{{_SVG}}}svg":
        raise LogoRefused("unknown_kind")
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        raise LogoRefused("too_large")
    return root


def _measures(root: ElementTree.Element) -> tuple[float, float, str]:
    """Width, height and the view box of a drawing."""
    said = [float(number) for number in _NUMBER.findall(root.get("viewBox", ""))]
    if len(said) == 4:
        return said[2], said[3], " ".join(f"{number:g}" for number in said)
    sizes = [_NUMBER.match(root.get(name, "").strip()) for name in ("width", "height")]
    if not all(sizes) or "%" in root.get("width", "") + root.get("height", ""):
        raise LogoRefused("broken")
    wide, high = (float(size[0]) for size in sizes if size)
    return wide, high, f"0 0 {wide:g} {high:g}"


def _cleaned(element: ElementTree.Element) -> ElementTree.Element:
    """A copy with nothing but shapes: what draws programs leave behind is dropped, what acts or fetches is refused."""
    name = element.tag.removeprefix(f"{{{_SVG}}}")
    copy = ElementTree.Element(element.tag, dict(_attributes(element)))
    if name == "style":
        copy.text = _harmless(element.text or "")
        return copy
    for kid in element:
        if not isinstance(kid.tag, str) or not kid.tag.startswith(f"{{{_SVG}}}"):
            continue
        inner = kid.tag.removeprefix(f"{{{_SVG}}}")
        if inner in _SCRIPTS:
            raise LogoRefused("has_script")
        if inner in ("text", "tspan", "textPath", "font"):
            raise LogoRefused("has_text")
        if inner in ("image", "feImage"):
            raise LogoRefused("has_foreign")
        if inner in _DRAWING and inner not in _LEFT_OUT:
            copy.append(_cleaned(kid))
    return copy


def _attributes(element: ElementTree.Element) -> Iterator[tuple[str, str]]:
    for name, value in element.attrib.items():
        plain = name.lower()
        if plain.startswith("on") or "javascript:" in "".join(value.split()).lower():
            raise LogoRefused("has_script")
        if name in ("href", _LINK):
            if not value.strip().startswith("#"):
                raise LogoRefused("has_foreign")
            yield name, value.strip()
        elif not name.startswith("{"):
            yield name, _harmless(value)


def _harmless(value: str) -> str:
    if _REFERENCE.search(value) or "@import" in value or "expression" in value or "\\" in value:
        raise LogoRefused("has_foreign")
    return value


def _refuse_chains(root: ElementTree.Element) -> None:
    """What repeats what repeats something else can grow without end."""
    uses, named = f"{{{_SVG}}}use", {one.get("id"): one for one in root.iter() if one.get("id")}
    for use in root.iter(uses):
        target = named.get((use.get("href") or use.get(_LINK) or "")[1:])
        if target is not None and any(True for _ in target.iter(uses)):
            raise LogoRefused("too_large")
    for kind in ("mask", "clipPath"):
        for one in root.iter(f"{{{_SVG}}}{kind}"):
            if any("mask" in kid.attrib or "clip-path" in kid.attrib for kid in one.iter() if kid is not one):
                raise LogoRefused("too_large")
