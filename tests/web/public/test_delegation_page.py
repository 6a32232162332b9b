"""The page of a referent: the body's own people, never anybody else's; every verb behind the secret link."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from filrouge.stages.delegations.actions import DelegationReceipt, send_referent_link
from filrouge.stages.delegations.models import HeldPlaces, Order
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration import links as personal_links
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.models import PartSeats, Registration
from tests.support.clock import at
from tests.support.delegations import (
    BUYER,
    FREE,
    REFERENT_OF_ALL,
    WORKSHOPS,
    delegation,
    member,
    row_of,
)
from tests.support.desk_factories import press
from tests.support.forms import Page, open_page, visitor
from tests.support.gatherings import load, with_part
from tests.support.mailbox import PostOffice
from tests.support.people import DESK, NOW
from tests.support.registrations import registered_names, states_of

pytestmark = pytest.mark.django_db
C, W, GONE = PartState.CONFIRMED, PartState.WAITING, PartState.WITHDRAWN


@pytest.fixture(autouse=True)
def in_spring() -> Iterator[None]:
    """It is March."""
    with at():
        yield


@pytest.fixture
def facts(in_spring: None) -> GatheringFacts:
    """The workshops, for nothing."""
    return load(FREE)


@pytest.fixture
def ours(facts: GatheringFacts) -> DelegationReceipt:
    """Three people of the department."""
    return delegation(
        facts, member("Achard", "day", "housing"), member("Besson", "day", email=""), member("Chauvet", "day")
    )


@pytest.fixture
def theirs(facts: GatheringFacts) -> DelegationReceipt:
    """Two people of the city."""
    referent = replace(REFERENT_OF_ALL, email="mairie@rosieres.example")
    people = [member(name, "day", email=f"{name.lower()}@rosieres.example") for name in ("Rey", "Roux")]
    return delegation(facts, *people, body="rosieres", referent=referent)


def pk_of(name: str) -> int:
    """The registration of a family."""
    return Registration.objects.get(family_name=name).pk


def home(receipt: DelegationReceipt, path: str = "") -> Page:
    """Open a page behind the link."""
    return open_page(visitor(), f"/d/{receipt.token}/{path}")


def act(receipt: DelegationReceipt, name: str, verb: str, **said: str | list[str]) -> Page:
    """Open somebody's page and press one of its buttons."""
    page = home(receipt, f"people/{pk_of(name)}/")
    address = f"/d/{receipt.token}/people/{pk_of(name)}/{verb}/"
    assert page.has(f"//form[@action='{address}']"), f"no button for {verb}"
    return press(page.client, page, address, **said)


def test_our_people_and_nobody_else(ours: DelegationReceipt, theirs: DelegationReceipt) -> None:
    mine, other = home(ours), home(theirs)
    for name in ("Achard", "Besson", "Chauvet"):
        assert name in mine.text
        assert name not in other.source
    for name in ("Rey", "Roux", "rosieres.example"):
        assert name in other.source or name == "rosieres.example"
        # As a word: the token of a link may hold any three letters.
        assert not re.search(rf"\b{re.escape(name)}\b", mine.source)
    assert mine.response["X-Robots-Tag"] == "noindex"
    assert "no-store" in mine.response["Cache-Control"]


@pytest.mark.parametrize("verb", ["", "replace/"])
def test_no_page_of_somebody_elses_person(ours: DelegationReceipt, theirs: DelegationReceipt, verb: str) -> None:
    assert home(ours, f"people/{pk_of('Rey')}/{verb}").status == 404
    assert home(theirs, f"people/{pk_of('Achard')}/{verb}").status == 404


@pytest.mark.parametrize("verb", ["withdraw", "move", "link", "replace"])
def test_no_act_on_somebody_elses_person(ours: DelegationReceipt, theirs: DelegationReceipt, verb: str) -> None:
    page = home(ours, f"people/{pk_of('Achard')}/")
    said = {"parts": ["day"], "part": "day", "taker": str(pk_of("Achard")), "family_name": "Huet"}
    answer = press(page.client, page, f"/d/{ours.token}/people/{pk_of('Rey')}/{verb}/", **said)  # type: ignore[arg-type]
    assert answer.status == 404
    assert registered_names(load(FREE)) == ["Achard", "Besson", "Chauvet", "Rey", "Roux"]
    assert Registration.objects.filter(parts__state="withdrawn").count() == 0


def test_a_place_does_not_leave_the_body(ours: DelegationReceipt, theirs: DelegationReceipt) -> None:
    page = home(ours, f"people/{pk_of('Achard')}/")
    assert "Rey" not in page.source
    address = f"/d/{ours.token}/people/{pk_of('Achard')}/move/"
    answer = press(page.client, page, address, part="housing", taker=str(pk_of("Rey")))
    assert answer.status == 200
    assert states_of(load(FREE), "Rey") == {"day": C}
    assert states_of(load(FREE), "Achard")["housing"] is C


@pytest.mark.parametrize("path", ["", "add/", "order/", "people/1/"])
def test_a_forged_or_other_token_opens_nothing(ours: DelegationReceipt, path: str) -> None:
    row = row_of(ours)
    forged = personal_links.make(row.public_id, row.link)
    for token in (forged, ours.token[:-1] + ("A" if ours.token[-1] != "A" else "B"), "x"):
        assert open_page(visitor(), f"/d/{token}/{path}").status == 404
    # Nor does the link of a delegation open a personal page.
    assert open_page(visitor(), f"/r/{ours.token}/").status == 404


def test_a_new_link_voids_the_old_one(ours: DelegationReceipt, post_office: PostOffice) -> None:
    post_office.deliver()
    send_referent_link(delegation_id=ours.delegation_id, actor=DESK, now=NOW, replace=True)
    letter = post_office.deliver_to(REFERENT_OF_ALL.email)
    assert home(ours).status == 404
    link = next(link for link in letter.links if link.startswith("/d/"))
    assert "Achard" in open_page(visitor(), link).text


def test_the_link_lapses_a_year_after(ours: DelegationReceipt) -> None:
    with time_machine.travel(NOW + timedelta(days=800), tick=False):
        page = home(ours)
        assert page.status == 410
        assert "Achard" not in page.source


def test_the_mail_holds_a_table_of_all_and_the_way_back(ours: DelegationReceipt, post_office: PostOffice) -> None:
    letters = [letter for letter in post_office.deliver() if letter.to == REFERENT_OF_ALL.email]
    table = next(letter for letter in letters if f"/d/{ours.token}/" in letter.links)
    for name in ("Claude Achard", "Claude Besson", "Claude Chauvet"):
        assert name in table.text
        assert name in table.html
    assert "<table" in table.html
    assert "Logement" in table.text
    assert "Odile Sautier" in table.text
    # Whoever has no address is reached through the referent.
    assert any("Besson" in letter.text and letter.personal_link for letter in letters if letter is not table)


# ------------------------------------------------------------------------------------------------------------- verbs


def test_withdraw_one(ours: DelegationReceipt) -> None:
    page = act(ours, "Achard", "withdraw", parts=["housing"])
    assert "Logement" in page.said("//*[@role='status']")
    assert states_of(load(FREE), "Achard") == {"day": C, "housing": GONE}
    assert states_of(load(FREE), "Besson") == {"day": C}


def test_withdraw_nothing_is_told(ours: DelegationReceipt) -> None:
    act(ours, "Achard", "withdraw")
    assert states_of(load(FREE), "Achard") == {"day": C, "housing": C}


def test_give_a_place_to_a_colleague(ours: DelegationReceipt) -> None:
    page = act(ours, "Achard", "move", part="housing", taker=str(pk_of("Besson")))
    assert "Claude Besson" in page.said("//*[@role='status']")
    assert states_of(load(FREE), "Achard")["housing"] is GONE
    assert states_of(load(FREE), "Besson") == {"day": C, "housing": C}


def test_a_colleague_whom_the_rule_refuses_is_told_why(ours: DelegationReceipt) -> None:
    facts = load(with_part(FREE, "housing", audience={"function": ["director"], "otherwise": "refuse"}))
    page = act(ours, "Achard", "move", part="housing", taker=str(pk_of("Besson")))
    assert "Claude Besson" in page.said("//*[@role='status']")
    assert states_of(facts, "Achard")["housing"] is C


@pytest.mark.parametrize("taker", ["", "abc", "999999999999999999"])
def test_a_move_to_nobody(ours: DelegationReceipt, taker: str) -> None:
    act(ours, "Achard", "move", part="housing", taker=taker)
    assert states_of(load(FREE), "Achard")["housing"] is C


def test_send_the_personal_link_again(ours: DelegationReceipt, post_office: PostOffice) -> None:
    post_office.deliver()
    act(ours, "Achard", "link")
    assert post_office.deliver_to("achard@val-clair.example").personal_link.startswith("/r/")
    act(ours, "Besson", "link")
    assert "Besson" in post_office.deliver_to(REFERENT_OF_ALL.email).text


def test_a_colleague_comes_instead(ours: DelegationReceipt, post_office: PostOffice) -> None:
    post_office.deliver()
    page = home(ours, f"people/{pk_of('Achard')}/replace/")
    new = {"given_name": "Denis", "family_name": "Huet", "email": "huet@val-clair.example", "function": "director"}
    done = page.fill(new).send()
    assert done.said("//h1") == "Denis Huet"
    assert states_of(load(FREE), "Huet") == {"day": C, "housing": C}
    assert "Achard" not in home(ours).source
    assert {letter.to for letter in post_office.deliver()} >= {"huet@val-clair.example", "achard@val-clair.example"}


def test_what_a_colleague_cannot_take_is_told_before(ours: DelegationReceipt) -> None:
    facts = load(with_part(FREE, "housing", audience={"function": ["project_officer"], "otherwise": "refuse"}))
    page = home(ours, f"people/{pk_of('Achard')}/replace/")
    new = {"given_name": "Denis", "family_name": "Huet", "email": "huet@val-clair.example", "function": "director"}
    told = page.fill(new).send()
    assert told.status == 422
    assert states_of(facts, "Achard") == {"day": C, "housing": C}
    told.send()
    assert states_of(facts, "Huet")["day"] is C
    assert states_of(facts, "Huet")["housing"] is not C


def test_add_a_person(ours: DelegationReceipt) -> None:
    page = home(ours, "add/")
    page.fill({"p0-given_name": "Inès", "p0-family_name": "Delmas", "p0-function": "director"})
    page.form.xpath(".//input[@name='p0-parts'][@value='day']")[0].checked = True
    checked = page.check()
    assert registered_names(load(FREE)) == ["Achard", "Besson", "Chauvet"]
    assert checked.value("p0-family_name") == "Delmas"
    done = checked.send()
    assert "Inès Delmas" in done.text
    assert Registration.objects.get(family_name="Delmas").party == row_of(ours).party
    # Sent again, the same page adds nobody.
    checked.send()
    assert Registration.objects.count() == 4


def test_whoever_is_registered_already_is_not_added(ours: DelegationReceipt) -> None:
    page = home(ours, "add/")
    page.fill({"p0-given_name": "Claude", "p0-family_name": "Achard", "p0-email": "achard@val-clair.example"})
    page.form.xpath(".//input[@name='p0-parts'][@value='day']")[0].checked = True
    told = page.send()
    assert told.status == 422
    assert "Claude Achard" in told.errors()
    assert Registration.objects.count() == 3


# ------------------------------------------------------------------------------------------------ places without a name


def keep(receipt: DelegationReceipt, **said: str) -> Page:
    """Keep places in the workshop on housing."""
    page = home(receipt)
    return press(page.client, page, f"/d/{receipt.token}/places/", **{"part": "housing", **said})


def test_keep_places_give_a_name_and_give_them_back(ours: DelegationReceipt) -> None:
    page = keep(ours, places="2", until="2023-03-20")
    assert "Logement" in page.said("//*[@id='places']")
    row = HeldPlaces.objects.get()
    assert (row.places, row.until.isoformat()) == (2, "2023-03-20T23:00:00+00:00")
    form = open_page(page.client, next(link for link in page.links if link.endswith("/add/?part=housing")))
    assert form.values["p0-parts"] == ["housing"]
    form.fill({"p0-given_name": "Inès", "p0-family_name": "Delmas"}).send()
    assert HeldPlaces.objects.get().places == 1
    assert states_of(load(FREE), "Delmas") == {"housing": C}
    keep(ours, places="0")
    assert HeldPlaces.objects.count() == 0
    assert PartSeats.objects.get(part__key="housing").held == 0


@pytest.mark.parametrize(
    "said",
    [{"places": "11"}, {"places": "2", "until": "2023-08-01"}, {"places": "-1"}, {"places": ""}, {"places": "x"}],
)
def test_what_cannot_be_kept_is_told(ours: DelegationReceipt, said: dict[str, str]) -> None:
    page = keep(ours, **said)
    assert page.status == 200
    assert page.has("//*[@role='status']")
    assert HeldPlaces.objects.count() == 0


def test_no_place_of_a_part_that_is_not_there(ours: DelegationReceipt) -> None:
    assert keep(ours, part="nothing", places="1").status == 404


def test_one_body_neither_sees_nor_touches_the_places_of_another(
    ours: DelegationReceipt, theirs: DelegationReceipt
) -> None:
    keep(theirs, places="3")
    assert not home(ours).has("//*[@id='places']//ul")
    keep(ours, places="0")
    assert HeldPlaces.objects.get().places == 3


# ------------------------------------------------------------------------------------------------------------ the order


@pytest.fixture
def paid(in_spring: None) -> DelegationReceipt:
    """Two people of the department at 120 euros; the order is awaited."""
    return delegation(load(WORKSHOPS), member("Achard", "day"), member("Besson", "day"), buyer=BUYER)


def test_until_when_the_order_is_awaited_and_what_it_comes_to(paid: DelegationReceipt) -> None:
    said = home(paid).said("//*[@id='order']")
    assert "30 mars 2023" in said
    assert re.search(r"240,00", said)


def test_give_the_purchase_order(paid: DelegationReceipt) -> None:
    page = home(paid, "order/")
    assert page.value("service_code") == "SRV-07"
    told = page.send()
    assert told.status == 422
    assert "#id_purchase_order" in told.links
    told = page.fill(purchase_order="BC-7", service_code="").send()
    assert told.status == 422
    assert "#id_service_code" in told.links
    assert Order.objects.get().arrived_at is None
    done = told.fill(service_code="SRV-08").send()
    assert done.status == 200
    row = Order.objects.get()
    assert (row.purchase_order, row.service_code, row.arrived_at) == ("BC-7", "SRV-08", NOW)
    assert Registration.objects.filter(parts__held_until__isnull=False).count() == 0


def test_no_order_where_nothing_is_paid(ours: DelegationReceipt) -> None:
    assert not home(ours).has("//*[@id='order']")
    assert home(ours, "order/").status == 404
