"""The one who acts, as every action and every query receives it."""

from dataclasses import dataclass, field

from filrouge.ground.people.enums import ActorKind, Role


@dataclass(frozen=True)
class Actor:
    """Who acts: a logged-in user with roles by organiser id, a registrant by a secret link, or the system.

    `label` is what an audit line shows; it is frozen there, so that a later change of name rewrites nothing.
    """

    kind: ActorKind
    label: str
    user_id: int | None = None
    roles: frozenset[tuple[int, Role]] = field(default_factory=frozenset)

    def roles_with(self, organiser_id: int) -> frozenset[Role]:
        """The roles held with one organiser."""
        return frozenset(role for held_with, role in self.roles if held_with == organiser_id)


SYSTEM = Actor(kind=ActorKind.SYSTEM, label="Fil rouge")
REGISTRANT = Actor(kind=ActorKind.REGISTRANT, label="registrant")
STRANGER = Actor(kind=ActorKind.REGISTRANT, label="stranger")
