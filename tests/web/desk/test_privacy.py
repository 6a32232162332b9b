"""The desk's pages about personal data: profile, slips, objections, partners, register sheet, erasing, out of use."""

import csv
from io import StringIO

import pytest
from django.test import Client

from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.mail.objectors import may_write
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations.actions.inviting import invite
from filrouge.stages.privacy.actions import execute_approved
from filrouge.stages.privacy.models import EliminationSlip, Objection
from filrouge.stages.privacy.queries.legal import legal_of
from filrouge.stages.registration.models import Registration
from filrouge.web.shell import clock
from tests.support import people
from tests.support.clock import at
from tests.support.desk_factories import desk_of, press
from tests.support.forms import Page, open_page, visitor
from tests.support.people import EXECUTIVE, HEAD, OFFICER
from tests.support.press import a_release
from tests.support.privacy import COMMUNE, NETWORK, YEAR_LATER, moment, profile
from tests.support.sendings import SENDER, contact, started

GATHERING = "/desk/g/aarau-2023/"
HOUSE = "/desk/o/villes-sociales/"
SAID = {
    "controller": "Ville d’Aarau",
    "address": "Rathausgasse 1, 5000 Aarau",
    "regime": "ch_cantonal",
    "canton": "AG",
    "authority": "Beauftragte für Öffentlichkeit und Datenschutz",
    "dpo": "",
    "dpo_email": "",
    "rights_email": "daten@aarau.example",
    "needs_days": "20",
    "addresses_days": "15",
    "registrations_months": "18",
    "contacts_months": "24",
}


@pytest.fixture
def manager(facts: GatheringFacts) -> Client:
    return desk_of(Role.MANAGER, facts)


def send(client: Client, page: str, action: str, **answers: str) -> Page:
    """Send the one form of a page that has this address, or this button."""
    return press(client, open_page(client, page), action, **answers)


# ------------------------------------------------------------------------------------------------- the profile


def test_the_overview_says_that_it_is_missing_and_blocks_nothing(facts: GatheringFacts, manager: Client) -> None:
    page = open_page(manager, GATHERING)
    assert "Who answers for personal data is not said yet" in page.text
    assert f"{HOUSE}legal/" in page.links
    assert visitor().get("/g/aarau-2023/register/").status_code == 200
    editor = open_page(desk_of(Role.EDITOR, facts), GATHERING)
    assert "until a manager says it" in editor.text
    assert f"{HOUSE}legal/" not in editor.links
    assert "personal data" not in open_page(desk_of(Role.DESK_HELPER, facts), GATHERING).text
    profile(facts)
    assert "is not said yet" not in open_page(manager, GATHERING).text


def test_saved_and_shown_in_the_notice(facts: GatheringFacts, manager: Client) -> None:
    page = open_page(manager, f"{HOUSE}legal/")
    assert "Not said yet" in page.text
    assert page.value("controller") == "Villes sociales"
    saved = page.fill(SAID).send()
    assert "The notices of all your gatherings say so from now on." in saved.text
    legal = legal_of(facts.organiser_id)
    assert legal is not None
    assert (legal.canton, legal.periods.registrations_months, legal.periods.needs_visa) == ("AG", 18, True)
    notice = open_page(visitor("en"), "/g/aarau-2023/privacy/").text
    assert "Rathausgasse 1" in notice
    assert "18 months after the gathering" in notice
    again = open_page(manager, f"{HOUSE}legal/")
    assert again.keeps({name: SAID[name] for name in ("controller", "canton", "rights_email", "needs_days")})
    assert "Nothing was changed" in again.send().text
    assert AuditEntry.objects.filter(verb="legal:changed").count() == 1


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"canton": ""}, "Choose the canton whose law holds."),
        ({"rights_email": ""}, "Give an address to which people can write about their data."),
        ({"regime": "fr_public", "canton": ""}, "A public body must name its data protection officer."),
        ({"needs_days": "31"}, "30"),
        ({"registrations_months": "0"}, "1"),
        ({"contacts_months": "61"}, "60"),
    ],
)
def test_what_is_not_right_is_said_and_nothing_typed_is_lost(
    facts: GatheringFacts, manager: Client, answers: dict[str, str], said: str
) -> None:
    page = open_page(manager, f"{HOUSE}legal/").fill({**SAID, **answers}).send()
    assert page.status == 422
    assert said in page.errors()
    assert page.value("controller") == SAID["controller"]
    assert legal_of(facts.organiser_id) is None


# ------------------------------------------------------------------------------------------------- slips


@pytest.fixture
def over(facts: GatheringFacts) -> GatheringFacts:
    """Two registrations, a profile that asks for the visa."""
    profile(facts, COMMUNE)
    people.registered(EXECUTIVE, facts, "eve", "day")
    people.registered(HEAD, facts, "day")
    return facts


def test_nothing_is_due_in_spring(over: GatheringFacts) -> None:
    page = open_page(desk_of(Role.MANAGER, over), f"{HOUSE}retention/")
    assert "Nothing has to be eliminated" in page.text
    assert not page.has_form
    assert "12 months after the gathering" in page.text


def test_prepared_read_approved_carried_out(over: GatheringFacts) -> None:
    with at(YEAR_LATER):
        desk = desk_of(Role.MANAGER, over)
        listed = open_page(desk, f"{HOUSE}retention/")
        due = listed.said("//section[@id='due']")
        assert "Assemblée de printemps" in due
        assert "12 May 2024" in due
        slip = listed.send()
        assert slip.status == 200
        assert "2 records in all" in slip.text
        assert EXECUTIVE.family not in slip.text
        for ground in ("in the version in force on 13 May 2024", "archives"):
            assert ground in slip.said("//section[@id='grounds']")
        silent = press(desk, slip, f"{slip.address}approve/", visa="")
        assert silent.status == 422
        assert "say who agreed and when" in silent.errors()
        done = press(desk, slip, f"{slip.address}approve/", visa="Staatsarchiv, 2024-17")
        assert "Approved, being carried out" in done.text
        execute_approved(moment(YEAR_LATER))
        after = open_page(desk, slip.address)
        assert "Carried out" in after.text
        assert "Staatsarchiv, 2024-17" in after.text
        assert not after.has_form
        assert not Registration.objects.filter(erased_at=None).exists()
        listed = open_page(desk, f"{GATHERING}registrations/")
        assert listed.tree.xpath("//tbody//th//text()")[0].strip() == "erased"
        assert "Nothing has to be eliminated" in open_page(desk, f"{HOUSE}retention/").text


def test_the_slip_as_a_table(over: GatheringFacts) -> None:
    with at(YEAR_LATER):
        desk = desk_of(Role.MANAGER, over)
        slip = open_page(desk, f"{HOUSE}retention/").send()
        file = desk.get(f"{slip.address.rstrip('/')}.csv").content.decode("utf-8-sig")
        rows = list(csv.reader(StringIO(file), delimiter=";"))
        assert rows[1][1:] == ["Assemblée de printemps", "2023-05-11", "2023-05-12", "2024-05-12", "2", ""]
        assert desk.get(f"{slip.address.rstrip('/')}.exe").status_code == 404


def test_dropped_with_a_reason(over: GatheringFacts) -> None:
    with at(YEAR_LATER):
        desk = desk_of(Role.MANAGER, over)
        slip = open_page(desk, f"{HOUSE}retention/").send()
        assert press(desk, slip, f"{slip.address}drop/", motive="").status == 422
        done = press(desk, slip, f"{slip.address}drop/", motive="Les archives veulent d’abord voir")
        assert "Nothing was destroyed" in done.text
        late = press(desk, slip, f"{slip.address}approve/", visa="x")
        assert "the slip is no longer to be approved" in late.text
        execute_approved(moment(YEAR_LATER))
        assert Registration.objects.filter(erased_at=None).count() == 2
        assert EliminationSlip.objects.get().approved_at is None


def test_prepared_twice_leads_to_the_first(over: GatheringFacts) -> None:
    with at(YEAR_LATER):
        desk = desk_of(Role.MANAGER, over)
        listed = open_page(desk, f"{HOUSE}retention/")
        first, second = listed.send(), listed.send()
        assert second.address == first.address
        assert "There is a slip already" in second.text


# ------------------------------------------------------------------------------------------------- objections


def test_asked_added_taken_off(facts: GatheringFacts, manager: Client) -> None:
    page = open_page(manager, f"{HOUSE}objections/").fill(email="Nadege@montclair.example").send(button="look")
    assert "is not on the list" in page.text
    assert not Objection.objects.exists()
    added = press(manager, page, f"{HOUSE}objections/", email="Nadege@montclair.example", add="1")
    assert "gets no more mails" in added.text
    assert "1 address is on it." in added.text
    assert "nadege" not in added.said("//main//section[last()]").lower()
    assert not may_write(facts.organiser_id, "nadege@montclair.example")
    found = open_page(manager, f"{HOUSE}objections/").fill(email="nadege@montclair.example").send(button="look")
    assert "is on the list since Wednesday 15 March 2023" in found.text
    off = press(manager, found, f"{HOUSE}objections/", email="nadege@montclair.example", take_back="1")
    assert "may be written to again" in off.text
    assert may_write(facts.organiser_id, "nadege@montclair.example")


def test_an_address_that_is_none(manager: Client) -> None:
    page = open_page(manager, f"{HOUSE}objections/").fill(email="nadege").send(button="look")
    assert page.status == 422
    assert page.value("email") == "nadege"


# ------------------------------------------------------------------------------------------------- register sheet


def test_the_sheet_says_it_all(facts: GatheringFacts, manager: Client) -> None:
    assert "has not yet said" in open_page(manager, f"{GATHERING}register-sheet/").text
    profile(facts, NETWORK)
    page = open_page(manager, f"{GATHERING}register-sheet/")
    for said in (
        NETWORK.controller,
        NETWORK.dpo,
        "of 25 September 2020",
        "articles 6 and 19",
        "Those who register or are registered",
        "First name, family name, e-mail address",
        "The access referent, for needs",
        "None by this software.",
        "12 months after the gathering",
        "every act stands in a trail",
        "15 March 2023",
        "11 and 12 May 2023",
    ):
        assert said in page.text, said


def test_the_sheet_says_what_the_gathering_does_besides(facts: GatheringFacts, manager: Client) -> None:
    profile(facts, NETWORK)
    before = open_page(manager, f"{GATHERING}register-sheet/").text
    for said in ("People of the organiser’s directory", "Journalists", "Those who sign letters", "Colleagues to whom"):
        assert said not in before, said
    pk = contact(facts, "Anna Rey", source="Carte du 3 mars")
    invite(facts=facts, contact_ids=[pk], by_mail=False, actor=SENDER, now=clock.now())
    a_release(facts, is_issued=True)
    started(facts, now=clock.now())
    sheet = open_page(manager, f"{GATHERING}register-sheet/").text
    for said in (
        "People of the organiser’s directory who are invited or written to",
        "Inviting people by name because of their function, and knowing who answered what – Purpose that you can",
        "Letters, and mails to a list of recipients, because of their function – Purpose",
        "Carte du 3 mars (known since 10 January 2023)",
        "Contacts of the directory (name, address, functions): 36 months after the last answer or registration",
        "Press releases to journalists – Purpose",
        "Journalists of the press list: 36 months",
        "Requests of journalists who want to come: 30 days",
        "Those who follow the gathering",
    ):
        assert said in sheet, said


@pytest.mark.parametrize("form", ["csv", "ods", "xlsx"])
def test_the_sheet_as_a_table(facts: GatheringFacts, manager: Client, form: str) -> None:
    profile(facts, NETWORK)
    response = manager.get(f"{GATHERING}register-sheet.{form}")
    assert response.status_code == 200
    assert len(response.content) > 500
    if form == "csv":
        rows = list(csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
        assert ["Controller", NETWORK.controller] in rows


# ------------------------------------------------------------------------------------------------- erasing


def test_erased_from_the_desk_with_a_reason(facts: GatheringFacts, manager: Client) -> None:
    pk = people.registered(EXECUTIVE, facts, "eve", "day").registration_id
    page, act = f"{GATHERING}registrations/{pk}/", f"{GATHERING}registrations/{pk}/erase/"
    silent = send(manager, page, act, motive="")
    assert silent.status == 422
    assert Registration.objects.get(pk=pk).family_name == EXECUTIVE.family
    done = send(manager, page, act, motive="demande écrite du 14 mars")
    assert "Erased. The places were given back" in done.text
    assert Registration.objects.get(pk=pk).erased_at is not None
    assert manager.get(page).status_code == 404
    trail = open_page(manager, f"{GATHERING}trail/").text
    assert f"Erased on request: registration {pk} (erased)" in trail
    assert "demande écrite du 14 mars" in trail
    assert EXECUTIVE.family not in trail


@pytest.mark.parametrize("role", [Role.EDITOR, Role.DESK_HELPER])
def test_others_cannot_erase(facts: GatheringFacts, role: Role) -> None:
    pk = people.registered(EXECUTIVE, facts, "day").registration_id
    client = desk_of(role, facts)
    page = open_page(client, f"{GATHERING}registrations/{pk}/")
    assert not page.has("//section[@id='erase']")
    act = f"{GATHERING}registrations/{pk}/erase/"
    assert press(client, page, act, motive="so").status == 403
    assert Registration.objects.get(pk=pk).erased_at is None


# ------------------------------------------------------------------------------------------------- out of use


def test_once_the_period_is_over_only_managers_see_people(facts: GatheringFacts) -> None:
    pk = people.registered(OFFICER, facts, "day").registration_id
    pages = ("registrations/", f"registrations/{pk}/", "registrations.csv", "expected/day/badges/", "mails/")
    with at("2024-05-11T12:00:00+02:00"):
        editor = desk_of(Role.EDITOR, facts)
        assert {editor.get(f"{GATHERING}{page}").status_code for page in pages} == {200}
    with at(YEAR_LATER):
        editor, manager = desk_of(Role.EDITOR, facts), desk_of(Role.MANAGER, facts)
        assert {editor.get(f"{GATHERING}{page}").status_code for page in pages} == {403}
        assert editor.get(f"{GATHERING}expected/").status_code == 200
        assert {manager.get(f"{GATHERING}{page}").status_code for page in pages} == {200}
        assert "Registrations are out of use since Sunday 12 May 2024" in open_page(editor, GATHERING).text


# ------------------------------------------------------------------------------------------------- organiser pages


def test_the_pages_of_an_organiser_lead_to_each_other(facts: GatheringFacts, manager: Client) -> None:
    pages = ["/desk/staff/villes-sociales/", *(f"{HOUSE}{name}/" for name in ("legal", "retention", "objections"))]
    for address in ("/desk/", *pages):
        assert set(pages) <= set(open_page(manager, address).links), address
    assert not set(pages) & set(open_page(desk_of(Role.EDITOR, facts), "/desk/").links)
    assert desk_of(Role.EDITOR, facts).get(f"{HOUSE}legal/").status_code == 403
