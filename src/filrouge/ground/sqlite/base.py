"""SQLite lets one write at a time, and whoever waits asks again and again: under load somebody may never be lucky.

Here the threads of a process queue before they ask, and each process asks as eagerly at the end as at the beginning.
Decision 0018.
"""

import os
import time
from collections import defaultdict
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from filrouge.ground.sqlite.turns import Turns

# Whoever waits inside SQLite asks ever more rarely, up to every tenth of a second, and is overtaken by those who have
# just come. So the wait is cut into pieces: each begins with asking after one, two, five milliseconds again.
_PIECE = 0.008

_TURNS: defaultdict[str, Turns] = defaultdict(Turns)
os.register_at_fork(after_in_child=_TURNS.clear)


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection. Its transactions wait their turn, as long as the connection's `timeout` says (seconds)."""

    _has_turn = False

    def _start_transaction_under_autocommit(self) -> None:
        until = time.monotonic() + self._patience
        self._take_turn()
        try:
            self._wait_at_most(_PIECE)
            while not self._has_begun(time.monotonic() < until):
                pass
        except BaseException:
            self._leave_turn()
            raise
        finally:
            self._wait_at_most(self._patience)

    def _has_begun(self, may_ask_again: bool) -> bool:
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except OperationalError as error:
            if not may_ask_again or getattr(error.__cause__, "sqlite_errorname", "") != "SQLITE_BUSY":
                raise
            return False
        return True

    def _wait_at_most(self, seconds: float) -> None:
        """How long a statement waits inside SQLite while somebody else writes."""
        if self.connection is not None:
            self.connection.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._leave_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._leave_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._leave_turn()

    def _take_turn(self) -> None:
        if not self._has_turn and not _TURNS[self._place].take(self._patience):
            raise OperationalError("database is locked")
        self._has_turn = True

    def _leave_turn(self) -> None:
        if self._has_turn:
            self._has_turn = False
            _TURNS[self._place].leave()

    @property
    def _place(self) -> str:
        return str(self.settings_dict["NAME"])

    @property
    def _patience(self) -> float:
        options: dict[str, Any] = self.settings_dict["OPTIONS"]
        return float(options.get("timeout", 5))
