"""A sending, locked, with its trail."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_rows
from filrouge.ground.people.actors import Actor
from filrouge.stages.sendings.models import Sending


class NoSuchSending(LookupError):
    """The gathering has no such sending."""


def locked_sending(*, gathering_id: int, sending_id: int) -> Sending:
    """The row, locked until the transaction ends. Raises NoSuchSending."""
    rows = Sending.objects.filter(gathering_id=gathering_id).select_related("recipients", "gathering")
    row = lock_rows(rows, [sending_id]).get(sending_id)
    if row is None:
        raise NoSuchSending(sending_id)
    return row


def note(verb: str, row: Sending, actor: Actor, now: datetime, data: Mapping[str, Any] | None = None) -> None:
    """A line in the trail of the gathering; it names nobody who receives."""
    record(
        verb=verb,
        actor=actor,
        now=now,
        organiser_id=row.gathering.organiser_id,
        gathering_id=row.gathering_id,
        subject=("sending", str(row.pk)),
        data={"name": row.name, **(data or {})},
    )
