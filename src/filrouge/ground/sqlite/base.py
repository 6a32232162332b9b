"""SQLite lets one write at a time, and whoever waits asks again and again: under load somebody may never be lucky.

Here the threads of a process queue before they ask. Decision 0018.
"""

import os
from collections import defaultdict
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from filrouge.ground.sqlite.turns import Turns

_TURNS: defaultdict[str, Turns] = defaultdict(Turns)
os.register_at_fork(after_in_child=_TURNS.clear)


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection. Its transactions wait their turn, as long as the connection's `timeout` says (seconds)."""

    _has_turn = False

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._leave_turn()
            raise

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
