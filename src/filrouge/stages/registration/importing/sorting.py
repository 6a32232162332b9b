"""Sorting the lines of a file: new, known, or perhaps somebody who is there already. Nothing is decided for the desk
but what cannot be otherwise: the same key or the same name and address is the same person."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from filrouge.stages.registration.importing.known import KnownPerson
from filrouge.stages.registration.importing.lines import ReadLine
from filrouge.stages.registration.importing.twins import SURE, Likeness, Marks, Trait, Twin, Twins, marks_of
from filrouge.stages.registration.importing.weighed import Fate
from filrouge.stages.registration.queries import sort_name

NEW, SKIP = "new", "skip"


@dataclass(frozen=True)
class Sorted:
    """A line with what the desk decided of it, or may decide. `is_again`: the desk asks once more for what was given
    back."""

    line: ReadLine
    fate: Fate
    decision: str = ""
    choices: tuple[str, ...] = ()
    twins: tuple[Twin, ...] = ()
    known: KnownPerson | None = None
    is_again: bool = False


def sort_lines(
    lines: Sequence[ReadLine],
    people: Iterable[KnownPerson],
    body_of: Callable[[str], str],
    decided: Mapping[str, str],
) -> list[Sorted]:
    """Every line with its fate, in the order of the file; `body_of` tells under which mark bodies are compared."""
    sorter = _Sorter(people, {body_of(line.body) for line in lines if line.body}, decided)
    found = [sorter.sort(line, body_of(line.body)) for line in lines]
    joined = sorter.joined
    return [replace(one, line=joined[one.line.number]) if one.line.number in joined else one for one in found]


@dataclass
class _Sorter:
    people: Iterable[KnownPerson]
    bodies: set[str]
    decided: Mapping[str, str]
    joined: dict[int, ReadLine] = field(default_factory=dict)
    _traits: dict[str, Trait] = field(default_factory=dict)
    _targets: dict[str, int] = field(default_factory=dict)
    _lines: dict[int, ReadLine] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._known = {f"r{person.id}": person for person in self.people}
        self._twins = Twins()
        for key, person in self._known.items():
            through = person.registrant.email if person.registrant else ""
            applicant = person.applicant
            trait = Trait(key, applicant.name, applicant.email, person.body, person.reference, through)
            self._add(trait, marks_of(trait, self.bodies))

    def _add(self, trait: Trait, marks: Marks) -> None:
        self._traits[trait.key] = trait
        self._twins.add(marks)

    def sort(self, line: ReadLine, body: str) -> Sorted:
        """One line, compared with everybody registered and with the lines before it."""
        if line.problems:
            return Sorted(line, Fate.PROBLEM)
        through = line.registrant.email if line.registrant else ""
        trait = Trait(f"l{line.number}", line.name, line.email, body, line.reference, through)
        marks = marks_of(trait, self.bodies)
        twins = self._twins.of(marks)
        # Whoever is surely found does not also resemble others.
        sure = tuple(twin for twin in twins if twin.likeness in SURE and _agree(trait, self._traits[twin.key]))
        found = self._decide(line, sure or twins, sure)
        if found.fate not in (Fate.JOINED, Fate.LEFT_OUT):
            self._add(trait, marks)
        if found.fate in (Fate.NEW, Fate.UPDATED):
            self._lines[line.number] = line
            self._targets[trait.key] = line.number
            if found.known:
                self._targets[f"r{found.known.id}"] = line.number
        return found

    def _decide(self, line: ReadLine, twins: tuple[Twin, ...], sure: tuple[Twin, ...]) -> Sorted:
        choices = self._choices(line, twins, sure)
        decision = self.decided.get(str(line.number), "")
        if decision not in choices:
            decision = ""
        found = Sorted(line, Fate.UNDECIDED, decision, choices, twins)
        if decision == SKIP:
            return replace(found, fate=Fate.LEFT_OUT)
        if decision == NEW or not twins:
            return replace(found, fate=Fate.NEW)
        if decision:
            return self._same(found, decision)
        return self._proposed(found, sure)

    def _choices(self, line: ReadLine, twins: tuple[Twin, ...], sure: tuple[Twin, ...]) -> tuple[str, ...]:
        """The same person as one of the twins; a new one, unless they cannot be told apart; or left out."""
        same = [twin.key for twin in twins if twin.key in self._known or twin.key in self._targets]
        is_one = any(twin.likeness is Likeness.REFERENCE or line.email for twin in sure)
        return (*same, *(() if is_one else (NEW,)), SKIP)

    def _same(self, found: Sorted, key: str) -> Sorted:
        """The desk said who it is. A second line of one person adds to the first."""
        earlier = self._targets.get(key)
        if earlier is not None:
            first = self.joined.get(earlier, self._lines[earlier])
            self.joined[earlier] = first.and_also(found.line)
            return replace(found, fate=Fate.JOINED)
        known = self._known[key]
        return replace(found, fate=Fate.UPDATED, known=known, is_again=not known.active)

    def _proposed(self, found: Sorted, sure: tuple[Twin, ...]) -> Sorted:
        """Known for sure, and on the list only once: an update is proposed."""
        if len(sure) == 1 and sure[0].key in self._known and sure[0].key not in self._targets:
            known = self._known[sure[0].key]
            if known.active:
                return replace(found, fate=Fate.UPDATED, known=known)
        return found


def _agree(one: Trait, other: Trait) -> bool:
    """Whether two with one key also share a name or an address: a key may have been given to two people."""
    is_one_name = sort_name(one.name) == sort_name(other.name)
    return is_one_name or (bool(one.email) and one.email == other.email)
