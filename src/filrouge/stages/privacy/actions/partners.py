"""Giving a partner's account the list of one part, taking it back, and recording each time that it is opened."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from filrouge.ground.audit.actions import record
from filrouge.ground.people.actions import invite
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.actions import lock_shown_together, touch
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.models import PartnerAccess
from filrouge.stages.privacy.facts import Participant
from filrouge.stages.privacy.queries.partners import participants_of


@transaction.atomic
def give_access(*, facts: GatheringFacts, part: PartFacts, email: str, name: str, actor: Actor, now: datetime) -> bool:
    """Let somebody of a partner see who takes part in one part; False when they could already.

    Whoever is no partner of the organiser yet becomes one and is told by mail. The gathering's version is raised: its
    form tells people from now on.
    """
    locked = lock_shown_together(facts.id)
    user = invite(email=email, name=name, organiser_id=facts.organiser_id, role=Role.PARTNER, actor=actor, now=now)
    _, created = PartnerAccess.objects.get_or_create(part_id=part.id, user=user)
    if created:
        touch(locked)
        note("partner:access_given", facts, part, user.pk, actor=actor, now=now)
    return created


@transaction.atomic
def take_access(*, facts: GatheringFacts, part: PartFacts, user_id: int, actor: Actor, now: datetime) -> bool:
    """Take the list of a part away from a partner's account; False when it did not have it."""
    locked = lock_shown_together(facts.id)
    taken, _ = PartnerAccess.objects.filter(part_id=part.id, user_id=user_id).delete()
    if taken:
        touch(locked)
        note("partner:access_taken", facts, part, user_id, actor=actor, now=now)
    return bool(taken)


@transaction.atomic
def record_opening(
    *, facts: GatheringFacts, part: PartFacts, language: str, actor: Actor, now: datetime, as_file: str = ""
) -> Sequence[Participant]:
    """The participants of a part as a partner sees them, once it is recorded that they were shown."""
    shown = participants_of(facts, part, language)
    record(
        verb="partner:list_opened",
        actor=actor,
        now=now,
        organiser_id=facts.organiser_id,
        gathering_id=facts.id,
        subject=("part", part.key),
        data={"count": len(shown), "file": as_file},
    )
    return shown


def note(verb: str, facts: GatheringFacts, part: PartFacts, user_id: int, *, actor: Actor, now: datetime) -> None:
    """A line in the trail of the gathering about an account and a part."""
    record(
        verb=verb,
        actor=actor,
        now=now,
        organiser_id=facts.organiser_id,
        gathering_id=facts.id,
        subject=("part", part.key),
        data={"user": user_id},
    )
