"""A gathering that is exported and loaded elsewhere is the same gathering."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from filrouge.stages.gatherings.file.dumping import dump_document
from filrouge.stages.gatherings.file.exporting import export_gathering
from filrouge.stages.gatherings.file.reading import read_gathering
from tests.stages.gatherings.file.generated import documents
from tests.stages.gatherings.file.generated_values import as_file
from tests.stages.gatherings.file.support import NAMES, empty_database, example, facts, load, without_ids


def rounds(number: int) -> settings:
    """So many generated gatherings. None is shrunk: that takes minutes, and the file is printed as it is."""
    checks, phases = list(HealthCheck), (Phase.explicit, Phase.reuse, Phase.generate)
    return settings(max_examples=number, deadline=None, suppress_health_check=checks, phases=phases)


pytestmark = pytest.mark.django_db


def assert_round_trip(text: str, key: str) -> None:
    """Load, export, load into an empty database, export: the two exports are one text, the facts are equal."""
    with empty_database():
        load(text)
        first, before = export_gathering(key), without_ids(facts(key))
        assert not load(text).wrote, "loading twice writes nothing"
        assert not load(first).wrote, "its own export tells a gathering nothing new"
    with empty_database():
        load(first)
        assert export_gathering(key) == first
        assert without_ids(facts(key)) == before


@pytest.mark.parametrize("name", NAMES)
def test_examples_survive_the_journey(name: str) -> None:
    assert_round_trip(example(name), name)


@rounds(20)
@given(data=documents())
def test_generated_gatherings_survive_the_journey(data: dict[str, Any]) -> None:
    assert_round_trip(as_file(data), data["key"])


@pytest.mark.long
@rounds(500)
@given(data=documents())
def test_many_generated_gatherings_survive_the_journey(data: dict[str, Any]) -> None:
    assert_round_trip(as_file(data), data["key"])


@rounds(40)
@given(data=documents())
def test_the_canonical_text_says_the_same(data: dict[str, Any]) -> None:
    document = read_gathering(as_file(data)).document
    text = dump_document(document)
    assert read_gathering(text).document == document
    assert dump_document(read_gathering(text).document) == text


@pytest.mark.parametrize("name", NAMES)
def test_an_export_holds_no_empty_value(name: str) -> None:
    with empty_database():
        load(example(name))
        text = export_gathering(name)
    assert "null" not in text and ": ''" not in text and ": []" not in text and ": {}" not in text
