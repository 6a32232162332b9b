"""A letter as the desk works on it: frozen, in all its languages, with its facts still as placeholders."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from filrouge.core.text import Translated
from filrouge.core.vague_dates import VagueDate
from filrouge.stages.documents.enums import (
    AnnexKind,
    AnnexState,
    ApprovedBy,
    LetterKind,
    LetterProfile,
    LetterState,
)


@dataclass(frozen=True)
class TextDraft:
    """The texts of one language as they were typed. `body` holds paragraphs between empty lines."""

    language: str
    profile: LetterProfile
    subject: str = ""
    salutation: str = ""
    body: str = ""
    closing: str = ""
    about: str = ""

    @property
    def pieces(self) -> Mapping[str, str]:
        """Each text by the name of its field, in the order in which it is read."""
        names = ("subject", "salutation", "body", "closing", "about")
        return {name: getattr(self, name) for name in names}

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body without its empty lines."""
        return tuple(part.strip() for part in self.body.replace("\r", "").split("\n\n") if part.strip())


@dataclass(frozen=True)
class Approval:
    """Who said yes, when, by which way; `note` says how somebody else knows. `wording` is what it was said of."""

    by: str
    at: datetime
    way: ApprovedBy
    note: str
    wording: str


@dataclass(frozen=True)
class Signatory:
    """Who signs for a body, in one or several capacities; `user_id` when they have an account here."""

    id: int
    name: str
    body: Translated
    capacities: tuple[Translated, ...]
    user_id: int | None = None
    approval: Approval | None = None


@dataclass(frozen=True)
class AnnexFile:
    """A file for an annex, in one language or (empty) for all."""

    id: int
    language: str
    name: str
    size: int
    sha256: str
    is_draft: bool
    uploaded_by: str
    uploaded_at: datetime


@dataclass(frozen=True)
class Annex:
    """What travels with the letter. `part` names the part that it invites to. `from_facts`: it is to be made."""

    id: int
    title: Translated
    kind: AnnexKind
    part: str = ""
    shows_deadline: bool = False
    from_facts: bool = False
    files: tuple[AnnexFile, ...] = ()

    @property
    def is_made(self) -> bool:
        """Whether it is made from the facts: it can be, and no file stands in for it.

        A programme is only when somebody said so: most organisers bring a file of their own.
        """
        always = self.kind in (AnnexKind.PART_INVITATION, AnnexKind.REPLY_FORM)
        return (always or (self.from_facts and self.kind is AnnexKind.PROGRAMME)) and not self.files

    @property
    def state(self) -> AnnexState:
        """Missing without any file; a draft while a file is one; otherwise ready."""
        if self.is_made:
            return AnnexState.READY
        if not self.files:
            return AnnexState.MISSING
        return AnnexState.DRAFT if any(file.is_draft for file in self.files) else AnnexState.READY


@dataclass(frozen=True)
class IssuedVersion:
    """One language of a letter that was issued: the checksum of its PDF, and each fact as it was said."""

    language: str
    sha256: str
    stated: Mapping[str, str]


@dataclass(frozen=True)
class LetterDraft:
    """One letter with all that belongs to it. `languages` is also the order in which a recipient falls back.

    `version` grows with each change; `wording` is the checksum of what signatories approve. `is_personal`: each reader
    gets it in their own name. `not_needed`: why an annex that must be there is not, by its key (`rules.Required`).
    """

    id: int
    uid: UUID
    gathering_id: int
    kind: LetterKind
    state: LetterState
    languages: tuple[str, ...]
    place: Translated
    dated: VagueDate
    side_by_side: bool
    version: int
    wording: str
    texts: Mapping[str, TextDraft]
    signatories: tuple[Signatory, ...]
    annexes: tuple[Annex, ...]
    corrects_id: int | None = None
    issued_at: datetime | None = None
    issued_by: str = ""
    versions: Mapping[str, IssuedVersion] | None = None
    is_personal: bool = False
    not_needed: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_issued(self) -> bool:
        """Whether it is frozen."""
        return self.state is LetterState.ISSUED

    @property
    def floor(self) -> date | None:
        """The earliest day that the date on the letter can mean: for sorting and for archives, never printed."""
        return self.dated.floor
