"""How many queries each list takes: the same with one row and with three."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from tests.support import gatherings, people
from tests.support.desk_factories import desk_of
from tests.support.gatherings import AARAU, changed
from tests.support.people import STRANGER

KEY = "aarau-2023"
# Of these, three are the session, the user and the roles; one reads the version of the gathering.
PAGES = {
    # Two of these pages ask whether something moved, or is on again, of which somebody invited does not know.
    "overview": ((), 11),
    "registrations": ((), 9),
    "to_decide": ((), 8),
    "expected": ((), 7),
    "expected_list": (("day", "badges"), 5),
    "figures": ((), 11),
    "trail": ((), 7),
    "mails": ((), 6),
    "messages": ((), 11),
}


def requests(facts: GatheringFacts, first: int, count: int) -> None:
    for number in range(first, first + count):
        person = STRANGER.but(family=f"Collombin {number}", email=f"n{number}@montclair.example")
        people.registered(person, facts, "eve", "day")


@pytest.mark.parametrize("name", PAGES)
def test_as_many_queries_for_one_row_as_for_three(
    facts: GatheringFacts, name: str, django_assert_num_queries: Any
) -> None:
    rest, number = PAGES[name]
    client, page = desk_of(Role.MANAGER, facts), reverse(f"desk:{name}", args=[KEY, *rest])
    requests(facts, 0, 1)
    people.crowd(facts, 1, "day")
    warm_up(client, page)
    with django_assert_num_queries(number):
        assert client.get(page).status_code == 200
    requests(facts, 1, 2)
    people.crowd(facts, 4, "eve", "day", first=1)
    with django_assert_num_queries(number):
        assert client.get(page).status_code == 200


def test_one_registration_with_its_history(facts: GatheringFacts, django_assert_num_queries: Any) -> None:
    people.crowd(facts, 2, "eve")
    client = desk_of(Role.MANAGER, facts)
    pk = people.registered(people.HEAD, facts, "eve", "day").registration_id
    page = reverse("desk:registration", args=[KEY, pk])
    warm_up(client, page)
    # Registration with its gathering and whether a second form waits, parts, one place in a waiting list, body, seats,
    # trail, mails, who came before, by whose link they came.
    with django_assert_num_queries(13):
        assert client.get(page).status_code == 200


def test_the_gatherings_of_the_actor(facts: GatheringFacts, django_assert_num_queries: Any) -> None:
    client = desk_of(Role.MANAGER, facts)
    requests(facts, 0, 1)
    warm_up(client, "/desk/")
    with django_assert_num_queries(5):
        client.get("/desk/")
    for number in (1, 2):
        requests(gatherings.load(changed(AARAU, key=f"aarau-{number}")), number * 10, 2)
    warm_up(client, "/desk/")
    with django_assert_num_queries(5):
        assert len(people_rows(client)) == 3


def test_cold_gatherings_are_assembled_together(facts: GatheringFacts, django_assert_num_queries: Any) -> None:
    client = desk_of(Role.MANAGER, facts)
    cold = 13
    gatherings.forget_facts()
    with django_assert_num_queries(cold):
        client.get("/desk/")
    for number in (1, 2):
        gatherings.load(changed(AARAU, key=f"aarau-{number}"))
    gatherings.forget_facts()
    with django_assert_num_queries(cold):
        assert len(people_rows(client)) == 3


def warm_up(client: Client, page: str) -> None:
    """What is read once per process is read."""
    assert client.get(page).status_code == 200


def people_rows(client: Client) -> list[Any]:
    return list(client.get("/desk/").context["under_way"])
