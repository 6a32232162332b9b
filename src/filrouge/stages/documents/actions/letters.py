"""What the actions on a letter share: the locked draft, and the line in the trail."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_rows
from filrouge.ground.people.actors import Actor
from filrouge.stages.documents.enums import LetterState
from filrouge.stages.documents.models import Letter
from filrouge.stages.gatherings.facts import GatheringFacts


class Issued(Exception):
    """The letter was issued: nothing of it is changed any more."""


class Changed(Exception):
    """Somebody changed the letter since it was shown."""


class UnknownPlaceholder(ValueError):
    """A text holds something in braces that cannot be replaced; `found` lists it by field."""

    def __init__(self, found: dict[str, tuple[str, ...]]) -> None:
        super().__init__(str(found))
        self.found = found


def locked_draft(facts: GatheringFacts, letter_id: int, *, seen: int | None = None) -> Letter:
    """The row of a draft of this gathering, locked. `seen` is the version that was shown to whoever acts.

    Raises Letter.DoesNotExist, Issued, Changed.
    """
    row = lock_rows(Letter.objects.filter(gathering_id=facts.id), [letter_id]).get(letter_id)
    if row is None:
        raise Letter.DoesNotExist
    if row.state == LetterState.ISSUED.value:
        raise Issued
    if seen is not None and row.version != seen:
        raise Changed
    return row


def touch(row: Letter, *fields: str) -> None:
    """Write these fields of a letter and raise its version."""
    row.version += 1
    row.save(update_fields=[*fields, "version"])


def note(
    verb: str,
    row: Letter,
    facts: GatheringFacts,
    *,
    actor: Actor,
    now: datetime,
    data: Mapping[str, Any] | None = None,
    motive: str = "",
) -> None:
    """One line of the trail about a letter."""
    record(
        verb=verb,
        actor=actor,
        now=now,
        organiser_id=facts.organiser_id,
        gathering_id=facts.id,
        subject=("letter", str(row.pk)),
        motive=motive,
        data={"kind": row.kind, **(data or {})},
    )
