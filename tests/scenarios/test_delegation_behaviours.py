"""The behaviours of seed 004 about several people of one authority: the group form and file, the order, the invoice."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from filrouge.ground.chores import do_all
from filrouge.ground.people.enums import Role
from filrouge.stages.delegations.models import Delegation, Order
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.models import PartRegistration, Registration
from tests.support.clock import SPRING, at, instant
from tests.support.delegations import (
    SEVEN,
    SIRET,
    WORKSHOPS,
    fill_billing,
    fill_line,
    fill_referent,
    lines_of,
    open_group,
    send_file,
)
from tests.support.desk_factories import desk_of
from tests.support.forms import Page, open_page
from tests.support.gatherings import load
from tests.support.mailbox import PostOffice
from tests.support.registrations import registered_names, states_of

pytestmark = pytest.mark.django_db
C = PartState.CONFIRMED
SERVICES = ("Service logement", "Service logement", "Aide sociale", "Aide sociale", "Enfance", "Enfance", "Autonomie")
WISHES = ("housing", "housing", "ageing", "ageing", "childhood", "childhood", "ageing")
REFERENCES = {"service_code": "SRV-07", "engagement_number": "EJ-2023-118"}


def seven(page: Page, *workshops: str) -> Page:
    """Seven agents from four services, each with a workshop of their own, on a form that grows."""
    while len(page.values["line"]) < 7:
        page = page.send(button="add")
    for place, (name, service, workshop) in enumerate(zip(SEVEN, SERVICES, workshops, strict=True), start=1):
        fill_line(page, place, name, "day", workshop, function="other", function_text=service)
    return page


@pytest.mark.behaviour("S4-B15")
def test_seven_agents_of_four_services_on_one_form(post_office: PostOffice) -> None:
    with at():
        facts = load(WORKSHOPS)
        page = fill_billing(fill_referent(open_group()), **REFERENCES)
        # hint when all sit in the same workshop
        checked = seven(page, *["housing"] * 7).check()
        assert "Logement" in checked.said("//*[@id='group-answer']")
        assert "Grand âge" in checked.said("//*[@id='group-answer']")
        assert "Protection de l’enfance" in checked.said("//*[@id='group-answer']")
        assert registered_names(facts) == []
        # it is a hint: the form can be sent as it is, or otherwise
        ours = seven(checked, *WISHES).send()
        assert ours.status == 200, ours.errors()
        assert ours.address.startswith("/d/")
        # one order
        assert Delegation.objects.count() == Order.objects.count() == 1
        assert Order.objects.get().amount == 7 * 120
        # seven people each with own workshops
        assert registered_names(facts) == list(SEVEN)
        for name, workshop in zip(SEVEN, WISHES, strict=True):
            assert states_of(facts, name) == {"day": C, workshop: C}
            assert name in ours.text
        letters = {letter.to: letter for letter in post_office.deliver()}
        links = {letters[f"{name.lower()}@val-clair.example"].personal_link for name in SEVEN}
        assert len(links) == 7
        for link, name in zip(sorted(links), SEVEN, strict=False):
            assert open_page(ours.client, link).status == 200, name
        # the referent receives one mail with all of them and the way back
        table = letters["secretariat@val-clair.example"]
        assert all(name in table.text and name in table.html for name in SEVEN)
        assert ours.address.partition("?")[0] in table.links


LIST = (
    "Nom;Prénom;Courriel;Fonction;Ateliers\r\n"
    + "".join(
        f"{name};Claude;{name.lower()}@val-clair.example;{service};day, {workshop}\r\n"
        for name, service, workshop in zip(SEVEN, SERVICES, WISHES, strict=True)
    )
).encode("cp1252")


@pytest.mark.behaviour("S4-B15")
def test_seven_agents_of_four_services_in_one_file() -> None:
    with at():
        facts = load(WORKSHOPS)
        page = send_file(fill_billing(fill_referent(open_group()), **REFERENCES), LIST)
        # the file fills the lines for review; nothing is registered by reading it
        assert lines_of(page) == list(SEVEN)
        assert page.value("referent_email") == "secretariat@val-clair.example"
        assert registered_names(facts) == []
        # hint when all sit in the same workshop: here they do not
        assert "Grand âge" not in page.check().said("//*[@id='group-answer']")
        page.send()
        # one order
        assert Order.objects.count() == 1
        # seven people each with own workshops
        assert registered_names(facts) == list(SEVEN)
        for name, workshop in zip(SEVEN, WISHES, strict=True):
            assert states_of(facts, name) == {"day": C, workshop: C}
        assert set(Registration.objects.order_by("pk").values_list("function_text", flat=True)) == set(SERVICES)


def order(page: Page, **billing: str) -> Page:
    """Two agents and the billing block, sent."""
    fill_billing(fill_referent(page), **billing)
    fill_line(page, 1, "Achard", "day", "housing")
    return fill_line(page, 2, "Besson", "day").send()


@pytest.mark.behaviour("S4-B16")
def test_purchase_order_now_invoice_after(post_office: PostOffice) -> None:
    with at():
        facts = load(WORKSHOPS)
        # SIRET checked by its control digit
        wrong = order(open_group(), siret=SIRET[:-1] + "9", **REFERENCES)
        assert wrong.status == 422
        assert "99900001100019" in wrong.errors()
        assert wrong.value("p0-family_name") == "Achard"
        assert registered_names(facts) == []
        # service code and engagement number asked as the buyer's own settings require
        lacking = order(open_group(), siret=SIRET)
        assert lacking.status == 422
        for name in ("service_code", "engagement_number"):
            assert f"#id_{name}" in lacking.links
        assert "#id_purchase_order" not in lacking.links
        assert registered_names(facts) == []
        # another buyer whose settings require none is not asked
        free = open_group()
        fill_line(
            fill_billing(fill_referent(free, "Ville de Rosières"), siret="99900002900010"), 1, "Rey", "day"
        ).send()
        assert registered_names(facts) == ["Rey"]
        # places held against a purchase order within a set delay
        ours = order(open_group(), siret=SIRET, **REFERENCES)
        assert ours.status == 200
        assert "30 mars 2023" in ours.said("//*[@id='order']")
        held = PartRegistration.objects.filter(held_for="order", registration__family_name="Achard")
        assert {row.held_until.isoformat() if row.held_until else "" for row in held} == {"2023-03-30T22:00:00+00:00"}
        assert "30 mars 2023" in post_office.deliver()[-1].text
        form = open_page(ours.client, ours.links_to("order"))
        assert form.fill(purchase_order="BC-2023-0042").send().status == 200
        assert Order.objects.get(siret=SIRET).purchase_order == "BC-2023-0042"
        assert do_all(instant(SPRING) + timedelta(days=60)) == ()
        # theirs stay, those of the city that sent no order went back
        assert states_of(facts, "Achard") == {"day": C, "housing": C}
        assert states_of(facts, "Rey") == {"day": PartState.WITHDRAWN}
        # invoice data exportable to the public invoicing portal
        desk = desk_of(Role.MANAGER, facts)
        invoice_is_complete(json.loads(desk.get("/desk/g/ateliers-2023/orders.json").content))
        tables_are_complete(desk)


def invoice_is_complete(data: dict[str, Any]) -> None:
    """The data for the portal holds the one order that has come, with all its references, and says what is left."""
    (invoice,) = data["factures"]
    assert invoice["destinataire"] == {"codeDestinataire": SIRET, "codeServiceExecutant": "SRV-07"}
    assert (invoice["numeroEngagement"], invoice["numeroCommande"]) == ("EJ-2023-118", "BC-2023-0042")
    assert invoice["references"]["numeroBonCommande"] == "EJ-2023-118"
    assert invoice["references"]["motifExonerationTva"] == "TVA non applicable, article 293 B du CGI"
    assert [line["lignePosteQuantite"] for line in invoice["lignePoste"]] == [2]
    assert invoice["montantTotal"] == {"montantTtcTotal": 240.0, "montantAPayer": 240.0}
    assert [one["acheteur"] for one in data["en_attente"]] == ["Ville de Rosières"]


def tables_are_complete(desk: Client) -> None:
    """The same for the accounts, in every format."""
    for name in ("csv", "xlsx", "ods"):
        assert desk.get(f"/desk/g/ateliers-2023/orders.{name}").status_code == 200
    rows = desk.get("/desk/g/ateliers-2023/orders.csv").content.decode("utf-8-sig").splitlines()
    assert len(rows) == 3
    line = next(row for row in rows if SIRET in row)
    for said in ("SRV-07", "EJ-2023-118", "BC-2023-0042", "240.00", "TVA non applicable, article 293 B du CGI"):
        assert said in line


@pytest.mark.behaviour("S4-B17")
def test_a_colleague_comes_instead_and_the_order_is_the_same() -> None:
    """The part of S4-B17 that concerns the order: no new invoice."""
    with at():
        facts = load(WORKSHOPS)
        ours = order(open_group(), siret=SIRET, purchase_order="BC-1", **REFERENCES)
        desk = desk_of(Role.MANAGER, facts)
        before = [desk.get(f"/desk/g/ateliers-2023/orders.{name}").content for name in ("csv", "json")]
        row = Order.objects.values().get()
        achard = Registration.objects.get(family_name="Achard").pk
        page = open_page(ours.client, f"{ours.address.partition('?')[0]}people/{achard}/replace/")
        new = {"given_name": "Denis", "family_name": "Huet", "email": "huet@val-clair.example", "function": "director"}
        done = page.fill(new).send()
        assert done.status == 200
        assert "Denis Huet" in done.text
        assert registered_names(facts) == ["Besson", "Huet"]
        assert states_of(facts, "Huet") == {"day": C, "housing": C}
        assert Order.objects.values().get() == row
        assert [desk.get(f"/desk/g/ateliers-2023/orders.{name}").content for name in ("csv", "json")] == before
        assert b"Huet" not in before[0]
