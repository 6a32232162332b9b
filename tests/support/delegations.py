"""A paid gathering with parallel workshops, and delegations of invented bodies that register for it."""

import uuid
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from filrouge.core.names import PersonName
from filrouge.stages.delegations.actions import DelegationReceipt, register_delegation
from filrouge.stages.delegations.facts import REFERENT, Buyer, Group, Member, References, Referent
from filrouge.stages.delegations.models import Delegation
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.facts import Applicant
from tests.support.forms import Page, open_page, visitor
from tests.support.gatherings import body_id, changed
from tests.support.people import NOW

SIRET = "99900001100018"
"""Of the department; invented, with the right control digits."""
OTHER_SIRET = "99900002900010"
UID = "CHE-100.000.006"

WORKSHOPS: dict[str, Any] = {
    "filrouge": "gathering/1",
    "key": "ateliers-2023",
    "organiser": {"key": "connaissances", "name": "Connaissances partagées"},
    "kind": "workshops",
    "title": "Ateliers de la solidarité",
    "languages": ["fr"],
    "country": "FR",
    "town": "Montfort",
    "state": "registration_open",
    "registration": {
        "deadline": "2023-09-15",
        "price": {"amount": "120.00", "currency": "EUR", "note": "TVA non applicable, article 293 B du CGI"},
        "order_days": 15,
    },
    "contacts": {"registration": {"email": "ateliers@connaissances.example", "phone": "04 55 55 01 02"}},
    "roles": [{"body": "connaissances", "role": "organiser"}],
    "parts": [
        {"key": "day", "title": "Journée", "when": "2023-09-23", "capacity": 40, "audience": "open"},
        {
            "key": "housing",
            "kind": "workshop",
            "title": "Logement",
            "when": "2023-09-23",
            "starts_at": "10:00",
            "ends_at": "12:00",
            "capacity": 10,
            "audience": "open",
        },
        {
            "key": "ageing",
            "kind": "workshop",
            "title": "Grand âge",
            "when": "2023-09-23",
            "starts_at": "10:00",
            "ends_at": "12:00",
            "capacity": 10,
            "audience": "open",
        },
        {
            "key": "childhood",
            "kind": "workshop",
            "title": "Protection de l’enfance",
            "when": "2023-09-23",
            "starts_at": "10:00",
            "ends_at": "12:00",
            "capacity": 10,
            "audience": "open",
        },
    ],
    "functions": ["director", "project_officer", "social_worker"],
    "bodies": [
        {"key": "connaissances", "kind": "association", "name": "Connaissances partagées"},
        {
            "key": "val-clair",
            "kind": "department",
            "name": "Département du Val-Clair",
            "siret": SIRET,
            "needs_service_code": True,
            "needs_engagement_number": True,
        },
        {"key": "rosieres", "kind": "city", "name": "Ville de Rosières", "siret": OTHER_SIRET},
        {"key": "entraide", "kind": "association", "name": "Entraide du Val"},
    ],
    "territories": [{"key": "val-clair-sud", "kind": "department", "name": "Val-Clair", "code": "59"}],
}
"""Four parts in one day, the last three of them at the same hour; 120 euros; the order is awaited for fifteen days."""

FREE = changed(WORKSHOPS, registration={"deadline": "2023-09-15"})
"""The same for nothing."""

SEVEN = ("Achard", "Besson", "Chauvet", "Delmas", "Ernoult", "Fabre", "Garnier")
"""Seven agents of the department."""

REFERENT_OF_ALL = Referent(PersonName("Odile", "Sautier"), "secretariat@val-clair.example", "04 55 55 10 20")
BUYER = Buyer(
    name="Département du Val-Clair",
    references=References(SIRET, "SRV-07", "EJ-2023-118", ""),
    street="place du Marché",
    number="2",
    postcode="59990",
    town="Montfort",
    country="FR",
    contact_name="Service comptable",
    contact_email="compta@val-clair.example",
)


def member(name: str, *parts: str, email: str | None = None, **more: Any) -> Member:
    """Somebody of the delegation, with an address of their own unless another one is given."""
    address = f"{name.lower()}@val-clair.example" if email is None else email
    values: dict[str, Any] = {"function": "project_officer", **more}
    return Member(Applicant(name=PersonName("Claude", name), email=address, **values), parts or ("day",))


def group_of(facts: GatheringFacts, *people: Member, body: str = "val-clair", **more: Any) -> Group:
    """A group of one body, as its form says it."""
    body_pk = body_id(facts.organiser_key, body)
    values: dict[str, Any] = {"referent": REFERENT_OF_ALL, "submission": uuid.uuid4(), "received_at": NOW, **more}
    return Group(
        people=tuple(replace(one, applicant=replace(one.applicant, organisation_id=body_pk)) for one in people),
        language="fr",
        organisation_id=body_pk,
        **values,
    )


def delegation(
    facts: GatheringFacts, *people: Member, body: str = "val-clair", now: datetime = NOW, **more: Any
) -> DelegationReceipt:
    """Register a group by the action that the form calls."""
    return register_delegation(facts=facts, group=group_of(facts, *people, body=body, **more), actor=REFERENT, now=now)


def row_of(receipt: DelegationReceipt) -> Delegation:
    """What is stored of a delegation."""
    return Delegation.objects.get(pk=receipt.delegation_id)


# ------------------------------------------------------------------------------------------------- the form as a person


def open_group(key: str = "ateliers-2023", client: Client | None = None) -> Page:
    """Open the group form."""
    return open_page(client or visitor(), f"/g/{key}/group/")


def fill_referent(page: Page, body: str = "Département du Val-Clair", **more: str) -> Page:
    """Say who registers, for which body, and that some may come without the others."""
    said = {
        "referent_given_name": "Odile",
        "referent_family_name": "Sautier",
        "referent_email": "secretariat@val-clair.example",
        "referent_phone": "04 55 55 10 20",
        "organisation": body,
        "may_split": "yes",
    }
    return page.fill(said | more)


def fill_line(page: Page, place: int, family: str, *parts: str, email: str | None = None, **more: str) -> Page:
    """Type somebody into the line at this place, counted from 1, and tick their parts."""
    number = page.values["line"][place - 1]
    said = {"given_name": "Claude", "family_name": family, "function": "project_officer", **more}
    said["email"] = f"{family.lower()}@val-clair.example" if email is None else email
    page.fill({f"p{number}-{name}": value for name, value in said.items()})
    boxes = {box.get("value"): box for box in page.form.xpath(f".//input[@name='p{number}-parts']")}
    assert set(parts) <= set(boxes), f"{set(parts) - set(boxes)} cannot be ticked"
    for key, box in boxes.items():
        box.checked = key in parts
    return page


def fill_billing(page: Page, **more: str) -> Page:
    """Say where the invoice goes."""
    said = {"street": "place du Marché", "number": "2", "postcode": "59990", "town": "Montfort", "siret": SIRET}
    return page.fill(said | more)


def lines_of(page: Page) -> list[str]:
    """The family names that stand in the lines."""
    return [page.value(f"p{number}-family_name") for number in page.values["line"]]


def send_file(page: Page, data: bytes, name: str = "agents.csv") -> Page:
    """Choose a file and press the button that reads it, with all that was typed so far."""
    typed: dict[str, Any] = {key: list(values) for key, values in page.values.items()}
    typed |= {"read": "1", "people_file": SimpleUploadedFile(name, data)}
    return Page(page.client, page.client.post(page.address, typed), page.address)
