"""The words that a press release brings along itself, by language. Typed texts never come from here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from filrouge.core.text import require_language
from filrouge.stages.press.enums import Practical, ReleaseKind


@dataclass(frozen=True)
class Furniture:
    """Words without the spaces that a place wants around its marks: the layout sets them."""

    label: str
    labels: Mapping[ReleaseKind, str]
    marks: Mapping[ReleaseKind, str]
    replaces: str
    change: str
    unknown: str
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
_CORRECTION, _CANCELLATION = ReleaseKind.CORRECTION, ReleaseKind.CANCELLATION
FURNITURE = {
    "fr": Furniture(
        label="Communiqué de presse",
        labels={_CORRECTION: "Communiqué de presse – corrigé", _CANCELLATION: "Communiqué de presse – annulation"},
        marks={_CORRECTION: "Corrigé", _CANCELLATION: "Annulé"},
        replaces="Corrigé: ce communiqué remplace celui du {day}",
        change="{what}: {now} (avant: {before})",
        unknown="pas encore connu",
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
        labels={_CORRECTION: "Medienmitteilung – berichtigt", _CANCELLATION: "Medienmitteilung – Absage"},
        marks={_CORRECTION: "Berichtigt", _CANCELLATION: "Abgesagt"},
        replaces="Berichtigt: ersetzt die Mitteilung vom {day}",
        change="{what}: {now} (bisher: {before})",
        unknown="noch nicht bekannt",
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
        labels={_CORRECTION: "Comunicato stampa – rettificato", _CANCELLATION: "Comunicato stampa – annullamento"},
        marks={_CORRECTION: "Rettificato", _CANCELLATION: "Annullato"},
        replaces="Rettificato: sostituisce il comunicato del {day}",
        change="{what}: {now} (prima: {before})",
        unknown="non ancora noto",
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
        labels={_CORRECTION: "Press release – corrected", _CANCELLATION: "Press release – cancellation"},
        marks={_CORRECTION: "Corrected", _CANCELLATION: "Cancelled"},
        replaces="Corrected: replaces the release of {day}",
        change="{what}: {now} (before: {before})",
        unknown="not yet known",
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
