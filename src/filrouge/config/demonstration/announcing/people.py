"""The address book: people of member cities and partners, some in several functions, each with a source and a date."""

from dataclasses import replace
from datetime import date, timedelta

from filrouge.config.demonstration.meeting import Meeting
from filrouge.core.postal import PostalAddress
from filrouge.ground.directory.bodies import body_records
from filrouge.ground.directory.body_actions import write_body
from filrouge.ground.directory.body_files import said_of
from filrouge.ground.directory.contact_actions import ContactSaid, FunctionSaid, write_contact
from filrouge.ground.directory.contact_file_actions import keep_file
from filrouge.ground.directory.contact_files import drafts_of
from filrouge.ground.directory.enums import Civility

_CITIES = (
    "aarau", "bern", "biel-bienne", "delemont", "fribourg", "geneve", "lausanne", "luzern", "neuchatel", "nyon",
    "sion", "solothurn", "st-gallen", "thun", "vernier", "vevey", "winterthur", "yverdon-les-bains",
)  # fmt: skip
_PARTNERS = ("artias", "caritas-suisse", "csias", "pro-senectute", "maison-de-la-suze")
_LIST = "Liste des villes membres, envoyée par leurs chancelleries"
_CARD = "Carte de visite, assemblée de printemps"
_POSTED = {
    "vevey": PostalAddress("Case postale 41", "Rue des Exemples", "2", "1800", "Vevey", "CH"),
    "nyon": PostalAddress("", "Place du Modèle", "5", "1260", "Nyon", "CH"),
    "luzern": PostalAddress("", "Musterplatz", "1a", "6003", "Luzern", "CH"),
}
# Who arrives in a file that nobody has looked through yet.
_FILE = (
    ("Odile", "Berthoud", "odile.berthoud@lausanne.example", "Lausanne", "cheffe de service"),
    ("Jean-Luc", "Mottier", "jean-luc.mottier@spitex-broye.example", "Aide à domicile de la Broye", "directeur"),
    ("Claire", "Oberson", "claire.oberson@nyon.example", "Nyon", "membre de l’exécutif"),
    ("Ursina", "Zbinden", "ursina.zbinden@@thun.example", "Thun", "Projektleiterin"),
)


def fill_the_address_book(meeting: Meeting) -> None:
    """Write down everybody: two for most cities, one for each partner, and three with a story."""
    for number, key in enumerate(_CITIES):
        _write(meeting, key, "executive_member", years=2 + number % 5, source=_LIST)
        if number % 3 != 2:
            _write(meeting, key, "head_of_social_services", years=1 + number % 7, source=_LIST)
    for number, key in enumerate(_PARTNERS):
        _write(meeting, key, "director", years=3 + number, source=_CARD)
    _write_down_who_has_a_story(meeting)
    _write_down_where_letters_go(meeting)


def _write(meeting: Meeting, body: str, function: str, *, years: int, source: str) -> None:
    place = meeting.bodies[body]
    person = meeting.crowd.draw(place.language)
    held = FunctionSaid(organisation_id=place.id, function=function, since=_years_ago(meeting, years))
    said = ContactSaid(
        language=person.language if person.language in ("fr", "de") else "fr",
        source=source,
        source_on=_years_ago(meeting, 1),
        informed_on=meeting.ago(128).date(),
        given_name=person.name.given,
        family_name=person.name.family,
        email=person.address(body),
        functions=(held,),
    )
    _keep(meeting, said)


def _write_down_who_has_a_story(meeting: Meeting) -> None:
    """Somebody who changed sides, somebody with two bodies and two languages of work, somebody without an address."""
    _keep(meeting, _claire_oberson(meeting))
    _keep(meeting, _mirjam_vogelsang(meeting))
    vevey = FunctionSaid(organisation_id=meeting.bodies["vevey"].id, label={"fr": "Préposé aux aînés"})
    _keep(
        meeting,
        ContactSaid(
            language="fr",
            source="Téléphone du secrétariat",
            source_on=meeting.ago(140).date(),
            civility=Civility.SIR.value,
            given_name="Gilles",
            family_name="Chevalley",
            phone="+41 21 555 03 17",
            functions=(vevey,),
        ),
    )


def _claire_oberson(meeting: Meeting) -> ContactSaid:
    nyon, network = meeting.bodies["nyon"].id, meeting.bodies["reseau-des-proches"].id
    service = FunctionSaid(
        organisation_id=nyon,
        function="head_of_service",
        since=_years_ago(meeting, 12),
        until=_years_ago(meeting, 5) - timedelta(days=1),
    )
    elected = FunctionSaid(organisation_id=nyon, function="executive_member", since=_years_ago(meeting, 5))
    committee = FunctionSaid(
        organisation_id=network,
        label={"fr": "Membre du comité", "de": "Vorstandsmitglied"},
        since=_years_ago(meeting, 3),
    )
    return ContactSaid(
        language="fr",
        source=_CARD,
        source_on=_years_ago(meeting, 2),
        informed_on=meeting.ago(128).date(),
        civility=Civility.MADAM.value,
        given_name="Claire",
        family_name="Oberson",
        email="claire.oberson@nyon.example",
        phone="+41 22 555 04 18",
        functions=(service, elected, committee),
    )


def _mirjam_vogelsang(meeting: Meeting) -> ContactSaid:
    council = FunctionSaid(
        organisation_id=meeting.bodies["biel-bienne"].id,
        function="executive_member",
        label={"fr": "Conseillère municipale, action sociale et santé", "de": "Gemeinderätin, Soziales und Gesundheit"},
        since=_years_ago(meeting, 4),
    )
    house = FunctionSaid(
        organisation_id=meeting.bodies["maison-de-la-suze"].id,
        label={"fr": "Présidente du conseil de fondation", "de": "Präsidentin des Stiftungsrats"},
        since=_years_ago(meeting, 2),
    )
    return ContactSaid(
        language="de",
        source="Courriel de la Ville de Bienne",
        source_on=meeting.ago(150).date(),
        informed_on=meeting.ago(128).date(),
        civility=Civility.MADAM.value,
        given_name="Mirjam",
        family_name="Vogelsang",
        email="mirjam.vogelsang@biel-bienne.example",
        functions=(council, house),
    )


def _write_down_where_letters_go(meeting: Meeting) -> None:
    organiser = meeting.facts.organiser_id
    keys = {meeting.bodies[key].id: key for key in _POSTED}
    for pk, card in body_records(organiser_id=organiser, ids=sorted(keys)).items():
        said = replace(said_of(card), postal=_POSTED[keys[pk]])
        write_body(organiser_id=organiser, body_id=pk, said=said, actor=meeting.manager, now=meeting.ago(129))


def _years_ago(meeting: Meeting, years: int) -> date:
    """The first of the month so many years ago."""
    today = meeting.now.date()
    return date(today.year - years, today.month, 1)


def _keep(meeting: Meeting, said: ContactSaid) -> None:
    organiser = meeting.facts.organiser_id
    write_contact(organiser_id=organiser, said=said, actor=meeting.manager, now=meeting.ago(130))


def leave_a_file(meeting: Meeting) -> None:
    """A list that came with a mail waits for somebody to look through it: one known, one new, one wrong."""
    names = ("given", "family", "email", "body", "function")
    rows = [(number, dict(zip(names, line, strict=True))) for number, line in enumerate(_FILE, start=2)]
    keep_file(
        organiser_id=meeting.facts.organiser_id,
        name="congres-aide-a-domicile.csv",
        source="Congrès romand de l’aide à domicile, liste des participants qui l’ont accepté",
        source_on=meeting.ago(12).date(),
        drafts=drafts_of(rows),
        dropped=[("Parti", "political")],
        actor=meeting.manager,
        now=meeting.ago(1),
    )
