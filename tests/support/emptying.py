"""After a test that committed, only the tables that hold rows are emptied.

Django empties every table and then writes down anew which kinds of content and permissions there are, all of which
takes most of a second on PostgreSQL. Here they stay: they are part of a migrated database.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.db import connection
from django.test import TransactionTestCase

FILLED_BY_MIGRATING = {"auth_permission", "django_content_type"}


def empty_tables() -> None:
    """Bring the database back to what migrating left."""
    written = filled_tables() - FILLED_BY_MIGRATING
    # Foreign keys are checked at the end of the transaction, so the order of the tables does not matter.
    connection.ops.execute_sql_flush([f"DELETE FROM {table}" for table in written])  # noqa: S608


def filled_tables() -> set[str]:
    """The tables that hold a row."""
    names = connection.introspection.django_table_names()
    asked = (f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in names)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return {name for (name,) in cursor.fetchall()}


@contextmanager
def only_what_was_written_is_removed() -> Iterator[None]:
    """Inside, tests that commit are followed by `empty_tables` instead of by Django's `flush`."""
    with mock.patch.object(TransactionTestCase, "_fixture_teardown", lambda _case: empty_tables()):
        yield
