"""The rule said the slow way: again and again from the top of the line, the first who may be seated is seated."""

from filrouge.engines.waiting import Party
from tests.unit.waiting.cases import Case
from tests.unit.waiting.checker import Hall, Waiter

Seats = dict[str, tuple[int, ...]]


def by_starting_again(case: Case) -> tuple[Seats, dict[str, int]]:
    """Who is seated, and how often each of the others has been overtaken when nobody more can be seated."""
    hall, seats = Hall(case), dict.fromkeys((party.key for party in case.parties), ())
    overtaken = {party.key: party.overtaken for party in case.parties}
    while _seat_the_first(hall, seats, overtaken):
        pass
    return {key: seated for key, seated in seats.items() if seated}, {
        party.key: overtaken[party.key] for party in case.parties if overtaken[party.key] != party.overtaken
    }


def _seat_the_first(hall: Hall, seats: Seats, overtaken: dict[str, int]) -> bool:
    hall.waiting = []
    for party in hall.case.parties:
        if len(seats[party.key]) == len(party.members):
            continue
        chosen = _who_fits(hall, party, seats[party.key])
        if chosen:
            _seat(hall, party, chosen, overtaken)
            seats[party.key] = tuple(sorted((*seats[party.key], *chosen)))
            return True
        waiter = hall.goes_on_waiting(party, seats[party.key])
        hall.waiting.append(Waiter(party, waiter.members, overtaken[party.key], waiter.keeps))
    return False


def _who_fits(hall: Hall, party: Party, already: tuple[int, ...]) -> list[int]:
    closed = hall.closed()
    rest = [index for index in range(len(party.members)) if index not in already]
    if hall.could_seat([party.members[index] for index in rest], closed):
        return rest
    chosen: list[int] = []
    for index in rest if hall.splits(party) else ():
        if hall.could_seat([party.members[other] for other in (*chosen, index)], closed):
            chosen.append(index)
    return chosen


def _seat(hall: Hall, party: Party, chosen: list[int], overtaken: dict[str, int]) -> None:
    taken = {line: sum(line in party.members[index] for index in chosen) for line in hall.free}
    used = {line for line, units in taken.items() if units}
    for waiter in hall.waiting:
        if used & hall.short(waiter):
            overtaken[waiter.party.key] += 1
    for line in used:
        hall.free[line] -= taken[line]
