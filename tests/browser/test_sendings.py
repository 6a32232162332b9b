"""The directory, a list and a sending in a real browser: on a phone and on a wide screen, for everybody."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from filrouge.ground.directory.body_files import drafts_of as body_drafts_of
from filrouge.ground.directory.contact_actions import note_bounce
from filrouge.ground.directory.contact_file_actions import keep_file
from filrouge.ground.directory.contact_files import drafts_of
from filrouge.ground.directory.enums import FileKind, TerritoryKind
from filrouge.ground.directory.models import Organisation
from filrouge.ground.directory.territory_actions import TerritorySaid, write_territory
from filrouge.ground.people.actors import SYSTEM
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.sendings.actions import preparing
from filrouge.stages.sendings.actions.leaving import send_due
from filrouge.stages.sendings.models import Sending
from tests.support.desk_factories import user_with
from tests.support.gatherings import load
from tests.support.letters import a_small_letter
from tests.support.sending_addresses import a_print_run
from tests.support.sendings import AHEAD, EXECUTIVES, approve, contact, recipient_list, sending, started

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = ("Anna Rey", "Beat Frei", "Carla Neri-Bernasconi", "Dora Blanc", "Emil Weber")


@pytest.fixture
def pages(live_server: object) -> dict[str, str]:
    """The addresses of the pages, with people, a list, a sending that leaves and one that is being prepared."""
    facts = load(AHEAD)
    now = datetime.now(UTC)
    ids = [contact(facts, name, language="de" if name == "Emil Weber" else "fr") for name in NAMES]
    contact(facts, "Fritz Ohne", email="")
    note_bounce(
        organiser_id=facts.organiser_id,
        address="beat.frei@lindenau.example",
        permanent=True,
        reason="550 5.1.1 no such user",
        now=now,
    )
    asked = recipient_list(facts, EXECUTIVES)
    words = {"fr": ("Invitation : {gathering}", "Bonjour {name},\n\nNous vous attendons à {town}.\n\n{link}")}
    letter = int(str(a_small_letter(facts, is_issued=True)["pk"]))
    leaving = started(facts, list_id=asked, texts=words, batch_size=2, letter=letter, now=now)
    send_due(now)
    draft = sending(facts, asked, texts=words, name="Rappel", letter=letter)
    halted = sending(facts, asked, texts=words, name="Deuxième envoi", letter=letter)
    approve(facts, halted, now=now)
    # As after an erratum: the letter is not what was approved.
    Sending.objects.filter(pk=halted).update(state="paused", carries=[], halted_why="letter_corrected")
    preparing.announce_annex(facts=facts, sending_id=draft, title="Programme", now=now)
    known = {"family": "Frei", "given": "Beat", "email": "beat.frei@lindenau.example", "phone": "+41 79 555 01 99"}
    unknown = {"family": "Neuhaus", "body": "Ville de Lindenaue"}
    twin = {"family": "Rey", "given": "Anna", "email": "autre@rey.example"}
    rows = [(2, twin), (3, {"email": "x"}), (4, known), (5, unknown)]
    file = keep_file(
        organiser_id=facts.organiser_id,
        name="annuaire.csv",
        source="Annuaire 2023",
        source_on=date(2023, 1, 10),
        drafts=drafts_of(rows),
        dropped=[("Parti", "political")],
        actor=SYSTEM,
        now=now,
    )
    letters = of_letters(facts, letter) | {"halted": reverse("desk:sending", args=[facts.key, halted])}
    return addresses(facts, ids, asked, leaving, draft, file) | of_bodies(facts) | letters


def of_letters(facts: GatheringFacts, letter: int) -> dict[str, str]:
    """The pages of a letter that left, on paper too, and of one that is being written."""
    unfinished = int(str(a_small_letter(facts, is_issued=False)["pk"]))
    pages = {"letter": ("letter", letter), "readers": ("letter_readers", letter), "print": ("letter_print", letter)}
    pages |= {"letter_draft": ("letter", unfinished), "letter_heading": ("letter_heading", unfinished)}
    shown = {name: reverse(f"desk:{page}", args=[facts.key, pk]) for name, (page, pk) in pages.items()}
    return shown | {"run": reverse("desk:letter_run", args=[facts.key, letter, a_print_run(facts, letter)])}


def of_bodies(facts: GatheringFacts) -> dict[str, str]:
    """The pages of bodies and territories, with a file that waits and two bodies side by side."""
    rows = [
        (2, {"name": "Ville de Lindenau", "short_name": "LIN", "membership": "partenaire", "since": "1.1.2020"}),
        (3, {"name": "Lindenau"}),
        (4, {"name": "Association Passerelle", "territory": "Atlantide"}),
        (5, {"name": "Entraide des deux vallées"}),
    ]
    file = keep_file(
        organiser_id=facts.organiser_id,
        kind=FileKind.BODIES,
        name="corps.csv",
        source="",
        source_on=date(2023, 1, 10),
        drafts=body_drafts_of(rows, language="fr", or_kind="association"),
        dropped=[("Groupe politique", "political"), ("Humeur", "")],
        actor=SYSTEM,
        now=datetime.now(UTC),
    )
    said = TerritorySaid({"fr": "Vallée haute", "de": "Obertal"}, TerritoryKind.CANTON, "ZH")
    inside = write_territory(organiser_id=facts.organiser_id, said=said, actor=SYSTEM, now=datetime.now(UTC))
    bodies = dict(Organisation.objects.order_by("pk").values_list("key", "pk"))
    house, town = facts.organiser_key, bodies["lindenau"]
    together = reverse("body_join", args=[house, town])
    return {
        "bodies": reverse("bodies", args=[house]),
        "body": reverse("body", args=[house, town]),
        "body_change": reverse("body_change", args=[house, town]),
        "body_together": f"{together}?name=aarau",
        "body_pair": f"{together}?other={bodies['aarau']}",
        "bodies_import": reverse("bodies_import", args=[house]),
        "bodies_file": reverse("bodies_file", args=[house, file]),
        "territories": reverse("territories_kept", args=[house]),
        "territory": reverse("territory_change", args=[house, inside]),
    }


def addresses(facts: GatheringFacts, ids: list[int], asked: int, leaving: int, draft: int, file: int) -> dict[str, str]:
    """Each page under a short name."""
    key, organiser = facts.key, facts.organiser_key
    client = Client()
    client.force_login(user_with(Role.MANAGER, facts))
    return {
        "cookie": client.cookies["sessionid"].value,
        "contacts": reverse("contacts", args=[organiser]),
        "contact": reverse("contact", args=[organiser, ids[1]]),
        "contact_add": reverse("contact_add", args=[organiser]),
        "import": reverse("contacts_import", args=[organiser]),
        "file": reverse("contacts_file", args=[organiser, file]),
        "lists": reverse("desk:lists", args=[key]),
        "list": reverse("desk:list", args=[key, asked]),
        "list_change": reverse("desk:list_change", args=[key, asked]),
        "sendings": reverse("desk:sendings", args=[key]),
        "sending": reverse("desk:sending", args=[key, leaving]),
        "draft": reverse("desk:sending", args=[key, draft]),
        "text": reverse("desk:sending_text", args=[key, draft, "fr"]),
        "preview": reverse("desk:sending_preview", args=[key, draft, ids[0]]),
    }


def test_every_page_is_accessible_and_fits_a_phone(
    live_server: object,
    pages: dict[str, str],
    open_page: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
    assert_fits: Callable[[Page], None],
) -> None:
    base = str(live_server)
    page = open_page(f"{base}/accounts/login/", width=360)
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": pages.pop("cookie"), "url": base}])
    for name, address in pages.items():
        page.set_viewport_size({"width": 360, "height": 800})
        page.goto(base + address)
        assert_fits(page)
        assert_accessible(page)
        if folder := os.environ.get("FILROUGE_PICTURES"):
            page.screenshot(path=Path(folder) / f"{name}-360.png", full_page=True)
            page.set_viewport_size({"width": 1280, "height": 800})
            page.screenshot(path=Path(folder) / f"{name}-1280.png", full_page=True)
