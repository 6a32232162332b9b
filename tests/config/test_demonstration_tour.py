"""What a stranger finds who starts the demonstration and signs in: on the pages, not in the tables."""

from datetime import datetime

import pytest
from pytest_django.fixtures import Settings

from filrouge.config.demonstration import EVERYTHING, LONG_OVER, MEMBERS_FIRST
from filrouge.config.demonstration.staff import MANAGER, PARTNER, REFERENT
from tests.support.demonstration import all_of, demonstration, numbered, signed_in
from tests.support.forms import open_page, visitor

__all__ = ["demonstration"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]

PUBLIC, DESK = f"/g/{EVERYTHING}/", f"/desk/g/{EVERYTHING}/"
ORGANISER = "/desk/o/initiative-des-villes/"


def test_a_stranger_meets_everything_on_public_pages(settings: Settings) -> None:
    settings.DEMONSTRATION = True
    everybody = visitor()
    gathering = open_page(everybody, PUBLIC)
    all_of(gathering, "Places dans le car", "22 places, partagées", "10 places sont réservées", "Complet")
    all_of(gathering, "Inscrire plusieurs personnes")
    form = open_page(everybody, f"{PUBLIC}register/resident/")
    all_of(form, "habitante", "photos", "Entraide du Val")
    assert not form.has("//*[@name='organisation']"), "the short form asks for no body"
    all_of(open_page(everybody, f"{PUBLIC}privacy/"), "Léonie Zahnd", "12 mois", "photos")

    members = open_page(everybody, f"/g/{MEMBERS_FIRST}/")
    all_of(members, "d’abord aux villes membres", "10 places sont réservées")
    all_of(open_page(everybody, f"/g/{MEMBERS_FIRST}/register/tell-me/"), "Quand cela s’ouvre à tout le monde")

    mailbox = open_page(everybody, "/mailbox/").text
    assert "Bienvenue à Delémont" in mailbox, "a mail in the organiser's own words"


def test_the_organiser_meets_everything_at_the_desk() -> None:
    desk = signed_in(MANAGER)
    delegations = open_page(desk, f"{DESK}delegations/")
    all_of(delegations, "4 délégations", "Ville de Rosières", "Bon de commande enregistré", "Bon de commande attendu")
    all_of(open_page(desk, f"{DESK}orders/"), "BC-4471", "Manque : Code service", "CHF")
    all_of(open_page(desk, f"{DESK}quotas/"), "Places dans le car", "Places de la région hôte", "Jura")

    waiting = open_page(desk, f"{DESK}to-decide/")
    all_of(waiting, "7 personnes attendent ensemble", "6 places au plus", "2 demandes attendent")
    all_of(open_page(desk, f"{DESK}passed-on/"), "transmise à 3 personnes", "Neuchâtel")
    all_of(open_page(desk, f"{DESK}duplicates/"), "1 paire", "sans adresse")
    all_of(open_page(desk, f"{DESK}import/"), "liste-a-verifier.csv", "Pas encore repris", "5 personnes inscrites")
    all_of(open_page(desk, f"{DESK}trail/"), "vient à la place", "Un second formulaire", "signatures enregistrées")

    channels = open_page(desk, f"{DESK}figures/")
    all_of(channels, "Formulaire en ligne", "Tableau", "Papier", "Courriel", "Téléphone", "personnel")
    territories = open_page(desk, f"{DESK}territories/")
    assert numbered(territories, "personnes sont inscrites") > 50
    assert territories.has("//*[local-name()='svg']//*[local-name()='path']"), "a map"

    assert 0 < numbered(open_page(desk, f"{DESK}signed/visit/"), "signatures enregistrées") < 30
    words = open_page(desk, f"{DESK}messages/")
    all_of(words, "vos mots", "vos mots, pas encore en usage")
    all_of(open_page(desk, f"{DESK}partners/"), "Joëlle Froidevaux", "Atelier : vieillir au village")


def test_privacy_is_there_to_be_tried_out() -> None:
    desk = signed_in(MANAGER)
    assert 'value="Me Léonie Zahnd"' in open_page(desk, f"{ORGANISER}legal/").response.content.decode()
    all_of(open_page(desk, f"{ORGANISER}objections/"), "2 adresses")
    all_of(open_page(desk, f"{ORGANISER}retention/"), "À approuver", "14")
    all_of(open_page(desk, f"/desk/g/{LONG_OVER}/"), "Rencontre tenue")
    all_of(open_page(desk, f"{DESK}register-sheet/"), "Léonie Zahnd", "Entraide du Val")
    assert open_page(desk, f"{DESK}needs/").status == 403, "needs are the access referent's alone"

    needs = open_page(signed_in(REFERENT), f"{DESK}needs/")
    all_of(needs, "Repas végétarien", "fauteuil roulant")

    partner = signed_in(PARTNER)
    listed = open_page(partner, f"{DESK}partner/ageing/").send()
    all_of(listed, "vieillir au village", "Ville de Rosières")
    assert open_page(partner, f"{DESK}partner/housing/").status == 404, "another part"


def test_the_trail_of_the_meeting_is_told_in_the_order_of_its_days() -> None:
    page = open_page(signed_in(MANAGER), f"{DESK}trail/")
    moments = [datetime.fromisoformat(said) for said in page.tree.xpath("//time/@datetime")]
    assert len(moments) > 20
    assert moments == sorted(moments, reverse=True)
