"""Texts, words, rules and briefs as JSON columns hold them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any

from pydantic import BaseModel

from filrouge.core.text import Translated
from filrouge.core.vague_dates import VagueDate
from filrouge.stages.gatherings.audience import Rule, parse_rule, rule_data, values_named
from filrouge.stages.gatherings.enums import Attribute, TextName
from filrouge.stages.gatherings.file.catalogue import Word, shipped, stored_word
from filrouge.stages.gatherings.file.schema.gathering import GatheringDocument
from filrouge.stages.gatherings.file.schema.parts import PartEntry

LISTS = ("functions", "body_kinds", "communities", "instruments", "memberships")
_ASKED = {
    "functions": Attribute.FUNCTION,
    "body_kinds": Attribute.ORGANISATION,
    "communities": Attribute.COMMUNITY,
    "instruments": Attribute.INSTRUMENT,
    "memberships": Attribute.MEMBERSHIP,
}


def stored_texts(texts: Mapping[TextName, Sequence[Translated]]) -> dict[str, list[dict[str, str]]]:
    """Texts by name, each name with a list."""
    return {name.value: [dict(text) for text in said] for name, said in texts.items() if said}


def stored_rule(part: PartEntry) -> dict[str, Any]:
    """The audience rule of a part in its one canonical form; empty when the file does not state one."""
    return rule_data(rule_of(part)) if part.audience else {}


def rule_of(part: PartEntry) -> Rule:
    """The audience rule of a part; open when the file says nothing."""
    return part.audience.rule if part.audience else parse_rule({"open": True})


def stored_vocabulary(document: GatheringDocument, territory_names: Mapping[str, dict[str, str]]) -> dict[str, Any]:
    """The words of a gathering: those that the file lists, then shipped ones that its rules name besides."""
    rules = _rules_of(document)
    vocabulary: dict[str, Any] = {}
    for name in LISTS:
        catalogue = shipped().words(name)
        words: dict[str, Word] = {entry.key: stored_word(entry, catalogue) for entry in getattr(document, name)}
        for key in _named(rules, _ASKED[name]):
            if key not in words:
                words[key] = catalogue[key]
        if words:
            vocabulary[name] = list(words.values())
    if territories := _named(rules, Attribute.TERRITORY):
        vocabulary["territories"] = [
            {"key": key, "label": territory_names[key], "plural": territory_names[key]} for key in territories
        ]
    return vocabulary


def _rules_of(document: GatheringDocument) -> list[Rule]:
    """Every rule that somebody may read in words: of the parts, of the reserves, of the priority."""
    reserves = [quota.reserved_for.rule for quota in document.quotas if quota.reserved_for]
    window = document.registration.priority
    first = [window.rule] if window else []
    return [*(rule_of(part) for part in document.parts), *reserves, *first]


def _named(rules: Sequence[Rule], attribute: Attribute) -> list[str]:
    return list(dict.fromkeys(key for rule in rules for key in values_named(rule, attribute)))


def json_of(value: Any) -> Any:
    """Plain JSON for a piece of a document; what is left out in the file is left out here."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        said = {name: getattr(value, name) for name in fields if getattr(value, name) != fields[name].default}
        return {name: json_of(inner) for name, inner in said.items()}
    if isinstance(value, Mapping):
        return {str(key): json_of(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [json_of(inner) for inner in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, VagueDate | Decimal | date):
        return str(value)
    return value
