"""Square codes as drawings and as pictures. Level M: a fold or a stain may cost fifteen percent."""

from __future__ import annotations

import re
import struct
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    import zxingcpp

_MEASURES = re.compile(r'width="(\d+)" height="(\d+)"')
_SAYS_WHO_DREW = re.compile(r'\s*<desc>[^<]*</desc>| id="barcode"')


@lru_cache(maxsize=64)
def code_svg(url: str) -> str:
    """The code of an address as SVG without its quiet zone: the page leaves four modules of white around it."""
    drawn = _code(url).to_svg(add_quiet_zones=False)
    # What draws it says so in an element that would be read aloud, and names a group as every other code of a page
    # would; a view box lets a page choose the size.
    bare = _SAYS_WHO_DREW.sub("", drawn[drawn.index("<svg") :])
    return _MEASURES.sub(r'viewBox="0 0 \1 \2"', bare, count=1)


@lru_cache(maxsize=64)
def code_svg_file(url: str, *, title: str) -> str:
    """The code of an address as a drawing of its own: quiet zone included, with a title for whoever hears it."""
    drawn = _code(url).to_svg(add_quiet_zones=True)
    head, _, rest = drawn.partition("<svg")
    opening, _, inside = rest.partition(">")
    return f'{head}<svg role="img"{opening}><title>{escape(title)}</title>{inside}'


@lru_cache(maxsize=64)
def code_png(url: str, *, dots: int = 8) -> bytes:
    """The code as a PNG, quiet zone included, `dots` pixels to a module; for formats whose readers draw no SVG."""
    drawn: Any = _code(url).to_image(scale=dots, add_quiet_zones=True)
    height, width = drawn.shape
    rows = bytes(memoryview(drawn))
    lines = b"".join(b"\x00" + rows[start : start + width] for start in range(0, height * width, width))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _code(url: str) -> zxingcpp.Barcode:
    # Here, so that the product starts without it.
    import zxingcpp

    return zxingcpp.create_barcode(url, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
