"""The seats of some parts and their quotas, locked for the length of a transaction, counted in memory, written once at
the end."""

from collections.abc import Collection, Iterable, Mapping

from django.db import transaction

from filrouge.ground.database import lock_rows
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts, QuotaFacts
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.models import PartSeats, QuotaSeats
from filrouge.stages.registration.queries import seats_from, sharing
from filrouge.stages.registration.rules import Seats, limit_of

_COUNTS = ["capacity", "confirmed", "held", "waiting", "last_number", "ceiling"]
_QUOTA_COUNTS = ["limit", "confirmed", "held", "ceiling", "woken_at"]

# Parts and quotas whose rows a committed transaction of this process has seen: the next one need not look.
_made: dict[str, set[int]] = {"parts": set(), "quotas": set()}


def _remember(parts: Iterable[int], quotas: Iterable[int]) -> None:
    _made["parts"].update(parts)
    _made["quotas"].update(quotas)


class Ledger:
    """The locked rows. Lock as late as the transaction allows: everybody who wants the part waits meanwhile.

    Parts that share a quota are locked together, whichever of them is asked for: a seat given back in one may be given
    on in another. Parts by id first, then quotas by id.
    """

    def __init__(self, facts: GatheringFacts, parts: Iterable[PartFacts]) -> None:
        self.facts = facts
        wanted = {other.id: other for part in parts for other in sharing(facts, part)}
        keys = {part.key for part in wanted.values()}
        quotas = {quota.id: quota for quota in facts.quotas if keys.intersection(quota.parts)}
        if not (_made["parts"] >= wanted.keys() and _made["quotas"] >= quotas.keys()):
            self._make(wanted, quotas)
        self._lock(wanted, quotas)
        if len(self._rows) < len(wanted) or len(self._quotas) < len(quotas):
            # What was made once is there no more: another database came under this process.
            _made["parts"].difference_update(wanted)
            _made["quotas"].difference_update(quotas)
            self._make(wanted, quotas)
            self._lock(wanted, quotas)
        self._new = {pk for pk, row in self._quotas.items() if row.confirmed == 0}
        self._touched: set[int] = set()
        self._quotas_touched: set[int] = set()

    def _make(self, parts: Mapping[int, PartFacts], quotas: Mapping[int, QuotaFacts]) -> None:
        """Make the rows that nobody asked for yet.

        Before any is locked: whoever holds one while another is being made may be waited for by the one who makes it.
        Two first takers may both try: the second one's insert is ignored, then both lock it.
        """
        known = set(PartSeats.objects.filter(pk__in=parts).order_by("pk").values_list("pk", flat=True))
        sizes = {pk: parts[pk].capacity for pk in sorted(parts.keys() - known)}
        PartSeats.objects.bulk_create(
            [PartSeats(pk=pk, capacity=size, ceiling=size) for pk, size in sizes.items()], ignore_conflicts=True
        )
        if quotas:
            known = set(QuotaSeats.objects.filter(pk__in=quotas).order_by("pk").values_list("pk", flat=True))
            limits = {pk: limit_of(quotas[pk], self.facts) for pk in sorted(quotas.keys() - known)}
            QuotaSeats.objects.bulk_create(
                [QuotaSeats(pk=pk, limit=limit, ceiling=limit) for pk, limit in limits.items()], ignore_conflicts=True
            )
        transaction.on_commit(lambda: _remember(parts, quotas))

    def _lock(self, parts: Iterable[int], quotas: Collection[int]) -> None:
        self._rows = lock_rows(PartSeats.objects.all(), parts)
        self._quotas = lock_rows(QuotaSeats.objects.all(), quotas) if quotas else {}

    def seats(self, part_id: int) -> Seats:
        """The seats of a part, as they stand in this transaction."""
        part = next(part for part in self.facts.parts if part.id == part_id)
        return seats_from(part, self.facts, self._rows, self._quotas)

    @staticmethod
    def part_line(part_id: int) -> str:
        """The name of a part's limit for the engine."""
        return f"part:{part_id}"

    @staticmethod
    def quota_line(quota_id: int) -> str:
        """The name of a quota's limit for the engine."""
        return f"quota:{quota_id}"

    def units(self, parts: Iterable[PartFacts]) -> tuple[dict[str, int], dict[str, int]]:
        """Free units and totals of every limit that concerns these parts, as the engine reads them."""
        free, totals = {}, {}
        wanted = list(parts)
        for row in (self._rows[part.id] for part in wanted):
            if row.capacity is not None:
                free[self.part_line(row.pk)] = row.capacity - row.confirmed - row.held
                totals[self.part_line(row.pk)] = row.capacity
        keys = {part.key for part in wanted}
        for quota in self.facts.quotas:
            shared = self._quotas.get(quota.id)
            if shared is not None and shared.limit is not None and keys.intersection(quota.parts):
                free[self.quota_line(shared.pk)] = shared.limit - shared.confirmed - shared.held
                totals[self.quota_line(shared.pk)] = shared.limit
        return free, totals

    def quota(self, quota_id: int) -> QuotaSeats:
        """The locked row of a quota, to be read."""
        return self._quotas[quota_id]

    def enter(
        self, part_id: int, state: PartState, *, quotas: Iterable[int] = (), beyond_capacity: bool = False
    ) -> int | None:
        """Count somebody in; the queue number for one who waits. `beyond_capacity` raises the ceilings knowingly."""
        row = self._rows[part_id]
        if state is PartState.CONFIRMED:
            counts: list[PartSeats | QuotaSeats] = [row, *self._drawn(quotas)]
            for counted in counts:
                counted.confirmed += 1
                if beyond_capacity and counted.ceiling is not None:
                    counted.ceiling = max(counted.ceiling, counted.confirmed + counted.held)
        elif state is PartState.WAITING:
            row.waiting += 1
            row.last_number += 1
        else:
            return None
        self._touched.add(part_id)
        return row.last_number if state is PartState.WAITING else None

    def leave(self, part_id: int, state: PartState, *, quotas: Iterable[int] = ()) -> None:
        """Count somebody out. What was given beyond the capacity is taken back first."""
        row = self._rows[part_id]
        if state is PartState.CONFIRMED:
            row.confirmed -= 1
            for quota in self._drawn(quotas):
                quota.confirmed -= 1
            self._lower(part_id, quotas)
        elif state is PartState.WAITING:
            row.waiting -= 1
        else:
            return
        self._touched.add(part_id)

    def hold(self, part_id: int, places: int, *, quotas: Iterable[int] = (), for_a_name: bool = False) -> None:
        """Keep so many places without a name; a negative number lets them go.

        With `for_a_name` somebody takes what is let go in the same transaction: the ceiling stays above them.
        """
        counts: list[PartSeats | QuotaSeats] = [self._rows[part_id], *self._drawn(quotas)]
        for counted in counts:
            counted.held += places
        self._touched.add(part_id)
        if places < 0 and not for_a_name:
            self._lower(part_id, quotas)

    def _drawn(self, quotas: Iterable[int]) -> list[QuotaSeats]:
        """The rows of quotas; one that the gathering has no more is not counted."""
        drawn = [self._quotas[pk] for pk in quotas if pk in self._quotas]
        self._quotas_touched.update(row.pk for row in drawn)
        return drawn

    def _lower(self, part_id: int, quotas: Iterable[int]) -> None:
        row = self._rows[part_id]
        if row.capacity is not None:
            row.ceiling = max(row.capacity, row.confirmed + row.held)
        for quota in self._drawn(quotas):
            if quota.limit is not None:
                quota.ceiling = max(quota.limit, quota.confirmed + quota.held)

    def resize(self, part_id: int, capacity: int | None) -> None:
        """Another capacity: nobody is removed when it is below what is confirmed."""
        row = self._rows[part_id]
        row.capacity = capacity
        row.ceiling = None if capacity is None else max(capacity, row.confirmed + row.held)
        self._touched.add(part_id)

    def is_new(self, quota_id: int) -> bool:
        """Whether nothing was counted against a quota when it was locked."""
        return quota_id in self._new

    def recount(self, before: Iterable[int], now: Iterable[int]) -> None:
        """Count one place against other quotas than before, whatever their limits."""
        for quota in self._drawn(before):
            quota.confirmed -= 1
        for quota in self._drawn(now):
            quota.confirmed += 1
            if quota.ceiling is not None:
                quota.ceiling = max(quota.ceiling, quota.confirmed + quota.held)

    def limit(self, quota_id: int, limit: int | None) -> None:
        """Another limit of a quota, None for none any more: nobody is removed."""
        row = self._quotas[quota_id]
        row.limit = limit
        row.ceiling = None if limit is None else max(limit, row.confirmed + row.held)
        self._quotas_touched.add(quota_id)

    def write(self) -> None:
        """Write the counts that changed, in one statement for parts and one for quotas; last in the transaction."""
        rows = [self._rows[part_id] for part_id in sorted(self._touched)]
        # The rows exist and are locked: every insert "conflicts" and becomes an update, far cheaper than bulk_update.
        PartSeats.objects.bulk_create(rows, update_conflicts=True, unique_fields=["part"], update_fields=_COUNTS)
        if self._quotas_touched:
            quotas = [self._quotas[quota_id] for quota_id in sorted(self._quotas_touched)]
            QuotaSeats.objects.bulk_create(
                quotas, update_conflicts=True, unique_fields=["quota"], update_fields=_QUOTA_COUNTS
            )
