"""Badges, ten to an A4 sheet of two columns, 85 by 54 mm each: tagged PDF (PDF/UA-1) by Typst."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from filrouge.stages.documents.layout.pdf import compiled


@dataclass(frozen=True)
class Badge:
    """Whose badge it is. `mark` is what whoever takes pictures must read, empty for most people."""

    given: str
    family: str
    function: str = ""
    body: str = ""
    mark: str = ""


@dataclass(frozen=True)
class BadgeSheet:
    """What all badges of a part say, in words of their language: the gathering, the part, when, and who supports it."""

    language: str
    country: str
    title: str
    part: str
    when: str
    support: tuple[str, ...]
    badges: Sequence[Badge]


def badges_pdf(sheet: BadgeSheet) -> bytes:
    """The sheets as a tagged PDF with title and language; the same people give the same bytes."""
    return compiled("badges.typ", {"language": sheet.language, "region": sheet.country, "sheet": asdict(sheet)})
