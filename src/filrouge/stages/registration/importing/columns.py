"""The columns of a file: which are read as what, which are not taken, and of which nothing is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from filrouge.core.text import search_form
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.registration.importing.fields import Field, Refusal, part_column, part_of_column
from filrouge.stages.registration.importing.headings import guess, recognise
from filrouge.stages.registration.importing.refused import is_political, refused
from filrouge.stages.registration.importing.sheets import Row, Table, Unreadable, of_width
from filrouge.stages.registration.importing.values import is_mark

# Some lists carry a title above their headings.
_HEADINGS_WITHIN = 10
_LOOKED_AT = 500


@dataclass(frozen=True)
class Columns:
    """The columns that are kept, by place: their headings, and what each is read as ("" for one that is not taken).

    `dropped` are the headings of which nothing is kept, with the reason. `everybody` are the parts, by key, of a line
    that names none; `received` the day (ISO) on which the file came, of a line that gives none.
    """

    headings: tuple[str, ...]
    names: tuple[str, ...]
    dropped: tuple[tuple[str, Refusal], ...] = ()
    everybody: tuple[str, ...] = ()
    received: str = ""
    sheet: str = ""
    others: int = 0

    def place(self, name: str) -> int | None:
        """Where a field stands, None where it does not."""
        return self.names.index(name) if name in self.names else None

    def heading(self, name: str) -> str:
        """What the file calls a column; the name itself where it has none."""
        place = self.place(name)
        return name if place is None else self.headings[place]

    @property
    def not_taken(self) -> tuple[str, ...]:
        """The headings of columns that are kept until the file is taken, and not read."""
        return tuple(heading for heading, name in zip(self.headings, self.names, strict=True) if not name)

    @property
    def says_parts(self) -> bool:
        """Whether the file says who takes which part."""
        return any(name == Field.PARTS or part_of_column(name) for name in self.names)

    def with_names(self, names: Sequence[str], facts: GatheringFacts) -> "Columns":
        """The same columns read as something else; of two that would be read as the same, the first is.

        Raises ValueError for another number of columns; a name that there is not is read as nothing.
        """
        if len(names) != len(self.headings):
            raise ValueError(f"{len(self.headings)} columns, {len(names)} names")
        known = {*map(str, Field), *(part_column(part.key) for part in facts.parts)}
        return replace(self, names=_once([name if name in known else "" for name in names]))

    def to_json(self) -> dict[str, Any]:
        """What the record keeps."""
        return {
            "headings": list(self.headings),
            "names": list(self.names),
            "dropped": [[heading, reason.value] for heading, reason in self.dropped],
            "everybody": list(self.everybody),
            "received": self.received,
            "sheet": self.sheet,
            "others": self.others,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Columns":
        """Read back what `to_json` wrote."""
        return cls(
            headings=tuple(data["headings"]),
            names=tuple(data["names"]),
            dropped=tuple((heading, Refusal(reason)) for heading, reason in data["dropped"]),
            everybody=tuple(data["everybody"]),
            received=data["received"],
            sheet=data["sheet"],
            others=data["others"],
        )


def recognise_columns(table: Table, facts: GatheringFacts) -> tuple[Columns, tuple[Row, ...]]:
    """The columns of a table and its lines without the headings, and without what is not kept.

    Raises Unreadable when no heading is known, or nothing stands below them.
    """
    place = _heading_row(table.rows)
    width = max(len(cells) for _number, cells in table.rows)
    (_, headings), *lines = of_width(table.rows[place:], width)
    kept, names, dropped = [], [], []
    for column, heading in enumerate(headings):
        cells = [cells[column] for _number, cells in lines]
        if not heading and not any(cells):
            continue
        name = _recognised(heading, cells, facts)
        if isinstance(name, Refusal):
            dropped.append((_said_of_dropped(heading, column, name), name))
        else:
            kept.append(column)
            names.append(name)
    if not any(names):
        raise Unreadable("no_headings")
    columns = Columns(
        headings=tuple(headings[column] for column in kept),
        names=_names_of_people(_once(names)),
        dropped=tuple(dropped),
        everybody=tuple(part.key for part in facts.parts) if len(facts.parts) == 1 else (),
        sheet=table.sheet,
        others=table.others,
    )
    rows = ((number, tuple(cells[column] for column in kept)) for number, cells in lines)
    if not (said := tuple((number, cells) for number, cells in rows if any(cells))):
        raise Unreadable("no_lines")
    return columns, said


def _heading_row(rows: Sequence[Row]) -> int:
    """The first row with two headings that are known, else the first of all."""
    for place, (_number, cells) in enumerate(rows[:_HEADINGS_WITHIN]):
        if sum(recognise(cell) is not None for cell in cells if cell) >= 2:
            return place
    return 0


def _recognised(heading: str, cells: Sequence[str], facts: GatheringFacts) -> str | Refusal:
    """What a column is read as, "" for nothing, or why nothing of it is kept."""
    said = [cell for cell in cells if cell][:_LOOKED_AT]
    folded = search_form(heading)
    part = part_named(folded, facts)
    # A part may be called "Dinner of the groups": then only a column of yes and no is about the part.
    if part is not None and (all(map(is_mark, said)) or (not is_political(folded) and refused(heading, ()) is None)):
        return part_column(part.key)
    if is_political(folded):
        # "Parti" is a political party in French and the parts of a gathering in Italian.
        return Field.PARTS.value if folded == "parti" and _name_parts(said, facts) else Refusal.POLITICAL
    if (found := recognise(heading)) is not None:
        return found.value
    if (reason := refused(heading, said)) is not None:
        return reason
    guessed = guess(heading)
    return guessed.value if guessed else ""


def _said_of_dropped(heading: str, column: int, reason: Refusal) -> str:
    """How a dropped column is spoken of: by its letter where what stands below gave it away, not its heading."""
    if reason is not Refusal.POLITICAL or is_political(search_form(heading)):
        return heading
    first, last = divmod(column, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


def _name_parts(cells: Sequence[str], facts: GatheringFacts) -> bool:
    return bool(cells) and all(part_named(search_form(cell), facts) for cell in cells)


def part_named(folded: str, facts: GatheringFacts) -> PartFacts | None:
    """The part that bears this folded name: its key, or its title in any language."""
    for part in facts.parts:
        if folded in (search_form(part.key), *map(search_form, part.title.values())):
            return part
    return None


def _once(names: Sequence[str]) -> tuple[str, ...]:
    """Each name at its first place only."""
    return tuple("" if name in names[:place] else name for place, name in enumerate(names))


def _names_of_people(names: tuple[str, ...]) -> tuple[str, ...]:
    """ "Name" is the family name beside a first name, and the whole name where it stands alone."""

    def instead(one: Field, other: Field) -> tuple[str, ...]:
        return tuple(other.value if name == one else name for name in names)

    if Field.GIVEN_NAME in names and Field.FAMILY_NAME not in names:
        return instead(Field.WHOLE_NAME, Field.FAMILY_NAME)
    if Field.FAMILY_NAME in names and not {Field.GIVEN_NAME, Field.WHOLE_NAME} & set(names):
        return instead(Field.FAMILY_NAME, Field.WHOLE_NAME)
    return names
