"""Inviting people of the directory by name: one invitation each, with a personal link, by mail where they take mail."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from filrouge.core import days
from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_rows
from filrouge.ground.directory.contacts import ContactCard, contacts_by_id
from filrouge.ground.directory.models import Contact
from filrouge.ground.mail.actions import enqueue
from filrouge.ground.mail.objectors import objectors
from filrouge.ground.people.actors import SYSTEM, Actor
from filrouge.stages.gatherings.enums import GatheringState, Silence
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import Gathering
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.gatherings.rules import silence
from filrouge.stages.invitations.mails import INVITATION, letter_to
from filrouge.stages.invitations.models import Invitation
from filrouge.stages.invitations.queries import open_links

_INVITING = frozenset({GatheringState.INVITATION_SENT, GatheringState.REGISTRATION_OPEN})


class TooLate(Exception):
    """Nobody is invited or reminded now; `why` says what became of the gathering."""

    def __init__(self, why: Silence) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Invited:
    """What came of inviting: how many are new, to how many a mail leaves, and how many are not written to."""

    new: int
    mailed: int
    not_written_to: int


@transaction.atomic
def invite(
    *, facts: GatheringFacts, contact_ids: Collection[int], by_mail: bool, actor: Actor, now: datetime
) -> Invited:
    """Invite contacts of the organiser; whoever is invited already stays so, and has no second mail.

    Whoever objects to mails, or cannot be reached, is invited without one. Raises TooLate.
    """
    facts = still_told_of(facts, now)
    made = _create(facts, _not_yet_invited(facts, contact_ids), actor, now)
    new = list(Invitation.objects.filter(public_id__in=made).select_related("contact").order_by("pk"))
    mailed = _mail(facts, new, now) if by_mail else 0
    if new:
        data = {"people": len(new), "mailed": mailed}
        record(verb="invitation:made", actor=actor, now=now, data=data, **about(facts))
    return Invited(len(new), mailed, len(new) - mailed if by_mail else 0)


def still_told_of(facts: GatheringFacts, now: datetime) -> GatheringFacts:
    """The facts of a gathering, which is locked from now on, as they are now. Raises TooLate when nobody is written to
    about it.
    """
    lock_rows(Gathering.objects.all(), [facts.id])
    facts = facts_by_id(facts.id) or facts
    if why := silence(facts, now=now):
        raise TooLate(why)
    return facts


def _not_yet_invited(facts: GatheringFacts, contact_ids: Collection[int]) -> Sequence[ContactCard]:
    rows = Invitation.objects.filter(gathering_id=facts.id, contact_id__in=list(contact_ids))
    known = set(rows.order_by().values_list("contact_id", flat=True))
    return contacts_by_id(organiser_id=facts.organiser_id, ids=[pk for pk in contact_ids if pk not in known])


def _create(facts: GatheringFacts, cards: Sequence[ContactCard], actor: Actor, now: datetime) -> Sequence[UUID]:
    """New invitations; whoever is invited by somebody else at this very moment is not invited twice, and the row made
    here for them is not there.
    """
    rows = [_row(facts, card, actor, now) for card in cards]
    Invitation.objects.bulk_create(rows, ignore_conflicts=True)
    return [row.public_id for row in rows]


def _row(facts: GatheringFacts, card: ContactCard, actor: Actor, now: datetime) -> Invitation:
    held = next(iter(card.functions_on(days.local_day(now, facts.zone))), None)
    return Invitation(
        gathering_id=facts.id,
        contact_id=card.id,
        organisation_id=held.organisation_id if held else None,
        function=held.function if held else "",
        label=dict(held.label) if held else {},
        invited_at=now,
        invited_by=actor.label[:200],
    )


def _mail(facts: GatheringFacts, rows: Sequence[Invitation], now: datetime) -> int:
    named = [(row, row.contact) for row in rows if row.contact is not None]
    going = written_to(facts, [(row, contact) for row, contact in named])
    enqueue([letter_to(INVITATION, row, contact, facts, now) for row, contact in going])
    Invitation.objects.filter(pk__in=[row.pk for row, _ in going]).update(mailed_at=now)
    return len(going)


def written_to(
    facts: GatheringFacts, rows: Sequence[tuple[Invitation, Contact]]
) -> Sequence[tuple[Invitation, Contact]]:
    """Those of these who take mail of the organiser: an address that works, and no objection."""
    reachable = [(row, contact) for row, contact in rows if contact.email and contact.unreachable_at is None]
    against = objectors(facts.organiser_id, [contact.email for _, contact in reachable])
    return [(row, contact) for row, contact in reachable if contact.email not in against]


def links_for_sending(gathering_id: int, contact_ids: Sequence[int], now: datetime) -> Mapping[int, str]:
    """Personal links for the mails of a sending, by contact; who is not invited yet is, once the invitation is out.

    Whose link was closed has none: their mail leads to the form, as for everybody.
    """
    facts = facts_by_id(gathering_id)
    if facts is None:
        return {}
    if facts.state in _INVITING:
        _create(facts, _not_yet_invited(facts, contact_ids), SYSTEM, now)
        rows = Invitation.objects.filter(gathering_id=gathering_id, contact_id__in=list(contact_ids))
        rows.update(mailed_at=now)
    return open_links(gathering_id, contact_ids)


def about(facts: GatheringFacts) -> dict[str, object]:
    """Of which gathering a line of the trail speaks."""
    return {"organiser_id": facts.organiser_id, "gathering_id": facts.id, "subject": ("gathering", facts.key)}
