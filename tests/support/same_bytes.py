"""Every kind of document, made of fixed facts: `python -m tests.support.same_bytes` prints the checksum of each."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256

from filrouge.stages.documents.enums import LetterProfile
from filrouge.stages.documents.facts import LogoFacts, ReplyFormFacts
from filrouge.stages.documents.layout.logos import read_logo
from filrouge.stages.documents.layout.pdf import letter_pdf, logo_picture
from filrouge.stages.documents.layout.poster import PosterFacts, PosterLine, poster_pdf
from filrouge.stages.documents.layout.reply import reply_form_pdf
from filrouge.stages.press.facts import ReleaseFacts
from filrouge.stages.press.layout.pdf import release_pdf
from tests.support.founding_letters import aarau_letter
from tests.support.logo import LOGO


def _letter() -> bytes:
    drawing = read_logo(LOGO)
    logo = LogoFacts("k", "Logo", "/logo/k.png", drawing.width, drawing.height, drawing.svg, logo_picture(drawing))
    facts = aarau_letter()
    return letter_pdf(replace(facts, sender=replace(facts.sender, logo=logo)))


def _release() -> bytes:
    return release_pdf(
        ReleaseFacts(
            language="fr",
            country="FR",
            issuer="Ville de Mulhouse",
            place="Mulhouse",
            dated=date(2022, 4, 11),
            headline="Un colloque",
            lead="Qui, quoi, quand.",
            paragraphs=("Un paragraphe.",),
        )
    )


def _poster() -> bytes:
    return poster_pdf(
        PosterFacts(
            language="fr",
            country="CH",
            organiser="Villes sociales",
            title="Assemblée de printemps",
            theme="",
            facts=(PosterLine("Quand", ("12 mai 2023",), big=True),),
            call="Inscription",
            url="https://rencontres.example/g/aarau-2023/",
            url_shown="rencontres.example/g/aarau-2023",
            code_alternative="Code QR",
        )
    )


MADE: dict[str, Callable[[], bytes]] = {
    "letter": _letter,
    "release": _release,
    "poster": _poster,
    "form": lambda: reply_form_pdf(ReplyFormFacts(LetterProfile.CH_FR, "fr", "Assemblée")),
    "paper form": lambda: reply_form_pdf(ReplyFormFacts(LetterProfile.CH_FR, "fr", "Assemblée"), fillable=False),
    "logo": lambda: logo_picture(read_logo(LOGO)),
}


def checksums() -> dict[str, str]:
    """The checksum of each kind of document."""
    return {name: sha256(make()).hexdigest() for name, make in MADE.items()}


if __name__ == "__main__":
    print(json.dumps(checksums()))
