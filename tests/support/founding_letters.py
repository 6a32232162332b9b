"""The two founding letters, set again from their gathering files: their facts, our own words, invented people.

`PYTHONPATH=src:. python -m tests.support.founding_letters` sets the golden outlines anew.
"""

import sys
from collections.abc import Callable
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import filrouge.stages.gatherings as gatherings
from filrouge.core.date_words import date_in_words, date_range_in_words, hour_in_words
from filrouge.core.typography import ordinal
from filrouge.core.vague_dates import VagueDate
from filrouge.stages.documents.enums import LetterProfile
from filrouge.stages.documents.facts import (
    AddresseeFacts,
    AnnexFacts,
    DirectLink,
    LetterFacts,
    SenderFacts,
    SignatoryFacts,
)
from filrouge.stages.documents.layout.inline import escape, raised
from filrouge.stages.documents.layout.pdf import letter_pages, letter_pdf
from tests.support.pdf_reading import outline
from tests.support.tree import ROOT

EXAMPLES = Path(gatherings.__file__).parent / "examples"
PROFILES = {"fr": LetterProfile.CH_FR, "de": LetterProfile.CH_DE, "it": LetterProfile.CH_IT}

_AARAU = {
    "fr": (
        "La Ville d’Aarau se réjouit de vous accueillir le {day} pour l’assemblée de printemps. Prévenir demande de "
        "travailler ensemble au-delà des organigrammes : cela semble aller de soi et se heurte pourtant, au quotidien, "
        "à bien des obstacles. Des villes de toutes les régions montreront comment elles s’y prennent, ce qui leur "
        "réussit et ce qu’elles referaient autrement.",
        "L’assemblée est ouverte aux villes membres et aux organisations partenaires. L’invitation peut être transmise "
        "aux professionnels intéressés de votre ville ou de votre organisation : plus les expériences sont diverses, "
        "plus la discussion est utile.",
        "La veille, {eve}, une soirée est réservée aux membres des exécutifs et aux responsables des services sociaux "
        "des villes membres. Elle commence à {hour} par un exposé d’ouverture, suivi d’un tour de la ville avec "
        "dégustations. Comme il n’y a que {seats} places, mieux vaut s’inscrire tôt.",
        "Vous trouverez le programme ci-joint et sur {site}, avec le formulaire d’inscription en ligne. Nous vous "
        "prions de vous inscrire d’ici le {deadline}.",
    ),
    "de": (
        "Die Stadt Aarau freut sich, Sie am {day} zur Frühlingskonferenz zu empfangen. Wer vorbeugen will, muss über "
        "die Grenzen der Dienststellen hinweg zusammenarbeiten: Das klingt einfach und stösst im Alltag doch auf viele "
        "Hürden. Städte aus allen Landesteilen zeigen, wie sie vorgehen, was gelingt und was sie heute anders machen "
        "würden.",
        "Die Konferenz steht den Mitgliedstädten und den Partnerorganisationen offen. Sie dürfen die Einladung gern "
        "an interessierte Fachpersonen Ihrer Stadt oder Ihrer Organisation weitergeben.",
        "Der Vorabend, {eve}, ist den Mitgliedern der Exekutiven und den Leitungen der Sozialdienste der "
        "Mitgliedstädte vorbehalten. Er beginnt um {hour} mit einem Einführungsreferat; danach folgt ein Stadtrundgang "
        "mit Kostproben. Es gibt nur {seats} Plätze.",
        "Das Programm liegt bei und steht auf {site}, ebenso das Anmeldeformular. Wir bitten um Anmeldung bis am "
        "{deadline}.",
    ),
    "it": (
        "La Città di Aarau è lieta di accogliervi {day} per l’assemblea di primavera. Prevenire significa lavorare "
        "insieme al di là degli organigrammi: sembra ovvio, eppure nella pratica gli ostacoli non mancano. Città di "
        "tutte le regioni mostreranno come procedono, che cosa riesce loro e che cosa rifarebbero in altro modo.",
        "L’assemblea è aperta alle città membro e alle organizzazioni partner. L’invito può essere inoltrato alle "
        "persone interessate della vostra città o organizzazione.",
        "La vigilia, {eve}, una serata è riservata ai membri degli esecutivi e ai responsabili dei servizi sociali "
        "delle città membro. Comincia alle {hour} con una relazione introduttiva, seguita da un giro della città con "
        "degustazioni. I posti sono solo {seats}.",
        "Il programma è allegato e si trova su {site}, insieme al modulo d’iscrizione. Vi preghiamo di iscrivervi "
        "entro il {deadline}.",
    ),
}
_LEMANS = (
    "{opening} au {edition} Congrès national des Solidarités à dimension européenne, les {days}, au Palais des Congrès "
    "et de la Culture du Mans.",
    "La vie associative de notre ville est riche, et les solidarités y tiennent une grande place. Depuis longtemps, la "
    "Ville encourage les associations à se parler, à comparer leurs pratiques et à se compléter, chacune gardant ses "
    "valeurs et sa liberté.",
    "Le {first} congrès, en 2019, avait permis à celles et ceux qui agissent de mettre en commun ce qu’ils vivent, "
    "leurs difficultés et ce qui peut réussir ailleurs. Son succès nous engage à continuer.",
    "Quatre thèmes nous occuperont :",
    "{themes}",
    "Un fil les relie, qui est une question : *{question}* De nos échanges sortiront des propositions, destinées aux "
    "responsables politiques, aux députées et députés, aux sénatrices et sénateurs et au Parlement européen.",
    "Les associations et les CCAS savent mieux que quiconque où en est la solidarité sur leurs territoires. Je compte "
    "sur votre présence et sur votre expérience.",
    "Pour vous inscrire ou en savoir plus, écrivez-nous à {email}.",
    "Merci de faire largement circuler cette invitation.",
)


@cache
def example(key: str) -> dict[str, Any]:
    """The gathering file of an example, as plain data."""
    known: dict[str, Any] = yaml.safe_load((EXAMPLES / f"{key}.yaml").read_text(encoding="utf-8"))
    return known


def aarau_letter(language: str = "fr", **changed: Any) -> LetterFacts:
    """The invitation to Aarau: vague date, place other than the venue, two signatories, three annexes, a code."""
    known = example("aarau-2023")
    brief, contact = known["documents"]["invitation_letter"], known["contacts"]["registration"]
    deadline = known["registration"]["deadline"]
    given: dict[str, Any] = {
        "profile": PROFILES[language],
        "language": language,
        "sender": SenderFacts(
            name=known["organiser"]["name"][language],
            lines=("Beispielgasse 1", f"8400 {brief['place'][language]}"),
            phone=contact["phone"],
            email=contact["email"],
        ),
        "addressee": AddresseeFacts(is_collective=True),
        "place": brief["place"][language],
        "date": VagueDate.parse(str(brief["date"])),
        "subject": tuple(line[language] for line in brief["subject"]),
        "salutation": brief["salutation"][language],
        "paragraphs": _aarau_paragraphs(known, language),
        "closing": brief["closing"][language],
        "signatories": tuple(_signatory(who, known, language) for who in brief["signatories"]),
        "annexes": tuple(
            AnnexFacts(annex["title"][language], deadline if annex.get("shows_deadline") else None)
            for annex in brief["annexes"]
        ),
        "about": brief["boilerplate"][language],
        "direct": DirectLink("https://rencontres.example/aarau-2023/inscription"),
    }
    return LetterFacts(**given | changed)


def _aarau_paragraphs(known: dict[str, Any], language: str) -> tuple[str, ...]:
    eve, day = known["parts"]
    said = {
        "day": date_in_words(day["when"], language=language),
        "eve": date_in_words(eve["when"], language=language, year=False),
        "hour": hour_in_words(_hour(eve["starts_at"]), language=language, country="CH"),
        "seats": str(eve["capacity"]),
        "site": "www.initiative-des-villes.example",
        "deadline": date_in_words(known["registration"]["deadline"], language=language, weekday=False),
    }
    return tuple(paragraph.format(**said) for paragraph in _AARAU[language])


def lemans_letter(**changed: Any) -> LetterFacts:
    """The invitation to Le Mans: first person, one signatory with two capacities, a motto for a closing, ordinals."""
    known = example("lemans-2024")
    brief, email = known["documents"]["invitation_letter"], known["contacts"]["general"]["email"]
    given: dict[str, Any] = {
        "profile": LetterProfile.FR_CITY,
        "language": "fr",
        "sender": SenderFacts(
            name="Ville du Mans",
            service="Action sociale et solidarités",
            lines=("Place de l’Exemple", "72000 Le Mans"),
            case_handler="le bureau du congrès",
            email=email,
        ),
        "addressee": AddresseeFacts(("Aux associations, aux CCAS", "et aux institutions"), is_collective=True),
        "place": "Le Mans",
        "date": VagueDate.on(date(2023, 11, 20)),
        "subject": (f"invitation au {known['title']['fr']}",),
        "salutation": brief["salutation"],
        "paragraphs": _lemans_paragraphs(known, email),
        "closing": brief["motto"],
        "signatories": tuple(_signatory(who, known, "fr") for who in brief["signatories"]),
        "foot": ("Ville du Mans, place de l’Exemple, 72000 Le Mans – du lundi au vendredi, de 9h à 17h",),
    }
    return LetterFacts(**given | changed)


def _lemans_paragraphs(known: dict[str, Any], email: str) -> tuple[str, ...]:
    first, last = (part["when"] for part in known["parts"])
    said = {
        "opening": known["documents"]["invitation_letter"]["opening"]["fr"],
        "edition": raised(*ordinal(2, language="fr")),
        "first": raised(*ordinal(1, language="fr")),
        "days": date_range_in_words(first, last, language="fr"),
        "themes": "\n".join(f"- {theme['label']['fr']}" for theme in known["themes"]),
        "question": escape(known["texts"]["guiding_question"]["fr"]),
        "email": email,
    }
    return tuple(paragraph.format(**said) for paragraph in _LEMANS)


def _hour(typed: Any) -> time:
    # YAML reads 17:15 as seventeen times sixty and fifteen.
    return time(*divmod(typed, 60)) if isinstance(typed, int) else time.fromisoformat(typed)


def _signatory(who: dict[str, Any], known: dict[str, Any], language: str) -> SignatoryFacts:
    names = {body["key"]: body["name"] for body in known["bodies"] if "name" in body}
    names[known["organiser"]["key"]] = known["organiser"]["name"]
    titles = tuple(capacity["title"][language] for capacity in who["capacities"])
    return SignatoryFacts(names[who["body"]][language], who["name"], titles)


GOLDEN: dict[str, Callable[[], LetterFacts]] = {
    "aarau-fr": aarau_letter,
    "aarau-de": lambda: aarau_letter("de"),
    "aarau-it": lambda: aarau_letter("it"),
    "lemans-fr": lemans_letter,
}


def main() -> None:
    """Set them anew: the outlines that a test compares, and their pages as pictures to look at (build/letters)."""
    golden, pictures = ROOT / "tests" / "unit" / "layout" / "golden", ROOT / "build" / "letters"
    for folder in (golden, pictures):
        folder.mkdir(parents=True, exist_ok=True)
    for name, facts in GOLDEN.items():
        (golden / f"{name}.txt").write_text(outline(letter_pdf(facts())), encoding="utf-8")
        for number, png in enumerate(letter_pages(facts()), start=1):
            (pictures / f"{name}-{number}.png").write_bytes(png)
    sys.stdout.write(f"{len(GOLDEN)} letters; look at {pictures}\n")


if __name__ == "__main__":
    main()
