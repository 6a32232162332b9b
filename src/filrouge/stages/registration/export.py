"""A table as a file: CSV, XLSX, ODS. Every cell is text or a number: nothing that was typed becomes a formula."""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

# The two libraries take most of a second to import: they are read with the first export, not with the first page.
if TYPE_CHECKING:
    from odfdo import Cell

Value = str | int

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Sheet:
    """What is exported: a name, the headings, the rows."""

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Value]]


def to_csv(sheet: Sheet) -> bytes:
    """Semicolons and a byte-order mark, as spreadsheets in France and Switzerland expect on a double click."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([_harmless(value) for value in row] for row in (sheet.columns, *sheet.rows))
    return text.getvalue().encode("utf-8-sig")


def _harmless(value: Value) -> Value:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def to_xlsx(sheet: Sheet) -> bytes:
    """An Excel workbook, written row by row."""
    import xlsxwriter

    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "constant_memory": True})
    bold = book.add_format({"bold": True})
    page = book.add_worksheet(_sheet_name(sheet.title))
    page.freeze_panes(1, 0)
    page.set_column(0, len(sheet.columns) - 1, 24)
    for column, heading in enumerate(sheet.columns):
        page.write_string(0, column, heading, bold)
    for line, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            page.write_number(line, column, value) if isinstance(value, int) else page.write_string(line, column, value)
    book.close()
    return file.getvalue()


def to_ods(sheet: Sheet) -> bytes:
    """An OpenDocument spreadsheet."""
    from odfdo import Document, Row, Table

    document = Document("spreadsheet")
    document.body.clear()
    table = Table(_sheet_name(sheet.title))
    for values in (sheet.columns, *sheet.rows):
        row = Row()
        row.extend_cells([_ods_cell(value) for value in values])
        table.append_row(row, clone=False)
    document.body.append(table)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _ods_cell(value: Value) -> "Cell":
    from odfdo import Cell

    return Cell(value, cell_type="string" if isinstance(value, str) else "float")


def _sheet_name(title: str) -> str:
    """A name that both formats accept."""
    return "".join(letter for letter in title if letter not in "[]:*?/\\'")[:31].strip() or "1"


@dataclass(frozen=True)
class Format:
    """How a file is called and made."""

    content_type: str
    write: Callable[[Sheet], bytes]


FORMATS = {
    "csv": Format("text/csv; charset=utf-8", to_csv),
    "xlsx": Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_xlsx),
    "ods": Format("application/vnd.oasis.opendocument.spreadsheet", to_ods),
}
