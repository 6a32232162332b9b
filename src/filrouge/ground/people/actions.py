"""The only writers of organisers, users and roles."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from filrouge.core.decisions import Decision
from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_rows
from filrouge.ground.mail.actions import enqueue, letter_for_outbox
from filrouge.ground.people import mails
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.enums import Role
from filrouge.ground.people.models import Organiser, RoleAssignment, User
from filrouge.ground.people.rules import may_take_role


@transaction.atomic
def ensure_organiser(
    *, key: str, name: Mapping[str, str], language: str, actor: Actor, now: datetime
) -> tuple[Organiser, bool]:
    """The organiser with this key, made if it is missing; the second value says whether anything was written."""
    organiser, created = Organiser.objects.get_or_create(key=key, defaults={"name": dict(name), "language": language})
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
            verb="role:given",
            actor=actor,
            now=now,
            organiser_id=organiser.pk,
            subject=("user", str(user.pk)),
            data={"role": role.value, "email": user.email},
        )
    return user


@transaction.atomic
def invite(*, email: str, name: str, organiser_id: int, role: Role, actor: Actor, now: datetime) -> User:
    """Give a role and tell the person by mail. Nothing is sent for a role that they hold already."""
    organiser = Organiser.objects.get(pk=organiser_id)
    held = RoleAssignment.objects.filter(organiser=organiser, user__email=email.strip().lower(), role=role).exists()
    user = give_role(email=email, name=name, organiser=organiser, role=role, actor=actor, now=now)
    if not held:
        context = {"organiser": organiser.pk, "role": role.value, "by": actor.label}
        letter = letter_for_outbox(
            kind=mails.ROLE_GIVEN,
            to=user.email,
            language=user.language,
            context=context,
            now=now,
            organiser_id=organiser.pk,
        )
        enqueue([letter])
    return user


class RoleKept(Exception):
    """A role was not taken back; `decision` says why."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(", ".join(reason.code for reason in decision.reasons))
        self.decision = decision


@transaction.atomic
def take_role(*, user_id: int, organiser_id: int, role: Role, actor: Actor, now: datetime) -> None:
    """Take a role back; nothing happens if it was not held. Raises RoleKept for the last manager."""
    # All holders are locked, not only this one: two managers who take each other's role would otherwise both succeed.
    held = RoleAssignment.objects.filter(organiser_id=organiser_id, role=role)
    holders = lock_rows(RoleAssignment.objects.all(), held.values_list("pk", flat=True))
    assignment = next((row for row in holders.values() if row.user_id == user_id), None)
    if assignment is None:
        return
    decision = may_take_role(role, holders=len(holders))
    if decision.is_refused:
        raise RoleKept(decision)
    assignment.delete()
    record(
        verb="role:taken",
        actor=actor,
        now=now,
        organiser_id=organiser_id,
        subject=("user", str(user_id)),
        data={"role": role.value},
    )
