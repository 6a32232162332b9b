"""The only door to an object: load and authorise in one call. What one may not know of is not found."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from filrouge.ground.directory.bodies import BodyRecord, body_record
from filrouge.ground.directory.contacts import ContactCard, contact_by_id
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.permissions import may
from filrouge.ground.people.queries import OrganiserCard, actor_of, organiser_by_key
from filrouge.stages.delegations import links as delegation_links
from filrouge.stages.delegations.facts import DelegationFacts
from filrouge.stages.delegations.permissions import Delegations
from filrouge.stages.delegations.queries import delegation_by_id, delegation_by_link
from filrouge.stages.documents.drafts import LetterDraft
from filrouge.stages.documents.permissions import Documents
from filrouge.stages.documents.queries import letter_by_id, letter_by_uid
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.permissions import Gatherings
from filrouge.stages.gatherings.queries import facts_by_key
from filrouge.stages.invitations import links as invitation_links
from filrouge.stages.invitations import rules as invitation_rules
from filrouge.stages.invitations.facts import InvitationFacts, RelayFacts
from filrouge.stages.invitations.permissions import Invitations
from filrouge.stages.invitations.queries import invitation_by_id, invitation_by_link, relay_by_id, relay_by_link
from filrouge.stages.planning.queries import public_editions, public_phases
from filrouge.stages.press.drafts import ReleaseDraft
from filrouge.stages.press.queries import release_by_id, release_by_uid
from filrouge.stages.privacy.permissions import Privacy
from filrouge.stages.privacy.queries.partners import parts_shown_to
from filrouge.stages.privacy.queries.retention import restricted_since
from filrouge.stages.registration import links
from filrouge.stages.registration.facts import FreeMessageFacts, RegistrationFacts
from filrouge.stages.registration.lists.free_messages import free_message
from filrouge.stages.registration.permissions import Registrations
from filrouge.stages.registration.queries import merged_into, registration_by_id, registration_by_link
from filrouge.stages.registration.rules import link_expires
from filrouge.stages.sendings.facts import ListFacts, SendingFacts
from filrouge.stages.sendings.queries import list_by_id, sending_by_id
from filrouge.web.shell import clock

# What shows or changes people: once their period is over, for those only who eliminate them.
_PERSONAL = frozenset(
    {
        Registrations.SEE,
        Registrations.ADD,
        Registrations.DECIDE,
        Registrations.OVERRIDE,
        Registrations.EXPORT,
        Registrations.SEE_MAILS,
        Registrations.WRITE_MAILS,
        Delegations.SEE,
        Delegations.MANAGE,
        Invitations.SEE,
        Invitations.ANSWER,
        Invitations.INVITE,
    }
)


def public_gathering(key: str) -> GatheringFacts:
    """A gathering that the public may see. 404 for a draft, as for one that does not exist."""
    facts = facts_by_key(key)
    if facts is None or facts.state is GatheringState.DRAFT:
        raise Http404("no such gathering")
    return facts


def public_series(organiser_key: str, series: str) -> Sequence[GatheringFacts]:
    """The editions of a series that the public may see, the first one first. 404 when there is none."""
    found = public_editions(organiser_key, series)
    if not found:
        raise Http404("no such series")
    return found


def public_process(organiser_key: str, process: str) -> Sequence[GatheringFacts]:
    """The phases of a process that the public may see as gatherings. 404 when there is none."""
    found = public_phases(organiser_key, process)
    if not found:
        raise Http404("no such process")
    return found


class LinkExpired(Exception):
    """A personal link that was good once; `facts` tell whom to ask."""

    def __init__(self, facts: GatheringFacts) -> None:
        super().__init__(facts.key)
        self.facts = facts


class LinkClosed(Exception):
    """A link that was good until the organiser closed it; `facts` tell whom to ask."""

    def __init__(self, facts: GatheringFacts) -> None:
        super().__init__(facts.key)
        self.facts = facts


class LinkMerged(Exception):
    """A personal link to a registration that was put together with another one, which `registration_id` names."""

    def __init__(self, facts: GatheringFacts, registration_id: int) -> None:
        super().__init__(facts.key)
        self.facts, self.registration_id = facts, registration_id


def own_registration(token: str) -> tuple[RegistrationFacts, GatheringFacts]:
    """The registration behind a personal link. 404 for a forged or replaced link, LinkExpired after its time,
    LinkMerged when the registration was put together with another one.
    """
    read = links.read(token)
    found = registration_by_link(*read) if read else None
    if found is None:
        if read and (merged := merged_into(read[0])):
            raise LinkMerged(merged[1], merged[0].id)
        raise Http404("no such link")
    registration, facts = found
    expires = link_expires(facts)
    if expires is not None and clock.now() >= expires:
        raise LinkExpired(facts)
    return registration, facts


def own_feed(token: str) -> tuple[RegistrationFacts, GatheringFacts]:
    """The registration whose diary feed has this address. 404 for a forged or replaced one, LinkExpired after its
    time. The address opens nothing else: who follows a diary can change nothing.
    """
    read = links.read(token, use=links.DIARY)
    found = registration_by_link(*read) if read else None
    if found is None:
        raise Http404("no such feed")
    expires = link_expires(found[1])
    if expires is not None and clock.now() >= expires:
        raise LinkExpired(found[1])
    return found


def own_delegation(token: str) -> tuple[DelegationFacts, GatheringFacts]:
    """The delegation behind a referent's link. 404 for a forged or replaced link, LinkExpired after its time."""
    read = delegation_links.read(token)
    found = delegation_by_link(*read) if read else None
    if found is None:
        raise Http404("no such link")
    delegation, facts = found
    expires = link_expires(facts)
    if expires is not None and clock.now() >= expires:
        raise LinkExpired(facts)
    return delegation, facts


def own_invitation(token: str) -> tuple[InvitationFacts, GatheringFacts]:
    """The invitation behind a personal link. 404 for a forged one, or while the gathering is a draft; LinkExpired after
    its time, LinkClosed once the organiser closed it.
    """
    read = invitation_links.read_invitation(token)
    found = invitation_by_link(read[0]) if read else None
    if read is None or found is None or found[1].state is GatheringState.DRAFT:
        raise Http404("no such link")
    if not invitation_rules.opens(found[0], read[1]):
        raise LinkClosed(found[1])
    expires = link_expires(found[1])
    if expires is not None and clock.now() >= expires:
        raise LinkExpired(found[1])
    return found


def own_relay(token: str) -> tuple[RelayFacts, GatheringFacts]:
    """The relay behind a body's own link. 404 for a forged one, or while the gathering is a draft; LinkClosed once the
    organiser closed it.
    """
    read = invitation_links.read_relay_page(token)
    found = relay_by_link(read[0]) if read else None
    if read is None or found is None or found[1].state is GatheringState.DRAFT:
        raise Http404("no such link")
    if not invitation_rules.opens(found[0], read[1], page=True):
        raise LinkClosed(found[1])
    return found


def staff(request: HttpRequest) -> Actor:
    """The logged-in actor, read once per request. The login decorator stands before every desk page."""
    if isinstance(request.user, AnonymousUser):
        raise PermissionDenied
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        actor = actor_of(request.user)
        request.actor = actor  # type: ignore[attr-defined]
    return actor


def desk_organiser(request: HttpRequest, key: str, permission: str) -> tuple[OrganiserCard, Actor]:
    """An organiser for its staff. 404 for whoever holds no role there, 403 for a role that may not do this."""
    actor = staff(request)
    organiser = organiser_by_key(key)
    if organiser is None or not actor.roles_with(organiser.id):
        raise Http404("no such organiser")
    if not may(actor, permission, organiser_id=organiser.id):
        raise PermissionDenied
    return organiser, actor


def desk_gathering(request: HttpRequest, key: str, permission: str) -> tuple[GatheringFacts, Actor]:
    """A gathering for staff. 404 if the actor may not even see it, 403 if they may see it but not do this."""
    actor = staff(request)
    facts = facts_by_key(key)
    if facts is None or not may(actor, Gatherings.SEE, organiser_id=facts.organiser_id):
        raise Http404("no such gathering")
    if not may(actor, permission, organiser_id=facts.organiser_id) or _is_out_of_use(facts, actor, permission):
        raise PermissionDenied
    return facts, actor


def _is_out_of_use(facts: GatheringFacts, actor: Actor, permission: str) -> bool:
    """Whether people are no longer shown to this actor: the period is over, and few may still look."""
    if permission not in _PERSONAL or may(actor, Privacy.SEE_RESTRICTED, organiser_id=facts.organiser_id):
        return False
    return restricted_since(facts, now=clock.now()) is not None


def partner_part(request: HttpRequest, key: str, part: str) -> tuple[GatheringFacts, PartFacts, Actor]:
    """A part of which the actor, a partner, may see the participants. 404 for any other part and anybody else."""
    actor = staff(request)
    facts = facts_by_key(key)
    if facts is None or actor.user_id is None or not may(actor, Privacy.PARTNER_LIST, organiser_id=facts.organiser_id):
        raise Http404("no such list")
    found = next((one for one in parts_shown_to(actor.user_id, facts) if one.key == part), None)
    if found is None:
        raise Http404("no such list")
    if restricted_since(facts, now=clock.now()):
        raise PermissionDenied
    return facts, found, actor


def desk_registration(facts: GatheringFacts, registration_id: int) -> RegistrationFacts:
    """One registration of a gathering that the actor was admitted to. 404 if it is not one of it, or was erased."""
    registration = registration_by_id(gathering_id=facts.id, registration_id=registration_id)
    if registration is None or registration.erased_at is not None:
        raise Http404("no such registration")
    return registration


def desk_free_message(facts: GatheringFacts, message_id: int) -> FreeMessageFacts:
    """One message to registered people of a gathering that the actor was admitted to. 404 if there is none."""
    message = free_message(facts.id, message_id)
    if message is None:
        raise Http404("no such message")
    return message


def desk_delegation(facts: GatheringFacts, delegation_id: int) -> DelegationFacts:
    """One delegation of a gathering that the actor was admitted to. 404 if it is not one of it, or was erased."""
    delegation = delegation_by_id(gathering_id=facts.id, delegation_id=delegation_id)
    if delegation is None or delegation.erased_at is not None:
        raise Http404("no such delegation")
    return delegation


def desk_contact(organiser: OrganiserCard, contact_id: int) -> ContactCard:
    """One contact of an organiser that the actor was admitted to. 404 if there is none."""
    contact = contact_by_id(organiser_id=organiser.id, contact_id=contact_id)
    if contact is None:
        raise Http404("no such contact")
    return contact


def desk_body(organiser: OrganiserCard, body_id: int) -> BodyRecord:
    """One body of an organiser that the actor was admitted to. 404 if there is none."""
    body = body_record(organiser_id=organiser.id, body_id=body_id)
    if body is None:
        raise Http404("no such body")
    return body


def desk_list(facts: GatheringFacts, list_id: int) -> ListFacts:
    """One list of recipients of a gathering that the actor was admitted to. 404 if there is none."""
    asked = list_by_id(gathering_id=facts.id, list_id=list_id)
    if asked is None:
        raise Http404("no such list")
    return asked


def desk_sending(facts: GatheringFacts, sending_id: int) -> SendingFacts:
    """One sending of a gathering that the actor was admitted to. 404 if there is none."""
    sending = sending_by_id(gathering_id=facts.id, sending_id=sending_id)
    if sending is None:
        raise Http404("no such sending")
    return sending


def desk_invitation(facts: GatheringFacts, invitation_id: int) -> InvitationFacts:
    """One invitation of a gathering that the actor was admitted to. 404 if there is none."""
    invitation = invitation_by_id(gathering_id=facts.id, invitation_id=invitation_id)
    if invitation is None:
        raise Http404("no such invitation")
    return invitation


def desk_relay(facts: GatheringFacts, relay_id: int) -> RelayFacts:
    """One relay of a gathering that the actor was admitted to. 404 if there is none."""
    relay = relay_by_id(facts, relay_id)
    if relay is None:
        raise Http404("no such relay")
    return relay


def desk_letter(facts: GatheringFacts, actor: Actor, letter_id: int) -> LetterDraft:
    """One letter of a gathering that the actor was admitted to. 404 if it is not one of it, or if the actor neither
    sees letters nor signs this one.
    """
    letter = letter_by_id(facts.id, letter_id, language=facts.language)
    if letter is None:
        raise Http404("no such letter")
    signs = actor.user_id is not None and any(one.user_id == actor.user_id for one in letter.signatories)
    if not signs and not may(actor, Documents.SEE, organiser_id=facts.organiser_id):
        raise Http404("no such letter")
    return letter


def public_letter(key: str, uid: UUID) -> tuple[GatheringFacts, LetterDraft]:
    """An issued letter of a public gathering, by the name that its readers received. 404 for a draft."""
    facts = public_gathering(key)
    letter = letter_by_uid(uid)
    if letter is None or letter.gathering_id != facts.id or not letter.is_issued:
        raise Http404("no such letter")
    return facts, letter


def desk_release(facts: GatheringFacts, release_id: int) -> ReleaseDraft:
    """One press release of a gathering that the actor was admitted to. 404 if there is none."""
    release = release_by_id(facts.id, release_id, language=facts.language)
    if release is None:
        raise Http404("no such press release")
    return release


def public_release(key: str, uid: str) -> tuple[GatheringFacts, ReleaseDraft]:
    """A press release that anybody may read. 404 for a draft, and until the hour of its embargo."""
    facts = public_gathering(key)
    release = release_by_uid(uid)
    if release is None or release.gathering_id != facts.id or not release.is_public_at(clock.now()):
        raise Http404("no such press release")
    return facts, release
