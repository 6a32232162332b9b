"""Frozen facts of the privacy stage: who answers for personal data, what is due, what a slip says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from filrouge.core.text import Translated
from filrouge.ground.people.enums import LegalRegime
from filrouge.stages.privacy.enums import Asked, Basis, Kept, Purpose, SlipState


@dataclass(frozen=True)
class Periods:
    """For how long things are kept: days after the part or the gathering, months after the gathering.

    `contacts_months` count from the last sign of somebody of the directory, from the last contact with a journalist.
    The defaults hold for an organiser that has not said anything. `needs_visa`: nothing is destroyed without the
    archivist's agreement.
    """

    needs_days: int = 30
    addresses_days: int = 30
    registrations_months: int = 12
    needs_visa: bool = True
    contacts_months: int = 36


@dataclass(frozen=True)
class LegalFacts:
    """Who answers for the personal data of an organiser's gatherings, and under which law."""

    controller: str
    regime: LegalRegime
    address: str = ""
    canton: str = ""
    authority: str = ""
    dpo: str = ""
    dpo_email: str = ""
    rights_email: str = ""
    periods: Periods = field(default_factory=Periods)


@dataclass(frozen=True)
class Use:
    """One use of personal data, and what allows it; no basis while the law is not known."""

    purpose: Purpose
    basis: Basis | None


@dataclass(frozen=True)
class InUse:
    """What a gathering really does beside registering people.

    `sources`: where addresses of those who are invited or written to come from, each with its day, the most frequent
    first; `other_sources`: whether there are others, too rare to be named without saying whose address it is.
    """

    follows: bool = False
    passes_on: bool = False
    invites: bool = False
    sends: bool = False
    issues_letters: bool = False
    writes_to_press: bool = False
    accredits: bool = False
    sources: tuple[tuple[str, date], ...] = ()
    other_sources: bool = False

    @property
    def uses_directory(self) -> bool:
        """Whether somebody of the organiser's directory is invited or written to."""
        return self.invites or self.sends


@dataclass(frozen=True)
class Processing:
    """What a gathering does with personal data, as the notice and the register say it."""

    uses: tuple[Use, ...]
    asked: tuple[Asked, ...]
    kept: tuple[Kept, ...]


@dataclass(frozen=True)
class Dated:
    """A gathering as periods see it: from its first day to its last; no last day while it may still take place."""

    id: int
    key: str
    title: Translated
    zone: str
    first: date | None
    last: date | None


@dataclass(frozen=True)
class SlipLine:
    """What a slip would destroy, of one kind and one gathering; `erased` once it was done. Never a name.

    Without a gathering it is of the organiser's directory: then `title` names the organiser, and `first` and `last` are
    the days of the earliest and the latest last sign or contact. Who gave one after `last` is not meant.
    """

    kind: Kept
    gathering_id: int | None
    key: str
    title: Translated
    first: date | None
    last: date
    due: date
    volume: int
    erased: int | None = None

    def to_json(self) -> dict[str, Any]:
        """As stored."""
        return {
            "kind": self.kind.value,
            "gathering_id": self.gathering_id,
            "key": self.key,
            "title": dict(self.title),
            "language": self.title.source,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat(),
            "due": self.due.isoformat(),
            "volume": self.volume,
            "erased": self.erased,
        }

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> "SlipLine":
        """Read back what `to_json` wrote."""
        return cls(
            kind=Kept(said["kind"]),
            gathering_id=said["gathering_id"],
            key=said["key"],
            title=Translated.of(said["title"], said["language"]),
            first=date.fromisoformat(said["first"]) if said["first"] else None,
            last=date.fromisoformat(said["last"]),
            due=date.fromisoformat(said["due"]),
            volume=said["volume"],
            erased=said["erased"],
        )


@dataclass(frozen=True)
class SlipFacts:
    """An elimination slip as pages show it."""

    id: int
    state: SlipState
    prepared_at: datetime
    prepared_by: str
    lines: tuple[SlipLine, ...]
    approved_at: datetime | None
    approved_by: str
    visa: str
    executed_at: datetime | None
    dropped_at: datetime | None

    @property
    def volume(self) -> int:
        """How many records it is about."""
        return sum(line.volume for line in self.lines)


@dataclass(frozen=True)
class Participant:
    """Somebody who comes to a part, as a partner sees them: nothing private."""

    name: str
    function: str
    body: str
    territory: str


@dataclass(frozen=True)
class PartnerLine:
    """An account of a partner, and the keys of the parts whose participants it sees."""

    user_id: int
    name: str
    email: str
    parts: tuple[str, ...]
