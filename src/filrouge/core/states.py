"""State tables: which state may follow which."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from collections.abc import Set as AbstractSet
from typing import Generic, TypeVar

S = TypeVar("S", bound=Hashable)


class ForbiddenTransition(ValueError):
    """A move that the table does not hold; ``current`` and ``wanted`` are the names of the two states."""

    def __init__(self, current: object, wanted: object) -> None:
        self.current, self.wanted = str(current), str(wanted)
        super().__init__(f"no way from {self.current!r} to {self.wanted!r}")


class Transitions(Generic[S]):
    """Immutable table state → states that may follow.

    Every state is a key, final ones with an empty set. A state follows itself only when the table says so.
    Raises ValueError when a state is named as a successor and has no row: a typing slip would be a dead end.
    """

    def __init__(self, table: Mapping[S, AbstractSet[S]]) -> None:
        self._table = {state: frozenset(following) for state, following in table.items()}
        orphans = frozenset().union(*self._table.values()) - self._table.keys()
        if orphans:
            names = ", ".join(sorted(str(state) for state in orphans))
            raise ValueError(f"states without a row of their own: {names}")

    @property
    def states(self) -> tuple[S, ...]:
        """All states, in the order of the table."""
        return tuple(self._table)

    def following(self, current: S) -> frozenset[S]:
        """The states that may follow; empty for a final or unknown state."""
        return self._table.get(current, frozenset())

    def may(self, current: S, wanted: S) -> bool:
        """Whether the move is in the table."""
        return wanted in self.following(current)

    def check(self, current: S, wanted: S) -> None:
        """Raise ForbiddenTransition when the move is not in the table."""
        if not self.may(current, wanted):
            raise ForbiddenTransition(current, wanted)
