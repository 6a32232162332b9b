"""What a press release is laid out from: frozen, complete, in one language. Marks in texts: see the documents stage."""

from dataclasses import dataclass
from datetime import date, datetime

from filrouge.stages.documents.facts import LogoFacts
from filrouge.stages.gatherings.enums import ThemeLabel
from filrouge.stages.press.enums import AccreditationState, Practical, ReleaseKind


@dataclass(frozen=True)
class Embargo:
    """Until when nothing may be published, and by the clock of which zone that is said."""

    until: datetime
    zone: str


@dataclass(frozen=True)
class Quote:
    """What somebody said, with who they are; a quote without a name is nobody's."""

    said: str
    name: str
    capacity: str = ""

    @property
    def is_attributed(self) -> bool:
        """Whether somebody stands for it."""
        return bool(self.name.strip())


@dataclass(frozen=True)
class PracticalLine:
    """One line of the practical box. `label` is the title of a part; the other kinds have their own word."""

    kind: Practical
    value: str
    label: str = ""


@dataclass(frozen=True)
class BackgroundFacts:
    """The block "about": the process as its record holds it, or what the organiser says of itself (`text`).

    `phases` are pairs of a title and a period in words.
    """

    name: str
    text: str = ""
    nature: tuple[str, ...] = ()
    owner: str = ""
    started: str = ""
    aims: tuple[str, ...] = ()
    phases: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class PressContactFacts:
    """Whom journalists call. The numbers stand in the release and nowhere else."""

    name: str
    function: str = ""
    phone: str = ""
    mobile: str = ""
    email: str = ""


@dataclass(frozen=True)
class Change:
    """A fact that the first version stated: what it is, what holds now (empty: nobody knows), what was said."""

    what: str
    now: str
    before: str


@dataclass(frozen=True)
class ReleaseFacts:
    """One release in one language. `embargo` None: nothing is held back. `stamp` marks a draft on every page.

    `verbatim` holds titles that no typography touches. A correction names the day of the first version (`replaces`)
    and its `changes`.
    """

    language: str
    country: str
    issuer: str
    place: str
    dated: date | None
    headline: str
    lead: str
    paragraphs: tuple[str, ...]
    issuer_lines: tuple[str, ...] = ()
    embargo: Embargo | None = None
    themes_label: ThemeLabel = ThemeLabel.THEME
    themes: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    practical: tuple[PracticalLine, ...] = ()
    background: BackgroundFacts | None = None
    annexes: tuple[str, ...] = ()
    contact: PressContactFacts | None = None
    verbatim: tuple[str, ...] = ()
    stamp: str = ""
    kind: ReleaseKind = ReleaseKind.RELEASE
    replaces: date | None = None
    changes: tuple[Change, ...] = ()
    logo: LogoFacts | None = None

    @property
    def locale(self) -> str:
        """Language and country as a page and a PDF say it."""
        return "en-GB" if self.language == "en" else f"{self.language}-{self.country}"


@dataclass(frozen=True)
class JournalistFacts:
    """Somebody of the press list since `listed_at`; `source` and `source_on` say where the address comes from."""

    id: int
    name: str
    medium: str
    email: str
    language: str
    source: str
    source_on: date
    listed_at: datetime


@dataclass(frozen=True)
class AccreditationFacts:
    """A journalist who asked to come."""

    id: int
    name: str
    medium: str
    email: str
    press_card: str
    language: str
    state: AccreditationState
    asked_at: datetime
    decided_by: str = ""
    motive: str = ""
