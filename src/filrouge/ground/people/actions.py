"""The only writers of organisers, users and roles."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from filrouge.ground.audit.actions import record
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.enums import Role
from filrouge.ground.people.models import Organiser, RoleAssignment, User


@transaction.atomic
def ensure_organiser(
    *, key: str, name: Mapping[str, str], language: str, actor: Actor, now: datetime
) -> tuple[Organiser, bool]:
    """The organiser with this key, made if it is missing; the second value says whether anything was written."""
    organiser, created = Organiser.objects.get_or_create(
        key=key, defaults={"name": dict(name), "language": language}
    )
    if created:
        record(verb="organiser:created", actor=actor, now=now, organiser_id=organiser.pk, subject=("organiser", key))
    elif organiser.name != dict(name):
        organiser.name = dict(name)
        organiser.save(update_fields=["name"])
        return organiser, True
    return organiser, created


@transaction.atomic
def give_role(*, email: str, name: str, organiser: Organiser, role: Role, actor: Actor, now: datetime) -> User:
    """Give a role to the user with this address, making the user if need be."""
    user = User.objects.filter(email=email.strip().lower()).first() or User.objects.create_user(email, name=name)
    _, created = RoleAssignment.objects.get_or_create(organiser=organiser, user=user, role=role)
    if created:
        record(
            verb="role:given", actor=actor, now=now, organiser_id=organiser.pk,
            subject=("user", str(user.pk)), data={"role": role.value, "email": user.email},
        )
    return user


@transaction.atomic
def take_role(*, user_id: int, organiser_id: int, role: Role, actor: Actor, now: datetime) -> None:
    """Take a role back; nothing happens if it was not held."""
    deleted, _ = RoleAssignment.objects.filter(organiser_id=organiser_id, user_id=user_id, role=role).delete()
    if deleted:
        record(
            verb="role:taken", actor=actor, now=now, organiser_id=organiser_id,
            subject=("user", str(user_id)), data={"role": role.value},
        )
