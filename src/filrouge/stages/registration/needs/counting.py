"""What to order for a gathering, by half-day and without names: for caterers, interpreters, those who lay cables."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Q

from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.registration.enums import NeedKind, PartState
from filrouge.stages.registration.facts import SaidNeed
from filrouge.stages.registration.models import Need
from filrouge.stages.registration.needs.choices import OTHER, choices_of
from filrouge.stages.registration.needs.half_days import Slot, slots_of
from filrouge.stages.registration.needs.reading import held_needs, open_or_none


@dataclass(frozen=True)
class KindCounts:
    """How many people need what on which half-day. `numbers` and `uncertain` follow `slots`.

    `numbers` holds a line for each choice that anybody made; `people` counts everybody with a need once; `uncertain`
    those who wait or are to be decided and are in no other number.
    """

    kind: NeedKind
    slots: tuple[Slot, ...]
    numbers: Mapping[str, tuple[int, ...]]
    people: tuple[int, ...]
    uncertain: tuple[int, ...]


@dataclass(frozen=True)
class NeedCounts:
    """Counts of a gathering without any name. `erased` needs are gone and still counted, `lost` ones no key opens."""

    kinds: tuple[KindCounts, ...]
    erased: int = 0
    lost: int = 0


@dataclass
class _Tally:
    people: dict[tuple[Slot, str], set[int]] = field(default_factory=lambda: defaultdict(set))
    uncertain: dict[Slot, set[int]] = field(default_factory=lambda: defaultdict(set))
    slots: set[Slot] = field(default_factory=set)
    lost: int = 0


def counts_of_needs(facts: GatheringFacts) -> NeedCounts:
    """What to order, by half-day, without names; two queries."""
    parts = {part.id: part for part in facts.parts}
    tallies: dict[NeedKind, _Tally] = {kind: _Tally() for kind in NeedKind}
    rows = held_needs(facts).order_by("pk").values_list("part_id", "registration_id", "kind", "sealed", "state")
    for part_id, registration_id, kind_name, stored, state in rows:
        kind = NeedKind(kind_name)
        _tally(tallies[kind], parts[part_id], kind, registration_id, stored, PartState(state))
    known = Need.objects.filter(part_id__in=parts).aggregate(erased=Count("pk", filter=~Q(erased_at=None)))
    return NeedCounts(
        kinds=tuple(_counted(kind, tally) for kind, tally in tallies.items() if tally.slots),
        erased=known["erased"],
        lost=sum(tally.lost for tally in tallies.values()),
    )


def _tally(tally: _Tally, part: PartFacts, kind: NeedKind, person: int, stored: bytes, state: PartState) -> None:
    need = open_or_none(stored, part.key, kind)
    tally.lost += need is None
    for slot in slots_of(part, kind):
        tally.slots.add(slot)
        if state is not PartState.CONFIRMED:
            tally.uncertain[slot].add(person)
            continue
        tally.people[slot, ""].add(person)
        for choice in _said(need):
            tally.people[slot, choice].add(person)


def _said(need: SaidNeed | None) -> Iterable[str]:
    """The choices; words of one's own without any count as another need."""
    if need is None:
        return ()
    return need.choices or (OTHER,)


def _counted(kind: NeedKind, tally: _Tally) -> KindCounts:
    slots = tuple(sorted(tally.slots, key=Slot.sort_key))

    def numbers(choice: str) -> tuple[int, ...]:
        return tuple(len(tally.people.get((slot, choice), ())) for slot in slots)

    chosen = {choice: numbers(choice) for choice in choices_of(kind)}
    return KindCounts(
        kind=kind,
        slots=slots,
        numbers={choice: found for choice, found in chosen.items() if any(found)},
        people=numbers(""),
        uncertain=tuple(len(tally.uncertain.get(slot, set()) - tally.people.get((slot, ""), set())) for slot in slots),
    )
