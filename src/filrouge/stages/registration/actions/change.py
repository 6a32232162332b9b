"""Changing a registration: who comes, in which capacity, for which parts."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from django.db import transaction

from filrouge.core import days
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.audience import Capacity, judge
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.registration import rules
from filrouge.stages.registration.actions.arriving import follow
from filrouge.stages.registration.actions.ledger import Ledger
from filrouge.stages.registration.actions.loading import load, wishes_of
from filrouge.stages.registration.actions.promote import move, promote, settle
from filrouge.stages.registration.actions.register import fill_applicant, lock_person, wished_parts
from filrouge.stages.registration.actions.trace import Trace, states
from filrouge.stages.registration.actions.twins import counts, refuse_twin
from filrouge.stages.registration.enums import ACTIVE, Obstacle, PartState
from filrouge.stages.registration.facts import Application, RegistrationFacts
from filrouge.stages.registration.models import PartRegistration, Registration
from filrouge.stages.registration.queries import applicant_of, capacity_of, sort_name

APPLICANT_FIELDS = (
    "given_name",
    "family_name",
    "email",
    "organisation",
    "organisation_text",
    "organisation_kind",
    "function",
    "function_text",
    "communities",
    "territory",
    "level",
    "as_resident",
    "pictures",
    "sort_name",
    "search_text",
)

Judge = Callable[..., rules.PartAnswer]


def preview(
    *,
    facts: GatheringFacts,
    part: PartFacts,
    held: PartState | None,
    capacity: Capacity,
    seats: rules.Seats,
    at: datetime,
    set_aside: frozenset[Obstacle] = frozenset(),
    taken: Collection[str] = (),
) -> rules.PartAnswer:
    """What a changed application gets for a part; one that is held is kept while the audience rule admits it.

    A deadline that has passed since does not take a place away.
    """
    if held is None or held not in ACTIVE:
        return rules.answer(
            facts=facts, part=part, capacity=capacity, seats=seats, received=at, set_aside=set_aside, taken=taken
        )
    return kept_if_admitted(part, held, capacity, set_aside)


def kept_if_admitted(
    part: PartFacts, held: PartState, capacity: Capacity, set_aside: Collection[Obstacle]
) -> rules.PartAnswer:
    """What becomes of a part that somebody counts on: it stays while the audience rule admits their capacity."""
    decision = judge(part.audience, capacity)
    if decision.is_allowed or Obstacle.AUDIENCE in set_aside:
        return rules.PartAnswer(part, held)
    state = PartState.REFUSED if decision.is_refused else PartState.REQUESTED
    return rules.PartAnswer(part, state, decision.reasons, obstacles=(Obstacle.AUDIENCE,))


def preview_all(
    *,
    facts: GatheringFacts,
    registration: RegistrationFacts,
    wished: Collection[str],
    capacity: Capacity,
    seats: Mapping[str, rules.Seats],
    at: datetime,
    judge: Judge = preview,
) -> dict[str, rules.PartAnswer]:
    """What a changed application gets for every part of the gathering, wished or not, by key.

    `judge` answers for one part, with the arguments of `preview`.
    """
    answers: dict[str, rules.PartAnswer] = {}
    taken = {held.part.key for held in registration.confirmed if held.part.key in wished}
    for part in facts.parts:
        held = registration.held(part.key)
        answers[part.key] = judge(
            facts=facts,
            part=part,
            held=held.state if held else None,
            capacity=capacity,
            seats=seats[part.key],
            at=at,
            set_aside=frozenset(held.set_aside) if held else frozenset(),
            taken=taken - {part.key},
        )
        if answers[part.key].state is PartState.CONFIRMED and part.key in wished:
            taken.add(part.key)
    return answers


def lost(
    answers: Mapping[str, rules.PartAnswer], registration: RegistrationFacts, wished: Collection[str]
) -> tuple[str, ...]:
    """The keys of the wished parts that somebody counts on and would not keep, in the order of the gathering."""
    return tuple(
        held.part.key
        for held in registration.parts
        if held.is_active and held.part.key in wished and _is_lost(answers[held.part.key].state, held.state)
    )


def _is_lost(answer: PartState, held: PartState) -> bool:
    return answer is PartState.REFUSED or (answer is PartState.REQUESTED and held is not PartState.REQUESTED)


@transaction.atomic
def change(
    *,
    registration_id: int,
    facts: GatheringFacts,
    application: Application,
    actor: Actor,
    now: datetime,
    send_mails: bool = True,
    link: int | None = None,
) -> tuple[rules.PartAnswer, ...]:
    """Write a changed application over a registration, its language too; the answers for the parts that changed.

    Parts held and no longer wished are withdrawn, new wishes are answered by every rule, kept ones by the audience
    rule. Without `send_mails` the person is not told; whoever moves up because of it is. Raises Gone, also when
    another personal link has replaced the one with the number `link`, KeyError for a part that the gathering has not,
    and AlreadyRegistered for one that begins to count again, or becomes another person's, while another one of that
    person counts.
    """
    who = (application.applicant.email, sort_name(application.applicant.name))
    lock_person(facts.id, *who)
    wished = {part.key for part in wished_parts(facts, application.parts)}
    row, facts, ledger = load(registration_id, [part.key for part in facts.parts], link=link)
    capacity = capacity_of(application.applicant, facts, on=days.local_day(now, facts.zone))
    wishes = wishes_of(row, facts)
    before, was = (applicant_of(row), row.language), (row.email, row.sort_name)
    _write_person(row, application, capacity)
    # Compared as stored: a body that is found keeps no typed text.
    person_changed = (applicant_of(row), row.language) != before
    if wished and (was != who or not counts(wishes.values())):
        refuse_twin(row, who)
    answers = _rewrite_parts(row, facts, ledger, wishes, wished, capacity, now=now)
    if answers or person_changed:
        trace = Trace(facts, actor=actor, now=now)
        trace.note("registration:changed", row, data=states(answers) | {"person_changed": person_changed})
        answers = _settled(row, answers, ledger, trace, now=now, send_mails=send_mails)
        follow(row, trace, gave_back=not wished)
    return answers


def _settled(
    row: Registration,
    answers: tuple[rules.PartAnswer, ...],
    ledger: Ledger,
    trace: Trace,
    *,
    now: datetime,
    send_mails: bool,
) -> tuple[rules.PartAnswer, ...]:
    """The answers as they stand once lists have moved; whoever changed, and whoever moves up, is told."""
    settled = settle([row], answers, ledger=ledger, trace=trace, now=now)
    answers = tuple(settled.get((row.pk, answer.part.key), answer) for answer in answers)
    if send_mails:
        trace.mail("changed", row, parts=answers)
    for answer in answers:
        promote(part=answer.part, ledger=ledger, trace=trace, now=now)
    trace.write()
    ledger.write()
    return answers


def _write_person(row: Registration, application: Application, capacity: Capacity) -> None:
    fill_applicant(row, application.applicant, capacity)
    row.language = application.language
    row.save(update_fields=[*APPLICANT_FIELDS, "language"])


def _rewrite_parts(
    row: Registration,
    facts: GatheringFacts,
    ledger: Ledger,
    wishes: Mapping[str, PartRegistration],
    wished: set[str],
    capacity: Capacity,
    *,
    now: datetime,
) -> tuple[rules.PartAnswer, ...]:
    """Move every part whose answer changed; those answers."""
    changed = []
    kept = {key for key, wish in wishes.items() if key in wished and wish.state == PartState.CONFIRMED.value}
    for part in facts.parts:
        wish = wishes.get(part.key)
        answer = _answer(part, wish, facts, ledger, part.key in wished, capacity, kept, now=now)
        if answer is not None and answer.state is PartState.CONFIRMED:
            kept.add(part.key)
        if answer is None or (wish is not None and wish.state == answer.state.value):
            continue
        write_answer(row, wish, answer, ledger=ledger, now=now)
        changed.append(answer)
    return tuple(changed)


def write_answer(
    row: Registration, wish: PartRegistration | None, answer: rules.PartAnswer, *, ledger: Ledger, now: datetime
) -> None:
    """Write the answer for a part that was not asked for before, or another one than is recorded."""
    if wish is not None:
        move(wish, answer, ledger=ledger, now=now, beyond_capacity=Obstacle.CAPACITY.value in wish.set_aside)
        return
    wish = PartRegistration(registration=row, part_id=answer.part.id, state=answer.state.value, changed_at=now)
    wish.reasons = [reason.to_json() for reason in answer.reasons]
    wish.queue_number = ledger.enter(answer.part.id, answer.state, quotas=answer.quotas)
    wish.waiting_since = now if wish.queue_number is not None else None
    wish.quotas = list(answer.quotas) if answer.state is PartState.CONFIRMED else []
    wish.save(force_insert=True)


def _answer(
    part: PartFacts,
    wish: PartRegistration | None,
    facts: GatheringFacts,
    ledger: Ledger,
    is_wished: bool,
    capacity: Capacity,
    taken: Collection[str],
    *,
    now: datetime,
) -> rules.PartAnswer | None:
    """What becomes of one part; None when nothing does."""
    held = PartState(wish.state) if wish else None
    if not is_wished:
        gives_back = held in ACTIVE and rules.may_withdraw(part, now=now).is_allowed
        return rules.PartAnswer(part, PartState.WITHDRAWN) if gives_back else None
    aside = frozenset(Obstacle(name) for name in wish.set_aside) if wish else frozenset()
    return preview(
        facts=facts,
        part=part,
        held=held,
        capacity=capacity,
        seats=ledger.seats(part.id),
        at=now,
        set_aside=aside,
        taken=taken,
    )
