"""Files that were read in and wait for approval, and what became of earlier ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from filrouge.stages.registration.importing import KEPT_FOR
from filrouge.stages.registration.importing.columns import Columns
from filrouge.stages.registration.importing.drafting import FileRead
from filrouge.stages.registration.models import ImportedFile


@dataclass(frozen=True)
class FileLine:
    """One file in a list. `result` holds counts and numbers of lines, never a name; empty while the file waits."""

    id: int
    name: str
    read_at: datetime
    read_by: str
    taken_at: datetime | None
    result: Mapping[str, Any]

    @property
    def waits(self) -> bool:
        """Whether somebody has still to approve it or to leave it."""
        return self.taken_at is None and not self.result

    @property
    def dropped_on(self) -> datetime:
        """When it is dropped by itself."""
        return self.read_at + KEPT_FOR


def file_to_approve(*, gathering_id: int, file_id: int) -> tuple[FileLine, FileRead | None] | None:
    """A file of a gathering, with what it holds while it waits; None if there is no such file. One query."""
    row = ImportedFile.objects.filter(gathering_id=gathering_id, pk=file_id).first()
    if row is None:
        return None
    line = FileLine(row.pk, row.name, row.read_at, row.read_by, row.taken_at, row.result)
    return line, file_read(row) if line.waits else None


def file_read(row: ImportedFile) -> FileRead:
    """What a stored file holds."""
    return FileRead(
        id=row.pk,
        columns=Columns.from_json(row.columns),
        rows=[(number, tuple(cells)) for number, cells in row.lines],
        read_at=row.read_at,
        decided=row.decisions.get("lines", {}),
        bodies=row.decisions.get("bodies", {}),
    )


def files_of(gathering_id: int, most: int = 20) -> Sequence[FileLine]:
    """The latest files of a gathering, newest first, without what they hold; one query."""
    rows = ImportedFile.objects.filter(gathering_id=gathering_id).order_by("-pk")
    found = rows.values_list("pk", "name", "read_at", "read_by", "taken_at", "result")[:most]
    return [FileLine(*row) for row in found]
