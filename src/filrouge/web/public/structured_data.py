"""What machines read on the page of a gathering: schema.org data and the summary that links are shown with.

Never who takes part or is hoped for, and no number or address of a person: these facts are not read here at all.
"""

import json
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from filrouge.core.text import Translated
from filrouge.core.vague_dates import VagueDate
from filrouge.stages.gatherings.audience import Everybody
from filrouge.stages.gatherings.enums import BodyRole, GatheringKind, GatheringState, Otherwise, TextName
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts, VenueFacts
from filrouge.stages.gatherings.words import audience_in_words

_SCHEMA = "https://schema.org/"
# As in django.utils.html.json_script: nothing in the data can end the element that holds it.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
_MOST_SAID = 300

Data = dict[str, Any]


def structured_data(facts: GatheringFacts, language: str) -> SafeString:
    """The gathering as the JSON of a schema.org Event; empty while no day is known."""
    if not any(part.day for part in facts.parts):
        return SafeString("")
    return SafeString(json.dumps(event_data(facts, language), ensure_ascii=False).translate(_ESCAPES))


def summary_data(facts: GatheringFacts, language: str) -> dict[str, str]:
    """What a link to the page is shown with elsewhere (Open Graph), and which address stands for it."""
    organiser = next(iter(facts.bodies_as(BodyRole.ORGANISER)), None)
    return {
        "title": facts.title.best(language, facts.languages).text,
        "description": description(facts, language),
        "url": settings.BASE_URL + reverse("public:gathering", args=[facts.key]),
        "site": organiser.name.best(language, facts.languages).text if organiser else "Fil rouge",
        "locale": f"{language}_{facts.country}",
    }


def description(facts: GatheringFacts, language: str) -> str:
    """A sentence or two about the gathering: what it presents, asks or is about; empty while nothing is said."""
    names = (TextName.PRESENTATION, TextName.GUIDING_QUESTION, TextName.MAIN_THEME, TextName.REASON)
    said = next((facts.text(name) for name in names if facts.text(name)), None)
    text = " ".join(_said(said, facts, language).split()) if said else ""
    return text if len(text) <= _MOST_SAID else text[:_MOST_SAID].rsplit(" ", 1)[0] + "…"


def map_url(venue: VenueFacts) -> str:
    """Where a map shows the place, for whoever follows the link: the organiser's own, else one that is asked for the
    address; empty without a street.
    """
    if venue.map:
        return venue.map
    found = venue.address_to_find
    return f"https://www.openstreetmap.org/search?{urlencode({'query': found})}" if found else ""


def event_data(facts: GatheringFacts, language: str) -> Data:
    """The gathering as a schema.org Event, its parts as events in it when there are several."""
    days = sorted((part for part in facts.parts if part.day), key=lambda part: _moment(part.day, part.starts_at))
    data: Data = {"@context": _SCHEMA.rstrip("/"), "@id": _address(facts), "url": _address(facts)}
    data |= _event(days[0], facts, language, ends=max(days, key=lambda part: _moment(part.day, part.ends_at)))
    data |= {"name": _said(facts.title, facts, language), **_about(facts, language)}
    if len(days) > 1:
        data["subEvent"] = [
            {
                "@id": f"{_address(facts)}#part-{part.key}",
                **_event(part, facts, language, ends=part),
                "name": _said(part.title, facts, language),
                **_for_whom(part, facts, language),
            }
            for part in days
        ]
    elif len(facts.parts) == 1:
        data |= _for_whom(days[0], facts, language)
    return data


def _event(part: PartFacts, facts: GatheringFacts, language: str, *, ends: PartFacts) -> Data:
    """When, where and whether it takes place."""
    before = [_start(said.when, said.starts_at, part.zone) for said in part.earlier if said.day]
    start = _start(part.when, part.starts_at, part.zone)
    moved = [said for said in before if said != start]
    data: Data = {"@type": "Event", "startDate": start, **_end(ends)}
    data["eventStatus"] = _SCHEMA + _status(facts, is_moved=bool(moved))
    if moved:
        data["previousStartDate"] = moved if len(moved) > 1 else moved[0]
    if facts.kind is GatheringKind.WEBINAR:
        data["eventAttendanceMode"] = _SCHEMA + "OnlineEventAttendanceMode"
        data["location"] = {"@type": "VirtualLocation", "url": _address(facts)}
    else:
        data["eventAttendanceMode"] = _SCHEMA + "OfflineEventAttendanceMode"
        data |= _location(part.venue, facts, language)
    return data


def _status(facts: GatheringFacts, *, is_moved: bool) -> str:
    if facts.state is GatheringState.CANCELLED:
        return "EventCancelled"
    if facts.state is GatheringState.POSTPONED:
        return "EventPostponed"
    return "EventRescheduled" if is_moved else "EventScheduled"


def _moment(day: date | None, hour: time | None) -> datetime:
    return datetime.combine(day or date.max, hour or time.min)


def _start(when: VagueDate, hour: time | None, zone: str) -> str:
    """The start with its offset; the day alone while the hour is not known."""
    day = when.floor
    if day is None or hour is None:
        return day.isoformat() if day else ""
    return datetime.combine(day, hour, ZoneInfo(zone)).isoformat()


def _end(part: PartFacts) -> Data:
    """The end, said as precisely as the start; nothing where an hour is known for the start alone."""
    if part.ends_at is None and part.starts_at is not None:
        return {}
    return {"endDate": _start(part.when, part.ends_at if part.starts_at else None, part.zone)}


def _location(venue: VenueFacts | None, facts: GatheringFacts, language: str) -> Data:
    town = _said(facts.town, facts, language) if facts.town else ""
    if venue is None and not town:
        return {}
    address = {
        "@type": "PostalAddress",
        "streetAddress": venue.street_address if venue else "",
        "postalCode": venue.postcode if venue else "",
        "addressLocality": (venue.town if venue else "") or town,
        "addressCountry": (venue.country if venue else "") or facts.country,
    }
    place: Data = {"@type": "Place", "name": _said(venue.name, facts, language) if venue else town}
    place |= {"address": {name: said for name, said in address.items() if said}}
    if venue and (found := map_url(venue)):
        place["hasMap"] = found
    if venue and venue.at:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": float(venue.at.latitude),
            "longitude": float(venue.at.longitude),
        }
    return {"location": place}


def _about(facts: GatheringFacts, language: str) -> Data:
    """What holds for the whole: who organises, in which languages, whether it costs anything, what it belongs to."""
    organisers = facts.bodies_as(BodyRole.ORGANISER) + facts.bodies_as(BodyRole.CO_ORGANISER)
    data: Data = {"inLanguage": list(facts.languages) if len(facts.languages) > 1 else facts.language}
    if said := description(facts, language):
        data["description"] = said
    if organisers:
        data["organizer"] = [
            {"@type": "Organization", "name": _said(body.name, facts, language)}
            | ({"url": body.website} if body.website else {})
            for body in organisers
        ]
    if facts.price is not None:
        data["isAccessibleForFree"] = not float(facts.price["amount"])
    if facts.process is not None:
        data["superEvent"] = {"@type": "EventSeries", "name": _said(facts.process.name, facts, language)}
    return data


def _for_whom(part: PartFacts, facts: GatheringFacts, language: str) -> Data:
    """For whom a part is, and how many may come."""
    data: Data = {}
    if part.capacity is not None:
        data["maximumAttendeeCapacity"] = part.capacity
    if not isinstance(part.audience.rule, Everybody) and part.audience.otherwise is not Otherwise.OPEN:
        said = audience_in_words(part.audience, facts.vocabulary, language)
        data["audience"] = {"@type": "Audience", "audienceType": said}
    return data


def _said(text: Translated, facts: GatheringFacts, language: str) -> str:
    return text.best(language, facts.languages).text


def _address(facts: GatheringFacts) -> str:
    return settings.BASE_URL + reverse("public:gathering", args=[facts.key])
