"""Taking contacts from a file: read, looked at line by line, approved, and only then written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_rows
from filrouge.ground.directory.contact_actions import add_functions, write_contact
from filrouge.ground.directory.contact_files import TO_DECIDE, Draft, Fate, Weighed, contact_said, function_said, weigh
from filrouge.ground.directory.models import ContactFile
from filrouge.ground.people.actors import Actor

SKIP, NEW = "skip", "new"
# What waits longer than this for approval is dropped: it names people.
KEPT_FOR = timedelta(days=7)


class NotWaiting(LookupError):
    """There is no such file, or it was taken or left already."""


class PreviewChanged(Exception):
    """What would become of the lines is no longer what was looked at."""


@dataclass(frozen=True)
class FileCard:
    """A file that was read in; `drafts` are empty once it is closed, `result` before."""

    id: int
    name: str
    source: str
    source_on: date
    read_at: datetime
    read_by: str
    dropped: tuple[str, ...]
    drafts: tuple[Draft, ...]
    result: Mapping[str, int]
    is_waiting: bool


def files_of(organiser_id: int) -> Sequence[FileCard]:
    """The latest files of an organiser, newest first."""
    return [_card(row) for row in ContactFile.objects.filter(organiser_id=organiser_id).order_by("-pk")[:20]]


def file_by_id(*, organiser_id: int, file_id: int) -> FileCard | None:
    """One file of an organiser, None if there is none."""
    row = ContactFile.objects.filter(organiser_id=organiser_id, pk=file_id).first()
    return _card(row) if row else None


def _card(row: ContactFile) -> FileCard:
    return FileCard(
        id=row.pk,
        name=row.name,
        source=row.source,
        source_on=row.source_on,
        read_at=row.read_at,
        read_by=row.read_by,
        dropped=tuple(row.dropped),
        drafts=tuple(map(Draft.from_json, row.lines)),
        result=row.result,
        is_waiting=row.closed_at is None,
    )


@transaction.atomic
def keep_file(
    *,
    organiser_id: int,
    name: str,
    source: str,
    source_on: date,
    drafts: Sequence[Draft],
    dropped: Sequence[str],
    actor: Actor,
    now: datetime,
) -> int:
    """Keep what was read until somebody approves it; its id. Nobody becomes a contact by this."""
    row = ContactFile.objects.create(
        organiser_id=organiser_id,
        name=name[:200],
        source=source,
        source_on=source_on,
        read_at=now,
        read_by=actor.label[:200],
        lines=[draft.to_json() for draft in drafts],
        dropped=list(dropped),
    )
    return row.pk


@transaction.atomic
def take_file(
    *,
    organiser_id: int,
    file_id: int,
    seen: str,
    decided: Mapping[int, str],
    functions: Mapping[str, str],
    language: str,
    actor: Actor,
    now: datetime,
) -> Mapping[str, int]:
    """Write what the preview showed; how many became what. `decided` says of lines with namesakes and of those whose
    address objects, by number: "new", "skip", or the id of the same person; of which nothing is said stays out.

    Raises NotWaiting, PreviewChanged.
    """
    row = _waiting(organiser_id, file_id)
    card = _card(row)
    preview = weigh(card.drafts, organiser_id=organiser_id, functions=functions)
    if preview.seen != seen:
        raise PreviewChanged
    result = {"added": 0, "completed": 0, "left": 0}
    for one in preview.lines:
        result[_take(one, card, decided.get(one.draft.line, ""), organiser_id, language, actor, now)] += 1
    _close(row, result, now)
    record(
        verb="contacts:taken",
        actor=actor,
        now=now,
        organiser_id=organiser_id,
        subject=("contact_file", str(file_id)),
        data=result,
    )
    return result


def _take(
    one: Weighed, card: FileCard, decided: str, organiser_id: int, language: str, actor: Actor, now: datetime
) -> str:
    """Write one line; under which count it goes."""
    if one.fate is Fate.PROBLEM or (one.fate in TO_DECIDE and decided in ("", SKIP)):
        return "left"
    known = one.same
    if one.fate in TO_DECIDE and decided.isdecimal() and int(decided) in one.like:
        known = int(decided)
    if known is not None:
        said = (function_said(one, language),)
        add_functions(organiser_id=organiser_id, contact_id=known, said=said, actor=actor, now=now)
        return "completed"
    said_of = contact_said(one, source=card.source, source_on=card.source_on, language=language)
    write_contact(organiser_id=organiser_id, said=said_of, actor=actor, now=now)
    return "added"


@transaction.atomic
def leave_file(*, organiser_id: int, file_id: int, now: datetime) -> None:
    """Leave a file: what it held is dropped. Raises NotWaiting."""
    _close(_waiting(organiser_id, file_id), {}, now)


@transaction.atomic
def drop_forgotten(now: datetime) -> None:
    """Drop what nobody took in time."""
    old = ContactFile.objects.filter(closed_at=None, read_at__lt=now - KEPT_FOR)
    old.update(lines=[], closed_at=now)


def _waiting(organiser_id: int, file_id: int) -> ContactFile:
    row = lock_rows(ContactFile.objects.filter(organiser_id=organiser_id), [file_id]).get(file_id)
    if row is None or row.closed_at is not None:
        raise NotWaiting(file_id)
    return row


def _close(row: ContactFile, result: Mapping[str, int], now: datetime) -> None:
    row.lines, row.closed_at, row.result = [], now, dict(result)
    row.save(update_fields=["lines", "closed_at", "result"])
