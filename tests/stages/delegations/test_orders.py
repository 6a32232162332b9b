"""The order: references as the buyer's settings say, places held until it comes, an amount that follows the people."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from filrouge.ground.chores import do_all
from filrouge.stages.delegations.actions import ReferencesMissing, add_member, record_order
from filrouge.stages.delegations.enums import OrderState, Reference
from filrouge.stages.delegations.facts import REFERENT, DelegationFacts, Needs, References
from filrouge.stages.delegations.models import Delegation, Order
from filrouge.stages.delegations.queries import delegation_by_id
from filrouge.stages.delegations.rules import missing, needs_of
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import withdraw
from filrouge.stages.registration.enums import HeldFor, PartState
from filrouge.stages.registration.models import PartRegistration
from tests.support.delegations import BUYER, OTHER_SIRET, SIRET, WORKSHOPS, delegation, group_of, member
from tests.support.gatherings import changed, load, with_part
from tests.support.people import DESK, NOW
from tests.support.registrations import states_of
from tests.support.soundness import faults

REFERENCES = BUYER.references
ARRIVED = replace(REFERENCES, purchase_order="BC-2023-0042")
UNTIL = "2023-03-30T22:00:00+00:00"
"""The end of the fifteenth day, there."""


@pytest.fixture
def facts() -> GatheringFacts:
    """The workshops for 120 euros; the order is awaited for fifteen days."""
    return load(WORKSHOPS)


@pytest.fixture
def awaited(facts: GatheringFacts) -> Iterator[int]:
    """A delegation of two whose purchase order has not come."""
    yield delegation(facts, member("Achard", "day", "housing"), member("Besson", "day"), buyer=BUYER).delegation_id


def now_of(facts: GatheringFacts, pk: int) -> DelegationFacts:
    """The delegation as pages show it."""
    found = delegation_by_id(gathering_id=facts.id, delegation_id=pk)
    assert found is not None
    return found


def held() -> set[tuple[str, str]]:
    """Until when places are held, and for what."""
    rows = PartRegistration.objects.filter(held_until__isnull=False).order_by("pk")
    return {(row.held_until.isoformat() if row.held_until else "", row.held_for) for row in rows}


def test_places_are_held_until_the_order_comes(facts: GatheringFacts, awaited: int) -> None:
    assert held() == {(UNTIL, HeldFor.ORDER.value)}
    assert PartRegistration.objects.filter(held_for="order").count() == 3
    order = Order.objects.get()
    assert (order.awaited_until.isoformat() if order.awaited_until else "", order.arrived_at) == (UNTIL, None)
    assert (order.amount, order.currency, order.buyer) == (Decimal(240), "EUR", "Département du Val-Clair")
    found = now_of(facts, awaited).order
    assert found is not None
    assert found.state_at(NOW) is OrderState.AWAITED


def test_the_order_comes_and_the_places_stay(facts: GatheringFacts, awaited: int) -> None:
    record_order(delegation_id=awaited, references=ARRIVED, actor=REFERENT, now=NOW + timedelta(days=3))
    assert held() == set()
    order = Order.objects.get()
    assert (order.purchase_order, order.arrived_at) == ("BC-2023-0042", NOW + timedelta(days=3))
    assert do_all(NOW + timedelta(days=40)) == ()
    assert states_of(facts, "Achard")["day"] is PartState.CONFIRMED
    assert faults(facts.id) == []


def test_the_order_does_not_come_and_the_places_go_back(facts: GatheringFacts, awaited: int) -> None:
    due = Order.objects.get().awaited_until
    assert due is not None
    assert do_all(due - timedelta(seconds=1)) == ()
    assert states_of(facts, "Achard")["day"] is PartState.CONFIRMED
    assert do_all(due) == ()
    assert set(states_of(facts, "Achard").values()) == {PartState.WITHDRAWN}
    reasons = PartRegistration.objects.filter(registration__family_name="Achard").order_by("pk")
    assert {reason["code"] for row in reasons for reason in row.reasons} == {"order_missing"}
    found = now_of(facts, awaited).order
    assert found is not None
    assert found.state_at(due) is OrderState.LAPSED
    assert (found.people, found.amount, found.ordered) == (0, Decimal(0), Decimal(240))


def test_an_order_that_is_there_holds_nothing(facts: GatheringFacts) -> None:
    buyer = replace(BUYER, references=ARRIVED)
    delegation(facts, member("Achard"), buyer=buyer)
    assert held() == set()
    assert Order.objects.get().arrived_at == NOW


def test_a_gathering_that_awaits_no_order_holds_nothing() -> None:
    terms = {**WORKSHOPS["registration"], "order_days": None}
    del terms["order_days"]
    facts = load(changed(WORKSHOPS, registration=terms))
    pk = delegation(facts, member("Achard"), buyer=BUYER).delegation_id
    assert held() == set()
    found = now_of(facts, pk).order
    assert found is not None
    assert found.state_at(NOW) is OrderState.NOT_AWAITED


@pytest.mark.parametrize(
    ("references", "lacking"),
    [
        (References(SIRET, "SRV-07", "EJ-1"), ()),
        (References("", "SRV-07", "EJ-1"), ()),  # the directory knows it
        (References(SIRET, "", "EJ-1"), (Reference.SERVICE_CODE,)),
        (References(SIRET, "SRV-07", ""), (Reference.ENGAGEMENT_NUMBER,)),
        (References(SIRET), (Reference.SERVICE_CODE, Reference.ENGAGEMENT_NUMBER)),
        (References(OTHER_SIRET), ()),  # another establishment, which asks for none
    ],
)
def test_references_as_the_buyers_own_settings_say(
    facts: GatheringFacts, references: References, lacking: tuple[Reference, ...]
) -> None:
    buyer = replace(BUYER, references=references)
    if not lacking:
        delegation(facts, member("Achard"), buyer=buyer)
        assert Order.objects.get().siret == (references.siret or SIRET)
        return
    with pytest.raises(ReferencesMissing) as missed:
        delegation(facts, member("Achard"), buyer=buyer)
    assert missed.value.names == lacking
    assert Delegation.objects.count() == 0


def test_what_follows_is_asked_for_with_the_order(facts: GatheringFacts) -> None:
    buyer = replace(BUYER, references=References(), follow=True)
    pk = delegation(facts, member("Achard"), buyer=buyer).delegation_id
    assert held() == {(UNTIL, HeldFor.ORDER.value)}
    with pytest.raises(ReferencesMissing) as missed:
        record_order(
            delegation_id=pk, references=References(purchase_order="BC-1"), actor=REFERENT, now=NOW + timedelta(days=1)
        )
    assert missed.value.names == (Reference.SERVICE_CODE, Reference.ENGAGEMENT_NUMBER)
    assert held() == {(UNTIL, HeldFor.ORDER.value)}
    # Staff may record an order that came without.
    record_order(delegation_id=pk, references=References(purchase_order="BC-1"), actor=DESK, now=NOW, motive="relance")
    assert held() == set()


@pytest.mark.parametrize(
    ("country", "kind", "needs"),
    [
        ("FR", "department", {Reference.SIRET}),
        ("FR", "", {Reference.SIRET}),
        ("FR", "association", set()),
        ("CH", "city", set()),
    ],
)
def test_who_needs_a_siret(country: str, kind: str, needs: set[Reference]) -> None:
    asked = needs_of(country=country, kind=kind)
    assert asked.references == needs
    assert set(missing(asked, References())) == needs
    assert missing(Needs(asked.references, SIRET), References()) == ()


def test_a_person_more_is_held_for_the_order_too(facts: GatheringFacts, awaited: int) -> None:
    (one,) = group_of(facts, member("Chauvet", "day")).people
    later = NOW + timedelta(days=5)
    add_member(delegation_id=awaited, member=one, submission=uuid.uuid4(), actor=REFERENT, now=later)
    row = PartRegistration.objects.get(registration__family_name="Chauvet")
    # The same number of days from then on.
    assert row.held_until is not None
    assert row.held_until.isoformat() == "2023-04-04T22:00:00+00:00"
    found = now_of(facts, awaited).order
    assert found is not None
    assert (found.people, found.amount) == (3, Decimal(360))


def test_who_moves_up_is_held_for_the_order_too() -> None:
    facts = load(with_part(WORKSHOPS, "day", capacity=1))
    first = delegation(facts, member("Rey", "day", email="rey@rosieres.example"), body="rosieres", buyer=_rosieres())
    pk = delegation(facts, member("Achard", "day"), buyer=BUYER).delegation_id
    assert states_of(facts, "Achard")["day"] is PartState.WAITING
    rey = first.outcomes[0].registration_id or 0
    later = NOW + timedelta(days=10)
    withdraw(registration_id=rey, parts=["day"], actor=REFERENT, now=later)
    assert PartRegistration.objects.get(registration__family_name="Achard").held_until is None
    assert do_all(later) == ()
    row = PartRegistration.objects.get(registration__family_name="Achard")
    assert row.held_for == HeldFor.ORDER.value
    assert row.held_until is not None
    assert row.held_until.isoformat() == "2023-04-09T22:00:00+00:00"
    record_order(delegation_id=pk, references=ARRIVED, actor=REFERENT, now=later)
    assert do_all(later + timedelta(days=30)) == ()
    assert states_of(facts, "Achard")["day"] is PartState.CONFIRMED


def _rosieres():  # type: ignore[no-untyped-def]
    return replace(BUYER, name="Ville de Rosières", references=References(OTHER_SIRET, purchase_order="R-1"))
