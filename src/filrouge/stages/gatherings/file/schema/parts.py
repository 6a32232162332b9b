"""Parts, roles, themes, texts and claims of a gathering."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field

from filrouge.stages.gatherings.enums import BodyRole, PartKind, TextName
from filrouge.stages.gatherings.file.schema.audience import AudienceEntry
from filrouge.stages.gatherings.file.schema.base import (
    UNKNOWN,
    Base,
    Day,
    Hour,
    Key,
    ShortKey,
    Text,
    TextList,
    Vague,
    shared,
)

Texts = Annotated[Mapping[TextName, TextList], shared("Texts")]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class RoleEntry(Base):
    """What a body does for the gathering, or for the part under which this is written."""

    body: Key
    role: BodyRole


class ThemeEntry(Base):
    """A theme, axis or key, with its sub-topics."""

    also: ClassVar = {"title": "label", "name": "label"}

    key: ShortKey
    label: Text
    subtopics: TextList = ()
    open_ended: bool = Field(False, description="Whether the list of sub-topics is open (“…”).")


class ClaimEntry(Base):
    """A count announced in prose, to be compared with what is recorded."""

    subject: ShortKey = Field(description="What is counted: speakers, communities, themes, sessions, members…")
    count: int = Field(ge=0, le=1_000_000_000)
    approximate: bool = False


class EarlierEntry(Base):
    """What was announced for a part before it moved."""

    when: Vague
    starts_at: Hour | None = None
    ends_at: Hour | None = None


class PartEntry(Base):
    """What can be taken by itself: a day, a half-day, an eve evening."""

    also: ClassVar = {"date": "when", "start": "starts_at", "end": "ends_at", "places": "capacity"}

    key: ShortKey
    kind: PartKind = PartKind.DAY
    title: Text
    when: Vague = Field(UNKNOWN, description="Vague date: 2027-03-12, 2027-03-12 morning, 2027-03…")
    weekday: Weekday | None = Field(None, description="Checked against the date, never stored.")
    starts_at: Hour | None = None
    starts_from: bool = Field(False, description="Whether the hour is a “from”: people may arrive later.")
    ends_at: Hour | None = None
    venue: Key | None = Field(None, description="When it is not that of the gathering.")
    capacity: int | None = Field(None, ge=0, le=1_000_000)
    deadline: Day | None = Field(None, description="When it is not that of the gathering.")
    audience: AudienceEntry | None = Field(None, description="Who may take it; everybody when left out.")
    has_meal: bool = False
    asks_access: bool = Field(False, description="Whether needs of access (interpreter, step-free…) are asked for.")
    promotion_stop_days: int = Field(1, ge=0, le=365, description="Days before the part when the waiting list stops.")
    answer_hours: int | None = Field(
        None, ge=1, le=720, description="How long a place that became free waits for an answer; none when left out."
    )
    roles: tuple[RoleEntry, ...] = Field((), description="Bodies that are there for this part only.")
    texts: Texts = {}
    uid: UUID | None = Field(None, description="Written by exports, so that diaries follow a gathering that moves.")
    sequence: int = Field(0, ge=0, le=1_000_000, description="Written by exports, with the uid.")
    earlier: tuple[EarlierEntry, ...] = Field(
        (), description="What was announced before the part moved; written by exports, read for a new part only."
    )
