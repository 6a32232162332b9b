"""What is true of somebody who was invited or written to, and of what they are to be told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from filrouge.stages.gatherings.enums import Silence
from filrouge.stages.telling.enums import News, NotTold


@dataclass(frozen=True)
class Knows:
    """The last word that somebody had of us about a gathering: when, and what we said then had become of it (None: it
    takes place).
    """

    at: datetime
    standing: Silence | None = None


@dataclass(frozen=True)
class Reader:
    """Somebody of the directory who is to be told. `parts`: keys of those of which they know another day, hour or
    place. `invitation`: the id of theirs while it is open, else None.
    """

    contact_id: int
    name: str
    email: str
    language: str
    source: str
    source_on: date
    news: News
    parts: tuple[str, ...] = ()
    invitation: int | None = None


@dataclass(frozen=True)
class Unaware:
    """Everybody who does not know what holds now, in the order of their ids, and how many are not told, by why.

    `state` names what holds now: whoever looks at it and presses later presses about the same.
    """

    state: str
    readers: tuple[Reader, ...] = ()
    not_told: Mapping[NotTold, int] = field(default_factory=dict)


@dataclass(frozen=True)
class TellingFacts:
    """One telling: by whom and when it was asked for, how many mails it wrote; `ended_at` None while it goes on."""

    asked_at: datetime
    asked_by: str
    told: int
    ended_at: datetime | None
