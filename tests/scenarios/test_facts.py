"""Every fact of the founding scenarios is held: the example files are loaded, read back from the database and compared
with what the scenario says. A fact that a document does not state must be absent from the store too."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from django.db import transaction

from filrouge.ground.people.actors import SYSTEM
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.file.loading import load_gathering
from filrouge.stages.gatherings.queries import facts_by_key, forget_facts
from tests.scenarios.facts import seed_000, seed_001, seed_002, seed_003, seed_004
from tests.scenarios.facts.comparing import Fact, Row

ROOT = Path(__file__).resolve().parents[2]
SCENARIOS = ROOT.parent / "shared" / "mission" / "scenarios"
EXAMPLES = ROOT / "src" / "filrouge" / "stages" / "gatherings" / "examples"
KEYS = {
    "seed-000": "aarau-2023",
    "seed-001": "lemans-2024",
    "seed-002": "lille-2016",
    "seed-003": "mulhouse-2022",
    "seed-004": "ateliers",
}
NOW = datetime(2026, 1, 5, 9, tzinfo=ZoneInfo("UTC"))

# The mark makes the test database; the facts themselves are read once, by the fixture `held`.
pytestmark = pytest.mark.django_db


def scenario(name: str) -> dict[str, Any]:
    """A scenario as it is written."""
    path = SCENARIOS / f"{name}.yaml"
    assert path.exists(), f"{path} is missing: the founding scenarios belong beside the checkout, under shared/mission"
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


ALL: dict[str, tuple[str, Fact]] = (
    {fact["id"]: (key, fact) for name, key in KEYS.items() for fact in scenario(name)["facts"]}
    if SCENARIOS.exists()
    else {}
)


ROWS: dict[str, Row] = {
    **seed_000.ROWS,
    **seed_001.ROWS,
    **seed_002.ROWS,
    **seed_003.ROWS,
    **seed_004.ROWS,
}


@pytest.fixture(scope="module")
def held(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, GatheringFacts]]:
    """The five gatherings as the database gives them back, by key; loaded once, nothing left behind."""
    forget_facts()
    with django_db_blocker.unblock(), transaction.atomic():
        for key in KEYS.values():
            load_gathering((EXAMPLES / f"{key}.yaml").read_bytes(), actor=SYSTEM, now=NOW)
        found = {key: facts for key in KEYS.values() if (facts := facts_by_key(key)) is not None}
        transaction.set_rollback(True)
    forget_facts()
    yield found


def test_the_scenarios_are_beside_the_checkout() -> None:
    for name in KEYS:
        assert scenario(name)["facts"]


def test_every_fact_has_its_row_and_no_row_is_left_over() -> None:
    assert set(ROWS) == set(ALL)


@pytest.mark.parametrize("name", list(ROWS))
def test_the_store_holds(name: str, held: dict[str, GatheringFacts]) -> None:
    key, fact = ALL[name]
    ROWS[name](held[key], fact)


def test_the_assembly_is_told_in_every_expected_language(held: dict[str, GatheringFacts]) -> None:
    for name, key in KEYS.items():
        facts = held[key]
        wanted = set(scenario(name)["expected_languages"])
        titles = [facts.title, *(item.title for item in facts.parts), *(theme.label for theme in facts.themes)]
        assert all(wanted <= set(said) for said in titles)
        assert wanted <= set(facts.languages)
