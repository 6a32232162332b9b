"""The whole file."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, ClassVar, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from pydantic import AfterValidator, Field

from filrouge.core import days
from filrouge.stages.gatherings.enums import ContactKind, GatheringKind, GatheringState, ThemeLabel
from filrouge.stages.gatherings.file.schema.base import UNKNOWN, Base, Country, Instant, Key, Text, Vague, shared
from filrouge.stages.gatherings.file.schema.directory import BodyEntry, OrganiserEntry, TerritoryEntry, VenueEntry
from filrouge.stages.gatherings.file.schema.documents import DocumentsEntry
from filrouge.stages.gatherings.file.schema.parts import ClaimEntry, PartEntry, RoleEntry, Texts, ThemeEntry
from filrouge.stages.gatherings.file.schema.publications import PublicationEntry
from filrouge.stages.gatherings.file.schema.quotas import QuotaEntry
from filrouge.stages.gatherings.file.schema.registration import ContactEntry, RegistrationEntry
from filrouge.stages.gatherings.file.schema.series import ProcessEntry, SeriesEntry
from filrouge.stages.gatherings.file.schema.words import Acronym, Function, Term

HEADER = "gathering/1"
Language = Literal["fr", "de", "it", "en"]
ZONES = {
    "AT": "Europe/Vienna",
    "BE": "Europe/Brussels",
    "CH": "Europe/Zurich",
    "DE": "Europe/Berlin",
    "FR": "Europe/Paris",
    "IT": "Europe/Rome",
    "LU": "Europe/Luxembourg",
}


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise ValueError(
            _("“%(value)s” is not a time zone. Write a name such as Europe/Paris.") % {"value": value}
        ) from None
    return value


Zone = Annotated[str, AfterValidator(_zone), Field(max_length=60), shared("Zone")]


class GatheringDocument(Base):
    """A gathering with all that is known of it. Fields stand in the order in which an export writes them."""

    also: ClassVar = {"zone": "timezone", "city": "town", "briefs": "documents", "name": "title"}

    filrouge: Literal["gathering/1"] = Field(description="What this file is, and the version of its form.")
    key: Key = Field(description="The address of the gathering; it never changes.")
    uid: UUID | None = Field(None, description="Written by exports.")
    organiser: OrganiserEntry
    kind: GatheringKind
    kind_note: Text | None = Field(None, description="A word about the kind: “spring”.")
    title: Text
    title_is_verbatim: bool = Field(False, description="Whether the title is to be left exactly as typed.")
    languages: tuple[Language, ...] = Field(
        min_length=1, description="The languages of the pages; the first is the language of plain texts in this file."
    )
    country: Country
    timezone: Zone | None = Field(None, description="That of the country when left out (FR, CH, BE, DE, IT, AT, LU).")
    town: Text | None = None
    venue: Key | None = None
    venues: tuple[VenueEntry, ...] = ()
    duration_days: int | None = Field(None, ge=1, le=366)
    state: GatheringState | None = Field(None, description="Draft for a new gathering, unchanged for a known one.")
    state_reason: Text | None = Field(None, description="Why it is postponed or cancelled, for the public page.")
    published_on: Vague = UNKNOWN
    programme_published_at: Instant | None = Field(None, description="Since when the programme is public.")
    registration: RegistrationEntry = RegistrationEntry()
    contacts: Mapping[ContactKind, ContactEntry] = {}
    roles: tuple[RoleEntry, ...] = ()
    theme_label: ThemeLabel = ThemeLabel.THEME
    themes: tuple[ThemeEntry, ...] = ()
    texts: Texts = {}
    claims: tuple[ClaimEntry, ...] = ()
    abbreviations: Mapping[Acronym, Text] = Field(
        {}, description="What acronyms stand for: {CSMS: centre…}. Those of the catalogue need not be said."
    )
    publications: tuple[PublicationEntry, ...] = Field((), description="Slides, report, recording: links elsewhere.")
    parts: tuple[PartEntry, ...] = ()
    quotas: tuple[QuotaEntry, ...] = ()
    series: SeriesEntry | None = None
    process: ProcessEntry | None = None
    documents: DocumentsEntry = DocumentsEntry()
    functions: tuple[Function, ...] = ()
    body_kinds: tuple[Term, ...] = ()
    communities: tuple[Term, ...] = ()
    instruments: tuple[Term, ...] = ()
    memberships: tuple[Term, ...] = ()
    territories: tuple[TerritoryEntry, ...] = ()
    bodies: tuple[BodyEntry, ...] = ()

    @property
    def language(self) -> str:
        """The source language."""
        return self.languages[0]

    @property
    def zone(self) -> str:
        """The time zone, said or that of the country."""
        return self.timezone or ZONES[self.country]

    def instant(self, said: datetime | None) -> datetime | None:
        """A day and hour of this file as an instant: without an offset they are those of the gathering's zone."""
        if said is None or said.tzinfo is not None:
            return said
        return days.at_local(said.date(), said.time(), self.zone)
