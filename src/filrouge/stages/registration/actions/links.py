"""Giving a person their link again."""

from datetime import datetime, timedelta

from django.db import transaction

from filrouge.ground.mail.queries import sent_since
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.enums import ActorKind
from filrouge.stages.registration.actions.loading import load
from filrouge.stages.registration.actions.trace import Trace
from filrouge.stages.registration.models import Registration

# A stranger who knows somebody's name and address must not be able to fill their mailbox.
QUIET_FOR = timedelta(minutes=15)


@transaction.atomic
def send_link(*, registration_id: int, actor: Actor, now: datetime, replace: bool = False) -> bool:
    """Mail the personal link to the addresses of the registration; False when it has none.

    `replace` voids every earlier link first, for one that fell into wrong hands. Raises Gone.
    """
    row, facts, _ = load(registration_id)
    if actor.kind is not ActorKind.USER and _sent_lately(row, now=now):
        return True
    if replace:
        row.link += 1
        row.save(update_fields=["link"])
    trace = Trace(facts, actor=actor, now=now)
    trace.note("registration:link_sent", row, data={"replaced": replace})
    trace.mail("your_link", row)
    trace.write()
    return bool(row.email or row.registrant_email)


def _sent_lately(row: Registration, *, now: datetime) -> bool:
    addresses = [address for address in (row.email, row.registrant_email) if address]
    return sent_since(kind="your_link", to=addresses, gathering_id=row.gathering_id, since=now - QUIET_FOR)
