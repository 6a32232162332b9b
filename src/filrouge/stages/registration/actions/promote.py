"""Moving the waiting list up, inside the transaction that freed the seat."""

from datetime import datetime

from filrouge.core import days
from filrouge.stages.gatherings.facts import PartFacts
from filrouge.stages.registration import rules
from filrouge.stages.registration.actions.ledger import Ledger
from filrouge.stages.registration.actions.trace import Trace, states
from filrouge.stages.registration.enums import PART_STATES, Obstacle, PartState
from filrouge.stages.registration.models import PartRegistration
from filrouge.stages.registration.queries import applicant_of, capacity_of


def promote(*, part: PartFacts, ledger: Ledger, trace: Trace, now: datetime) -> int:
    """Give free seats to those who wait, in order; the number promoted.

    Each is asked again whether the audience rule still admits them: one who is no longer admitted leaves the list for
    the organiser's decision and the next is asked. Nobody is promoted once the set moment before the part is reached.
    """
    promoted = 0
    while ledger.seats(part.id).waiting and ledger.seats(part.id).free != 0:
        wish = _first_waiting(part)
        if wish is None:
            break
        capacity = capacity_of(applicant_of(wish.registration), trace.facts, on=days.local_day(now, part.zone))
        aside = [Obstacle(name) for name in wish.set_aside]
        decision = rules.promotion(part=part, capacity=capacity, now=now, set_aside=aside)
        if any(reason.code == "promotion_stopped" for reason in decision.reasons):
            break
        if decision.is_allowed:
            answer = rules.PartAnswer(part, PartState.CONFIRMED)
            promoted += 1
        else:
            answer = rules.PartAnswer(part, PartState.REQUESTED, decision.reasons)
        move(wish, answer, ledger=ledger, now=now)
        verb = "promoted" if decision.is_allowed else "no_longer_admitted"
        trace.note(f"registration:{verb}", wish.registration, data=states([answer]))
        trace.mail(verb, wish.registration, parts=[answer])
    return promoted


def _first_waiting(part: PartFacts) -> PartRegistration | None:
    waiting = PartRegistration.objects.filter(part_id=part.id, state=PartState.WAITING.value)
    return waiting.select_related("registration").order_by("queue_number").first()


def move(
    wish: PartRegistration, answer: rules.PartAnswer, *, ledger: Ledger, now: datetime, beyond_capacity: bool = False
) -> None:
    """Move one wish to the state of an answer, counting it out of the old state and into the new one.

    Whoever gives a place back gives back the exceptions made for it: a later wish is judged by every rule.
    Raises ForbiddenTransition when the state table has no such move.
    """
    before = PartState(wish.state)
    PART_STATES.check(before, answer.state)
    ledger.leave(wish.part_id, before)
    number = ledger.enter(wish.part_id, answer.state, beyond_capacity=beyond_capacity)
    wish.state = answer.state.value
    wish.reasons = [reason.to_json() for reason in answer.reasons]
    wish.changed_at = now
    if answer.state is PartState.WITHDRAWN:
        wish.set_aside = []
    if number is not None:
        wish.queue_number = number
    wish.save(update_fields=["state", "reasons", "changed_at", "queue_number", "set_aside"])
