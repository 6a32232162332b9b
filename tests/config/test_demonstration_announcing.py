"""What a stranger finds of announcing who starts the demonstration and signs in: on the pages, not in the tables."""

from datetime import datetime

import pytest
from django.test import Client

from filrouge.config.demonstration import (
    ANNOUNCING,
    BEFORE_ELECTION,
    CALLED_OFF,
    FIRST_EDITION,
    PUT_OFF,
    SECOND_EDITION,
    TO_SAVE,
)
from filrouge.config.demonstration.staff import ACCOUNTS, MANAGER
from tests.support.demonstration import all_of, counted, demonstration, numbered, signed_in
from tests.support.forms import Page, open_page, plain, visitor

__all__ = ["demonstration"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]

PUBLIC, DESK = f"/g/{ANNOUNCING}/", f"/desk/g/{ANNOUNCING}/"
CONTACTS = "/desk/o/initiative-des-villes/contacts/"
LE_MANS, IREV = (next(a for a in ACCOUNTS if a.organiser == key) for key in ("ville-du-mans", "irev"))


@pytest.fixture
def desk() -> Client:
    """Whoever signs in with the account that the first steps name."""
    return signed_in(MANAGER)


def at(desk: Client, address: str, words: str) -> Page:
    """The page behind the first link of a page that says this."""
    page = open_page(desk, address)
    found = [link.get("href") for link in page.tree.xpath("//main//a") if words in plain(link.text_content())]
    assert found, f"{address} has no link {words}"
    return open_page(desk, found[0])


def test_a_date_to_save_has_followers(desk: Client) -> None:
    page = open_page(visitor(), f"/g/{TO_SAVE}/")
    all_of(page, "Jeunes sans formation", "Recevoir l’invitation et le programme dès leur publication")
    assert not page.has(f"//main//a[contains(@href, '/g/{TO_SAVE}/register')]"), "nobody registers yet"
    all_of(open_page(desk, f"/desk/g/{TO_SAVE}/followers/"), "8")
    all_of(open_page(signed_in(IREV), "/desk/g/lille-2016/followers/"), "5")


def test_invitations_have_every_answer_in_believable_numbers(desk: Client) -> None:
    page = open_page(desk, f"{DESK}invitations/")
    answers = ("Sans réponse", "Inscription reçue", "Invitation déclinée", "Avec excuses", "Avec représentation")
    pending, accepted, declined, excused, represented = (counted(page, answer) for answer in answers)
    assert accepted > pending > declined > 1 and excused > 1 and represented > 1
    assert numbered(page, "invitations") == pending + accepted + declined + excused + represented


def test_passing_on_is_told_by_body_two_storeys_deep(desk: Client) -> None:
    page = open_page(desk, f"{DESK}passed-on/")
    all_of(page, "Nyon", "Claire Oberson", "transmise à 3 personnes", "transmise à 2 personnes")
    deepest = page.tree.xpath("//main//ul//ul//ul/li")
    assert len(deepest) == 1
    assert "Réseau des proches du Seeland" in deepest[0].text_content()


def test_a_relay_reads_a_count_and_no_name(desk: Client) -> None:
    relays = open_page(desk, f"{DESK}relays/")
    all_of(relays, "Réseau des proches du Seeland", "7 inscriptions", "Pro Senectute Suisse", "2 inscriptions")
    addresses = relays.tree.xpath("//main//input[contains(@value, '/relay/')]/@value")
    network, seniors = (open_page(visitor(), "/" + address.split("/", 3)[3]) for address in addresses)
    all_of(network, "Au moins 5", "Vieillir chez soi")
    all_of(seniors, "Moins de 5")
    assert "Groupe d’entraide" not in network.text


def test_contacts_have_dated_functions_in_several_bodies_and_languages(desk: Client) -> None:
    all_of(open_page(desk, CONTACTS), "Oberson, Claire", "Vogelsang, Mirjam")
    claire = at(desk, f"{CONTACTS}?text=Oberson", "Oberson, Claire")
    all_of(claire, "membre de l’exécutif, Nyon", "Membre du comité, Réseau des proches du Seeland")
    all_of(claire, "responsable de service, Nyon", "terminée", "Carte de visite", "Français")
    all_of(at(desk, f"{CONTACTS}?text=Vogelsang", "Vogelsang, Mirjam"), "Allemand", "Maison de santé de la Suze")
    waiting = at(desk, f"{CONTACTS}import/", "congres-aide-a-domicile.csv")
    all_of(waiting, "Ne peut être repris (1)", "Nouveaux contacts (2)", "Connus par leur adresse", "Parti")


def test_a_saved_list_explains_itself(desk: Client) -> None:
    romandy = at(desk, f"{DESK}lists/", "Romandie")
    all_of(romandy, "Suisse romande", "Membres des exécutifs", "Oberson, Claire", "Visées, et laissées de côté")
    everybody = at(desk, f"{DESK}lists/", "Villes membres et partenaires")
    all_of(everybody, "Sans adresse électronique dans l’annuaire", "Ne veut pas de courriels de votre part")
    all_of(everybody, "L’adresse ne reçoit plus de courriels", "550 5.1.1")


def test_one_sending_has_left_and_one_waits_for_approval(desk: Client) -> None:
    all_of(open_page(desk, f"{DESK}sendings/"), "Terminé", "En préparation", "Corinne Perrenoud")
    left = at(desk, f"{DESK}sendings/", "Annonce de la date")
    all_of(left, "Terminé", "Envoyés", "Revenus", "550 5.1.1", "Ne veut pas de courriels de votre part")
    waiting = at(desk, f"{DESK}sendings/", "Rappel avant le délai")
    all_of(waiting, "programme.pdf", "est là", "Tel qu’on le lira")
    assert waiting.has("//main//button[contains(., 'approuver')]"), "nothing is missing but a yes"


def test_letters_are_in_draft_with_a_finding_issued_and_outdated(desk: Client) -> None:
    drafted = at(desk, f"{DESK}letters/", "Rectificatif")
    all_of(drafted, "9h45", "9.45 Uhr", "avant: de 9h15", "Pas encore approuvé")
    reminder = open_page(desk, f"{DESK}letters/").tree.xpath("//main//table//tr[last()]//a/@href")[0]
    all_of(open_page(desk, reminder), "Ne concorde pas", "9.15", "18h30")
    outdated = open_page(desk, f"{DESK}letters/").tree.xpath("//main//tr[contains(., 'Émise')]//a/@href")[0]
    all_of(open_page(desk, outdated), "de 9h15 à 16h15", "de 9h45 à 16h15", "Voir le brouillon")
    all_of(open_page(desk, outdated), "Mirjam Vogelsang", "Reto Casanova", "consigné par Corinne Perrenoud")


def test_the_letter_to_aarau_is_signed_by_two_and_still_true(desk: Client) -> None:
    letter = at(desk, "/desk/g/aarau-2023/letters/", "Lettre d’invitation")
    all_of(letter, "Émise", "Salome Brunner", "Reto Casanova", "Approuvé")
    assert "Actuellement" not in letter.text, "nothing that it says has changed"
    drafted = at(signed_in(LE_MANS), "/desk/g/lemans-2024/letters/", "Lettre d’invitation")
    all_of(drafted, "Ne concorde pas", "autre jour de la semaine", "Bastien Rocheteau")


def test_a_release_is_held_back_and_a_journalist_is_welcome(desk: Client) -> None:
    all_of(open_page(desk, f"{DESK}press/"), "Émis, sous embargo", "Noémie Aubert", "1 à traiter")
    release = at(desk, f"{DESK}press/", "Communiqué du")
    all_of(release, "Envoyé à 5 journalistes", "Embargo jusqu’au", "On ne déplace pas un vieil arbre")
    public = open_page(visitor(), f"{PUBLIC}press/")
    assert public.status == 200
    assert "vieil arbre" not in public.text and "Communiqué du" not in public.text
    asked = open_page(desk, f"{DESK}press/accreditations/")
    all_of(asked, "Pascale Rapin", "Radio des Trois-Lacs", "Lorenza Bianda")


def test_three_editions_lead_to_each_other_and_to_the_archive(desk: Client) -> None:
    page = open_page(visitor(), PUBLIC)
    all_of(page, "Autres éditions", "qui relaie les proches", "le logement d’abord", "Synthèse de la journée")
    all_of(open_page(desk, f"{DESK}series/"), "N° 1", "N° 2", "N° 3", "Préparer la prochaine édition")
    all_of(open_page(visitor(), f"/g/{FIRST_EDITION}/"), "Actes")
    archive = open_page(visitor(), "/archive/")
    all_of(archive, "Logement adapté", "Proches aidants", "Actes: qui relaie les proches")
    theme = next(o.get("value") for o in archive.tree.xpath("//select/option") if o.text_content() == "Logement adapté")
    by_theme = open_page(visitor(), f"/archive/?theme={theme}")
    all_of(by_theme, "1 rencontre", "le logement d’abord")
    assert f"/g/{FIRST_EDITION}/" not in by_theme.links
    assert f"/g/{SECOND_EDITION}/" in by_theme.links


def test_calendars_tell_what_is_late_what_is_held_up_and_what_day_it_is(desk: Client) -> None:
    fribourg = open_page(desk, f"/desk/g/{TO_SAVE}/calendar/")
    all_of(fribourg, "En retard", "Attend: Choisir les thèmes", "déplacé par vous", "Basse-Ville", "Prochaine étape")
    all_of(open_page(desk, f"/desk/g/{PUT_OFF}/calendar/"), "jour férié")
    quarters = open_page(signed_in(LE_MANS), f"/desk/g/{BEFORE_ELECTION}/calendar/")
    all_of(quarters, "Des élections approchent", "L. 52-1")


def test_one_is_put_off_and_one_is_called_off_with_their_reasons(desk: Client) -> None:
    all_of(open_page(visitor(), f"/g/{PUT_OFF}/"), "Reportée", "férié en Valais")
    all_of(open_page(visitor(), f"/g/{CALLED_OFF}/"), "Annulée", "Trop peu d’inscriptions")
    all_of(open_page(desk, f"/desk/g/{CALLED_OFF}/mails/"), "Annul")


def test_what_moved_stands_on_the_page_beside_what_was_said_before() -> None:
    all_of(open_page(visitor(), PUBLIC), "de 9h45 à 16h15", "Annoncé auparavant", "de 9h15 à 16h15")
    german = open_page(visitor("de"), PUBLIC)
    all_of(german, "Zu Hause alt werden", "Betreuende Angehörige")


def test_the_trail_of_announcing_is_told_in_the_order_of_its_days(desk: Client) -> None:
    for key in (ANNOUNCING, TO_SAVE, PUT_OFF, CALLED_OFF):
        page = open_page(desk, f"/desk/g/{key}/trail/")
        moments = [datetime.fromisoformat(said) for said in page.tree.xpath("//main//time/@datetime")]
        assert moments and moments == sorted(moments, reverse=True), key
