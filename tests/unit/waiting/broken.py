"""Engines with one mistake each. The checks must find every one of them."""

from collections import Counter
from collections.abc import Mapping

from filrouge.engines.waiting import Party, Run, Verdict, Why
from filrouge.engines.waiting.claims import Claims


class OneTooMany(Run):
    """Gives one unit more than is free."""

    def _gives(self, needs: Counter[str]) -> bool:
        return super()._gives(Counter({line: units - 1 for line, units in needs.items()}))


class FirstWhoFits(Run):
    """Keeps nothing for anybody: the plain greedy."""

    def _gives(self, needs: Counter[str]) -> bool:
        return not self._short(needs)


class OneOvertakingMore(Run):
    """Keeps lines one overtaking too late."""

    def __init__(self, *args: Mapping[str, int], **options: object) -> None:
        super().__init__(*args, **options)
        self._claims._bound += 1


class NoMemory(Run):
    """Forgets how often parties were overtaken in earlier runs."""

    def consider(self, party: Party) -> Verdict:
        return super().consider(Party(party.key, party.members, party.may_split))


class SilentOvertaking(Run):
    """Lets others pass without saying so."""

    def _take(self, needs: Counter[str]) -> tuple[str, ...]:
        super()._take(needs)
        return ()


class StopsAtTheFirst(Run):
    """Seats nobody behind a party that waits, whatever they need."""

    stopped = False

    def consider(self, party: Party) -> Verdict:
        if self.stopped:
            return Verdict(party.key, (), frozenset(), Why.BEHIND)
        verdict = super().consider(party)
        self.stopped = len(verdict.seated) < len(party.members)
        return verdict


class SplitsEverybody(Run):
    """Seats groups in part without their consent."""

    def consider(self, party: Party) -> Verdict:
        return super().consider(Party(party.key, party.members, True, party.overtaken))


class SplitsNobody(Run):
    """Seats nobody in part."""

    def _those_who_fit(self, party: Party) -> tuple[int, ...]:
        return ()


class SplitsUpToTheFirstWhoDoesNotFit(Run):
    """Leaves out members behind the first who does not fit."""

    def _those_who_fit(self, party: Party) -> tuple[int, ...]:
        fitting = super()._those_who_fit(party)
        return tuple(index for place, index in enumerate(fitting) if index == place)


class KeepsForTheImpossible(Run):
    """Keeps lines for a party that can never be seated."""

    def _beyond_total(self, needs: Counter[str]) -> frozenset[str]:
        return frozenset()


class KeepsAllTheirLines(Run):
    """Keeps every line of a party that waits, scarce or not."""

    def __init__(self, *args: Mapping[str, int], **options: object) -> None:
        super().__init__(*args, **options)
        self._claims = _AllLines(self._free, self._claims._bound)


class _AllLines(Claims):
    def closed(self, line: str) -> bool:
        return self._largest[line] > 0


class ShortOnceAndForAll(Run):
    """Asks only once, when a party begins to wait, which lines it is short of."""

    def consider(self, party: Party) -> Verdict:
        plain = {line: self._free[line] for line in self._free}
        verdict = super().consider(party)
        for waiting in self._claims._waiting:
            if waiting.key == party.key:
                for line in [line for line in waiting.needs if waiting.needs[line] <= plain[line]]:
                    del waiting.needs[line]
        self._claims._largest = Counter()
        for waiting in self._claims._waiting:
            self._claims._close_when_due(waiting)
        return verdict


class AlwaysNotEnough(Run):
    """Tells those who stand behind a kept line that nothing is free."""

    def consider(self, party: Party) -> Verdict:
        verdict = super().consider(party)
        reason = Why.NOT_ENOUGH_FREE if verdict.reason is Why.BEHIND else verdict.reason
        return Verdict(party.key, verdict.seated, verdict.short, reason, verdict.passed)


class ByTheLastLine(Run):
    """Keeps something only in the line that happens to be named last."""

    def _gives(self, needs: Counter[str]) -> bool:
        last = list(self._free)[-1]
        return super()._gives(needs) if last in needs else not self._short(needs)
