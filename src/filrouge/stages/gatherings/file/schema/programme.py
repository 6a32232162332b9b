"""What is known for the programme before it has its own stage."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from filrouge.stages.gatherings.file.schema.base import AsWritten, Base, Hour, Key, ShortKey, Text, line


class SessionKind(StrEnum):
    """What a session is."""

    PLENARY = "plenary"
    PANEL = "panel"
    TALK = "talk"
    WORKSHOP = "workshop"
    VISIT = "visit"
    BREAK = "break"
    MEAL = "meal"


class SpeakerStatus(StrEnum):
    """How certain it is that a speaker comes."""

    HOPED = "hoped"
    ANNOUNCED = "announced"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


class SeatEntry(Base):
    """A chair for a body; the name may come later and takes this seat."""

    body: Key
    note: Text | None = Field(None, description="Who of the body: “its management”.")
    name: AsWritten = line(200)


class SessionEntry(Base):
    """A session, or a family of sessions that are not yet told apart."""

    key: ShortKey
    kind: SessionKind
    title: Text
    part: ShortKey | None = None
    position: int | None = Field(None, ge=1, le=10_000, description="Rank among the sessions of its kind.")
    is_last: bool = Field(False, description="Whether it is the last of its kind.")
    parallel: bool = Field(False, description="Whether others run at the same time.")
    starts_at: Hour | None = None
    ends_at: Hour | None = None
    room: AsWritten = line(120)
    capacity: int | None = Field(None, ge=0, le=1_000_000)
    themes: tuple[ShortKey, ...] = ()
    community: Key | None = Field(None, description="The community that brought it.")
    seats: tuple[SeatEntry, ...] = ()
    about: Text | None = None


class SpeakerEntry(Base):
    """A speaker: who, in which function on that day, how certain, in which sessions."""

    key: ShortKey
    name: AsWritten = line(200)
    function: Text | None = Field(None, description="As printed on that day.")
    body: Key | None = None
    about: Text | None = None
    role: Literal["speaker", "moderator", "rapporteur", "key_witness"] = "speaker"
    status: SpeakerStatus = SpeakerStatus.ANNOUNCED
    sessions: tuple[ShortKey, ...] = ()


class ProgrammeBrief(Base):
    """The programme as far as it is known."""

    version: int | None = Field(None, ge=1, le=10_000)
    parallel_sessions: Literal["none", "few", "many"] | None = None
    sessions: tuple[SessionEntry, ...] = ()
    speakers: tuple[SpeakerEntry, ...] = ()
