"""Giving a person their link again."""

from datetime import datetime

from django.db import transaction

from filrouge.ground.people.actors import Actor
from filrouge.stages.registration.actions.loading import load
from filrouge.stages.registration.actions.trace import Trace


@transaction.atomic
def send_link(*, registration_id: int, actor: Actor, now: datetime, replace: bool = False) -> bool:
    """Mail the personal link to the addresses of the registration; False when it has none.

    `replace` voids every earlier link first, for one that fell into wrong hands. Raises Gone.
    """
    row, facts, _ = load(registration_id)
    if replace:
        row.link += 1
        row.save(update_fields=["link"])
    trace = Trace(facts, actor=actor, now=now)
    trace.note("registration:link_sent", row, data={"replaced": replace})
    trace.mail("your_link", row)
    trace.write()
    return bool(row.email or row.registrant_email)
