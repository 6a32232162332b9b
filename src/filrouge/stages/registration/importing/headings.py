"""Recognising what a column says by its heading, in four languages, with the words that lists really use."""

import re
from collections.abc import Mapping
from functools import cache

from django.utils.translation import override

from filrouge.core.text import LANGUAGES, search_form
from filrouge.stages.registration.importing.fields import Field
from filrouge.stages.registration.importing.labels import heading_of

_SYNONYMS: Mapping[Field, str] = {
    Field.FAMILY_NAME: "nom, nom de famille, nom d usage, patronyme, last name, lastname, family name, surname, "
    "nachname, familienname, zuname, cognome",
    Field.GIVEN_NAME: "prenom, prenoms, first name, firstname, given name, forename, vorname, vornamen, nome proprio, "
    "nome di battesimo",
    Field.WHOLE_NAME: "name, full name, nom complet, nom et prenom, nom prenom, prenom et nom, prenom nom, "
    "nom du participant, participant, participante, participants, participant e, personne, person, vorname und name, "
    "name und vorname, name vorname, vorname name, teilnehmer, teilnehmerin, teilnehmende, teilnehmer in, "
    "nome e cognome, cognome e nome, nominativo, partecipante",
    Field.EMAIL: "email, e mail, mail, courriel, mel, adresse e mail, adresse email, adresse mail, "
    "adresse electronique, adresse de courriel, e mail address, email address, e mail adresse, mailadresse, "
    "email adresse, indirizzo e mail, indirizzo email, posta elettronica",
    Field.BODY: "organisme, organisation, organisation ou collectivite, structure, collectivite, institution, "
    "employeur, entite, etablissement, service, ville, ville ou organisation, ville ou organisme, "
    "ville service ou organisation, association, administration, body, organization, employer, city, institute, "
    "city service or organisation, stadt, stadt dienst oder organisation, amt, dienststelle, arbeitgeber, "
    "institution organisation, verein, behorde, organizzazione, ente, citta, servizio, istituzione, datore di lavoro, "
    "associazione, struttura",
    Field.BODY_KIND: "type d organisme, genre d organisme, type de structure, type d organisation, kind of body, "
    "type of body, type of organisation, art der organisation, art der institution, tipo di ente, "
    "tipo di organizzazione",
    Field.FUNCTION: "fonction, fonctions, mandat, role, poste, titre, profession, qualite, function, position, "
    "job title, job, funktion, stellung, beruf, amt und funktion, mandat funktion, funzione, carica, ruolo, "
    "professione, fonction politique, mandat politique, politische funktion, funzione politica",
    Field.COMMUNITIES: "reseaux, reseau, communautes, communaute professionnelle, communities, community, netzwerke, "
    "netzwerk, fachgemeinschaft, comunita, reti",
    Field.TERRITORY: "territoire, departement, canton, region, commune, territory, county, gebiet, kanton, gemeinde, "
    "territorio, cantone, dipartimento, regione, comune",
    Field.LEVEL: "niveau, echelon, echelle, level, tier, ebene, stufe, livello",
    Field.LANGUAGE: "langue, langue de correspondance, langue des messages, language, sprache, korrespondenzsprache, "
    "lingua",
    Field.PARTS: "partie, parties, choix, inscription a, participation, ateliers, atelier, journees, seances, "
    "part, parts, sessions, attends, choice, workshops, workshop, teil, teile, teilnahme, auswahl, "
    "veranstaltungsteile, partecipazione, scelta, parti scelte, giornate",
    Field.RECEIVED: "recu le, date de reception, date d inscription, date, inscrit le, received on, received, "
    "date received, registered on, eingegangen am, eingang, erhalten am, anmeldedatum, datum, ricevuto il, "
    "data di ricezione, data di iscrizione, data",
    Field.PICTURES: "photos, photo, droit a l image, images, image, pictures, picture, fotos, foto, bilder, "
    "recht am bild, bildrechte, fotografie, diritto all immagine, immagini",
    Field.REFERENCE: "reference, ref, identifiant, numero d inscription, numero de reference, reference number, "
    "referenz, referenznummer, kennung, riferimento, numero di riferimento, rif",
}
# "N°" and "Nr." are left out on purpose: numbers that every list begins anew would make one person of two.
# Any of these in a heading: it speaks of whoever registers somebody else.
_REGISTRANT = re.compile(
    r"\b(inscrite? par|inscription faite par|inscrits par|inscripteur|inscrivant\w*|enregistree? par|"
    r"registered by|registrant|registering|angemeldet (durch|von)|anmelder\w*|anmeldende\w*|iscritt[oa] da|"
    r"iscrizione fatta da|chi iscrive)\b"
)
_MAIL = re.compile(
    r"\b(e ?mails?|mails?|courriels?|e ?mail ?adresse|mailadresse|posta elettronica|adresse electronique)\b"
)
_GIVEN = re.compile(r"\b(prenoms?|vornamen?|first ?name|given name|nome proprio)\b")
_FAMILY = re.compile(r"\b(nom de famille|nachname|familienname|last ?name|family name|surname|cognome)\b")
# What a longer heading is about, tried in this order: "Fonction exacte dans la structure" is a function.
_ABOUT: tuple[tuple[re.Pattern[str], Field], ...] = (
    (re.compile(r"\b(type|genre|kind|art|tipo)\b.*\b(organis\w+|structure|body|institution|ente)\b"), Field.BODY_KIND),
    (re.compile(r"\b(fonctions?|funktion\w*|funzion[ei]|functions?|mandat[oi]?)\b"), Field.FUNCTION),
    (
        re.compile(r"\b(organism\w+|organisation\w*|structure|collectivite|employeur|institution\w*|arbeitgeber)\b"),
        Field.BODY,
    ),
    (re.compile(r"\b(langue|sprache|language|lingua)\b"), Field.LANGUAGE),
    (re.compile(r"\b(territoire|canton|kanton|departement)\b"), Field.TERRITORY),
)


def recognise(heading: str) -> Field | None:
    """The field that a heading names exactly, or of which it says that it is about an address or a registrant."""
    folded = search_form(re.sub(r"\(.*?\)", " ", heading)) or search_form(heading)
    if _REGISTRANT.search(folded):
        return _of_registrant(folded)
    if (found := _known_headings().get(folded)) is not None:
        return found
    if _MAIL.search(folded):
        return Field.EMAIL
    return None


def guess(heading: str) -> Field | None:
    """What a longer heading seems to be about; asked only once nothing speaks against the column."""
    folded = search_form(heading)
    has_given, has_family = _GIVEN.search(folded), _FAMILY.search(folded)
    if has_given or has_family:
        return Field.WHOLE_NAME if has_given and has_family else Field.GIVEN_NAME if has_given else Field.FAMILY_NAME
    return next((field for pattern, field in _ABOUT if pattern.search(folded)), None)


def _of_registrant(folded: str) -> Field:
    if _MAIL.search(folded):
        return Field.REGISTRANT_EMAIL
    if _GIVEN.search(folded):
        return Field.REGISTRANT_GIVEN_NAME
    return Field.REGISTRANT_FAMILY_NAME if _FAMILY.search(folded) else Field.REGISTRANT_NAME


@cache
def _known_headings() -> Mapping[str, Field]:
    """Every heading known word for word, folded: the synonyms, and those of our own template in each language."""
    known = {said.strip(): field for field, words in _SYNONYMS.items() for said in words.split(",")}
    for language in LANGUAGES:
        with override(language):
            known |= {search_form(heading_of(field)): field for field in Field}
    return known
