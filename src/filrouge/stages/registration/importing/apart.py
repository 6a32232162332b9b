"""Opens a spreadsheet in a process of its own, with little memory and little time, and writes its cells as JSON.

Run as a script, with the file on standard input. A file of five kilobytes can claim ten billion cells; the library then
asks for half a terabyte and takes the whole process with it. Here that process serves nobody.
"""

import contextlib
import json
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice
from typing import Any

MEMORY = 640 * 1024 * 1024
SECONDS = 20
# A list may begin some lines down, and hold blank ones.
LINES, COLUMNS, LETTERS, ALL_LETTERS = 20_050, 120, 1_000, 12_000_000


def limit() -> None:
    """Little memory, little time; where a system knows no such limits, the checks before are all there is."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def text_of(value: Any) -> str:
    """A cell as text: whole numbers without a point, dates as 2026-03-12, hours only where there are any."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else str(value)[:LETTERS]


class TooLong(ValueError):
    """More lines than anybody imports."""


def rows_of(data: bytes) -> tuple[str, int, Iterator[tuple[int, list[str]]]]:
    """The name of the first sheet that holds anything, how many others do, and its rows with their line numbers."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_object(BytesIO(data))
    shown = [about.name for about in book.sheets_metadata if about.visible == python_calamine.SheetVisibleEnum.Visible]
    sheets = [sheet for sheet in map(book.get_sheet_by_name, shown or book.sheet_names) if sheet.height]
    if not sheets:
        return "", 0, iter(())
    if sheets[0].total_height > LINES:
        raise TooLong
    rows = enumerate(sheets[0].to_python(skip_empty_area=False), start=1)
    said = ((number, [text_of(cell) for cell in islice(row, COLUMNS)]) for number, row in rows)
    return sheets[0].name, len(sheets) - 1, ((number, row) for number, row in said if any(row))


def read(data: bytes) -> dict[str, Any]:
    """The sheet, or a word for what is wrong with the file."""
    import python_calamine

    try:
        name, others, rows = rows_of(data)
    except python_calamine.PasswordError:
        return {"problem": "locked"}
    except TooLong:
        return {"problem": "too_many_lines"}
    except (python_calamine.CalamineError, OSError, ValueError):
        return {"problem": "damaged"}
    kept, letters = [], 0
    for number, row in rows:
        letters += sum(map(len, row))
        if letters > ALL_LETTERS:
            return {"problem": "too_large"}
        kept.append((number, row))
    return {"sheet": name, "others": others, "rows": kept}


if __name__ == "__main__":
    limit()
    try:
        found = read(sys.stdin.buffer.read())
    except MemoryError:
        found = {"problem": "too_large"}
    json.dump(found, sys.stdout, ensure_ascii=True)
