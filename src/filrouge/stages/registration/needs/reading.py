"""Opening what is sealed: one's own needs, and those of a gathering for the access referent."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from filrouge.core.names import PersonName
from filrouge.ground.vault import KeysUnreadable, NoKeyFits
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.registration.enums import ACTIVE, NeedKind, PartState
from filrouge.stages.registration.facts import SaidNeed
from filrouge.stages.registration.models import Need
from filrouge.stages.registration.needs.sealing import opened


def own_needs(registration_id: int, facts: GatheringFacts) -> Mapping[tuple[str, NeedKind], SaidNeed | None]:
    """What somebody said, by part key and kind; None for what no key opens any more. One query."""
    rows = Need.objects.filter(registration_id=registration_id, erased_at=None).order_by("pk")
    keys = {part.id: part.key for part in facts.parts}
    return {
        (keys[row.part_id], NeedKind(row.kind)): open_or_none(row.sealed, keys[row.part_id], NeedKind(row.kind))
        for row in rows
    }


@dataclass(frozen=True)
class NeedLine:
    """What one person needs for one part; `needs` in the order of the kinds, `is_lost` when a key is missing."""

    name: PersonName
    state: PartState
    needs: tuple[SaidNeed, ...]
    is_lost: bool = False


def named_needs(facts: GatheringFacts) -> Sequence[tuple[PartFacts, tuple[NeedLine, ...]]]:
    """Who needs what, part by part and by name; one query. Only for the action that records that it was shown.

    Of those who still count on the part: confirmed, waiting, or to be decided.
    """
    people: dict[int, dict[int, list[Mapping[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in held_needs(facts).order_by("registration__sort_name", "registration_id", "kind").values(*_NAMED):
        people[row["part_id"]][row["registration_id"]].append(row)
    return [
        (part, tuple(_line(part.key, rows) for rows in people[part.id].values()))
        for part in facts.parts
        if people[part.id]
    ]


_NAMED = (
    "part_id",
    "registration_id",
    "registration__given_name",
    "registration__family_name",
    "kind",
    "sealed",
    "state",
)


def _line(part: str, rows: Sequence[Mapping[str, Any]]) -> NeedLine:
    first = rows[0]
    found = [open_or_none(row["sealed"], part, NeedKind(row["kind"])) for row in rows]
    return NeedLine(
        name=PersonName(first["registration__given_name"], first["registration__family_name"]),
        state=PartState(first["state"]),
        needs=tuple(sorted((need for need in found if need), key=lambda need: list(NeedKind).index(need.kind))),
        is_lost=None in found,
    )


def held_needs(facts: GatheringFacts) -> QuerySet[Any]:
    """The needs of a gathering that are kept, of those who count on the part, each with the `state` of the wish."""
    return Need.objects.filter(
        part_id__in=[part.id for part in facts.parts],
        erased_at=None,
        registration__parts__part_id=F("part_id"),
        registration__parts__state__in=[state.value for state in ACTIVE],
    ).annotate(state=F("registration__parts__state"))


def open_or_none(stored: Any, part: str, kind: NeedKind) -> SaidNeed | None:
    """The need that was stored, None when no key opens it."""
    try:
        return opened(stored, part=part, kind=kind)
    except (NoKeyFits, KeysUnreadable):
        return None
