"""Reading registrations of a named gathering: one for its own page, counts for everybody."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from filrouge.core.decisions import Reason
from filrouge.core.names import PersonName
from filrouge.core.text import Translated
from filrouge.ground.audit.queries import last_act
from filrouge.ground.directory.queries import BodyCard, bodies_by_id, body_by_id
from filrouge.stages.gatherings.audience import Capacity
from filrouge.stages.gatherings.enums import Channel
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.queries import facts_in_version
from filrouge.stages.registration.enums import ACTIVE, HeldFor, Obstacle, PartState, Pictures
from filrouge.stages.registration.facts import Applicant, Application, HeldPart, Registrant, RegistrationFacts
from filrouge.stages.registration.models import PartRegistration, PartSeats, QuotaSeats, Registration
from filrouge.stages.registration.rules import Seats, limit_of


def seats_of(facts: GatheringFacts) -> Mapping[str, Seats]:
    """The seats of every part, by key; one query, two where there are quotas. A part or a quota that nobody asked for
    yet has all its seats.
    """
    ids = [part.id for part in facts.parts]
    parts = {row.part_id: row for row in PartSeats.objects.filter(part_id__in=ids).order_by("part_id")}
    for part in facts.parts:
        parts.setdefault(part.id, PartSeats(pk=part.id, capacity=part.capacity, ceiling=part.capacity))
    quotas: dict[int, QuotaSeats] = {}
    if facts.quotas:
        found = QuotaSeats.objects.filter(quota_id__in=[quota.id for quota in facts.quotas]).order_by("quota_id")
        quotas = {row.quota_id: row for row in found}
        for quota in facts.quotas:
            quotas.setdefault(quota.id, QuotaSeats(pk=quota.id, limit=limit_of(quota, facts)))
    return {part.key: seats_from(part, facts, parts, quotas) for part in facts.parts}


def seats_from(
    part: PartFacts, facts: GatheringFacts, parts: Mapping[int, PartSeats], quotas: Mapping[int, QuotaSeats]
) -> Seats:
    """The rows of a part and its quotas as rules see them."""
    row = parts[part.id]
    covering = [quota for quota in facts.quotas if part.key in quota.parts]
    beside = {other.id for other in sharing(facts, part)} - {part.id}
    return Seats(
        row.capacity,
        row.confirmed,
        row.waiting,
        held=row.held,
        left={quota.id: left_of(quotas[quota.id]) for quota in covering},
        drawn=tuple(quota.id for quota in covering if quota.reserved_for is None),
        waiting_beside=sum(parts[other].waiting for other in beside),
    )


def left_of(row: QuotaSeats) -> int | None:
    """How many seats a quota still gives; None without limit."""
    return None if row.limit is None else row.limit - row.confirmed - row.held


def sharing(facts: GatheringFacts, part: PartFacts) -> tuple[PartFacts, ...]:
    """The parts whose seats hang together with those of this one, itself included: joined by shared quotas."""
    keys, joined = {part.key}, [set(quota.parts) for quota in facts.quotas if quota.reserved_for is None]
    while more := set().union(*(quota for quota in joined if quota & keys)) - keys:
        keys |= more
    return tuple(other for other in facts.parts if other.key in keys)


def groups_wait(facts: GatheringFacts, part: PartFacts) -> bool:
    """Whether people who were registered together wait for a part, or for one that shares seats with it; one query."""
    ids = [other.id for other in sharing(facts, part)]
    waiting = PartRegistration.objects.filter(part_id__in=ids, state=PartState.WAITING.value)
    return waiting.exclude(registration__party=None).exists()


def capacity_of(applicant: Applicant, facts: GatheringFacts, *, on: date) -> Capacity:
    """In which capacity an applicant comes, read from the directory on a day; one query, none for a typed body."""
    body = None
    if applicant.organisation_id is not None:
        body = body_by_id(organiser_id=facts.organiser_id, organisation_id=applicant.organisation_id, on=on)
    return capacity_with(applicant, body, facts)


def capacities_of(applicants: Sequence[Applicant], facts: GatheringFacts, *, on: date) -> tuple[Capacity, ...]:
    """In which capacity each of these applicants comes, in their order; one query."""
    ids = {applicant.organisation_id for applicant in applicants if applicant.organisation_id is not None}
    bodies = bodies_by_id(organiser_id=facts.organiser_id, ids=ids, on=on)
    return tuple(
        capacity_with(applicant, bodies.get(applicant.organisation_id or 0), facts) for applicant in applicants
    )


def capacity_with(applicant: Applicant, body: BodyCard | None, facts: GatheringFacts) -> Capacity:
    """In which capacity an applicant comes, with the body already read."""
    function = facts.vocabulary.function(applicant.function)
    instruments = set(body.instruments) if body else set()
    if function and function.instrument:
        instruments.add(function.instrument)
    language = facts.language
    return Capacity(
        function=function.key if function else "",
        function_text=function.label.best(language).text if function else applicant.function_text,
        body_text=body.name.best(language).text if body else applicant.organisation_text,
        body_kind=body.kind if body else applicant.organisation_kind,
        memberships=body.memberships if body else frozenset(),
        territories=frozenset(body.territories) if body else frozenset(),
        communities=frozenset(applicant.communities),
        instruments=frozenset(instruments),
    )


def applicant_of(row: Registration) -> Applicant:
    """The applicant that a stored registration speaks of."""
    return Applicant(
        name=PersonName(row.given_name, row.family_name),
        email=row.email,
        organisation_id=row.organisation_id,
        organisation_text=row.organisation_text,
        organisation_kind=row.organisation_kind,
        function=row.function,
        function_text=row.function_text,
        communities=tuple(row.communities),
        territory_id=row.territory_id,
        level=row.level,
        as_resident=row.as_resident,
        pictures=Pictures(row.pictures) if row.pictures else None,
    )


def registration_by_link(public_id: UUID, link: int) -> tuple[RegistrationFacts, GatheringFacts] | None:
    """The registration behind a personal link with its gathering; None if the link was replaced or never given."""
    return _with_gathering(public_id=public_id, link=link, erased_at=None)


def merged_into(public_id: UUID) -> tuple[RegistrationFacts, GatheringFacts] | None:
    """The registration with which the one of this identifier was put together, None if it was not."""
    return _with_gathering(merged__public_id=public_id, erased_at=None)


def registration_by_id(*, gathering_id: int, registration_id: int) -> RegistrationFacts | None:
    """One registration of a named gathering, None if there is none."""
    found = _with_gathering(pk=registration_id, gathering_id=gathering_id)
    return found[0] if found else None


def registration_with_gathering(registration_id: int) -> tuple[RegistrationFacts, GatheringFacts] | None:
    """A registration by its id alone, for the worker; None once it is erased."""
    return _with_gathering(pk=registration_id, erased_at=None)


def _with_gathering(**conditions: object) -> tuple[RegistrationFacts, GatheringFacts] | None:
    row = next(iter(_read_along().filter(**conditions)[:1]), None)
    facts = facts_in_version(row.gathering_id, row.version) if row else None
    if row is None or facts is None:
        return None
    return _registration_facts(row, facts), facts


@cache
def _read_along() -> Any:
    """Registrations with all that is shown with one of them, in one statement.

    Put together once in a process: that takes Django longer than the database needs to answer.
    """
    came = Registration.objects.filter(invited_through_id=OuterRef("pk"), erased_at=None)
    came_through = came.order_by().values("invited_through_id").annotate(number=Count("pk")).values("number")
    return Registration.objects.order_by("pk").annotate(
        version=F("gathering__version"),
        body_name=F("organisation__name"),
        body_kind=F("organisation__kind"),
        second_form_id=F("second_form__pk"),
        came_through=Coalesce(Subquery(came_through), 0),
    )


def _registration_facts(row: Any, facts: GatheringFacts) -> RegistrationFacts:
    """A stored registration as pages and mails show it; one query, and one more per part that waits."""
    function = facts.vocabulary.function(row.function)
    body = Translated.of(row.body_name, facts.language) if row.organisation_id else None
    registrant = None
    if row.registrant_email:
        name = PersonName(row.registrant_given_name, row.registrant_family_name)
        registrant = Registrant(name, row.registrant_email)
    wishes = PartRegistration.objects.filter(registration=row).order_by("part_id")
    return RegistrationFacts(
        id=row.pk,
        public_id=row.public_id,
        link=row.link,
        name=PersonName(row.given_name, row.family_name),
        email=row.email,
        language=row.language,
        registrant=registrant,
        organisation_id=row.organisation_id,
        organisation_name=body.best(row.language).text if body else row.organisation_text,
        organisation_kind=row.body_kind if row.organisation_id else row.organisation_kind,
        function=row.function,
        function_name=function.label.best(row.language).text if function else row.function_text,
        communities=tuple(row.communities),
        channel=Channel(row.channel),
        received_at=row.received_at,
        created_at=row.created_at,
        late_by=row.late_by,
        late_motive=row.late_motive,
        parts=_held(wishes, facts),
        territory_id=row.territory_id,
        level=row.level,
        as_resident=row.as_resident,
        pictures=Pictures(row.pictures) if row.pictures else None,
        party=row.party,
        invited_through=row.invited_through_id,
        reference=row.reference,
        erased_at=row.erased_at,
        came_through=row.came_through,
        has_second_form=row.second_form_id is not None,
    )


def _held(wishes: Iterable[PartRegistration], facts: GatheringFacts) -> tuple[HeldPart, ...]:
    by_part = {wish.part_id: wish for wish in wishes}
    return tuple(_held_part(by_part[part.id], facts) for part in facts.parts if part.id in by_part)


def _held_part(wish: PartRegistration, facts: GatheringFacts) -> HeldPart:
    state = PartState(wish.state)
    return HeldPart(
        part=next(part for part in facts.parts if part.id == wish.part_id),
        state=state,
        reasons=tuple(Reason.from_json(reason) for reason in wish.reasons),
        position=position_of(wish) if state is PartState.WAITING else None,
        set_aside=tuple(Obstacle(obstacle) for obstacle in wish.set_aside),
        held_until=wish.held_until,
        held_for=HeldFor(wish.held_for) if wish.held_for else None,
    )


def position_of(wish: PartRegistration) -> int:
    """The place of a waiting entry, counted from 1."""
    before = PartRegistration.objects.filter(
        part_id=wish.part_id, state=PartState.WAITING.value, queue_number__lt=wish.queue_number
    )
    return before.count() + 1


def form_key(gathering_id: int, application: Application) -> UUID:
    """The form's key joined to the person: one page sent for two people (the back button) registers two people."""
    person = f"{gathering_id}|{application.applicant.email}|{sort_name(application.applicant.name)}"
    return uuid5(application.submission, person)


def same_person(gathering_id: int, applicant: Applicant, *, besides: UUID) -> int | None:
    """The registration that still counts of this person (name and address, folded) by another form; one query."""
    return person_among(same_mailbox(gathering_id, applicant.email, besides=besides), applicant)


def same_mailbox(gathering_id: int, email: str, *, besides: UUID) -> Mapping[int, str]:
    """The registrations that still count with this address by other forms, with their folded names, oldest first; one
    query, none without an address.
    """
    if not email:
        return {}
    found = Registration.objects.filter(
        gathering_id=gathering_id, email=email, parts__state__in=[state.value for state in ACTIVE]
    )
    rows = found.exclude(submission=besides).order_by("pk").values_list("pk", "sort_name")
    return dict(rows)


def person_among(registrations: Mapping[int, str], applicant: Applicant) -> int | None:
    """The oldest of these registrations, given with their folded names, that is this person's; None if none is."""
    name = sort_name(applicant.name)
    return next((pk for pk, known in registrations.items() if known == name), None)


def sort_name(name: PersonName) -> str:
    """The form under which people are sorted and compared: family name, then given name, folded."""
    return "|".join(name.sort_key[:2])[:250]


def registration_changed_at(registration: RegistrationFacts, facts: GatheringFacts) -> datetime:
    """When something last happened to a registration, to the second; one query."""
    at = last_act(gathering_id=facts.id, subject_kinds=("registration",), subject_id=str(registration.id))
    return (at or registration.received_at).replace(microsecond=0)
