"""The organiser and its directory: bodies, memberships, territories, venues."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import AfterValidator, BeforeValidator, Field
from stdnum.exceptions import ValidationError as NotANumber
from stdnum.fr import siret as siret_number

from filrouge.core.postal import MOST, PostalAddress
from filrouge.ground.directory.enums import MembershipKind, OrganisationLevel, TerritoryKind
from filrouge.ground.directory.postal_words import wrong_word
from filrouge.ground.people.enums import LegalRegime
from filrouge.stages.gatherings.file.schema.base import (
    AsWritten,
    Base,
    Country,
    Day,
    Degrees,
    Email,
    Key,
    LongUrl,
    Text,
    Url,
    line,
    shared,
)


class LegalEntry(Base):
    """Who answers for the personal data of the organiser's gatherings, under which law, and how long it is kept."""

    controller: AsWritten = Field(max_length=200, description="The body that answers for the data, by its full name.")
    address: AsWritten = line(300)
    regime: LegalRegime
    canton: AsWritten = Field("", pattern="^[A-Z]{2}$", description="Of a cantonal or municipal body: AG, ZH…")
    authority: AsWritten = Field("", max_length=200, description="Of a canton: to which people may complain.")
    dpo: AsWritten = Field("", max_length=200, description="Who advises on data protection there.")
    dpo_email: Email = ""
    rights_email: Email = Field("", description="Where people ask for their data; the adviser's when left out.")
    needs_days: int = Field(30, ge=0, le=30, description="Meals and access: erased so many days after the part.")
    addresses_days: int = Field(30, ge=0, le=365, description="Mails and addresses left: days after the gathering.")
    registrations_months: int = Field(12, ge=1, le=60, description="Registrations: months after the gathering.")
    contacts_months: int = Field(36, ge=1, le=60, description="Contacts, press list: months after the last sign.")
    needs_visa: bool = Field(True, description="Whether nothing is destroyed without the archivist's agreement.")


class OrganiserEntry(Base):
    """The body whose desk this is: gatherings, directory and staff belong to it."""

    key: Key
    name: Text | None = Field(None, description="Needed the first time; may be left out once the organiser exists.")
    language: Literal["fr", "de", "it", "en"] | None = Field(
        None, description="Working language; the first language of the file when left out."
    )
    legal: LegalEntry | None = Field(None, description="Data protection: unchanged when left out.")


class MembershipEntry(Base):
    """How a body belongs to the organiser's network. `membership: member` is short for `{kind: member}`."""

    kind: MembershipKind
    since: Day | None = None
    until: Day | None = None


def _membership(value: Any) -> Any:
    if isinstance(value, str):
        return ({"kind": value},)
    if isinstance(value, Mapping):
        return (value,)
    return tuple({"kind": item} if isinstance(item, str) else item for item in value or ())


Memberships = Annotated[tuple[MembershipEntry, ...], BeforeValidator(_membership), shared("Memberships")]


def _siret(value: str) -> str:
    try:
        return str(siret_number.validate(value)) if value else ""
    except NotANumber:
        message = _(
            "“%(value)s” is not a SIRET: fourteen digits that pass a check. Copy it again from a paper of the body."
        )
        raise ValueError(message % {"value": value}) from None


Siret = Annotated[str, AfterValidator(_siret), shared("Siret")]


class MemberCount(Base):
    """How many members a body has, exactly or about."""

    value: int = Field(ge=0, le=1_000_000_000)
    approximate: bool = False


class PostalAddressEntry(Base):
    """Where letters go to a body; street and number apart."""

    extra: AsWritten = Field("", max_length=MOST["extra"], description="A post box, a building.")
    street: AsWritten = line(MOST["street"])
    number: AsWritten = line(MOST["number"])
    postcode: AsWritten = line(MOST["postcode"])
    town: AsWritten = Field(max_length=MOST["town"])
    country: Country

    @property
    def address(self) -> PostalAddress:
        """The same as a value."""
        return PostalAddress(**self.model_dump())


def _whole(entry: PostalAddressEntry) -> PostalAddressEntry:
    if entry.address.wrong:
        raise ValueError(wrong_word(entry.address))
    return entry


class BodyEntry(Base):
    """A body of the directory: a city, an association, a service."""

    also: ClassVar = {"url": "website", "site": "website", "acronym": "short_name"}

    key: Key
    kind: Key = Field(description="A kind of body: shipped, or listed under body_kinds.")
    name: Text
    short_name: AsWritten = line(80)
    other_names: tuple[AsWritten, ...] = Field((), description="Other names under which people look for it.")
    membership: Memberships = ()
    town: Text | None = None
    country: Country = ""
    website: Url = ""
    about: Text | None = Field(None, description="Who the body is, in a few sentences.")
    part_of: Key | None = Field(None, description="The body that it is a section or a service of.")
    postal_address: Annotated[PostalAddressEntry, AfterValidator(_whole)] | None = Field(
        None, description="Where letters go: unchanged when left out."
    )
    territory: Key | None = None
    instruments: tuple[Key, ...] = Field((), description="Policy instruments that it carries, such as asv.")
    member_count: MemberCount | None = None
    level: OrganisationLevel | None = Field(None, description="At which level it acts, for statistics.")
    siret: Siret = Field("", description="Of a French body that is sent an invoice.")
    needs_service_code: bool = Field(False, description="Whether its invoices must bear the code of a service.")
    needs_engagement_number: bool = Field(False, description="Whether they must bear the number of an engagement.")


class TerritoryEntry(Base):
    """A territory, inside another where that matters."""

    key: Key
    kind: TerritoryKind
    name: Text
    code: AsWritten = Field("", max_length=8, description="The official one of a département (59) or canton (ZH).")
    parent: Key | None = None


class VenueEntry(Base):
    """A place with an address; street and number apart, the number as written (10/12)."""

    also: ClassVar = {"zip": "postcode", "city": "town", "lat": "latitude", "lon": "longitude", "lng": "longitude"}

    key: Key
    name: Text
    street: AsWritten = line(200)
    number: AsWritten = line(20)
    postcode: AsWritten = line(20)
    town: AsWritten = line(120)
    country: Country = Field("", description="The country of the gathering when left out.")
    latitude: Degrees | None = Field(None, ge=-90, le=90, description="Degrees (WGS 84), as 47.39254.")
    longitude: Degrees | None = Field(None, ge=-180, le=180, description="Degrees, east positive.")
    map: LongUrl | None = Field(None, description="A map of the organiser's choice, to which the page links.")
    access: Text | None = Field(None, description="How to come and what is accessible.")
