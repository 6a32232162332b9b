"""What the organiser decides: requests, and rules set aside one at a time with a motive."""

from datetime import datetime

from django.db import transaction

from filrouge.core import days
from filrouge.core.decisions import Reason
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.registration import rules
from filrouge.stages.registration.actions.ledger import Ledger
from filrouge.stages.registration.actions.loading import load, wish_for, wishes_of
from filrouge.stages.registration.actions.promote import move, settle
from filrouge.stages.registration.actions.register import MotiveMissing
from filrouge.stages.registration.actions.trace import Trace, states
from filrouge.stages.registration.actions.twins import counts, lock_person_of, refuse_twin
from filrouge.stages.registration.enums import Obstacle, PartState
from filrouge.stages.registration.models import PartRegistration, Registration
from filrouge.stages.registration.queries import applicant_of, capacity_of


class NotWaitingForDecision(Exception):
    """The request was decided already, or withdrawn; `state` is what it is now."""

    def __init__(self, state: PartState) -> None:
        super().__init__(state.value)
        self.state = state


@transaction.atomic
def decide(
    *, registration_id: int, part: str, accept: bool, actor: Actor, now: datetime, motive: str = ""
) -> rules.PartAnswer:
    """Accept or refuse a request for a part. Accepted, it takes a seat or the end of the waiting list.

    Raises NotWaitingForDecision when somebody decided first, MotiveMissing for a refusal without a word, Gone.
    """
    if not accept and not motive.strip():
        raise MotiveMissing
    row, facts, ledger = load(registration_id, [part])
    wish = wish_for(row, facts, part)
    if PartState(wish.state) is not PartState.REQUESTED:
        raise NotWaitingForDecision(PartState(wish.state))
    part_facts = next(known for known in facts.parts if known.key == part)
    if accept:
        # The audience rule is answered for this wish: not asked again when they move up or change a detail.
        wish.set_aside = sorted({*wish.set_aside, Obstacle.AUDIENCE.value})
        capacity = capacity_of(applicant_of(row), facts, on=days.local_day(now, facts.zone))
        drawn = rules.drawn_on(facts, part_facts, capacity, at=now)
        answer = rules.seat(part=part_facts, seats=ledger.seats(part_facts.id).drawing_on(drawn))
    else:
        answer = rules.PartAnswer(part_facts, PartState.REFUSED, (Reason("organiser_refused", {"motive": motive}),))
    move(wish, answer, ledger=ledger, now=now)
    trace = Trace(facts, actor=actor, now=now)
    verb = "accepted" if accept else "refused"
    trace.note(f"registration:{verb}", row, motive=motive, data=states([answer]))
    settled = settle([row], [answer], ledger=ledger, trace=trace, now=now)
    answer = settled.get((row.pk, part), answer)
    trace.mail("decided", row, parts=[answer])
    trace.write()
    ledger.write()
    return answer


@transaction.atomic
def set_aside(
    *, registration_id: int, part: str, obstacle: Obstacle, motive: str, actor: Actor, now: datetime
) -> rules.PartAnswer:
    """Set one rule aside for one part of one registration, with a motive; every other rule is asked again.

    The answer may still be a refusal for another reason. Raises MotiveMissing, Gone, AlreadyRegistered when nothing of
    it counts but another registration of the person does, and ValueError when the part is confirmed already or was
    withdrawn by the person.
    """
    if not motive.strip():
        raise MotiveMissing
    who = lock_person_of(registration_id)
    row, facts, ledger = load(registration_id, [part])
    wish = wish_for(row, facts, part)
    if PartState(wish.state) in (PartState.CONFIRMED, PartState.WITHDRAWN):
        raise ValueError(f"nothing stands in the way of a part that is {wish.state}")
    if not counts(wishes_of(row, facts).values()):
        refuse_twin(row, who)
    part_facts = next(known for known in facts.parts if known.key == part)
    aside = {Obstacle(name) for name in wish.set_aside} | {obstacle}
    answer = _ask_again(row, facts, ledger, wish, part_facts, aside, now=now)
    wish.set_aside = sorted(aside)
    is_moved = answer.state.value != wish.state
    if is_moved:
        move(wish, answer, ledger=ledger, now=now, beyond_capacity=Obstacle.CAPACITY in aside)
    else:
        wish.reasons = [reason.to_json() for reason in answer.reasons]
        wish.save(update_fields=["set_aside", "reasons"])
    trace = Trace(facts, actor=actor, now=now)
    trace.note("registration:rule_set_aside", row, motive=motive, data={"rule": obstacle.value} | states([answer]))
    if is_moved:
        settled = settle([row], [answer], ledger=ledger, trace=trace, now=now)
        answer = settled.get((row.pk, part), answer)
        trace.mail("decided", row, parts=[answer])
    trace.write()
    ledger.write()
    return answer


def _ask_again(
    row: Registration,
    facts: GatheringFacts,
    ledger: Ledger,
    wish: PartRegistration,
    part: PartFacts,
    aside: set[Obstacle],
    *,
    now: datetime,
) -> rules.PartAnswer:
    """The answer with these rules set aside, as if the person were not in the count: nobody is in their own way."""
    state = PartState(wish.state)
    ledger.leave(part.id, state, quotas=wish.quotas)
    answer = rules.answer(
        facts=facts,
        part=part,
        received=row.received_at,
        seats=ledger.seats(part.id),
        capacity=capacity_of(applicant_of(row), facts, on=days.local_day(now, facts.zone)),
        set_aside=aside,
    )
    ledger.enter(part.id, state, quotas=wish.quotas)
    return answer
