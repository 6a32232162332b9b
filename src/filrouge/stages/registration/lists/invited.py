"""Invited people in the tree of those through whom others came, before they are registered themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations.models import Invitation
from filrouge.stages.registration.models import Arrival, Forwarding


def of_an_invitation() -> Q:
    """Registrations that came through somebody invited, and those of invited people who passed their invitation on."""
    through = Q(arrivals__invitation__isnull=False, arrivals__is_own=False)
    passed = Q(arrivals__invitation__forwardings__isnull=False) | Q(arrivals__invitation__arrivals__is_own=False)
    return through | Q(passed, arrivals__is_own=True)


@dataclass(frozen=True)
class Ways:
    """How one registration came, for the tree: ids of the invitations that it answers (`own`) and of those of `others`,
    and of the registrations through whom its person came besides.
    """

    own: tuple[int, ...] = ()
    others: tuple[int, ...] = ()
    also_through: tuple[int, ...] = ()


def ways_in(gathering_id: int) -> Mapping[int, Ways]:
    """The ways of everybody who came by an invitation or twice, by registration; one query."""
    rows = Arrival.objects.filter(registration__gathering_id=gathering_id).order_by("pk")
    found: dict[int, Ways] = {}
    for pk, invitation, is_own, also in rows.values_list(
        "registration_id", "invitation_id", "is_own", "also_through_id"
    ):
        known = found.get(pk, Ways())
        own, others = ((invitation,), ()) if is_own else ((), (invitation,))
        found[pk] = Ways(
            known.own + own if invitation else known.own,
            known.others + others if invitation else known.others,
            known.also_through + ((also,) if also else ()),
        )
    return found


def invited_roots(facts: GatheringFacts, ways: Mapping[int, Ways]) -> Sequence[Mapping[str, Any]]:
    """Invited people who are not registered and passed the gathering on, as rows of the tree; one query.

    Each has its invitation's id as a negative one, so that no registration is taken for it.
    """
    passed = Q(forwardings__isnull=False) | Q(arrivals__is_own=False)
    found = Invitation.objects.filter(passed, gathering_id=facts.id).exclude(contact=None)
    found = found.exclude(pk__in=list(_own(ways))).select_related("contact", "organisation").distinct()
    return [_root(row) for row in found.order_by("contact__family_name", "contact__given_name", "pk")]


def _own(ways: Mapping[int, Ways]) -> Mapping[int, int]:
    """The registrations of those who accepted, by invitation."""
    return {invitation: pk for pk, one in ways.items() for invitation in one.own}


def _root(row: Invitation) -> Mapping[str, Any]:
    return {
        "pk": -row.pk,
        "given_name": row.contact.given_name if row.contact else "",
        "family_name": row.contact.family_name if row.contact else "",
        "organisation_text": "",
        "organisation__name": row.organisation.name if row.organisation else None,
        "organisation_id": row.organisation_id,
        "function": row.function,
        "function_text": next(iter(row.label.values()), ""),
        "invited_through_id": None,
    }


def sent_by_invited(gathering_id: int, ways: Mapping[int, Ways]) -> Mapping[int, tuple[int, int]]:
    """By row of the tree: to how many an invited person passed it on by name, how many links they made; one query."""
    found = Forwarding.objects.filter(invitation__gathering_id=gathering_id).values("invitation_id")
    counted = found.annotate(named=Count("pk", filter=~Q(name="")), relays=Count("pk", filter=Q(name="")))
    own = _own(ways)
    said = counted.order_by("invitation_id").values_list("invitation_id", "named", "relays")
    return {own.get(pk, -pk): (named, relays) for pk, named, relays in said}


def added(one: Mapping[int, tuple[int, int]], other: Mapping[int, tuple[int, int]]) -> Mapping[int, tuple[int, int]]:
    """Both counts of the same person, by their registration and by their invitation, as one."""
    both = {pk: (one.get(pk, (0, 0)), other.get(pk, (0, 0))) for pk in {*one, *other}}
    return {pk: (mine[0] + more[0], mine[1] + more[1]) for pk, (mine, more) in both.items()}
