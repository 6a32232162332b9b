"""What is true of a list of recipients, of somebody in the directory, and of a sending."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from filrouge.core.names import PersonName
from filrouge.core.postal import NOWHERE, PostalAddress
from filrouge.core.text import Translated
from filrouge.core.vague_dates import VagueDate
from filrouge.stages.documents.enums import ChosenBy, LetterKind
from filrouge.stages.gatherings.audience import Capacity, Rule
from filrouge.stages.sendings.enums import Halt, LeftOut, RecipientState, SendingState


@dataclass(frozen=True)
class LetterRef:
    """A letter as a list of recipients or a sending names it."""

    id: int
    kind: LetterKind
    dated: VagueDate


@dataclass(frozen=True)
class SendingRef:
    """A sending by its name."""

    id: int
    name: str


@dataclass(frozen=True)
class ListFacts:
    """A saved question to the directory; `languages` empty for all of them.

    `received`: only who received that letter; `lacking`: nobody who received that one; `reached`: only those whom that
    sending reached.
    """

    id: int
    name: str
    rule: Rule
    languages: tuple[str, ...] = ()
    only_unanswered: bool = False
    received: LetterRef | None = None
    lacking: LetterRef | None = None
    reached: SendingRef | None = None


@dataclass(frozen=True)
class Role:
    """One function of somebody, as a rule judges it and as people read it."""

    capacity: Capacity
    organisation_id: int | None = None
    body: Translated = field(default_factory=lambda: Translated((), "fr"))
    label: Translated = field(default_factory=lambda: Translated((), "fr"))


@dataclass(frozen=True)
class Person:
    """Somebody of the directory, as the rules of this stage see them; `unreachable_why` in the words of a server."""

    id: int
    civility: str
    name: PersonName
    language: str
    email: str
    roles: tuple[Role, ...] = ()
    postal: PostalAddress = NOWHERE
    is_unreachable: bool = False
    unreachable_at: datetime | None = None
    unreachable_why: str = ""


@dataclass(frozen=True)
class Surroundings:
    """What else decides who receives: folded addresses that object, and those that answered the gathering.

    `readers`: ids of those who received the letter of which the list speaks; `has_letter`: of those who need not
    receive another one.
    """

    objectors: frozenset[str] = frozenset()
    answered: frozenset[str] = frozenset()
    readers: frozenset[int] = frozenset()
    has_letter: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Verdict:
    """Whether somebody is on a list: `role` by which they are meant, or `left_out` with the reason."""

    person: Person
    role: Role | None = None
    left_out: LeftOut | None = None


@dataclass(frozen=True)
class TextFacts:
    """Subject and words in one language."""

    language: str
    subject: str
    body: str


@dataclass(frozen=True)
class AnnexFacts:
    """A file that travels along; `is_there` is false while it is announced only. `size` in bytes."""

    id: int
    title: str
    filename: str = ""
    size: int = 0
    is_there: bool = False


@dataclass(frozen=True)
class FileFacts:
    """A file that somebody receives: its name, its bytes, of which letter in which language, and which file of an
    annex (None: the letter itself).
    """

    name: str
    size: int
    letter_id: int
    language: str
    annex_file_id: int | None = None


@dataclass(frozen=True)
class PackageFacts:
    """What readers of a language receive with a letter: in which language, why in that one, and which files."""

    language: str
    why: ChosenBy
    files: tuple[FileFacts, ...]

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(file.size for file in self.files)


@dataclass(frozen=True)
class CarriedFacts:
    """The letter of a sending as it stands today.

    `letters`: it and the errata that travel along. `changed`: facts that are not any more as these state them, by
    placeholder. `missing`: titles of annexes without a file. `packages`: what readers receive, by their language.
    """

    letters: tuple[LetterRef, ...]
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    packages: Mapping[str, PackageFacts]

    @property
    def ids(self) -> tuple[int, ...]:
        """The letters by their ids, in the order in which they are enclosed."""
        return tuple(letter.id for letter in self.letters)


@dataclass(frozen=True)
class SendingFacts:
    """A sending without its recipients. `carries`: the letters, by id, that it was approved with. `by_post`: they were
    printed, and no mail left.
    """

    id: int
    public_id: UUID
    gathering_id: int
    list_id: int
    list_name: str
    name: str
    fallback: str
    batch_size: int
    pause_minutes: int
    state: SendingState
    created_by: str
    changed_at: datetime
    approved_at: datetime | None = None
    approved_by: str = ""
    next_batch_at: datetime | None = None
    ended_at: datetime | None = None
    letter_id: int | None = None
    carries: tuple[int, ...] = ()
    halted: Halt | None = None
    by_post: bool = False
    texts: Mapping[str, TextFacts] = field(default_factory=dict)
    annexes: tuple[AnnexFacts, ...] = ()

    def text_for(self, language: str) -> TextFacts | None:
        """The text that a reader of this language receives: theirs, else the declared fallback; None without either."""
        return self.texts.get(language) or self.texts.get(self.fallback)


@dataclass(frozen=True)
class Addressee:
    """To whom one mail of a sending goes, and where the address comes from; frozen when it goes to the outbox."""

    name: str
    address: str
    link: str
    source: str
    source_on: date


@dataclass(frozen=True)
class Meant:
    """Somebody to whom a letter goes: `why` holds the function and the body by which they were meant, as they were
    written down (`function`, `label` and `body` by language, and its id as `organisation`). `postal`: where letters go,
    their own address, else that of this body.
    """

    name: PersonName
    civility: str
    language: str
    why: Mapping[str, object]
    postal: PostalAddress = NOWHERE

    @property
    def organisation_id(self) -> int | None:
        """The body by which they are meant; None for nobody in particular."""
        found = self.why.get("organisation")
        return found if isinstance(found, int) else None


@dataclass(frozen=True)
class RecipientLine:
    """One recipient on the page of a sending; `mail_state` as the outbox has it, empty before."""

    id: int
    contact_id: int
    name: PersonName
    language: str
    state: RecipientState
    left_out: str
    why: Mapping[str, object]
    mail_state: str = ""
    sent_at: datetime | None = None
    bounced_at: datetime | None = None
    objected_at: datetime | None = None
    unreachable_at: datetime | None = None
    problem: str = ""


@dataclass(frozen=True)
class Progress:
    """How many recipients stand where: numbers that add up to `total`."""

    waiting: int = 0
    in_outbox: int = 0
    sent: int = 0
    failed: int = 0
    bounced: int = 0
    left_out: int = 0

    @property
    def total(self) -> int:
        """Everybody whom the sending was approved for."""
        return self.waiting + self.in_outbox + self.sent + self.failed + self.bounced + self.left_out
