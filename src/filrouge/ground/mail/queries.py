"""Reading the outbox."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from filrouge.ground.mail.enums import Found, MailState, Trouble, Way
from filrouge.ground.mail.models import OutgoingMail, ReturnWay


@dataclass(frozen=True)
class MailLine:
    """One mail as a page shows it."""

    id: int
    kind: str
    to: str
    language: str
    state: str
    attempts: int
    last_error: str
    created_at: datetime
    sent_at: datetime | None
    subject: str
    text: str
    html: str
    attachments: list[dict[str, Any]]


_FIELDS = tuple(MailLine.__dataclass_fields__)


def mails_of_gathering(*, gathering_id: int, limit: int = 200) -> Sequence[MailLine]:
    """The newest mails of a gathering, newest first."""
    rows = OutgoingMail.objects.filter(gathering_id=gathering_id).order_by("-id").values(*_FIELDS)[:limit]
    return [MailLine(**row) for row in rows]


def all_mails(*, limit: int = 200) -> Sequence[MailLine]:
    """The newest mails of the installation, for the demonstration's mailbox."""
    return [MailLine(**row) for row in OutgoingMail.objects.order_by("-created_at", "-id").values(*_FIELDS)[:limit]]


def returned(organiser_id: int, addresses: Collection[str]) -> dict[str, tuple[datetime, str]]:
    """Of these addresses, those from which a mail of the organiser came back for good: when last, and what the server
    said; one query.
    """
    rows = OutgoingMail.objects.filter(organiser_id=organiser_id, to__in=addresses, bounced_softly=False)
    found = rows.exclude(bounced_at=None).order_by("bounced_at")
    return {to: (at, why) for to, at, why in found.values_list("to", "bounced_at", "bounce") if at}


def mail_by_id(mail_id: int) -> MailLine | None:
    """One mail, None if there is none."""
    row = OutgoingMail.objects.filter(pk=mail_id).values(*_FIELDS).first()
    return MailLine(**row) if row else None


@dataclass(frozen=True)
class MailHead:
    """What became of a mail, without its text."""

    id: int
    kind: str
    to: str
    state: str
    attempts: int
    last_error: str
    created_at: datetime
    sent_at: datetime | None
    next_attempt_at: datetime | None
    context: dict[str, Any]
    bounced_at: datetime | None
    bounce: str
    objected_at: datetime | None


_HEAD = tuple(MailHead.__dataclass_fields__)


class GatheringMails:
    """The mails of a gathering, newest first, optionally in one state; a paginator slices it."""

    ordered = True

    def __init__(self, *, gathering_id: int, state: MailState | None = None) -> None:
        self._rows = OutgoingMail.objects.filter(gathering_id=gathering_id).order_by("-id")
        if state is not None:
            self._rows = self._rows.filter(state=state.value)

    def count(self) -> int:
        """How many there are; one query."""
        return self._rows.count()

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, which: slice) -> Sequence[MailHead]:
        return [MailHead(**row) for row in self._rows[which].values(*_HEAD)]


def mails_about(*, gathering_id: int, name: str, value: int, limit: int = 50) -> Sequence[MailHead]:
    """The newest mails of a gathering whose context holds this value under this name."""
    found = OutgoingMail.objects.filter(gathering_id=gathering_id, **{f"context__{name}": value})
    return [MailHead(**row) for row in found.order_by("-id").values(*_HEAD)[:limit]]


def is_mail_of(*, gathering_id: int, mail_id: int) -> bool:
    """Whether there is such a mail of this gathering."""
    return OutgoingMail.objects.filter(gathering_id=gathering_id, pk=mail_id).exists()


def sent_since(*, kind: str, to: Sequence[str], gathering_id: int, since: datetime) -> bool:
    """Whether a mail of this kind was put into the outbox for one of these addresses since then."""
    found = OutgoingMail.objects.filter(kind=kind, to__in=to, gathering_id=gathering_id, created_at__gte=since)
    return found.exists()


def written_to(*, kind: str, gathering_id: int, addresses: Collection[str], name: str, value: int) -> frozenset[str]:
    """Which of these addresses had a mail of this kind whose context holds this value under this name; one query."""
    found = OutgoingMail.objects.filter(
        kind=kind, gathering_id=gathering_id, to__in=list(addresses), **{f"context__{name}": value}
    )
    return frozenset(found.order_by("pk").values_list("to", flat=True))


@dataclass(frozen=True)
class WayCard:
    """How learning what came back goes by one way, with numbers since the beginning; `people` and `unreadable` are
    those that lie there now.

    `trouble` since `trouble_since`, tried again at `next_at`.
    """

    way: Way
    read_at: datetime | None = None
    next_at: datetime | None = None
    trouble: Trouble | None = None
    trouble_said: str = ""
    trouble_since: datetime | None = None
    hard: int = 0
    soft: int = 0
    objections: int = 0
    foreign: int = 0
    ignored: int = 0
    people: int = 0
    unreadable: int = 0


_WAY = ("read_at", "next_at", "trouble_said", "trouble_since", "hard", "soft", "objections", "foreign", "ignored")


def return_ways() -> dict[Way, WayCard]:
    """Every way by which something was learned or tried, by its name; one query."""
    rows = ReturnWay.objects.order_by("way").annotate(
        people=Count("seen", filter=Q(seen__found=Found.PERSON.value)),
        unreadable=Count("seen", filter=Q(seen__found=Found.UNREADABLE.value)),
    )
    return {Way(row["way"]): _way(row) for row in rows.values("way", "trouble", "people", "unreadable", *_WAY)}


def _way(row: dict[str, Any]) -> WayCard:
    trouble = row.pop("trouble")
    return WayCard(way=Way(row.pop("way")), trouble=Trouble(trouble) if trouble else None, **row)
