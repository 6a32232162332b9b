"""What stands in the way: of a part that somebody holds, and of an application before it is sent."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from filrouge.core import days
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration import rules
from filrouge.stages.registration.enums import Obstacle, PartState
from filrouge.stages.registration.facts import Applicant, Application, RegistrationFacts
from filrouge.stages.registration.queries import capacity_of, form_key, same_person, seats_of

# Parts whose answer the organiser may still change by setting a rule aside; a request is decided instead.
_BLOCKED = frozenset({PartState.REFUSED, PartState.WAITING})


def standing_in_the_way(
    registration: RegistrationFacts, facts: GatheringFacts, *, now: datetime
) -> Mapping[str, tuple[Obstacle, ...]]:
    """By part key, the rules that keep a refused or waiting part from being confirmed; at most two queries.

    The same rules in the same order as the action asks them: one that was set aside already is not named again.
    """
    blocked = [held for held in registration.parts if held.state in _BLOCKED]
    if not blocked:
        return {}
    capacity = capacity_of(applicant_of_facts(registration), facts, on=days.local_day(now, facts.zone))
    seats = seats_of(facts)
    found = {}
    for held in blocked:
        # Somebody who waits does not stand in their own way.
        waiting = seats[held.part.key].waiting - (held.state is PartState.WAITING)
        answer = rules.answer(
            facts=facts,
            part=held.part,
            capacity=capacity,
            received=registration.received_at,
            seats=replace(seats[held.part.key], waiting=waiting),
            set_aside=held.set_aside,
        )
        met = answer.obstacles
        if held.state is PartState.WAITING and Obstacle.CAPACITY not in met:
            # A place is free, but too late to be passed on by itself: the waiting list is what stands in the way.
            met = (*met, Obstacle.CAPACITY)
        found[held.part.key] = tuple(obstacle for obstacle in met if obstacle not in held.set_aside)
    return found


def applicant_of_facts(registration: RegistrationFacts) -> Applicant:
    """The applicant that a registration speaks of, as rules judge them."""
    return Applicant(
        name=registration.name,
        email=registration.email,
        organisation_id=registration.organisation_id,
        organisation_text="" if registration.organisation_id else registration.organisation_name,
        organisation_kind="" if registration.organisation_id else registration.organisation_kind,
        function=registration.function,
        function_text="" if registration.function else registration.function_name,
        communities=registration.communities,
    )


def answers_for(application: Application, facts: GatheringFacts, *, now: datetime) -> tuple[rules.PartAnswer, ...]:
    """What an application would get now, part by part, with what it sets aside; at most two queries."""
    capacity = capacity_of(application.applicant, facts, on=days.local_day(now, facts.zone))
    seats = seats_of(facts)
    return tuple(
        rules.answer(
            facts=facts,
            part=part,
            capacity=capacity,
            seats=seats[part.key],
            received=application.received_at,
            set_aside=application.set_aside.get(part.key, frozenset()),
        )
        for part in facts.parts
        if part.key in application.parts
    )


def registered_already(application: Application, facts: GatheringFacts) -> int | None:
    """The registration of the same person in another form, None if there is none; one query."""
    return same_person(facts.id, application.applicant, besides=form_key(facts.id, application))
