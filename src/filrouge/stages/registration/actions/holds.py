"""Places held until a moment: for the answer of who moved up, or for a purchase order."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from filrouge.core.decisions import Reason
from filrouge.ground.people.actors import SYSTEM, Actor
from filrouge.stages.registration import rules
from filrouge.stages.registration.actions.loading import Gone, load, wish_for, wishes_of
from filrouge.stages.registration.actions.promote import move, promote
from filrouge.stages.registration.actions.trace import Trace, states
from filrouge.stages.registration.enums import HeldFor, PartState
from filrouge.stages.registration.models import PartRegistration

_LAPSED = {HeldFor.ANSWER: Reason("not_answered"), HeldFor.ORDER: Reason("order_missing")}


class NotHeld(Exception):
    """The place was not held any more: kept before, given back, or lapsed; `state` is what it is now."""

    def __init__(self, state: PartState) -> None:
        super().__init__(state.value)
        self.state = state


@transaction.atomic
def keep_place(*, registration_id: int, part: str, actor: Actor, now: datetime) -> None:
    """Keep a place that waited for an answer. Twice does no harm. Raises NotHeld when it has gone, Gone."""
    row, facts, _ledger = load(registration_id, [part])
    wish = wish_for(row, facts, part)
    if wish.state != PartState.CONFIRMED.value:
        raise NotHeld(PartState(wish.state))
    if wish.held_for != HeldFor.ANSWER.value:
        return
    wish.held_until, wish.held_for = None, ""
    wish.save(update_fields=["held_until", "held_for"])
    trace = Trace(facts, actor=actor, now=now)
    trace.note("registration:place_kept", row, data={"part": part})
    trace.write()


@transaction.atomic
def hold_for_order(*, registration_ids: Collection[int], until: datetime | None) -> None:
    """Hold the confirmed places of these registrations until an order is there; None when it has arrived.

    In the caller's transaction, who writes the trail.
    """
    places = PartRegistration.objects.filter(registration_id__in=registration_ids, state=PartState.CONFIRMED.value)
    if until is None:
        places.filter(held_for=HeldFor.ORDER.value).update(held_until=None, held_for="")
    else:
        places.filter(held_until=None).update(held_until=until, held_for=HeldFor.ORDER.value)


def lapse_due(now: datetime) -> int:
    """Give back every place whose time has run out, one registration after the other; how many registrations."""
    due = PartRegistration.objects.filter(held_until__lte=now, state=PartState.CONFIRMED.value)
    ids = list(due.order_by("registration_id").values_list("registration_id", flat=True).distinct())
    for registration_id in ids:
        _lapse(registration_id, now=now)
    return len(ids)


@transaction.atomic
def _lapse(registration_id: int, *, now: datetime) -> None:
    held = PartRegistration.objects.filter(registration_id=registration_id, held_until__lte=now).order_by("part_id")
    try:
        row, facts, ledger = load(registration_id, list(held.values_list("part__key", flat=True)))
    except Gone:
        return
    trace = Trace(facts, actor=SYSTEM, now=now)
    wishes = wishes_of(row, facts)
    left = []
    for part in facts.parts:
        wish = wishes.get(part.key)
        # Asked again under the lock: they may have kept it while we waited.
        if wish is None or wish.state != PartState.CONFIRMED.value or not wish.held_until or wish.held_until > now:
            continue
        answer = rules.PartAnswer(part, PartState.WITHDRAWN, (_LAPSED[HeldFor(wish.held_for)],))
        move(wish, answer, ledger=ledger, now=now)
        left.append(answer)
    if left:
        trace.note("registration:lapsed", row, data=states(left))
        trace.mail("lapsed", row, parts=left)
        for answer in left:
            promote(part=answer.part, ledger=ledger, trace=trace, now=now)
        trace.write()
        ledger.write()
