"""The organiser and its directory: bodies, memberships, territories, venues."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field

from filrouge.ground.directory.enums import MembershipKind, TerritoryKind
from filrouge.stages.gatherings.file.schema.base import AsWritten, Base, Country, Day, Key, Text, Url, line, shared


class OrganiserEntry(Base):
    """The body whose desk this is: gatherings, directory and staff belong to it."""

    key: Key
    name: Text | None = Field(None, description="Needed the first time; may be left out once the organiser exists.")
    language: Literal["fr", "de", "it", "en"] | None = Field(
        None, description="Working language; the first language of the file when left out."
    )


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


class MemberCount(Base):
    """How many members a body has, exactly or about."""

    value: int = Field(ge=0, le=1_000_000_000)
    approximate: bool = False


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
    territory: Key | None = None
    instruments: tuple[Key, ...] = Field((), description="Policy instruments that it carries, such as asv.")
    member_count: MemberCount | None = None


class TerritoryEntry(Base):
    """A territory, inside another where that matters."""

    key: Key
    kind: TerritoryKind
    name: Text
    parent: Key | None = None


class VenueEntry(Base):
    """A place with an address; street and number apart, the number as written (10/12)."""

    also: ClassVar = {"zip": "postcode", "city": "town"}

    key: Key
    name: Text
    street: AsWritten = line(200)
    number: AsWritten = line(20)
    postcode: AsWritten = line(20)
    town: AsWritten = line(120)
    country: Country = Field("", description="The country of the gathering when left out.")
    access: Text | None = Field(None, description="How to come and what is accessible.")
