"""A sending and its gathering: called off, put off, over or moved, nothing leaves; on again, nothing is lost."""

from datetime import datetime
from typing import Any

from django.db import transaction

from filrouge.ground.database import lock_rows
from filrouge.ground.mail.enums import MailState
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import SYSTEM, Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import Gathering
from filrouge.stages.gatherings.queries import facts_by_id, moves_of
from filrouge.stages.sendings import rules
from filrouge.stages.sendings.actions.locking import locked_sending, note
from filrouge.stages.sendings.actions.outbox import take_back
from filrouge.stages.sendings.enums import Hold, SendingState
from filrouge.stages.sendings.models import Sending


class Held(Exception):
    """Nothing of the sending leaves; `why` says what became of its gathering."""

    def __init__(self, why: Hold) -> None:
        super().__init__(why.value)
        self.why = why


class NothingToRead(Exception):
    """The sending waits for nobody's look, or for another one than was given."""


def lock_gathering(gathering_id: int) -> None:
    """Hold a gathering as it is until the transaction ends: whoever calls it off waits, and before that nobody did.

    To be called before any sending is locked.
    """
    lock_rows(Gathering.objects.all(), [gathering_id])


def held_by(row: Sending, now: datetime) -> Hold | None:
    """Why nothing of a locked sending leaves now; two queries."""
    facts = facts_by_id(row.gathering_id)
    if facts is None:
        return Hold.CANCELLED
    return rules.hold(SendingState(row.state), row.approved_at, facts, moves=moves_of(facts), now=now)


def hold_back(row: Sending, why: Hold, now: datetime) -> None:
    """Pause a sending by itself: what nobody tried waits for a batch again, what was tried stays in the outbox and does
    not leave.
    """
    take_back(row)
    _of(row, MailState.WAITING).update(state=MailState.WITHHELD.value, next_attempt_at=None)
    if row.state == SendingState.PAUSED.value:
        return
    row.state, row.next_batch_at, row.ended_at = SendingState.PAUSED.value, None, None
    row.save(update_fields=["state", "next_batch_at", "ended_at"])
    note("sending:set_aside", row, SYSTEM, now, {"why": why.value})


def let_go(row: Sending, now: datetime) -> None:
    """What was held back in the outbox may leave: tried mails under their own Message-ID, others in a batch again."""
    take_back(row, (MailState.WITHHELD,))
    _of(row, MailState.WITHHELD).update(state=MailState.WAITING.value, next_attempt_at=now)


def _of(row: Sending, state: MailState) -> Any:
    ids = OutgoingMail.objects.filter(sending_recipient__sending=row, state=state.value).order_by()
    return OutgoingMail.objects.filter(pk__in=list(ids.values_list("pk", flat=True)))


def lock_on_their_way(gathering_id: int) -> dict[int, Sending]:
    """The sendings of a gathering that leave or have mails in the outbox, locked, by id."""
    waits = OutgoingMail.objects.filter(gathering_id=gathering_id, state=MailState.WAITING.value)
    mine = Sending.objects.filter(gathering_id=gathering_id).order_by()
    ids = set(mine.filter(rows__mail__in=waits).values_list("pk", flat=True))
    ids.update(mine.filter(state=SendingState.RUNNING.value).values_list("pk", flat=True))
    return lock_rows(Sending.objects.select_related("gathering"), ids)


def stop_at_once(gathering_id: int, now: datetime) -> None:
    """Pause every sending about a gathering that was called off, put off or moved, with what waits in the outbox.

    The row of the gathering is locked by the caller.
    """
    for row in lock_on_their_way(gathering_id).values():
        # One of which all is in the outbox is on its way as well.
        done = row.state == SendingState.DONE.value
        row.state = SendingState.RUNNING.value if done else row.state
        if why := held_by(row, now):
            hold_back(row, why, now)


@transaction.atomic
def read_again(*, facts: GatheringFacts, sending_id: int, seen: str, actor: Actor, now: datetime) -> None:
    """Let a sending go on although something moved since its approval, in the name of somebody who read it again.

    `seen`: the instant (ISO) of the last move that they knew of. Raises NothingToRead, NoSuchSending.
    """
    lock_gathering(facts.id)
    row = locked_sending(gathering_id=facts.id, sending_id=sending_id)
    moves = moves_of(facts_by_id(facts.id) or facts)
    if held_by(row, now) is not Hold.MOVED or seen != moves[-1].at.isoformat():
        raise NothingToRead
    row.approved_at, row.approved_by = now, actor.label[:200]
    row.save(update_fields=["approved_at", "approved_by"])
    note("sending:read_again", row, actor, now)
