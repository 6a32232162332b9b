"""The territories of one organiser's directory, and how they lie inside each other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from filrouge.core.text import Translated
from filrouge.ground.directory.enums import TerritoryKind
from filrouge.ground.directory.models import Territory

# Of several kinds, the one that speaks of coverage best comes first: the perimeters that people work in.
_ORDER = (
    TerritoryKind.CITY_CONTRACT,
    TerritoryKind.INTERMUNICIPAL,
    TerritoryKind.DEPARTMENT,
    TerritoryKind.CANTON,
    TerritoryKind.REGION,
    TerritoryKind.QPV,
    TerritoryKind.COMMUNE,
    TerritoryKind.COUNTRY,
)


@dataclass(frozen=True)
class TerritoryCard:
    """A territory. `code` is the official one of a département (59) or canton (ZH), empty otherwise."""

    id: int
    key: str
    kind: TerritoryKind
    name: Translated
    code: str
    parent_id: int | None


@dataclass(frozen=True)
class Atlas:
    """Every territory of a directory, in the order of their keys."""

    territories: tuple[TerritoryCard, ...] = ()

    @cached_property
    def _by_id(self) -> Mapping[int, TerritoryCard]:
        return {card.id: card for card in self.territories}

    @cached_property
    def kinds(self) -> tuple[TerritoryKind, ...]:
        """The kinds that there are, the one to show first first."""
        there = {card.kind for card in self.territories}
        return tuple(kind for kind in _ORDER if kind in there)

    def of_kind(self, kind: TerritoryKind) -> tuple[TerritoryCard, ...]:
        """The territories of a kind."""
        return tuple(card for card in self.territories if card.kind is kind)

    def by_key(self, key: str) -> TerritoryCard | None:
        """The territory with this key, None if there is none."""
        return next((card for card in self.territories if card.key == key), None)

    def around(self, territory_id: int | None, kind: TerritoryKind) -> TerritoryCard | None:
        """The territory of this kind in which another lies, itself included; None if there is none."""
        return next((card for card in self._outwards(territory_id) if card.kind is kind), None)

    def inside(self, territory_id: int) -> frozenset[int]:
        """The ids of all that lies in a territory, its own included."""
        return frozenset(
            card.id for card in self.territories if any(one.id == territory_id for one in self._outwards(card.id))
        )

    def inside_any(self, kind: TerritoryKind) -> frozenset[int]:
        """The ids of all that lies in some territory of this kind."""
        return frozenset(card.id for card in self.territories if self.around(card.id, kind))

    def _outwards(self, territory_id: int | None) -> Iterable[TerritoryCard]:
        passed: set[int] = set()
        while territory_id is not None and territory_id not in passed and territory_id in self._by_id:
            passed.add(territory_id)
            card = self._by_id[territory_id]
            yield card
            territory_id = card.parent_id


def atlas_of(organiser_id: int) -> Atlas:
    """The atlas of an organiser's directory; one query."""
    rows = Territory.objects.filter(organiser_id=organiser_id).order_by("key")
    found = rows.values_list("pk", "key", "kind", "name", "code", "parent_id", "organiser__language")
    return Atlas(
        tuple(
            TerritoryCard(pk, key, TerritoryKind(kind), Translated.of(name, language), code, parent_id)
            for pk, key, kind, name, code, parent_id, language in found
        )
    )
