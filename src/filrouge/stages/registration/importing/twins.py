"""Who in a list is perhaps the same person as somebody else: proposed here, decided by people.

Two are the same when the key of the file is, or the folded name together with the address (or, without an address, with
the body). They resemble when only one of the two is the same, or when two names of one body differ by a letter, by
their order, or by how an umlaut is written.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from filrouge.core.names import PersonName
from filrouge.core.text import search_form
from filrouge.stages.registration.queries import sort_name

Mark = tuple["Likeness", int]


class Likeness(StrEnum):
    """By what two are taken for one, from the surest to the least sure."""

    REFERENCE = "reference"
    PERSON = "person"
    NAME = "name"
    EMAIL = "email"
    SIMILAR = "similar"


SURE = frozenset({Likeness.REFERENCE, Likeness.PERSON})


@dataclass(frozen=True)
class Trait:
    """What is compared of a person. `key` names them: "r17" for a registration, "l12" for a line.

    `body` is "#4" for one of the directory, else a folded name; `through` the address of whoever registers them.
    """

    key: str
    name: PersonName
    email: str
    body: str
    reference: str
    through: str


@dataclass(frozen=True)
class Twin:
    """Somebody who is perhaps the same person, and by what."""

    key: str
    likeness: Likeness


@dataclass(frozen=True)
class Marks:
    """What somebody is found by, the surest first: `kept` for those who come later, `sought` among those before."""

    key: str
    kept: tuple[Mark, ...]
    sought: tuple[Mark, ...]


def marks_of(person: Trait, bodies: Collection[str]) -> Marks:
    """The marks of somebody; spellings are compared only within `bodies`. As many as their name has letters."""
    name = sort_name(person.name)
    both: list[Mark] = []
    if person.reference:
        both.append((Likeness.REFERENCE, hash(("reference", person.reference))))
    if place := person.email or person.body or person.through:
        both.append((Likeness.PERSON, hash(("person", name, place))))
    both.append((Likeness.NAME, hash(("name", name))))
    if person.email:
        both.append((Likeness.EMAIL, hash(("email", person.email))))
    if person.body not in bodies:
        return Marks(person.key, tuple(both), tuple(both))
    short, full = _short_and_full(person.name)
    both += [(Likeness.SIMILAR, hash((person.body, spelling))) for spelling in _spellings(person.name)]
    return Marks(
        person.key,
        kept=(*both, *((Likeness.SIMILAR, hash((person.body, form))) for form in short)),
        sought=(*both, *((Likeness.SIMILAR, hash((person.body, form))) for form in full)),
    )


class Twins:
    """People met so far, found again by what they have in common."""

    def __init__(self) -> None:
        self._by: dict[Mark, list[str]] = defaultdict(list)

    def add(self, person: Marks) -> None:
        """Remember somebody."""
        for mark in person.kept:
            self._by[mark].append(person.key)

    def of(self, person: Marks, most: int = 4) -> tuple[Twin, ...]:
        """Those who are perhaps the same person, the surest first, each once."""
        found: dict[str, Twin] = {}
        for mark in person.sought:
            if mark in self._by:
                for key in self._by[mark][:most]:
                    found.setdefault(key, Twin(key, mark[0]))
        return tuple(found.values())[:most]


_SOUNDS = (("ue", "u"), ("oe", "o"), ("ae", "a"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("y", "i"), ("z", "s"))
_DOUBLED = re.compile(r"(.)\1")
# A name this short is another one with a letter less.
_LONG_ENOUGH = 8


@lru_cache(maxsize=10_000)
def _spellings(name: PersonName) -> tuple[str, ...]:
    """The forms that two spellings of one name share: words sorted, sounds written one way, one letter left out.

    Kept: a list is compared anew for each page of its preview and once more when it is taken.
    """
    return tuple(_spelt(name))


def _spelt(name: PersonName) -> Iterator[str]:
    sound = " ".join(map(_sound, sorted(search_form(name.full).split())))
    yield sound
    # "de La Tour", "Delatour".
    yield f"{_sound(search_form(name.family).replace(' ', ''))}|{_sound(search_form(name.given).replace(' ', ''))}"
    if len(sound) >= _LONG_ENOUGH:
        for place, letter in enumerate(sound):
            if letter.isalpha():
                yield f"{sound[:place]}{sound[place + 1 :]}"


def _short_and_full(name: PersonName) -> tuple[list[str], list[str]]:
    """For a first name that is short ("J.", "Anne") or full ("Jean", "Anne-Marie"): the forms under which it is kept,
    and those under which the other one is, and is looked for."""
    given, family = search_form(name.given).split(), _sound(search_form(name.family))
    if not given or not family:
        return [], []
    forms = (
        ("initial", "full", given[0][0], len(given[0]) == 1),
        ("one", "several", _sound(given[0]), len(given) == 1),
    )
    kept = [f"{family}|{said}|{short if is_short else full}" for short, full, said, is_short in forms]
    sought = [f"{family}|{said}|{full if is_short else short}" for short, full, said, is_short in forms]
    return kept, sought


@lru_cache(maxsize=20_000)
def _sound(word: str) -> str:
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _DOUBLED.sub(r"\1", word.replace("h", ""))
