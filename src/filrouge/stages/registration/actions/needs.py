"""Writing, showing and erasing what people need. No line of the trail says of anybody that they need something."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from filrouge.core import days
from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_rows, share_name
from filrouge.ground.people.actors import SYSTEM, Actor
from filrouge.ground.people.models import LegalProfile
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.models import Part
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.enums import ACTIVE
from filrouge.stages.registration.facts import SaidNeed
from filrouge.stages.registration.models import Need, PartRegistration, Registration
from filrouge.stages.registration.needs.reading import NeedLine, named_needs
from filrouge.stages.registration.needs.sealing import VAULT, says_something, sealed

MOST_DAYS = 30


def write_needs(row: Registration, needs: Iterable[SaidNeed], *, now: datetime) -> None:
    """Write what was said, inside the caller's transaction. Only the parts and kinds that are named change: an empty
    one takes back what was said before. No query when nothing is named.
    """
    said = {(need.part, need.kind): need for need in needs}
    if not said:
        return
    share_name(VAULT)
    keys = {key for key, _ in said}
    parts = Part.objects.filter(gathering_id=row.gathering_id, key__in=keys)
    ids = dict(parts.order_by("pk").values_list("key", "pk"))
    known = {place: need for place, need in said.items() if place[0] in ids}
    filled = [need for need in known.values() if says_something(need)]
    empty = [need for need in known.values() if not says_something(need)]
    Need.objects.bulk_create(
        [
            Need(
                registration=row,
                part_id=ids[need.part],
                kind=need.kind.value,
                sealed=sealed(need),
                said_at=now,
                erased_at=None,
            )
            for need in filled
        ],
        update_conflicts=True,
        unique_fields=["registration", "part", "kind"],
        update_fields=["sealed", "said_at", "erased_at"],
    )
    if empty:
        taken_back = Q(pk__in=[])
        for need in empty:
            taken_back |= Q(part_id=ids[need.part], kind=need.kind.value)
        Need.objects.filter(taken_back, registration=row, erased_at=None).delete()


def erase_needs(registration_id: int, *, now: datetime, parts: Collection[int] | None = None) -> int:
    """Erase all that somebody needs, or only for parts with these ids, inside the caller's transaction; how many.

    That there was a need stays countable.
    """
    found = Need.objects.filter(registration_id=registration_id, erased_at=None)
    if parts is not None:
        found = found.filter(part_id__in=list(parts))
    return found.update(sealed=b"", erased_at=now)


@transaction.atomic
def say_needs(*, registration_id: int, needs: Iterable[SaidNeed], now: datetime) -> None:
    """Write what somebody says later of the parts they count on; what is said of others is left out. Raises Gone."""
    row = lock_rows(Registration.objects.all(), [registration_id]).get(registration_id)
    if row is None:
        raise Gone(str(registration_id))
    held = PartRegistration.objects.filter(registration=row, state__in=[state.value for state in ACTIVE])
    keys = set(held.order_by("pk").values_list("part__key", flat=True))
    write_needs(row, [need for need in needs if need.part in keys], now=now)


@transaction.atomic
def see_needs(
    *, facts: GatheringFacts, actor: Actor, now: datetime
) -> Sequence[tuple[PartFacts, tuple[NeedLine, ...]]]:
    """Who needs what, for the access referent: shown only once it is recorded that it was.

    The line says how many were shown, not who: whoever may read the trail must not learn from it who has needs.
    """
    shown = named_needs(facts)
    counts = {part.key: len(lines) for part, lines in shown}
    record(verb="needs:seen", actor=actor, now=now, data={"shown": counts}, **_about(facts))
    return shown


def erase_due(now: datetime) -> int:
    """Erase what is of no use any more; how many.

    At once for parts that somebody does not take after all, and for a cancelled gathering; for parts that are over,
    after the days that the organiser's legal profile names.
    """
    given_up = _erase(_not_held(), "given_up", now=now)
    return given_up + _erase(Need.objects.filter(part_id__in=_over(now)), "over", now=now)


def _erase(due: QuerySet[Need], why: str, *, now: datetime) -> int:
    """Erase, gathering by gathering, with a line each that says how many."""
    due = due.filter(erased_at=None)
    ids = due.order_by("part__gathering_id").values_list("part__gathering_id", flat=True).distinct()
    return sum(_erase_in(gathering_id, due, why, now=now) for gathering_id in list(ids))


@transaction.atomic
def _erase_in(gathering_id: int, due: QuerySet[Need], why: str, *, now: datetime) -> int:
    facts = facts_by_id(gathering_id)
    if facts is None:
        return 0
    count = due.filter(part_id__in=[part.id for part in facts.parts]).update(sealed=b"", erased_at=now)
    if count:
        record(verb="needs:erased", actor=SYSTEM, now=now, data={"count": count, "why": why}, **_about(facts))
    return count


def _not_held() -> QuerySet[Need]:
    counted_on = PartRegistration.objects.filter(
        registration_id=OuterRef("registration_id"),
        part_id=OuterRef("part_id"),
        state__in=[state.value for state in ACTIVE],
    )
    return Need.objects.filter(~Exists(counted_on))


def _over(now: datetime) -> list[int]:
    """The ids of parts whose needs are no longer of use."""
    kept = Need.objects.filter(erased_at=None)
    ids = kept.order_by("part__gathering_id").values_list("part__gathering_id", flat=True).distinct()
    gatherings = [facts for pk in list(ids) if (facts := facts_by_id(pk))]
    periods = LegalProfile.objects.filter(organiser_id__in={facts.organiser_id for facts in gatherings})
    said = dict(periods.order_by("pk").values_list("organiser_id", "needs_days"))
    return [
        part.id
        for facts in gatherings
        for part in facts.parts
        if _is_over(part, facts, said.get(facts.organiser_id, MOST_DAYS), now=now)
    ]


def _is_over(part: PartFacts, facts: GatheringFacts, period: int, *, now: datetime) -> bool:
    if facts.state is GatheringState.CANCELLED:
        return True
    ends = part.ends or (days.end_of_local_day(part.when.last, facts.zone) if part.when.last else None)
    return ends is not None and ends + timedelta(days=min(period, MOST_DAYS)) <= now


def _about(facts: GatheringFacts) -> dict[str, Any]:
    return {"organiser_id": facts.organiser_id, "gathering_id": facts.id, "subject": ("needs", facts.key)}
