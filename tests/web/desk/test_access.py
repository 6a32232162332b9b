"""Who may open which page of the desk: the four people, and the partner who sees counts only."""

import pytest
from django.urls import reverse

from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from tests.support import people
from tests.support.desk_factories import desk_of, press, the_four
from tests.support.forms import open_page
from tests.support.people import EXECUTIVE, STRANGER

KEY = "aarau-2023"
EVERYBODY_OF_THE_DESK = {
    "overview": (),
    "registrations": (),
    "expected": (),
    "add": (),
    "registration": ("pk",),
    "expected_list": ("eve", "badges"),
}
STAFF_ONLY = {
    "to_decide": (),
    "trail": (),
    "mails": (),
    "part": ("eve",),
    "export": ("csv",),
    "expected_export": ("eve", "badges", "csv"),
}


def address(name: str, rest: tuple[str, ...], pk: int) -> str:
    return reverse(f"desk:{name}", args=[KEY, *[pk if part == "pk" else part for part in rest]])


@pytest.mark.parametrize(("name", "rest"), [*EVERYBODY_OF_THE_DESK.items(), *STAFF_ONLY.items()])
def test_each_page_for_the_four(facts: GatheringFacts, name: str, rest: tuple[str, ...]) -> None:
    pk = people.registered(EXECUTIVE, facts, "eve", "day").registration_id
    page = address(name, rest, pk)
    clients = the_four(facts)
    assert clients["organiser"].get(page).status_code == 200
    assert clients["helper"].get(page).status_code == (200 if name in EVERYBODY_OF_THE_DESK else 403)
    assert clients["participant"].get(page).status_code == 404
    stranger = clients["stranger"].get(page)
    assert stranger.status_code == 302
    assert stranger["Location"].startswith(reverse("account_login"))


def test_the_list_of_gatherings_for_the_four(facts: GatheringFacts) -> None:
    clients = the_four(facts)
    title = "Assemblée de printemps"
    assert title in open_page(clients["organiser"], "/desk/").text
    assert title in open_page(clients["helper"], "/desk/").text
    nobody = open_page(clients["participant"], "/desk/")
    assert title not in nobody.text
    assert "No gathering yet" in nobody.text
    assert clients["stranger"].get("/desk/").status_code == 302


ACTS = {
    "step": ((), {"to": "registration_closed"}),
    "decide": (("pk", "day"), {"accept": "1"}),
    "set_aside": (("pk", "eve"), {"obstacle": "audience", "motive": "so"}),
    "withdraw": (("pk",), {"parts": "day", "motive": "so"}),
    "link": (("pk",), {"again": "1"}),
    "part": (("eve",), {"capacity": "9"}),
}


@pytest.mark.parametrize("name", ACTS)
def test_each_act_for_the_four(facts: GatheringFacts, name: str) -> None:
    pk = people.registered(STRANGER, facts, "eve", "day").registration_id
    rest, answers = ACTS[name]
    act = address(name, rest, pk)
    clients = the_four(facts)
    overview = reverse("desk:overview", args=[KEY])
    assert press(clients["helper"], open_page(clients["helper"], overview), act, **answers).status == 403
    nobody = clients["participant"]
    assert press(nobody, open_page(nobody, "/desk/"), act, **answers).status == 404
    organiser = clients["organiser"]
    assert press(organiser, open_page(organiser, overview), act, **answers).status == 200
    if name != "part":
        assert organiser.get(act).status_code == 405


def test_a_registration_of_another_gathering_is_not_found(facts: GatheringFacts) -> None:
    organiser = desk_of(Role.MANAGER, facts)
    assert organiser.get(reverse("desk:registration", args=[KEY, 987654])).status_code == 404
    assert organiser.get(reverse("desk:overview", args=["elsewhere"])).status_code == 404
    assert organiser.get(reverse("desk:part", args=[KEY, "night"])).status_code == 404
    assert organiser.get(reverse("desk:expected_list", args=[KEY, "day", "catering"])).status_code == 404
    assert organiser.get(reverse("desk:expected_list", args=[KEY, "eve", "nothing"])).status_code == 404


def test_a_partner_sees_counts_and_no_names(facts: GatheringFacts) -> None:
    people.registered(EXECUTIVE, facts, "eve", "day")
    partner = desk_of(Role.PARTNER, facts)
    page = open_page(partner, address("overview", (), 0))
    assert page.status == 200
    assert EXECUTIVE.family not in page.text
    assert not [link for link in page.links if "registrations" in link or "badges" in link]
    assert not page.has("//main//form")
    for name in ("registrations", "expected", "trail", "mails"):
        assert partner.get(address(name, (), 0)).status_code == 403
    assert "What is missing" not in open_page(partner, address("overview", (), 0)).text


def test_a_helper_is_offered_only_what_a_helper_may_do(facts: GatheringFacts) -> None:
    pk = people.registered(STRANGER, facts, "eve", "day").registration_id
    helper = desk_of(Role.DESK_HELPER, facts)
    page = open_page(helper, address("registration", ("pk",), pk))
    assert not page.has("//main//form")
    assert not [link for link in page.links if link.endswith(("/trail/", "/mails/", "/to-decide/"))]
    assert [link for link in page.links if link.endswith("/add/")]
    assert "CSV" not in open_page(helper, address("registrations", (), pk)).text
