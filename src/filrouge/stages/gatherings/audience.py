"""Who may take what: the audience rule as a tree, its one reader and its one judge. Plain Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from filrouge.core.decisions import Decision, Reason
from filrouge.stages.gatherings.enums import Attribute, Otherwise


@dataclass(frozen=True)
class Capacity:
    """In which capacity somebody comes: one body and one function of theirs, as rules see it.

    `function` and the sets hold keys; `function_text` and `body_text` are what people read, typed or from the list.
    """

    function: str = ""
    function_text: str = ""
    body_text: str = ""
    body_kind: str = ""
    memberships: frozenset[str] = field(default_factory=frozenset)
    territories: frozenset[str] = field(default_factory=frozenset)
    communities: frozenset[str] = field(default_factory=frozenset)
    instruments: frozenset[str] = field(default_factory=frozenset)

    def values_of(self, attribute: Attribute) -> frozenset[str]:
        """What this capacity has of an attribute; empty when nothing is known."""
        match attribute:
            case Attribute.FUNCTION:
                return frozenset({self.function} if self.function else ())
            case Attribute.ORGANISATION:
                return frozenset({self.body_kind} if self.body_kind else ())
            case Attribute.MEMBERSHIP:
                return self.memberships
            case Attribute.TERRITORY:
                return self.territories
            case Attribute.COMMUNITY:
                return self.communities
            case Attribute.INSTRUMENT:
                return self.instruments


@dataclass(frozen=True)
class Is:
    """Holds when the capacity has at least one of the values."""

    attribute: Attribute
    values: tuple[str, ...]


@dataclass(frozen=True)
class AllOf:
    """Holds when every rule in it holds."""

    rules: tuple["Rule", ...]


@dataclass(frozen=True)
class AnyOf:
    """Holds when one of the rules in it holds."""

    rules: tuple["Rule", ...]


@dataclass(frozen=True)
class Everybody:
    """Always holds."""


Rule: TypeAlias = Is | AllOf | AnyOf | Everybody


@dataclass(frozen=True)
class Audience:
    """A rule, and what happens to those it does not admit."""

    rule: Rule = field(default_factory=Everybody)
    otherwise: Otherwise = Otherwise.REFUSE


def parse_rule(data: Any, path: str = "rule") -> Rule:
    """Read a rule from plain data. Raises ValueError with the place and what is accepted there."""
    if not isinstance(data, Mapping) or len(data) != 1:
        raise ValueError(f"{path}: expected one of all, any, open, {', '.join(Attribute)}")
    (key, value), *_ = data.items()
    if key in ("all", "any"):
        if not isinstance(value, Sequence) or isinstance(value, str) or not value:
            raise ValueError(f"{path}.{key}: expected a list of at least one rule")
        rules = tuple(parse_rule(item, f"{path}.{key}[{index}]") for index, item in enumerate(value))
        return AllOf(rules) if key == "all" else AnyOf(rules)
    if key == "open":
        if value is not True:
            raise ValueError(f"{path}.open: the only value is true")
        return Everybody()
    if key not in set(Attribute):
        raise ValueError(f"{path}: {key!r} is not one of all, any, open, {', '.join(Attribute)}")
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, Sequence) or not values or not all(isinstance(item, str) and item for item in values):
        raise ValueError(f"{path}.{key}: expected a key or a list of keys")
    return Is(Attribute(key), tuple(dict.fromkeys(values)))


def rule_data(rule: Rule) -> dict[str, Any]:
    """The plain data that `parse_rule` reads back as the same rule."""
    match rule:
        case Everybody():
            return {"open": True}
        case Is(attribute, values):
            return {attribute.value: list(values)}
        case AllOf(rules):
            return {"all": [rule_data(inner) for inner in rules]}
        case AnyOf(rules):
            return {"any": [rule_data(inner) for inner in rules]}


def admitting(rule: Rule, attribute: Attribute, value: str) -> Rule:
    """A rule that takes one more value where it asks for this attribute; where it does not ask, whoever has the value
    is admitted besides those it admitted before.
    """
    if isinstance(rule, Everybody):
        return rule
    if value in values_named(rule, attribute):
        return rule
    extended, found = _with_value(rule, attribute, value)
    return extended if found else AnyOf((rule, Is(attribute, (value,))))


def _with_value(rule: Rule, attribute: Attribute, value: str) -> tuple[Rule, bool]:
    """The rule with the value in its first condition on the attribute, and whether there was one."""
    match rule:
        case Is(named, values) if named is attribute:
            return Is(named, (*values, value)), True
        case AllOf(rules) | AnyOf(rules):
            inner = list(rules)
            for index, one in enumerate(inner):
                inner[index], found = _with_value(one, attribute, value)
                if found:
                    return type(rule)(tuple(inner)), True
    return rule, False


def holds(rule: Rule, capacity: Capacity) -> bool:
    """Whether the rule admits this capacity."""
    match rule:
        case Everybody():
            return True
        case Is(attribute, values):
            return not capacity.values_of(attribute).isdisjoint(values)
        case AllOf(rules):
            return all(holds(inner, capacity) for inner in rules)
        case AnyOf(rules):
            return any(holds(inner, capacity) for inner in rules)


def judge(audience: Audience, capacity: Capacity) -> Decision:
    """The decision on one capacity. A refusal or a question carries one reason per condition that is not met."""
    if audience.otherwise is Otherwise.OPEN or holds(audience.rule, capacity):
        return Decision.allow()
    said = {"function": capacity.function, "function_text": capacity.function_text, "body": capacity.body_text}
    reasons = tuple(Reason(f"{attribute.value}_not_admitted", said) for attribute in unmet(audience.rule, capacity))
    if audience.otherwise is Otherwise.REFUSE:
        return Decision.refuse(Reason("reserved"), *reasons)
    return Decision.ask(Reason("reserved"), *reasons)


def unmet(rule: Rule, capacity: Capacity) -> tuple[Attribute, ...]:
    """The attributes that stand in the way, each once, in the order of the rule."""
    match rule:
        case Is(attribute, _):
            return () if holds(rule, capacity) else (attribute,)
        case AllOf(rules) | AnyOf(rules) if not holds(rule, capacity):
            return tuple(dict.fromkeys(attribute for inner in rules for attribute in unmet(inner, capacity)))
        case _:
            return ()


def values_named(rule: Rule, attribute: Attribute) -> tuple[str, ...]:
    """Every value of an attribute that the rule names, in order, each once."""
    match rule:
        case Is(named, values) if named is attribute:
            return values
        case AllOf(rules) | AnyOf(rules):
            return tuple(dict.fromkeys(value for inner in rules for value in values_named(inner, attribute)))
        case _:
            return ()
