"""How learning what came back goes: who reads when, what stood in the way, and how much was told."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from filrouge.ground.mail.enums import Answer, Found, Trouble, Way
from filrouge.ground.mail.models import ReturnWay, SeenMail
from filrouge.ground.mail.reports import Read

# A reader that died is replaced after this; one mailbox takes less, each step having its own time limit.
_CLAIM_LASTS = timedelta(minutes=30)
_RETRY_AFTER = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60))
_SEEN = ("mark", "found", "is_settled")
_COLUMNS = {
    Answer.HARD: "hard",
    Answer.SOFT: "soft",
    Answer.COMPLAINT: "objections",
    Answer.UNSUBSCRIBED: "objections",
}


@dataclass(frozen=True)
class Recorded:
    """How many reports were about mails of ours, and how many of them said something new, by what they said."""

    known: int = 0
    new: Mapping[Answer, int] = field(default_factory=dict)


Recorder = Callable[..., Recorded]


def count(way: Way, recorded: Recorded, *, now: datetime, foreign: int = 0, ignored: int = 0) -> None:
    """Add to what a way has told so far."""
    ReturnWay.objects.get_or_create(way=way.value)
    added = {"foreign": foreign, "ignored": ignored}
    for answer, number in recorded.new.items():
        added[_COLUMNS[answer]] = added.get(_COLUMNS[answer], 0) + number
    ReturnWay.objects.filter(way=way.value).update(
        read_at=now, **{column: F(column) + number for column, number in added.items() if number}
    )


def claim(way: Way, *, now: datetime, at_once: bool = False) -> ReturnWay | None:
    """Take a way for reading, None while somebody else reads or it is not due; `at_once` does not wait until it is."""
    row, _ = ReturnWay.objects.get_or_create(way=way.value)
    if not at_once and row.next_at is not None and row.next_at > now:
        return None
    free = ReturnWay.objects.filter(Q(busy_until=None) | Q(busy_until__lte=now), pk=row.pk)
    return row if free.update(busy_until=now + _CLAIM_LASTS) else None


def went_well(row: ReturnWay, *, now: datetime, next_at: datetime) -> None:
    """Give a way back after it was read."""
    said = {"trouble": "", "trouble_said": "", "trouble_since": None, "failures": 0, "read_at": now}
    ReturnWay.objects.filter(pk=row.pk).update(busy_until=None, next_at=next_at, **said)


def failed(row: ReturnWay, trouble: Trouble, said: str, *, now: datetime) -> None:
    """Give a way back that could not be read: later again, and later each time."""
    wait = _RETRY_AFTER[min(row.failures, len(_RETRY_AFTER) - 1)]
    ReturnWay.objects.filter(pk=row.pk).update(
        busy_until=None,
        next_at=now + wait,
        trouble=trouble.value,
        trouble_said=said[:500],
        trouble_since=row.trouble_since or now,
        failures=min(row.failures + 1, 1000),
    )


def give_back(row: ReturnWay) -> None:
    """Give a way back as it was taken, after something that nobody foresaw."""
    ReturnWay.objects.filter(pk=row.pk).update(busy_until=None)


def marks(row: ReturnWay, place: str, lying: Iterable[str]) -> tuple[frozenset[str], Sequence[tuple[str, Found]]]:
    """Which of the mails that lie in a place now are known, and those that are not settled, with what they are.

    What is known of mails that lie there no more, or of another place, is forgotten.
    """
    if row.place != place:
        row.seen.all().delete()
        ReturnWay.objects.filter(pk=row.pk).update(place=place)
    known = {mark: (Found(found), done) for mark, found, done in row.seen.order_by("pk").values_list(*_SEEN)}
    gone = known.keys() - set(lying)
    row.seen.filter(mark__in=gone).delete()
    pending = [(mark, found) for mark, (found, done) in known.items() if not done and mark not in gone]
    return frozenset(known), pending


@transaction.atomic
def take(row: ReturnWay, mark: str, read: Read, record: Recorder, *, now: datetime) -> Found:
    """Record what one mail says and that it was looked at, both or neither; what became of it."""
    found, recorded = read.found, Recorded()
    if read.bounces:
        recorded = record(read.bounces, now=now)
        found = Found.TAKEN if recorded.known else Found.FOREIGN
    count(Way(row.way), recorded, now=now, foreign=int(found is Found.FOREIGN))
    see(row, mark, found)
    return found


def see(row: ReturnWay, mark: str, found: Found) -> None:
    """Note that a mail was looked at."""
    SeenMail.objects.create(way=row, mark=mark, found=found.value)


def settle(row: ReturnWay, mark: str) -> None:
    """Note that nothing is left to be done with a mail."""
    row.seen.filter(mark=mark).update(is_settled=True)
