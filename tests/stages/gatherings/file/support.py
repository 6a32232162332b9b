"""What the tests of the gathering file share."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from django.db import transaction

from filrouge.ground.people.actors import SYSTEM
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.file.loading import LoadReport, load_gathering
from filrouge.stages.gatherings.file.problems import FileRefused
from filrouge.stages.gatherings.queries import facts_by_key, forget_facts

ROOT = Path(__file__).resolve().parents[4]
EXAMPLES = ROOT / "src" / "filrouge" / "stages" / "gatherings" / "examples"
NAMES = ("aarau-2023", "lemans-2024", "lille-2016", "mulhouse-2022", "ateliers")
NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)

SMALL = """\
filrouge: gathering/1
key: rencontre-2027
organiser: {key: ville-exemple, name: Ville d’Exemple}
kind: meeting
title: Une rencontre à Exemple
languages: [fr]
country: FR
town: Exemple
parts:
  - key: day
    title: La journée
    when: 2027-03-12
"""


def example(name: str) -> str:
    """The text of an example file."""
    return (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")


def load(text: str) -> LoadReport:
    """Load as the system."""
    return load_gathering(text, actor=SYSTEM, now=NOW)


def facts(key: str = "rencontre-2027") -> GatheringFacts:
    """The stored facts, which must be there."""
    found = facts_by_key(key)
    assert found is not None
    return found


def without_ids(found: GatheringFacts) -> GatheringFacts:
    """Facts as they are on every machine."""
    parts = tuple(replace(part, id=0) for part in found.parts)
    quotas = tuple(replace(quota, id=0) for quota in found.quotas)
    return replace(found, id=0, organiser_id=0, version=0, parts=parts, quotas=quotas)


@contextmanager
def empty_database() -> Iterator[None]:
    """Whatever is loaded inside is gone afterwards."""
    forget_facts()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    forget_facts()


def problems(text: str) -> list[str]:
    """The problems of a file that is refused, each as one line."""
    try:
        load(text)
    except FileRefused as refused:
        return [str(problem) for problem in refused.problems]
    raise AssertionError("the file was accepted")
