"""Who is on a list and by which function: audiences’ rules, groups of territories, languages, those who answered."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from filrouge.ground.directory import answers
from filrouge.ground.directory.contact_actions import end_function
from filrouge.ground.directory.models import ContactFunction, Organisation, Territory
from filrouge.ground.directory.territories import atlas_of
from filrouge.stages.gatherings.audience import parse_rule
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.sendings.enums import LeftOut
from filrouge.stages.sendings.facts import ListFacts
from filrouge.stages.sendings.queries import ask, directory_words
from filrouge.stages.sendings.words import list_in_words, why_in_words
from tests.support import people
from tests.support.clock import at
from tests.support.gatherings import fresh_facts, load
from tests.support.people import EXECUTIVE
from tests.support.sendings import EXECUTIVES, NOW, SENDER, contact, function

__all__ = ["fresh_facts"]

TODAY = NOW.date()
ROMANDY = {"all": [*EXECUTIVES["all"], {"territory": "group-romandy"}]}


@pytest.fixture
def facts(db: None) -> Iterator[GatheringFacts]:
    """Lindenau lies in Vaud, Rosières in Zurich; both are members."""
    found = load(now=NOW)
    for body, code in (("lindenau", "VD"), ("rosieres", "ZH")):
        canton = Territory.objects.create(
            organiser_id=found.organiser_id, key=f"canton-{code}", kind="canton", name={"fr": code}, code=code
        )
        Organisation.objects.filter(organiser_id=found.organiser_id, key=body).update(territory=canton)
    yield found


def names(rule: object, facts: GatheringFacts, **more: object) -> list[str]:
    """Who is on a list, by given name."""
    asked = ListFacts(0, "x", parse_rule(rule), **more)  # type: ignore[arg-type]
    return [one.person.name.given for one in ask(asked, facts, on=TODAY).meant]


def test_executives_of_member_cities_in_romandy_and_why(facts: GatheringFacts) -> None:
    contact(facts, "Anna Rey")
    contact(facts, "Beat Frei", body="rosieres")
    contact(facts, "Carla Neri", function="project_officer")
    contact(facts, "Dora Blanc", body="entraide")
    assert names(EXECUTIVES, facts) == ["Beat", "Anna"]
    assert names(ROMANDY, facts) == ["Anna"]
    asked = ListFacts(0, "x", parse_rule(ROMANDY), ("fr",), True)
    words = directory_words(facts, atlas_of(facts.organiser_id))
    with override("en"):
        said = list_in_words(asked, words, "en")
    assert "Romandy" in said and said.endswith(", not yet answered.") and "who read" in said
    role = ask(asked, facts, on=TODAY).meant[0].role
    assert role is not None
    with override("en"):
        why = why_in_words(asked.rule, role, words, "en")
    assert "executive members" in why and "Romandy" in why and "heads" not in why, "only what they meet"


def test_an_ended_function_means_nobody_and_the_second_one_counts(facts: GatheringFacts) -> None:
    pk = contact(
        facts,
        "Anna Rey",
        functions=(function(facts, "lindenau", "executive_member"), function(facts, "entraide", "director")),
    )
    held = ContactFunction.objects.get(contact_id=pk, function="executive_member")
    said = {"organiser_id": facts.organiser_id, "contact_id": pk, "function_id": held.pk, "actor": SENDER, "now": NOW}
    end_function(**said, on=date(2023, 3, 1))  # type: ignore[arg-type]
    assert names(EXECUTIVES, facts) == []
    assert names({"function": "director"}, facts) == ["Anna"]


def test_languages_and_those_who_answered(facts: GatheringFacts) -> None:
    contact(facts, "Anna Rey")
    contact(facts, "Urs Weber", language="de")
    contact(facts, f"{EXECUTIVE.given} {EXECUTIVE.family}", email=EXECUTIVE.email)
    with at():
        people.registered(EXECUTIVE, facts, "day")
    assert EXECUTIVE.email in answers.answered_addresses(facts.id)
    asked = ListFacts(0, "x", parse_rule(EXECUTIVES), ("fr",), True)
    found = ask(asked, facts, on=TODAY)
    assert [one.person.name.given for one in found.meant] == ["Anna"]
    assert {one.left_out for one in found.left_out} == {LeftOut.LANGUAGE, LeftOut.ANSWERED}


def test_asking_costs_the_same_for_two_as_for_twenty(facts: GatheringFacts) -> None:
    counts = []
    for number in (2, 20):
        for one in range(number):
            contact(facts, f"Anna N{number}x{one}")
        with CaptureQueriesContext(connection) as seen:
            names(ROMANDY, facts, only_unanswered=True)
        counts.append(len(seen))
    assert counts[0] == counts[1]
