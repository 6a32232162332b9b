"""Reading people: the actor behind a user, the organisers they work for."""

from filrouge.ground.people.actors import Actor
from filrouge.ground.people.enums import ActorKind, Role
from filrouge.ground.people.models import RoleAssignment, User


def actor_of(user: User) -> Actor:
    """The actor for a logged-in user, with all roles; one query."""
    held = RoleAssignment.objects.filter(user_id=user.pk).values_list("organiser_id", "role")
    roles = frozenset((organiser_id, Role(role)) for organiser_id, role in held)
    return Actor(kind=ActorKind.USER, label=str(user), user_id=user.pk, roles=roles)
