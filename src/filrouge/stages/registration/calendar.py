"""Calendar objects of parts (RFC 5545): one event per part, the same identifier for life."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext, override

from filrouge.core.date_words import vague_date_in_words
from filrouge.core.names import PersonName
from filrouge.stages.gatherings.enums import BodyRole, ContactKind, GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.words import audience_in_words
from filrouge.stages.registration.words import where_in_words

# Slow to import, and only mails with a diary object and the .ics pages need it.
if TYPE_CHECKING:
    from icalendar import Calendar, Event

_TENTATIVE = (GatheringState.DRAFT, GatheringState.SAVE_THE_DATE, GatheringState.POSTPONED)


def uid(part: PartFacts) -> str:
    """The identifier of a part's event, stable for life."""
    return f"part-{part.uid}@{settings.MAIL_DOMAIN}"


class Attendee(Protocol):
    """Whom an object invites."""

    @property
    def name(self) -> PersonName:
        """As it is written."""
        ...

    @property
    def email(self) -> str:
        """Where the diary is."""
        ...


def invitation_to(
    invited: Attendee,
    part: PartFacts,
    facts: GatheringFacts,
    *,
    method: str,
    language: str,
    stamp: datetime | None = None,
) -> str:
    """The object that goes to one attendee by mail: METHOD REQUEST or CANCEL, that attendee alone, accepted."""
    from icalendar import vCalAddress, vText

    calendar = _calendar(method, facts)
    event = _event(part, facts, language=language, stamp=stamp or datetime.now(UTC), cancelled=method == "CANCEL")
    attendee = vCalAddress(f"MAILTO:{invited.email}")
    attendee.params["CN"] = vText(invited.name.full)
    attendee.params["PARTSTAT"] = vText("DECLINED" if method == "CANCEL" else "ACCEPTED")
    attendee.params["RSVP"] = vText("FALSE")
    event.add("attendee", attendee, encode=False)
    return _text(calendar, event, part)


def file_for(part: PartFacts, facts: GatheringFacts, *, language: str, stamp: datetime | None = None) -> str:
    """The object that anybody may put into a diary: METHOD PUBLISH, nobody named as attending."""
    calendar = _calendar("PUBLISH", facts)
    event = _event(part, facts, language=language, stamp=stamp or datetime.now(UTC))
    return _text(calendar, event, part)


def _text(calendar: "Calendar", event: "Event", part: PartFacts) -> str:
    calendar.add_component(event)
    text = calendar.to_ical().decode("utf-8")
    if part.day is None or part.starts_at is None:
        return text
    return text.replace("BEGIN:VEVENT", _time_zone(part.zone, part.day.year) + "BEGIN:VEVENT", 1)


@lru_cache(maxsize=64)
def _time_zone(zone: str, year: int) -> str:
    """How a zone changes its hour around a year. Slow to find out, and the same for every event there and then."""
    from icalendar import Timezone

    found = Timezone.from_tzid(zone, first_date=date(year - 1, 1, 1), last_date=date(year + 2, 1, 1))
    return found.to_ical().decode("utf-8")


def _calendar(method: str, facts: GatheringFacts) -> "Calendar":
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Fil rouge//filrouge//FR")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def _event(
    part: PartFacts, facts: GatheringFacts, *, language: str, stamp: datetime, cancelled: bool = False
) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", uid(part))
    event.add("sequence", part.sequence)
    event.add("dtstamp", stamp)
    _add_times(event, part)
    with override(language):
        event.add("summary", _summary(part, facts, language))
        event.add("description", _description(part, facts, language))
    event.add("location", where_in_words(part, facts, language))
    event.add("url", f"{settings.BASE_URL}/g/{facts.key}/")
    event.add("status", _status(facts, cancelled))
    event.add("class", "PUBLIC")
    event.add("transp", "OPAQUE")
    _add_organizer(event, facts, language)
    return event


def _status(facts: GatheringFacts, cancelled: bool) -> str:
    if cancelled or facts.state is GatheringState.CANCELLED:
        return "CANCELLED"
    return "TENTATIVE" if facts.state in _TENTATIVE else "CONFIRMED"


def _add_times(event: "Event", part: PartFacts) -> None:
    """Exact hours in the gathering's zone, else the whole day. An unknown end is left out and marked as such."""
    if part.day is None:
        raise ValueError(f"part {part.key} has no exact day")
    if part.starts_at is None:
        event.add("dtstart", part.day)
        event.add("dtend", part.day + timedelta(days=1))
        return
    zone = ZoneInfo(part.zone)
    event.add("dtstart", datetime.combine(part.day, part.starts_at, zone))
    if part.ends_at is not None:
        event.add("dtend", datetime.combine(part.day, part.ends_at, zone))
    else:
        event.add("x-filrouge-end", "UNKNOWN")


def _summary(part: PartFacts, facts: GatheringFacts, language: str) -> str:
    title = facts.title.best(language, facts.languages).text
    return title if len(facts.parts) == 1 else f"{title} – {part.title.best(language, facts.languages).text}"


def _description(part: PartFacts, facts: GatheringFacts, language: str) -> str:
    lines = [vague_date_in_words(part.when, language=language)]
    if part.starts_at is None:
        lines.append(gettext("The hours are not known yet."))
    elif part.ends_at is None:
        lines.append(gettext("The end is not known yet."))
    lines.append(audience_in_words(part.audience, facts.vocabulary, language) + ".")
    return "\n".join(lines)


def _add_organizer(event: "Event", facts: GatheringFacts, language: str) -> None:
    from icalendar import vCalAddress, vText

    contact = facts.contact(ContactKind.REGISTRATION)
    address = contact.email if contact and contact.email else settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">")
    organizer = vCalAddress(f"MAILTO:{address}")
    name = next((body.name.best(language).text for body in facts.bodies_as(BodyRole.ORGANISER)), "")
    if name:
        organizer.params["CN"] = vText(name)
    event.add("organizer", organizer, encode=False)
