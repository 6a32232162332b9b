"""Counting the places that quotas cover, when a quota came, went or covers other parts."""

from datetime import datetime

from filrouge.core import days
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration import rules
from filrouge.stages.registration.actions.ledger import Ledger
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.models import PartRegistration
from filrouge.stages.registration.queries import applicant_of, capacities_of


def count_anew(facts: GatheringFacts, ledger: Ledger, *, now: datetime) -> None:
    """Let every confirmed place take its seat of the quotas that cover its part now, and none of others.

    A quota that a file brings finds places given before it; nobody loses theirs, the excess is shown.
    """
    if not facts.quotas:
        return
    known = {quota.id for quota in facts.quotas}
    parts = {part.id: part for part in facts.parts}
    rows = PartRegistration.objects.filter(part_id__in=parts, state=PartState.CONFIRMED.value)
    wishes = list(rows.select_related("registration").order_by("pk"))
    applicants = [applicant_of(wish.registration) for wish in wishes]
    capacities = capacities_of(applicants, facts, on=days.local_day(now, facts.zone))
    changed = []
    for wish, capacity in zip(wishes, capacities, strict=True):
        part = parts[wish.part_id]
        covering = {quota.id for quota in facts.quotas if part.key in quota.parts}
        due = set(rules.drawn_on(facts, part, capacity, at=now))
        # A seat that was counted stays counted as it was: who belongs to a reserve today may not have then.
        quotas = sorted((set(wish.quotas) & covering & known) | (due - _counted_before(facts, ledger, due)))
        if quotas != sorted(wish.quotas):
            ledger.recount(wish.quotas, quotas)
            wish.quotas = quotas
            changed.append(wish)
    PartRegistration.objects.bulk_update(changed, ["quotas"], batch_size=500)


def _counted_before(facts: GatheringFacts, ledger: Ledger, quotas: set[int]) -> set[int]:
    """Those of these quotas that count places already; a new one counts none."""
    return {quota for quota in quotas if not ledger.is_new(quota)}
