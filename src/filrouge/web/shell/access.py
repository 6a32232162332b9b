"""The only door to an object: load and authorise in one call. What one may not know of is not found."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from filrouge.ground.people.actors import Actor
from filrouge.ground.people.permissions import may
from filrouge.ground.people.queries import OrganiserCard, actor_of, organiser_by_key
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.permissions import Gatherings
from filrouge.stages.gatherings.queries import facts_by_key
from filrouge.stages.registration import links
from filrouge.stages.registration.facts import RegistrationFacts
from filrouge.stages.registration.queries import registration_by_id, registration_by_link
from filrouge.stages.registration.rules import link_expires
from filrouge.web.shell import clock


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


def own_registration(token: str) -> tuple[RegistrationFacts, GatheringFacts]:
    """The registration behind a personal link. 404 for a forged or replaced link, LinkExpired after its time."""
    read = links.read(token)
    found = registration_by_link(*read) if read else None
    if found is None:
        raise Http404("no such link")
    registration, facts = found
    expires = link_expires(facts)
    if expires is not None and clock.now() >= expires:
        raise LinkExpired(facts)
    return registration, facts


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
    if not may(actor, permission, organiser_id=facts.organiser_id):
        raise PermissionDenied
    return facts, actor


def desk_registration(facts: GatheringFacts, registration_id: int) -> RegistrationFacts:
    """One registration of a gathering that the actor was admitted to. 404 if it is not one of this gathering."""
    registration = registration_by_id(gathering_id=facts.id, registration_id=registration_id)
    if registration is None:
        raise Http404("no such registration")
    return registration
