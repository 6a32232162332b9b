"""By what people are counted, and whom: figures group by these expressions, and the list filters by the same ones.

So the rows behind a number are exactly as many as the number says.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, TruncDate

from filrouge.core import days
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import ACTIVE, PartState
from filrouge.stages.registration.models import PartRegistration, Registration

# The kind of "body" of somebody who comes for nobody but themselves.
RESIDENT = "resident"
# What a filter says for "nothing was said".
NOT_SAID = "-"


class Whom(StrEnum):
    """Who is counted: whoever still counts on a part (confirmed, waiting, to decide), whoever holds one, or whoever
    came to one, as the stage that records attendance knows.
    """

    ACTIVE = "active"
    CONFIRMED = "confirmed"
    CAME = "came"


# A later stage adds what it recorded: rows whose registration_id came to a part whose part_id they name.
attendance: list[Callable[[], QuerySet[Any]]] = []


class Cut(StrEnum):
    """What people are told apart by. A person has one value of each, empty when nothing is known."""

    KIND = "kind"
    LEVEL = "level"
    FUNCTION = "function"
    CHANNEL = "channel"


_TEXT = CharField()
_CUTS: Mapping[Cut, Combinable] = {
    Cut.KIND: Case(
        When(as_resident=True, then=Value(RESIDENT)),
        When(organisation__isnull=False, then=F("organisation__kind")),
        default=F("organisation_kind"),
        output_field=_TEXT,
    ),
    Cut.LEVEL: Case(
        When(~Q(level=""), then=F("level")),
        default=Coalesce(F("organisation__level"), Value("")),
        output_field=_TEXT,
    ),
    Cut.FUNCTION: Case(When(~Q(function=""), then=F("function")), default=F("function_text"), output_field=_TEXT),
    Cut.CHANNEL: F("channel"),
}
# What somebody said of themselves comes before what the directory knows of their body.
_PLACE = Coalesce("territory_id", "organisation__territory_id")


@dataclass(frozen=True)
class Within:
    """The territories, by id, in which people are looked for; or, `is_outside`, all the others and the unknown."""

    ids: frozenset[int]
    is_outside: bool = False


@dataclass(frozen=True)
class Group:
    """So many people who have the same values of some cuts, in the same territory; None when none is known."""

    values: Mapping[Cut, str]
    territory_id: int | None
    number: int


def came(rows: QuerySet[Registration], part_ids: Iterable[int]) -> QuerySet[Registration]:
    """Those who came to one of these parts."""
    recorded = [Q(pk__in=found().filter(part_id__in=part_ids).values("registration_id")) for found in attendance]
    return rows.filter(reduce(or_, recorded)) if recorded else rows.none()


def is_recorded(facts: GatheringFacts) -> bool:
    """Whether anything is known of who came."""
    return counted(facts, Whom.CAME).exists()


def counted(facts: GatheringFacts, whom: Whom) -> QuerySet[Registration]:
    """The registrations that are counted."""
    if whom is Whom.CAME:
        return came(Registration.objects.filter(gathering_id=facts.id), [part.id for part in facts.parts])
    states = [PartState.CONFIRMED.value] if whom is Whom.CONFIRMED else [state.value for state in ACTIVE]
    wishes = PartRegistration.objects.filter(registration=OuterRef("pk"), state__in=states)
    return Registration.objects.filter(Exists(wishes), gathering_id=facts.id)


def groups(facts: GatheringFacts, whom: Whom, *cuts: Cut) -> tuple[Group, ...]:
    """Everybody who is counted, in groups; one query."""
    names = [f"cut_{cut}" for cut in cuts]
    rows = (
        counted(facts, whom)
        .annotate(place=_PLACE, **{name: _CUTS[cut] for name, cut in zip(names, cuts, strict=True)})
        .values_list(*names, "place")
        .annotate(number=Count("pk"))
        .order_by(*names, "place")
    )
    return tuple(Group(dict(zip(cuts, values, strict=True)), place, number) for *values, place, number in rows)


def numbers_by(found: tuple[Group, ...], cut: Cut) -> Mapping[str, int]:
    """How many people have each value of a cut that the groups were made by; most first, then by value."""
    numbers: dict[str, int] = {}
    for group in found:
        numbers[group.values[cut]] = numbers.get(group.values[cut], 0) + group.number
    return dict(sorted(numbers.items(), key=lambda item: (-item[1], item[0])))


def numbers_by_day(facts: GatheringFacts, whom: Whom) -> Mapping[date, int]:
    """How many of those who are counted were received on each local day; one query."""
    local = TruncDate("received_at", tzinfo=ZoneInfo(facts.zone))
    rows = counted(facts, whom).annotate(day=local).values_list("day").annotate(number=Count("pk")).order_by("day")
    return dict(rows)


def having(rows: QuerySet[Registration], cut: Cut, value: str) -> QuerySet[Registration]:
    """Those who have this value of a cut, NOT_SAID for none."""
    return rows.annotate(**{f"cut_{cut}": _CUTS[cut]}).filter(**{f"cut_{cut}": "" if value == NOT_SAID else value})


def living_in(rows: QuerySet[Registration], within: Within) -> QuerySet[Registration]:
    """Those whose territory is one of these; or none of these, or not known."""
    placed = rows.annotate(place=_PLACE)
    inside = Q(place__in=sorted(within.ids))
    return placed.filter(Q(place=None) | ~inside if within.is_outside else inside)


def received_between(
    rows: QuerySet[Registration], facts: GatheringFacts, first: date | None, last: date | None
) -> QuerySet[Registration]:
    """Those received on these local days, both included."""
    if first is not None:
        rows = rows.filter(received_at__gte=days.start_of_local_day(first, facts.zone))
    if last is not None:
        rows = rows.filter(received_at__lt=days.end_of_local_day(last, facts.zone))
    return rows
