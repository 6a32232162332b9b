"""What is kept for those who were considered and go on waiting."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass
class _Waiting:
    key: str
    place: int
    needs: Counter[str]
    overtaken: int
    passed_now: bool = False


class Claims:
    """The parties that wait, and the lines closed for them.

    A party is short of a line when it needs more of it than is free *at this moment*. Such a line is closed to those
    behind as soon as the party has been overtaken `bound` times. Within a run units only get fewer and overtakings only
    get more, so what is closed stays closed.
    """

    def __init__(self, free: Mapping[str, int], bound: int) -> None:
        self._free = free
        self._bound = bound
        self._waiting: list[_Waiting] = []
        self._by_line: defaultdict[str, list[_Waiting]] = defaultdict(list)
        self._largest: Counter[str] = Counter()

    def add(self, key: str, needs: Counter[str], overtaken: int) -> None:
        """The party goes on waiting for `needs`, behind everybody added before."""
        waiting = _Waiting(key, len(self._waiting), needs, overtaken)
        self._waiting.append(waiting)
        for line in needs:
            self._by_line[line].append(waiting)
        self._close_when_due(waiting)

    def closed(self, line: str) -> bool:
        """Whether the line is kept for somebody who waits."""
        return self._largest[line] > self._free[line]

    def overtake(self, lines: Iterable[str]) -> tuple[str, ...]:
        """A seating is about to take units of `lines`: the keys of those who are short of one of them, in line order.

        Each of them counts one more overtaking, however many units are taken.
        """
        short = {w.place: w for line in lines for w in self._by_line[line] if w.needs[line] > self._free[line]}
        passed = [short[place] for place in sorted(short)]
        for waiting in passed:
            waiting.overtaken += 1
            waiting.passed_now = True
            self._close_when_due(waiting)
        return tuple(waiting.key for waiting in passed)

    def overtaken(self) -> dict[str, int]:
        """The new totals of those who were overtaken."""
        return {waiting.key: waiting.overtaken for waiting in self._waiting if waiting.passed_now}

    def kept(self) -> dict[str, tuple[str, ...]]:
        """For each closed line, the keys of those it is kept for, in line order."""
        return {line: self._keepers(line) for line in sorted(self._by_line) if self.closed(line)}

    def _keepers(self, line: str) -> tuple[str, ...]:
        return tuple(
            waiting.key
            for waiting in self._by_line[line]
            if waiting.overtaken >= self._bound and waiting.needs[line] > self._free[line]
        )

    def _close_when_due(self, waiting: _Waiting) -> None:
        if waiting.overtaken >= self._bound:
            self._largest |= waiting.needs
