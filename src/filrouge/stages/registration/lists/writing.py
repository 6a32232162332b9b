"""Whom the desk may write to: a reminder to those who come, a change of place or hour to those it concerns."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from filrouge.ground.audit.models import AuditEntry
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.rules import silence
from filrouge.stages.registration import rules
from filrouge.stages.registration.enums import ACTIVE, PartState
from filrouge.stages.registration.models import PartRegistration, Registration

_TOLD, _REMINDED = "message:move_told", "message:reminded"

# When a part moved, and what held for it before.
_History = list[tuple[datetime, str]]


@dataclass(frozen=True)
class Move:
    """A part whose day, hour or place changed while people counted on it who have not been told yet.

    `places` are theirs: confirmed, waiting or to be decided, of those who registered while something else held.
    """

    part: PartFacts
    at: datetime
    places: QuerySet[PartRegistration]
    people: int


def moves_to_tell(facts: GatheringFacts, *, now: datetime, only: Collection[str] | None = None) -> Sequence[Move]:
    """The parts still to come that moved and have not been told of, in the order of the gathering, all or `only` those
    with these keys; a query for the trail and one per part that moved.
    """
    if rules.still_to_come(facts).is_refused:
        return ()
    found = []
    moved = _moved(facts)
    for part in facts.parts:
        if only is not None and part.key not in only:
            continue
        if part.key in moved and (part.ends is None or part.ends > now):
            places = _who_knew_otherwise(part, *moved[part.key])
            if people := places.count():
                found.append(Move(part, moved[part.key][0][-1][0], places, people))
    return tuple(found)


def _moved(facts: GatheringFacts) -> dict[str, tuple[_History, str]]:
    """By part key, the moves of which nobody was told, and what holds after the last of them."""
    moved: dict[str, tuple[_History, str]] = {}
    entries = AuditEntry.objects.filter(gathering_id=facts.id, verb__in=["gathering:loaded", _TOLD]).order_by("id")
    for entry in entries:
        for key in entry.data.get("moved", ()):
            if entry.verb == _TOLD:
                moved.pop(key, None)
                continue
            history, _ = moved.get(key, ([], ""))
            change = entry.data["moved"][key]
            moved[key] = ([*history, (entry.at, change["from"])], change["to"])
    return moved


def _who_knew_otherwise(part: PartFacts, history: _History, now_is: str) -> QuerySet[PartRegistration]:
    """The places of those who registered while something else held for the part than now. Later ones read it right."""
    knew, since = Q(pk__in=()), None
    for at, was in history:
        if was != now_is:
            knew |= Q(registration__received_at__lt=at, **({"registration__received_at__gte": since} if since else {}))
        since = at
    counting = [state.value for state in ACTIVE]
    rows = PartRegistration.objects.filter(knew, part_id=part.id, state__in=counting)
    return rows.select_related("registration").order_by("registration_id")


def ahead(facts: GatheringFacts, *, now: datetime) -> Sequence[PartFacts]:
    """The parts that are not over; none in a gathering of which nobody is written to."""
    if silence(facts, now=now):
        return ()
    return [part for part in facts.parts if part.ends is None or part.ends > now]


def coming(facts: GatheringFacts, *, now: datetime) -> QuerySet[PartRegistration]:
    """The confirmed places of parts that are not over; none in a gathering that is cancelled, postponed or held."""
    parts = [part.id for part in ahead(facts, now=now)]
    rows = PartRegistration.objects.filter(part_id__in=parts, state=PartState.CONFIRMED.value)
    return rows.select_related("registration").order_by("registration_id", "part_id")


def people_coming(facts: GatheringFacts, *, now: datetime) -> int:
    """How many people a reminder would reach."""
    return coming(facts, now=now).order_by().values("registration_id").distinct().count()


def reminded_at(facts: GatheringFacts) -> datetime | None:
    """When the last reminder was sent, None if there was none."""
    last = AuditEntry.objects.filter(gathering_id=facts.id, verb=_REMINDED).order_by("-id").first()
    return last.at if last else None


def someone_to_show(facts: GatheringFacts, states: Sequence[PartState]) -> int | None:
    """The id of the newest registration that has a part in one of these states, else of the newest at all; None while
    nobody is registered. With it a mail is shown as it will be.
    """
    rows = Registration.objects.filter(gathering_id=facts.id, erased_at=None).order_by("-pk")
    wanted = rows.filter(parts__state__in=[state.value for state in states])
    found: int | None = wanted.values_list("pk", flat=True).first() or rows.values_list("pk", flat=True).first()
    return found
