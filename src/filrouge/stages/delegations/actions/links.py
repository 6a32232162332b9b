"""Giving a referent their link again."""

from datetime import datetime

from django.db import transaction

from filrouge.ground.audit.actions import record
from filrouge.ground.people.actors import Actor
from filrouge.stages.delegations.actions.loading import load_delegation
from filrouge.stages.delegations.actions.trace import about, tell_referent


@transaction.atomic
def send_referent_link(*, delegation_id: int, actor: Actor, now: datetime, replace: bool = False) -> bool:
    """Mail the link of a delegation to its referent; False when no address is known.

    `replace` voids every earlier link first, for one that fell into wrong hands. Raises Gone.
    """
    row, facts = load_delegation(delegation_id)
    if replace:
        row.link += 1
        row.save(update_fields=["link"])
    record(verb="delegation:link_sent", actor=actor, now=now, data={"replaced": replace}, **about(row, facts))
    return tell_referent("delegation_link", row, facts, now=now)
