"""What is true of a list of recipients, of somebody in the directory, and of a sending."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from filrouge.core.names import PersonName
from filrouge.core.text import Translated
from filrouge.stages.gatherings.audience import Capacity, Rule
from filrouge.stages.sendings.enums import LeftOut, RecipientState, SendingState


@dataclass(frozen=True)
class ListFacts:
    """A saved question to the directory; `languages` empty for all of them."""

    id: int
    name: str
    rule: Rule
    languages: tuple[str, ...] = ()
    only_unanswered: bool = False


@dataclass(frozen=True)
class Role:
    """One function of somebody, as a rule judges it and as people read it."""

    capacity: Capacity
    organisation_id: int | None = None
    body: Translated = field(default_factory=lambda: Translated((), "fr"))
    label: Translated = field(default_factory=lambda: Translated((), "fr"))


@dataclass(frozen=True)
class Person:
    """Somebody of the directory, as the rules of this stage see them."""

    id: int
    civility: str
    name: PersonName
    language: str
    email: str
    roles: tuple[Role, ...] = ()
    is_unreachable: bool = False


@dataclass(frozen=True)
class Surroundings:
    """What else decides who receives: folded addresses that object, and those that answered the gathering."""

    objectors: frozenset[str] = frozenset()
    answered: frozenset[str] = frozenset()


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
class SendingFacts:
    """A sending without its recipients."""

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
