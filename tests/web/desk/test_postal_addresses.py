"""Where letters go: typed at the desk, taken from files, joined, taken away and erased with whose they are."""

import pytest
from django.test import Client
from django.urls import reverse

from filrouge.core.postal import NOWHERE, PostalAddress
from filrouge.ground.directory.models import Contact, Organisation
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.file.problems import FileRefused
from tests.support.desk_factories import press
from tests.support.forms import Page, open_page
from tests.support.gatherings import AARAU, changed, fresh_facts, load
from tests.support.sendings import ROAD, contact, posted_to
from tests.web.desk.test_contact_files import taken
from tests.web.desk.test_sendings import ORGANISER, upload

__all__ = ["fresh_facts"]

TYPED = {"postal_street": "Rue du Marché", "postal_number": "12", "postal_postcode": "1299", "postal_town": "Lindenau"}


def lindenau() -> Organisation:
    return Organisation.objects.get(key="lindenau")


def changed_with(desk: Client, address: str, **said: str) -> Page:
    form = open_page(desk, address)
    known = {name: value for name, value in form.form.fields.items() if value}
    return press(desk, form, address, **{**known, **said})


def test_a_body_is_given_an_address_and_half_of_one_is_answered(facts: GatheringFacts, desk: Client) -> None:
    change = reverse("body_change", args=[ORGANISER, lindenau().pk])
    assert open_page(desk, change).said("//fieldset[@id='postal']/legend") == "Postal address"
    half = changed_with(desk, change, postal_street="Rue du Marché", postal_number="12")
    assert half.status == 422 and "without its town: give the town" in half.errors()
    assert half.value("postal_street") == "Rue du Marché", "nothing typed is lost"
    wrong = changed_with(desk, change, **{**TYPED, "postal_country": "FR"})
    assert wrong.status == 422 and "“1299” is no postcode there: Switzerland has four digits" in wrong.errors()
    page = changed_with(desk, change, **{**TYPED, "postal_country": ""})
    for said in ("Rue du Marché 12", "1299 Lindenau", "SWITZERLAND"):
        assert said in page.said("//*[@id='what']")
    assert lindenau().postal == ROAD
    gone = changed_with(desk, change, **dict.fromkeys((*TYPED, "postal_country"), ""))
    assert "Rue du Marché" not in gone.said("//*[@id='what']") and lindenau().postal == NOWHERE


def test_a_contact_has_the_address_of_the_body_unless_they_want_another(facts: GatheringFacts, desk: Client) -> None:
    posted_to(facts)
    pk = contact(facts, "Anna Rey")
    shown = open_page(desk, reverse("contact", args=[ORGANISER, pk])).said("//*[@id='address']")
    assert "Rue du Marché 12" in shown and "That of the body: Ville de Lindenau" in shown
    change = reverse("contact_change", args=[ORGANISER, pk])
    half = changed_with(desk, change, postal_town="Lindenau", postal_country="CH")
    assert half.status == 422 and "Give the postcode of the town." in half.errors()
    page = changed_with(desk, change, **{**TYPED, "postal_street": "Chemin du Lac", "postal_country": "CH"})
    assert "Chemin du Lac 12" in page.said("//*[@id='address']")
    assert "That of the body" not in page.said("//*[@id='address']")
    own = desk.get(reverse("contact_data", args=[ORGANISER, pk])).json()["postal_address"]
    assert own["street"] == "Chemin du Lac" and own["country"] == "CH"
    press(desk, page, reverse("contact_erase", args=[ORGANISER, pk]))
    assert Contact.objects.get(pk=pk).postal == NOWHERE


def test_two_bodies_that_are_one_keep_the_address(facts: GatheringFacts, desk: Client) -> None:
    posted_to(facts)
    said = {"name_fr": "Lindenau-Ville", "kind": "city"}
    add = reverse("body_add", args=[ORGANISER])
    press(desk, open_page(desk, add), add, **said)
    other = Organisation.objects.get(search_text__contains="|lindenau ville|")
    join = reverse("body_join", args=[ORGANISER, other.pk])
    page = open_page(desk, f"{join}?other={lindenau().pk}")
    assert ROAD.in_one_line in page.text
    press(desk, page, join, other=str(lindenau().pk), keep=str(other.pk))
    stays = Organisation.objects.filter(search_text__contains="|lindenau ville|").get()
    assert stays.postal == ROAD


def test_a_gathering_file_brings_an_address_and_one_that_says_none_takes_none_away(facts: GatheringFacts) -> None:
    posted_to(facts)
    load()
    assert lindenau().postal == ROAD, "the file does not speak of it"
    pieces = {"street": "Grand-Rue", "number": "3", "postcode": "1299", "town": "Lindenau", "country": "CH"}
    bodies = [{**one, "postal_address": pieces} if one["key"] == "lindenau" else one for one in AARAU["bodies"]]
    load(changed(AARAU, bodies=bodies))
    assert lindenau().postal == PostalAddress(**pieces)
    half = [{**one, "postal_address": {**pieces, "postcode": "12999"}} for one in AARAU["bodies"]]
    with pytest.raises(FileRefused) as refused:
        load(changed(AARAU, bodies=half))
    assert {one.path for one in refused.value.problems} == {f"bodies[{n}].postal_address" for n in range(len(half))}
    assert all("12999" in one.message for one in refused.value.problems)


BODIES = """Nom;Type;Rue;Numéro;NPA;Localité;Pays
Ville de Lindenau;;Grand-Rue;3;1299;Lindenau;Suisse
Ville de Roselle;ville;Place du Lac 5;;25990;Roselle;
Ville d’Ombrel;ville;Rue Haute;1;;;
"""


def test_a_file_of_bodies_shows_and_writes_addresses(facts: GatheringFacts, desk: Client) -> None:
    posted_to(facts)
    page = upload(desk, reverse("bodies_import", args=[ORGANISER]), "villes.csv", BODIES.encode(), kind="city")
    known = page.said("//*[@id='known']")
    assert f"Postal address: “Grand-Rue 3, 1299 Lindenau, CH” instead of “{ROAD.in_one_line}”" in known
    new = page.said("//*[@id='new']")
    assert "5 Place du Lac, 25990 ROSELLE, FR" in new
    assert "The postal address is left out. A letter does not find this street without its town" in new
    assert lindenau().postal == ROAD, "nothing is written before somebody says so"
    assert "2 bodies added, 1 completed" in taken(desk, page).source
    assert lindenau().postal == PostalAddress("", "Grand-Rue", "3", "1299", "Lindenau", "CH")
    roselle = Organisation.objects.get(search_text__contains="ville de roselle")
    assert roselle.postal == PostalAddress("", "Place du Lac", "5", "25990", "Roselle", "FR")
    assert Organisation.objects.get(search_text__contains="ombrel").postal == NOWHERE


CONTACTS = """Nom;Prénom;Courriel;Organisme;Adresse;NPA;Ville
Rey;Anna;anna.rey@lindenau.example;Ville de Lindenau;12 chemin du Lac;25990;Rosières
Frei;Beat;beat.frei@lindenau.example;;;;
Neri;Carla;c.neri@ailleurs.example;Ville de Lindenau;Case postale 9;1299;Lindenau
"""


def test_a_file_of_contacts_shows_and_writes_addresses(facts: GatheringFacts, desk: Client) -> None:
    anna = contact(facts, "Anna Rey")
    beat = contact(facts, "Beat Frei", postal=ROAD)
    address = reverse("contacts_import", args=[ORGANISER])
    page = upload(desk, address, "liste.csv", CONTACTS.encode(), source="Annuaire", source_on="2023-03-01")
    assert "Postal address: “12 chemin du Lac, 25990 ROSIÈRES, FR”, so far nothing" in page.said("//*[@id='known']")
    assert "Case postale 9, 1299 Lindenau, CH" in page.said("//*[@id='new']")
    assert "1 contact added, 1 completed, 1 unchanged" in taken(desk, page).source
    assert Contact.objects.get(pk=anna).postal == PostalAddress("", "chemin du Lac", "12", "25990", "Rosières", "FR")
    assert Contact.objects.get(pk=beat).postal == ROAD, "a file that does not say it takes nothing away"
    assert Contact.objects.get(family_name="Neri").postal.extra == "Case postale 9"
