"""Who was invited or written to and does not know what holds now: the same few queries for ten as for ten thousand."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from filrouge.core.names import PersonName
from filrouge.ground.directory.models import Contact
from filrouge.ground.mail.enums import MailState
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.mail.objectors import objectors
from filrouge.ground.people.actors import SYSTEM
from filrouge.stages.following.models import Follower
from filrouge.stages.gatherings.enums import Silence
from filrouge.stages.gatherings.facts import GatheringFacts, MoveFacts
from filrouge.stages.gatherings.queries import moves_of
from filrouge.stages.gatherings.rules import ASIDE
from filrouge.stages.invitations.enums import InvitationState
from filrouge.stages.invitations.mails import INVITATION, REMINDER
from filrouge.stages.invitations.models import Invitation
from filrouge.stages.registration.lists.answered import registered_addresses
from filrouge.stages.registration.models import Arrival
from filrouge.stages.sendings.enums import RecipientState
from filrouge.stages.sendings.models import SendingRecipient
from filrouge.stages.sendings.queries.receipts import reached_by
from filrouge.stages.telling import rules
from filrouge.stages.telling.enums import News, NotTold
from filrouge.stages.telling.facts import Knows, Reader, TellingFacts, Unaware
from filrouge.stages.telling.models import Telling, ToldContact

_COMING = frozenset({InvitationState.PENDING.value, InvitationState.ACCEPTED.value})
_UNDER_WAY = frozenset({MailState.WAITING.value, MailState.SENDING.value})
_NOT_LEFT = frozenset({MailState.WITHHELD.value, MailState.FAILED.value})
_STANDING = {News.CALLED_OFF.value: Silence.CANCELLED, News.PUT_OFF.value: Silence.POSTPONED}
_ASIDE_NEWS = frozenset({News.CALLED_OFF, News.PUT_OFF})
_CARD = ("pk", "given_name", "family_name", "email", "language", "source", "source_on", "unreachable_at")


@dataclass
class _Words:
    """The last word to each contact, whose invitations are open, and who said that they do not come."""

    now: datetime
    knows: dict[int, Knows] = field(default_factory=dict)
    invited: dict[int, int] = field(default_factory=dict)
    said_no: set[int] = field(default_factory=set)

    def heard(self, contact: int, at: datetime | None, standing: Silence | None = None) -> None:
        if at is not None and (contact not in self.knows or self.knows[contact].at <= at):
            self.knows[contact] = Knows(at, standing)


def unaware(facts: GatheringFacts, *, now: datetime) -> Unaware:
    """Everybody who was invited or written to, says nothing against it, and believes what does not hold any more.

    Whoever is registered, follows or declined is not among them: they learn it otherwise, or do not wish to.
    """
    moves = moves_of(facts)
    state = f"{facts.state.value if facts.state in ASIDE else 'on'} {len(moves)}"
    if not rules.is_told_of(facts, now=now):
        return Unaware(state)
    words = _words(facts, now)
    news = {pk: rules.news_for(knows, facts, moves, now=now) for pk, knows in words.knows.items()}
    if not any(news.values()):
        return Unaware(state)
    cards = [card for card in _cards(facts) if news.get(card["pk"])]
    not_told = _not_told(facts, cards, words, news, moves)
    readers = [
        Reader(
            contact_id=card["pk"],
            name=PersonName(card["given_name"], card["family_name"]).full,
            email=card["email"],
            language=card["language"],
            source=card["source"],
            source_on=card["source_on"],
            news=found,
            parts=rules.misled(words.knows[card["pk"]], moves),
            invitation=words.invited.get(card["pk"]),
        )
        for card in _each_address_once(cards)
        if card["pk"] not in not_told and (found := news[card["pk"]]) is not None
    ]
    return Unaware(state, tuple(readers), Counter(not_told.values()))


def _words(facts: GatheringFacts, now: datetime) -> _Words:
    words = _Words(now)
    _by_invitation(facts, words)
    _by_sendings(facts, words)
    for contact, news, at, mail in _told(facts):
        # What was held back told nobody anything.
        if mail != MailState.WITHHELD.value:
            words.heard(contact, at, _STANDING.get(news))
    return words


def _told(facts: GatheringFacts) -> Any:
    rows = ToldContact.objects.filter(telling__gathering_id=facts.id).order_by("pk")
    return rows.values_list("contact_id", "news", "told_at", "mail__state")


def _by_invitation(facts: GatheringFacts, words: _Words) -> None:
    """An invitation says what holds when its mail leaves; one that was given on paper, what held on that day."""
    mails = _invitation_mails(facts)
    registered = Arrival.objects.filter(
        invitation__gathering_id=facts.id, is_own=True, registration__erased_at=None
    ).order_by()
    joined = set(registered.values_list("invitation_id", flat=True))
    rows = Invitation.objects.filter(gathering_id=facts.id).exclude(contact=None).order_by("pk")
    for row in rows.values("pk", "contact_id", "state", "invited_at", "invited_by", "closed_at"):
        contact = row["contact_id"]
        if row["state"] not in _COMING:
            words.said_no.add(contact)
        elif row["pk"] in joined:
            continue
        for at in _written(row, mails.get(row["pk"], ()), words.now):
            words.heard(contact, at)
        if row["state"] == InvitationState.PENDING.value and row["closed_at"] is None:
            words.invited[contact] = row["pk"]


def _invitation_mails(facts: GatheringFacts) -> Mapping[int, list[tuple[str, datetime | None]]]:
    rows = OutgoingMail.objects.filter(gathering_id=facts.id, kind__in=[INVITATION, REMINDER]).order_by()
    found: dict[int, list[tuple[str, datetime | None]]] = {}
    for pk, state, sent_at in rows.values_list("context__invitation", "state", "sent_at"):
        found.setdefault(pk, []).append((state, sent_at))
    return found


def _written(
    row: Mapping[str, Any], mails: list[tuple[str, datetime | None]] | tuple[()], now: datetime
) -> Iterator[datetime | None]:
    """When somebody learned something by an invitation: as its mails left, else on the day on which it was given. One
    that a sending made is told of by the sending.
    """
    for state, sent_at in mails:
        if state not in _NOT_LEFT:
            yield now if state in _UNDER_WAY else sent_at
    if not mails and row["invited_by"] != SYSTEM.label:
        yield row["invited_at"]


def _by_sendings(facts: GatheringFacts, words: _Words) -> None:
    """A sending says what held when it was written and left: its words were read again after each change."""
    rows = SendingRecipient.objects.filter(
        sending__gathering_id=facts.id, state=RecipientState.QUEUED.value, mail__bounced_at=None
    ).order_by("pk")
    for contact, state, sent_at, created_at, approved_at in rows.values_list(
        "contact_id", "mail__state", "mail__sent_at", "mail__created_at", "sending__approved_at"
    ):
        if state not in _NOT_LEFT:
            words.heard(contact, sent_at or created_at or approved_at)


def _cards(facts: GatheringFacts) -> list[dict[str, Any]]:
    invited = Invitation.objects.filter(gathering_id=facts.id).exclude(contact=None).values("contact_id")
    written = SendingRecipient.objects.filter(sending__gathering_id=facts.id).values("contact_id")
    rows = Contact.objects.filter(Q(pk__in=invited) | Q(pk__in=written), erased_at=None)
    return list(rows.order_by("pk").values(*_CARD))


def _each_address_once(cards: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for card in cards:
        found.setdefault(card["email"].casefold(), card)
    return list(found.values())


def _not_told(
    facts: GatheringFacts,
    cards: list[dict[str, Any]],
    words: _Words,
    news: Mapping[int, News | None],
    moves: Sequence[MoveFacts],
) -> Mapping[int, NotTold]:
    """By contact, why they are not told by us."""
    registered, followers = registered_addresses(facts.id), _followers(facts)
    against = objectors(facts.organiser_id, [card["email"] for card in cards if card["email"]])
    moved_in_time = {part.key for part in facts.parts if part.earlier}
    found: dict[int, NotTold] = {}
    for card in cards:
        pk, address = card["pk"], card["email"].casefold()
        # Followers hear of another day or hour, and of what was called off or put off; of another place they do not.
        told_as_follower = news[pk] in _ASIDE_NEWS or bool(moved_in_time & set(rules.misled(words.knows[pk], moves)))
        reasons = (
            (NotTold.SAID_NO, pk in words.said_no),
            (NotTold.UNREACHABLE, not address or card["unreachable_at"] is not None),
            (NotTold.REGISTERED, address in registered),
            (NotTold.FOLLOWS, address in followers and told_as_follower),
            (NotTold.OBJECTS, card["email"] in against),
        )
        if why := next((reason for reason, applies in reasons if applies), None):
            found[pk] = why
    return found


def _followers(facts: GatheringFacts) -> frozenset[str]:
    rows = Follower.objects.filter(gathering_id=facts.id).exclude(confirmed_at=None).order_by()
    return frozenset(address.casefold() for address in rows.values_list("email", flat=True))


def may_have_news(facts: GatheringFacts, *, now: datetime) -> bool:
    """Whether it is worth asking who is unaware; two queries at most."""
    if not rules.is_told_of(facts, now=now):
        return False
    if facts.state in ASIDE or moves_of(facts):
        return True
    return ToldContact.objects.filter(telling__gathering_id=facts.id, news=News.PUT_OFF.value).exists()


def misled_by(sending_id: int, found: Unaware) -> int:
    """How many of the unaware read another day, hour or place in a sending; one query."""
    moved = [one.contact_id for one in found.readers if one.news is News.MOVED]
    return len(reached_by(sending_id).intersection(moved)) if moved else 0


def telling_now(gathering_id: int) -> TellingFacts | None:
    """The telling that goes on, else the last one; None without any."""
    rows = Telling.objects.filter(gathering_id=gathering_id).order_by("-pk")
    row = rows.values_list("asked_at", "asked_by", "told", "ended_at").first()
    return TellingFacts(*row) if row else None


def told_to(contact_id: int) -> list[Mapping[str, str]]:
    """What somebody of the directory was told, as plain values for them who ask."""
    rows = ToldContact.objects.filter(contact_id=contact_id).order_by("pk")
    return [
        {"gathering": key, "told": news, "at": at.isoformat()}
        for key, news, at in rows.values_list("telling__gathering__key", "news", "told_at")
    ]
