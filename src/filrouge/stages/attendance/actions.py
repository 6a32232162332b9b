"""Recording who signed the attendance list of a part. Nobody is certified for what they did not sign."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_name
from filrouge.ground.people.actors import Actor
from filrouge.stages.attendance import rules
from filrouge.stages.attendance.models import Signature
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.models import PartRegistration


class TooEarly(Exception):
    """The part has not begun, or its day is not known: nobody can have signed."""


@dataclass(frozen=True)
class Recorded:
    """How many signatures were added, and how many taken back."""

    added: int
    taken_back: int


@transaction.atomic
def record_signatures(
    *,
    facts: GatheringFacts,
    part: PartFacts,
    listed: Collection[int],
    signed: Collection[int],
    actor: Actor,
    now: datetime,
) -> Recorded:
    """Record which of the `listed` registrations signed for the part; those that are not listed stay as they are.

    Somebody who holds no place in the part is left out. Raises TooEarly.
    """
    if not rules.may_record(part, now=now):
        raise TooEarly
    lock_name(f"signatures {part.id}")
    held = PartRegistration.objects.filter(part_id=part.id, state=PartState.CONFIRMED.value)
    there = set(held.order_by("pk").values_list("registration_id", flat=True)) & set(listed)
    known = Signature.objects.filter(part_id=part.id, registration_id__in=listed)
    before = set(known.order_by("pk").values_list("registration_id", flat=True))
    added, gone = sorted(there & set(signed) - before), sorted(before - set(signed))
    Signature.objects.bulk_create(
        [Signature(registration_id=pk, part_id=part.id, recorded_at=now, recorded_by=actor.label) for pk in added]
    )
    known.filter(registration_id__in=gone).delete()
    if added or gone:
        record(
            verb="attendance:recorded",
            actor=actor,
            now=now,
            organiser_id=facts.organiser_id,
            gathering_id=facts.id,
            subject=("part", part.key),
            data={"signed": added, "taken_back": gone},
        )
    return Recorded(len(added), len(gone))


def move_signatures(keep_id: int, drop_id: int) -> None:
    """Let signatures move along when two registrations become one, in the caller's transaction."""
    kept = Signature.objects.filter(registration_id=keep_id).order_by("pk")
    other = Signature.objects.filter(registration_id=drop_id)
    other.exclude(part_id__in=list(kept.values_list("part_id", flat=True))).update(registration_id=keep_id)
