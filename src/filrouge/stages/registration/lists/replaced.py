"""Who was on a registration before somebody else came instead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.registration.models import Replacement


@dataclass(frozen=True)
class CameBefore:
    """Somebody who no longer comes. `by` is who of the desk replaced them, empty when it was done behind the link."""

    name: str
    at: datetime
    by: str
    took_over: bool


def came_before(registration_id: int) -> Sequence[CameBefore]:
    """Those who were on this registration before, newest first; one query. Whoever was erased since is left out."""
    rows = Replacement.objects.filter(registration_id=registration_id).exclude(previous_name="").order_by("-pk")
    return [
        CameBefore(
            name=row.previous_name,
            at=row.replaced_at,
            by="" if row.replaced_by == REGISTRANT.label else row.replaced_by,
            took_over=row.took_over,
        )
        for row in rows
    ]
