"""All that an organiser holds on one address, for whoever proved that they read it: plain values, ready for JSON.

Each registration is told as its own page tells it. An address may be shared by a whole office: whoever reads it has
had the mails and the personal links of all of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from filrouge.ground.directory.contacts import contact_at, own_data_of
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.models import RoleAssignment
from filrouge.stages.delegations.models import Delegation
from filrouge.stages.following.queries import followed_by
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.invitations.queries import invitations_to
from filrouge.stages.press.models import Accreditation, Journalist
from filrouge.stages.privacy.links import PROVEN_FOR
from filrouge.stages.privacy.models import AddressProof
from filrouge.stages.privacy.queries.objections import objects_since
from filrouge.stages.privacy.queries.own import own_data
from filrouge.stages.registration import links as registration_links
from filrouge.stages.registration.models import OpeningNotice, Registration
from filrouge.stages.sendings.queries import sendings_to
from filrouge.stages.sendings.queries.receipts import letters_to
from filrouge.stages.telling.queries import told_to

FORMAT = "filrouge/address/1"
_JOURNALIST = ("name", "medium", "email", "language", "source", "source_on", "created_at")
_REQUEST = ("gathering__key", "name", "medium", "press_card", "language", "state", "asked_at", "decided_at", "motive")
_REFERENT = ("gathering__key", "referent_given_name", "referent_family_name", "referent_phone", "received_at")
_ORDER = ("gathering__key", "order__buyer", "order__contact_name", "received_at")
_MAIL = ("kind", "language", "state", "created_at", "sent_at", "subject", "text")


def proven_address(public_id: UUID, organiser_id: int, *, now: datetime) -> str:
    """The address that a link proves; empty once its day is over or it was replaced."""
    rows = AddressProof.objects.filter(public_id=public_id, organiser_id=organiser_id, asked_at__gt=now - PROVEN_FOR)
    return rows.values_list("email", flat=True).first() or ""


def held_on(address: str, facts: GatheringFacts) -> Mapping[str, Any]:
    """Everything that the organiser of a gathering holds on a folded address, in all of its gatherings."""
    organiser_id = facts.organiser_id
    since = objects_since(organiser_id, address)
    return {
        "format": FORMAT,
        "organiser": facts.organiser_key,
        "address": address,
        "registrations": list(_registrations(organiser_id, address)),
        "registered_others": _registered_others(organiser_id, address),
        "delegations": _delegations(organiser_id, address),
        "contact": _contact(organiser_id, address),
        "following": list(followed_by(organiser_id=organiser_id, address=address)),
        "waiting_for_opening": _openings(organiser_id, address),
        "press_list": _journalist(organiser_id, address),
        "press_requests": _requests(organiser_id, address),
        "account": _account(organiser_id, address),
        "objects_to_mails_since": _plain(since),
        "mails": _mails(organiser_id, address),
    }


def links_to_registrations(organiser_id: int, address: str) -> Mapping[int, str]:
    """The tokens of the personal links of those who are registered with an address, by registration."""
    rows = _own(organiser_id, address).values_list("pk", "public_id", "link")
    return {pk: registration_links.make(public_id, link) for pk, public_id, link in rows}


def _own(organiser_id: int, address: str) -> Any:
    mine = Q(email__iexact=address) | Q(email="", registrant_email__iexact=address)
    return Registration.objects.filter(mine, gathering__organiser_id=organiser_id, erased_at=None).order_by("pk")


def _registrations(organiser_id: int, address: str) -> Iterator[Mapping[str, Any]]:
    for pk, gathering_id in _own(organiser_id, address).values_list("pk", "gathering_id"):
        facts = facts_by_id(gathering_id)
        if facts is not None:
            yield {"id": pk, **own_data(pk, facts)}


def _registered_others(organiser_id: int, address: str) -> Sequence[Mapping[str, Any]]:
    """That somebody registered others: when and where, and their own name; the others are not theirs to take away."""
    rows = Registration.objects.filter(
        gathering__organiser_id=organiser_id, registrant_email__iexact=address, erased_at=None
    ).exclude(Q(email__iexact=address) | Q(email=""))
    names = ("gathering__key", "registrant_given_name", "registrant_family_name", "received_at")
    return [_named(names, said) for said in rows.order_by("pk").values_list(*names)]


def _delegations(organiser_id: int, address: str) -> Sequence[Mapping[str, Any]]:
    """Delegations that somebody manages, and orders of which they are the contact; to each what is said of them."""
    rows = Delegation.objects.filter(gathering__organiser_id=organiser_id, erased_at=None).order_by("pk")
    manages = rows.filter(referent_email__iexact=address).values_list(*_REFERENT)
    asked = rows.filter(order__contact_email__iexact=address).values_list(*_ORDER)
    return [*(_named(_REFERENT, said) for said in manages), *(_named(_ORDER, said) for said in asked)]


def _contact(organiser_id: int, address: str) -> Mapping[str, Any] | None:
    """The entry of the directory with the source of the address, what was sent to it, and its invitations."""
    card = contact_at(organiser_id=organiser_id, address=address)
    if card is None:
        return None
    sent = [{"sending": name, "gathering": key, "state": state} for name, key, state in sendings_to(card.id)]
    return {
        **own_data_of(card),
        "invitations": list(invitations_to(card.id)),
        "sendings": sent,
        "letters": list(letters_to(card.id)),
        "told": list(told_to(card.id)),
    }


def _openings(organiser_id: int, address: str) -> Sequence[Mapping[str, Any]]:
    rows = OpeningNotice.objects.filter(gathering__organiser_id=organiser_id, email__iexact=address)
    names = ("gathering__key", "language", "left_at")
    return [_named(names, said) for said in rows.order_by("pk").values_list(*names)]


def _journalist(organiser_id: int, address: str) -> Mapping[str, Any] | None:
    row = Journalist.objects.filter(organiser_id=organiser_id, email__iexact=address).order_by("pk").first()
    if row is None:
        return None
    sent = [
        {"gathering": key, "sent_at": _plain(at)}
        for key, at in row.deliveries.order_by("pk").values_list("release__gathering__key", "sent_at")
    ]
    return {**{name: _plain(getattr(row, name)) for name in _JOURNALIST}, "releases": sent}


def _requests(organiser_id: int, address: str) -> Sequence[Mapping[str, Any]]:
    rows = Accreditation.objects.filter(gathering__organiser_id=organiser_id, email__iexact=address).order_by("pk")
    return [_named(_REQUEST, said) for said in rows.values_list(*_REQUEST)]


def _account(organiser_id: int, address: str) -> Mapping[str, Any] | None:
    held = RoleAssignment.objects.filter(organiser_id=organiser_id, user__email=address).order_by("pk")
    roles = [(name, role) for name, role in held.values_list("user__name", "role")]
    return {"name": roles[0][0], "roles": [role for _, role in roles]} if roles else None


def _mails(organiser_id: int, address: str) -> Sequence[Mapping[str, Any]]:
    """The mails to an address that do not stand with a registration already."""
    rows = OutgoingMail.objects.filter(organiser_id=organiser_id, to__iexact=address).order_by("pk")
    others = [pk for pk, context in rows.values_list("pk", "context") if _is_apart(context)]
    return [_named(_MAIL, said) for said in rows.filter(pk__in=others).values_list(*_MAIL)]


def _is_apart(context: Mapping[str, Any]) -> bool:
    # Whoever passes the gathering on is the one who is registered; the mail goes to somebody else.
    return "forwarding" in context or not {"registration", "proof"} & set(context)


def _named(names: Sequence[str], said: Sequence[Any]) -> dict[str, Any]:
    short = [name.replace("__key", "").replace("__", "_") for name in names]
    return {name: _plain(value) for name, value in zip(short, said, strict=True)}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
