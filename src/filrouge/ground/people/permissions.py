"""Which role may do what. A permission is a `resource:verb` text that a stage names; this table grants it."""

from collections.abc import Mapping

from filrouge.ground.people.actors import Actor
from filrouge.ground.people.enums import Role

_granted: dict[str, frozenset[Role]] = {}


def grant(table: Mapping[str, frozenset[Role]]) -> None:
    """Record a stage's permissions with the roles that hold them. A permission granted twice is a mistake."""
    for permission, roles in table.items():
        if _granted.get(permission, roles) != roles:
            raise ValueError(f"permission {permission} is granted in two places")
        _granted[permission] = roles


def may(actor: Actor, permission: str, *, organiser_id: int) -> bool:
    """Whether one of the actor's roles with this organiser holds the permission. Unknown permissions raise KeyError."""
    return not _granted[permission].isdisjoint(actor.roles_with(organiser_id))


def organisers_where(actor: Actor, permission: str) -> frozenset[int]:
    """Ids of the organisers for which the actor holds the permission."""
    return frozenset(organiser_id for organiser_id, role in actor.roles if role in _granted[permission])
