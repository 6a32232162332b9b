"""Loading what an act on a delegation changes. The order of locks: the delegation, then registrations, then seats."""

from datetime import datetime

from filrouge.core import days
from filrouge.core.names import PersonName
from filrouge.ground.database import lock_rows
from filrouge.stages.delegations.models import Delegation
from filrouge.stages.gatherings.audience import Capacity
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.facts import Applicant
from filrouge.stages.registration.models import Registration
from filrouge.stages.registration.queries import capacity_of


def load_delegation(delegation_id: int) -> tuple[Delegation, GatheringFacts]:
    """A delegation, locked, with the facts of its gathering. Raises Gone for one that is not there or was erased."""
    row = lock_rows(Delegation.objects.filter(erased_at=None), [delegation_id]).get(delegation_id)
    facts = facts_by_id(row.gathering_id) if row else None
    if row is None or facts is None:
        raise Gone(str(delegation_id))
    return row, facts


def lock_registrations(row: Delegation) -> dict[int, Registration]:
    """The registrations of its people, locked, by id."""
    ids = Registration.objects.filter(party=row.party).order_by("pk").values_list("pk", flat=True)
    return lock_rows(Registration.objects.all(), list(ids))


def capacity_for(row: Delegation, facts: GatheringFacts, *, now: datetime) -> Capacity:
    """In which capacity somebody of its body comes whose function is not known."""
    nobody = Applicant(
        name=PersonName("", ""),
        organisation_id=row.organisation_id,
        organisation_text=row.organisation_text,
        organisation_kind=row.organisation_kind,
    )
    return capacity_of(nobody, facts, on=days.local_day(now, facts.zone))
