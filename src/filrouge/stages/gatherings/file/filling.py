"""What a form says of a gathering, put into its document: only what was said, only where nothing was known."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from filrouge.core.coordinates import Coordinates
from filrouge.core.text import Translated
from filrouge.core.vague_dates import VagueDate
from filrouge.stages.gatherings.enums import ContactKind
from filrouge.stages.gatherings.file.amending import with_part
from filrouge.stages.gatherings.file.schema import GatheringDocument
from filrouge.stages.gatherings.file.schema.audience import AudienceEntry
from filrouge.stages.gatherings.file.schema.directory import VenueEntry
from filrouge.stages.gatherings.file.schema.registration import ContactEntry, PriceEntry

_AUDIENCES: Mapping[str, dict[str, Any]] = {
    "open": {"open": True},
    "members_ask": {"any": [{"membership": "member"}, {"membership": "partner"}], "otherwise": "organiser_decides"},
    "members_only": {"membership": "member", "otherwise": "refuse"},
}


def filled_in(document: GatheringDocument, said: Mapping[str, Any]) -> GatheringDocument:
    """The document with the answers of a form about what was missing; see `PrepareForm` for their names."""
    known = {name: value for name, value in said.items() if value not in (None, "")}
    changes: dict[str, Any] = {}
    if "town" in known:
        changes["town"] = Translated.of(known["town"], document.language)
    if "venue" in known:
        venue = _venue(document, known)
        changes |= {"venue": venue.key, "venues": (*document.venues, venue)}
    if "email" in known or "phone" in known:
        contact = ContactEntry(email=known.get("email", ""), phone=known.get("phone", ""))
        changes["contacts"] = {**document.contacts, ContactKind.REGISTRATION: contact}
    if terms := _terms(document, known):
        changes["registration"] = document.registration.model_copy(update=terms)
    document = document.model_copy(update=changes)
    for part in document.parts:
        if told := _told_of(part.key, known, document.language):
            document = with_part(document, part.key, told)
    return document


def moved(document: GatheringDocument, part: str, when: VagueDate, said: Mapping[str, Any]) -> GatheringDocument:
    """The document with another date and other hours of a part."""
    hours = {"starts_at": said["starts_at"], "ends_at": said["ends_at"]}
    return with_part(document, part, {"when": when, "weekday": None, **hours})


def _venue(document: GatheringDocument, known: Mapping[str, Any]) -> VenueEntry:
    taken = {venue.key for venue in document.venues}
    key = next(key for key in (document.key, *(f"{document.key}-{n}" for n in range(2, 99))) if key not in taken)
    town = known.get("town") or (document.town.best(document.language).text if document.town else "")
    said = {name: known[name] for name in ("street", "number", "postcode") if name in known}
    context = {"language": document.language}
    return VenueEntry.model_validate({"key": key, "name": known["venue"], "town": town, **said}, context=context)


def located(document: GatheringDocument, venue: str, at: Coordinates | None, map_url: str) -> GatheringDocument:
    """The document with where a venue is on the globe, and a link to a map of it."""
    said = {
        "latitude": at.latitude if at else None,
        "longitude": at.longitude if at else None,
        "map": map_url or None,
    }
    venues = tuple(entry.model_copy(update=said) if entry.key == venue else entry for entry in document.venues)
    return document.model_copy(update={"venues": venues})


def _terms(document: GatheringDocument, known: Mapping[str, Any]) -> dict[str, Any]:
    terms: dict[str, Any] = {}
    if "deadline" in known:
        terms["deadline"] = known["deadline"]
    if "price" in known:
        currency = "CHF" if document.country == "CH" else "EUR"
        terms["price"] = PriceEntry(amount=Decimal(known["price"]), currency=currency)
    return terms


def _told_of(key: str, known: Mapping[str, Any], language: str) -> dict[str, Any]:
    told = {name: known[f"{name}_{key}"] for name in ("starts_at", "ends_at", "capacity") if f"{name}_{key}" in known}
    if rule := _AUDIENCES.get(known.get(f"audience_{key}", "")):
        told["audience"] = AudienceEntry.model_validate(rule, context={"language": language})
    return told


def with_abbreviation(
    document: GatheringDocument, short: str, said: Mapping[str, str], *, instead_of: str = ""
) -> GatheringDocument:
    """The document with what an acronym stands for, by language; languages that are not said stay as they were.

    `instead_of` names an acronym that goes: the same, written otherwise.
    """
    before = document.abbreviations.get(instead_of or short) or document.abbreviations.get(short)
    texts = {**(dict(before) if before else {}), **said}
    known = {name: words for name, words in document.abbreviations.items() if name != instead_of}
    return document.model_copy(update={"abbreviations": {**known, short: Translated.of(texts, document.language)}})


def without_abbreviation(document: GatheringDocument, short: str) -> GatheringDocument:
    """The document without its own words for an acronym."""
    known = {name: words for name, words in document.abbreviations.items() if name != short}
    return document.model_copy(update={"abbreviations": known})
