"""A colleague comes instead on a paid place: nothing of the order changes, and of the first only the trail stays."""

from datetime import datetime
from decimal import Decimal
from uuid import uuid4

import pytest

from filrouge.ground.people.enums import Role
from filrouge.stages.delegations.models import Delegation, Order
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import NeedKind
from filrouge.stages.registration.facts import Party, SaidNeed
from filrouge.stages.registration.models import Need, PartSeats, Registration
from tests.support import gatherings, people
from tests.support.clock import at
from tests.support.desk_factories import desk_of
from tests.support.forms import open_page, visitor
from tests.support.gatherings import AARAU, changed, facts_of, with_part
from tests.support.mailbox import PostOffice
from tests.support.people import EXECUTIVE, HEAD, Person
from tests.support.soundness import faults
from tests.support.traces import states
from tests.support.whole_database import places_of_text

pytestmark = pytest.mark.django_db

WITH_A_WORKSHOP = with_part(
    changed(
        AARAU,
        parts=[
            *AARAU["parts"],
            {"key": "talk", "kind": "workshop", "title": "Atelier A", "when": "2023-05-12", "audience": {"open": True}},
        ],
    ),
    "talk",
    starts_at="10:00",
    ends_at="11:00",
    capacity=5,
)


def a_paid_delegation(facts: GatheringFacts, now: datetime) -> tuple[Registration, Order]:
    """A city has sent one agent, and ordered the place."""
    party = uuid4()
    pk = people.registered(
        EXECUTIVE, facts, "day", "talk", needs=(SaidNeed("day", NeedKind.MEAL, ("vegan",)),), party=Party(party)
    ).registration_id
    delegation = Delegation.objects.create(
        gathering_id=facts.id,
        submission=uuid4(),
        party=party,
        organisation_text="Ville de Lindenau",
        referent_given_name="Odile",
        referent_family_name="Sautier",
        referent_email="secretariat@lindenau.example",
        language="fr",
        channel="web",
        received_at=now,
        created_at=now,
    )
    order = Order.objects.create(
        delegation=delegation, buyer="Ville de Lindenau", amount=Decimal("120.00"), currency="CHF", arrived_at=now
    )
    return Registration.objects.get(pk=pk), order


def told_both(first: Person, second: Person, post_office: PostOffice) -> str:
    """The first gives up two parts in their diary and reads no link; the second has them, and this link."""
    letters = {letter.to: letter for letter in post_office.deliver()}
    assert [calendar["method"] for calendar in letters[first.email].calendars] == ["CANCEL", "CANCEL"]
    assert [calendar["method"] for calendar in letters[second.email].calendars] == ["REQUEST", "REQUEST"]
    assert not [link for link in letters[first.email].links if link.startswith("/r/")]
    return letters[second.email].personal_link


def trail_is_kept(facts: GatheringFacts, row: Registration, first: Person, second: Person) -> None:
    """The desk reads on the registration who came before, and in its history that somebody comes instead."""
    shown = open_page(desk_of(Role.MANAGER, facts), f"/desk/g/aarau-2023/registrations/{row.pk}/")
    assert shown.said("//div[dt='Came instead of']/dd").startswith(first.full)
    assert f"{second.full} comes instead of somebody else" in shown.text


@pytest.mark.behaviour("S4-B17")
def test_a_colleague_comes_instead(post_office: PostOffice) -> None:
    with at() as now:
        facts = gatherings.load(with_part(WITH_A_WORKSHOP, "day", has_meal=True))
        row, order = a_paid_delegation(facts, now)
        Registration.objects.filter(pk=row.pk).update(pictures="agreed")
        seats = dict(PartSeats.objects.values_list("part__key", "confirmed"))
        paid = list(Order.objects.values())
        own = open_page(visitor(), post_office.deliver_to(EXECUTIVE.email).personal_link)
        second = HEAD.but(organisation=EXECUTIVE.organisation)
        # the second agent takes over the workshop
        form = open_page(own.client, own.links_to("replace"))
        assert form.value("organisation") == EXECUTIVE.organisation
        assert form.value("given_name") == ""
        assert form.values["parts"] == ["day", "talk"]
        looked = form.fill(second.answers).check()
        assert (looked.decision("day"), looked.decision("talk")) == ("allowed", "allowed")
        assert Registration.objects.get().email == EXECUTIVE.email
        done = looked.send()
        assert second.full in done.source
        assert states(row.pk) == {"day": "confirmed", "talk": "confirmed"}
        # no new invoice: the order is what it was, and the seats have not moved
        assert list(Order.objects.values()) == paid
        assert Delegation.objects.get() == order.delegation
        assert Registration.objects.get().party == order.delegation.party
        assert dict(PartSeats.objects.values_list("part__key", "confirmed")) == seats | {"eve": 0}
        # trail kept
        trail_is_kept(facts, row, EXECUTIVE, second)
        # first agent's personal answers erased
        assert list(Registration.objects.values_list("pk", "pictures")) == [(row.pk, "")]
        assert [bytes(need.sealed) for need in Need.objects.all()] == [b""]
        assert set(places_of_text(EXECUTIVE.email)) == {"OutgoingMail.to", "OutgoingMail.context"}
        link = told_both(EXECUTIVE, second, post_office)
        assert own.client.get(own.address).status_code == 404
        # the second agent picks other workshops by their own link
        mine = open_page(visitor(), link)
        assert mine.decision("talk") == "confirmed"
        open_page(mine.client, mine.links_to("change")).fill(tick=["day"]).send()
        assert states(row.pk) == {"day": "confirmed", "talk": "withdrawn"}
        assert list(Order.objects.values()) == paid
        assert faults(facts.id) == []


@pytest.mark.behaviour("S4-B17")
def test_the_second_agent_picks_anew_when_the_desk_replaces() -> None:
    with at() as now:
        facts = facts_of(gatherings.load(WITH_A_WORKSHOP).key)
        row, _order = a_paid_delegation(facts, now)
        desk = desk_of(Role.MANAGER, facts)
        page = open_page(desk, f"/desk/g/aarau-2023/registrations/{row.pk}/replace/")
        looked = page.fill(HEAD.answers, tick=["eve", "day"]).send()
        # what changes stands on the page before anything is written
        assert looked.status == 422
        assert "Nothing was written yet" in looked.text
        assert Registration.objects.get().email == EXECUTIVE.email
        done = looked.send()
        assert f"{HEAD.full} comes instead of {EXECUTIVE.full}" in done.source
        assert states(row.pk) == {"eve": "confirmed", "day": "confirmed", "talk": "withdrawn"}
        trail = open_page(desk, "/desk/g/aarau-2023/trail/").text
        assert f"{HEAD.full} comes instead of somebody else" in trail
        assert "Régine Oberli" in trail
        assert faults(facts.id) == []
