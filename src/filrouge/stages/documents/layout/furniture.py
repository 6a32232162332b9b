"""The words that a letter or a reply form brings along itself, by language. Typed texts never come from here."""

from __future__ import annotations

from dataclasses import dataclass

from filrouge.core.text import require_language


@dataclass(frozen=True)
class Furniture:
    """Words without the spaces that a place wants around its marks: `typeset` puts them."""

    subject: str
    reference: str
    enclosed: str
    annex: str
    annexes: str
    case_handler: str
    phone: str
    deadline: str
    direct: str
    code: str
    where: str
    page_of: str


@dataclass(frozen=True)
class FormWords:
    """The words of the reply form."""

    title: str
    how: str
    name: str
    first_name: str
    body: str
    function: str
    email: str
    phone: str
    choose: str
    also: str
    online: str
    back_by: str
    back: str
    back_mail: str
    date_and_signature: str
    tick: str
    person: str
    meal: str
    access: str
    optional: str


FURNITURE = {
    "fr": Furniture(
        subject="Objet:",
        reference="Réf.:",
        enclosed="P.J.:",
        annex="Annexe",
        annexes="Annexes",
        case_handler="Affaire suivie par",
        phone="Tél.",
        deadline="délai: {date}",
        direct="inscription directe",
        code="Code QR: {label}, {url}",
        where="Lieu: {where}",
        page_of="page {page} sur {pages}",
    ),
    "de": Furniture(
        subject="Betreff:",
        reference="Ref.:",
        enclosed="Beilagen:",
        annex="Beilage",
        annexes="Beilagen",
        case_handler="Kontakt",
        phone="Tel.",
        deadline="Anmeldefrist: {date}",
        direct="direkt anmelden",
        code="QR-Code: {label}, {url}",
        where="Ort: {where}",
        page_of="Seite {page} von {pages}",
    ),
    "it": Furniture(
        subject="Oggetto:",
        reference="Rif.:",
        enclosed="Allegati:",
        annex="Allegato",
        annexes="Allegati",
        case_handler="Pratica seguita da",
        phone="Tel.",
        deadline="termine: {date}",
        direct="iscrizione diretta",
        code="Codice QR: {label}, {url}",
        where="Luogo: {where}",
        page_of="pagina {page} di {pages}",
    ),
    "en": Furniture(
        subject="Subject:",
        reference="Ref.:",
        enclosed="Enclosed:",
        annex="Enclosure",
        annexes="Enclosures",
        case_handler="Contact",
        phone="Tel.",
        deadline="deadline: {date}",
        direct="register directly",
        code="QR code: {label}, {url}",
        where="Place: {where}",
        page_of="page {page} of {pages}",
    ),
}

FORM_WORDS = {
    "fr": FormWords(
        title="Bulletin d’inscription",
        how="Un bulletin par personne. À remplir à l’écran ou à la main, en majuscules.",
        name="Nom",
        first_name="Prénom",
        body="Ville, service ou organisation",
        function="Fonction",
        email="Adresse électronique",
        phone="Téléphone",
        choose="Je m’inscris à",
        also="Encore deux mots",
        online="Plus rapide en ligne: {url}",
        back_by="À renvoyer d’ici le {date}",
        back="À renvoyer à",
        back_mail="par la poste ou à {email}",
        date_and_signature="Date et signature",
        tick="Je viens: {part}",
        person="Qui vient",
        meal="Repas: ce qu’il faut prévoir, par exemple végétarien ou sans gluten",
        access="Ce qu’il vous faut pour participer, par exemple une place en fauteuil ou une boucle magnétique",
        optional="facultatif",
    ),
    "de": FormWords(
        title="Anmeldetalon",
        how="Ein Talon pro Person. Am Bildschirm oder von Hand in Blockschrift ausfüllen.",
        name="Name",
        first_name="Vorname",
        body="Stadt, Amt oder Organisation",
        function="Funktion",
        email="E-Mail",
        phone="Telefon",
        choose="Ich melde mich an für",
        also="Noch zwei Angaben",
        online="Schneller geht es online: {url}",
        back_by="Bitte zurücksenden bis {date}",
        back="Bitte zurücksenden an",
        back_mail="mit der Post oder an {email}",
        date_and_signature="Datum und Unterschrift",
        tick="Ich komme: {part}",
        person="Wer kommt",
        meal="Verpflegung: was wir vorsehen sollen, zum Beispiel vegetarisch oder glutenfrei",
        access="Was Sie brauchen, um dabei zu sein, zum Beispiel einen Rollstuhlplatz oder eine Induktionsschleife",
        optional="freiwillig",
    ),
    "it": FormWords(
        title="Tagliando d’iscrizione",
        how="Un tagliando per persona. Da compilare sullo schermo o a mano, in stampatello.",
        name="Cognome",
        first_name="Nome",
        body="Città, servizio o organizzazione",
        function="Funzione",
        email="Indirizzo e-mail",
        phone="Telefono",
        choose="Mi iscrivo a",
        also="Ancora due indicazioni",
        online="Più rapido in rete: {url}",
        back_by="Da rinviare entro il {date}",
        back="Da rinviare a",
        back_mail="per posta o a {email}",
        date_and_signature="Data e firma",
        tick="Partecipo: {part}",
        person="Chi viene",
        meal="Pasto: che cosa prevedere, per esempio vegetariano o senza glutine",
        access="Che cosa le serve per partecipare, per esempio un posto per sedia a rotelle o un impianto a induzione",
        optional="facoltativo",
    ),
    "en": FormWords(
        title="Registration form",
        how="One form for each person. Fill it in on a screen, or by hand in capitals.",
        name="Surname",
        first_name="First name",
        body="City, service or organisation",
        function="Function",
        email="E-mail",
        phone="Telephone",
        choose="I register for",
        also="Two more things",
        online="Quicker online: {url}",
        back_by="To be sent back by {date}",
        back="To be sent back to",
        back_mail="by post or to {email}",
        date_and_signature="Date and signature",
        tick="I will come: {part}",
        person="Who is coming",
        meal="Meal: what to provide, for example vegetarian or gluten-free",
        access="What you need in order to take part, for example a place for a wheelchair or an induction loop",
        optional="optional",
    ),
}


def furniture(language: str) -> Furniture:
    """The words of a letter. Raises ValueError for a language that the product does not speak."""
    return FURNITURE[require_language(language)]


def form_words(language: str) -> FormWords:
    """The words of a reply form. Raises ValueError for a language that the product does not speak."""
    return FORM_WORDS[require_language(language)]
