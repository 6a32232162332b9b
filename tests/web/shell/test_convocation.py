"""The letter for an employer or a travel order: what it promises, in whose language, and when there is none."""

from datetime import UTC, datetime

import pytest

from filrouge.ground.people.actors import SYSTEM
from filrouge.ground.people.enums import Role
from filrouge.ground.people.models import LegalProfile
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import withdraw
from tests.support import people
from tests.support.clock import at
from tests.support.desk_factories import desk_of
from tests.support.forms import Page, open_page, visitor
from tests.support.gatherings import AARAU, fresh_facts, load, with_part
from tests.support.people import EXECUTIVE, HEAD

__all__ = ["fresh_facts"]


@pytest.fixture(autouse=True)
def spring():
    """It is spring, registration is open."""
    with at():
        yield


@pytest.fixture
def facts(db: None) -> GatheringFacts:
    """The assembly; its eve has one place."""
    return load(with_part(AARAU, "eve", capacity=1))


def letter(page: Page) -> str:
    """All that the letter says."""
    return page.said("//article[contains(@class, 'letter')]")


def test_it_promises_only_what_is_confirmed(facts: GatheringFacts) -> None:
    people.registered(EXECUTIVE, facts, "eve")
    receipt = people.registered(HEAD, facts, "eve", "day")
    said = letter(open_page(visitor("fr"), f"/r/{receipt.token}/convocation/"))
    promised, _, rest = said.partition("Soirée de la veille")
    assert "Journée" in promised
    assert "vendredi 12 mai 2023" in promised
    assert "(Liste d’attente)" in rest
    assert HEAD.full in promised
    assert "Ville de Rosières" in promised


def test_there_is_none_while_nothing_is_confirmed(facts: GatheringFacts) -> None:
    receipt = people.registered(HEAD, facts, "day")
    assert "convocation" in " ".join(open_page(visitor(), f"/r/{receipt.token}/").links)
    withdraw(registration_id=receipt.registration_id, parts=["day"], actor=SYSTEM, now=datetime.now(UTC))
    page = open_page(visitor("en"), f"/r/{receipt.token}/convocation/")
    assert "Nothing is confirmed yet" in page.text
    assert not page.has("//article")
    assert "convocation" not in " ".join(open_page(visitor(), f"/r/{receipt.token}/").links)


def test_at_the_desk_it_speaks_the_language_of_the_person(facts: GatheringFacts) -> None:
    receipt = people.registered(HEAD, facts, "day", language="de")
    page = open_page(
        desk_of(Role.DESK_HELPER, facts), f"/desk/g/{facts.key}/registrations/{receipt.registration_id}/convocation/"
    )
    assert page.tree.xpath("//article/@lang") == ["de"]
    assert "Freitag, 12. Mai 2023" in letter(page)
    assert "Back to the registration" in page.text


def test_it_is_sent_by_whoever_answers_for_the_gathering(facts: GatheringFacts) -> None:
    LegalProfile.objects.create(
        organiser_id=facts.organiser_id,
        controller="Association des villes sociales",
        address="Place 1, 5000 Aarau",
        regime="ch_federal",
    )
    receipt = people.registered(HEAD, facts, "day")
    said = letter(open_page(visitor(), f"/r/{receipt.token}/convocation/"))
    assert said.startswith("Association des villes sociales Place 1, 5000 Aarau")


def test_it_is_neither_kept_nor_found_by_a_search_engine(facts: GatheringFacts) -> None:
    receipt = people.registered(HEAD, facts, "day")
    answer = visitor().get(f"/r/{receipt.token}/convocation/")
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer["Cache-Control"] or "private" in answer["Cache-Control"]
