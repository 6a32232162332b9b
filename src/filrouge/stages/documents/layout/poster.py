"""A poster on one A4 sheet, with the square code of an address: tagged PDF (PDF/UA-1) by Typst."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from filrouge.core.typography import typeset
from filrouge.stages.documents.layout.codes import code_svg
from filrouge.stages.documents.layout.pdf import compiled


@dataclass(frozen=True)
class PosterLine:
    """One fact: what it is (may be empty), and its lines; `big` for what is read first."""

    label: str
    lines: tuple[str, ...]
    big: bool = False


@dataclass(frozen=True)
class PosterFacts:
    """What stands on a poster, in words of its language; `country` sets spaces, `url` is what the code says."""

    language: str
    country: str
    organiser: str
    title: str
    theme: str
    facts: tuple[PosterLine, ...]
    call: str
    url: str
    url_shown: str
    code_alternative: str
    contact: str = ""
    spread_by: str = ""


def poster_pdf(facts: PosterFacts) -> bytes:
    """The poster as a tagged PDF with title and language; the same facts give the same bytes."""
    well = replace(facts, facts=tuple(_well(line, facts) for line in facts.facts))
    return compiled(
        "poster.typ",
        {
            "language": facts.language,
            "region": facts.country,
            "svg": code_svg(facts.url),
            "poster": asdict(well),
        },
    )


def _well(line: PosterLine, facts: PosterFacts) -> PosterLine:
    said = (typeset(one, language=facts.language, country=facts.country) for one in line.lines)
    return replace(line, lines=tuple(said))
