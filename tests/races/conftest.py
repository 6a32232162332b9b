"""Every race commits for real: transactions that a test rolls back would never meet each other."""

from collections.abc import Iterator

import pytest
from django.db import connection, connections

from filrouge.ground.sqlite.base import DatabaseWrapper
from filrouge.stages.registration.actions import ledger


@pytest.fixture(autouse=True)
def commits(transactional_db: None) -> None:
    """Tables are emptied after each test instead of rolled back. What this process remembers of rows that were made is
    of a database that is there no more: whoever believed it would lock some rows and make others.
    """
    for made in ledger._made.values():
        made.clear()


@pytest.fixture
def deferred_transactions(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """New connections begin their transactions without the write lock, as SQLite does by itself, and do not queue."""
    monkeypatch.setattr(DatabaseWrapper, "_take_turn", lambda _connection: None)
    options = connections.settings["default"]["OPTIONS"]
    connection.close()
    before = options.pop("transaction_mode")
    yield
    options["transaction_mode"] = before
