"""Locking that holds on SQLite and on PostgreSQL alike. The rules are in docs/decisions and in `lock_rows`."""

from collections.abc import Iterable
from typing import TypeVar

from django.db import connection, models, transaction

Row = TypeVar("Row", bound=models.Model)


def lock_rows(rows: models.QuerySet[Row], ids: Iterable[int]) -> dict[int, Row]:
    """The rows with these ids, locked until the transaction ends, by id.

    PostgreSQL locks row by row, always in the order of the ids, so that two transactions never wait for each other in a
    circle. SQLite has no row locks: transactions begin IMMEDIATE (settings), so the first statement of a transaction
    already holds the one write lock. Raises TransactionManagementError outside a transaction.
    """
    require_transaction()
    found = rows.filter(pk__in=list(ids)).order_by("pk")
    if connection.features.has_select_for_update:
        # no_key: rows that merely point at these can still be inserted by others meanwhile.
        found = found.select_for_update(of=("self",), no_key=connection.features.has_select_for_no_key_update)
    return {row.pk: row for row in found}


def lock_name(name: str) -> None:
    """Wait for every other transaction that locked this name, and hold it until this one ends.

    For what has no row yet: the second registration of one person. Before any `lock_rows` of the same transaction. On
    SQLite writers wait for each other anyway. Raises TransactionManagementError outside a transaction.
    """
    require_transaction()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def share_name(name: str) -> None:
    """Hold this name together with others until the transaction ends: nobody takes it for themselves meanwhile.

    May come after `lock_rows`: whoever takes it alone (`try_name`) waits for nothing. On SQLite one writes at a time.
    """
    require_transaction()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(hashtextextended(%s, 0))", [name])


def try_name(name: str) -> bool:
    """Take a name alone until the transaction ends if nobody holds or shares it now; never waits. Its holder must not
    wait for any row: those who want to share the name hold rows already.
    """
    require_transaction()
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [name])
        return bool(cursor.fetchone()[0])


def require_transaction() -> None:
    """Raise TransactionManagementError when no transaction is open."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("This must run inside a transaction.")
