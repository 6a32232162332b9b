"""What a caller of the engine keeps from one run to the next: who sits, who waits, how often they were overtaken."""

from collections import Counter
from dataclasses import dataclass, field, replace

from filrouge.engines.waiting import Party, Policy, Run
from tests.unit.waiting.cases import Case, Outcome, answered

Lines = frozenset[str]


@dataclass
class Registry:
    """A gathering in memory. Every change is followed by one run over the whole waiting list."""

    totals: dict[str, int]
    policy: Policy
    most_overtakings: int
    engine: type[Run] = Run
    forgets: bool = False
    line: list[Party] = field(default_factory=list)
    seats: list[tuple[str, Lines]] = field(default_factory=list)
    runs: list[tuple[Case, Outcome]] = field(default_factory=list)
    passed: Counter[str] = field(default_factory=Counter)

    @property
    def free(self) -> dict[str, int]:
        """Free units of each line; below zero when more people sit than there are units."""
        return {line: total - sum(line in lines for _, lines in self.seats) for line, total in self.totals.items()}

    def arrive(self, party: Party) -> None:
        """Somebody joins the end of the line."""
        self.line.append(party)
        self.promote()

    def stand_up(self, place: int) -> None:
        """Somebody who sits withdraws."""
        del self.seats[place]
        self.promote()

    def give_up(self, place: int, member: int) -> None:
        """Somebody who waits withdraws; the others of the party keep its place."""
        party = self.line[place]
        rest = party.members[:member] + party.members[member + 1 :]
        self.line[place : place + 1] = [replace(party, members=rest)] if rest else []
        self.promote()

    def resize(self, line: str, total: int) -> None:
        """There are more units of a line, or fewer; nobody who sits is removed."""
        self.totals = {**self.totals, line: total}
        self.promote()

    def promote(self) -> None:
        """One run, and what it says is done."""
        case = Case(self.free, self.totals, self.policy, self.most_overtakings, tuple(self.line))
        outcome = answered(case, self.engine)
        self.runs.append((case, outcome))
        self.line = []
        for party, verdict in zip(case.parties, outcome.verdicts, strict=True):
            self.seats += [(party.key, party.members[index]) for index in verdict.seated]
            self.passed.update(verdict.passed)
            rest = tuple(lines for index, lines in enumerate(party.members) if index not in verdict.seated)
            if rest:
                overtaken = party.overtaken if self.forgets else outcome.overtaken.get(party.key, party.overtaken)
                self.line.append(replace(party, members=rest, overtaken=overtaken))
