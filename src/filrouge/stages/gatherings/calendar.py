"""Calendar objects of parts (RFC 5545): one event per part, the same identifier for life, nobody named as attending."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext, override

from filrouge.core.coordinates import plain
from filrouge.core.date_words import vague_date_in_words
from filrouge.core.ical import day, instant, line, local, text
from filrouge.stages.gatherings.enums import BodyRole, ContactKind, DiaryStatus
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.rules import diary_status, hours_shown
from filrouge.stages.gatherings.words import audience_in_words, spelled_out, where_in_words

REFRESH = timedelta(hours=6)
"""How often diaries should read a feed again."""
_ANY_YEAR = 2020

Lines = list[str]


def uid(part: PartFacts) -> str:
    """The identifier of a part's event, stable for life."""
    return f"part-{part.uid}@{settings.MAIL_DOMAIN}"


def file_for(part: PartFacts, facts: GatheringFacts, *, language: str, stamp: datetime) -> str:
    """The object that anybody may put into a diary: METHOD PUBLISH, one event.

    `stamp` is the instant of the last change. Raises ValueError for a part without an exact day.
    """
    event = event_of(part, facts, language=language, stamp=stamp)
    return calendar_of(calendar_with("PUBLISH"), [event], [part], facts.zone)


def feed_of(facts: GatheringFacts, *, language: str, stamp: datetime, address: str) -> str:
    """All parts with an exact day, for a diary that follows `address` and reads it again from time to time."""
    parts = [part for part in facts.parts if part.day is not None]
    head = feed_named(facts.title.best(language, facts.languages).text, stamp=stamp, address=address)
    events = [event_of(part, facts, language=language, stamp=stamp) for part in parts]
    return calendar_of(head, events, parts, facts.zone)


def calendar_with(method: str) -> Lines:
    """How a calendar of this method begins."""
    return [line("VERSION", "2.0"), line("PRODID", "-//Fil rouge//filrouge//FR"), line("METHOD", method)]


def feed_named(name: str, *, stamp: datetime, address: str) -> Lines:
    """How a calendar to subscribe to begins (RFC 7986, and the older names of the same)."""
    hours = f"PT{REFRESH // timedelta(hours=1)}H"
    return [
        *calendar_with("PUBLISH"),
        line("NAME", text(name)),
        line("X-WR-CALNAME", text(name)),
        line("LAST-MODIFIED", instant(stamp)),
        line("SOURCE", settings.BASE_URL + address, value="URI"),
        line("REFRESH-INTERVAL", hours, value="DURATION"),
        line("X-PUBLISHED-TTL", hours),
    ]


def event_of(
    part: PartFacts,
    facts: GatheringFacts,
    *,
    language: str,
    stamp: datetime,
    status: DiaryStatus | None = None,
    said: Iterable[str] = (),
) -> Lines:
    """The lines of a part's event in one language, without the two around it; `status` where it is not that of the
    gathering, `said` before the rest. Raises ValueError for a part without an exact day.
    """
    with override(language):
        summary, description = _summary(part, facts, language), [*said, *_description(part, facts, language)]
    described = spelled_out("\n".join(description), facts, language)
    place = where_in_words(part, facts, language)
    return [
        line("UID", uid(part)),
        line("SEQUENCE", str(part.sequence)),
        line("DTSTAMP", instant(stamp)),
        line("LAST-MODIFIED", instant(stamp)),
        *_times(part),
        line("SUMMARY", text(summary)),
        line("DESCRIPTION", text(described)),
        *([line("LOCATION", text(place))] if place else []),
        *_geo(part),
        line("URL", f"{settings.BASE_URL}/g/{facts.key}/"),
        line("STATUS", (status or diary_status(facts.state)).value),
        line("CLASS", "PUBLIC"),
        line("TRANSP", "OPAQUE"),
        _organizer(facts, language),
    ]


def person(name: str, email: str, fullname: str, /, **parameters: str) -> str:
    """The line that names somebody: ORGANIZER or ATTENDEE, with the name where there is one."""
    return line(name, f"MAILTO:{email}", **({"cn": fullname} if fullname else {}), **parameters)


def calendar_of(head: Sequence[str], events: Sequence[Sequence[str]], parts: Sequence[PartFacts], zone: str) -> str:
    """The calendar with these events of these parts, and the time zone that their hours need, as it is sent.

    A calendar must hold something: without events it holds the zone.
    """
    years = [part.day.year for part in parts if part.day and hours_shown(part)[0]]
    known = (
        "" if parts and not years else _time_zone(zone, min(years, default=_ANY_YEAR), max(years, default=_ANY_YEAR))
    )
    inside = "".join(f"BEGIN:VEVENT\r\n{''.join(event)}END:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\n{''.join(head)}{known}{inside}END:VCALENDAR\r\n"


@lru_cache(maxsize=64)
def _time_zone(zone: str, first: int, last: int) -> str:
    """How a zone changes its hour around these years. Slow to find out, and the same for every event there and then."""
    from icalendar import Timezone

    found = Timezone.from_tzid(zone, first_date=date(first - 1, 1, 1), last_date=date(last + 2, 1, 1))
    return found.to_ical().decode("utf-8")


def _times(part: PartFacts) -> Lines:
    """Hours in the gathering's zone, else the whole day. An unknown end is left out, what is not exact is marked."""
    if part.day is None:
        raise ValueError(f"part {part.key} has no exact day")
    starts_at, ends_at = hours_shown(part)
    if starts_at is None:
        return [
            line("DTSTART", day(part.day), value="DATE"),
            line("DTEND", day(part.day + timedelta(days=1)), value="DATE"),
        ]
    lines = [line("DTSTART", local(datetime.combine(part.day, starts_at)), tzid=part.zone)]
    if ends_at is not None:
        lines.append(line("DTEND", local(datetime.combine(part.day, ends_at)), tzid=part.zone))
    else:
        lines.append(line("X-FILROUGE-END", "UNKNOWN"))
    return lines if part.starts_at else [*lines, line("X-FILROUGE-HOURS", "APPROXIMATE")]


def _geo(part: PartFacts) -> Lines:
    at = part.venue.at if part.venue else None
    return [line("GEO", f"{plain(at.latitude)};{plain(at.longitude)}")] if at else []


def _summary(part: PartFacts, facts: GatheringFacts, language: str) -> str:
    title = facts.title.best(language, facts.languages).text
    return title if len(facts.parts) == 1 else f"{title} – {part.title.best(language, facts.languages).text}"


def _description(part: PartFacts, facts: GatheringFacts, language: str) -> list[str]:
    lines = [vague_date_in_words(part.when, language=language)]
    if part.starts_at is None and part.when.half is not None:
        lines.append(gettext("The hours are not known yet: those that your diary shows are approximate."))
    elif part.starts_at is None:
        lines.append(gettext("The hours are not known yet."))
    elif part.ends_at is None:
        lines.append(gettext("The end is not known yet."))
    return [*lines, audience_in_words(part.audience, facts.vocabulary, language) + "."]


def _organizer(facts: GatheringFacts, language: str) -> str:
    contact = facts.contact(ContactKind.REGISTRATION)
    address = contact.email if contact and contact.email else settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">")
    name = next((body.name.best(language).text for body in facts.bodies_as(BodyRole.ORGANISER)), "")
    return person("ORGANIZER", address, name)
