"""Limits apart from parts, who comes first, and how the waiting list moves."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field, create_model

from filrouge.engines.waiting import Policy
from filrouge.stages.gatherings.audience import Rule
from filrouge.stages.gatherings.file.schema.audience import Keys, RuleEntry
from filrouge.stages.gatherings.file.schema.base import Base, Instant, ShortKey, Text


class QuotaEntry(Base):
    """So many places for several parts together; or, reserved for some people, so many of one part until a moment."""

    also: ClassVar = {"title": "label", "name": "label", "places": "seats"}

    key: ShortKey
    label: Text
    parts: Keys = Field(description="Two parts or more that share the places; exactly one for a reserve.")
    seats: int = Field(ge=0, le=1_000_000)
    reserved_for: RuleEntry | None = Field(None, description="For whom the places are kept.")
    opens_to_all_at: Instant | None = Field(
        None, description="From when a reserve is open to all, in the gathering's time zone; never when left out."
    )


class _Window(Base):
    """Who may register before everybody else, and until when."""

    if TYPE_CHECKING:
        until: datetime

    @property
    def rule(self) -> Rule:
        """Whom it admits first."""
        whom: RuleEntry = getattr(self, "for")
        return whom.rule


# “for” is a word of Python too: only a model that is made by a call has a field of that name.
_FIELDS: Any = {
    "for": (RuleEntry, Field(description="Whom a rule admits first.")),
    "until": (Instant, Field(description="From then on everybody registers; in the gathering's time zone.")),
}
PriorityEntry = create_model("PriorityEntry", __base__=_Window, __doc__=_Window.__doc__, **_FIELDS)


class WaitingEntry(Base):
    """How the waiting list moves up."""

    policy: Policy = Field(Policy.SPLIT, description="What happens behind a group that cannot be seated yet.")
    most_overtakings: int = Field(2, ge=0, le=100, description="With “bounded”: how often a group is passed at most.")
