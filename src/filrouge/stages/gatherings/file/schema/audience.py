"""The audience rule as the file writes it."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from django.utils.translation import gettext as _
from pydantic import BeforeValidator, Field, model_validator

from filrouge.stages.gatherings.audience import Rule, parse_rule
from filrouge.stages.gatherings.enums import Otherwise
from filrouge.stages.gatherings.file.schema.base import Base, Key, shared


def _keys(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Keys = Annotated[tuple[Key, ...], BeforeValidator(_keys), Field(min_length=1), shared("Keys")]


class RuleEntry(Base):
    """One condition, or several joined by `all` or `any`. Exactly one of the fields is written."""

    all: tuple["RuleEntry", ...] | None = Field(None, min_length=1, description="Every one of these must hold.")
    any: tuple["RuleEntry", ...] | None = Field(None, min_length=1, description="One of these must hold.")
    open: Literal[True] | None = Field(None, description="Everybody.")
    membership: Keys | None = None
    function: Keys | None = None
    organisation: Keys | None = Field(None, description="Kinds of bodies.")
    territory: Keys | None = None
    community: Keys | None = None
    instrument: Keys | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_condition(cls, value: Any) -> Any:
        if isinstance(value, str) and value == "open":
            return {"open": True}
        if isinstance(value, Mapping) and value.get("open") in ("true", "yes"):
            value = {**value, "open": True}
        written = [name for name in value if name in RULE_FIELDS] if isinstance(value, Mapping) else []
        if len(written) != 1:
            raise ValueError(
                _("Write exactly one condition here; join several with “all” (every one) or “any” (one of them).")
            )
        return value

    def data(self) -> dict[str, Any]:
        """The plain data that `parse_rule` reads."""
        name = next(name for name in RULE_FIELDS if getattr(self, name) is not None)
        value = getattr(self, name)
        if name in ("all", "any"):
            return {name: [rule.data() for rule in value]}
        return {name: True if name == "open" else list(value)}

    @property
    def rule(self) -> Rule:
        """The rule that it means."""
        return parse_rule(self.data())


class AudienceEntry(RuleEntry):
    """Who may take a part, and what happens to others."""

    otherwise: Otherwise = Otherwise.REFUSE


RULE_FIELDS = tuple(RuleEntry.model_fields)
