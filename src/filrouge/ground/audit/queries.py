"""Reading the trail."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max

from filrouge.ground.audit.models import AuditEntry


@dataclass(frozen=True)
class TrailLine:
    """One act as a page shows it."""

    at: datetime
    who: str
    actor_kind: str
    verb: str
    subject_kind: str
    subject_id: str
    motive: str
    data: dict[str, Any]


def _line(entry: AuditEntry) -> TrailLine:
    return TrailLine(
        at=entry.at,
        who=entry.actor_label,
        actor_kind=entry.actor_kind,
        verb=entry.verb,
        subject_kind=entry.subject_kind,
        subject_id=entry.subject_id,
        motive=entry.motive,
        data=entry.data,
    )


def trail_of_subject(*, gathering_id: int, subject_kind: str, subject_id: str) -> Sequence[TrailLine]:
    """All acts on one thing, oldest first."""
    found = AuditEntry.objects.filter(gathering_id=gathering_id, subject_kind=subject_kind, subject_id=subject_id)
    return [_line(entry) for entry in found.order_by("id")]


def acts_of(*, gathering_id: int, verb: str) -> Sequence[TrailLine]:
    """All acts of one kind on a gathering, oldest first; one query."""
    return [_line(entry) for entry in AuditEntry.objects.filter(gathering_id=gathering_id, verb=verb).order_by("id")]


def trail_of_gathering(*, gathering_id: int, offset: int = 0, limit: int = 100) -> Sequence[TrailLine]:
    """The newest acts on a gathering and all that belongs to it, newest first."""
    found = AuditEntry.objects.filter(gathering_id=gathering_id).order_by("-id")
    return [_line(entry) for entry in found[offset : offset + limit]]


def trail_length(*, gathering_id: int) -> int:
    """How many acts there are on a gathering."""
    return AuditEntry.objects.filter(gathering_id=gathering_id).count()


def last_act(*, gathering_id: int, subject_kinds: Collection[str], subject_id: str = "") -> datetime | None:
    """When something last happened to things of these kinds, or to the one of this id; None for never. One query."""
    found = AuditEntry.objects.filter(gathering_id=gathering_id, subject_kind__in=subject_kinds)
    if subject_id:
        found = found.filter(subject_id=subject_id)
    at: datetime | None = found.aggregate(at=Max("at"))["at"]
    return at


def last_acts(gathering_ids: Collection[int], *, subject_kinds: Collection[str]) -> dict[int, datetime]:
    """When something last happened to things of these kinds, by gathering; those without a trail are left out."""
    found = AuditEntry.objects.filter(gathering_id__in=gathering_ids, subject_kind__in=subject_kinds)
    rows = found.order_by().values("gathering_id").annotate(last=Max("at"))
    return {row["gathering_id"]: row["last"] for row in rows if row["gathering_id"] is not None}
