"""The group form: it grows and shrinks, loses nothing, says what each would get, and writes all or nothing."""

from collections.abc import Iterator
from io import BytesIO

import pytest
import xlsxwriter
from django.test import Client

from filrouge.stages.delegations.forms.lines import FIRST_LINES
from filrouge.stages.delegations.models import Delegation, HeldPlaces
from filrouge.stages.delegations.rules import MOST_PEOPLE
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.models import Registration
from tests.support.clock import at
from tests.support.delegations import (
    FREE,
    WORKSHOPS,
    delegation,
    fill_billing,
    fill_line,
    fill_referent,
    lines_of,
    member,
    open_group,
    send_file,
)
from tests.support.forms import Page, open_page, post, visitor
from tests.support.gatherings import AARAU, changed, load, with_part
from tests.support.registrations import registered_names, states_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_spring() -> Iterator[None]:
    """It is March."""
    with at():
        yield


@pytest.fixture
def facts(in_spring: None) -> GatheringFacts:
    """The workshops, for nothing."""
    return load(FREE)


def typed(page: Page) -> Page:
    """Two people of the department on the form."""
    fill_referent(page)
    fill_line(page, 1, "Achard", "day", "housing")
    return fill_line(page, 2, "Besson", "day")


def badge(page: Page, place: int, part: str) -> str:
    """What the form answers for a part of the person at a place."""
    number = page.values["line"][place - 1]
    return page.said(f"//*[@id='id_p{number}-parts-{part}-why']")


def test_three_lines_at_first(facts: GatheringFacts) -> None:
    page = open_group()
    assert len(page.values["line"]) == FIRST_LINES == 3
    assert page.has("//legend[normalize-space()='Person 3']") or page.has("//fieldset[@id='person-3']")
    assert not page.has("//*[@id='error-summary']")


def test_a_line_more_keeps_everything(facts: GatheringFacts) -> None:
    page = typed(open_group()).send(button="add")
    assert page.status == 200
    assert lines_of(page) == ["Achard", "Besson", "", ""]
    assert page.value("referent_email") == "secretariat@val-clair.example"
    assert page.value("p0-function") == "project_officer"
    assert page.values["p0-parts"] == ["day", "housing"]
    # Nothing is called a mistake, and the new line waits for the fingers.
    assert not page.has("//*[contains(@class, 'field__error')]")
    assert page.has("//input[@name='p3-given_name'][@autofocus]")
    assert registered_names(facts) == []


def test_a_line_less_keeps_the_others(facts: GatheringFacts) -> None:
    page = typed(open_group())
    page = page.send(forged={"remove": "0"})
    assert lines_of(page) == ["Besson", ""]
    assert page.values["p1-parts"] == ["day"]
    for number in ("1", "2"):
        page = page.send(forged={"remove": number})
    # The last one is emptied, so that there is always one to type into.
    assert lines_of(page) == [""]


def test_empty_lines_are_left_out(facts: GatheringFacts) -> None:
    page = typed(open_group()).send()
    assert page.address.startswith("/d/")
    assert registered_names(facts) == ["Achard", "Besson"]


def test_nobody_at_all_is_told(facts: GatheringFacts) -> None:
    page = fill_referent(open_group()).send()
    assert page.status == 422
    assert "#person-1" in page.links
    assert Delegation.objects.count() == 0


def test_mistakes_are_named_by_person(facts: GatheringFacts) -> None:
    page = open_group()
    fill_referent(page)
    fill_line(page, 1, "Achard", "day")
    page = fill_line(page, 3, "", "day", email="no address").send()
    assert page.status == 422
    for field in ("#id_p2-family_name", "#id_p2-email"):
        assert field in page.links
    assert page.value("p0-family_name") == "Achard"
    assert page.value("p2-email") == "no address"
    assert Registration.objects.count() == 0


def test_check_says_what_each_would_get(facts: GatheringFacts) -> None:
    directors = {"function": ["director"], "otherwise": "refuse"}
    load(with_part(FREE, "housing", audience=directors))
    page = open_group()
    fill_referent(page)
    fill_line(page, 1, "Achard", "day", "housing", function="director")
    page = fill_line(page, 2, "Besson", "day", "housing").check()
    assert page.status == 200
    assert badge(page, 1, "day") == badge(page, 1, "housing") == badge(page, 2, "day")
    assert badge(page, 2, "housing") != badge(page, 1, "housing")
    assert registered_names(facts) == []


def test_check_does_not_shout_about_what_is_empty(facts: GatheringFacts) -> None:
    page = open_group()
    page = fill_line(page, 1, "Achard", "day").check()
    assert not page.has("//*[contains(@class, 'field__error')]")
    page = fill_line(page, 2, "Besson", email="no address").check()
    assert len(page.tree.xpath("//*[contains(@class, 'field__error')]")) == 1


def test_too_few_places_are_told_before_sending() -> None:
    facts = load(with_part(FREE, "housing", capacity=1))
    page = open_group()
    fill_referent(page)
    fill_line(page, 1, "Achard", "housing")
    page = fill_line(page, 2, "Besson", "housing").check()
    assert badge(page, 1, "housing") != badge(page, 2, "housing")
    assert "Logement" in page.said("//*[@id='group-answer']")
    page.fill(may_split="no")
    page = page.check()
    # Together they wait: both are on the list.
    assert (badge(page, 1, "housing")[-1], badge(page, 2, "housing")[-1]) == ("1", "2")
    page.send()
    assert states_of(facts, "Achard") == {"housing": PartState.WAITING}
    assert states_of(facts, "Besson") == {"housing": PartState.WAITING}


def test_consent_to_be_seated_apart_is_asked_where_places_are_limited(facts: GatheringFacts) -> None:
    page = typed(open_group())
    page = page.send(forged={"may_split": []})
    assert page.status == 422
    assert "#id_may_split" in page.links
    unlimited = FREE
    for key in ("day", "housing", "ageing", "childhood"):
        unlimited = with_part(unlimited, key, capacity=None)
    load(unlimited)
    assert not open_group().has("//*[@name='may_split']")


def test_two_workshops_at_one_hour_are_refused_for_one_person(facts: GatheringFacts) -> None:
    page = open_group()
    fill_referent(page)
    page = fill_line(page, 1, "Achard", "housing", "ageing").send()
    assert page.status == 422
    assert "#id_p0-parts" in page.links
    assert "Logement" in page.errors()
    assert Registration.objects.count() == 0


def test_whoever_is_registered_already_is_named_and_nobody_is_written(facts: GatheringFacts) -> None:
    delegation(facts, member("Besson"))
    page = typed(open_group()).send()
    assert page.status == 422
    assert "Claude Besson" in page.errors()
    assert "Claude Achard" not in page.errors()
    assert registered_names(facts) == ["Besson"]
    # The referent decides: without that line the others go.
    page = page.send(forged={"remove": "1"}).send()
    assert page.address.startswith("/d/")
    assert registered_names(facts) == ["Achard", "Besson"]


def test_whoever_can_take_nothing_is_named(facts: GatheringFacts) -> None:
    load(with_part(FREE, "housing", audience={"function": ["director"], "otherwise": "refuse"}))
    page = open_group()
    fill_referent(page)
    fill_line(page, 1, "Achard", "day")
    page = fill_line(page, 2, "Besson", "housing").send()
    assert page.status == 422
    assert "Claude Besson" in page.errors()
    assert registered_names(facts) == []


def test_similar_bodies_are_offered_and_the_choice_is_kept() -> None:
    facts = load(AARAU)
    page = open_group(AARAU["key"])
    page.fill(
        {"referent_given_name": "Odile", "referent_family_name": "Sautier", "referent_email": "o@valmont.example"}
    )
    page.fill(organisation="Valmont", may_split="no")
    fill_line(page, 1, "Achard", "day")
    page = page.send()
    assert page.status == 422
    choices = page.form.inputs["organisation_choice"].value_options
    page.fill(organisation_choice=choices[0])
    # Another line does not lose the choice.
    page = page.send(button="add")
    assert page.value("organisation_choice") == choices[0]
    page.send()
    assert Registration.objects.get(gathering_id=facts.id).organisation_id == int(choices[0])


def test_the_same_page_sent_twice_leads_to_the_same_delegation(facts: GatheringFacts) -> None:
    page = typed(open_group())
    first, again = page.send(), page.send()
    assert first.address.partition("?")[0] == again.address.partition("?")[0]
    assert again.address.endswith("?again=1")
    assert Registration.objects.count() == 2


def test_places_without_a_name(facts: GatheringFacts) -> None:
    page = typed(open_group()).fill(held_childhood="2").send()
    assert page.address.startswith("/d/")
    assert HeldPlaces.objects.get().places == 2
    assert "2" in page.said("//*[@id='places']")


def test_more_places_without_a_name_than_may_be(facts: GatheringFacts) -> None:
    page = typed(open_group()).fill(held_day="11").send()
    assert page.status == 422
    assert "#id_held_day" in page.links
    assert Registration.objects.count() == 0


def test_a_territory_instead_of_a_body(facts: GatheringFacts) -> None:
    page = typed(open_group())
    number = next(value for value in page.form.inputs["territory"].value_options if value)
    page = page.fill(organisation="", territory=number).send()
    assert page.address.startswith("/d/")
    row = Delegation.objects.get()
    assert (row.organisation_id, row.organisation_text, row.territory_id) == (None, "", int(number))
    assert page.said("//h1") == "Val-Clair"


def test_neither_body_nor_territory(facts: GatheringFacts) -> None:
    page = typed(open_group()).fill(organisation="").send()
    assert page.status == 422
    assert "#id_organisation" in page.links


def test_a_form_that_was_open_too_long_comes_back_whole(facts: GatheringFacts) -> None:
    page = typed(open_group())
    stranger = visitor()
    response = post(stranger, page.address, [(name, value) for name, values in page.values.items() for value in values])
    assert response.status == 403
    assert lines_of(response) == ["Achard", "Besson", ""]
    assert Registration.objects.count() == 0


def test_closed_registration_says_so() -> None:
    load(changed(FREE, state="invitation_sent"))
    page = open_group()
    assert not page.has("//*[@name='referent_email']")


@pytest.mark.parametrize("data", [{"line": ["x", "-1", "99999", "0"], "add": "1"}, {"remove": "zz"}, {"line": "0"}])
def test_forged_lines_break_nothing(facts: GatheringFacts, data: dict[str, object]) -> None:
    page = typed(open_group())
    answer = page.send(forged=data)  # type: ignore[arg-type]
    assert answer.status in (200, 422)


def test_no_more_lines_than_may_be(facts: GatheringFacts) -> None:
    page = open_group().send(forged={"line": [str(number) for number in range(MOST_PEOPLE + 5)], "add": "1"})
    assert len(page.values["line"]) == MOST_PEOPLE
    assert not page.has("//button[@name='add']")


# -------------------------------------------------------------------------------------------------------------- files


def workbook(*rows: tuple[str, ...]) -> bytes:
    """A spreadsheet with these rows."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return file.getvalue()


def test_a_file_fills_the_lines_behind_those_that_are_typed(facts: GatheringFacts) -> None:
    data = workbook(("Nom", "Prénom", "Fonction", "Journée", "Logement"), ("Chauvet", "Inès", "director", "x", "x"))
    page = send_file(typed(open_group()), data, "agents.xlsx")
    assert lines_of(page) == ["Achard", "Besson", "Chauvet"]
    number = page.values["line"][2]
    assert page.value(f"p{number}-given_name") == "Inès"
    assert page.value(f"p{number}-function") == "director"
    assert page.values[f"p{number}-parts"] == ["day", "housing"]
    assert Registration.objects.count() == 0


def test_what_is_not_a_list_is_said_and_nothing_is_lost(facts: GatheringFacts) -> None:
    page = send_file(typed(open_group()), b"%PDF-1.7 ...", "agents.pdf")
    assert page.status == 200
    assert lines_of(page)[:2] == ["Achard", "Besson"]
    assert page.has("//*[@id='people']//*[contains(@class, 'notice')]")


def test_no_file_chosen(facts: GatheringFacts) -> None:
    page = typed(open_group()).send(button="read")
    assert page.status == 200
    assert page.has("//*[@id='people']//*[contains(@class, 'notice')]")


def test_a_longer_list_than_fits_says_how_many_were_left_out(facts: GatheringFacts) -> None:
    rows = [("Nom", "Prénom"), *[(f"Nom{number}", "A") for number in range(MOST_PEOPLE + 3)]]
    page = send_file(open_group(), workbook(*rows), "agents.xlsx")
    assert len(page.values["line"]) == MOST_PEOPLE
    assert "3" in page.said("//*[@id='people']//*[contains(@class, 'notice')]")


# ------------------------------------------------------------------------------------------------------------ billing


def test_no_billing_block_where_places_cost_nothing(facts: GatheringFacts) -> None:
    assert not open_group().has("//*[@id='billing']")


def test_the_billing_block_where_they_cost_something() -> None:
    load(WORKSHOPS)
    page = open_group()
    assert "120" in page.said("//*[@id='billing']")
    assert page.value("buyer_same") == "on"
    typed(page).send(forged={"street": ""})
    assert Registration.objects.count() == 0


def test_references_that_follow_are_not_asked_for() -> None:
    facts = load(WORKSHOPS)
    page = fill_billing(typed(open_group()))
    assert page.send().status == 422
    assert page.send(forged={"follow": "on"}).address.startswith("/d/")
    assert registered_names(facts) == ["Achard", "Besson"]


@pytest.mark.parametrize("number", ["CHE-100.000.007", "123"])
def test_a_uid_number_is_checked(number: str) -> None:
    load(WORKSHOPS)
    page = fill_billing(typed(open_group()), uid_number=number, country="CH", siret="")
    page = page.send()
    assert page.status == 422
    assert number in page.errors()


def test_another_buyer_has_a_name() -> None:
    load(WORKSHOPS)
    page = fill_billing(typed(open_group()), siret="99900002900010")
    page = page.send(forged={"buyer_same": []})
    assert page.status == 422
    assert "#id_buyer" in page.links


def test_a_fragment_for_htmx_is_the_same_page(facts: GatheringFacts, client: Client) -> None:
    page = open_page(client, "/g/ateliers-2023/group/")
    button = page.tree.xpath("//button[@id='id_add']")[0]
    assert (button.get("hx-select"), button.get("hx-target")) == ("#people", "#people")
    assert page.has("//*[@id='people']")
