"""Letters on paper: the runs in which a letter was printed, and for whom."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Count, QuerySet

from filrouge.core.names import PersonName
from filrouge.core.postal import PostalAddress
from filrouge.ground.directory.bodies import body_addresses
from filrouge.ground.directory.contacts import ContactCard
from filrouge.ground.directory.models import POSTAL_COLUMNS
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.sendings import rules
from filrouge.stages.sendings.facts import Meant, Person, SendingFacts, Verdict
from filrouge.stages.sendings.models import LetterReceipt, Sending, SendingRecipient
from filrouge.stages.sendings.queries import list_by_id, persons_by_id, sending_by_id


def meant_by(public_id: str, contact_id: int) -> Meant | None:
    """Somebody who receives a sending, as they were meant; None if they do not. Two queries."""
    rows = SendingRecipient.objects.filter(sending__public_id=public_id, contact_id=contact_id)
    row = rows.select_related("contact").order_by("pk").first()
    if row is None:
        return None
    contact = row.contact
    name = PersonName(contact.given_name, contact.family_name)
    return _with_addresses([Meant(name, contact.civility, contact.language, row.why, contact.postal)])[0]


def would_be_meant(sending: SendingFacts, card: ContactCard, facts: GatheringFacts, *, on: date) -> Meant:
    """Somebody as a sending means them: as it was approved, before that as its list means them on a day. Whom the list
    does not mean stands there without a function.
    """
    if written := meant_by(str(sending.public_id), card.id):
        return written
    asked = list_by_id(gathering_id=facts.id, list_id=sending.list_id)
    (person,) = persons_by_id(facts, [card.id], on=on)
    role = rules.meant_by(asked.rule, person) if asked else None
    return _with_addresses([Meant(card.name, card.civility, card.language, rules.why_meant(role), card.postal)])[0]


def without_address(meant: Sequence[Verdict]) -> Sequence[Person]:
    """Those of them to whom nothing can be posted; one query."""
    people = [one.person for one in meant]
    said = [
        Meant(who.name, who.civility, who.language, rules.why_meant(one.role), who.postal)
        for who, one in zip(people, meant, strict=True)
    ]
    return [who for who, one in zip(people, _with_addresses(said), strict=True) if not one.postal]


def _with_addresses(found: Sequence[Meant]) -> list[Meant]:
    """Whoever has no address of their own gets their letters at the body by which they are meant; one query."""
    known = body_addresses({one.organisation_id for one in found if one.organisation_id and not one.postal})
    return [replace(one, postal=one.postal or known.get(one.organisation_id or 0, one.postal)) for one in found]


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
    *(f"recipient__contact__{column}" for column in POSTAL_COLUMNS),
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
        rows = list(self._rows.values_list(*_LINE)[which])
        found = _with_addresses([_meant(*row[1:-2]) for row in rows])
        return [PrintedLine(row[0], one, *row[-2:]) for row, one in zip(rows, found, strict=True)]

    def __iter__(self) -> Iterator[PrintedLine]:
        return iter(self[:])


def _meant(given: str, family: str, civility: str, language: str, why: Mapping[str, object], *postal: str) -> Meant:
    return Meant(PersonName(given, family), civility, language, why, PostalAddress(*postal))
