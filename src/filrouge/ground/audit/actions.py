"""Writing the trail."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.people.actors import Actor


def entry(
    *,
    verb: str,
    actor: Actor,
    now: datetime,
    organiser_id: int,
    subject: tuple[str, str],
    gathering_id: int | None = None,
    motive: str = "",
    data: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """An entry ready to be written; `record_all` writes several in one statement."""
    return AuditEntry(
        at=now,
        actor_kind=actor.kind,
        actor_label=actor.label[:200],
        actor_user_id=actor.user_id,
        organiser_id=organiser_id,
        gathering_id=gathering_id,
        subject_kind=subject[0],
        subject_id=subject[1],
        verb=verb,
        motive=motive,
        data=dict(data or {}),
    )


def record_all(entries: list[AuditEntry]) -> None:
    """Write entries in one statement, inside the caller's transaction."""
    AuditEntry.objects.bulk_create(entries)


def record(**fields: Any) -> None:
    """Write one entry; the arguments are those of `entry`."""
    record_all([entry(**fields)])
