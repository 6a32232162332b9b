"""The seats of some parts, locked for the length of a transaction, counted in memory, written once at the end."""

from collections.abc import Iterable

from filrouge.ground.database import lock_rows
from filrouge.stages.gatherings.facts import PartFacts
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.models import PartSeats
from filrouge.stages.registration.queries import seats_from
from filrouge.stages.registration.rules import Seats

_COUNTS = ["capacity", "confirmed", "waiting", "last_number", "ceiling"]


class Ledger:
    """The locked rows. Lock as late as the transaction allows: everybody who wants the part waits meanwhile."""

    def __init__(self, parts: Iterable[PartFacts]) -> None:
        wanted = {part.id: part for part in parts}
        # The rows are made before any is locked: whoever holds one while another is being made may be waited for by
        # the one who makes it. Two first takers may both try: the second one's insert is ignored, then both lock it.
        known = set(PartSeats.objects.filter(pk__in=wanted).order_by("pk").values_list("pk", flat=True))
        if missing := wanted.keys() - known:
            PartSeats.objects.bulk_create(
                [PartSeats(pk=pk, capacity=wanted[pk].capacity, ceiling=wanted[pk].capacity) for pk in sorted(missing)],
                ignore_conflicts=True,
            )
        self._rows = lock_rows(PartSeats.objects.all(), wanted)
        self._touched: set[int] = set()

    def seats(self, part_id: int) -> Seats:
        """The seats of a part, as they stand in this transaction."""
        row = self._rows[part_id]
        return seats_from(row, row.capacity)

    def enter(self, part_id: int, state: PartState, *, beyond_capacity: bool = False) -> int | None:
        """Count somebody in; the queue number for one who waits. `beyond_capacity` raises the ceiling knowingly."""
        row = self._rows[part_id]
        if state is PartState.CONFIRMED:
            row.confirmed += 1
            if beyond_capacity and row.ceiling is not None:
                row.ceiling = max(row.ceiling, row.confirmed)
        elif state is PartState.WAITING:
            row.waiting += 1
            row.last_number += 1
        else:
            return None
        self._touched.add(part_id)
        return row.last_number if state is PartState.WAITING else None

    def leave(self, part_id: int, state: PartState) -> None:
        """Count somebody out. What was given beyond the capacity is taken back first."""
        row = self._rows[part_id]
        if state is PartState.CONFIRMED:
            row.confirmed -= 1
            if row.capacity is not None:
                row.ceiling = max(row.capacity, row.confirmed)
        elif state is PartState.WAITING:
            row.waiting -= 1
        else:
            return
        self._touched.add(part_id)

    def resize(self, part_id: int, capacity: int | None) -> None:
        """Another capacity: nobody is removed when it is below what is confirmed."""
        row = self._rows[part_id]
        row.capacity = capacity
        row.ceiling = None if capacity is None else max(capacity, row.confirmed)
        self._touched.add(part_id)

    def write(self) -> None:
        """Write the counts that changed, in one statement; last in the transaction."""
        rows = [self._rows[part_id] for part_id in sorted(self._touched)]
        # The rows exist and are locked: every insert "conflicts" and becomes an update, far cheaper than bulk_update.
        PartSeats.objects.bulk_create(rows, update_conflicts=True, unique_fields=["part"], update_fields=_COUNTS)
