"""A poster fills one sheet, whatever there is to say, and is the same file whenever it is made."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import time_machine

from filrouge.stages.documents.layout import pdf
from filrouge.stages.documents.layout.poster import PosterFacts, PosterLine, poster_pdf
from tests.support import pdf_reading

DAY = (
    PosterLine("Journée", ("vendredi 12 mai 2023, de 9h15 à 16h15",), big=True),
    PosterLine("", ("Kultur & Kongresshaus, Aarau", "Pour : villes membres et organisations partenaires")),
)
POSTER = PosterFacts(
    language="fr",
    country="CH",
    organiser="Villes sociales",
    title="Assemblée de printemps",
    theme="La coordination au service de la prévention",
    facts=DAY,
    call="Inscription jusqu’au 14 avril 2023",
    url="https://rencontres.example/g/aarau-2023/register/?via=IyQ70QlUR3GO_C9UKewVSwAAAAALiNUCT9jh",
    url_shown="rencontres.example/g/aarau-2023/register/",
    code_alternative="Code carré qui mène au formulaire d’inscription",
    contact="inscription@villes-sociales.example · 052 555 01 02",
    spread_by="Diffusé par Entraide romande",
)
LONG = "Les coopérations entre villes, départements et associations au service des personnes âgées "


def made_at(year: int) -> bytes:
    """The poster by a compiler that knows nothing yet, in some year."""
    pdf._compiler.cache_clear()
    with time_machine.travel(datetime(year, 3, 15, tzinfo=UTC), tick=False):
        return poster_pdf(POSTER)


def test_the_same_facts_give_the_same_bytes() -> None:
    assert made_at(2023) == made_at(2031)
    assert made_at(2023) != poster_pdf(replace(POSTER, spread_by=""))


@pytest.mark.parametrize(
    "poster",
    [
        POSTER,
        replace(POSTER, theme="", facts=DAY[:1], contact="", spread_by=""),
        replace(POSTER, title=LONG * 2, theme=LONG, facts=DAY * 3),
    ],
    ids=["usual", "scant", "full"],
)
def test_one_sheet_that_everybody_can_read(poster: PosterFacts) -> None:
    made = poster_pdf(poster)
    assert len(pdf_reading.pages_text(made)) == 1
    assert pdf_reading.faults(made) == []
    said = pdf_reading.whole_text(made)
    for words in (poster.title.split()[0], "12 mai 2023", "14 avril 2023", poster.url_shown):
        assert words in said
