"""Facts inside a free text: a closed list of names in braces that are replaced, and nothing that is executed."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import override

from filrouge.core.date_words import date_in_words, date_range_in_words, hour_in_words, vague_date_in_words
from filrouge.core.text import Translated
from filrouge.core.typography import number, ordinal, typeset
from filrouge.stages.documents.fact_check.mentions import Kind
from filrouge.stages.gatherings.enums import BodyRole, ContactKind, PartKind, TextName
from filrouge.stages.gatherings.facts import ContactFacts, GatheringFacts, PartFacts, VenueFacts
from filrouge.stages.gatherings.words import audience_in_words

GENERAL = (
    "gathering",
    "date",
    "deadline",
    "place",
    "town",
    "organiser",
    "host",
    "theme",
    "question",
    "edition",
    "web_path",
    "page",
    "contact.name",
    "contact.email",
    "contact.phone",
    "contact.website",
)
OF_A_PART = ("title", "date", "hours", "place", "capacity", "deadline", "audience")
# Printed as typed: no fact is put in there.
AS_TYPED = ("salutation", "closing")
# On a paragraph of its own: all parts, one after the other.
PARTS = "parts"

# "^{e}" is a raised ending and "\{" a brace: both belong to the layout.
_BRACES = re.compile(r"(?<![\\^])\{([^{}]*)\}")
_ANY_BRACES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|(?<![\\^])\{[^{}]*\}|(?<![\\^])\{", re.DOTALL)
_AROUND = 16
_HOURS = {
    "fr": ("dès {}", "à {}", "de {} à {}"),
    "de": ("ab {}", "um {}", "{} bis {}"),
    "it": ("dalle {}", "alle {}", "dalle {} alle {}"),
    "en": ("from {}", "at {}", "{} to {}"),
}


@dataclass(frozen=True)
class Filled:
    """A text with its facts put in: where each stands, which were named, and which of them nobody knows yet."""

    text: str
    inserted: tuple[tuple[int, int], ...]
    named: tuple[str, ...]
    missing: tuple[str, ...]


def names_for(facts: GatheringFacts) -> tuple[str, ...]:
    """The closed list for this gathering: "deadline", "part:eve.hours"…"""
    return (*GENERAL, PARTS, *(f"part:{part.key}.{field}" for part in facts.parts for field in OF_A_PART))


def unknown_in(text: str, names: Sequence[str]) -> tuple[str, ...]:
    """Whatever stands in braces and cannot be replaced, each once: another word, code of a template, a lone brace."""
    found = []
    for place in _ANY_BRACES.finditer(text):
        name = _BRACES.fullmatch(place[0])
        if name is None or name[1].strip() not in names:
            found.append(text[place.start() : place.start() + _AROUND] if len(place[0]) == 1 else place[0])
    return tuple(dict.fromkeys(found))


def unknown_by_piece(pieces: Mapping[str, str], names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The same for each text of a letter, by its field; salutation and closing are printed as typed, so no name is
    known there.
    """
    found = {where: unknown_in(typed, () if where in AS_TYPED else names) for where, typed in pieces.items()}
    return {where: unknown for where, unknown in found.items() if unknown}


def named_in(text: str) -> tuple[str, ...]:
    """The names in braces, each once."""
    return tuple(dict.fromkeys(found[1].strip() for found in _BRACES.finditer(text)))


def fill(text: str, values: Mapping[str, str], *, escape: Callable[[str], str] = str) -> Filled:
    """The text with its placeholders replaced, once: what a value holds is never read as a placeholder.

    One whose fact is not known stays as it is and is listed in `missing`.
    """
    pieces: list[str] = []
    inserted: list[tuple[int, int]] = []
    missing: list[str] = []
    length = last = 0
    for found in _BRACES.finditer(text):
        name = found[1].strip()
        value = escape(values[name]) if values.get(name) else found[0]
        pieces += [text[last : found.start()], value]
        length += found.start() - last
        inserted.append((length, length + len(value)))
        length += len(value)
        last = found.end()
        if not values.get(name) and name != PARTS:
            missing.append(name)
    pieces.append(text[last:])
    return Filled("".join(pieces), tuple(inserted), named_in(text), tuple(dict.fromkeys(missing)))


def values_for(facts: GatheringFacts, language: str, *, page_url: str) -> Mapping[str, str]:
    """What each placeholder stands for in a language; empty while the fact is not known. Set as the place sets it."""
    with override(language):
        general = {**_general(facts, language), "page": page_url, **_contact(facts)}
        parts = {
            f"part:{part.key}.{field}": said for part in facts.parts for field, said in _part(part, facts, language)
        }
    as_typed = [*dict(facts.title).values(), *_titles(facts)]
    return {
        name: typeset(value, language=language, country=facts.country, as_typed=as_typed)
        for name, value in {**general, **parts}.items()
    }


def canonical_names(facts: GatheringFacts) -> Mapping[tuple[Kind, str], str]:
    """With which placeholder a typed fact would follow: canonical value of its kind to name."""
    found: dict[tuple[Kind, str], str] = {}
    several = len(facts.parts) > 1
    for part in facts.parts:
        if part.day:
            found[Kind.DAY, part.day.isoformat()] = f"part:{part.key}.date"
        for hour in (part.starts_at, part.ends_at):
            if hour:
                found[Kind.HOUR, hour.strftime("%H:%M")] = f"part:{part.key}.hours"
        if part.capacity is not None:
            found[Kind.SEATS, str(part.capacity)] = f"part:{part.key}.capacity"
    if day := _only([part.day for part in main_parts(facts)]):
        found[Kind.DAY, day.isoformat()] = "date"
    for part in facts.parts:
        if part.deadline:
            common = common_deadline(facts) or not several
            found[Kind.DAY, part.deadline.isoformat()] = "deadline" if common else f"part:{part.key}.deadline"
    contact = shown_contact(facts)
    if contact and contact.email:
        found[Kind.ADDRESS, contact.email.lower()] = "contact.email"
    return found


def main_parts(facts: GatheringFacts) -> tuple[PartFacts, ...]:
    """The parts that the gathering's own date means: an evening before is told apart, unless there is nothing else."""
    main = tuple(part for part in facts.parts if part.kind not in (PartKind.EVE, PartKind.EVENING))
    return main or facts.parts


def common_deadline(facts: GatheringFacts) -> date | None:
    """The one day until which one registers; None while nobody knows it, or when the parts have several."""
    if not facts.parts:
        return facts.deadline
    return _only([part.deadline for part in facts.parts])


def shown_contact(facts: GatheringFacts) -> ContactFacts | None:
    """Whom a letter names: the contact for registrations, else the general one; never the one for the press."""
    return facts.contact(ContactKind.REGISTRATION)


def _only(days: Sequence[date | None]) -> date | None:
    return days[0] if days and len(set(days)) == 1 else None


def _general(facts: GatheringFacts, language: str) -> dict[str, str]:
    organiser, host = (
        next((_best(body.name, facts, language) for body in facts.bodies_as(role)), "")
        for role in (BodyRole.ORGANISER, BodyRole.HOST)
    )
    edition = "".join(ordinal(facts.series.number, language=language, gender="f")) if facts.series else ""
    return {
        "gathering": _best(facts.title, facts, language),
        "date": days_in_words(facts, language),
        "deadline": deadlines_in_words(facts, language),
        "place": place_in_words(facts.venue, facts, language),
        "town": _best(facts.town, facts, language),
        "organiser": organiser,
        "host": host,
        "theme": _best(facts.text(TextName.MAIN_THEME), facts, language),
        "question": _best(facts.text(TextName.GUIDING_QUESTION), facts, language),
        "edition": edition,
        "web_path": _best(facts.web_path, facts, language),
    }


def deadlines_in_words(facts: GatheringFacts, language: str) -> str:
    """The one last day to register; where parts have several, each with its part. Empty while nobody knows any."""
    common = common_deadline(facts)
    if common is not None:
        return date_in_words(common, language=language, weekday=False)
    known = [(part, part.deadline) for part in facts.parts if part.deadline is not None]
    said = [
        f"{_best(part.title, facts, language)}: {date_in_words(day, language=language, weekday=False)}"
        for part, day in known
    ]
    return "; ".join(said)


def days_in_words(facts: GatheringFacts, language: str) -> str:
    """The days of the gathering's main parts, as vaguely as they are known; empty without any."""
    main = main_parts(facts)
    exact = sorted(part.day for part in main if part.day is not None)
    if exact and len(exact) == len(main):
        return date_range_in_words(exact[0], exact[-1], language=language)
    known = sorted((part.when for part in main if part.when.is_known), key=lambda when: when.sort_key())
    return vague_date_in_words(known[0], language=language) if known else ""


def place_in_words(venue: VenueFacts | None, facts: GatheringFacts, language: str) -> str:
    """Venue with its address, else the town; empty while neither is known."""
    if venue is None:
        return _best(facts.town, facts, language)
    return ", ".join(said for said in (_best(venue.name, facts, language), venue.address) if said)


def hours_in_words(part: PartFacts, facts: GatheringFacts, language: str) -> str:
    """ "dès 17h15", "9 Uhr bis 16.30 Uhr", "alle 9.00"; no end is invented. Empty while the hour is not known."""

    def said(hour: time) -> str:
        return hour_in_words(hour, language=language, country=facts.country)

    if part.starts_at is None:
        return ""
    open_end, alone, both = _HOURS[language]
    if part.ends_at is not None:
        return both.format(said(part.starts_at), said(part.ends_at))
    return (open_end if part.starts_from else alone).format(said(part.starts_at))


def _contact(facts: GatheringFacts) -> dict[str, str]:
    contact = shown_contact(facts)
    fields = ("name", "email", "phone", "website")
    return {f"contact.{field}": getattr(contact, field) if contact else "" for field in fields}


def _part(part: PartFacts, facts: GatheringFacts, language: str) -> Iterator[tuple[str, str]]:
    yield "title", _best(part.title, facts, language)
    yield "date", vague_date_in_words(part.when, language=language) if part.when.is_known else ""
    yield "hours", hours_in_words(part, facts, language)
    yield "place", place_in_words(part.venue, facts, language)
    yield (
        "capacity",
        "" if part.capacity is None else number(part.capacity, language=language, country=facts.country),
    )
    yield "deadline", date_in_words(part.deadline, language=language, weekday=False) if part.deadline else ""
    yield "audience", audience_in_words(part.audience, facts.vocabulary, language)


def _best(text: Translated, facts: GatheringFacts, language: str) -> str:
    return text.best(language, facts.languages).text if text else ""


def _titles(facts: GatheringFacts) -> Iterator[str]:
    for part in facts.parts:
        yield from dict(part.title).values()
    contact = shown_contact(facts)
    if contact:
        yield from filter(None, (contact.name, contact.email, contact.website))
