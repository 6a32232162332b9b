"""Reading people: the actor behind a user, the organisers they work for, an organiser's staff."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from filrouge.core.text import Translated
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.enums import ActorKind, Role
from filrouge.ground.people.models import Organiser, RoleAssignment, User


def actor_of(user: User) -> Actor:
    """The actor for a logged-in user, with all roles; one query."""
    held = RoleAssignment.objects.filter(user_id=user.pk).values_list("organiser_id", "role")
    roles = frozenset((organiser_id, Role(role)) for organiser_id, role in held)
    return Actor(kind=ActorKind.USER, label=str(user), user_id=user.pk, roles=roles)


@dataclass(frozen=True)
class OrganiserCard:
    """An organiser as a page needs it."""

    id: int
    key: str
    name: Translated


def organiser_by_key(key: str) -> OrganiserCard | None:
    """The organiser with this key, None if there is none."""
    return _card(key=key)


def organiser_by_id(organiser_id: int) -> OrganiserCard | None:
    """The organiser with this id, None if there is none."""
    return _card(pk=organiser_id)


def organisers_by_id(ids: Iterable[int]) -> Sequence[OrganiserCard]:
    """The organisers with these ids, by key; one query."""
    rows = Organiser.objects.filter(pk__in=list(ids)).order_by("key")
    return [OrganiserCard(row.pk, row.key, Translated.of(row.name, row.language)) for row in rows]


def _card(**wanted: object) -> OrganiserCard | None:
    row = Organiser.objects.filter(**wanted).first()
    return OrganiserCard(row.pk, row.key, Translated.of(row.name, row.language)) if row else None


@dataclass(frozen=True)
class StaffLine:
    """Somebody who works for an organiser."""

    user_id: int
    name: str
    email: str
    roles: tuple[Role, ...]
    last_login: datetime | None


def staff_of(organiser_id: int) -> Sequence[StaffLine]:
    """Everybody with a role, by name; one query."""
    held = RoleAssignment.objects.filter(organiser_id=organiser_id).select_related("user")
    people: dict[int, tuple[User, set[Role]]] = {}
    for assignment in held.order_by("user__name", "user__email"):
        people.setdefault(assignment.user_id, (assignment.user, set()))[1].add(Role(assignment.role))
    return [
        StaffLine(user.pk, user.name, user.email, tuple(role for role in Role if role in roles), user.last_login)
        for user, roles in people.values()
    ]
