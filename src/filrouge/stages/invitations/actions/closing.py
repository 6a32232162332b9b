"""Closing a link that was lost or published by mistake, and making a new one: who came by the old one still counts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_rows
from filrouge.ground.mail.actions import enqueue
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.rules import silence
from filrouge.stages.invitations.actions.inviting import written_to
from filrouge.stages.invitations.enums import LinkOf
from filrouge.stages.invitations.mails import INVITATION, letter_to
from filrouge.stages.invitations.models import Invitation, Relay

MOST_LETTERS = 500
_FIELDS = {
    LinkOf.INVITATION: ("link", "closed_at"),
    LinkOf.RELAY: ("link", "closed_at"),
    LinkOf.PAGE: ("page_link", "page_closed_at"),
}


class NoSuchLink(LookupError):
    """The invitation or the relay is gone."""


@dataclass(frozen=True)
class Closing:
    """What is closed: the link of an invitation, or one of the two of a relay, with its id and the number that was
    `seen`; whether a new one is made, and whether it leaves by mail (to somebody invited).
    """

    of: LinkOf
    pk: int
    seen: int
    renew: bool
    by_mail: bool = False
    motive: str = ""


@transaction.atomic
def close_link(*, facts: GatheringFacts, closing: Closing, actor: Actor, now: datetime) -> bool:
    """Close a link, or close it and make the next; whether a mail with the new one leaves.

    The same button pressed twice does it once: a link that is not the one that was seen stays as it is. Raises
    NoSuchLink.
    """
    row = _locked(facts, closing)
    number, closed_at = _FIELDS[closing.of]
    if getattr(row, number) != closing.seen or (getattr(row, closed_at) and not closing.renew):
        return False
    if closing.renew:
        setattr(row, number, closing.seen + 1)
    setattr(row, closed_at, None if closing.renew else now)
    row.save(update_fields=[number, closed_at])
    word = "renewed" if closing.renew else "closed"
    record(
        verb=f"link:{word}",
        actor=actor,
        now=now,
        organiser_id=facts.organiser_id,
        gathering_id=facts.id,
        subject=_subject(closing),
        motive=closing.motive.strip()[:MOST_LETTERS],
        data={"of": closing.of.value},
    )
    return closing.renew and closing.by_mail and isinstance(row, Invitation) and _mail(row, facts, now)


def _locked(facts: GatheringFacts, closing: Closing) -> Invitation | Relay:
    row: Invitation | Relay | None
    if closing.of is LinkOf.INVITATION:
        invitations = Invitation.objects.filter(gathering_id=facts.id).exclude(contact=None)
        row = lock_rows(invitations.select_related("contact"), [closing.pk]).get(closing.pk)
    else:
        row = lock_rows(Relay.objects.filter(gathering_id=facts.id), [closing.pk]).get(closing.pk)
    if row is None:
        raise NoSuchLink(str(closing.pk))
    return row


def _subject(closing: Closing) -> tuple[str, str]:
    return ("invitation" if closing.of is LinkOf.INVITATION else "relay", str(closing.pk))


def _mail(row: Invitation, facts: GatheringFacts, now: datetime) -> bool:
    """The invitation once more, with the new link, for whoever takes mail, unless nobody is written to about it."""
    if silence(facts, now=now):
        return False
    going: Any = written_to(facts, [(row, row.contact)] if row.contact else [])
    enqueue([letter_to(INVITATION, one, contact, facts, now) for one, contact in going])
    Invitation.objects.filter(pk__in=[one.pk for one, _ in going]).update(mailed_at=now)
    return bool(going)
