"""What a stranger finds who starts the demonstration and signs in: on the pages, not in the tables."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from filrouge.config.demonstration import EVERYTHING, LONG_OVER, MEMBERS_FIRST
from filrouge.config.demonstration.setting_up import set_up
from filrouge.config.demonstration.staff import MANAGER, PARTNER, PASSWORD, REFERENT, Account
from filrouge.stages.gatherings.queries import forget_facts
from tests.support.forms import Page, open_page, plain, visitor

NOW = datetime.now(UTC).replace(microsecond=0)
PUBLIC, DESK = f"/g/{EVERYTHING}/", f"/desk/g/{EVERYTHING}/"
ORGANISER = "/desk/o/initiative-des-villes/"


@pytest.fixture(autouse=True)
def no_facts_of_other_tests() -> Iterator[None]:
    """Each test's rows have the numbers of another test's."""
    forget_facts()
    yield
    forget_facts()


def signed_in(account: Account) -> Client:
    """Somebody of the demonstration at their desk."""
    client = visitor()
    assert client.login(email=account.email, password=PASSWORD)
    return client


def all_of(page: Page, *words: str) -> None:
    """Assert that a page says each of these."""
    assert page.status == 200, page.address
    missing = [word for word in words if plain(word) not in page.text]
    assert not missing, f"{page.address} does not say {missing}"


def numbered(page: Page, words: str) -> int:
    """The number that stands before these words."""
    found = re.search(rf"(\d+) {words}", page.text)
    assert found, f"{page.address} does not count {words}"
    return int(found[1])


@pytest.mark.django_db
def test_a_stranger_meets_everything_on_public_pages(settings: Settings) -> None:
    settings.DEMONSTRATION = True
    set_up(now=NOW)
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


@pytest.mark.django_db
def test_the_organiser_meets_everything_at_the_desk() -> None:
    set_up(now=NOW)
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


@pytest.mark.django_db
def test_privacy_is_there_to_be_tried_out() -> None:
    set_up(now=NOW)
    desk = signed_in(MANAGER)
    assert 'value="Me Léonie Zahnd"' in open_page(desk, f"{ORGANISER}legal/").response.content.decode()
    all_of(open_page(desk, f"{ORGANISER}objections/"), "1 adresse")
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


@pytest.mark.django_db
def test_the_trail_of_the_meeting_is_told_in_the_order_of_its_days() -> None:
    set_up(now=NOW)
    page = open_page(signed_in(MANAGER), f"{DESK}trail/")
    moments = [datetime.fromisoformat(said) for said in page.tree.xpath("//time/@datetime")]
    assert len(moments) > 20
    assert moments == sorted(moments, reverse=True)
