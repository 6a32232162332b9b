"""Querysets without an order come back in another one: whoever needs an order must ask for it.

A database returns rows of an unordered query in any order, but nearly always in the order of insertion, so that code
which relies on it passes its tests and fails one day. Slicing an unordered queryset ("the first") fails at once for our
own models; third-party models are only shuffled, since their internals are not ours to mend.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.db.models import QuerySet

OURS = "filrouge."


class UnorderedSlice(AssertionError):
    """A slice was taken of rows that have no order."""


def is_unordered(queryset: QuerySet[Any]) -> bool:
    """True when the database may return the rows in any order."""
    return not queryset.ordered and not queryset.query.is_empty()


def disorder(rows: list[Any], source: random.Random) -> None:
    """Shuffle in place so that the order really is another one when there is one."""
    before = list(rows)
    source.shuffle(rows)
    if all(row is old for row, old in zip(rows, before, strict=True)):
        rows.reverse()


@contextmanager
def shuffled_querysets(source: random.Random) -> Iterator[None]:
    """Inside, unordered querysets are shuffled and may not be sliced."""
    fetch, item, iterate = QuerySet._fetch_all, QuerySet.__getitem__, QuerySet.iterator

    def fetch_all(self: QuerySet[Any]) -> None:
        fresh = self._result_cache is None
        fetch(self)
        if fresh and is_unordered(self):
            disorder(self._result_cache, source)

    def get_item(self: QuerySet[Any], key: int | slice) -> Any:
        if self._result_cache is None and is_unordered(self) and self.model.__module__.startswith(OURS):
            raise UnorderedSlice(f"{self.model.__name__}: a slice of an unordered queryset is any rows; order it")
        return item(self, key)

    def iterator(self: QuerySet[Any], *arguments: Any, **options: Any) -> Iterator[Any]:
        rows = iterate(self, *arguments, **options)
        if is_unordered(self):
            rows = list(rows)
            disorder(rows, source)
        return iter(rows)

    with (
        mock.patch.object(QuerySet, "_fetch_all", fetch_all),
        mock.patch.object(QuerySet, "__getitem__", get_item),
        mock.patch.object(QuerySet, "iterator", iterator),
    ):
        yield
