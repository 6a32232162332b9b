"""Every identifier of docs/glossary.md exists: a class, a field or value of one, or a word of the shipped catalogue."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any

import pytest
from django.db.models import Model

from filrouge.stages.gatherings.file.catalogue import shipped
from tests.support.tree import PACKAGE, ROOT

GLOSSARY = ROOT / "docs" / "glossary.md"
ROOMS = {"actors", "audience", "cloning", "decisions", "drafts", "enums", "facts", "models", "rules", "vague_dates"}
LISTS = ("functions", "body_kinds", "instruments", "memberships")
COLUMNS = 5


def rows() -> list[list[str]]:
    """The cells of every row, without headings."""
    lines = [line for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if row[0] != "Français" and not set(row[0]) <= {"-", ":"}]


def identifiers() -> list[str]:
    """Everything in the last column."""
    return [found for row in rows() for found in re.findall(r"`([^`]+)`", row[-1])]


def classes() -> Iterator[type[Any]]:
    """Every class of the rooms that name things."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        if not ROOMS & set(parts) or parts[1] not in {"core", "ground", "stages"} or "file" in parts:
            continue
        module = import_module(".".join(part for part in parts if part != "__init__"))
        yield from (found for found in vars(module).values() if isinstance(found, type))


@cache
def known() -> frozenset[str]:
    """Every identifier that a glossary may name."""
    found = {f"{name}.{key}" for name in LISTS for key in shipped().words(name)}
    for one in classes():
        found.add(one.__name__)
        found |= {f"{one.__name__}.{attribute}" for attribute in attributes(one)}
    return frozenset(found)


def attributes(one: type[Any]) -> set[str]:
    """Values of an enum, columns of a model, fields of a dataclass."""
    if issubclass(one, Enum):
        return set(one.__members__)
    if issubclass(one, Model):
        return {field.name for field in one._meta.get_fields()}
    return {field.name for field in fields(one)} if is_dataclass(one) else set()


@pytest.mark.parametrize("identifier", identifiers())
def test_the_identifier_exists(identifier: str) -> None:
    assert identifier in known()


def test_every_row_is_complete() -> None:
    assert len(rows()) > 80
    for row in rows():
        assert len(row) == COLUMNS
        assert all(row), row
        assert re.findall(r"`[^`]+`", row[-1]), row


def test_swiss_german_has_no_sharp_s_and_nothing_has_a_median_dot() -> None:
    assert not [row for row in rows() if "ß" in row[1]]
    assert not [row for row in rows() if "·" in "".join(row)]


def test_what_does_not_exist_is_not_known() -> None:
    assert not {"Gathering.colour", "PartState.LOST", "functions.wizard", "Ticket"} & known()
