"""Files as people send them: every kind that is read, and every kind that must not be."""

import zipfile
from io import BytesIO

import pytest
from xlsxwriter import Workbook

from filrouge.stages.registration.export import FORMATS, Sheet
from filrouge.stages.registration.importing import apart, sheets
from filrouge.stages.registration.importing.sheets import Table, Unreadable, read_table

SHEET = Sheet("Personnes", ["Nom", "Prénom"], [["de La Tour", "Béatrice"], ["Brändli", "Ueli"]])
ROWS = ((1, ("Nom", "Prénom")), (2, ("de La Tour", "Béatrice")), (3, ("Brändli", "Ueli")))


def book(*cells: tuple[int, int, object], sheets: int = 1) -> bytes:
    """A workbook with these cells in its first sheet."""
    file = BytesIO()
    made = Workbook(file, {"in_memory": True, "default_date_format": "dd.mm.yyyy"})
    for number in range(sheets):
        page = made.add_worksheet(f"Feuille {number + 1}")
        for row, column, value in cells:
            page.write(row, column, value)
    made.close()
    return file.getvalue()


def parcel(**members: bytes) -> bytes:
    """A zip file."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/").replace("_", "."), content)
    return file.getvalue()


def wrong_with(data: bytes) -> str:
    """Why a file is not read."""
    with pytest.raises(Unreadable) as wrong:
        read_table(data)
    return wrong.value.code


@pytest.mark.parametrize("form", ["csv", "xlsx", "ods"])
def test_what_we_export_can_be_read(form: str) -> None:
    assert read_table(FORMATS[form].write(SHEET)).rows == ROWS


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_of_any_office_program(delimiter: str, encoding: str) -> None:
    text = "\r\n".join(delimiter.join(cells) for _line, cells in ROWS)
    assert read_table(text.encode(encoding)).rows == ROWS


def test_a_comma_inside_quotes_does_not_part_cells() -> None:
    table = read_table(b'Nom;Organisme\n"Rey";"Ville, service social"\nEgli;Aarau\n')
    assert [cells for _line, cells in table.rows] == [
        ("Nom", "Organisme"),
        ("Rey", "Ville, service social"),
        ("Egli", "Aarau"),
    ]


def test_lines_keep_the_numbers_that_the_program_shows() -> None:
    text = b'a;b\n"two\nlines";x\n\n;\nc;d\n'
    assert [line for line, _cells in read_table(text).rows] == [1, 2, 6]
    assert [line for line, _cells in read_table(book((3, 1, "Nom"), (6, 1, "Rey"))).rows] == [4, 7]


def test_numbers_and_dates_become_text() -> None:
    from datetime import datetime

    cells = [(0, 0, "Réf"), (1, 0, 12.0), (1, 1, datetime(2026, 3, 12)), (1, 2, True), (1, 3, 1.5)]
    assert read_table(book(*cells)).rows[1] == (2, ("12", "2026-03-12", "true", "1.5"))


def test_of_several_sheets_the_first_is_read_and_the_others_are_told() -> None:
    table = read_table(book((0, 0, "Nom"), (1, 0, "Rey"), sheets=3))
    assert (table.sheet, table.others) == ("Feuille 1", 2)


def test_signs_that_no_database_takes_are_gone() -> None:
    assert read_table("Nom;x\nRe\x1fy\u00a0 \u200bAnna;y".encode()).rows[1] == (2, ("Re y Anna", "y"))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"  \n \n", "empty"),
        (b";;;\n;;;\n", "empty"),
        (b"%PDF-1.7 and so on", "unknown_kind"),
        (b"<html><table><tr><td>Nom</td></tr></table></html>", "unknown_kind"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "unknown_kind"),
        (b"PK\x03\x04 but no more", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "locked"),
        (parcel(word__document_xml=b"<w/>"), "unknown_kind"),
        (parcel(xl__workbook_xml=b"<w/>", **{"META-INF__manifest_xml": b"<manifest:encryption-data/>"}), "locked"),
        (parcel(xl__workbook_xml=b"<not a workbook"), "damaged"),
        (book(), "empty"),
        (b"a;b\n" * (sheets.MOST_LINES + 60), "too_many_lines"),
        (b"x" * (sheets.MOST_BYTES + 1), "too_many_bytes"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, code: str) -> None:
    assert wrong_with(data) == code


def test_a_parcel_that_unpacks_to_a_giant_is_not_opened() -> None:
    bomb = parcel(xl__workbook_xml=b"0" * (sheets.MOST_UNPACKED + 1))
    assert len(bomb) < 1024 * 1024
    assert wrong_with(bomb) == "too_large"


def test_a_small_file_that_claims_ten_billion_cells_harms_nobody() -> None:
    """The library aborts its process for it: here that process is another one."""
    bomb = book((0, 0, "Nom"), (15_000, 16_383, "x"))
    assert len(bomb) < 10_000
    assert wrong_with(bomb) == "too_large"
    assert wrong_with(book((0, 0, "Nom"), (1_048_575, 0, "x"))) == "too_many_lines"
    assert read_table(book((0, 0, "Nom"), (1, 0, "Rey"))) == Table(((1, ("Nom",)), (2, ("Rey",))), "Feuille 1")


def test_a_list_as_long_as_allowed_is_read() -> None:
    names = Sheet("x", ["Nom"], [[f"Rey {number}"] for number in range(sheets.MOST_LINES)])
    assert len(read_table(FORMATS["xlsx"].write(names)).rows) == sheets.MOST_LINES + 1
    longer = Sheet("x", ["Nom"], [[f"Rey {number}"] for number in range(sheets.MOST_LINES + 1)])
    assert wrong_with(FORMATS["csv"].write(longer)) == "too_many_lines"


def test_text_without_end_is_cut_short() -> None:
    assert len(read_table(book((0, 0, "Nom"), (1, 0, "x" * 30_000))).rows[1][1][0]) == apart.LETTERS
