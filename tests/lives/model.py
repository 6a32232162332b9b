"""What should happen to the registrations of tests/support/small_gathering.py, told with plain lists.

Written from docs/waiting-and-seats.md, not from the product's code: people, two lists per part, one `if` after another.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.support.small_gathering import DAY, DEADLINE, EVE, OPEN, ZONE

ADMITTED = {"eve": {"executive"}, "day": {"executive", "guest"}}
ON_REQUEST = {"day"}
ENDS = {"eve": datetime(2027, 6, 11, 20, tzinfo=UTC), "day": datetime(2027, 6, 12, 15, tzinfo=UTC)}
DATES = {"eve": EVE, "day": DAY}
ACTIVE = {"confirmed", "waiting", "requested"}


def midnight(day: date) -> datetime:
    """The start of a local day."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


@dataclass
class Person:
    """Somebody registered: function, when the wish came, state of each part, rules set aside for each part."""

    function: str
    received: datetime
    states: dict[str, str] = field(default_factory=dict)
    aside: dict[str, set[str]] = field(default_factory=lambda: {"eve": set(), "day": set()})


class Model:
    """The gathering as it should be."""

    def __init__(self, eve: int | None, day: int | None) -> None:
        self.now = OPEN
        self.capacity = {"eve": eve, "day": day}
        self.deadline = {"eve": DEADLINE, "day": DEADLINE}
        self.people: dict[int, Person] = {}
        self.seated: dict[str, list[int]] = {"eve": [], "day": []}
        self.waiting: dict[str, list[int]] = {"eve": [], "day": []}
        self.trail: list[tuple[str, int]] = []

    def answer(self, part: str, function: str, received: datetime, aside: set[str], own: int = 0) -> str:
        """What a wish gets; `own` does not stand in their own way."""
        closed = received >= ENDS[part] or received >= midnight(self.deadline[part] + timedelta(days=1))
        if closed and "deadline" not in aside:
            return "refused"
        if function not in ADMITTED[part] and "audience" not in aside:
            return "requested" if part in ON_REQUEST else "refused"
        return self.seat(part, aside, own)

    def seat(self, part: str, aside: set[str], own: int = 0) -> str:
        """A seat, or the list."""
        queue = [pk for pk in self.waiting[part] if pk != own]
        if "capacity" in aside or (self.has_seat(part) and (not queue or self.capacity[part] is None)):
            return "confirmed"
        return "waiting"

    def has_seat(self, part: str) -> bool:
        """Whether one more may sit."""
        capacity = self.capacity[part]
        return capacity is None or len(self.seated[part]) < capacity

    def put(self, pk: int, part: str, state: str) -> None:
        """Take somebody out of the lists of a part and put them where they belong now."""
        for people in (self.seated[part], self.waiting[part]):
            if pk in people:
                people.remove(pk)
        if state == "confirmed":
            self.seated[part].append(pk)
        if state == "waiting":
            self.waiting[part].append(pk)
        if state == "withdrawn":
            self.people[pk].aside[part].clear()
        self.people[pk].states[part] = state

    def move_up(self, part: str) -> None:
        """The first of the list, as long as there is a seat and it is not too late."""
        stopped = self.now >= midnight(DATES[part] - timedelta(days=1))
        while self.waiting[part] and self.has_seat(part) and not stopped:
            pk = self.waiting[part][0]
            person = self.people[pk]
            admitted = person.function in ADMITTED[part] or "audience" in person.aside[part]
            self.put(pk, part, "confirmed" if admitted else "requested")
            self.trail.append(("promoted" if admitted else "no_longer_admitted", pk))

    def register(self, pk: int | None, parts: list[str], function: str) -> dict[str, str]:
        """Somebody asks for parts; what each gets. Nothing is kept when all are refused."""
        states = {part: self.answer(part, function, self.now, set()) for part in parts}
        if pk is not None:
            self.people[pk] = Person(function, self.now)
            for part, state in states.items():
                self.put(pk, part, state)
            self.trail.append(("created", pk))
        return states

    def withdraw(self, pk: int, parts: list[str]) -> None:
        """Somebody gives parts back."""
        left = [part for part in parts if self.people[pk].states.get(part) in ACTIVE and self.now < ENDS[part]]
        for part in left:
            self.put(pk, part, "withdrawn")
        if left:
            self.trail.append(("withdrawn", pk))
        for part in left:
            self.move_up(part)

    def change(self, pk: int, parts: list[str], function: str) -> None:
        """Somebody wishes other parts, in another function."""
        person = self.people[pk]
        is_other = person.function != function
        person.function = function
        changed = [part for part in ("eve", "day") if self.change_part(pk, person, part, part in parts)]
        if changed or is_other:
            self.trail.append(("changed", pk))
        for part in changed:
            self.move_up(part)

    def change_part(self, pk: int, person: Person, part: str, wished: bool) -> bool:
        """One part of a change; whether anything changed."""
        before = person.states.get(part, "")
        if not wished:
            after = "withdrawn" if before in ACTIVE and self.now < ENDS[part] else before
        elif before not in ACTIVE:
            after = self.answer(part, person.function, self.now, person.aside[part])
        elif person.function in ADMITTED[part] or "audience" in person.aside[part]:
            after = before
        else:
            after = "requested" if part in ON_REQUEST else "refused"
        if after != before:
            self.put(pk, part, after)
        return after != before

    def decide(self, pk: int, part: str, accept: bool) -> None:
        """The organiser answers a request."""
        if accept:
            self.people[pk].aside[part].add("audience")
        self.put(pk, part, self.seat(part, set()) if accept else "refused")
        self.trail.append(("accepted" if accept else "refused", pk))

    def set_aside(self, pk: int, part: str, rule: str) -> None:
        """The organiser sets a rule aside; all others are asked again, as of the day the wish came."""
        person = self.people[pk]
        person.aside[part].add(rule)
        after = self.answer(part, person.function, person.received, person.aside[part], own=pk)
        if after != person.states[part]:
            self.put(pk, part, after)
        self.trail.append(("rule_set_aside", pk))

    def set_capacity(self, part: str, capacity: int | None) -> None:
        """More seats, or fewer: nobody is removed."""
        self.capacity[part] = capacity
        self.move_up(part)
