"""Registering somebody: every rule asked, seats taken exactly, all in one short transaction."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import IntegrityError, transaction

from filrouge.core import days
from filrouge.core.text import search_form
from filrouge.ground.database import lock_name
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.enums import ActorKind
from filrouge.stages.gatherings.audience import Capacity
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.registration import links, rules
from filrouge.stages.registration.actions.arriving import note_way
from filrouge.stages.registration.actions.forwarding import note_arrival
from filrouge.stages.registration.actions.ledger import Ledger
from filrouge.stages.registration.actions.needs import write_needs
from filrouge.stages.registration.actions.promote import settle
from filrouge.stages.registration.actions.trace import Trace, states
from filrouge.stages.registration.enums import Obstacle, PartState
from filrouge.stages.registration.facts import Applicant, Application
from filrouge.stages.registration.models import PartRegistration, Registration
from filrouge.stages.registration.queries import capacity_of, form_key, person_among, same_mailbox, sort_name

_LATE = frozenset({Obstacle.NOT_OPEN, Obstacle.DEADLINE})


@dataclass(frozen=True)
class Receipt:
    """What was registered. `is_replay` when the same form had been sent before and nothing was written again."""

    registration_id: int
    token: str
    answers: tuple[rules.PartAnswer, ...] = ()
    is_replay: bool = False


class NothingTaken(Exception):
    """No part could be given, so nothing was written; `answers` say why, part by part."""

    def __init__(self, answers: tuple[rules.PartAnswer, ...]) -> None:
        super().__init__(", ".join(f"{answer.part.key}: {answer.state}" for answer in answers))
        self.answers = answers


class AlreadyRegistered(Exception):
    """The same person is registered already; `registration_id` is theirs."""

    def __init__(self, registration_id: int) -> None:
        super().__init__(str(registration_id))
        self.registration_id = registration_id


class MailboxShared(Exception):
    """Others are registered with the same address, and whoever sends the form was not asked yet whether they are one
    of them; `others` are their registrations with their folded names.
    """

    def __init__(self, others: Mapping[int, str]) -> None:
        super().__init__(", ".join(map(str, others)))
        self.others = others


class MotiveMissing(ValueError):
    """A rule was to be set aside without a motive."""


def register(
    *,
    facts: GatheringFacts,
    application: Application,
    actor: Actor,
    now: datetime,
    capacity: Capacity | None = None,
    asks_who: bool = False,
) -> Receipt:
    """Register somebody for the parts they wish, each by its own answer.

    A door that has just read the directory gives the `capacity` it found; else it is read here. One that `asks_who`
    gets MailboxShared instead of a registration while others are registered with the same address.

    Raises NothingTaken when every part is refused, AlreadyRegistered for a second registration of one person,
    MotiveMissing when a rule is set aside without a word, LinkClosed when the link of the invitation or relay was
    closed meanwhile. The form's key is unique: its row is written first, and the contended seats are locked after
    everything that others do not wait for.
    """
    if any(application.set_aside.values()) and not application.motive.strip():
        raise MotiveMissing
    parts = wished_parts(facts, application.parts)
    application = replace(application, submission=form_key(facts.id, application))
    if capacity is None:
        capacity = capacity_of(application.applicant, facts, on=days.local_day(now, facts.zone))
    try:
        return _register(facts, application, parts, capacity, actor=actor, now=now, asks_who=asks_who)
    except IntegrityError:
        # The form was sent before, perhaps at this very moment: the other one's registration is the answer.
        if (first := _earlier(application)) is None:
            raise
        return first


def wished_parts(facts: GatheringFacts, keys: tuple[str, ...]) -> tuple[PartFacts, ...]:
    """The parts with these keys, in the order of the gathering. Raises KeyError for a part that it has not."""
    if unknown := set(keys) - {part.key for part in facts.parts}:
        raise KeyError(", ".join(sorted(unknown)))
    return tuple(part for part in facts.parts if part.key in keys)


def _earlier(application: Application) -> Receipt | None:
    """The receipt of the same form, if it was sent before."""
    row = Registration.objects.filter(submission=application.submission).first()
    return Receipt(row.pk, links.make(row.public_id, row.link), is_replay=True) if row else None


def lock_person(gathering_id: int, email: str, folded_name: str) -> None:
    """Wait for whoever registers the same person at this moment; before anything else is locked."""
    if email:
        lock_name(f"registration {gathering_id} {email} {folded_name}")


def _refuse_a_second_time(facts: GatheringFacts, application: Application, *, asks_who: bool) -> None:
    """Raise AlreadyRegistered for the same person in another form, MailboxShared for somebody else's address. Asked
    while the person is locked: two forms of one person sent at the same moment see each other, whatever parts they ask
    for.
    """
    if any(Obstacle.DUPLICATE in aside for aside in application.set_aside.values()):
        return
    known = same_mailbox(facts.id, application.applicant.email, besides=application.submission)
    if twin := person_among(known, application.applicant):
        raise AlreadyRegistered(twin)
    if known and asks_who:
        raise MailboxShared(known)


def note_every_way(
    row: Registration, application: Application, *, facts: GatheringFacts, actor: Actor, now: datetime
) -> None:
    """Keep by whose link somebody comes: a passing on, an invitation, a relay. Raises LinkClosed."""
    if application.forwarding is not None:
        # After the seats, as all who change whoever passed it on: they hold the seats when they come to the passing on.
        note_arrival(row, application.forwarding)
    if application.invitation is not None or application.relay is not None:
        note_way(row, application, facts=facts, actor=actor, now=now)


@transaction.atomic
def _register(
    facts: GatheringFacts,
    application: Application,
    parts: tuple[PartFacts, ...],
    capacity: Capacity,
    *,
    actor: Actor,
    now: datetime,
    asks_who: bool,
) -> Receipt:
    row = new_row(facts, application, capacity, actor=actor, now=now)
    lock_person(facts.id, row.email, row.sort_name)
    row.save(force_insert=True)
    _refuse_a_second_time(facts, application, asks_who=asks_who)
    ledger = Ledger(facts, parts)
    note_every_way(row, application, facts=facts, actor=actor, now=now)
    answers = answers_in_turn(facts, application, parts, capacity, ledger)
    if all(answer.state is PartState.REFUSED for answer in answers):
        raise NothingTaken(answers)
    PartRegistration.objects.bulk_create(wishes_for(row, answers, ledger, application, now=now))
    write_needs(row, application.needs, now=now)
    trace = Trace(facts, actor=actor, now=now)
    trace.note(
        "registration:created",
        row,
        motive=application.motive,
        data={"channel": application.channel.value} | states(answers) | _set_aside_data(application),
    )
    settled = settle([row], answers, ledger=ledger, trace=trace, now=now)
    answers = tuple(settled.get((row.pk, answer.part.key), answer) for answer in answers)
    trace.mail("registration_received", row, parts=answers)
    trace.write()
    ledger.write()
    return Receipt(row.pk, links.make(row.public_id, row.link), answers)


def answers_in_turn(
    facts: GatheringFacts,
    application: Application,
    parts: tuple[PartFacts, ...],
    capacity: Capacity,
    ledger: Ledger,
    *,
    held: Collection[str] = (),
) -> tuple[rules.PartAnswer, ...]:
    """The answer for each part, one after the other: of two workshops at the same hour the first one is had.

    `held` are the keys of parts for which a place without a name was kept for them.
    """
    answers: list[rules.PartAnswer] = []
    for part in parts:
        confirmed = [answer for answer in answers if answer.state is PartState.CONFIRMED]
        answers.append(
            rules.answer(
                facts=facts,
                part=part,
                capacity=capacity,
                # They are counted into the ledger afterwards: parts that share a quota are one seat less each.
                seats=ledger.seats(part.id).less(quota for answer in confirmed for quota in answer.quotas),
                received=application.received_at,
                set_aside=application.set_aside.get(part.key, frozenset()),
                taken=[answer.part.key for answer in confirmed],
                has_held_place=part.key in held,
            )
        )
    return tuple(answers)


def wishes_for(
    row: Registration, answers: Iterable[rules.PartAnswer], ledger: Ledger, application: Application, *, now: datetime
) -> list[PartRegistration]:
    """The unsaved rows of a new registration's parts, each counted into the ledger."""
    wishes = []
    for answer in answers:
        aside = application.set_aside.get(answer.part.key, frozenset())
        number = ledger.enter(
            answer.part.id, answer.state, quotas=answer.quotas, beyond_capacity=Obstacle.CAPACITY in aside
        )
        wishes.append(
            PartRegistration(
                registration=row,
                part_id=answer.part.id,
                state=answer.state.value,
                queue_number=number,
                waiting_since=now if number is not None else None,
                quotas=list(answer.quotas) if answer.state is PartState.CONFIRMED else [],
                reasons=[reason.to_json() for reason in answer.reasons],
                set_aside=sorted(aside & set(answer.obstacles)),
                changed_at=now,
            )
        )
    return wishes


def new_row(
    facts: GatheringFacts, application: Application, capacity: Capacity, *, actor: Actor, now: datetime
) -> Registration:
    is_late = actor.kind is ActorKind.USER and any(_LATE & aside for aside in application.set_aside.values())
    row = Registration(
        gathering_id=facts.id,
        submission=application.submission,
        language=application.language,
        channel=application.channel.value,
        received_at=application.received_at,
        created_at=now,
        late_by=actor.label if is_late else "",
        late_motive=application.motive if is_late else "",
        party=application.party.id if application.party else None,
        party_may_split=bool(application.party and application.party.may_split),
        invited_through_id=application.invited_through,
        reference=application.reference,
    )
    if application.registrant:
        row.registrant_given_name = application.registrant.name.given
        row.registrant_family_name = application.registrant.name.family
        row.registrant_email = application.registrant.email
    fill_applicant(row, application.applicant, capacity)
    return row


def fill_applicant(row: Registration, applicant: Applicant, capacity: Capacity) -> None:
    """Write who comes and in which capacity into a registration's fields."""
    row.given_name, row.family_name, row.email = applicant.name.given, applicant.name.family, applicant.email
    row.organisation_id = applicant.organisation_id
    row.organisation_text = "" if applicant.organisation_id else applicant.organisation_text
    row.organisation_kind = "" if applicant.organisation_id else applicant.organisation_kind
    row.function, row.function_text = applicant.function, "" if applicant.function else applicant.function_text
    row.communities = list(applicant.communities)
    row.territory_id, row.level = applicant.territory_id, applicant.level
    row.as_resident = applicant.as_resident
    row.pictures = applicant.pictures.value if applicant.pictures else ""
    row.sort_name = sort_name(applicant.name)
    row.search_text = search_form(f"{applicant.name.full} {applicant.email} {capacity.body_text}")


def _set_aside_data(application: Application) -> dict[str, object]:
    aside = {key: sorted(obstacles) for key, obstacles in application.set_aside.items() if obstacles}
    return {"set_aside": aside} if aside else {}
