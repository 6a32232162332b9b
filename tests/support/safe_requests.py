"""A GET or HEAD request may not write to the database: browsers, mail scanners and crawlers repeat them at will.

Watched where Django answers a request, so that the test client and the live server of the browser tests are both held.
The session table is left out: Django itself stores there that a message has been shown, or the time of the last visit.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

from django.core.handlers.base import BaseHandler
from django.db import connections
from django.http import HttpRequest, HttpResponseBase

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|MERGE|TRUNCATE|CREATE|ALTER|DROP|COPY)\b", re.IGNORECASE)
TOLERATED = re.compile(r"\"django_session\"")


class WriteInGet(AssertionError):
    """A request that must be safe to repeat tried to change data."""


class Watch:
    """An execute wrapper that refuses statements which write, and remembers that it did."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.refusal: WriteInGet | None = None

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if WRITES.match(sql) and not TOLERATED.search(sql):
            self.refusal = WriteInGet(f"{self.address} may not write: {sql[:300]}")
            raise self.refusal
        return execute(sql, params, many, context)


@contextmanager
def read_only_gets() -> Iterator[None]:
    """Inside, a GET or HEAD that writes fails, even when the page swallows the refusal."""
    answer = BaseHandler.get_response

    def get_response(self: BaseHandler, request: HttpRequest) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            return answer(self, request)
        watch = Watch(f"{request.method} {request.path}")
        with ExitStack() as stack:
            # All of them: in a thread of the live server none has been opened yet.
            for connection in connections.all():
                stack.enter_context(connection.execute_wrapper(watch))
            response = answer(self, request)
        if watch.refusal:
            raise watch.refusal
        return response

    with mock.patch.object(BaseHandler, "get_response", get_response):
        yield
