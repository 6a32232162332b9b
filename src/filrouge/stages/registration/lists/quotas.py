"""The quotas of a gathering in numbers: taken, left, beyond the limit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from filrouge.stages.gatherings.facts import GatheringFacts, QuotaFacts
from filrouge.stages.registration.models import QuotaSeats
from filrouge.stages.registration.queries import seats_of
from filrouge.stages.registration.rules import Seats, limit_of


@dataclass(frozen=True)
class QuotaCounts:
    """One quota at a moment.

    Of a shared one, `taken` are the places given in its parts, held ones included. Of a reserve, they are those given
    to the people it is kept for; `excess` says how many of the kept places others have all the same, since the reserve
    came or grew after them. `left` is None once a reserve is open to all: its places are no longer apart.
    """

    quota: QuotaFacts
    taken: int
    left: int | None
    excess: int = 0

    @property
    def is_reserve(self) -> bool:
        """Whether it keeps, or kept, places for some people."""
        return self.quota.reserved_for is not None


def quotas_of(
    facts: GatheringFacts, *, at: datetime, seats: Mapping[str, Seats] | None = None
) -> Sequence[QuotaCounts]:
    """Every quota with its counts, in order; one query where the seats are known, none without quotas."""
    if not facts.quotas:
        return ()
    known = seats_of(facts) if seats is None else seats
    rows = QuotaSeats.objects.filter(quota_id__in=[quota.id for quota in facts.quotas]).order_by("quota_id")
    counted = {row.quota_id: row.confirmed + row.held for row in rows}
    return tuple(_counts(quota, counted.get(quota.id, 0), facts, known, at) for quota in facts.quotas)


def _counts(
    quota: QuotaFacts, counted: int, facts: GatheringFacts, seats: Mapping[str, Seats], at: datetime
) -> QuotaCounts:
    if quota.reserved_for is None:
        return QuotaCounts(quota, counted, max(0, quota.seats - counted), max(0, counted - quota.seats))
    part = seats[quota.parts[0]]
    # Against a reserve the others are counted: whoever it is kept for is the rest.
    taken = min(quota.seats, max(0, part.confirmed + part.held - counted))
    if not quota.is_reserve_at(at):
        return QuotaCounts(quota, taken, None)
    own = quota.seats - taken if part.capacity is None else min(quota.seats - taken, _free(part))
    limit = limit_of(quota, facts)
    return QuotaCounts(quota, taken, own, 0 if limit is None else max(0, counted - limit))


def _free(part: Seats) -> int:
    return max(0, (part.capacity or 0) - part.confirmed - part.held)
