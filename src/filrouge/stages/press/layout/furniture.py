"""The words that a press release brings along itself, by language. Typed texts never come from here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from filrouge.core.text import require_language
from filrouge.stages.press.enums import Practical


@dataclass(frozen=True)
class Furniture:
    """Words without the spaces that a place wants around its marks: the layout sets them."""

    label: str
    embargo: str
    held: str
    zones: Mapping[str, str]
    zone: str
    practical: str
    about: str
    owner: str
    started: str
    aims: str
    phases: str
    contact: str
    annex: str
    annexes: str
    phone: str
    mobile: str
    quoted: str
    themes: Mapping[str, str]
    lines: Mapping[Practical, str]
    page_of: str


_P = Practical
FURNITURE = {
    "fr": Furniture(
        label="Communiqué de presse",
        embargo="Embargo jusqu’au {day}, {hour} ({zone})",
        held="Embargo {day}, {hour}",
        zones={"Europe/Paris": "Paris", "Europe/Zurich": "Zurich"},
        zone="heure de {city}, {offset}",
        practical="Informations pratiques",
        about="À propos: {name}",
        owner="Responsable: {owner}",
        started="Début: {when}",
        aims="Buts:",
        phases="Étapes:",
        contact="Contact presse",
        annex="Pièce jointe",
        annexes="Pièces jointes",
        phone="Tél.",
        mobile="Port.",
        quoted="« {said} »",
        themes={"theme": "Thèmes", "axis": "Axes", "key": "Clés d’entrée"},
        lines={
            _P.WHAT: "Quoi",
            _P.WHEN: "Quand",
            _P.WHERE: "Où",
            _P.AUDIENCE: "Pour qui",
            _P.DEADLINE: "Inscription jusqu’au",
            _P.REGISTER: "Page publique",
            _P.CONTACT: "Renseignements et inscription",
        },
        page_of="page {page} sur {pages}",
    ),
    "de": Furniture(
        label="Medienmitteilung",
        embargo="Sperrfrist: {day}, {hour} ({zone})",
        held="Sperrfrist {day}, {hour}",
        zones={"Europe/Paris": "Paris", "Europe/Zurich": "Zürich"},
        zone="Zeit in {city}, {offset}",
        practical="Praktische Angaben",
        about="Zum Hintergrund: {name}",
        owner="Verantwortlich: {owner}",
        started="Beginn: {when}",
        aims="Ziele:",
        phases="Etappen:",
        contact="Medienkontakt",
        annex="Beilage",
        annexes="Beilagen",
        phone="Tel.",
        mobile="Mobil",
        quoted="«{said}»",
        themes={"theme": "Themen", "axis": "Achsen", "key": "Zugänge"},
        lines={
            _P.WHAT: "Was",
            _P.WHEN: "Wann",
            _P.WHERE: "Wo",
            _P.AUDIENCE: "Für wen",
            _P.DEADLINE: "Anmeldung bis",
            _P.REGISTER: "Öffentliche Seite",
            _P.CONTACT: "Auskunft und Anmeldung",
        },
        page_of="Seite {page} von {pages}",
    ),
    "it": Furniture(
        label="Comunicato stampa",
        embargo="Embargo fino a {day}, {hour} ({zone})",
        held="Embargo {day}, {hour}",
        zones={"Europe/Paris": "Parigi", "Europe/Zurich": "Zurigo"},
        zone="ora di {city}, {offset}",
        practical="Informazioni pratiche",
        about="Contesto: {name}",
        owner="Responsabile: {owner}",
        started="Inizio: {when}",
        aims="Obiettivi:",
        phases="Tappe:",
        contact="Contatto stampa",
        annex="Allegato",
        annexes="Allegati",
        phone="Tel.",
        mobile="Cell.",
        quoted="«{said}»",
        themes={"theme": "Temi", "axis": "Assi", "key": "Chiavi di lettura"},
        lines={
            _P.WHAT: "Che cosa",
            _P.WHEN: "Quando",
            _P.WHERE: "Dove",
            _P.AUDIENCE: "Per chi",
            _P.DEADLINE: "Iscrizione entro",
            _P.REGISTER: "Pagina pubblica",
            _P.CONTACT: "Informazioni e iscrizione",
        },
        page_of="pagina {page} di {pages}",
    ),
    "en": Furniture(
        label="Press release",
        embargo="Embargo until {day}, {hour} ({zone})",
        held="Embargo {day}, {hour}",
        zones={"Europe/Paris": "Paris", "Europe/Zurich": "Zurich"},
        zone="{city} time, {offset}",
        practical="Practical information",
        about="About: {name}",
        owner="Responsible: {owner}",
        started="Begun: {when}",
        aims="Aims:",
        phases="Phases:",
        contact="Press contact",
        annex="Enclosure",
        annexes="Enclosures",
        phone="Tel.",
        mobile="Mobile",
        quoted="“{said}”",
        themes={"theme": "Themes", "axis": "Axes", "key": "Entry keys"},
        lines={
            _P.WHAT: "What",
            _P.WHEN: "When",
            _P.WHERE: "Where",
            _P.AUDIENCE: "For whom",
            _P.DEADLINE: "Register until",
            _P.REGISTER: "Public page",
            _P.CONTACT: "Questions and registration",
        },
        page_of="page {page} of {pages}",
    ),
}


def furniture(language: str) -> Furniture:
    """The words of a language. Raises ValueError for one that the product does not speak."""
    return FURNITURE[require_language(language)]
