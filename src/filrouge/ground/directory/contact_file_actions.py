"""Taking contacts from a file: read, looked at line by line, approved, and only then written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from django.db import transaction

from filrouge.core.text import search_form
from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_name, lock_rows
from filrouge.ground.directory.body_actions import BodySaid, write_body
from filrouge.ground.directory.contact_actions import write_contact
from filrouge.ground.directory.contact_files import Draft, KnownWords, Weighed, completed, contact_said, weigh
from filrouge.ground.directory.contacts import contacts_by_id
from filrouge.ground.directory.enums import FileKind
from filrouge.ground.directory.file_lines import ChosenBody, Preview, means, stays_out
from filrouge.ground.directory.models import ContactFile
from filrouge.ground.people.actors import Actor

# What waits longer than this for approval is dropped: it names people.
KEPT_FOR = timedelta(days=7)


class NotWaiting(LookupError):
    """There is no such file, or it was taken or left already."""


class PreviewChanged(Exception):
    """What would become of the lines is no longer what was looked at."""


class Kept(Protocol):
    """A line that can be kept as JSON."""

    def to_json(self) -> dict[str, Any]: ...


@dataclass(frozen=True)
class FileCard:
    """A file that was read in; `lines` are empty once it is closed, `result` before. `dropped` are headings of columns
    that were not read, each with the code of a reason, or an empty one.
    """

    id: int
    name: str
    source: str
    source_on: date
    read_at: datetime
    read_by: str
    dropped: tuple[tuple[str, str], ...]
    lines: tuple[Mapping[str, Any], ...]
    result: Mapping[str, int]
    is_waiting: bool

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The lines of a file of contacts."""
        return tuple(map(Draft.from_json, self.lines))


def files_of(organiser_id: int, kind: FileKind = FileKind.CONTACTS) -> Sequence[FileCard]:
    """The latest files of a kind, newest first."""
    rows = ContactFile.objects.filter(organiser_id=organiser_id, kind=kind.value)
    return [card_of(row) for row in rows.order_by("-pk")[:20]]


def file_by_id(*, organiser_id: int, file_id: int, kind: FileKind = FileKind.CONTACTS) -> FileCard | None:
    """One file of an organiser, None if there is none of this kind."""
    row = ContactFile.objects.filter(organiser_id=organiser_id, pk=file_id, kind=kind.value).first()
    return card_of(row) if row else None


def card_of(row: ContactFile) -> FileCard:
    """A file as it is read."""
    return FileCard(
        id=row.pk,
        name=row.name,
        source=row.source,
        source_on=row.source_on,
        read_at=row.read_at,
        read_by=row.read_by,
        dropped=tuple((heading, reason) for heading, reason in row.dropped),
        lines=tuple(row.lines),
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
    drafts: Sequence[Kept],
    dropped: Sequence[tuple[str, str]],
    actor: Actor,
    now: datetime,
    kind: FileKind = FileKind.CONTACTS,
) -> int:
    """Keep what was read until somebody approves it; its id. Nobody becomes a contact by this, and nothing a body."""
    row = ContactFile.objects.create(
        organiser_id=organiser_id,
        kind=kind.value,
        name=name[:200],
        source=source,
        source_on=source_on,
        read_at=now,
        read_by=actor.label[:200],
        lines=[draft.to_json() for draft in drafts],
        dropped=[list(one) for one in dropped],
    )
    return row.pk


@transaction.atomic
def take_file(
    *,
    organiser_id: int,
    file_id: int,
    seen: str,
    decided: Mapping[int, str],
    bodies: Mapping[str, ChosenBody],
    words: KnownWords,
    actor: Actor,
    now: datetime,
) -> Mapping[str, int]:
    """Write what the preview showed; how many became what. `decided` says of lines, by number: "skip", and of those
    with namesakes or whose address objects "new" or the id of the same person; of these, one of which nothing is said
    stays out. `bodies` says by folded name which body is meant; one of which nothing is said stays as it is printed.

    Raises NotWaiting, PreviewChanged.
    """
    lock_name(f"bodies {organiser_id}")
    lock_name(f"contacts {organiser_id}")
    row = waiting_file(organiser_id, file_id, FileKind.CONTACTS)
    card = card_of(row)
    preview = weigh(card.drafts, organiser_id=organiser_id, words=words)
    if preview.seen != seen:
        raise PreviewChanged
    ids = _bodies_meant(preview, bodies, organiser_id, words.language, actor, now)
    result = {"added": 0, "completed": 0, "unchanged": 0, "left": 0}
    for one in preview.lines:
        meant = replace(one, organisation_id=one.organisation_id or ids.get(search_form(one.draft.body)))
        result[_take(meant, card, decided.get(one.draft.line, ""), organiser_id, words.language, actor, now)] += 1
    close_file(row, result, now)
    record(
        verb="contacts:taken",
        actor=actor,
        now=now,
        organiser_id=organiser_id,
        subject=("contact_file", str(file_id)),
        data=result,
    )
    return result


def _bodies_meant(
    preview: Preview[Weighed],
    bodies: Mapping[str, ChosenBody],
    organiser_id: int,
    language: str,
    actor: Actor,
    now: datetime,
) -> Mapping[str, int]:
    """The ids of the chosen bodies by folded name; those that are new are added. Only what was offered is taken."""
    ids = {}
    for asked in preview.asked:
        chosen = bodies.get(asked.folded)
        if chosen is None:
            continue
        if chosen.body_id in {pk for pk, _name in asked.offered}:
            ids[asked.folded] = chosen.body_id or 0
        elif chosen.body_id is None and asked.may_be_new:
            said = BodySaid(name={language: asked.typed}, kind=chosen.kind)
            ids[asked.folded] = write_body(organiser_id=organiser_id, said=said, actor=actor, now=now)
    return ids


def _take(
    one: Weighed, card: FileCard, decided: str, organiser_id: int, language: str, actor: Actor, now: datetime
) -> str:
    """Write one line; under which count it goes."""
    if stays_out(decided, one.fate):
        return "left"
    known = means(decided, one.fate, one.like) or one.same
    if known is None:
        said = contact_said(one, source=card.source, source_on=card.source_on, language=language)
        write_contact(organiser_id=organiser_id, said=said, actor=actor, now=now)
        return "added"
    if not one.changes[known]:
        return "unchanged"
    held = contacts_by_id(organiser_id=organiser_id, ids=[known])[0]
    said = completed(one, held, language)
    write_contact(organiser_id=organiser_id, contact_id=known, said=said, actor=actor, now=now)
    return "completed"


@transaction.atomic
def leave_file(*, organiser_id: int, file_id: int, now: datetime, kind: FileKind = FileKind.CONTACTS) -> None:
    """Leave a file: what it held is dropped. Raises NotWaiting."""
    close_file(waiting_file(organiser_id, file_id, kind), {}, now)


@transaction.atomic
def drop_forgotten(now: datetime) -> None:
    """Drop what nobody took in time."""
    old = ContactFile.objects.filter(closed_at=None, read_at__lt=now - KEPT_FOR)
    old.update(lines=[], closed_at=now)


def waiting_file(organiser_id: int, file_id: int, kind: FileKind) -> ContactFile:
    """A file that waits, locked until the transaction ends. Raises NotWaiting."""
    rows = ContactFile.objects.filter(organiser_id=organiser_id, kind=kind.value)
    row = lock_rows(rows, [file_id]).get(file_id)
    if row is None or row.closed_at is not None:
        raise NotWaiting(file_id)
    return row


def close_file(row: ContactFile, result: Mapping[str, int], now: datetime) -> None:
    """Keep of a file how many became what."""
    row.lines, row.closed_at, row.result = [], now, dict(result)
    row.save(update_fields=["lines", "closed_at", "result"])
