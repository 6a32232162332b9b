"""How people came: counted by relay and by invitation, and told for one registration."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from filrouge.core.names import PersonName
from filrouge.core.text import Translated
from filrouge.stages.registration.models import Arrival

_HERE = {"registration__erased_at": None}


@dataclass(frozen=True)
class Way:
    """How somebody came: by their own invitation or through one, or by a relay's link."""

    invitation: int | None
    invited: PersonName
    is_own: bool
    relay: int | None
    relay_name: Translated


def way_of(registration_id: int) -> Way | None:
    """How somebody came, None for whoever came by themselves; one query."""
    rows = Arrival.objects.filter(registration_id=registration_id)
    named = rows.select_related("invitation__contact", "relay__organisation", "relay__gathering")
    row = named.first()
    if row is None:
        return None
    contact, relay = row.invitation.contact if row.invitation else None, row.relay
    language = relay.gathering.language if relay else "fr"
    body = (relay.organisation.name if relay.organisation else {language: relay.name}) if relay else {}
    return Way(
        invitation=row.invitation_id if contact else None,
        invited=PersonName(contact.given_name, contact.family_name) if contact else PersonName("", ""),
        is_own=row.is_own,
        relay=row.relay_id,
        relay_name=Translated.of(body, language),
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
