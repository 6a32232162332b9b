"""How people came: counted by relay and by invitation, and told for one registration."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from filrouge.core.names import PersonName
from filrouge.core.text import Translated
from filrouge.stages.registration.models import Arrival

_HERE = {"registration__erased_at": None}


@dataclass(frozen=True)
class Way:
    """How somebody came: by their own invitation or through one, by a relay's link, or `through` somebody registered
    besides the one whom their registration names.
    """

    invitation: int | None
    invited: PersonName
    is_own: bool
    is_instead: bool
    relay: int | None
    relay_name: Translated
    through: int | None = None


def way_of(registration_id: int) -> Way | None:
    """The first way by which somebody came, None for whoever came by themselves; one query."""
    return next(iter(ways_of(registration_id)), None)


def ways_of(registration_id: int) -> Sequence[Way]:
    """How somebody came, their own invitation first: two ways, where two entries became one. One query."""
    rows = Arrival.objects.filter(registration_id=registration_id)
    named = rows.select_related("invitation__contact", "relay__organisation", "relay__gathering", "also_through")
    return [_way(row) for row in named.order_by("-is_own", "-is_instead", "pk")]


def answers_invitation(registration_id: int) -> bool:
    """Whether somebody comes on an invitation by name, their own or instead of whoever was invited; one query."""
    answering = Q(is_own=True) | Q(is_instead=True)
    return Arrival.objects.filter(answering, registration_id=registration_id).exclude(invitation=None).exists()


def _way(row: Arrival) -> Way:
    contact, relay = row.invitation.contact if row.invitation else None, row.relay
    person = contact or row.also_through
    language = relay.gathering.language if relay else "fr"
    body = (relay.organisation.name if relay.organisation else {language: relay.name}) if relay else {}
    return Way(
        invitation=row.invitation_id if contact else None,
        invited=PersonName(person.given_name, person.family_name) if person else PersonName("", ""),
        is_own=row.is_own,
        is_instead=row.is_instead,
        relay=row.relay_id,
        relay_name=Translated.of(body, language),
        through=row.also_through_id,
    )


def came_by_relay(gathering_id: int) -> Mapping[int, int]:
    """How many registered by each relay, by its id; those without anybody are left out. One query."""
    rows = Arrival.objects.filter(relay__gathering_id=gathering_id, **_HERE).order_by()
    return dict(rows.values_list("relay_id").annotate(number=Count("pk")))


def came_through_invitation(invitation_id: int) -> int:
    """How many registered through an invited person, themselves apart; one query."""
    return Arrival.objects.filter(invitation_id=invitation_id, is_own=False, **_HERE).count()


def registration_of_invited(invitation_id: int) -> int | None:
    """The registration of the invited person themselves, None while there is none; one query."""
    rows = Arrival.objects.filter(invitation_id=invitation_id, is_own=True, **_HERE).order_by("pk")
    return rows.values_list("registration_id", flat=True).first()
