"""What an agenda is given, and where a gathering stands there."""

from dataclasses import dataclass
from datetime import datetime

from filrouge.core.text import Translated
from filrouge.stages.agendas.enums import Trouble


@dataclass(frozen=True)
class Timing:
    """From when to when, with the offset of the place."""

    begin: datetime
    end: datetime


@dataclass(frozen=True)
class Place:
    """Where. `address` is one that a map finds."""

    name: str
    address: str
    country: str


@dataclass(frozen=True)
class AgendaEvent:
    """A gathering as one event: a timing for each of its parts, in order. `status`: scheduled, rescheduled, postponed
    or cancelled.
    """

    own_id: str
    title: Translated
    short: Translated
    timings: tuple[Timing, ...]
    place: Place
    link: str
    is_online: bool
    status: str


@dataclass(frozen=True)
class EntryFacts:
    """What is known of a gathering in the agenda. `outside_id` is what the agenda calls it, empty while it is not
    there; `pushed_at` when it last took something.
    """

    is_wanted: bool
    outside_id: str
    pushed_at: datetime | None
    trouble: Trouble | None
    is_due: bool
