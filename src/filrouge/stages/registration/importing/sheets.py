"""From an uploaded file to rows of text with their line numbers, whichever spreadsheet it comes from."""

import csv
import json
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from itertools import islice
from pathlib import Path
from typing import Any

from filrouge.stages.registration.importing import apart

MOST_BYTES = 5 * 1024 * 1024
MOST_LINES = 20_000
# An honest list of twenty thousand people unpacks to some thirty megabytes.
MOST_UNPACKED, MOST_MEMBERS = 100 * 1024 * 1024, 2_000

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A workbook with a password is a parcel of the older kind with one sealed thing in it.
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MANIFEST = "META-INF/manifest.xml"
_WORKBOOKS = ("xl/workbook.xml", "xl/workbook.bin")
_NOT_TEXT = (b"%PDF", b"{\\rtf", b"<")
_DELIMITERS = ";,\t"

Row = tuple[int, tuple[str, ...]]


class Unreadable(ValueError):
    """A file that cannot be read as a list of people; `code` says why: one of `UNREADABLE`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


UNREADABLE = frozenset(
    {
        "empty",
        "too_many_bytes",
        "too_many_lines",
        "too_large",
        "locked",
        "damaged",
        "unknown_kind",
        "no_headings",
        "no_lines",
    }
)


@dataclass(frozen=True)
class Table:
    """What a file holds: rows that are not blank, each with the number of its line in the file.

    `sheet` names the sheet that was read, `others` counts those that hold something and were not.
    """

    rows: tuple[Row, ...]
    sheet: str = ""
    others: int = 0


def read_table(data: bytes) -> Table:
    """The rows of a spreadsheet, told apart by what it holds and not by its name. Raises Unreadable."""
    if not data.strip():
        raise Unreadable("empty")
    if len(data) > MOST_BYTES:
        raise Unreadable("too_many_bytes")
    if data.startswith(_ZIP):
        _check_members(data)
        table = _read_apart(data)
    elif data.startswith(_OLE):
        if _LOCKED in data:
            raise Unreadable("locked")
        table = _read_apart(data)
    else:
        table = Table(tuple(_rows_of_text(_text(data))))
    if not table.rows:
        raise Unreadable("empty")
    if len(table.rows) > MOST_LINES + 1 or table.rows[-1][0] > apart.LINES:
        raise Unreadable("too_many_lines")
    return table


# ------------------------------------------------------------------------------------------------------- spreadsheets


def _check_members(data: bytes) -> None:
    """Whether this is a spreadsheet at all, and how large it says to be once unpacked."""
    try:
        parcel = zipfile.ZipFile(BytesIO(data))
        members = parcel.infolist()
        if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
            raise Unreadable("too_large")
        names = {member.filename for member in members}
        if _MANIFEST in names and b"encryption-data" in parcel.read(_MANIFEST):
            raise Unreadable("locked")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError):
        raise Unreadable("damaged") from None
    if not names.intersection(_WORKBOOKS) and not _is_open_document(data):
        raise Unreadable("unknown_kind")


def _is_open_document(data: bytes) -> bool:
    # The kind stands unpacked at the head of the file, so that it can be told apart without unpacking.
    return b"application/vnd.oasis.opendocument.spreadsheet" in data[:200]


def _read_apart(data: bytes) -> Table:
    """The rows as a process of its own reads them; one that ends badly had a file that claims to be huge."""
    command = [sys.executable, "-I", str(Path(apart.__file__))]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=apart.SECONDS * 2, check=False)
    except subprocess.TimeoutExpired:
        raise Unreadable("too_large") from None
    if done.returncode:
        raise Unreadable("too_large")
    found: dict[str, Any] = json.loads(done.stdout)
    if "problem" in found:
        raise Unreadable(found["problem"])
    rows = tuple((number, tuple(map(_clean, cells))) for number, cells in found["rows"])
    return Table(tuple(row for row in rows if any(row[1])), found["sheet"], found["others"])


# --------------------------------------------------------------------------------------------------------------- text


def _text(data: bytes) -> str:
    """The text in whichever encoding an office program has written it."""
    if data.startswith(_NOT_TEXT) or data.lstrip().startswith(b"<"):
        raise Unreadable("unknown_kind")
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(ord(letter) < 9 for letter in text[:2000]):
            break
        return text
    raise Unreadable("unknown_kind")


def _rows_of_text(text: str) -> Iterator[Row]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    line = 1
    try:
        for cells in reader:
            row = tuple(_clean(cell[: apart.LETTERS]) for cell in islice(cells, apart.COLUMNS))
            if any(row):
                yield line, row
            line = reader.line_num + 1
            if line > apart.LINES + 1:
                raise Unreadable("too_many_lines")
    except csv.Error:
        raise Unreadable("damaged") from None


def _delimiter(text: str) -> str:
    """What parts the cells: the mark that cuts the first lines into most cells, and each into as many."""
    head = list(islice(StringIO(text, newline=""), 20))

    def cut(delimiter: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(head, delimiter=delimiter) if any(row)]
        except csv.Error:
            return (0, 0)
        common = max(widths, key=widths.count, default=1)
        return (widths.count(common) if common > 1 else 0, common)

    return max(_DELIMITERS, key=cut)


def _clean(text: str) -> str:
    """One line, single spaces, no signs that a database refuses or a reader cannot see."""
    if text.isprintable():
        return " ".join(text.split())
    seen = (letter if letter.isprintable() else " " for letter in text)
    return " ".join("".join(seen).split())


def of_width(rows: Iterable[Row], width: int) -> Iterator[Row]:
    """The rows with exactly so many cells."""
    for number, cells in rows:
        yield number, (*cells[:width], *[""] * (width - len(cells)))
