"""Writing calendar objects (RFC 5545) line by line: escaping, quoting of parameters, folding at 75 octets, CRLF."""

import re
from datetime import UTC, date, datetime

_MOST = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_NOT_IN_QUOTES = str.maketrans({'"': "'", "\\": "/"})
_NEEDS_QUOTES = re.compile(r"[:;,]")


def line(name: str, value: str, /, **parameters: str) -> str:
    """One line, folded; the value as it stands (see `text`). Parameters are quoted where they must be."""
    for key, given in parameters.items():
        name += f";{key.upper()}={_quoted(given)}"
    return _folded(f"{name}:{value}") + "\r\n"


def text(value: str) -> str:
    """What people wrote, as the value of a line."""
    return _CONTROL.sub("", value.replace("\r\n", "\n")).translate(_ESCAPES)


def instant(value: datetime) -> str:
    """An instant with its zone, in UTC."""
    return value.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def local(value: datetime) -> str:
    """Day and hour as a clock of the place shows them."""
    return value.strftime("%Y%m%dT%H%M%S")


def day(value: date) -> str:
    """A day."""
    return value.strftime("%Y%m%d")


def _quoted(value: str) -> str:
    """A parameter. There is no escape: a double quote becomes a single one, a backslash a slash, lines one line."""
    plain = " ".join(_CONTROL.sub("", value).split()).translate(_NOT_IN_QUOTES)
    return f'"{plain}"' if _NEEDS_QUOTES.search(plain) else plain


def _folded(said: str) -> str:
    """The line in pieces of at most 75 octets, never inside a character."""
    if said.isascii() and len(said) <= _MOST:
        return said
    raw = said.encode()
    pieces: list[bytes] = []
    begin = 0
    while begin < len(raw):
        # The blank that begins a continued line counts too.
        end = min(begin + _MOST - bool(pieces), len(raw))
        while end < len(raw) and raw[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(raw[begin:end])
        begin = end
    return b"\r\n ".join(pieces).decode()
