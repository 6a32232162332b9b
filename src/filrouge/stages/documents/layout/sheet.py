"""A plain sheet of sections with lines and tables (a programme, a list): tagged PDF (PDF/UA-1) by Typst."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from filrouge.stages.documents.layout.furniture import furniture
from filrouge.stages.documents.layout.pdf import compiled


@dataclass(frozen=True)
class SheetSection:
    """A heading, lines under it, and a table: `widths` are the shares of its columns, each row has as many cells."""

    title: str
    lines: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class SheetFacts:
    """What stands on the sheet, in words of its language, as they are printed."""

    language: str
    country: str
    organiser: str
    title: str
    lines: tuple[str, ...] = ()
    sections: tuple[SheetSection, ...] = ()


def sheet_pdf(facts: SheetFacts) -> bytes:
    """The sheet as a tagged PDF with title and language; the same facts give the same bytes."""
    said = {**asdict(facts), "page_of": furniture(facts.language).page_of}
    return compiled("sheet.typ", {"language": facts.language, "region": facts.country, "sheet": said})
