"""Contacts, what they say of bodies and communities: in the form, and in a file that knows better."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from filrouge.ground.directory.models import Contact, ContactFunction, Organisation
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.sendings.models import RecipientList
from tests.support.clock import at
from tests.support.desk_factories import press
from tests.support.forms import Page, open_page
from tests.support.gatherings import AARAU, changed, fresh_facts, load
from tests.support.quotas import NIGHT
from tests.support.sendings import contact
from tests.web.desk.test_sendings import NEW, ORGANISER, upload

__all__ = ["fresh_facts"]


@pytest.fixture
def facts(db: None) -> Iterator[GatheringFacts]:
    with at():
        yield load(changed(AARAU, communities=[NIGHT]))


def taken(desk: Client, page: Page, **said: str) -> Page:
    """Take the file that a page shows, as it was seen."""
    address = page.tree.xpath("//form[@id='take-form']/@action")[0]
    return press(desk, page, address, seen=page.tree.xpath("//input[@name='seen']/@value")[0], **said)


def test_a_body_that_is_not_known_is_added_with_the_contact(facts: GatheringFacts, desk: Client) -> None:
    add = reverse("contact_add", args=[ORGANISER])
    assert not open_page(desk, add).has("//select[@name='new_body']"), "asked once it is needed"
    asked = press(desk, open_page(desk, add), add, **{**NEW, "body": "Ville de Lindenow"})
    assert asked.status == 422 and "no body of this name" in asked.errors()
    assert asked.has("//select[@name='new_body']/option[@value='city']") and asked.value("family_name") == "Rey"
    assert not Organisation.objects.filter(search_text__contains="lindenow").exists()
    page = press(desk, asked, add, **{**NEW, "body": "Ville de Lindenow", "new_body": "city"})
    assert "executive member, Ville de Lindenow" in page.text
    assert Organisation.objects.get(search_text__contains="lindenow").kind == "city"


def test_a_list_by_community_finds_whoever_belongs_to_it(facts: GatheringFacts, desk: Client) -> None:
    pk = contact(facts, "Anna Rey")
    contact(facts, "Beat Frei")
    change = reverse("contact_change", args=[ORGANISER, pk])
    form = open_page(desk, change)
    known = {name: value for name, value in form.form.fields.items() if value}
    page = press(desk, form, change, **{**known, "communities": [NIGHT["key"]]})
    assert NIGHT["label"]["en"] in page.said("//*[@id='address']")
    add = reverse("desk:list_add", args=[facts.key])
    found = press(desk, open_page(desk, add), add, name="Nuit", first_community=[NIGHT["key"]])
    assert "1 person is on it today" in found.text and "Rey, Anna" in found.said("//tbody")
    assert RecipientList.objects.count() == 1


LINES = (
    ("Nom", "Prénom", "Courriel", "Téléphone", "Langue", "Fonction", "Organisme", "Réseaux", "Groupe", "Signe"),
    (
        *("Rey-Blanc", "Anna", "anna.rey@lindenau.example", "+41 79 555 01 88", "de", "responsable de projet"),
        *("Ville de Lindenau", f"{NIGHT['label']['fr']}, Lune", "Verts", "ascendant"),
    ),
    ("Frei", "Beat", "beat.frei@lindenau.example"),
    ("Neri", "Carla", "c.neri@ailleurs.example", "", "it", "Cheffe", "Service du lac"),
    ("Vonlanthen", "Eve", "e.v@ailleurs.example", "", "", "", "Service du lac"),
    ("Rochat", "Guy", "g.r@ailleurs.example", "", "", "", "Lindenau ville"),
)
CSV = "\n".join(";".join(line) for line in LINES)


def test_a_file_shows_what_it_says_otherwise_and_writes_it_once_approved(facts: GatheringFacts, desk: Client) -> None:
    anna = contact(facts, "Anna Rey", phone="+41 79 555 01 77")
    contact(facts, "Beat Frei")
    address = reverse("contacts_import", args=[ORGANISER])
    page = upload(desk, address, "liste.csv", CSV.encode(), source="Annuaire 2023", source_on="2023-03-01")
    warning = page.said("//*[contains(@class, 'notice')]")
    assert "Column “Groupe”: Fil rouge keeps no party and no political group." in warning, "why"
    assert "Column “Signe”: What this heading means is not known." in warning
    known = page.said("//*[@id='known']")
    for said in (
        "Name: “Rey-Blanc” instead of “Rey”",
        "Telephone: “+41 79 555 01 88” instead of “+41 79 555 01 77”",
        "Language: “German” instead of “French”",
        f"Communities: “{NIGHT['label']['en']}”, so far nothing",
        "No community is called: Lune.",
        "The file says nothing new.",
    ):
        assert said in known, said
    assert "Service du lac (2)" in page.said("//*[@id='bodies']")
    assert "This is Ville de Lindenau" in page.said("//*[@id='bodies']")
    assert Contact.objects.get(pk=anna).phone == "+41 79 555 01 77", "nothing is written before somebody says so"
    lindenau = Organisation.objects.get(key="lindenau")
    names = {
        str(one): str(place) for place, one in enumerate(page.tree.xpath("//input[starts-with(@name,'name_')]/@value"))
    }
    lake, town = names["service du lac"], names["lindenau ville"]
    said = {f"name_{lake}": "service du lac", f"body_{lake}": "new", f"kind_{lake}": "association"}
    said |= {f"name_{town}": "lindenau ville", f"body_{town}": str(lindenau.pk)}
    done = taken(desk, page, **said)
    assert "3 contacts added, 1 completed, 1 unchanged" in done.source
    row = Contact.objects.get(pk=anna)
    assert (row.family_name, row.phone, row.language) == ("Rey-Blanc", "+41 79 555 01 88", "de")
    assert (row.communities, row.source) == ([NIGHT["key"]], "Annuaire des villes 2023"), "where it came from stays"
    new = Organisation.objects.get(search_text__contains="service du lac")
    assert new.kind == "association"
    held = ContactFunction.objects.filter(organisation=new).order_by("contact__family_name")
    assert [one.contact.family_name for one in held] == ["Neri", "Vonlanthen"]
    assert held[0].label == {"it": "Cheffe"}, "the body is no text any more"
    assert ContactFunction.objects.get(contact__family_name="Rochat").organisation == lindenau


def test_a_line_of_somebody_known_may_be_left_out(facts: GatheringFacts, desk: Client) -> None:
    anna = contact(facts, "Anna Rey", phone="+41 79 555 01 77")
    address = reverse("contacts_import", args=[ORGANISER])
    page = upload(desk, address, "liste.csv", CSV.encode(), source="Annuaire 2023", source_on="2023-03-01")
    done = taken(desk, page, line_2="skip")
    assert "1 line left out" in done.source
    assert Contact.objects.get(pk=anna).phone == "+41 79 555 01 77"
    assert not Organisation.objects.filter(search_text__contains="service du lac").exists(), "only who says so adds it"
