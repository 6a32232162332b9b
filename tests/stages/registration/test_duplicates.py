"""Which registrations resemble each other, and which do not."""

from typing import Any

import pytest

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.merge import tell_apart
from filrouge.stages.registration.actions.withdraw import withdraw
from filrouge.stages.registration.lists.duplicates import Resembling, Why
from tests.support.gatherings import load
from tests.support.people import DESK, EXECUTIVE, HEAD, NOW, Person, registered

pytestmark = pytest.mark.django_db


def pairs(facts: GatheringFacts) -> list[tuple[Why, str, str]]:
    """Every resemblance, with the names as they were typed."""
    return [(one.why, one.first.name.full, one.second.name.full) for one in Resembling(facts, "fr")[0:50]]


def both(facts: GatheringFacts, one: Person, other: Person) -> list[Why]:
    """Why two people resemble each other."""
    for person in (one, other):
        registered(person, facts, "day")
    return [why for why, _, _ in pairs(facts)]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (EXECUTIVE.but(email="b@tour.example"), Why.NAME),
        (EXECUTIVE.but(given="beatrice", family="DE LA TOUR", email="b@tour.example"), Why.NAME),
        (EXECUTIVE.but(email=""), Why.NO_ADDRESS),
        (EXECUTIVE.but(given="Bernard", family="Python"), Why.ADDRESS),
        (EXECUTIVE.but(given="Béatrise", email="b@tour.example"), Why.SIMILAR),
        (EXECUTIVE.but(given="Béatricce", email="b@tour.example"), Why.SIMILAR),
        (EXECUTIVE.but(family="de La Toru", email="b@tour.example"), Why.SIMILAR),
        (EXECUTIVE.but(family="e La Tour", email="b@tour.example"), Why.SIMILAR),
        (EXECUTIVE.but(given="B.", email="b@tour.example"), Why.SIMILAR),
        (EXECUTIVE.but(given="de La Tour", family="Béatrice", email="b@tour.example"), Why.SIMILAR),
    ],
)
def test_two_that_may_be_one(other: Person, why: Why) -> None:
    assert both(load(), EXECUTIVE, other) == [why]


@pytest.mark.parametrize(
    "other",
    [
        HEAD,
        EXECUTIVE.but(given="Ueli", family="Brändli", email="u@lindenau.example"),
        EXECUTIVE.but(given="Béatrise", email="b@montclair.example", organisation="Ville de Montclair"),
        EXECUTIVE.but(email="", organisation="Ville de Montclair"),
    ],
)
def test_two_that_are_two(other: Person) -> None:
    assert both(load(), EXECUTIVE, other) == []


def test_a_pair_is_shown_once_whatever_the_reasons() -> None:
    facts = load()
    assert both(facts, EXECUTIVE.but(email=""), EXECUTIVE.but(given="Béatrice ", email="")) == [Why.NO_ADDRESS]


def test_of_a_secretariats_mailbox_only_names_that_resemble_each_other() -> None:
    facts = load()
    names = [("Anne", "Aebi"), ("Marc", "Bonvin"), ("Lise", "Chappuis"), ("Noé", "Egli"), ("Anne", "Aebischer")]
    for given, family in names:
        registered(EXECUTIVE.but(given=given, family=family), facts, "day")
    assert pairs(facts) == []
    registered(EXECUTIVE.but(given="Annie", family="Aebi"), facts, "day")
    assert (Why.ADDRESS, "Anne Aebi", "Annie Aebi") in pairs(facts)


def test_who_no_longer_counts_on_anything_resembles_nobody() -> None:
    facts = load()
    registered(EXECUTIVE, facts, "day")
    pk = registered(EXECUTIVE.but(email="b@tour.example"), facts, "day").registration_id
    withdraw(registration_id=pk, parts=["day"], actor=DESK, now=NOW)
    assert pairs(facts) == []


def test_whom_staff_told_apart_is_not_proposed_again() -> None:
    facts = load()
    one = registered(EXECUTIVE, facts, "day").registration_id
    other = registered(EXECUTIVE.but(email="b@tour.example"), facts, "day").registration_id
    tell_apart(first_id=other, second_id=one, facts=facts, actor=DESK, now=NOW)
    assert pairs(facts) == []


def test_as_many_queries_for_many_as_for_few(django_assert_num_queries: Any) -> None:
    facts = load()
    for number in range(2):
        registered(EXECUTIVE.but(email=f"b{number}@tour.example"), facts, "day")
    with django_assert_num_queries(5):
        assert len(pairs(facts)) == 1
    for number in range(2, 6):
        registered(EXECUTIVE.but(email=f"b{number}@tour.example"), facts, "day")
    with django_assert_num_queries(5):
        assert len(pairs(facts)) == 15
