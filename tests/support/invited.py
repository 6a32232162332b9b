"""Invitations by name in the small gathering, without pages: for races, and what must hold of each afterwards."""

from collections.abc import Iterator
from dataclasses import replace

from filrouge.core.names import PersonName
from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.people.actors import REGISTRANT, SYSTEM
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import Gathering
from filrouge.stages.gatherings.queries import forget_facts
from filrouge.stages.invitations.actions.answering import answer
from filrouge.stages.invitations.actions.closing import Closing, close_link
from filrouge.stages.invitations.actions.inviting import invite
from filrouge.stages.invitations.enums import AnsweredBy, InvitationState, LinkOf
from filrouge.stages.invitations.facts import Answer, InvitationFacts
from filrouge.stages.invitations.models import Invitation
from filrouge.stages.invitations.queries import invitation_by_id
from filrouge.stages.registration.actions import register
from filrouge.stages.registration.enums import ACTIVE
from filrouge.stages.registration.models import Arrival, PartRegistration
from tests.support.sendings import contact
from tests.support.small_gathering import OPEN, facts_now, small_gathering, somebody, wish

GUEST = PersonName("Anna", "Rey")


def a_guest(key: str = "small", **limits: int) -> tuple[GatheringFacts, int]:
    """The small gathering, which may be passed on, with Anna Rey invited; the id of her invitation."""
    made = small_gathering(key=key, **limits)
    Gathering.objects.filter(pk=made.id).update(forwarding="open")
    forget_facts()
    facts = facts_now(made.id)
    guest = contact(facts, GUEST.full, email=f"{key}@rey.example", functions=())
    invite(facts=facts, contact_ids=[guest], by_mail=False, actor=SYSTEM, now=OPEN)
    return facts, Invitation.objects.get(gathering_id=facts.id).pk


def comes(facts: GatheringFacts, invitation: int, part: str, email: str, *, link: int = 0) -> int:
    """She registers by her link from an address; the registration."""
    who = replace(somebody(GUEST.family, email=email), name=GUEST)
    application = replace(wish(part, who=who), invitation=invitation, link=link)
    return register(facts=facts, application=application, actor=REGISTRANT, now=OPEN).registration_id


def says(facts: GatheringFacts, invitation: int, state: InvitationState, *, link: int = 0) -> str:
    """She presses a button of her page."""
    said = Answer(state, represented_by="Yves" if state is InvitationState.REPRESENTED else "")
    by = AnsweredBy.LINK
    answer(facts=facts, invitation_id=invitation, answer=said, answered_by=by, actor=REGISTRANT, now=OPEN, link=link)
    return state.value


def close(facts: GatheringFacts, invitation: int, *, renew: bool = False, seen: int = 0) -> str:
    """The organiser closes her link."""
    closing = Closing(LinkOf.INVITATION, invitation, seen, renew, motive="Publié par erreur.")
    close_link(facts=facts, closing=closing, actor=SYSTEM, now=OPEN)
    return "closed"


def invitation_of(facts: GatheringFacts, invitation: int) -> InvitationFacts:
    """Her invitation as a page knows it."""
    found = invitation_by_id(gathering_id=facts.id, invitation_id=invitation)
    assert found is not None
    return found


def answers_told(facts: GatheringFacts) -> list[str]:
    """The answers in the trail, in their order."""
    lines = AuditEntry.objects.filter(gathering_id=facts.id, verb="invitation:answered").order_by("pk")
    return [str(line.data["state"]) for line in lines]


def invitation_faults(facts: GatheringFacts) -> Iterator[str]:
    """What does not hold of the invitations of a gathering; nothing when all is well."""
    active = PartRegistration.objects.filter(state__in=[state.value for state in ACTIVE])
    counting = set(active.order_by("pk").values_list("registration_id", flat=True))
    for row in Invitation.objects.filter(gathering_id=facts.id).order_by("pk"):
        ways = Arrival.objects.filter(invitation=row).order_by("pk")
        own = [way.registration_id for way in ways if way.is_own]
        instead = [way.registration_id for way in ways if way.is_instead]
        if len(own) + len(instead) > 1:
            yield f"{row} is answered by registrations {own} and {instead}"
        if bool(set(own) & counting) != (row.state == InvitationState.ACCEPTED.value):
            yield f"{row} is {row.state}, and of its registrations {own} count {set(own) & counting}"
        told = answers_told(facts)
        if told and told[-1] != row.state:
            yield f"{row} is {row.state}, and the last answer in the trail is {told[-1]}"
