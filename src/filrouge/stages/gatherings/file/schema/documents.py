"""What is known for the letter and the press release."""

from typing import ClassVar, Literal

from pydantic import Field

from filrouge.stages.gatherings.enums import ContactKind, DocumentKind
from filrouge.stages.gatherings.file.schema.base import (
    AsWritten,
    Base,
    Instant,
    Key,
    ShortKey,
    Text,
    TextList,
    Vague,
    line,
)
from filrouge.stages.gatherings.file.schema.programme import ProgrammeBrief

ContactField = Literal["name", "function", "email", "phone", "mobile", "website"]


class CapacityEntry(Base):
    """In which capacity somebody signs, as printed on that day."""

    title: Text
    body: Key | None = None


class SignatoryEntry(Base):
    """Somebody who signs: one person, one or more capacities."""

    name: AsWritten = line(200)
    body: Key | None = Field(None, description="For whom the person signs.")
    capacities: tuple[CapacityEntry, ...] = ()


class AnnexEntry(Base):
    """Something that travels with the letter."""

    title: Text
    document: DocumentKind | None = None
    part: ShortKey | None = None
    shows_deadline: bool = False


class LetterBrief(Base):
    """The invitation letter: what cannot be taken from the gathering itself."""

    place: Text | None = Field(None, description="Where the letter is written; often not the town of the gathering.")
    date: Vague | None = None
    subject: TextList = Field((), description="Lines of the subject.")
    salutation: Text | None = Field(None, description="With the punctuation as it is to be printed.")
    addressed_to: Literal["collective", "personal"] | None = None
    voice: Literal["first_person", "institution"] | None = None
    opening: Text | None = Field(None, description="How the first sentence opens, when a formula is asked for.")
    body: TextList = Field((), description="Paragraphs.")
    closing: Text | None = None
    motto: Text | None = Field(None, description="A signature line in place of a closing formula.")
    signatories: tuple[SignatoryEntry, ...] = ()
    layout: Literal["side_by_side", "stacked"] | None = None
    annexes: tuple[AnnexEntry, ...] = ()
    boilerplate: Text | None = Field(None, description="Who the organiser is, under the letter.")


class PressContact(Base):
    """What of a contact point the release shows, and where else it may be seen."""

    contact: ContactKind = ContactKind.PRESS
    shows: tuple[ContactField, ...] = ()
    visible_in: tuple[DocumentKind, ...] = (DocumentKind.PRESS_RELEASE,)


class PressReleaseBrief(Base):
    """The press release. Date and embargo may be unknown; then it cannot leave."""

    date: Vague | None = None
    embargo_until: Instant | None = None
    headline: Text | None = None
    lead: Text | None = None
    body: TextList = ()
    structure: TextList = Field((), description="The blocks of the release, in order.")
    annex: Text | None = None
    press_contact: PressContact | None = None


class DocumentsEntry(Base):
    """What is known for documents, by kind."""

    also: ClassVar = {"letter": "invitation_letter"}

    invitation_letter: LetterBrief | None = None
    press_release: PressReleaseBrief | None = None
    programme: ProgrammeBrief | None = None
