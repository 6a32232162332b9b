"""Who comes from which territory: people and categories, territories with one person only, territories with none."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from filrouge.ground.directory.enums import TerritoryKind
from filrouge.ground.directory.territories import Atlas, TerritoryCard
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.lists.cuts import Cut, Group, Whom, groups, numbers_by

CATEGORIES = (Cut.KIND, Cut.FUNCTION)


@dataclass(frozen=True)
class Presence:
    """Who comes from one territory; `territory` is None for those who come from none of the kind that is shown.

    The categories are kinds of body and functions with their numbers, most first; what is not known is none.
    """

    territory: TerritoryCard | None
    people: int
    kinds: Mapping[str, int]
    functions: Mapping[str, int]


@dataclass(frozen=True)
class Coverage:
    """All territories of one kind, most people first, then by key; and those who come from elsewhere."""

    kind: TerritoryKind
    presences: tuple[Presence, ...]
    elsewhere: Presence

    @property
    def present(self) -> tuple[Presence, ...]:
        """Territories from which somebody comes."""
        return tuple(presence for presence in self.presences if presence.people)

    @property
    def alone(self) -> tuple[Presence, ...]:
        """Territories from which one person comes alone."""
        return tuple(presence for presence in self.presences if presence.people == 1)

    @property
    def absent(self) -> tuple[Presence, ...]:
        """Territories from which nobody comes."""
        return tuple(presence for presence in self.presences if not presence.people)

    @property
    def people(self) -> int:
        """Everybody, from wherever."""
        return sum(presence.people for presence in self.presences) + self.elsewhere.people


def coverage(facts: GatheringFacts, atlas: Atlas, kind: TerritoryKind | None, whom: Whom) -> Coverage | None:
    """Who comes from which territory of a kind; a smaller territory counts for the one around it. One query.

    Without a kind, the one from which most people come. None when the directory holds no territory.
    """
    return coverage_of(groups(facts, whom, *CATEGORIES), atlas, kind)


def coverage_of(found: Collection[Group], atlas: Atlas, kind: TerritoryKind | None = None) -> Coverage | None:
    """The same of groups already read, which must tell kinds and functions apart."""
    if not atlas.kinds:
        return None
    kind = kind or max(atlas.kinds, key=lambda one: sum(g.number for g in found if atlas.around(g.territory_id, one)))
    by_territory: dict[int | None, list[Group]] = defaultdict(list)
    for group in found:
        card = atlas.around(group.territory_id, kind)
        by_territory[card.id if card else None].append(group)
    presences = [_presence(card, by_territory.get(card.id, [])) for card in atlas.of_kind(kind)]
    presences.sort(key=lambda presence: -presence.people)
    return Coverage(kind, tuple(presences), _presence(None, by_territory.get(None, [])))


def _presence(card: TerritoryCard | None, mine: list[Group]) -> Presence:
    kinds, functions = (
        {value: number for value, number in numbers_by(tuple(mine), cut).items() if value} for cut in CATEGORIES
    )
    return Presence(card, sum(group.number for group in mine), kinds, functions)
