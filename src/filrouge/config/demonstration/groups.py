"""Four delegations: one whose order arrived, one with places held, one that can never sit together, one that waits."""

from collections.abc import Mapping, Sequence
from typing import Any

from filrouge.config.demonstration.meeting import Meeting
from filrouge.stages.delegations.actions import DelegationReceipt, hold_places, record_order, register_delegation
from filrouge.stages.delegations.facts import REFERENT, Buyer, Group, Member, References, Referent

_HOUSING, _AGEING = ("day", "housing"), ("day", "ageing")


def delegations(meeting: Meeting) -> None:
    """Register them in this order; the list of the smallest workshop then shows who waits, and why."""
    meeting.later(12, lambda: _order_early(meeting))
    meeting.later(10, lambda: _hold_for_the_host(meeting))
    meeting.later(6, lambda: _register(meeting, "departement-du-val-clair", [_HOUSING] * 7, days=6))
    meeting.later(5, lambda: _register(meeting, "biel-bienne", [_HOUSING] * 4, days=5))


def _order_early(meeting: Meeting) -> None:
    """Four people, two places without a name; the purchase order comes four days after."""
    wishes = [_HOUSING] * 3 + [_AGEING]
    receipt = _register(meeting, "ville-de-rosieres", wishes, days=12, held={"ageing": 2})
    references = References(siret="99900002900010", purchase_order="BC-4471")
    meeting.later(
        8,
        lambda: record_order(
            delegation_id=receipt.delegation_id, references=references, actor=REFERENT, now=meeting.ago(8)
        ),
    )


def _hold_for_the_host(meeting: Meeting) -> None:
    """Two people of the host city; the desk keeps three more places for it."""
    receipt = _register(meeting, "delemont", [("day",), _AGEING], days=10, may_split=True)
    meeting.later(
        9,
        lambda: hold_places(
            delegation_id=receipt.delegation_id,
            part="day",
            places=3,
            actor=meeting.manager,
            now=meeting.ago(9),
            motive="La ville hôte nommera trois personnes après la séance du conseil.",
        ),
    )


def _register(
    meeting: Meeting,
    key: str,
    wishes: Sequence[tuple[str, ...]],
    *,
    days: float,
    may_split: bool = False,
    held: Mapping[str, int] | None = None,
) -> DelegationReceipt:
    body = meeting.bodies[key]
    person = meeting.crowd.draw(body.language)
    group = Group(
        submission=meeting.form(),
        referent=Referent(person.name, f"secretariat@{key}.example", "032 555 10 20"),
        people=tuple(Member(meeting.applicant(body, "project_officer")[1], parts) for parts in wishes),
        language=person.language,
        received_at=meeting.ago(days),
        organisation_id=body.id,
        may_split=may_split,
        held=held or {},
        buyer=_buyer(key),
    )
    return register_delegation(facts=meeting.facts, group=group, actor=REFERENT, now=meeting.ago(days))


def _buyer(key: str) -> Buyer:
    """Who pays: in France by the SIRET of the directory, in Switzerland by a UID; every order is still awaited."""
    name, numbers, town = _BUYERS[key]
    return Buyer(
        name=name,
        street="place du Marché",
        number="2",
        town=town,
        country="CH" if "uid_number" in numbers else "FR",
        contact_name="Service comptable",
        contact_email=f"comptabilite@{key}.example",
        follow=True,
        **numbers,
    )


_UID = {"uid_number": "CHE-100.000.006", "postcode": "2800"}
_BUYERS: Mapping[str, tuple[str, Mapping[str, Any], str]] = {
    "ville-de-rosieres": ("Ville de Rosières", {"postcode": "25990"}, "Rosières"),
    "delemont": ("Ville de Delémont, comptabilité", _UID, "Delémont"),
    "departement-du-val-clair": ("Département du Val-Clair", {"postcode": "90990"}, "Montfort"),
    "biel-bienne": ("Stadt Biel, Finanzverwaltung", {**_UID, "postcode": "2500"}, "Biel"),
}
