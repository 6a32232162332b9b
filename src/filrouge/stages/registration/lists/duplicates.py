"""Registrations that resemble each other so much that they may be one person's; four queries whatever their number."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import combinations

from filrouge.core.text import search_form
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import ACTIVE
from filrouge.stages.registration.lists.search import RegistrationLine, lines_of
from filrouge.stages.registration.models import Registration, ToldApart

# More people than this behind one mailbox are a secretariat's: of those only names that resemble each other are shown.
_MAILBOX = 4
# A bucket as large as this tells nothing about anybody in it.
_MOST_IN_A_BUCKET = 200
_ALIKE = 0.8
_LONG_ENOUGH, _END = 6, 3


class Why(StrEnum):
    """What makes two registrations resemble each other, the most telling first."""

    NAME = "name"
    NO_ADDRESS = "no_address"
    ADDRESS = "address"
    SIMILAR = "similar"


_RANK = {why: rank for rank, why in enumerate(Why)}


@dataclass(frozen=True)
class Resemblance:
    """Two registrations, the one received first before the other."""

    why: Why
    first: RegistrationLine
    second: RegistrationLine


@dataclass(frozen=True)
class _Person:
    """What is compared. `family` and `given` are folded; `body` is empty for somebody without one."""

    id: int
    email: str
    family: str
    given: str
    body: str

    @property
    def name(self) -> str:
        """The whole name, folded."""
        return f"{self.family} {self.given}".strip()

    @property
    def words(self) -> tuple[str, ...]:
        """All words of the name, in no order."""
        return tuple(sorted(self.name.split()))


class Resembling:
    """All pairs that staff have not told apart; a paginator slices them."""

    ordered = True

    def __init__(self, facts: GatheringFacts, language: str) -> None:
        self._facts, self._language = facts, language
        self._pairs = sorted(_pairs(_people(facts.id), _apart(facts.id)), key=lambda pair: (_RANK[pair[2]], pair[:2]))

    def count(self) -> int:
        """How many pairs there are."""
        return len(self._pairs)

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, which: slice) -> Sequence[Resemblance]:
        pairs = self._pairs[which]
        lines = lines_of(self._facts, {pk for first, second, _ in pairs for pk in (first, second)}, self._language)
        return [Resemblance(why, lines[first], lines[second]) for first, second, why in pairs]


def _people(gathering_id: int) -> list[_Person]:
    """Everybody who counts on something."""
    rows = Registration.objects.filter(gathering_id=gathering_id, erased_at=None)
    counted = rows.filter(parts__state__in=[state.value for state in ACTIVE]).distinct().order_by("pk")
    return [
        _Person(pk, email, *_name(sort_name), str(body) if body else search_form(typed))
        for pk, email, sort_name, body, typed in counted.values_list(
            "pk", "email", "sort_name", "organisation_id", "organisation_text"
        )
    ]


def _name(sort_name: str) -> tuple[str, str]:
    family, _, given = sort_name.partition("|")
    return family, given


def _apart(gathering_id: int) -> frozenset[tuple[int, int]]:
    told = ToldApart.objects.filter(first__gathering_id=gathering_id).order_by("pk")
    return frozenset(told.values_list("first_id", "second_id"))


def _pairs(people: Iterable[_Person], apart: Collection[tuple[int, int]]) -> Iterator[tuple[int, int, Why]]:
    """Each pair once, for the most telling of its reasons."""
    known = list(people)
    met = set(apart)
    for why, found in (
        (Why.NAME, _of_one_name(known)),
        (Why.NO_ADDRESS, _without_address(known)),
        (Why.ADDRESS, _of_one_mailbox(known)),
        (Why.SIMILAR, _of_similar_names(known)),
    ):
        for one, other in found:
            pair = (min(one.id, other.id), max(one.id, other.id))
            if pair not in met:
                met.add(pair)
                yield (*pair, why)


_Two = Iterator[tuple[_Person, _Person]]


def _of_one_name(people: Collection[_Person]) -> _Two:
    """The same name, folded, under two addresses; or under one, when somebody was registered twice knowingly."""
    with_address = [person for person in people if person.email]
    yield from _together(with_address, lambda person: [(person.family, person.given)])


def _without_address(people: Collection[_Person]) -> _Two:
    """The same name and body, and one of them at least without an address: paper and web, for instance."""
    for one, other in _together(people, lambda person: [(person.family, person.given, person.body)]):
        if not (one.email and other.email):
            yield one, other


def _of_one_mailbox(people: Collection[_Person]) -> _Two:
    """One address under two names."""
    size = _sizes(person.email for person in people)
    with_address = [person for person in people if person.email]
    for one, other in _together(with_address, lambda person: [person.email]):
        if size[one.email] <= _MAILBOX or _are_alike(one, other):
            yield one, other


def _of_similar_names(people: Collection[_Person]) -> _Two:
    """Names of one body that differ by a slip of the pen, by their order, or by a first name cut short."""
    with_body = [person for person in people if person.body]
    yield from _together(with_body, lambda person: [(person.body, *person.words)])
    for one, other in _together(with_body, lambda person: [(person.body, person.family)]):
        if one.given.startswith(other.given) or other.given.startswith(one.given):
            yield one, other
    for one, other in _together(with_body, _ends):
        if _by_one_slip(one.name, other.name):
            yield one, other


def _ends(person: _Person) -> Iterator[Hashable]:
    """The first and the last letters of a name: two that differ by one slip have the one or the other in common."""
    name = person.name
    if len(name) >= _LONG_ENOUGH:
        yield (person.body, "first", name[:_END])
        yield (person.body, "last", name[-_END:])


def _by_one_slip(one: str, other: str) -> bool:
    """Whether two names differ by one letter: another one, one too many, or two that changed places."""
    if abs(len(one) - len(other)) > 1:
        return False
    at = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if at is None:
        return True
    rest, other_rest = one[at:], other[at:]
    swapped = rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:]
    return swapped or rest[1:] in (other_rest[1:], other_rest) or rest == other_rest[1:]


def _are_alike(one: _Person, other: _Person) -> bool:
    return SequenceMatcher(None, " ".join(one.words), " ".join(other.words)).ratio() >= _ALIKE


def _together(people: Iterable[_Person], keys_of: Callable[[_Person], Iterable[Hashable]]) -> _Two:
    """Every two people who share a key."""
    buckets: Mapping[Hashable, list[_Person]] = defaultdict(list)
    for person in people:
        for key in keys_of(person):
            buckets[key].append(person)
    for bucket in buckets.values():
        if 1 < len(bucket) <= _MOST_IN_A_BUCKET:
            yield from combinations(bucket, 2)


def _sizes(keys: Iterable[str]) -> Mapping[str, int]:
    sizes: dict[str, int] = defaultdict(int)
    for key in keys:
        sizes[key] += 1
    return sizes
