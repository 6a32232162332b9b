"""Taking people from a spreadsheet: read, decided line by line, approved, and only then written."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import PurePath

from django.db import transaction

from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.imported import close_file, waiting_file
from filrouge.stages.registration.importing.columns import Columns, recognise_columns
from filrouge.stages.registration.importing.sheets import read_table
from filrouge.stages.registration.models import ImportedFile


def read_file(
    *, facts: GatheringFacts, name: str, data: bytes, actor: Actor, now: datetime, received: date | None = None
) -> int:
    """Read a spreadsheet in and keep it for approval; its id. Nothing else is written, and of columns for a party, for
    needs and for private matters nothing is kept at all.

    `received` is the day on which the list came, for lines that give none. Raises Unreadable.
    """
    # Before any transaction: a hostile file takes seconds to read, and nobody shall wait for it.
    columns, rows = recognise_columns(read_table(data), facts)
    columns = replace(columns, received=received.isoformat() if received else "")
    row = ImportedFile.objects.create(
        gathering_id=facts.id,
        name=PurePath(name.replace("\\", "/")).name[:200],
        read_at=now,
        read_by=actor.label[:200],
        lines=[[number, list(cells)] for number, cells in rows],
        columns=columns.to_json(),
    )
    return row.pk


@transaction.atomic
def choose_columns(*, facts: GatheringFacts, file_id: int, names: Sequence[str], everybody: Sequence[str] = ()) -> None:
    """Read the columns as something else, and give the parts with these keys to lines that name none.

    Raises NotWaiting, ValueError for another number of columns than the file has.
    """
    row = waiting_file(facts, file_id)
    columns = Columns.from_json(row.columns).with_names(names, facts)
    known = tuple(part.key for part in facts.parts if part.key in everybody)
    row.columns = replace(columns, everybody=known).to_json()
    row.save(update_fields=["columns"])


@transaction.atomic
def decide_lines(
    *,
    facts: GatheringFacts,
    file_id: int,
    lines: Mapping[int, str] | None = None,
    bodies: Mapping[str, int] | None = None,
) -> None:
    """Note what the desk decides: by line number "new", "skip", or the key of the same person; by folded name which
    body is meant, 0 for none of the directory. An empty decision takes an earlier one back. Raises NotWaiting.

    A decision that no longer fits (somebody withdrew meanwhile) is not obeyed when the file is taken.
    """
    row = waiting_file(facts, file_id)
    decided = dict(row.decisions.get("lines", {}))
    for number, decision in (lines or {}).items():
        decided[str(number)] = decision
    chosen = {**row.decisions.get("bodies", {}), **(bodies or {})}
    row.decisions = {"lines": {number: said for number, said in decided.items() if said}, "bodies": chosen}
    row.save(update_fields=["decisions"])


@transaction.atomic
def leave_file(*, facts: GatheringFacts, file_id: int, actor: Actor, now: datetime) -> None:
    """Leave a file: what it held is dropped. Raises NotWaiting."""
    close_file(waiting_file(facts, file_id), {"left_by": actor.label, "left_at": now.isoformat()})
