"""The access referent's pages, and pictures at the counter: who may, what is recorded, what is refused."""

import io
from collections.abc import Iterator

import pytest
from django.test import Client, override_settings
from python_calamine import CalamineWorkbook

from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.people.enums import Role
from filrouge.ground.people.models import RoleAssignment
from filrouge.ground.vault import keys
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import NeedKind, Pictures
from filrouge.stages.registration.facts import SaidNeed
from filrouge.stages.registration.models import Need, Registration
from tests.support.clock import at
from tests.support.desk_factories import desk_of, press, user_with
from tests.support.forms import Page, open_page, visitor
from tests.support.gatherings import AARAU, changed, load, with_part
from tests.support.people import EXECUTIVE, HEAD, registered

pytestmark = pytest.mark.django_db
DESK = "/desk/g/aarau-2023/"
NEEDS, NAMES, PICTURES = f"{DESK}needs/", f"{DESK}needs/names/", f"{DESK}pictures/"
OTHERS = (Role.MANAGER, Role.EDITOR, Role.DESK_HELPER, Role.PARTNER)


@pytest.fixture
def facts() -> Iterator[GatheringFacts]:
    """The assembly with a meal on the eve, access asked for the day, and a photographer."""
    registration = {**AARAU["registration"], "pictures": True}
    document = with_part(changed(AARAU, registration=registration), "eve", has_meal=True)
    with at():
        yield load(with_part(document, "day", asks_access=True))


@pytest.fixture
def person(facts: GatheringFacts) -> int:
    """Somebody who needs a meal and something of their own."""
    needs = (SaidNeed("eve", NeedKind.MEAL, ("vegan",), "Sans noix"), SaidNeed("day", NeedKind.ACCESS, ("captions",)))
    return registered(EXECUTIVE, facts, "eve", "day", needs=needs).registration_id


@pytest.fixture
def referent(facts: GatheringFacts) -> Client:
    """The access referent."""
    return desk_of(Role.ACCESS_REFERENT, facts)


def opened(client: Client) -> Page:
    """The names, opened by the button."""
    return press(client, open_page(client, NEEDS), NAMES)


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_opens_anything(facts: GatheringFacts, person: int, role: Role) -> None:
    client = desk_of(role, facts)
    for address in (NEEDS, f"{DESK}needs.csv", f"{DESK}needs.xlsx", f"{DESK}needs.ods"):
        assert client.get(address).status_code == 403
    page = open_page(client, DESK)
    assert press(client, page, NAMES).status == 403
    assert NEEDS not in page.links
    assert not AuditEntry.objects.filter(verb="needs:seen").exists()
    assert Need.objects.filter(registration_id=person).count() == 2


def test_the_referent_finds_the_page(referent: Client, person: int) -> None:
    assert NEEDS in open_page(referent, DESK).links
    assert "Vegan meal" in open_page(referent, NEEDS).text
    assert person


def test_where_nothing_is_asked_there_is_no_such_page_in_the_menu() -> None:
    with at():
        referent = desk_of(Role.ACCESS_REFERENT, load())
        assert NEEDS not in open_page(referent, DESK).links
        assert "Nobody needs anything yet" in open_page(referent, NEEDS).text


def test_looking_at_numbers_is_not_looking_at_people(referent: Client, person: int) -> None:
    page = open_page(referent, NEEDS)
    referent.get(f"{DESK}needs.csv")
    assert EXECUTIVE.family not in page.text
    assert "Sans noix" not in page.text
    assert not AuditEntry.objects.filter(verb="needs:seen").exists()
    assert person


def test_each_opening_is_recorded_with_who_and_when(referent: Client, person: int) -> None:
    shown = opened(referent)
    assert "de La Tour" in shown.text
    assert "“Sans noix”" in shown.text
    assert shown.response["Cache-Control"] == "no-store"
    opened(referent)
    lines = AuditEntry.objects.filter(verb="needs:seen").order_by("id")
    assert [(line.actor_label, line.subject_kind, line.data) for line in lines] == [
        ("Noé Berset", "needs", {"shown": {"eve": 1, "day": 1}})
    ] * 2
    assert referent.get(NAMES).status_code == 405, "a GET shows no names"
    assert person


def test_the_numbers_in_three_formats(referent: Client, person: int) -> None:
    expected = [
        ["Thursday 11 May 2023, evening", "Meal", "Vegan meal", "1"],
        ["Thursday 11 May 2023, evening", "Meal", "People with a need, in all", "1"],
        ["Friday 12 May 2023, morning", "Access", "Live captions", "1"],
        ["Friday 12 May 2023, morning", "Access", "People with a need, in all", "1"],
        ["Friday 12 May 2023, afternoon", "Access", "Live captions", "1"],
        ["Friday 12 May 2023, afternoon", "Access", "People with a need, in all", "1"],
    ]
    assert person
    text = referent.get(f"{DESK}needs.csv").content.decode("utf-8-sig")
    assert [line.split(";") for line in text.splitlines()[1:]] == expected
    for form in ("xlsx", "ods"):
        book = CalamineWorkbook.from_filelike(io.BytesIO(referent.get(f"{DESK}needs.{form}").content))
        rows = book.get_sheet_by_index(0).to_python()[1:]
        assert [[*map(str, words), str(int(number))] for *words, number in rows] == expected


def test_a_lost_key_is_said_where_something_can_be_done(referent: Client, person: int) -> None:
    with override_settings(NEEDS_KEYS=[keys.new_key()]):
        page = open_page(referent, NEEDS)
        assert "2 needs cannot be opened" in page.text
        shown = opened(referent)
    assert "its key is missing" in shown.text
    assert "Vegan" not in shown.text
    assert person


# ---------------------------------------------------------------------------------------------------------- pictures


def test_only_the_counter_notes_a_choice(facts: GatheringFacts, person: int) -> None:
    for role in (Role.ACCESS_REFERENT, Role.PARTNER):
        client = desk_of(role, facts)
        assert press(client, open_page(client, DESK), PICTURES, refused=str(person)).status == 403
    assert Registration.objects.get(pk=person).pictures == ""


@pytest.mark.parametrize("answers", [{}, {"refused": "x"}, {"refused": "999999"}, {"refused": "9" * 30}, {"said": "1"}])
def test_what_names_nobody_is_not_found(facts: GatheringFacts, person: int, answers: dict[str, str]) -> None:
    client = desk_of(Role.DESK_HELPER, facts)
    assert press(client, open_page(client, f"{DESK}add/"), PICTURES, **answers).status == 404
    assert Registration.objects.get(pk=person).pictures == ""


def test_a_choice_is_in_the_trail_once(facts: GatheringFacts, person: int) -> None:
    client = desk_of(Role.DESK_HELPER, facts)
    page = f"{DESK}registrations/{person}/"
    for _ in range(2):
        press(client, open_page(client, page), PICTURES, refused=str(person))
    assert Registration.objects.get(pk=person).pictures == Pictures.REFUSED.value
    (line,) = AuditEntry.objects.filter(verb="registration:pictures")
    assert (line.actor_label, line.data) == ("Timo Wenger", {"pictures": "refused"})
    assert "No pictures" in open_page(client, page).said("//*[@id='person']")


def test_where_no_pictures_are_taken_nothing_speaks_of_them() -> None:
    with at():
        facts = load()
        pk = registered(HEAD, facts, "eve", "day").registration_id
        client = desk_of(Role.MANAGER, facts)
        for path in ("expected/eve/badges/", f"registrations/{pk}/"):
            assert "ictures" not in open_page(client, f"{DESK}{path}").text
        assert press(client, open_page(client, f"{DESK}add/"), PICTURES, refused=str(pk)).status == 404
        assert not open_page(visitor("en"), "/g/aarau-2023/register/").has("//*[@name='pictures']")


def test_a_manager_who_is_the_referent_too_may(facts: GatheringFacts, person: int) -> None:
    client = desk_of(Role.MANAGER, facts)
    assert client.get(NEEDS).status_code == 403
    manager = user_with(Role.MANAGER, facts)
    RoleAssignment.objects.create(user=manager, organiser_id=facts.organiser_id, role=Role.ACCESS_REFERENT.value)
    assert client.get(NEEDS).status_code == 200
    assert person
