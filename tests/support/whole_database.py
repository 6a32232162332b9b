"""The whole database, searched for one text: where an address stands, and that it stands nowhere else."""

import base64
import binascii
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Field, Model


def places_of_text(text: str) -> Iterator[str]:
    """Every table and column of the database in which a text stands, whatever its letters: also inside JSON, in files
    and in what is kept in base64.

    Columns of models are called “Model.column”, everything else “table.column”.
    """
    wanted, named = text.casefold(), _columns()
    for table in sorted(connection.introspection.table_names()):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 – names come from the database
            columns = [column[0] for column in cursor.description]
            rows = cursor.fetchall()
        for position, column in enumerate(columns):
            if any(wanted in said for row in rows for said in _readings(row[position])):
                yield named.get((table, column), f"{table}.{column}")


def places_of_person(*words: str) -> set[str]:
    """Every column in which any of these words about somebody stands: names, addresses, numbers."""
    return {place for word in words if word for place in places_of_text(word)}


def _columns() -> dict[tuple[str, str], str]:
    return {
        (model._meta.db_table, field.column): f"{model.__name__}.{field.attname}"
        for model, field in _fields()
        if field.column is not None
    }


def _fields() -> Iterator[tuple[type[Model], "Field[Any, Any]"]]:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            yield model, field


def _readings(value: Any) -> Iterable[str]:
    """All ways to read what a column holds, in small letters."""
    if value is None:
        return
    if isinstance(value, bytes | memoryview):
        yield bytes(value).decode("utf-8", errors="ignore").casefold()
        return
    yield str(value).casefold()
    try:
        said = json.loads(value) if isinstance(value, str) and value[:1] in ("{", "[") else value
    except ValueError:
        return
    for leaf in _leaves(said) if isinstance(said, dict | list) else ():
        yield leaf.casefold()
        yield from _decoded(leaf)


def _leaves(said: Any) -> Iterator[str]:
    """Every word of a JSON value, names of its keys too."""
    if isinstance(said, dict):
        for name, value in said.items():
            yield str(name)
            yield from _leaves(value)
    elif isinstance(said, list):
        for value in said:
            yield from _leaves(value)
    else:
        yield str(said)


def _decoded(leaf: str) -> Iterator[str]:
    try:
        yield base64.b64decode(leaf, validate=True).decode("utf-8", errors="ignore").casefold()
    except (binascii.Error, ValueError):
        return
