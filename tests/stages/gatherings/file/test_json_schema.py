"""The published schema is made from the code and accepts what the reader accepts."""

import json
import re
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from filrouge.stages.gatherings.file.json_schema import TARGET, json_schema, written
from tests.stages.gatherings.file.support import NAMES, ROOT, SMALL, example


class Modern(yaml.SafeLoader):
    """YAML 1.2, as editors read it: dates and hours are texts."""


Modern.yaml_implicit_resolvers = {
    letter: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:int", "tag:yaml.org,2002:bool")
    ]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Modern.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?[0-9]+$"), list("-+0123456789"))
Modern.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"true$|false$"), list("tf"))


def data(text: str) -> Any:
    """The data of a file as an editor sees it."""
    return yaml.load(text, Loader=Modern)  # noqa: S506 - a subclass of the safe loader


def test_the_published_schema_is_up_to_date() -> None:
    said = "run python -m filrouge.stages.gatherings.file.json_schema"
    assert (ROOT / TARGET).read_text(encoding="utf-8") == written(), said


def test_it_is_a_valid_schema_without_loose_ends() -> None:
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    text = json.dumps(schema)
    assert "x-shared" not in text
    named = {name.removeprefix("#/$defs/") for name in re.findall(r'"\$ref": "([^"]+)"', text)}
    assert named <= set(schema["$defs"])
    assert set(schema["$defs"]) <= named


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_are_valid(name: str) -> None:
    errors = Draft202012Validator(json_schema()).iter_errors(data(example(name)))
    assert [error.message for error in errors] == []


@pytest.mark.parametrize(
    "change",
    [
        ("kind: meeting", "kind: meting"),
        ("2027-03-12", "soon"),
        ("town:", "tonw:"),
        ("languages: [fr]", "languages: []"),
        ("key: day", "key: The Day"),
        ("country: FR", "country: France"),
    ],
)
def test_mistakes_are_not_valid(change: tuple[str, str]) -> None:
    validator = Draft202012Validator(json_schema())
    assert validator.is_valid(data(SMALL))
    assert not validator.is_valid(data(SMALL.replace(*change)))
