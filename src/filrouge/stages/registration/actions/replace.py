"""A colleague comes instead: the same registration, its places where they are, and another person."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from filrouge.core import days
from filrouge.ground.mail.actions import forget_about
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.audience import Capacity
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.registration import rules
from filrouge.stages.registration.actions.arriving import follow_replaced
from filrouge.stages.registration.actions.change import APPLICANT_FIELDS, preview, write_answer
from filrouge.stages.registration.actions.ledger import Ledger
from filrouge.stages.registration.actions.loading import load, wishes_of
from filrouge.stages.registration.actions.needs import erase_needs
from filrouge.stages.registration.actions.promote import answer_now, promote, settle
from filrouge.stages.registration.actions.register import (
    AlreadyRegistered,
    NothingTaken,
    fill_applicant,
    lock_person,
    wished_parts,
)
from filrouge.stages.registration.actions.trace import Trace, snapshots, states
from filrouge.stages.registration.enums import ACTIVE, Obstacle, PartState
from filrouge.stages.registration.facts import Applicant, RegistrationFacts
from filrouge.stages.registration.models import Forwarding, PartRegistration, Registration, Replacement, SecondForm
from filrouge.stages.registration.queries import applicant_of, capacity_of, same_person, sort_name

# Exceptions that were made for whoever leaves; those that concern the place stay with it.
_FOR_THE_PERSON = frozenset({Obstacle.AUDIENCE, Obstacle.CLASH, Obstacle.DUPLICATE})
# A request that was sent in time stays in time, whoever comes.
_IN_TIME = frozenset({Obstacle.NOT_OPEN, Obstacle.PRIORITY, Obstacle.DEADLINE})
_WRITTEN = (*APPLICANT_FIELDS, "language", "link", "submission", "reference")

Wishes = dict[str, PartRegistration]


class TooLateToReplace(Exception):
    """Nothing counts any more, or a part is over: whoever was there was there."""


@dataclass(frozen=True)
class _Leaver:
    """Whom the last mail goes to, and what they held."""

    name: str
    email: str
    language: str
    held: tuple[rules.PartAnswer, ...]


def may_replace(registration: RegistrationFacts, *, now: datetime) -> bool:
    """Whether a colleague may still come instead: something counts, and no confirmed part is over."""
    return registration.is_active and all(
        rules.may_withdraw(held.part, now=now).is_allowed for held in registration.confirmed
    )


def preview_replacement(
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
    """What whoever comes instead gets for a part; the arguments are those of `change.preview`.

    A place and a rank that are held are kept while the audience rule admits the new person, for whom no exception was
    made; a request is judged anew, as sent in time. The organiser's exceptions for the first person end with them.
    """
    aside = set_aside - _FOR_THE_PERSON if held in ACTIVE else frozenset()
    if held is PartState.REQUESTED:
        return rules.answer(
            facts=facts,
            part=part,
            capacity=capacity,
            seats=seats,
            received=at,
            set_aside=aside | _IN_TIME,
            taken=taken,
        )
    return preview(
        facts=facts, part=part, held=held, capacity=capacity, seats=seats, at=at, set_aside=aside, taken=taken
    )


@transaction.atomic
def replace_person(
    *,
    registration_id: int,
    facts: GatheringFacts,
    applicant: Applicant,
    take_over: bool,
    parts: tuple[str, ...],
    language: str | None = None,
    actor: Actor,
    now: datetime,
) -> tuple[rules.PartAnswer, ...]:
    """Let somebody else come on a registration, by what the first person counts on or by `parts`; what changed.

    Places and ranks stay; whoever registered them keeps the registration. Of the first nothing stays but the name in
    the trail. Both are told; an invitation of the first is represented by the second. Raises AlreadyRegistered,
    NothingTaken when the second could take no part, TooLateToReplace, Gone, KeyError for a part that is not there.
    """
    lock_person(facts.id, applicant.email, sort_name(applicant.name))
    if twin := same_person(facts.id, applicant, besides=uuid4()):
        raise AlreadyRegistered(twin)
    row, facts, ledger = load(registration_id, [part.key for part in facts.parts])
    wishes = wishes_of(row, facts)
    held = {key for key, wish in wishes.items() if PartState(wish.state) in ACTIVE}
    _refuse_too_late(facts, wishes, now=now)
    wished = held if take_over else {part.key for part in wished_parts(facts, parts)}
    leaver = _leaver(row, facts, wishes)
    capacity = capacity_of(applicant, facts, on=days.local_day(now, facts.zone))
    _write_person(row, applicant, capacity, language, took_over=wished == held, actor=actor, now=now)
    answers = _rewrite(row, facts, ledger, wishes, wished, capacity, now=now)
    trace = Trace(facts, actor=actor, now=now)
    trace.note("registration:replaced", row, data=states(answers) | {"took_over": wished == held})
    settled = settle([row], answers, ledger=ledger, trace=trace, now=now)
    answers = tuple(settled.get((row.pk, answer.part.key), answer) for answer in answers)
    _tell(leaver, row, facts, trace)
    for answer in answers:
        promote(part=answer.part, ledger=ledger, trace=trace, now=now)
    trace.write()
    ledger.write()
    follow_replaced(row, trace)
    return answers


def _refuse_too_late(facts: GatheringFacts, wishes: Wishes, *, now: datetime) -> None:
    counted = [part for part in facts.parts if part.key in wishes and PartState(wishes[part.key].state) in ACTIVE]
    confirmed = [part for part in counted if wishes[part.key].state == PartState.CONFIRMED.value]
    if not counted or not all(rules.may_withdraw(part, now=now).is_allowed for part in confirmed):
        raise TooLateToReplace


def _leaver(row: Registration, facts: GatheringFacts, wishes: Wishes) -> _Leaver:
    held = tuple(answer for answer in _answers_now(facts, wishes) if answer.state in ACTIVE)
    return _Leaver(applicant_of(row).name.full, row.email, row.language, held)


def _answers_now(facts: GatheringFacts, wishes: Wishes) -> tuple[rules.PartAnswer, ...]:
    return tuple(answer_now(wishes[part.key], part) for part in facts.parts if part.key in wishes)


def _write_person(
    row: Registration,
    applicant: Applicant,
    capacity: Capacity,
    language: str | None,
    *,
    took_over: bool,
    actor: Actor,
    now: datetime,
) -> None:
    """Erase who was there, but for the name in the trail, and write who comes instead."""
    Replacement.objects.create(
        registration=row,
        previous_name=applicant_of(row).name.full,
        replaced_at=now,
        replaced_by=actor.label,
        took_over=took_over,
    )
    erase_needs(row.pk, now=now)
    SecondForm.objects.filter(registration=row).delete()
    Forwarding.objects.filter(passed_on_by=row).update(name="")
    forget_about(gathering_id=row.gathering_id, name="registration", value=row.pk)
    fill_applicant(row, applicant, capacity)
    row.language, row.reference = language or row.language, ""
    # The first person's form sent once more must not answer with the second one's link.
    row.link, row.submission = row.link + 1, uuid4()
    row.save(update_fields=list(_WRITTEN))


def _rewrite(
    row: Registration,
    facts: GatheringFacts,
    ledger: Ledger,
    wishes: Wishes,
    wished: set[str],
    capacity: Capacity,
    *,
    now: datetime,
) -> tuple[rules.PartAnswer, ...]:
    """Judge every part for the new person and write what differs; raises NothingTaken when all is refused."""
    given, changed = [], []
    kept = {key for key in wished if key in wishes and wishes[key].state == PartState.CONFIRMED.value}
    for part in facts.parts:
        wish = wishes.get(part.key)
        if part.key in wished:
            answer = _answer(part, wish, facts, ledger, capacity, kept - {part.key}, now=now)
            given.append(answer)
        elif wish is not None:
            answer = rules.PartAnswer(part, PartState.WITHDRAWN)
        else:
            continue
        if answer.state is PartState.CONFIRMED:
            kept.add(part.key)
        if _write(row, wish, answer, ledger=ledger, now=now):
            changed.append(answer)
    if all(answer.state is PartState.REFUSED for answer in given):
        raise NothingTaken(tuple(given))
    return tuple(changed)


def _answer(
    part: PartFacts,
    wish: PartRegistration | None,
    facts: GatheringFacts,
    ledger: Ledger,
    capacity: Capacity,
    taken: set[str],
    *,
    now: datetime,
) -> rules.PartAnswer:
    return preview_replacement(
        facts=facts,
        part=part,
        held=PartState(wish.state) if wish else None,
        capacity=capacity,
        seats=ledger.seats(part.id),
        at=now,
        set_aside=frozenset(Obstacle(name) for name in wish.set_aside) if wish else frozenset(),
        taken=taken,
    )


def _write(
    row: Registration, wish: PartRegistration | None, answer: rules.PartAnswer, *, ledger: Ledger, now: datetime
) -> bool:
    """Write an answer; whether it is another one than before. What the first person was told of a part is dropped."""
    if wish is not None:
        counted = PartState(wish.state) in ACTIVE
        wish.set_aside = [name for name in wish.set_aside if counted and Obstacle(name) not in _FOR_THE_PERSON]
    if wish is None or wish.state != answer.state.value:
        write_answer(row, wish, answer, ledger=ledger, now=now)
        return True
    if answer.state is not PartState.WAITING:
        wish.reasons = [reason.to_json() for reason in answer.reasons]
    wish.save(update_fields=["reasons", "set_aside"])
    return False


def _tell(leaver: _Leaver, row: Registration, facts: GatheringFacts, trace: Trace) -> None:
    """To the first person what they no longer hold, for their diary too; to the second what is theirs."""
    if leaver.email:
        confirmed = [answer.part.key for answer in leaver.held if answer.state is PartState.CONFIRMED]
        given_up = [rules.PartAnswer(answer.part, PartState.WITHDRAWN) for answer in leaver.held]
        said = {
            "gathering": facts.id,
            "name": leaver.name,
            "address": leaver.email,
            "parts": snapshots(given_up),
            "cancelled": confirmed,
        }
        trace.letter("replaced", leaver.email, leaver.language, said)
    recorded = _answers_now(facts, wishes_of(row, facts))
    trace.mail("came_instead", row, parts=[one for one in recorded if one.state is not PartState.WITHDRAWN])
