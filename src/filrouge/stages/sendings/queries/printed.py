"""Letters on paper: the runs in which a letter was printed, and for whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from filrouge.core.names import PersonName
from filrouge.stages.sendings.facts import Meant, SendingFacts
from filrouge.stages.sendings.models import LetterReceipt, Sending, SendingRecipient
from filrouge.stages.sendings.queries import sending_by_id


def meant_by(public_id: str, contact_id: int) -> Meant | None:
    """Somebody who receives a sending, as they were meant; None if they do not. One query."""
    rows = SendingRecipient.objects.filter(sending__public_id=public_id, contact_id=contact_id)
    row = rows.select_related("contact").order_by("pk").first()
    if row is None:
        return None
    contact = row.contact
    return Meant(PersonName(contact.given_name, contact.family_name), contact.civility, contact.language, row.why)


def run_by_id(*, gathering_id: int, letter_id: int, run_id: int) -> SendingFacts | None:
    """A print run of a letter, None if there is none."""
    found = sending_by_id(gathering_id=gathering_id, sending_id=run_id)
    return found if found and found.by_post and found.letter_id == letter_id else None


@dataclass(frozen=True)
class RunLine:
    """A print run in a list: for which list of recipients, when, by whom, and for how many."""

    id: int
    list_name: str
    at: datetime
    by: str
    people: int


def runs_of(letter_id: int) -> Sequence[RunLine]:
    """The print runs of a letter, newest first; one query."""
    rows = Sending.objects.filter(letter_id=letter_id, by_post=True).order_by("-pk").annotate(people=Count("rows"))
    named = rows.values_list("pk", "recipients__name", "created_at", "created_by", "people")
    return [RunLine(*row) for row in named]


@dataclass(frozen=True)
class PrintedLine:
    """Somebody for whom a letter was printed: the language and the checksum of the version that they received."""

    contact_id: int
    meant: Meant
    language: str
    sha256: str


_LINE = (
    "recipient__contact_id",
    "recipient__contact__given_name",
    "recipient__contact__family_name",
    "recipient__contact__civility",
    "recipient__contact__language",
    "recipient__why",
    "issued__language",
    "issued__sha256",
)


class Printed:
    """For whom the letters of a run were printed: by language, then by name, as they lie on the pile. Counted, sliced,
    and walked through.
    """

    ordered = True

    def __init__(self, run: SendingFacts) -> None:
        rows = LetterReceipt.objects.filter(recipient__sending_id=run.id, issued__letter_id=run.letter_id or 0)
        self._rows: QuerySet[LetterReceipt] = rows.filter(recipient__contact__erased_at=None).order_by(
            "issued__language", "recipient__contact__family_name", "recipient__contact__given_name", "pk"
        )

    def count(self) -> int:
        """How many there are; one query."""
        return self._rows.count()

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, which: slice) -> Sequence[PrintedLine]:
        return [_line(*row) for row in self._rows.values_list(*_LINE)[which]]

    def __iter__(self) -> Iterator[PrintedLine]:
        return (_line(*row) for row in self._rows.values_list(*_LINE))


def _line(
    contact: int, given: str, family: str, civility: str, wanted: str, why: dict[str, object], language: str, sha: str
) -> PrintedLine:
    return PrintedLine(contact, Meant(PersonName(given, family), civility, wanted, why), language, sha)
