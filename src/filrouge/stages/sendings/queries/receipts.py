"""Who received which version of a letter: counted by body, and by name for those who may see names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from filrouge.core.names import PersonName
from filrouge.core.text import Translated
from filrouge.ground.mail.enums import MailState
from filrouge.stages.sendings.enums import RecipientState
from filrouge.stages.sendings.models import LetterReceipt, SendingRecipient

_LEFT = (MailState.WAITING.value, MailState.SENDING.value, MailState.SENT.value)


def _received(letter_id: int) -> QuerySet[LetterReceipt]:
    """Receipts of a letter that arrived or are under way: not those whose mail was withheld or could not be sent."""
    left = ~Q(sent_at=None) | Q(recipient__mail__state__in=_LEFT)
    queued = LetterReceipt.objects.filter(recipient__state=RecipientState.QUEUED.value, issued__letter_id=letter_id)
    return queued.filter(left, recipient__mail__bounced_at=None).order_by()


def readers_of(letter_id: int) -> frozenset[int]:
    """The ids of the contacts who received a letter, or to whom it is under way; one query."""
    return frozenset(_received(letter_id).values_list("recipient__contact_id", flat=True))


def reached_by(sending_id: int) -> frozenset[int]:
    """The ids of the contacts whom a sending reached, or to whom it is under way; one query."""
    rows = SendingRecipient.objects.filter(
        Q(mail=None) | Q(mail__state__in=_LEFT),
        sending_id=sending_id,
        state=RecipientState.QUEUED.value,
        mail__bounced_at=None,
    )
    return frozenset(rows.order_by().values_list("contact_id", flat=True))


def number_of_readers(letter_id: int) -> int:
    """How many people received a letter; one query."""
    return int(_received(letter_id).aggregate(number=Count("recipient__contact_id", distinct=True))["number"])


@dataclass(frozen=True)
class OfABody:
    """How many people of a body received a letter, by language; `body` empty for people without one."""

    body: Translated
    languages: Mapping[str, int]

    @property
    def number(self) -> int:
        """How many in all languages."""
        return sum(self.languages.values())


def readers_by_body(letter_id: int, languages: Sequence[str]) -> Sequence[OfABody]:
    """How many received a letter, body by body, by name in the first of these languages that it has; one query,
    whatever their number.
    """
    rows = _received(letter_id).values_list("recipient__why", "issued__language").annotate(number=Count("pk"))
    found: dict[tuple[tuple[str, str], ...], dict[str, int]] = {}
    for why, code, number in rows:
        numbers = found.setdefault(tuple(sorted((why.get("body") or {}).items())), {})
        numbers[code] = numbers.get(code, 0) + number
    bodies = [OfABody(Translated(said, languages[0]), numbers) for said, numbers in found.items()]
    return sorted(bodies, key=lambda one: (not one.body, one.body.best(languages[0], languages).text))


@dataclass(frozen=True)
class ReaderLine:
    """One person who received a letter: when (None while it is under way), in which language, by which sending."""

    contact_id: int
    name: PersonName
    body: Translated
    language: str
    sha256: str
    sending_id: int
    sending: str
    sent_at: datetime | None


_LINE = (
    "recipient__contact_id",
    "recipient__contact__given_name",
    "recipient__contact__family_name",
    "recipient__why",
    "issued__language",
    "issued__sha256",
    "recipient__sending_id",
    "recipient__sending__name",
    "when",
)


class Readers:
    """Everybody who received a letter, by family name; a paginator counts and slices them."""

    ordered = True

    def __init__(self, letter_id: int) -> None:
        rows = _received(letter_id).annotate(when=Coalesce("sent_at", "recipient__mail__sent_at"))
        rows = rows.filter(recipient__contact__erased_at=None)
        self._rows = rows.order_by("recipient__contact__family_name", "recipient__contact__given_name", "pk")

    def count(self) -> int:
        """How many there are; one query."""
        return self._rows.count()

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, which: slice) -> Sequence[ReaderLine]:
        return [_line(row) for row in self._rows.values_list(*_LINE)[which]]


def _line(row: tuple[Any, ...]) -> ReaderLine:
    contact, given, family, why, language, sha256, sending_id, sending, when = row
    body = Translated(tuple(sorted((why.get("body") or {}).items())), language)
    return ReaderLine(contact, PersonName(given, family), body, language, sha256, sending_id, sending, when)


def letters_to(contact_id: int) -> Sequence[Mapping[str, str]]:
    """Which letters somebody of the directory received, for the file that is handed to them; one query."""
    rows = LetterReceipt.objects.filter(recipient__contact_id=contact_id).order_by("pk")
    named = rows.annotate(when=Coalesce("sent_at", "recipient__mail__sent_at")).values_list(
        "issued__letter__gathering__key", "issued__letter__kind", "issued__language", "issued__sha256", "when"
    )
    return [
        {"gathering": key, "letter": kind, "language": code, "sha256": sha, "sent_at": when.isoformat() if when else ""}
        for key, kind, code, sha, when in named
    ]
