"""The behaviours around lists and paper: no political label anywhere, and people without a mailbox."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import product
from urllib.parse import urlsplit

import pytest
from django import forms
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import BooleanField, Field, UUIDField
from django.test import Client
from django.urls import get_resolver
from django.utils.translation import override
from python_calamine import CalamineWorkbook

from filrouge.core.text import LANGUAGES, search_form
from filrouge.ground.directory.models import Contact
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.importing.labels import choices
from filrouge.stages.registration.importing.refused import is_political
from filrouge.stages.registration.models import Registration
from tests.support import gatherings, people
from tests.support.clock import at
from tests.support.desk_factories import desk_of, send, token_of
from tests.support.forms import Page, open_form, open_page, visitor
from tests.support.gatherings import HEALTH, changed
from tests.support.lists import act, fates, line, spreadsheet, the_file, upload
from tests.support.mailbox import PostOffice

pytestmark = pytest.mark.django_db

COLLOQUIUM = {
    "filrouge": "gathering/1",
    "key": "colloque-2023",
    "organiser": {"key": "reseau", "name": "Le Réseau"},
    "kind": "colloquium",
    "title": "Colloque des élus",
    "languages": ["fr"],
    "country": "FR",
    "town": "Valprieux",
    "state": "registration_open",
    "contacts": {"registration": {"email": "colloque@reseau.example"}},
    "parts": [
        {"key": "day", "title": "Journée", "when": "2023-05-12", "audience": {"open": True}},
        {
            "key": "groups",
            "title": "Groupes politiques et participation",
            "when": "2023-05-13",
            "audience": {"open": True},
        },
    ],
    "functions": ["member_of_parliament"],
    "bodies": [{"key": "assemblee", "kind": "institution", "name": "Assemblée"}],
}
# Members of parliament as a secretariat keeps them, with labels that must not come in.
DEPUTIES = (
    "Nom | Prénom | Courriel | Fonction | Groupe politique | Étiquette | Tendance | Journée",
    "Vasseur | Louise | l.vasseur@assemblee.example | députée | Rassemblement du Lac | Lacustre | sable | x",
    "Tissot | Karim | k.tissot@assemblee.example | député | Union des Collines | Collinard | pierre | x",
)
LABELS = ("Rassemblement du Lac", "Union des Collines", "Lacustre", "Collinard", "sable", "pierre")


def every_form() -> Iterator[type[forms.Form]]:
    """Every form class of the product."""
    get_resolver().url_patterns  # noqa: B018 - reading the addresses imports every page
    waiting = [forms.BaseForm]
    while waiting:
        found = waiting.pop().__subclasses__()
        waiting += found
        yield from (form for form in found if form.__module__.startswith("filrouge."))


def names_in_forms(pages: list[Page]) -> Iterator[str]:
    """What forms call their fields: their names in the code, their names and labels on these pages."""
    for form in every_form():
        for name, field in form.base_fields.items():
            yield name
            for language in LANGUAGES:
                with override(language):
                    yield str(field.label or "")
    for page in pages:
        yield from page.tree.xpath("//main//input/@name | //main//select/@name | //main//textarea/@name")
        yield from (" ".join(said.text_content().split()) for said in page.tree.xpath("//main//label | //main//legend"))


def headings_of_exports(desk: Client, facts: GatheringFacts) -> Iterator[str]:
    """The first line of every table that the desk gives away in four languages."""
    pages = ("registrations/", "expected/day/badges/", "expected/day/attendance/", "expected/day/catering/", "figures/")
    start = f"/desk/g/{facts.key}/"
    forms = (".csv", ".xlsx", ".ods")
    files = {
        link for page in pages for link in open_page(desk, start + page).links if urlsplit(link).path.endswith(forms)
    }
    assert len(files) >= 12, files
    for address in files:
        for language in LANGUAGES:
            data = desk.get(address, headers={"accept-language": language}).content
            if urlsplit(address).path.endswith(".csv"):
                yield from next(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
            else:
                book = CalamineWorkbook.from_filelike(io.BytesIO(data))
                yield from (str(cell) for row in book.get_sheet_by_index(0).to_python()[:1] for cell in row)


def political(names: Iterator[str], parts: tuple[str, ...]) -> list[str]:
    """Those that ask for a party or a political group; the parts of the gathering may be called as they like."""
    said = (re.sub(r"[_-]", " ", name) for name in names)
    return [name for name in said if not name.startswith(parts) and is_political(search_form(name))]


def upload_contacts(desk: Client, addresses: str, data: bytes) -> Page:
    """Send a file to the address book; the page that shows what it would change."""
    known = {"csrfmiddlewaretoken": token_of(open_page(desk, f"{addresses}import/"))}
    said = {
        "source": "Annuaire de la Chambre",
        "source_on": "2023-03-01",
        "file": SimpleUploadedFile("liste.csv", data),
    }
    return open_page(desk, desk.post(f"{addresses}import/", known | said)["Location"])


@pytest.mark.behaviour("S1-B14")
def test_no_political_label_is_stored() -> None:
    with at():
        facts = gatherings.load(COLLOQUIUM)
        desk = desk_of(Role.MANAGER, facts)
        people.registered(people.EXECUTIVE.but(function="member_of_parliament"), facts, "day")
        assert is_political(search_form("Groupe politique"))  # the search finds what it looks for
        # there is none: in forms …
        parts = tuple(part.title["fr"] for part in facts.parts)
        start = f"/desk/g/{facts.key}/"
        addresses = f"/desk/o/{facts.organiser_key}/contacts/"
        pages = [
            open_form(facts.key),
            *[open_page(desk, f"{start}{page}/") for page in ("add", "import")],
            *[open_page(desk, f"{addresses}{page}/") for page in ("add", "import")],
        ]
        assert {page.status for page in pages} == {200}
        assert political(names_in_forms(pages), parts) == []
        # … in imports …
        for language in LANGUAGES:
            with override(language):
                assert political((label for _name, label in choices(facts, language)), parts) == []
        # … in exports …
        assert political(headings_of_exports(desk, facts), parts) == []
        # … and no column of the database could hold one. ("party" is who came together: a number, never a label.)
        for field in columns_of_the_database():
            if is_political(search_form(field.name.replace("_", " "))):
                assert isinstance(field, UUIDField | BooleanField), field
        # an import with such a column warns …
        page = upload(desk, facts.key, spreadsheet(*DEPUTIES))
        warning = page.said("//div[contains(@class, 'notice')]")
        for heading in ("Groupe politique", "Étiquette", "Tendance"):
            assert f"Column “{heading}”: Fil rouge keeps no party and no political group." in warning
        # … and drops it
        assert fates(page) == {"All": 2, "New": 2}
        assert the_file().columns["headings"] == ["Nom", "Prénom", "Courriel", "Fonction", "Journée"]
        assert found_in_the_database(LABELS) == []
        act(page, "take", send_mails="1")
        assert Registration.objects.filter(channel="file").count() == 2
        assert found_in_the_database(LABELS) == []
        assert found_in_the_database(("l.vasseur@assemblee.example",)) != []  # the search would find them


@pytest.mark.behaviour("S1-B14")
def test_the_address_book_keeps_no_political_label_either() -> None:
    """Members of parliament stand in the address book: a column about their group warns, and is dropped."""
    with at():
        facts = gatherings.load(COLLOQUIUM)
        desk, addresses = desk_of(Role.MANAGER, facts), f"/desk/o/{facts.organiser_key}/contacts/"
        known = upload_contacts(desk, addresses, spreadsheet(*DEPUTIES))
        warning = known.said("//div[contains(@class, 'notice')]")
        assert "Fil rouge keeps no party and no political group" in warning
        for heading in ("Groupe politique", "Étiquette", "Tendance"):
            assert heading in warning
        seen = str(known.tree.xpath("//input[@name='seen']/@value")[0])
        send(desk, known.address, f"{known.address}take/", seen=seen)
        assert Contact.objects.filter(family_name="Vasseur").exists()
        assert found_in_the_database(LABELS) == []


def columns_of_the_database() -> Iterator[Field]:
    """Every column of every table of ours."""
    for model in apps.get_models():
        if model.__module__.startswith("filrouge."):
            yield from model._meta.concrete_fields


def found_in_the_database(words: tuple[str, ...]) -> list[str]:
    """Every place of every table that holds one of these words."""
    return [
        f"{model.__name__}: {word}"
        for model in apps.get_models()
        for row in model._default_manager.order_by("pk").values()
        for word in words
        if word in repr(row)
    ]


MEDIATOR = people.Person("Fatoumata", "Keïta", "", "Régie de quartier des Aubiers", "health_mediator")
EMPLOYER = people.Person("Solange", "Mercier", "direction@aubiers.example", "")


@pytest.mark.behaviour("S2-B14")
def test_whoever_registers_a_mediator_need_not_be_the_mediator(post_office: PostOffice) -> None:
    with at("2016-10-20T10:00:00+02:00"):
        venue = {"key": "halle", "name": "La Halle", "street": "rue des Lices", "number": "4", "town": "Valprieux"}
        facts = gatherings.load(changed(HEALTH, venue="halle", venues=[venue]))
        # without somebody who registers them, an address is asked for
        alone = open_form(facts.key, visitor()).fill(MEDIATOR.answers, tick=["morning"]).send()
        assert alone.status == 422
        # attendee without e-mail accepted
        form = open_form(facts.key, visitor()).fill(MEDIATOR.answers, tick=["morning"])
        own = form.register_for(EMPLOYER.given, EMPLOYER.family, EMPLOYER.email).send()
        assert own.status == 200
        row = Registration.objects.get()
        assert (row.email, row.registrant_email) == ("", EMPLOYER.email)
        # messages go to the registrant
        letters = post_office.deliver()
        assert [letter.to for letter in letters] == [EMPLOYER.email]
        assert MEDIATOR.full in letters[0].text
        manager, shown = desk_of(Role.MANAGER, facts), f"/desk/g/{facts.key}/registrations/{row.pk}/"
        send(manager, shown, f"{shown}decide/morning/", accept="1")
        decided = post_office.deliver_to(EMPLOYER.email)
        # paper convocation printable: by the employer, behind the link of the mail …
        personal = open_page(visitor(), decided.personal_link)
        letter = open_page(personal.client, personal.links_to("convocation"))
        assert_is_a_convocation(letter)
        # … and at the desk, for whom no mail reaches at all
        desk = desk_of(Role.DESK_HELPER, facts, language="fr")
        assert_is_a_convocation(open_page(desk, open_page(desk, shown).links_to("convocation")))


def assert_is_a_convocation(page: Page) -> None:
    """Person, body, event, part with day, place and organiser stand in the letter; around it nothing prints."""
    letter = page.said("//article[contains(@class, 'letter')]")
    for said in (
        MEDIATOR.full,
        MEDIATOR.organisation,
        "Santé et quartiers",
        "Matinée",
        "22 novembre 2016",
        "La Halle",
        "4 rue des Lices",
        "Ressources Nord",
        "sante@ressources-nord.example",
        "20 octobre 2016",
    ):
        assert said in letter, said
    assert "Après-midi" not in letter
    around = page.tree.xpath("//main/*[not(contains(@class, 'letter'))] | //main/*[contains(@class, 'letter-tools')]")
    assert all("no-print" in (element.get("class") or "") for element in around)
    assert page.has("//link[contains(@href, 'letter')]")


STARTS = ("Brévent", "Champi", "Dauduc", "Ferwhem", "Goulinc", "Lantavo", "Mornard", "Pexib", "Rouquet", "Simjaub")
ENDS = ("ollier", "igny", "court", "ont", "ckx", "oine", "eau", "uzel", "il", "affre", "chat", "edon", "agne")


def test_130_speakers_arrive_in_a_spreadsheet() -> None:
    """Repeated names, varied spellings: previewed, proposed and not decided, told by line, updated the second time."""
    with at():
        facts = gatherings.load(COLLOQUIUM)
        desk = desk_of(Role.EDITOR, facts)
        rows = [
            f"{start}{end} | Camille | c{n}@parole.example | Université de Valprieux | intervenante | x"
            for n, (start, end) in enumerate(product(STARTS, ENDS))
        ]
        rows[40] = rows[40].replace("@", " at ")
        rows += [rows[3], rows[5].replace("Camille", "Camile").replace("c5@", "autre@")]
        headings = "Nom | Prénom | E-mail | Organisme | Fonction | Journée"
        # preview, errors by line, duplicates proposed and not decided
        page = upload(desk, facts.key, spreadsheet(headings, *rows, form="xlsx"), name="intervenants.xlsx")
        assert fates(page) == {"All": 132, "New": 129, "For you to decide": 2, "With a problem": 1}
        assert "on line 5 of this file: the same name and address" in line(page, 132)
        assert "on line 7 of this file: a similar name in the same body" in line(page, 133)
        problems = open_page(desk, f"{page.address}?show=problem")
        assert "Line 42: “c40 at parole.example” is not an e-mail address." in line(problems, 42)
        # nothing written before approval
        assert not Registration.objects.exists()
        done = act(page, "take")
        assert "129 people registered" in done.text
        assert Registration.objects.count() == 129
        # second import updates
        rows[0] = rows[0].replace("intervenante", "animatrice")
        again = upload(desk, facts.key, spreadsheet(headings, *rows[:40]))
        assert fates(again) == {"All": 40, "Updated": 1, "Unchanged": 39}
        act(again, "take")
        assert Registration.objects.get(email="c0@parole.example").function_text == "animatrice"
        assert Registration.objects.count() == 129
