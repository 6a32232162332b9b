"""A line of the file as it says of a person, checked cell by cell. What is wrong is told; nothing is guessed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from filrouge.core import days
from filrouge.core.names import PersonName
from filrouge.core.text import search_form
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import Pictures
from filrouge.stages.registration.facts import Registrant
from filrouge.stages.registration.importing import values
from filrouge.stages.registration.importing.columns import Columns, part_named
from filrouge.stages.registration.importing.fields import Field, part_of_column
from filrouge.stages.registration.importing.sheets import Row
from filrouge.stages.registration.importing.values import NotRead, Trouble

T = TypeVar("T")

# The same functions and bodies stand on many lines.
_folded = lru_cache(maxsize=2_000)(search_form)

_EVERYTHING = frozenset({"tous", "toutes", "tout", "alle", "alles", "tutti", "tutte", "tutto", "all"})
_REGISTRANT = (
    Field.REGISTRANT_NAME,
    Field.REGISTRANT_FAMILY_NAME,
    Field.REGISTRANT_GIVEN_NAME,
    Field.REGISTRANT_EMAIL,
)


@dataclass(frozen=True)
class ReadLine:
    """What one line says. `stated` names the fields that it gives: what it leaves empty changes nothing.

    `wants` and `gives_back` are keys of parts with a yes and a no. A line with `problems` is not taken; `remarks` tell
    what was left out of one that is.
    """

    number: int
    name: PersonName
    email: str = ""
    body: str = ""
    body_kind: str = ""
    function: str = ""
    function_text: str = ""
    communities: tuple[str, ...] = ()
    territory: str = ""
    level: str = ""
    language: str = ""
    pictures: Pictures | None = None
    reference: str = ""
    registrant: Registrant | None = None
    wants: tuple[str, ...] = ()
    gives_back: tuple[str, ...] = ()
    received_at: datetime | None = None
    stated: frozenset[str] = frozenset()
    problems: tuple[Trouble, ...] = ()
    remarks: tuple[Trouble, ...] = ()

    def and_also(self, other: "ReadLine") -> "ReadLine":
        """This line with what another one of the same person adds: more parts, and fields that this one leaves open."""
        added = {
            name: getattr(other, name)
            for name in ("email", "body", "body_kind", "level", "territory", "language", "pictures", "registrant")
            if not getattr(self, name)
        }
        if not self.function and not self.function_text:
            added |= {"function": other.function, "function_text": other.function_text}
        more = [key for key in other.wants if key not in self.wants]
        return replace(self, **added, wants=(*self.wants, *more), stated=self.stated | other.stated)


@dataclass
class _Line:
    """One line while it is read."""

    number: int
    cells: Mapping[str, str]
    problems: list[Trouble] = field(default_factory=list)
    remarks: list[Trouble] = field(default_factory=list)

    def text(self, name: Field) -> str:
        """A cell that fits into the record; one that does not is a problem."""
        text = self.cells.get(name, "")
        if values.is_too_long(name, text):
            self.problems.append(Trouble(name, "too_long", text[:40]))
        return text

    def read(self, name: str, reader: Callable[[str], T], *, into: list[Trouble]) -> T | None:
        """A cell as something else than text; None where it is empty or cannot be read."""
        text = self.cells.get(name, "")
        if not text:
            return None
        try:
            return reader(text)
        except NotRead as wrong:
            into.append(Trouble(name, wrong.code, text[:80]))
            return None


class LineReader:
    """Reads the lines of one file for one gathering. `now` is when the file was read in."""

    def __init__(self, columns: Columns, facts: GatheringFacts, *, now: datetime) -> None:
        self.columns, self.facts, self.now = columns, facts, now
        self._places = [(place, name) for place, name in enumerate(columns.names) if name]
        self._part_columns = [(name, key) for name in columns.names if (key := part_of_column(name))]

    def read_all(self, rows: Iterable[Row]) -> Iterator[ReadLine]:
        """Each line that says anything in the columns that are read."""
        for number, cells in rows:
            said = {name: cells[place] for place, name in self._places if cells[place]}
            if said:
                yield self._read(_Line(number, said))

    def _read(self, line: _Line) -> ReadLine:
        wants, gives_back = self._parts(line)
        return ReadLine(
            number=line.number,
            name=self._name(line),
            email=line.read(Field.EMAIL, values.address, into=line.problems) or "",
            body=line.text(Field.BODY),
            territory=line.text(Field.TERRITORY),
            level=line.read(Field.LEVEL, values.level, into=line.remarks) or "",
            language=line.read(Field.LANGUAGE, values.language, into=line.remarks) or "",
            pictures=line.read(Field.PICTURES, values.pictures, into=line.remarks),
            reference=line.text(Field.REFERENCE),
            registrant=self._registrant(line),
            wants=wants,
            gives_back=gives_back,
            received_at=self._received(line),
            stated=frozenset(line.cells),
            **self._capacity(line),
            # Read last: the others have told by now.
            problems=tuple(line.problems),
            remarks=tuple(line.remarks),
        )

    def _name(self, line: _Line) -> PersonName:
        family, given = line.text(Field.FAMILY_NAME), line.text(Field.GIVEN_NAME)
        whole = line.text(Field.WHOLE_NAME)
        if whole and not family and not given:
            # Only a comma says where the family name ends; without one the name stays whole.
            before, comma, after = whole.partition(",")
            family, given = before.strip(), after.strip() if comma else ""
        if not family and not given:
            line.problems.append(Trouble(Field.FAMILY_NAME, "no_name"))
        return PersonName(given, family)

    def _capacity(self, line: _Line) -> dict[str, Any]:
        """Kind of body, function and communities, each of the gathering's list where it has them."""
        text = line.text(Field.FUNCTION)
        key = self._functions.get(_folded(text), "") if text else ""
        if text and not key:
            line.remarks.append(Trouble(Field.FUNCTION, "function_as_text", text))
        kind = self._term(line, Field.BODY_KIND, self._kinds)
        said = [part.strip() for part in line.cells.get(Field.COMMUNITIES, "").replace(";", ",").split(",")]
        known = [self._communities.get(_folded(text), "") for text in said if text]
        if said != [""] and "" in known:
            line.remarks.append(Trouble(Field.COMMUNITIES, "unknown_term", line.cells[Field.COMMUNITIES][:80]))
        return {
            "function": key,
            "function_text": "" if key else text,
            "body_kind": kind,
            "communities": tuple(dict.fromkeys(filter(None, known))),
        }

    def _term(self, line: _Line, name: Field, terms: Mapping[str, str]) -> str:
        text = line.cells.get(name, "")
        if text and _folded(text) not in terms:
            line.remarks.append(Trouble(name, "unknown_term", text[:80]))
        return terms.get(_folded(text), "")

    def _registrant(self, line: _Line) -> Registrant | None:
        """Who registers somebody else: known by an address, since the messages go there."""
        if not any(name in line.cells for name in _REGISTRANT):
            return None
        family, given = line.text(Field.REGISTRANT_FAMILY_NAME), line.text(Field.REGISTRANT_GIVEN_NAME)
        whole = line.text(Field.REGISTRANT_NAME)
        place = Field.REGISTRANT_EMAIL
        if "@" in whole and place not in line.cells:
            place, whole = Field.REGISTRANT_NAME, ""
        if not line.cells.get(place):
            line.problems.append(Trouble(place, "registrant_without_address", whole or family or given))
        email = line.read(place, values.address, into=line.problems)
        return Registrant(PersonName(given, family or whole), email) if email else None

    def _parts(self, line: _Line) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The keys of the parts with a yes, in the order of the gathering, and of those with a no."""
        said: dict[str, bool] = dict.fromkeys(self._listed(line), True)
        for name, key in self._part_columns:
            if (yes := line.read(name, values.mark, into=line.problems)) is not None:
                said[key] = yes
        if not said:
            said = dict.fromkeys(self.columns.everybody, True)
        keys = [part.key for part in self.facts.parts]
        return tuple(key for key in keys if said.get(key)), tuple(key for key in keys if said.get(key) is False)

    def _listed(self, line: _Line) -> list[str]:
        text = line.cells.get(Field.PARTS, "")
        if not text:
            return []
        if _folded(text) in _EVERYTHING:
            return [part.key for part in self.facts.parts]
        if whole := part_named(_folded(text), self.facts):
            return [whole.key]
        found = []
        for piece in filter(None, map(str.strip, text.replace(",", ";").replace("+", ";").split(";"))):
            if part := part_named(_folded(piece), self.facts):
                found.append(part.key)
            else:
                line.problems.append(Trouble(Field.PARTS, "unknown_part", piece[:80]))
        return found

    def _received(self, line: _Line) -> datetime | None:
        said = line.read(Field.RECEIVED, values.moment, into=line.problems)
        if said is None:
            return self._file_received
        instant = self._instant(*said)
        if instant is None:
            line.problems.append(Trouble(Field.RECEIVED, "still_to_come", line.cells[Field.RECEIVED]))
        return instant

    def _instant(self, day: date, hour: time | None) -> datetime | None:
        """When a wish of this day counts as received: noon of an earlier day, never after the file was read."""
        today = days.local_day(self.now, self.facts.zone)
        if day > today:
            return None
        if day == today and hour is None:
            return self.now
        return min(days.at_local(day, hour or time(12), self.facts.zone), self.now)

    # ---------------------------------------------------------------------------------------------- what is known

    @cached_property
    def _file_received(self) -> datetime | None:
        if not self.columns.received:
            return None
        return self._instant(date.fromisoformat(self.columns.received), None)

    @cached_property
    def _functions(self) -> Mapping[str, str]:
        return _by_words(self.facts.vocabulary.functions)

    @cached_property
    def _kinds(self) -> Mapping[str, str]:
        if self.facts.vocabulary.body_kinds or not self.facts.asks_category:
            return _by_words(self.facts.vocabulary.body_kinds)
        # As the form offers them: the shipped kinds, where a gathering only counts.
        from filrouge.stages.gatherings.file.catalogue import shipped

        kinds = shipped().body_kinds.items()
        return {_folded(word): key for key, kind in kinds for word in (key, *kind["label"].values())}

    @cached_property
    def _communities(self) -> Mapping[str, str]:
        return _by_words(self.facts.vocabulary.communities)


def _by_words(terms: Iterable[Any]) -> Mapping[str, str]:
    """The key of each term under its folded key, labels and plurals; the first of two that share a word."""
    found: dict[str, str] = {}
    for term in terms:
        for word in (term.key, *term.label.values(), *term.plural.values()):
            found.setdefault(_folded(word), term.key)
    return found
