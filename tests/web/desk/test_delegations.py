"""Delegations and orders at the desk: who may see and do what, and what the pages and files say."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.enums import Role
from filrouge.stages.delegations.actions import DelegationReceipt
from filrouge.stages.delegations.models import HeldPlaces, Order
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.models import PartRegistration
from tests.support.clock import at
from tests.support.delegations import BUYER, FREE, SIRET, WORKSHOPS, delegation, member, row_of
from tests.support.desk_factories import desk_of, press
from tests.support.forms import Page, open_page, visitor
from tests.support.gatherings import AARAU, load, with_part
from tests.support.people import NOW

pytestmark = pytest.mark.django_db
DESK = "/desk/g/ateliers-2023/"


@pytest.fixture(autouse=True)
def in_spring() -> Iterator[None]:
    """It is March."""
    with at():
        yield


@pytest.fixture
def facts(in_spring: None) -> GatheringFacts:
    """The workshops for 120 euros, two places in the one on housing."""
    return load(with_part(WORKSHOPS, "housing", capacity=2))


@pytest.fixture
def ours(facts: GatheringFacts) -> DelegationReceipt:
    """Three people of the department, the order awaited."""
    people = [member(name, "day", "housing") for name in ("Achard", "Besson", "Chauvet")]
    return delegation(facts, *people, buyer=BUYER, may_split=True, held={"childhood": 2})


@pytest.fixture
def manager(facts: GatheringFacts) -> Client:
    return desk_of(Role.MANAGER, facts)


def detail(client: Client, receipt: DelegationReceipt) -> Page:
    """The page of one delegation."""
    return open_page(client, f"{DESK}delegations/{receipt.delegation_id}/")


def act(client: Client, receipt: DelegationReceipt, verb: str, **said: str) -> Page:
    """Press one of its buttons."""
    page = detail(client, receipt)
    address = f"{DESK}delegations/{receipt.delegation_id}/{verb}/"
    assert page.has(f"//form[@action='{address}']")
    return press(client, page, address, **said)


def test_the_list_says_who_how_many_and_where_the_order_stands(manager: Client, ours: DelegationReceipt) -> None:
    page = open_page(manager, f"{DESK}delegations/")
    row = page.said("//tbody/tr")
    for said in ("Département du Val-Clair", "Odile Sautier", "3", "Confirmed 5", "Waiting 1", "2", "awaited"):
        assert said in row
    assert page.links_to(f"delegations/{ours.delegation_id}")


def test_as_many_queries_for_one_as_for_many(manager: Client, facts: GatheringFacts, ours: DelegationReceipt) -> None:
    def count(path: str) -> int:
        manager.get(path)
        with CaptureQueriesContext(connection) as found:
            assert manager.get(path).status_code == 200
        return len(found)

    paths = [f"{DESK}delegations/", f"{DESK}orders/"]
    before = [count(path) for path in paths]
    for number in range(4):
        delegation(facts, member(f"Nouveau{number}", "day"), member(f"Autre{number}", "housing"), buyer=BUYER)
    assert [count(path) for path in paths] == before


def test_the_page_of_one(manager: Client, ours: DelegationReceipt) -> None:
    page = detail(manager, ours)
    for said in ("Achard", "Waiting 1", "secretariat@val-clair.example", SIRET, "SRV-07", "€360.00"):
        assert said in page.text
    assert "3 people registered as a delegation" in page.said("//*[@id='history']")
    assert page.has("//*[@id='mails']//table")


def test_another_gatherings_delegation_is_not_found(manager: Client, ours: DelegationReceipt) -> None:
    other = load(AARAU)
    stranger = desk_of(Role.EDITOR, other)
    assert stranger.get(f"/desk/g/{other.key}/delegations/{ours.delegation_id}/").status_code == 404
    assert stranger.get(f"{DESK}delegations/{ours.delegation_id}/").status_code == 404


def test_a_helper_sees_people_and_changes_nothing(facts: GatheringFacts, ours: DelegationReceipt) -> None:
    helper = desk_of(Role.DESK_HELPER, facts)
    page = detail(helper, ours)
    assert "Achard" in page.text
    assert not page.has("//main//form[contains(@action, '/delegations/')]")
    for verb in ("places", "order", "link"):
        address = f"{DESK}delegations/{ours.delegation_id}/{verb}/"
        assert press(helper, page, address, part="day", places="9", purchase_order="X").status == 403
    assert helper.get(f"{DESK}orders/").status_code == 403
    assert helper.get(f"{DESK}orders.csv").status_code == 403
    assert HeldPlaces.objects.get().places == 2
    assert Order.objects.get().arrived_at is None


def test_keep_more_longer_and_give_back(manager: Client, ours: DelegationReceipt) -> None:
    act(manager, ours, "places", part="day", places="15", until="2023-08-31")
    row = HeldPlaces.objects.get(part__key="day")
    assert (row.places, row.until.isoformat()) == (15, "2023-08-31T22:00:00+00:00")
    act(manager, ours, "places", part="day", places="0")
    assert not HeldPlaces.objects.filter(part__key="day").exists()


@pytest.mark.parametrize(
    "said",
    [{"places": "900"}, {"places": "x"}, {"places": "2", "until": "tomorrow"}, {"part": "housing", "places": "1"}],
)
def test_what_cannot_be_kept_is_told(manager: Client, ours: DelegationReceipt, said: dict[str, str]) -> None:
    page = act(manager, ours, "places", **{"part": "day", **said})
    assert page.has("//*[@role='status']")
    assert HeldPlaces.objects.count() == 1


def test_record_an_order_even_without_a_reference(manager: Client, ours: DelegationReceipt) -> None:
    wrong = act(manager, ours, "order", purchase_order="BC-1", siret="123")
    assert wrong.status == 422
    assert "#id_siret" in wrong.links
    act(manager, ours, "order", purchase_order="BC-1", engagement_number="", service_code="", siret=SIRET)
    row = Order.objects.get()
    assert (row.purchase_order, row.service_code, row.arrived_at) == ("BC-1", "", NOW)
    assert not PartRegistration.objects.filter(held_until__isnull=False).exists()
    assert "Missing" in open_page(manager, f"{DESK}orders/").text


def test_send_the_referents_link(manager: Client, ours: DelegationReceipt) -> None:
    act(manager, ours, "link", again="1")
    assert open_page(visitor(), f"/d/{ours.token}/").status == 200
    act(manager, ours, "link", replace="1")
    assert open_page(visitor(), f"/d/{ours.token}/").status == 404
    assert row_of(ours).link == 2
    assert OutgoingMail.objects.filter(kind="delegation_link").count() == 2


def test_orders_wait_until_they_can_be_invoiced(manager: Client, ours: DelegationReceipt) -> None:
    data = json.loads(manager.get(f"{DESK}orders.json").content)
    assert data["factures"] == []
    assert [one["motif"] for one in data["en_attente"]] == ["Purchase order awaited"]
    act(manager, ours, "order", purchase_order="BC-1", engagement_number="EJ-1", service_code="", siret=SIRET)
    data = json.loads(manager.get(f"{DESK}orders.json").content)
    assert data["factures"] == []
    assert "Service code" in data["en_attente"][0]["motif"]
    act(manager, ours, "order", purchase_order="BC-1", engagement_number="EJ-1", service_code="S", siret=SIRET)
    (invoice,) = json.loads(manager.get(f"{DESK}orders.json").content)["factures"]
    assert invoice["montantTotal"]["montantAPayer"] == 360.0


def test_files_name_nobody_and_run_nothing(manager: Client, facts: GatheringFacts) -> None:
    delegation(facts, member("Achard", "day"), buyer=replace(BUYER, name="=1+1", contact_name="@SUM(A1)"))
    text = manager.get(f"{DESK}orders.csv").content.decode("utf-8-sig")
    assert "Achard" not in text
    assert "'=1+1" in text
    assert "'@SUM(A1)" in text


def test_orders_are_in_the_menu_only_where_places_cost_something(manager: Client, ours: DelegationReceipt) -> None:
    assert f"{DESK}orders/" in open_page(manager, f"{DESK}delegations/").links
    load(FREE)
    assert f"{DESK}orders/" not in open_page(manager, f"{DESK}delegations/").links


def test_no_delegation_yet(manager: Client) -> None:
    assert open_page(manager, f"{DESK}delegations/").has("//*[contains(@class, 'empty')]")
    assert open_page(manager, f"{DESK}orders/").has("//*[contains(@class, 'empty')]")
