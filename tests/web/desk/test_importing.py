"""Taking a list in at the desk: sending it, looking it through, deciding, taking or leaving it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.imported import drop_forgotten
from filrouge.stages.registration.models import ImportedFile, PartRegistration, Registration
from filrouge.web.shell import clock
from tests.support import people
from tests.support.clock import at
from tests.support.desk_factories import desk_of
from tests.support.forms import open_page
from tests.support.lists import act, fates, line, spreadsheet, the_file, upload
from tests.support.people import ASSISTANT, HEAD

HEADINGS = "Nom | Prénom | E-mail | Organisme | Fonction | Soirée de la veille | Journée"
TOUR = "de La Tour | Béatrice | b.delatour@lindenau.example | Ville de Lindenau | membre de l’exécutif | x | x"
ORFEUIL = "d’Orfeuil | Jeanne | j.dorfeuil@lindenau.example | Ville de Lindenau | chargée de projet | x | x"
BRAENDLI = "Brändli | Ueli | ueli.braendli@rosieres.example | Ville de Rosières | membre de l’exécutif | x | x"
FAVRE = "Favre | Luc | l.favre@valmont.example | Ville de Valmont | membre de l’exécutif | x |"


@pytest.fixture
def manager(facts: GatheringFacts) -> Client:
    """Somebody of the organiser, at the desk in English."""
    return desk_of(Role.MANAGER, facts)


def states(email: str) -> dict[str, str]:
    """What became of the parts of whoever has this address."""
    wishes = PartRegistration.objects.filter(registration__email=email)
    return dict(wishes.values_list("part__key", "state"))


# ------------------------------------------------------------------------------------------------------ reading


@pytest.mark.parametrize("form", ["csv", "xlsx", "ods"])
def test_a_list_is_shown_before_it_is_taken(manager: Client, facts: GatheringFacts, form: str) -> None:
    page = upload(manager, facts.key, spreadsheet(HEADINGS, TOUR, ORFEUIL, form=form), name=f"liste.{form}")
    assert fates(page) == {"All": 2, "New": 2}
    assert "Confirmed Soirée de la veille" in line(page, 2)
    assert "Refused Soirée de la veille Reserved for executive members" in line(page, 3)
    assert "“chargée de projet” is not in the list of this gathering; it is kept as written" in line(page, 3)
    assert "2 people would be registered." in page.text
    assert not Registration.objects.exists()
    done = act(page, "take")
    assert "The list is taken: 2 people registered." in done.text
    assert states("b.delatour@lindenau.example") == {"eve": "confirmed", "day": "confirmed"}
    assert states("j.dorfeuil@lindenau.example") == {"eve": "refused", "day": "confirmed"}
    row = Registration.objects.get(family_name="d’Orfeuil")
    assert (row.channel, row.function, row.function_text) == ("file", "", "chargée de projet")
    assert row.organisation is not None


def test_the_seats_are_counted_as_the_list_would_take_them(manager: Client, facts: GatheringFacts) -> None:
    """The eve has two places: the third on the list waits, and the preview says so."""
    page = upload(manager, facts.key, spreadsheet(HEADINGS, TOUR, BRAENDLI, FAVRE))
    assert "Waiting 1 Soirée de la veille All places are taken." in line(page, 4)
    assert "Confirmed: 2 Waiting: 1" in page.said("//section[@id='take']")
    act(page, "take")
    assert states("l.favre@valmont.example") == {"eve": "waiting"}


def test_whoever_came_first_is_taken_first(manager: Client, facts: GatheringFacts) -> None:
    rows = [f"{row} | {day}" for row, day in ((TOUR, "10.03.2023"), (BRAENDLI, "09.03.2023"), (FAVRE, "08.03.2023"))]
    page = upload(manager, facts.key, spreadsheet(f"{HEADINGS} | Reçu le", *rows))
    assert "Waiting 1" in line(page, 2)
    act(page, "take")
    waiting = PartRegistration.objects.get(state="waiting")
    assert waiting.registration.family_name == "de La Tour"
    assert waiting.registration.received_at == datetime(2023, 3, 10, 11, tzinfo=UTC)


def test_a_list_that_came_in_time_is_in_time_although_it_is_taken_later(facts: GatheringFacts) -> None:
    with at("2023-04-20T10:00:00+02:00"):
        desk = desk_of(Role.MANAGER, facts)
        late = upload(desk, facts.key, spreadsheet(HEADINGS, TOUR))
        assert fates(late) == {"All": 1, "Refused by the rules": 1}
        assert "Registration has been closed since the end of Friday 14 April 2023." in line(late, 2)
        assert not late.has("//form[contains(@action, '/take/')]")
        page = upload(desk, facts.key, spreadsheet(HEADINGS, TOUR), received="2023-04-13")
        act(page, "take")
    assert states("b.delatour@lindenau.example") == {"eve": "confirmed", "day": "confirmed"}


@pytest.mark.parametrize(
    ("rows", "number", "sentence"),
    [
        (
            (HEADINGS, TOUR.replace("@", "(at)")),
            2,
            "Line 2: “b.delatour(at)lindenau.example” is not an e-mail address.",
        ),
        ((HEADINGS, "| | a@x.example | | | x |"), 2, "Line 2: There is no name."),
        ((HEADINGS, "Rey | Anna | | | | | "), 2, "No part is named."),
        ((HEADINGS, "Rey | Anna | | | | oui | peut-être"), 2, "“peut-être” under “Journée” is neither yes nor no."),
        (("Nom | Prénom | Parties", "Rey | Anna | eve; Atelier 9"), 2, "“Atelier 9” is no part of this gathering."),
        (("Nom | Prénom | Reçu le | day", "Rey | Anna | hier | x"), 2, "“hier” under “Reçu le” is not a date."),
        (("Nom | Prénom | Reçu le | day", "Rey | Anna | 31.12.2023 | x"), 2, "is still to come"),
        (("Nom | Prénom | Inscrit par | day", "Rey | Anna | Odile | x"), 2, "needs an e-mail address: Odile has none."),
        (("Nom | Prénom | Organisme | day", f"Rey | Anna | {'long ' * 60} | x"), 2, "is longer than can be kept"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    manager: Client, facts: GatheringFacts, rows: tuple[str, ...], number: int, sentence: str
) -> None:
    page = upload(manager, facts.key, spreadsheet(*rows))
    assert fates(page) == {"All": 1, "With a problem": 1}
    assert sentence in line(page, number)
    assert "1 line stays out." in page.text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.7", "This is not a spreadsheet."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (b"PK\x03\x04 nothing more", "The file is damaged"),
        (b"Rey;Anna\n", "No heading was recognised."),
        (b"Nom;Courriel\n", "nobody stands below them"),
        (b"   ", "The file is empty"),
        (b"x" * (5 * 1024 * 1024 + 1), "The file is larger than 5 megabytes."),
    ],
)
def test_a_file_that_is_no_list_is_kindly_refused(
    manager: Client, facts: GatheringFacts, data: bytes, sentence: str
) -> None:
    page = upload(manager, facts.key, data)
    assert page.status == 422
    assert sentence in page.errors()
    assert not ImportedFile.objects.exists()


def test_our_template_can_be_filled_in(manager: Client, facts: GatheringFacts) -> None:
    page = open_page(manager, f"/desk/g/{facts.key}/import/")
    (address,) = [link for link in page.links if link.endswith("template.xlsx")]
    import io

    (headings,) = (
        CalamineWorkbook.from_filelike(io.BytesIO(manager.get(address).content)).get_sheet_by_index(0).to_python()
    )
    cells = {"Family name": "Rey", "First name": "Anna", "Reference": "R-1", "Journée": "x"}
    filled = upload(
        manager, facts.key, spreadsheet("|".join(map(str, headings)), "|".join(cells.get(str(h), "") for h in headings))
    )
    assert fates(filled) == {"All": 1, "New": 1}
    act(filled, "take")
    assert Registration.objects.get().reference == "R-1"


# ----------------------------------------------------------------------------------------------------- columns


def test_columns_can_be_read_as_something_else(manager: Client, facts: GatheringFacts) -> None:
    page = upload(manager, facts.key, spreadsheet("Nom | Prénom | Bemerkung", "Rey | Anna | a.rey@x.example"))
    assert "Not taken: Bemerkung" in page.text
    assert "No part is named." in line(page, 2)
    again = act(page, "columns", column_2="email", everybody=["day"])
    assert fates(again) == {"All": 1, "New": 1}
    assert "a.rey@x.example" in line(again, 2)
    act(again, "take")
    assert states("a.rey@x.example") == {"day": "requested"}


def test_a_body_that_may_be_several_is_asked_for(manager: Client, facts: GatheringFacts) -> None:
    page = upload(manager, facts.key, spreadsheet(HEADINGS, FAVRE.replace("Ville de Valmont", "Valmont")))
    section = page.said("//section[@id='bodies']")
    assert "Valmont (on 1 line)" in section
    assert "Ville de Valmont" in section
    assert "Refused" in line(page, 2)
    pk = page.tree.xpath("//select[@name='body-0']/option[text()='Ville de Valmont']/@value")[0]
    chosen = act(page, "decide", **{"name-0": "valmont", "body-0": str(pk)})
    assert "Confirmed Soirée de la veille" in line(chosen, 2)
    act(chosen, "take")
    assert Registration.objects.get().organisation_id == int(pk)


# --------------------------------------------------------------------------------------------- taking and leaving


def test_mails_go_out_only_when_the_organiser_says_so(manager: Client, facts: GatheringFacts) -> None:
    OutgoingMail.objects.all().delete()
    act(upload(manager, facts.key, spreadsheet(HEADINGS, TOUR)), "take")
    assert not OutgoingMail.objects.filter(kind="registration_received").exists()
    act(
        upload(manager, facts.key, spreadsheet(HEADINGS, ORFEUIL, TOUR.replace("x | x", "non | x"))),
        "take",
        send_mails="1",
    )
    sent = OutgoingMail.objects.order_by("kind").values_list("kind", "to")
    assert list(sent) == [
        ("changed", "b.delatour@lindenau.example"),
        ("registration_received", "j.dorfeuil@lindenau.example"),
    ]


def test_whoever_has_no_address_is_reached_through_who_registers_them(manager: Client, facts: GatheringFacts) -> None:
    headings = "Nom | Prénom | Inscrit par | E-mail de l’inscripteur | day"
    page = upload(manager, facts.key, spreadsheet(headings, f"Rey | Anna | Odile Sautier | {ASSISTANT.email} | x"))
    assert f"registered by Odile Sautier, {ASSISTANT.email}" in line(page, 2)
    act(page, "take", send_mails="1")
    assert OutgoingMail.objects.get(kind="registration_received").to == ASSISTANT.email


def test_nothing_of_the_file_is_kept_once_it_is_taken(manager: Client, facts: GatheringFacts) -> None:
    page = act(upload(manager, facts.key, spreadsheet(HEADINGS, TOUR, ORFEUIL.replace("@", "(at)"))), "take")
    assert "Lines of the file that were not taken: 3." in page.text
    row = the_file()
    assert (row.lines, row.columns, row.decisions) == ([], {}, {})
    assert "Orfeuil" not in repr(row.result)
    trail = open_page(manager, f"/desk/g/{facts.key}/trail/").text
    assert "A list was taken in: 1 people registered, 0 updated, 0 unchanged" in trail


def test_a_file_that_is_left_registers_nobody(manager: Client, facts: GatheringFacts) -> None:
    page = upload(manager, facts.key, spreadsheet(HEADINGS, TOUR))
    left = act(page, "leave")
    assert "Nothing was registered, and nothing of it is kept." in left.text
    assert the_file().lines == []
    assert not Registration.objects.exists()
    assert "Nothing was changed: this file was taken or left already." in act(page, "take").text


def test_a_file_is_taken_once(manager: Client, facts: GatheringFacts) -> None:
    page = upload(manager, facts.key, spreadsheet(HEADINGS, TOUR))
    act(page, "take")
    assert "Nothing was changed: this file was taken or left already." in act(page, "take").text
    assert Registration.objects.count() == 1


def test_what_changed_since_it_was_shown_is_shown_again(manager: Client, facts: GatheringFacts) -> None:
    page = upload(manager, facts.key, spreadsheet(HEADINGS, TOUR, BRAENDLI))
    people.registered(HEAD, facts, "day")
    again = act(page, "take")
    assert again.status == 409
    assert "Nothing was taken: since you opened this page" in again.text
    assert Registration.objects.count() == 1


def test_a_file_that_nobody_takes_is_dropped_after_a_week(manager: Client, facts: GatheringFacts) -> None:
    upload(manager, facts.key, spreadsheet(HEADINGS, TOUR))
    assert drop_forgotten(clock.now() + timedelta(days=6, hours=23)) == 0
    assert the_file().lines
    assert drop_forgotten(clock.now() + timedelta(days=7, minutes=1)) == 1
    assert the_file().lines == []
    assert "Dropped: nobody took it in time" in open_page(manager, f"/desk/g/{facts.key}/import/").text


def test_a_file_of_another_gathering_is_not_found(manager: Client, facts: GatheringFacts) -> None:
    from tests.support.gatherings import AARAU, changed, load

    page = upload(manager, facts.key, spreadsheet(HEADINGS, TOUR))
    other = load(changed(AARAU, key="autre-2023"))
    pk = the_file().pk
    assert manager.get(f"/desk/g/{other.key}/import/{pk}/").status_code == 404
    for name in ("take", "leave", "decide", "columns"):
        token = page.tree.xpath("//input[@name='csrfmiddlewaretoken']/@value")[0]
        answer = manager.post(f"/desk/g/{other.key}/import/{pk}/{name}/", {"csrfmiddlewaretoken": token})
        assert answer.status_code == 404, name


def test_a_desk_helper_adds_people_one_by_one(facts: GatheringFacts) -> None:
    helper = desk_of(Role.DESK_HELPER, facts)
    assert helper.get(f"/desk/g/{facts.key}/import/").status_code == 403
    assert f"/desk/g/{facts.key}/import/" not in open_page(helper, f"/desk/g/{facts.key}/").links


def test_as_many_queries_for_many_lines_as_for_few(manager: Client, facts: GatheringFacts) -> None:
    def queries(number: int) -> int:
        rows = [
            f"Nom{n} | Prénom{n} | p{n}@x.example | Ville de {'Lindenau' if n % 2 else 'Rosières'} | directeur | x | x"
            for n in range(number)
        ]
        address = upload(manager, facts.key, spreadsheet(HEADINGS, *rows)).address
        open_page(manager, address)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            open_page(manager, address)
        return len(seen)

    assert queries(5) == queries(300)


def test_long_previews_come_in_pages(manager: Client, facts: GatheringFacts) -> None:
    rows = [f"Nom{n} | Prénom{n} | p{n}@x.example | | | | x" for n in range(60)]
    page = upload(manager, facts.key, spreadsheet(HEADINGS, *rows))
    assert "1 to 50 of 60" in page.text
    second = open_page(manager, f"{page.address}?show=all&page=2")
    assert second.has("//article[@id='line-61']")
    assert "page=2" in act(second, "decide", skip=["61"]).address
