"""The facts of a gathering as pages show them, always in the same order and under the same words."""

from typing import Any

from django.utils.translation import gettext

from filrouge.core.date_words import date_in_words, date_range_in_words
from filrouge.stages.gatherings.enums import BodyRole, ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts, VenueFacts
from filrouge.stages.gatherings.words import audience_in_words
from filrouge.stages.registration.rules import Seats
from filrouge.web.public.structured_data import map_url


def facts_shown(facts: GatheringFacts, language: str, seats: dict[str, Seats] | None = None) -> dict[str, Any]:
    """When, where, for whom, until when, how many places, who organises, whom to ask; unknown ones left out."""
    shown: dict[str, Any] = {
        "when": _when(facts, language),
        "where": _where(facts, language),
        "for_whom": _for_whom(facts, language),
        "until": _until(facts, language),
        "places": _places(facts, language),
        "organiser": _organiser(facts, language),
        "contact": _contact(facts),
    }
    return {name: value for name, value in shown.items() if value}


def _when(facts: GatheringFacts, language: str) -> dict[str, Any]:
    days = [part.day for part in facts.parts if part.day is not None]
    if not days:
        return {"text": gettext("Date to be announced"), "pending": True}
    return {"text": date_range_in_words(min(days), max(days), language=language)}


def _where(facts: GatheringFacts, language: str) -> dict[str, Any]:
    town = facts.town.best(language, facts.languages).text
    if facts.venue is None:
        return {"text": town} if town else {"text": gettext("Place to be announced"), "pending": True}
    return {
        "text": facts.venue.name.best(language, facts.languages).text,
        "detail": facts.venue.address or town,
    } | _map(facts.venue)


def _map(venue: VenueFacts) -> dict[str, Any]:
    """Links, followed by whoever wishes; nothing is fetched from there."""
    return {"map_url": map_url(venue), "geo_url": venue.at.uri if venue.at else "", "is_own_map": bool(venue.map)}


def _for_whom(facts: GatheringFacts, language: str) -> str:
    said = {audience_in_words(part.audience, facts.vocabulary, language) for part in facts.parts}
    return next(iter(said)) if len(said) == 1 and len(next(iter(said))) < 160 else ""


def _until(facts: GatheringFacts, language: str) -> str:
    deadlines = {part.deadline for part in facts.parts}
    only = next(iter(deadlines)) if len(deadlines) == 1 else None
    return date_in_words(only, language=language) if only else ""


def _places(facts: GatheringFacts, language: str) -> str:
    said = [
        f"{part.title.best(language, facts.languages).text} : {part.capacity}"
        if language == "fr"
        else f"{part.title.best(language, facts.languages).text}: {part.capacity}"
        for part in facts.parts
        if part.capacity is not None
    ]
    return " · ".join(said)


def _organiser(facts: GatheringFacts, language: str) -> dict[str, Any]:
    organisers = facts.bodies_as(BodyRole.ORGANISER) + facts.bodies_as(BodyRole.CO_ORGANISER)
    hosts = facts.bodies_as(BodyRole.HOST)
    if not organisers:
        return {}
    name = ", ".join(body.name.best(language, facts.languages).text for body in organisers)
    if not hosts:
        return {"text": name}
    host = ", ".join(body.name.best(language, facts.languages).text for body in hosts)
    return {"text": name, "detail": gettext("Host: %(host)s") % {"host": host}}


def _contact(facts: GatheringFacts) -> dict[str, Any]:
    contact = facts.contact(ContactKind.REGISTRATION)
    if contact is None:
        return {}
    said = contact.email or contact.phone or contact.website
    detail = contact.phone if contact.email else ""
    link = f"mailto:{contact.email}" if contact.email else contact.website
    return {"text": said, "url": link, "detail": detail} if said else {}
