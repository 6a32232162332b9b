"""What the invoices of a gathering need: as a table, and under the names that the portal of public invoices uses.

Neither names anybody who comes: a colleague who comes instead changes no line.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from filrouge.core.days import local_day
from filrouge.core.text import Translated
from filrouge.stages.delegations import rules
from filrouge.stages.delegations.enums import OrderState
from filrouge.stages.delegations.facts import DelegationFacts, Needs, OrderFacts
from filrouge.stages.delegations.queries import asked_for, buyers_needs
from filrouge.stages.delegations.words import order_state_in_words, reference_in_words
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.export import Value


@dataclass(frozen=True)
class OrderLine:
    """The order of one delegation, with the references that its buyer needs and that are missing."""

    delegation: DelegationFacts
    order: OrderFacts
    missing: tuple[str, ...]


def order_lines(delegations: Iterable[DelegationFacts], facts: GatheringFacts) -> Sequence[OrderLine]:
    """The orders among these delegations; one query."""
    ordered = [(one, one.order) for one in delegations if one.order is not None]
    needs = buyers_needs(facts.organiser_id, [asked_for(one) for one, _order in ordered])
    return [OrderLine(one, order, _missing(order, asked)) for (one, order), asked in zip(ordered, needs, strict=True)]


def _missing(order: OrderFacts, needs: Needs) -> tuple[str, ...]:
    return tuple(reference_in_words(name) for name in rules.missing(needs, order.buyer.references))


def headings() -> list[str]:
    """The columns of the table."""
    return [
        gettext("Reference"),
        gettext("Body"),
        gettext("Buyer"),
        gettext("SIRET number"),
        gettext("UID number"),
        gettext("Service code"),
        gettext("Engagement number"),
        gettext("Number of the purchase order"),
        gettext("State of the order"),
        gettext("Awaited until"),
        gettext("Recorded on"),
        gettext("Missing"),
        gettext("Street"),
        gettext("House number"),
        gettext("Postcode"),
        gettext("Town"),
        gettext("Country"),
        gettext("Contact for the order"),
        gettext("Address of that contact"),
        gettext("People with a place"),
        gettext("Price of a place"),
        gettext("Amount"),
        gettext("Amount ordered"),
        gettext("Currency"),
        gettext("VAT note"),
    ]


def row_of(line: OrderLine, facts: GatheringFacts, language: str, *, now: datetime) -> list[Value]:
    """One order as a line of the table."""
    order, buyer = line.order, line.order.buyer
    references = buyer.references
    return [
        reference_of(line.delegation, facts),
        line.delegation.body(language),
        buyer.name,
        references.siret,
        buyer.uid_number,
        references.service_code,
        references.engagement_number,
        references.purchase_order,
        order_state_in_words(order.state_at(now)),
        _day(order.awaited_until, facts),
        _day(order.arrived_at, facts),
        ", ".join(line.missing),
        buyer.street,
        buyer.number,
        buyer.postcode,
        buyer.town,
        buyer.country,
        buyer.contact_name,
        buyer.contact_email,
        order.people,
        f"{order.unit_price:.2f}",
        f"{order.amount:.2f}",
        f"{order.ordered:.2f}",
        order.currency,
        vat_note(facts, language),
    ]


def reference_of(delegation: DelegationFacts, facts: GatheringFacts) -> str:
    """What names an order in the accounts: the gathering and the number of the delegation."""
    return f"{facts.key}-{delegation.id}"


def vat_note(facts: GatheringFacts, language: str) -> str:
    """What the organiser's accountant says of VAT, as the file of the gathering has it."""
    note = (facts.price or {}).get("note")
    return Translated.of(note, facts.language).best(language, facts.languages).text if note else ""


def _day(instant: datetime | None, facts: GatheringFacts) -> str:
    return local_day(instant, facts.zone).isoformat() if instant else ""


def deposit(lines: Iterable[OrderLine], facts: GatheringFacts, *, now: datetime) -> dict[str, Any]:
    """The invoices that can be made out, under the names of the deposit at Chorus Pro; the others with the reason.

    Numbers and dates of invoices, the supplier and the rates of VAT are the accountant's.
    """
    made: list[dict[str, Any]] = []
    left: list[dict[str, str]] = []
    for line in lines:
        why = _why_not_yet(line, now=now)
        if why:
            reference = reference_of(line.delegation, facts)
            left.append({"reference": reference, "acheteur": line.order.buyer.name, "motif": why})
        else:
            made.append(_invoice(line, facts))
    return {"evenement": facts.key, "factures": made, "en_attente": left}


def _why_not_yet(line: OrderLine, *, now: datetime) -> str:
    if line.order.state_at(now) in (OrderState.AWAITED, OrderState.LAPSED):
        return order_state_in_words(line.order.state_at(now))
    if line.missing:
        return gettext("Missing: %(names)s") % {"names": ", ".join(line.missing)}
    return "" if line.order.people else gettext("Nobody has a place.")


def _invoice(line: OrderLine, facts: GatheringFacts) -> dict[str, Any]:
    order, references = line.order, line.order.buyer.references
    title = facts.title.best(facts.language, facts.languages).text
    note = vat_note(facts, facts.language)
    return {
        "modeDepot": "SAISIE_API",
        "destinataire": {
            "codeDestinataire": references.siret,
            "codeServiceExecutant": references.service_code,
        },
        "cadreDeFacturation": {"codeCadreFacturation": "A1_FACTURE_FOURNISSEUR"},
        "references": {
            "deviseFacture": order.currency,
            "typeFacture": "FACTURE",
            # The portal has one field for both: what the State calls the engagement others call the order.
            "numeroBonCommande": references.engagement_number or references.purchase_order,
            "motifExonerationTva": note,
        },
        "lignePoste": [
            {
                "lignePosteNumero": 1,
                "lignePosteReference": reference_of(line.delegation, facts),
                "lignePosteDenomination": title,
                "lignePosteQuantite": order.people,
                "lignePosteUnite": "personne",
            }
        ],
        "montantTotal": {"montantTtcTotal": float(order.amount), "montantAPayer": float(order.amount)},
        "prixUnitaire": float(order.unit_price),
        "numeroEngagement": references.engagement_number,
        "numeroCommande": references.purchase_order,
        "acheteur": _buyer(order),
        "commentaire": note,
    }


def _buyer(order: OrderFacts) -> dict[str, str]:
    return {
        "raisonSociale": order.buyer.name,
        "ide": order.buyer.uid_number,
        "rue": order.buyer.street,
        "numero": order.buyer.number,
        "codePostal": order.buyer.postcode,
        "ville": order.buyer.town,
        "pays": order.buyer.country,
        "contact": order.buyer.contact_name,
        "courriel": order.buyer.contact_email,
    }
