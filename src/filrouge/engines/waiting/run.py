"""One run over the waiting list: parties are considered in line order, each once."""

from collections import Counter
from collections.abc import Iterable, Mapping

from filrouge.engines.waiting.claims import Claims
from filrouge.engines.waiting.terms import Party, Policy, Verdict, Why


class Run:
    """Hands out what is free, in line order.

    `free` holds the free units of each limited line (a number below zero counts as zero), `totals` its capacity. A
    line that is not in `free` has no limit. `most_overtakings` is read by `Policy.BOUNDED` alone.

    A party is seated when its members together find enough units of each of their lines and none of these lines is
    kept for a party before it. Otherwise it waits, and the lines of which it needs more than is free are kept for it
    as the policy says. Only a seating that takes units of such a line overtakes it: whoever uses another line harms
    nobody. What is free and what is kept is asked anew for each party, so that a list considered in several runs is
    answered as in one.

    A party that needs more of a line than its total, and is not split, keeps nothing and is never overtaken. Of a
    party that is split the same holds for the members who need a line whose total is zero.

    Raises ValueError when a limited line has no total, or `most_overtakings` is negative.
    """

    def __init__(
        self, free: Mapping[str, int], *, totals: Mapping[str, int], policy: Policy, most_overtakings: int = 0
    ) -> None:
        if missing := free.keys() - totals.keys():
            raise ValueError(f"no total for {', '.join(sorted(missing))}")
        if most_overtakings < 0:
            raise ValueError("nobody is overtaken a negative number of times")
        self._free = {line: max(units, 0) for line, units in free.items()}
        self._totals = dict(totals)
        self._splits = policy is not Policy.STRICT
        self._claims = Claims(self._free, most_overtakings if policy is Policy.BOUNDED else 0)
        self._considered: set[str] = set()

    def consider(self, party: Party) -> Verdict:
        """What the next party in the line gets. Raises ValueError when it was considered before in this run."""
        if party.key in self._considered:
            raise ValueError(f"party {party.key} stands in the line twice")
        self._considered.add(party.key)
        needs = party.needs(range(len(party.members)), self._free)
        if self._gives(needs):
            return Verdict(party.key, tuple(range(len(party.members))), frozenset(), Why.SEATED, self._take(needs))
        if self._splits and party.may_split:
            return self._seat_in_part(party)
        if beyond := self._beyond_total(needs):
            return Verdict(party.key, (), beyond, Why.NEVER_FITS)
        self._claims.add(party.key, needs, party.overtaken)
        short = self._short(needs)
        return Verdict(party.key, (), short, Why.NOT_ENOUGH_FREE if short else Why.BEHIND)

    @property
    def is_over(self) -> bool:
        """No limited line has anything left to give: nobody behind who needs one of them can be seated.

        Never true when no line is limited. It says nothing about people who need no limited line at all.
        """
        return self.is_over_for(self._free)

    def is_over_for(self, lines: Iterable[str]) -> bool:
        """None of these lines has anything left to give: nobody behind who needs one of them can be seated.

        Never true when one of them has no limit, or when none is named.
        """
        named = tuple(lines)
        return bool(named) and all(line in self._free and not self._gives(Counter([line])) for line in named)

    @property
    def overtaken(self) -> Mapping[str, int]:
        """The new totals of the parties that were overtaken in this run, for the caller to carry on."""
        return self._claims.overtaken()

    @property
    def kept(self) -> Mapping[str, tuple[str, ...]]:
        """The lines closed to those behind, each with the keys of the parties it is kept for, in line order.

        A line of which nothing is free is among them when its next unit is kept.
        """
        return self._claims.kept()

    def _gives(self, needs: Counter[str]) -> bool:
        return all(units <= self._free[line] and not self._claims.closed(line) for line, units in needs.items())

    def _take(self, needs: Counter[str]) -> tuple[str, ...]:
        passed = self._claims.overtake(needs)
        for line, units in needs.items():
            self._free[line] -= units
        return passed

    def _seat_in_part(self, party: Party) -> Verdict:
        seated = self._those_who_fit(party)
        passed = self._take(party.needs(seated, self._free))
        rest = [index for index in range(len(party.members)) if index not in seated]
        hopeful = [index for index in rest if not self._hopeless(party, index)]
        if hopeful:
            self._claims.add(party.key, party.needs(hopeful, self._free), party.overtaken)
        short = self._short(party.needs(rest, self._free))
        if seated:
            return Verdict(party.key, seated, short, Why.SEATED_IN_PART, passed)
        if not hopeful:
            return Verdict(party.key, (), self._beyond_total(party.needs(rest, self._free)), Why.NEVER_FITS)
        held_back = any(not self._short(party.needs([index], self._free)) for index in hopeful)
        return Verdict(party.key, (), short, Why.BEHIND if held_back else Why.NOT_ENOUGH_FREE)

    def _those_who_fit(self, party: Party) -> tuple[int, ...]:
        fitting: list[int] = []
        for index in range(len(party.members)):
            if self._gives(party.needs([*fitting, index], self._free)):
                fitting.append(index)
        return tuple(fitting)

    def _hopeless(self, party: Party, index: int) -> bool:
        return bool(self._beyond_total(party.needs([index], self._free)))

    def _beyond_total(self, needs: Counter[str]) -> frozenset[str]:
        return frozenset(line for line, units in needs.items() if units > self._totals[line])

    def _short(self, needs: Counter[str]) -> frozenset[str]:
        return frozenset(line for line, units in needs.items() if units > self._free[line])
