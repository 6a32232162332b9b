"""The frozen facts of a gathering: what rules judge and pages, mails and calendars show. Read once, shared by all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from filrouge.core import days
from filrouge.core.text import Translated
from filrouge.core.vague_dates import VagueDate
from filrouge.core.venues import VenueFacts as VenueFacts
from filrouge.engines.waiting import Policy
from filrouge.stages.gatherings.audience import Audience, Rule
from filrouge.stages.gatherings.enums import (
    BodyRole,
    Channel,
    ContactKind,
    ForwardingScope,
    GatheringKind,
    GatheringState,
    PartKind,
    PhaseKind,
    PublicationKind,
    TextName,
    ThemeLabel,
)

UNSAID = Translated((), "fr")

Texts = Mapping[TextName, tuple[Translated, ...]]


@dataclass(frozen=True)
class FunctionFacts:
    """A function of the controlled list: singular label for a form, plural for an audience."""

    key: str
    label: Translated
    plural: Translated
    is_elected: bool = False
    is_public_agent: bool = False
    instrument: str = ""


@dataclass(frozen=True)
class TermFacts:
    """A kind of body, a community, an instrument, a membership or a territory: key, label, plural."""

    key: str
    label: Translated
    plural: Translated


@dataclass(frozen=True)
class Vocabulary:
    """The words a gathering uses for what its audience rules name. Keys lead to labels."""

    functions: tuple[FunctionFacts, ...] = ()
    body_kinds: tuple[TermFacts, ...] = ()
    communities: tuple[TermFacts, ...] = ()
    instruments: tuple[TermFacts, ...] = ()
    memberships: tuple[TermFacts, ...] = ()
    territories: tuple[TermFacts, ...] = ()

    def function(self, key: str) -> FunctionFacts | None:
        """The function with this key, None if the gathering has none."""
        return next((function for function in self.functions if function.key == key), None)


@dataclass(frozen=True)
class BodyFacts:
    """A body that organises, hosts or supports; `part` is the key of the part it is there for, empty for the whole."""

    role: BodyRole
    key: str
    name: Translated
    part: str = ""
    about: Translated = UNSAID
    website: str = ""
    part_of: Translated = UNSAID
    member_count: int | None = None
    member_count_is_approximate: bool = False


@dataclass(frozen=True)
class ContactFacts:
    """A contact point: a role, not a person. Press numbers go into press releases only."""

    kind: ContactKind
    name: str = ""
    function: Translated = UNSAID
    email: str = ""
    phone: str = ""
    mobile: str = ""
    website: str = ""


@dataclass(frozen=True)
class ThemeFacts:
    """A theme, axis or key, with its sub-topics."""

    key: str
    label: Translated
    subtopics: tuple[Translated, ...] = ()
    open_ended: bool = False


@dataclass(frozen=True)
class EarlierDate:
    """What was announced for a part before its date or its hours moved."""

    when: VagueDate
    starts_at: time | None = None
    ends_at: time | None = None

    @property
    def day(self) -> date | None:
        """The exact day, None when it was not known to the day."""
        return self.when.floor if self.when.floor is not None and self.when.floor == self.when.last else None


@dataclass(frozen=True)
class MoveFacts:
    """At an instant, what had been said since another one (None: from the beginning) of the part with this key ceased
    to hold, and does not hold today: day, hours or place. `was` is what was said, as the trail has it.
    """

    at: datetime
    since: datetime | None
    part: str
    was: str

    def misleads(self, told: datetime) -> bool:
        """Whether somebody to whom it was said at this instant believes what does not hold."""
        return told < self.at and (self.since is None or told >= self.since)


@dataclass(frozen=True)
class PartFacts:
    """One part. `first_refused` is the instant from which registrations are late, None without a deadline.

    `earlier`: what was announced before, oldest first; empty while nothing moved since the gathering is public.
    """

    id: int
    key: str
    uid: UUID
    kind: PartKind
    title: Translated
    when: VagueDate
    starts_at: time | None
    starts_from: bool
    ends_at: time | None
    zone: str
    capacity: int | None
    deadline: date | None
    audience: Audience
    audience_is_stated: bool
    has_meal: bool
    promotion_stop_days: int
    sequence: int
    venue: VenueFacts | None
    texts: Texts
    asks_access: bool = False
    answer_hours: int | None = None
    earlier: tuple[EarlierDate, ...] = ()

    @property
    def day(self) -> date | None:
        """The exact day, None while it is not known to the day."""
        return self.when.floor if self.when.floor is not None and self.when.floor == self.when.last else None

    @property
    def first_refused(self) -> datetime | None:
        """Start of the local day after the deadline."""
        return days.end_of_local_day(self.deadline, self.zone) if self.deadline else None

    @property
    def begins(self) -> datetime | None:
        """When the part begins: its hour, else the start of its local day; None without a day."""
        if self.day is None:
            return None
        if self.starts_at is None:
            return days.start_of_local_day(self.day, self.zone)
        return days.at_local(self.day, self.starts_at, self.zone)

    @property
    def ends(self) -> datetime | None:
        """When the part ends: its hour, else the end of its local day; None without a day."""
        if self.day is None:
            return None
        if self.ends_at is None:
            return days.end_of_local_day(self.day, self.zone)
        return days.at_local(self.day, self.ends_at, self.zone)


@dataclass(frozen=True)
class EditionFacts:
    """An edition of a series; `gathering_key` is empty for one that was not held here."""

    number: int
    year: int | None
    purpose: Translated
    gathering_key: str = ""


@dataclass(frozen=True)
class SeriesFacts:
    """The series, the number of this edition, and the other editions in order."""

    key: str
    name: Translated
    number: int
    others: tuple[EditionFacts, ...] = ()


@dataclass(frozen=True)
class PhaseFacts:
    """A phase of a process, by month or by day."""

    key: str
    kind: PhaseKind
    title: Translated
    first: VagueDate
    last: VagueDate
    texts: Texts
    gathering_key: str = ""


@dataclass(frozen=True)
class ProcessFacts:
    """The process of which the gathering is a phase."""

    key: str
    name: Translated
    owner: Translated
    started: VagueDate
    texts: Texts
    phases: tuple[PhaseFacts, ...]
    this_phase: str


@dataclass(frozen=True)
class QuotaFacts:
    """A limit apart from parts: `seats` for the parts with these keys together; or, with `reserved_for`, so many seats
    of its one part kept for those whom the rule admits, until `opens_to_all_at` (None: until the end).
    """

    id: int
    key: str
    label: Translated
    parts: tuple[str, ...]
    seats: int
    reserved_for: Rule | None = None
    opens_to_all_at: datetime | None = None

    def is_reserve_at(self, at: datetime) -> bool:
        """Whether it keeps seats for some people at this instant."""
        return self.reserved_for is not None and (self.opens_to_all_at is None or at < self.opens_to_all_at)


@dataclass(frozen=True)
class SessionChange:
    """A session of a published programme that is not what it was: part, title, hours and room as the brief holds them,
    then and now. `was` is None for a new one, `now` for one that is dropped.
    """

    key: str
    was: Mapping[str, Any] | None
    now: Mapping[str, Any] | None


@dataclass(frozen=True)
class PublicationFacts:
    """Something to read or take away: a link elsewhere (`url`), else a file kept here (`filename`, `size` in bytes)."""

    key: str
    kind: PublicationKind
    title: Translated
    language: str = ""
    url: str = ""
    filename: str = ""
    size: int = 0


@dataclass(frozen=True)
class PriorityFacts:
    """Those whom `rule` admits may register before everybody else, who come from `until` on."""

    rule: Rule
    until: datetime


@dataclass(frozen=True)
class GatheringFacts:
    """All that is known of a gathering. `briefs` holds the facts of documents that have no stage yet, by kind.

    `needs_days`: for how many days after a part the organiser keeps what people said they need. `state_reason`: why it
    is postponed or cancelled, as the public page says it. `abbreviations`: what acronyms stand for, by acronym.
    """

    id: int
    organiser_id: int
    organiser_key: str
    version: int
    key: str
    uid: UUID
    kind: GatheringKind
    kind_note: Translated
    state: GatheringState
    language: str
    languages: tuple[str, ...]
    country: str
    zone: str
    title: Translated
    title_is_verbatim: bool
    town: Translated
    venue: VenueFacts | None
    duration_days: int | None
    published_on: VagueDate
    opens_at: datetime | None
    deadline: date | None
    channels: tuple[Channel, ...]
    preferred_channel: Channel | None
    shortcut: bool
    web_path: Translated
    price: Mapping[str, Any] | None
    forwarding: ForwardingScope
    theme_label: ThemeLabel
    parts: tuple[PartFacts, ...]
    bodies: tuple[BodyFacts, ...]
    contacts: tuple[ContactFacts, ...]
    themes: tuple[ThemeFacts, ...]
    vocabulary: Vocabulary
    texts: Texts
    claims: tuple[Mapping[str, Any], ...]
    briefs: Mapping[str, Mapping[str, Any]]
    series: SeriesFacts | None
    process: ProcessFacts | None
    quotas: tuple[QuotaFacts, ...] = ()
    priority: PriorityFacts | None = None
    waiting_policy: Policy = Policy.SPLIT
    most_overtakings: int = 2
    welcomes_residents: bool = False
    takes_pictures: bool = False
    asks_category: bool = False
    order_days: int | None = None
    needs_days: int = 30
    state_reason: Translated = UNSAID
    programme_published_at: datetime | None = None
    abbreviations: Mapping[str, Translated] = field(default_factory=dict)
    publications: tuple[PublicationFacts, ...] = ()

    def part(self, key: str) -> PartFacts | None:
        """The part with this key, None if there is none."""
        return next((part for part in self.parts if part.key == key), None)

    def contact(self, kind: ContactKind) -> ContactFacts | None:
        """The contact of this kind; for registration, the general one serves when there is no other."""
        found = next((contact for contact in self.contacts if contact.kind is kind), None)
        if found is None and kind is ContactKind.REGISTRATION:
            return self.contact(ContactKind.GENERAL)
        return found

    @property
    def written_in(self) -> tuple[str, ...]:
        """The languages in which one writes about the gathering, its own where none are said."""
        return self.languages or (self.language,)

    def bodies_as(self, role: BodyRole, part: str = "") -> tuple[BodyFacts, ...]:
        """The bodies with this role for the whole ('' as part) or for one part."""
        return tuple(body for body in self.bodies if body.role is role and body.part == part)

    def text(self, name: TextName) -> Translated:
        """The one text of this name, empty when it is not known."""
        return next(iter(self.texts.get(name, ())), UNSAID)
