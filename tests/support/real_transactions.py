"""`filrouge.ground.database.require_transaction` must not be fooled by the transaction that wraps every test.

Django's test case opens one around each test, so that "are we inside a transaction?" is always true and a mail queued,
or a row locked, outside any transaction would pass. Here only transactions that the code itself opened count: the same
distinction that Django makes for `atomic(durable=True)`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.db import connection


class WithoutTheTestsOwn:
    """The default connection, except that the transactions of the test itself do not count."""

    def __getattr__(self, name: str) -> Any:
        return getattr(connection, name)

    @property
    def in_atomic_block(self) -> bool:
        """True when the code under test opened a transaction."""
        return any(not block._from_testcase for block in connection.atomic_blocks)


@contextmanager
def real_transactions() -> Iterator[None]:
    """Inside, the product's own check sees only the product's own transactions."""
    with mock.patch("filrouge.ground.database.connection", WithoutTheTestsOwn()):
        yield
