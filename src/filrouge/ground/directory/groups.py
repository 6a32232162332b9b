"""Groups of territories that people speak of and no official list holds: the language regions of Switzerland.

A group stands wherever a territory may: in rules by its key, in forms by its name.
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from filrouge.core.text import Translated
from filrouge.ground.directory.enums import TerritoryKind
from filrouge.ground.directory.territories import Atlas

# By the official codes of cantons. Bilingual cantons stand in both: nobody in Fribourg is written to by half.
_CANTONS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "group-romandy": frozenset(["FR", "GE", "JU", "NE", "VD", "VS"]),
        "group-german-switzerland": frozenset(
            [
                "AG",
                "AI",
                "AR",
                "BE",
                "BL",
                "BS",
                "FR",
                "GL",
                "GR",
                "LU",
                "NW",
                "OW",
                "SG",
                "SH",
                "SO",
                "SZ",
                "TG",
                "UR",
                "VS",
                "ZG",
                "ZH",
            ]
        ),
        "group-italian-switzerland": frozenset(["GR", "TI"]),
    }
)
_NAMES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "group-romandy": {"fr": "Suisse romande", "de": "Westschweiz", "it": "Svizzera romanda", "en": "Romandy"},
        "group-german-switzerland": {
            "fr": "Suisse alémanique",
            "de": "Deutschschweiz",
            "it": "Svizzera tedesca",
            "en": "German-speaking Switzerland",
        },
        "group-italian-switzerland": {
            "fr": "Suisse italienne",
            "de": "italienische Schweiz",
            "it": "Svizzera italiana",
            "en": "Italian-speaking Switzerland",
        },
    }
)


def groups_in(atlas: Atlas) -> tuple[tuple[str, Translated], ...]:
    """The groups of which an organiser's directory holds at least one canton: key and name."""
    there = {card.code for card in atlas.of_kind(TerritoryKind.CANTON)}
    return tuple((key, Translated.of(_NAMES[key], "fr")) for key, codes in _CANTONS.items() if codes & there)


def with_groups(keys: Collection[str], atlas: Atlas) -> frozenset[str]:
    """Keys of territories, and of every group to which one of them belongs."""
    codes = {card.code for key in keys if (card := atlas.by_key(key)) and card.kind is TerritoryKind.CANTON}
    return frozenset(keys) | {key for key, cantons in _CANTONS.items() if cantons & codes}
