"""Coming by somebody else's link: read from the address of the form, kept in the form. Reading it writes nothing."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from filrouge.core import days
from filrouge.ground.directory.queries import body_by_id
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations import links as invitation_links
from filrouge.stages.invitations import rules
from filrouge.stages.invitations.facts import InvitationFacts
from filrouge.stages.invitations.queries import invitation_by_link, relay_by_link
from filrouge.stages.registration import links
from filrouge.stages.registration.forms import OTHER
from filrouge.stages.registration.lists.forwarding import forwarding_by_id
from filrouge.web.shell import clock


@dataclass(frozen=True)
class Via:
    """By whose link somebody comes: passed on by somebody (`by`), their own invitation, or a relay body; with the
    number of the link (`link`) of the last two. `is_closed`: the organiser closed it.
    """

    by: str = ""
    invited: str = ""
    relay_body: str = ""
    passed_on_by: int | None = None
    forwarding: UUID | None = None
    invitation: int | None = None
    relay: int | None = None
    link: int | None = None
    is_closed: bool = False
    first_values: dict[str, Any] = field(default_factory=dict)


NOBODY = Via()
CLOSED = Via(is_closed=True)


def via_of(request: HttpRequest, facts: GatheringFacts) -> Via:
    """By whose link the reader comes. One that is not of here hinders nobody (NOBODY); one that was closed says so."""
    token = _token(request)
    return (
        (_passed_on(token, facts) or _invited(token, facts) or _relayed(token, facts, request.LANGUAGE_CODE) or NOBODY)
        if token
        else NOBODY
    )


def _passed_on(token: str, facts: GatheringFacts) -> Via | None:
    read = links.read(token, use=links.PASSED_ON)
    found = forwarding_by_id(facts.id, read[0]) if read else None
    if found is None:
        return None
    return Via(
        by=found.by.full,
        passed_on_by=found.passed_on_by,
        forwarding=found.public_id,
        invitation=found.invitation,
    )


def _invited(token: str, facts: GatheringFacts) -> Via | None:
    read = invitation_links.read_invitation(token)
    found = invitation_by_link(read[0]) if read else None
    if read is None or found is None or found[1].id != facts.id:
        return None
    invitation = found[0]
    if not rules.opens(invitation, read[1]):
        return CLOSED
    return Via(
        invited=invitation.name.full,
        invitation=invitation.id,
        link=read[1],
        first_values=_first_values(invitation, facts),
    )


def _first_values(invitation: InvitationFacts, facts: GatheringFacts) -> dict[str, Any]:
    """What the directory knows, for the person to correct: name, body, function. The address is typed anew."""
    listed = facts.vocabulary.function(invitation.function)
    printed = invitation.label.best(invitation.language).text
    body = ""
    if invitation.organisation_id:
        on = days.local_day(clock.now(), facts.zone)
        card = body_by_id(organiser_id=facts.organiser_id, organisation_id=invitation.organisation_id, on=on)
        body = card.name.best(invitation.language).text if card else ""
    return {
        "given_name": invitation.name.given,
        "family_name": invitation.name.family,
        "organisation": body,
        "function": listed.key if listed else OTHER if printed else "",
        "function_text": "" if listed else printed,
    }


def _relayed(token: str, facts: GatheringFacts, language: str) -> Via | None:
    read = invitation_links.read_relay(token)
    found = relay_by_link(read[0]) if read else None
    if read is None or found is None or found[1].id != facts.id:
        return None
    relay = found[0]
    if not rules.opens(relay, read[1]):
        return CLOSED
    return Via(relay_body=relay.name.best(language, facts.languages).text, relay=relay.id, link=read[1])


def via_shown(request: HttpRequest, facts: GatheringFacts) -> dict[str, str] | None:
    """What the form says of it and carries along, None for whoever comes by themselves."""
    via = via_of(request, facts)
    if via in (NOBODY, CLOSED):
        return None
    return {"token": _token(request), "by": via.by, "invited": via.invited, "relay_body": via.relay_body}


def _token(request: HttpRequest) -> str:
    return str(request.POST.get("via") or request.GET.get("via") or "")[:100]
