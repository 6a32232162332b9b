"""The places without a name of one delegation, counted in the ledger of the seats."""

from collections.abc import Iterable
from datetime import datetime

from filrouge.core.decisions import Decision
from filrouge.ground.people.actors import Actor
from filrouge.stages.delegations import rules
from filrouge.stages.delegations.models import Delegation, HeldPlaces
from filrouge.stages.gatherings.audience import Capacity
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.registration.actions.ledger import Ledger
from filrouge.stages.registration.actions.promote import promote
from filrouge.stages.registration.actions.trace import Trace
from filrouge.stages.registration.rules import drawn_on


class HoldRefused(Exception):
    """Places without a name are not kept; the decision says why."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(", ".join(reason.code for reason in decision.reasons))
        self.decision = decision


class Keeping:
    """The places of a delegation in some parts, with the seats locked; the delegation is locked by the caller."""

    def __init__(self, row: Delegation, facts: GatheringFacts, parts: Iterable[PartFacts], *, now: datetime) -> None:
        self.row, self.facts, self.now = row, facts, now
        self.parts = tuple(parts)
        self.ledger = Ledger(facts, self.parts)
        found = HeldPlaces.objects.filter(delegation=row, part_id__in=[part.id for part in self.parts])
        self.rows = {held.part_id: held for held in found.order_by("part_id")}
        self._woken: list[tuple[PartFacts, Actor]] = []

    def places(self, part: PartFacts) -> int:
        """How many are kept now."""
        return self.rows[part.id].places if part.id in self.rows else 0

    def keep_at_most(self, part: PartFacts, wanted: int, capacity: Capacity) -> int:
        """Keep as many more as are wanted and may be; how many."""
        for places in range(min(wanted, rules.MOST_HELD), 0, -1):
            try:
                self.keep(part, places, None, capacity, by_staff=False)
            except HoldRefused:
                continue
            return places
        return 0

    def keep(self, part: PartFacts, places: int, until: datetime | None, capacity: Capacity, *, by_staff: bool) -> None:
        """Keep so many in all; raises HoldRefused."""
        latest = rules.latest_hold(self.facts, part, now=self.now, by_staff=by_staff)
        until = until or latest or self.now
        decision = rules.may_hold(
            facts=self.facts,
            part=part,
            capacity=capacity,
            seats=self.ledger.seats(part.id),
            places=places,
            held=self.places(part),
            until=until,
            now=self.now,
            by_staff=by_staff,
        )
        if not decision.is_allowed:
            raise HoldRefused(decision)
        quotas = list(drawn_on(self.facts, part, capacity, at=self.now))
        held = self.rows.get(part.id) or HeldPlaces(delegation=self.row, part_id=part.id, places=0, until=until)
        if places > held.places:
            # More are free: what was kept is counted anew with the rest, by the quotas of today.
            self.ledger.hold(part.id, -held.places, quotas=held.quotas)
            self.ledger.hold(part.id, places, quotas=quotas)
            held.places, held.quotas = places, quotas
        held.until = until
        held.save()
        self.rows[part.id] = held

    def give_back(self, part: PartFacts, places: int, *, actor: Actor) -> None:
        """Let so many go; the list is woken when all is written."""
        held = self.rows[part.id]
        self.ledger.hold(part.id, -places, quotas=held.quotas)
        self._woken.append((part, actor))
        self._fewer(held, places)

    def use(self, part: PartFacts) -> None:
        """One of them gets a name: whoever registers it takes the seat in the same transaction."""
        held = self.rows[part.id]
        self.ledger.hold(part.id, -1, quotas=held.quotas, for_a_name=True)
        self._fewer(held, 1)

    def shorten(self, part: PartFacts, until: datetime | None) -> None:
        """Keep what is left only until then, if that is earlier."""
        held = self.rows[part.id]
        if until is not None and self.now < until < held.until:
            held.until = until
            held.save(update_fields=["until"])

    def _fewer(self, held: HeldPlaces, places: int) -> None:
        held.places -= places
        if held.places > 0:
            held.save(update_fields=["places"])
        else:
            held.delete()
            del self.rows[held.part_id]

    def write(self) -> None:
        """Let the list move, then write the seats."""
        for part, actor in self._woken:
            trace = Trace(self.facts, actor=actor, now=self.now)
            promote(part=part, ledger=self.ledger, trace=trace, now=self.now)
            trace.write()
        self.ledger.write()
