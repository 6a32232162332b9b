"""The only door to an object: load and authorise in one call. What one may not know of is not found."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from filrouge.ground.people.actors import Actor
from filrouge.ground.people.permissions import may
from filrouge.ground.people.queries import OrganiserCard, actor_of, organiser_by_key
from filrouge.stages.delegations import links as delegation_links
from filrouge.stages.delegations.facts import DelegationFacts
from filrouge.stages.delegations.permissions import Delegations
from filrouge.stages.delegations.queries import delegation_by_id, delegation_by_link
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.permissions import Gatherings
from filrouge.stages.gatherings.queries import facts_by_key
from filrouge.stages.privacy.permissions import Privacy
from filrouge.stages.privacy.queries.partners import parts_shown_to
from filrouge.stages.privacy.queries.retention import restricted_since
from filrouge.stages.registration import links
from filrouge.stages.registration.facts import RegistrationFacts
from filrouge.stages.registration.permissions import Registrations
from filrouge.stages.registration.queries import merged_into, registration_by_id, registration_by_link
from filrouge.stages.registration.rules import link_expires
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
    }
)


def public_gathering(key: str) -> GatheringFacts:
    """A gathering that the public may see. 404 for a draft, as for one that does not exist."""
    facts = facts_by_key(key)
    if facts is None or facts.state is GatheringState.DRAFT:
        raise Http404("no such gathering")
    return facts


class LinkExpired(Exception):
    """A personal link that was good once; `facts` tell whom to ask."""

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


def desk_delegation(facts: GatheringFacts, delegation_id: int) -> DelegationFacts:
    """One delegation of a gathering that the actor was admitted to. 404 if it is not one of it, or was erased."""
    delegation = delegation_by_id(gathering_id=facts.id, delegation_id=delegation_id)
    if delegation is None or delegation.erased_at is not None:
        raise Http404("no such delegation")
    return delegation
