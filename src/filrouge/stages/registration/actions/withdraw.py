"""Giving places back."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from filrouge.ground.people.actors import Actor
from filrouge.stages.registration import rules
from filrouge.stages.registration.actions.arriving import follow
from filrouge.stages.registration.actions.loading import load, wishes_of
from filrouge.stages.registration.actions.promote import move, promote
from filrouge.stages.registration.actions.trace import Trace, states
from filrouge.stages.registration.enums import ACTIVE, PartState


@transaction.atomic
def withdraw(
    *,
    registration_id: int,
    parts: Collection[str],
    actor: Actor,
    now: datetime,
    motive: str = "",
    link: int | None = None,
    excused: bool = False,
) -> tuple[str, ...]:
    """Withdraw from parts, by key; the keys really given back. The freed seats go to those who wait, at once.

    A part that is over, or that was not held, is left as it is. Whoever answered an invitation has declined it once
    nothing is left, or asks to be excused (`excused`). Raises Gone for an unknown registration, or
    when another personal link has replaced the one with the number `link`.
    """
    row, facts, ledger = load(registration_id, parts, link=link)
    trace = Trace(facts, actor=actor, now=now)
    wishes = wishes_of(row, facts)
    left = []
    for part in facts.parts:
        wish = wishes.get(part.key)
        if part.key not in parts or wish is None or PartState(wish.state) not in ACTIVE:
            continue
        if rules.may_withdraw(part, now=now).is_allowed:
            answer = rules.PartAnswer(part, PartState.WITHDRAWN)
            move(wish, answer, ledger=ledger, now=now)
            left.append(answer)
    if left:
        trace.note("registration:withdrawn", row, motive=motive, data=states(left))
        trace.mail("withdrawn", row, parts=left)
        for answer in left:
            promote(part=answer.part, ledger=ledger, trace=trace, now=now)
        trace.write()
        ledger.write()
        follow(row, trace, gave_back=True, excused=excused)
    return tuple(answer.part.key for answer in left)
