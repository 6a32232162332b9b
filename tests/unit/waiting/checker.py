"""Reads an answer and says what is wrong with it, from the definitions alone: it shares nothing with the engine."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from filrouge.engines.waiting import Party, Policy, Verdict, Why
from tests.unit.waiting.cases import Case, Outcome

SPLIT = "split without consent"
TOO_MANY = "more than free"
KEPT = "took what is kept for somebody"
IDLE = "left waiting although it could be seated"
COUNT = "overtaking not counted"
TOO_OFTEN = "overtaken too often"
WORD = "the reason is not what happened"


@dataclass
class Waiter:
    """A party that was considered and is not wholly seated."""

    party: Party
    members: list[frozenset[str]]
    overtaken: int
    keeps: bool

    def needs(self, line: str) -> int:
        """Units of the line that it waits for."""
        return sum(line in member for member in self.members)


@dataclass
class Hall:
    """What is free, and who waits, while an answer is played again."""

    case: Case
    free: dict[str, int] = field(init=False)
    waiting: list[Waiter] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.free = {line: max(0, units) for line, units in self.case.free.items()}

    def short(self, waiter: Waiter) -> set[str]:
        """The lines of which the waiter needs more than is free."""
        return {line for line in self.free if waiter.keeps and waiter.needs(line) > self.free[line]}

    def closed(self, before: int | None = None) -> set[str]:
        """The lines kept for the waiters up to a place in the line of those who wait."""
        return {
            line
            for waiter in self.waiting[:before]
            if waiter.overtaken >= self.case.bound
            for line in self.short(waiter)
        }

    def could_seat(self, members: list[frozenset[str]], closed: set[str]) -> bool:
        """Whether these could be seated together."""
        wanted = {line: sum(line in member for member in members) for line in self.free}
        return not any(units and (units > self.free[line] or line in closed) for line, units in wanted.items())

    def goes_on_waiting(self, party: Party, seated: tuple[int, ...]) -> Waiter:
        """What is left of a party. Whoever can never be seated stays in the line, and keeps nothing."""
        rest = [lines for index, lines in enumerate(party.members) if index not in seated]
        if self.splits(party):
            hopeful = [lines for lines in rest if all(self.case.totals.get(line, 1) > 0 for line in lines)]
            return Waiter(party, hopeful or rest, party.overtaken, bool(hopeful))
        fits = all(
            sum(line in member for member in rest) <= total
            for line, total in self.case.totals.items()
            if line in self.free
        )
        return Waiter(party, rest, party.overtaken, fits)

    def splits(self, party: Party) -> bool:
        """Whether the party may be seated in part."""
        return party.may_split and self.case.policy is not Policy.STRICT


def faults(case: Case, outcome: Outcome) -> list[str]:
    """Everything that is wrong with an answer; empty when it keeps all promises."""
    hall = Hall(case)
    found = [
        fault
        for party, verdict in zip(case.parties, outcome.verdicts, strict=True)
        for fault in _seating(hall, party, verdict)
    ]
    return [*found, *_afterwards(hall, outcome)]


def _seating(hall: Hall, party: Party, verdict: Verdict) -> Iterator[str]:
    everybody = len(party.members)
    if 0 < len(verdict.seated) < everybody and not hall.splits(party):
        yield SPLIT
    taken = {line: sum(line in party.members[index] for index in verdict.seated) for line in hall.free}
    used = {line for line, units in taken.items() if units}
    if any(taken[line] > hall.free[line] for line in used):
        yield TOO_MANY
    if used & hall.closed():
        yield KEPT
    passed = [waiter for waiter in hall.waiting if used & hall.short(waiter)]
    for waiter in passed:
        waiter.overtaken += 1
        if waiter.overtaken > hall.case.bound:
            yield TOO_OFTEN
    if verdict.passed != tuple(waiter.party.key for waiter in passed):
        yield COUNT
    for line in used:
        hall.free[line] -= taken[line]
    yield from _reason(hall, party, verdict)
    if len(verdict.seated) < everybody:
        hall.waiting.append(hall.goes_on_waiting(party, verdict.seated))


def _reason(hall: Hall, party: Party, verdict: Verdict) -> Iterator[str]:
    rest = hall.goes_on_waiting(party, verdict.seated)
    options = [[lines] for lines in rest.members] if hall.splits(party) else [rest.members]
    if len(verdict.seated) == len(party.members):
        expected = Why.SEATED
    elif verdict.seated:
        expected = Why.SEATED_IN_PART
    elif not rest.keeps:
        expected = Why.NEVER_FITS
    elif any(hall.could_seat(members, set()) for members in options):
        expected = Why.BEHIND
    else:
        expected = Why.NOT_ENOUGH_FREE
    if verdict.reason is not expected:
        yield WORD


def _afterwards(hall: Hall, outcome: Outcome) -> Iterator[str]:
    for place, waiter in enumerate(hall.waiting):
        closed = hall.closed(place)
        options = [waiter.members]
        if hall.splits(waiter.party):
            options += [[lines] for lines in waiter.members]
        if any(hall.could_seat(members, closed) for members in options):
            yield IDLE
    counted = {w.party.key: w.overtaken for w in hall.waiting if w.overtaken != w.party.overtaken}
    if counted != dict(outcome.overtaken):
        yield COUNT
    kept = {
        line: tuple(w.party.key for w in hall.waiting if w.overtaken >= hall.case.bound and line in hall.short(w))
        for line in hall.closed()
    }
    if kept != dict(outcome.kept):
        yield KEPT
