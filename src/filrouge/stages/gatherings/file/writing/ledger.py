"""Writing rows by their natural key, only where something differs, and noting what was done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)
Values = Mapping[str, Any]


@dataclass
class Ledger:
    """What was created, changed, removed or left as it was: things as “part eve”."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)

    @property
    def wrote(self) -> bool:
        """Whether anything at all was written."""
        return bool(self.created or self.changed or self.removed)

    def note_change(self, thing: str) -> None:
        """What was left as it was has changed after all; what is new stays new."""
        if thing in self.unchanged:
            self.unchanged.remove(thing)
            self.changed.append(thing)

    def touched(self, *kinds: str) -> bool:
        """Whether anything of these kinds was written."""
        written = (*self.created, *self.changed, *self.removed)
        return any(thing.partition(" ")[0] in kinds for thing in written)


def differing(row: models.Model, values: Values) -> list[str]:
    """Names of the fields of a row that do not hold these values."""
    return [name for name, value in values.items() if getattr(row, name) != value]


def put(
    ledger: Ledger, model: type[Row], row: Row | None, thing: str, values: Values, only_when_made: Values | None = None
) -> Row:
    """The row with these values: made when there is none, saved when a field differs."""
    if row is None:
        ledger.created.append(thing)
        return model._default_manager.create(**values, **(only_when_made or {}))
    if names := differing(row, values):
        for name in names:
            setattr(row, name, values[name])
        row.save(update_fields=names)
        ledger.changed.append(thing)
    else:
        ledger.unchanged.append(thing)
    return row


def put_all(
    ledger: Ledger,
    model: type[Row],
    found: Mapping[str, Row],
    wanted: Mapping[str, Values],
    *,
    kind: str,
    natural: Sequence[str],
) -> dict[str, Row]:
    """Many rows at once, in one statement for all that are new or differ; `wanted` holds complete values by name.

    `natural` names the fields of the unique constraint by which the database recognises a row.
    """
    writing: list[Row] = []
    for name, values in wanted.items():
        row = found.get(name)
        things = ledger.created if row is None else ledger.changed if differing(row, values) else ledger.unchanged
        things.append(f"{kind} {name}")
        if things is not ledger.unchanged:
            writing.append(model(**values))
    others = [name for name in next(iter(wanted.values()), {}) if name not in natural]
    if writing:
        model._default_manager.bulk_create(
            writing, update_conflicts=True, unique_fields=list(natural), update_fields=others, batch_size=500
        )
    return {**found, **dict(_named(wanted, writing, natural))}


def _named(wanted: Mapping[str, Values], rows: Iterable[Row], natural: Sequence[str]) -> Iterable[tuple[str, Row]]:
    names = {tuple(values[field] for field in natural): name for name, values in wanted.items()}
    return ((names[tuple(getattr(row, field) for field in natural)], row) for row in rows)


def link_all(
    ledger: Ledger, rows: Mapping[str, Row], wanted: Mapping[str, int | None], *, column: str, kind: str
) -> None:
    """Set a reference between rows of one table, after all of them exist."""
    moved = [name for name, target in wanted.items() if getattr(rows[name], column) != target]
    for name in moved:
        setattr(rows[name], column, wanted[name])
        ledger.note_change(f"{kind} {name}")
    if moved:
        model = type(rows[moved[0]])
        model._default_manager.bulk_update([rows[name] for name in moved], [column], batch_size=100)


def drop(ledger: Ledger, rows: Mapping[str, models.Model], kept: Iterable[str], kind: str) -> None:
    """Delete the rows whose name is not kept."""
    keeping = set(kept)
    for name, row in rows.items():
        if name not in keeping:
            row.delete()
            ledger.removed.append(f"{kind} {name}")
