"""The order of a delegation: who buys, the references, the places that are held until the purchase order is there."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from filrouge.ground.audit.actions import record
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.enums import ActorKind
from filrouge.stages.delegations import rules
from filrouge.stages.delegations.actions.loading import load_delegation, lock_registrations
from filrouge.stages.delegations.actions.trace import about
from filrouge.stages.delegations.enums import Reference
from filrouge.stages.delegations.facts import Buyer, References
from filrouge.stages.delegations.models import Delegation, Order
from filrouge.stages.delegations.queries import Asked, buyer_needs
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.holds import hold_for_order
from filrouge.stages.registration.actions.ledger import Ledger
from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.models import PartRegistration


class ReferencesMissing(Exception):
    """The buyer's invoices need references that were not given; `names` in the order of the form."""

    def __init__(self, names: tuple[Reference, ...]) -> None:
        super().__init__(", ".join(names))
        self.names = names


def place_order(row: Delegation, facts: GatheringFacts, buyer: Buyer, *, people: int, now: datetime) -> None:
    """Write the order of a new delegation, inside the caller's transaction.

    With a purchase order it has arrived. Without one it is awaited as long as the gathering waits. Raises
    ReferencesMissing when a reference is missing and was not said to follow.
    """
    references = _checked(row, facts, buyer.country, buyer.references, may_lack=buyer.follow)
    has_arrived = bool(references.purchase_order) and not buyer.follow
    Order.objects.create(
        delegation=row,
        buyer=buyer.name,
        siret=references.siret,
        service_code=references.service_code,
        engagement_number=references.engagement_number,
        purchase_order=references.purchase_order,
        uid_number=buyer.uid_number,
        street=buyer.street,
        number=buyer.number,
        postcode=buyer.postcode,
        town=buyer.town,
        country=buyer.country,
        contact_name=buyer.contact_name,
        contact_email=buyer.contact_email,
        awaited_until=None if has_arrived else rules.awaited_until(facts, now=now),
        arrived_at=now if has_arrived else None,
        amount=rules.amount_for(facts, people),
        currency=facts.price["currency"] if facts.price else "",
    )


def await_order(row: Delegation, facts: GatheringFacts, people: Collection[int], *, now: datetime) -> None:
    """Hold the confirmed places of people, by registration, until an order that is awaited; the caller's transaction.

    Each place has its days from the moment it is given: who moves up later is not asked for an order the same night.
    """
    order = Order.objects.filter(delegation=row, arrived_at=None, awaited_until__isnull=False).first()
    if order is not None:
        until = rules.awaited_until(facts, now=now) or order.awaited_until
        hold_for_order(registration_ids=people, until=until)


@transaction.atomic
def record_order(*, delegation_id: int, references: References, actor: Actor, now: datetime, motive: str = "") -> None:
    """Record the purchase order with its references: the places are held no longer, they stay.

    Raises ReferencesMissing, unless staff record an order that came without; Gone when there is no order to wait for.
    """
    row, facts = load_delegation(delegation_id)
    order = Order.objects.filter(delegation=row).first()
    if order is None:
        raise Gone(str(delegation_id))
    by_staff = actor.kind is ActorKind.USER
    references = _checked(row, facts, order.country, references, may_lack=by_staff)
    people = lock_registrations(row)
    # The seats too: whoever moves up at this moment writes to the same rows.
    Ledger(facts, facts.parts)
    confirmed = PartRegistration.objects.filter(registration_id__in=people, state=PartState.CONFIRMED.value)
    with_place = confirmed.values("registration_id").distinct().count()
    order.siret, order.service_code = references.siret, references.service_code
    order.engagement_number, order.purchase_order = references.engagement_number, references.purchase_order
    order.arrived_at = order.arrived_at or now
    order.amount = rules.amount_for(facts, with_place)
    order.save()
    hold_for_order(registration_ids=list(people), until=None)
    data = {"people": with_place, "order": references.purchase_order}
    record(verb="delegation:order_recorded", actor=actor, now=now, motive=motive, data=data, **about(row, facts))


def _checked(row: Delegation, facts: GatheringFacts, country: str, said: References, *, may_lack: bool) -> References:
    """The references, the SIRET of the directory put in where none was said. Raises ReferencesMissing."""
    kind = row.organisation.kind if row.organisation else row.organisation_kind
    needs = buyer_needs(facts.organiser_id, Asked(row.organisation_id, said.siret, country, kind))
    lacking = rules.missing(needs, said)
    if lacking and not may_lack:
        raise ReferencesMissing(lacking)
    return References(
        siret=said.siret or needs.siret,
        service_code=said.service_code,
        engagement_number=said.engagement_number,
        purchase_order=said.purchase_order,
    )


def hold_those_who_moved_up(now: datetime) -> int:
    """Hold, until the order, the places of people who moved up while it is awaited; of how many delegations."""
    awaited = Order.objects.filter(arrived_at=None, awaited_until__isnull=False, delegation__erased_at=None)
    free = PartRegistration.objects.filter(
        state=PartState.CONFIRMED.value,
        held_until=None,
        registration__party__in=awaited.values("delegation__party"),
    )
    parties = free.order_by().values("registration__party")
    ids = list(Delegation.objects.filter(party__in=parties).order_by("pk").values_list("pk", flat=True))
    for delegation_id in ids:
        _hold_those_who_moved_up(delegation_id, now=now)
    return len(ids)


@transaction.atomic
def _hold_those_who_moved_up(delegation_id: int, *, now: datetime) -> None:
    try:
        row, facts = load_delegation(delegation_id)
    except Gone:
        return
    people = lock_registrations(row)
    Ledger(facts, facts.parts)
    await_order(row, facts, list(people), now=now)
