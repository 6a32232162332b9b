"""The rows of imported files: one that waits, closing it, and dropping what nobody took. Light: the worker loads it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from filrouge.ground.database import lock_rows
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.importing import KEPT_FOR
from filrouge.stages.registration.models import ImportedFile


class NotWaiting(LookupError):
    """The file was taken, left or dropped already, or there is none."""


def waiting_file(facts: GatheringFacts, file_id: int) -> ImportedFile:
    """A file of this gathering that waits, locked. Raises NotWaiting."""
    row = lock_rows(ImportedFile.objects.filter(gathering_id=facts.id), [file_id]).get(file_id)
    if row is None or not _waits(row):
        raise NotWaiting
    return row


def close_file(row: ImportedFile, result: Mapping[str, Any], *, now: datetime | None = None) -> None:
    """Keep what became of a file, and nothing of whom it named. `now` when it was taken."""
    row.lines, row.columns, row.decisions = [], {}, {}
    row.result, row.taken_at = dict(result), now
    row.save(update_fields=["lines", "columns", "decisions", "result", "taken_at"])


def drop_forgotten(now: datetime) -> int:
    """Drop what files hold that nobody approved within a week; how many."""
    waiting = ImportedFile.objects.filter(taken_at=None, result={}, read_at__lt=now - KEPT_FOR).order_by("pk")
    ids = list(waiting.values_list("pk", flat=True))
    if not ids:
        return 0
    with transaction.atomic():
        forgotten = [row for row in lock_rows(ImportedFile.objects.all(), ids).values() if _waits(row)]
        for row in forgotten:
            close_file(row, {"left_by": "", "left_at": now.isoformat()})
    return len(forgotten)


def _waits(row: ImportedFile) -> bool:
    return row.taken_at is None and not row.result
