"""Taking bodies from a file: read, looked at line by line, approved, and only then written."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_name
from filrouge.ground.directory import alarms
from filrouge.ground.directory.bodies import body_record
from filrouge.ground.directory.body_actions import put_membership, write_body
from filrouge.ground.directory.body_files import (
    BodyDraft,
    BodyWords,
    WeighedBody,
    completed,
    membership_to_write,
    weigh,
)
from filrouge.ground.directory.contact_file_actions import FileCard, PreviewChanged, card_of, close_file, waiting_file
from filrouge.ground.directory.enums import FileKind
from filrouge.ground.directory.file_lines import means, stays_out
from filrouge.ground.people.actors import Actor


def drafts_in(card: FileCard) -> tuple[BodyDraft, ...]:
    """The lines of a file of bodies."""
    return tuple(BodyDraft(**line) for line in card.lines)


@transaction.atomic
def take_bodies(
    *,
    organiser_id: int,
    file_id: int,
    seen: str,
    decided: Mapping[int, str],
    words: BodyWords,
    actor: Actor,
    now: datetime,
) -> Mapping[str, int]:
    """Write what the preview showed; how many became what. `decided` says of lines, by number: "skip", and of those
    that resemble a body "new" or the id of the one that is meant; of these, one of which nothing is said stays out.

    Raises NotWaiting, PreviewChanged, NameBorne.
    """
    lock_name(f"bodies {organiser_id}")
    alarms.ring(organiser_id)
    row = waiting_file(organiser_id, file_id, FileKind.BODIES)
    preview = weigh(drafts_in(card_of(row)), organiser_id=organiser_id, words=words)
    if preview.seen != seen:
        raise PreviewChanged
    result = {"added": 0, "completed": 0, "unchanged": 0, "left": 0}
    for one in preview.lines:
        result[_take(one, decided.get(one.draft.line, ""), organiser_id, actor, now)] += 1
    close_file(row, result, now)
    record(
        verb="bodies:taken",
        actor=actor,
        now=now,
        organiser_id=organiser_id,
        subject=("contact_file", str(file_id)),
        data=result,
    )
    return result


def _take(one: WeighedBody, decided: str, organiser_id: int, actor: Actor, now: datetime) -> str:
    """Write one line; under which count it goes."""
    if stays_out(decided, one.fate):
        return "left"
    who: dict[str, Any] = {"organiser_id": organiser_id, "actor": actor, "now": now}
    known = means(decided, one.fate, one.like) or one.same
    if known is None and not one.may_be_new:
        return "left"
    if known is None:
        said = one.said if one.said.kind else replace(one.said, kind=one.draft.or_kind)
        body_id = write_body(said=said, **who)
        if one.membership:
            put_membership(body_id=body_id, said=one.membership, **who)
        return "added"
    card = body_record(organiser_id=organiser_id, body_id=known)
    if card is None or not one.changes[known]:
        return "unchanged"
    write_body(body_id=known, said=completed(one, card), **who)
    if one.membership and (told := membership_to_write(one.membership, card)):
        put_membership(body_id=known, said=told, **who)
    return "completed"
