"""A press release as the desk works on it: in all its languages, with its facts still as placeholders."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from filrouge.core.text import Translated
from filrouge.stages.press.enums import ReleaseKind, ReleaseState
from filrouge.stages.press.facts import Quote


@dataclass(frozen=True)
class ReleaseText:
    """The texts of one language as they were typed. `body` holds paragraphs between empty lines."""

    language: str
    headline: str = ""
    lead: str = ""
    body: str = ""
    quotes: tuple[Quote, ...] = ()

    @property
    def pieces(self) -> Mapping[str, str]:
        """Each text by its name, in the order in which it is read: headline, lead, body, quote_1…"""
        said = {f"quote_{number}": quote.said for number, quote in enumerate(self.quotes, start=1)}
        return {"headline": self.headline, "lead": self.lead, "body": self.body, **said}

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body without its empty lines."""
        return tuple(part.strip() for part in self.body.replace("\r", "").split("\n\n") if part.strip())

    @property
    def length(self) -> int:
        """How many characters a journalist reads before the boxes."""
        return sum(len(said) for said in self.pieces.values())


@dataclass(frozen=True)
class ReleaseAnnex:
    """What travels with the release: a title, and a PDF as soon as there is one."""

    id: int
    title: Translated
    filename: str = ""
    size: int = 0

    @property
    def is_there(self) -> bool:
        """Whether it can travel."""
        return self.size > 0


@dataclass(frozen=True)
class ReleaseDraft:
    """One release with all that belongs to it. `languages` is also the order in which a reader falls back.

    `corrects_id` is the first version, `number` which version this is. `replaced_by` is the public name of the issued
    version that stands in its place. `sent` is to how many it left. `stated` is each fact as an issued one said it, by
    language.
    """

    id: int
    uid: UUID
    gathering_id: int
    state: ReleaseState
    languages: tuple[str, ...]
    place: Translated
    dated: date | None
    embargo_until: datetime | None
    version: int
    texts: Mapping[str, ReleaseText]
    annexes: tuple[ReleaseAnnex, ...]
    issued_at: datetime | None = None
    issued_by: str = ""
    sent: int = 0
    kind: ReleaseKind = ReleaseKind.RELEASE
    corrects_id: int | None = None
    number: int = 1
    replaced_by: UUID | None = None
    stated: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def is_issued(self) -> bool:
        """Whether it is frozen."""
        return self.state is ReleaseState.ISSUED

    def is_public_at(self, at: datetime) -> bool:
        """Whether anybody may read it: issued, and its embargo is over."""
        return self.is_issued and not self.is_held_back_at(at)

    def is_held_back_at(self, at: datetime) -> bool:
        """Whether its embargo holds at this instant; at the hour itself it does not."""
        return self.embargo_until is not None and at < self.embargo_until
