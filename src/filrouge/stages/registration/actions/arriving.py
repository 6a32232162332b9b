"""How a registration came, by an invitation or a relay's link; whoever registers by their own has answered it."""

from datetime import datetime

from filrouge.core.text import search_form
from filrouge.stages.invitations.actions.answering import accept, give_up
from filrouge.stages.invitations.models import Invitation, Relay
from filrouge.stages.registration.enums import ACTIVE
from filrouge.stages.registration.facts import Application
from filrouge.stages.registration.models import Arrival, PartRegistration, Registration


def note_way(row: Registration, application: Application, *, now: datetime) -> None:
    """Keep how a new registration came, in the caller's transaction.

    By one's own link one accepts; anybody else to whom the link was handed came through the invited person, whose
    invitation stays as it is.
    """
    invitations = Invitation.objects.filter(gathering_id=row.gathering_id).exclude(contact=None)
    invitation = invitations.filter(pk=application.invitation or 0).select_related("contact").first()
    relay = Relay.objects.filter(gathering_id=row.gathering_id, pk=application.relay or 0).first()
    if invitation is None and relay is None:
        return
    is_own = invitation is not None and application.forwarding is None and _is_the_invited(row, invitation)
    Arrival.objects.create(registration=row, invitation=invitation, is_own=is_own, relay=relay)
    if invitation is not None and is_own:
        accept(invitation_id=invitation.pk, now=now)


def _is_the_invited(row: Registration, invitation: Invitation) -> bool:
    """The same address or the same name; once, since nobody registers twice."""
    contact = invitation.contact
    if contact is None or Arrival.objects.filter(invitation=invitation, is_own=True).exists():
        return False
    names = {search_form(f"{one.given_name} {one.family_name}") for one in (row, contact)}
    return len(names) == 1 or (bool(contact.email) and contact.email == row.email)


def note_given_up(row: Registration, *, now: datetime) -> None:
    """Whoever accepted and gives everything back has declined, in the caller's transaction."""
    counted = PartRegistration.objects.filter(registration=row, state__in=[state.value for state in ACTIVE])
    own = Arrival.objects.filter(registration=row, is_own=True).order_by().values_list("invitation_id", flat=True)
    accepted = [pk for pk in own if pk is not None]
    if accepted and not counted.exists():
        give_up(invitation_ids=accepted, now=now)


def move_arrival(keep: Registration, drop: Registration) -> None:
    """How the one that goes came, unless the one that stays has a way of its own."""
    if not Arrival.objects.filter(registration=keep).exists():
        Arrival.objects.filter(registration=drop).update(registration=keep)
