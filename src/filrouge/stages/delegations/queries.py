"""Reading delegations of a named gathering, each with its own people: one for its referent, all for the desk."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from filrouge.core.decisions import Reason
from filrouge.core.names import PersonName
from filrouge.core.text import Translated
from filrouge.ground.directory.models import Organisation
from filrouge.stages.delegations import rules
from filrouge.stages.delegations.facts import (
    Buyer,
    DelegationFacts,
    HeldFacts,
    MemberFacts,
    Needs,
    OrderFacts,
    References,
    Referent,
)
from filrouge.stages.delegations.models import Delegation, HeldPlaces, Order
from filrouge.stages.gatherings.audience import Capacity
from filrouge.stages.gatherings.enums import Channel
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import facts_in_version
from filrouge.stages.registration.enums import HeldFor, Obstacle, PartState
from filrouge.stages.registration.facts import Applicant, HeldPart
from filrouge.stages.registration.lists.columns import positions_in
from filrouge.stages.registration.models import PartRegistration, Registration
from filrouge.stages.registration.queries import capacity_of


def delegation_by_link(public_id: UUID, link: int) -> tuple[DelegationFacts, GatheringFacts] | None:
    """The delegation behind a referent's link with its gathering; None if the link was replaced or never given."""
    return _with_gathering(Delegation.objects.filter(public_id=public_id, link=link, erased_at=None))


def delegation_by_id(*, gathering_id: int, delegation_id: int) -> DelegationFacts | None:
    """One delegation of a named gathering, None if there is none."""
    found = _with_gathering(Delegation.objects.filter(pk=delegation_id, gathering_id=gathering_id))
    return found[0] if found else None


def delegation_with_gathering(delegation_id: int) -> tuple[DelegationFacts, GatheringFacts] | None:
    """A delegation by its id alone, for the worker."""
    return _with_gathering(Delegation.objects.filter(pk=delegation_id))


def delegations_of(facts: GatheringFacts) -> Sequence[DelegationFacts]:
    """Every delegation of a gathering, by the day of receipt; as many queries for one as for many."""
    return delegation_facts(_joined(Delegation.objects.filter(gathering_id=facts.id)).order_by("received_at"), facts)


def _with_gathering(rows: QuerySet[Delegation]) -> tuple[DelegationFacts, GatheringFacts] | None:
    row = _joined(rows).annotate(version=F("gathering__version")).first()
    facts = facts_in_version(row.gathering_id, row.version) if row else None
    return (delegation_facts([row], facts)[0], facts) if row and facts else None


def _joined(rows: QuerySet[Delegation]) -> QuerySet[Delegation]:
    return rows.select_related("organisation", "territory", "order").order_by("pk")


def delegation_facts(rows: Iterable[Delegation], facts: GatheringFacts) -> Sequence[DelegationFacts]:
    """Stored delegations as pages and mails show them; five queries."""
    rows = list(rows)
    people = _people([row.party for row in rows], facts)
    held = _held_places([row.pk for row in rows], facts)
    return [_facts(row, people[row.party], held[row.pk], facts) for row in rows]


def _facts(
    row: Delegation, people: tuple[MemberFacts, ...], held: tuple[HeldFacts, ...], facts: GatheringFacts
) -> DelegationFacts:
    order: Order | None = getattr(row, "order", None)
    return DelegationFacts(
        id=row.pk,
        public_id=row.public_id,
        link=row.link,
        gathering_id=row.gathering_id,
        party=row.party,
        organisation_id=row.organisation_id,
        organisation=Translated.of(row.organisation.name, facts.language) if row.organisation else None,
        organisation_text=row.organisation_text,
        organisation_kind=row.organisation.kind if row.organisation else row.organisation_kind,
        territory_id=row.territory_id,
        territory=Translated.of(row.territory.name, facts.language) if row.territory else None,
        referent=Referent(
            PersonName(row.referent_given_name, row.referent_family_name), row.referent_email, row.referent_phone
        ),
        language=row.language,
        may_split=row.may_split,
        channel=Channel(row.channel),
        received_at=row.received_at,
        people=people,
        held=held,
        order=_order(order, sum(member.has_place for member in people), facts) if order else None,
        erased_at=row.erased_at,
    )


def _order(row: Order, people: int, facts: GatheringFacts) -> OrderFacts:
    references = References(row.siret, row.service_code, row.engagement_number, row.purchase_order)
    return OrderFacts(
        buyer=Buyer(
            name=row.buyer,
            references=references,
            uid_number=row.uid_number,
            street=row.street,
            number=row.number,
            postcode=row.postcode,
            town=row.town,
            country=row.country,
            contact_name=row.contact_name,
            contact_email=row.contact_email,
        ),
        awaited_until=row.awaited_until,
        arrived_at=row.arrived_at,
        ordered=row.amount,
        amount=rules.amount_for(facts, people),
        unit_price=rules.amount_for(facts, 1),
        people=people,
        currency=row.currency,
    )


_PERSON = (
    "pk",
    "party",
    "given_name",
    "family_name",
    "email",
    "function",
    "function_text",
)


def _people(parties: Collection[UUID], facts: GatheringFacts) -> Mapping[UUID, tuple[MemberFacts, ...]]:
    """The people of each party, in the order in which they were registered; three queries."""
    rows = Registration.objects.filter(gathering_id=facts.id, party__in=list(parties), erased_at=None)
    people = list(rows.order_by("pk").values(*_PERSON))
    parts = _parts_of([row["pk"] for row in people], facts)
    found: dict[UUID, tuple[MemberFacts, ...]] = defaultdict(tuple)
    for row in people:
        found[row["party"]] += (_member(row, parts[row["pk"]]),)
    return found


def _member(row: Mapping[str, Any], parts: tuple[HeldPart, ...]) -> MemberFacts:
    return MemberFacts(
        registration_id=row["pk"],
        name=PersonName(row["given_name"], row["family_name"]),
        email=row["email"],
        function=row["function"],
        function_text=row["function_text"],
        parts=parts,
    )


def _parts_of(ids: Collection[int], facts: GatheringFacts) -> Mapping[int, tuple[HeldPart, ...]]:
    known = {part.id: part for part in facts.parts}
    wishes = PartRegistration.objects.filter(registration_id__in=list(ids), part_id__in=known)
    positions = positions_in(facts) if wishes.filter(state=PartState.WAITING.value).exists() else {}
    found: dict[int, list[HeldPart]] = defaultdict(list)
    for wish in wishes.order_by("registration_id", "part_id"):
        found[wish.registration_id].append(
            HeldPart(
                part=known[wish.part_id],
                state=PartState(wish.state),
                reasons=tuple(Reason.from_json(reason) for reason in wish.reasons),
                position=positions.get(wish.pk) if wish.state == PartState.WAITING.value else None,
                set_aside=tuple(Obstacle(name) for name in wish.set_aside),
                held_until=wish.held_until,
                held_for=HeldFor(wish.held_for) if wish.held_for else None,
            )
        )
    order = {part.key: place for place, part in enumerate(facts.parts)}
    return defaultdict(tuple, {pk: tuple(sorted(held, key=lambda h: order[h.part.key])) for pk, held in found.items()})


def _held_places(ids: Collection[int], facts: GatheringFacts) -> Mapping[int, tuple[HeldFacts, ...]]:
    known = {part.id: part for part in facts.parts}
    found: dict[int, tuple[HeldFacts, ...]] = defaultdict(tuple)
    rows = HeldPlaces.objects.filter(delegation_id__in=list(ids), part_id__in=known, places__gt=0)
    for row in rows.order_by("delegation_id", "part_id"):
        found[row.delegation_id] += (HeldFacts(known[row.part_id], row.places, row.until),)
    return found


def capacity_of_body(delegation: DelegationFacts, facts: GatheringFacts, *, on: date) -> Capacity:
    """In which capacity somebody of the body comes whose function is not known; one query, none for a typed body."""
    return capacity_of(
        Applicant(
            name=PersonName("", ""),
            organisation_id=delegation.organisation_id,
            organisation_text=delegation.organisation_text,
            organisation_kind=delegation.organisation_kind,
        ),
        facts,
        on=on,
    )


@dataclass(frozen=True)
class Asked:
    """Of which buyer the settings are asked for: the body that is said to buy, the SIRET that was given."""

    organisation_id: int | None
    siret: str
    country: str
    kind: str = ""


def buyers_needs(organiser_id: int, asked: Sequence[Asked]) -> Sequence[Needs]:
    """What the settings of each of these buyers ask for, in their order; one query.

    Those of the body with this SIRET if the directory has one, else of the body that is said to buy.
    """
    sirets = {one.siret for one in asked if one.siret}
    ids = {one.organisation_id for one in asked if one.organisation_id is not None}
    bodies = Organisation.objects.filter(Q(siret__in=sirets) | Q(pk__in=ids), organiser_id=organiser_id)
    found = list(bodies.order_by("-pk"))
    by_siret = {row.siret: row for row in found if row.siret}
    by_id = {row.pk: row for row in found}
    return [_needs(one, by_siret.get(one.siret) or by_id.get(one.organisation_id or 0)) for one in asked]


def buyer_needs(organiser_id: int, asked: Asked) -> Needs:
    """What the settings of one buyer ask for; one query."""
    return buyers_needs(organiser_id, [asked])[0]


def _needs(asked: Asked, body: Organisation | None) -> Needs:
    if body is None:
        return rules.needs_of(country=asked.country, kind=asked.kind)
    return rules.needs_of(
        country=asked.country,
        kind=body.kind,
        siret=body.siret,
        service_code=body.needs_service_code,
        engagement_number=body.needs_engagement_number,
    )


def asked_for(delegation: DelegationFacts) -> Asked:
    """Of whom the settings are asked for the order of a delegation."""
    buyer = delegation.order.buyer if delegation.order else Buyer("")
    return Asked(delegation.organisation_id, buyer.references.siret, buyer.country, delegation.organisation_kind)
