"""The convocation: a letter that names one person, the days and the places, for an employer or a travel order."""

from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import override

from filrouge.core import days
from filrouge.core.date_words import date_in_words
from filrouge.ground.people.queries import organiser_by_id
from filrouge.stages.gatherings.enums import BodyRole, ContactKind, TextName
from filrouge.stages.gatherings.facts import GatheringFacts, VenueFacts
from filrouge.stages.privacy.queries.legal import legal_of
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.facts import HeldPart, RegistrationFacts
from filrouge.stages.registration.words import said_of


def has_convocation(registration: RegistrationFacts) -> bool:
    """Whether there is anything to call somebody to: a letter promises only what is confirmed."""
    return bool(registration.confirmed)


def convocation(registration: RegistrationFacts, facts: GatheringFacts, *, language: str, now: datetime) -> SafeString:
    """The letter in one language, whoever reads the page around it; at most two queries."""
    with override(language):
        return SafeString(render_to_string("shell/convocation_letter.html", _said(registration, facts, language, now)))


def _said(registration: RegistrationFacts, facts: GatheringFacts, language: str, now: datetime) -> dict[str, Any]:
    known = facts.vocabulary.function(registration.function)
    legal = legal_of(facts.organiser_id)
    organisers = _names(facts, language, BodyRole.ORGANISER, BodyRole.CO_ORGANISER)
    if not organisers and (card := organiser_by_id(facts.organiser_id)):
        organisers = [card.name.best(language, facts.languages).text]
    return {
        "language": language,
        "person": registration,
        "function": known.label.best(language, facts.languages).text if known else registration.function_name,
        "title": facts.title.best(language, facts.languages),
        "theme": facts.text(TextName.MAIN_THEME).best(language, facts.languages),
        "organisers": organisers,
        "hosts": _names(facts, language, BodyRole.HOST),
        "sender": legal.controller if legal else "",
        "address": legal.address if legal else "",
        "contact": facts.contact(ContactKind.REGISTRATION),
        "today": date_in_words(days.local_day(now, facts.zone), language=language, weekday=False),
        "received": date_in_words(
            days.local_day(registration.received_at, facts.zone), language=language, weekday=False
        ),
        "parts": [_part(held, facts, language) for held in registration.confirmed],
        "open": [
            said_of(held, facts, language)
            for held in registration.parts
            if held.is_active and held.state is not PartState.CONFIRMED
        ],
    }


def _names(facts: GatheringFacts, language: str, *roles: BodyRole) -> list[str]:
    return [body.name.best(language, facts.languages).text for role in roles for body in facts.bodies_as(role)]


def _part(held: HeldPart, facts: GatheringFacts, language: str) -> dict[str, Any]:
    said = said_of(held, facts, language)
    venue = held.part.venue or facts.venue
    return {
        "title": said.title,
        "lang": said.title_language,
        "when": said.when,
        "place": _place(venue, facts, language),
        "address": venue.address if venue else "",
    }


def _place(venue: VenueFacts | None, facts: GatheringFacts, language: str) -> str:
    return (venue.name if venue else facts.town).best(language, facts.languages).text
