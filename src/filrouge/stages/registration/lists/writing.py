"""Whom the desk may write to: a reminder to those who come, a change of place or hour to those it concerns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from filrouge.ground.audit.models import AuditEntry
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.registration.enums import ACTIVE, PartState
from filrouge.stages.registration.models import PartRegistration, Registration

TOLD, REMINDED = "registration:told_of_move", "registration:reminded"


@dataclass(frozen=True)
class Move:
    """A part whose day, hour or place changed while people counted on it who have not been told yet."""

    part: PartFacts
    at: datetime
    people: int


def moves_to_tell(facts: GatheringFacts) -> Sequence[Move]:
    """The parts that moved and have not been told of, in the order of the gathering; a query per part that moved."""
    moved: dict[str, datetime] = {}
    entries = AuditEntry.objects.filter(gathering_id=facts.id, verb__in=["gathering:loaded", TOLD]).order_by("id")
    for entry in entries:
        if entry.verb == TOLD:
            for key in entry.data["moved"]:
                moved.pop(key, None)
        else:
            moved |= dict.fromkeys(entry.data.get("moved", ()), entry.at)
    found = []
    for part in facts.parts:
        if part.key in moved and (people := concerned_by_move(part, before=moved[part.key]).count()):
            found.append(Move(part, moved[part.key], people))
    return found


def concerned_by_move(part: PartFacts, *, before: datetime) -> QuerySet[PartRegistration]:
    """Who counted on a part before it moved: confirmed, waiting or to be decided. Later ones read it right at once."""
    counting = [state.value for state in ACTIVE]
    rows = PartRegistration.objects.filter(part_id=part.id, state__in=counting, registration__created_at__lt=before)
    return rows.select_related("registration").order_by("registration_id")


def coming(facts: GatheringFacts, *, now: datetime) -> QuerySet[PartRegistration]:
    """The confirmed places of parts that are not over."""
    ahead = [part.id for part in facts.parts if part.ends is None or part.ends > now]
    rows = PartRegistration.objects.filter(part_id__in=ahead, state=PartState.CONFIRMED.value)
    return rows.select_related("registration").order_by("registration_id", "part_id")


def people_coming(facts: GatheringFacts, *, now: datetime) -> int:
    """How many people a reminder would reach."""
    return coming(facts, now=now).order_by().values("registration_id").distinct().count()


def reminded_at(facts: GatheringFacts) -> datetime | None:
    """When the last reminder was sent, None if there was none."""
    last = AuditEntry.objects.filter(gathering_id=facts.id, verb=REMINDED).order_by("-id").first()
    return last.at if last else None


def someone_to_show(facts: GatheringFacts, states: Sequence[PartState]) -> int | None:
    """The id of the newest registration that has a part in one of these states, else of the newest at all; None while
    nobody is registered. With it a mail is shown as it will be.
    """
    rows = Registration.objects.filter(gathering_id=facts.id, erased_at=None).order_by("-pk")
    wanted = rows.filter(parts__state__in=[state.value for state in states])
    found: int | None = wanted.values_list("pk", flat=True).first() or rows.values_list("pk", flat=True).first()
    return found
