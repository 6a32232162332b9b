"""What stands on the page of a gathering to be read elsewhere."""

from typing import ClassVar, Literal

from pydantic import Field

from filrouge.stages.gatherings.enums import PublicationKind
from filrouge.stages.gatherings.file.schema.base import Base, LongUrl, ShortKey, Text


class PublicationEntry(Base):
    """A link to slides, a report, a recording. What was uploaded stays where it was uploaded and is not in the file."""

    also: ClassVar = {"link": "url"}

    key: ShortKey
    kind: PublicationKind = PublicationKind.OTHER
    title: Text
    language: Literal["fr", "de", "it", "en"] | None = Field(None, description="The language of the thing itself.")
    url: LongUrl
