"""Reading where gatherings stand in the agenda."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F

from filrouge.stages.agendas.enums import Trouble
from filrouge.stages.agendas.facts import EntryFacts
from filrouge.stages.agendas.models import AgendaEntry
from filrouge.stages.gatherings.facts import GatheringFacts


def entry_of(facts: GatheringFacts) -> EntryFacts | None:
    """Where a gathering stands in the agenda; None when nobody ever wanted it there. One query."""
    row = AgendaEntry.objects.filter(gathering_id=facts.id).first()
    if row is None:
        return None
    return EntryFacts(
        is_wanted=row.is_wanted,
        outside_id=row.outside_id,
        pushed_at=row.pushed_at,
        trouble=Trouble(row.trouble) if row.trouble else None,
        is_due=row.seen != facts.version,
    )


def due_entries(now: datetime) -> Sequence[int]:
    """The ids of the entries whose gathering changed since it was looked at, and that need not wait. One query."""
    due = AgendaEntry.objects.filter(next_at__lte=now).exclude(seen=F("gathering__version"))
    return list(due.order_by("next_at", "pk").values_list("pk", flat=True))
