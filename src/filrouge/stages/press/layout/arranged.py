"""A press release arranged: every line in its words, every block in its order, for any of the formats to set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from filrouge.core.date_words import date_in_words, hour_in_words, short_date
from filrouge.core.typography import NBSP, join_and
from filrouge.core.vague_dates import VagueDate
from filrouge.stages.documents.layout.arranged import Logo, logo_of
from filrouge.stages.documents.layout.inline import Line, as_is, escape, plain, spans
from filrouge.stages.documents.layout.phrases import Voice
from filrouge.stages.press.enums import ReleaseKind
from filrouge.stages.press.facts import BackgroundFacts, Embargo, PressContactFacts, Quote, ReleaseFacts
from filrouge.stages.press.layout.furniture import Furniture, furniture


@dataclass(frozen=True)
class Block:
    """A paragraph of `lines`, or (`kind` "list") a list of them."""

    kind: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it; `key` names it for the formats ("practical", "contact")."""

    key: str
    heading: Line
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Said:
    """A quote: its words, and who said them in which capacity."""

    said: Line
    by: Line


@dataclass(frozen=True)
class Release:
    """The release from top to bottom. Everything is text that is ready; nothing is left to decide but where it goes."""

    language: str
    region: str
    locale: str
    title: str
    author: str
    stamp: str
    embargo: Line
    label: Line
    logo: Logo | None
    issuer: tuple[Line, ...]
    dated: Line
    correction: Section | None
    headline: Line
    lead: Line
    body: tuple[Block, ...]
    quotes: tuple[Said, ...]
    sections: tuple[Section, ...]
    page_of: str


def arrange(facts: ReleaseFacts) -> Release:
    """Say once what stands where. Raises ValueError for a language that the product does not speak."""
    voice, words = Voice(facts.language, facts.country, facts.verbatim), furniture(facts.language)
    return Release(
        language=facts.language,
        region=facts.locale[-2:],
        locale=facts.locale,
        title=f"{_label(facts, words)} – {plain(facts.headline)}",
        author=facts.issuer,
        stamp=facts.stamp,
        embargo=embargo_line(facts),
        label=voice.say(_label(facts, words)),
        logo=logo_of(facts.logo),
        issuer=((replace(as_is(facts.issuer)[0], strong=True),), *(as_is(line) for line in facts.issuer_lines))
        if facts.issuer
        else (),
        dated=_dated(facts, voice),
        correction=_correction(facts, voice, words),
        headline=voice.generated(facts.headline),
        lead=voice.generated(facts.lead),
        body=tuple(_block(text, voice) for text in facts.paragraphs),
        quotes=tuple(_quote(quote, voice, words) for quote in facts.quotes),
        sections=tuple(_sections(facts, voice, words)),
        page_of=words.page_of,
    )


def embargo_line(facts: ReleaseFacts) -> Line:
    """Until when nothing may be published, with the zone; empty when nothing is held back."""
    if facts.embargo is None:
        return ()
    words = furniture(facts.language)
    day = date_in_words(_local(facts.embargo).date(), language=facts.language)
    return Voice(facts.language, facts.country).say(
        words.embargo, day=day, hour=_hour(facts.embargo, facts), zone=_zone(facts.embargo, words)
    )


def embargo_in_short(facts: ReleaseFacts) -> Line:
    """The same for the subject of a mail, where the headline must still be seen; empty when nothing is held back."""
    if facts.embargo is None:
        return ()
    day = short_date(_local(facts.embargo).date(), language=facts.language, country=facts.country)
    words = furniture(facts.language).held
    return Voice(facts.language, facts.country).say(words, day=day, hour=_hour(facts.embargo, facts))


def mark_of(facts: ReleaseFacts, language: str) -> str:
    """One word for a subject, where it is no plain news: "Corrigé", "Abgesagt"."""
    return furniture(language).marks.get(facts.kind, "")


def _label(facts: ReleaseFacts, words: Furniture) -> str:
    return words.labels.get(facts.kind, words.label)


def _correction(facts: ReleaseFacts, voice: Voice, words: Furniture) -> Section | None:
    """Which release this one replaces, and each fact that has changed: now and before."""
    if facts.kind is not ReleaseKind.CORRECTION:
        return None
    lines = tuple(
        voice.say(words.change, what=one.what, now=one.now or words.unknown, before=one.before) for one in facts.changes
    )
    day = voice.day(facts.replaces) if facts.replaces else ""
    return Section("changes", voice.say(words.replaces, day=day), (Block("list", lines),) if lines else ())


def _local(embargo: Embargo) -> datetime:
    return embargo.until.astimezone(ZoneInfo(embargo.zone))


def _hour(embargo: Embargo, facts: ReleaseFacts) -> str:
    return hour_in_words(_local(embargo).time(), language=facts.language, country=facts.country)


def _zone(embargo: Embargo, words: Furniture) -> str:
    city = words.zones.get(embargo.zone, embargo.zone.rpartition("/")[2].replace("_", " "))
    seconds = _local(embargo).utcoffset()
    minutes = int(seconds.total_seconds() // 60) if seconds else 0
    hours, rest = divmod(abs(minutes), 60)
    said = f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")
    return words.zone.format(city=city, offset=said)


def _dated(facts: ReleaseFacts, voice: Voice) -> Line:
    when = VagueDate.on(facts.dated) if facts.dated else VagueDate.unknown()
    return voice.place_and_date(facts.place, when)


def _block(text: str, voice: Voice) -> Block:
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    if all(line.startswith("- ") for line in lines):
        return Block("list", tuple(voice.generated(line.removeprefix("- ")) for line in lines))
    return Block("paragraph", tuple(voice.generated(line) for line in lines))


def _quote(quote: Quote, voice: Voice, words: Furniture) -> Said:
    by = ", ".join(said for said in (quote.name, quote.capacity) if said)
    return Said(voice.say_marked(words.quoted, said=quote.said.strip()), as_is(by))


def _sections(facts: ReleaseFacts, voice: Voice, words: Furniture) -> Iterator[Section]:
    if facts.themes:
        listed = Block("list", tuple(voice.generated(escape(theme)) for theme in facts.themes))
        yield Section("themes", voice.say(words.themes[facts.themes_label.value]), (listed,))
    if facts.practical:
        lines = tuple(
            voice.say("{label}: {value}", label=line.label or words.lines[line.kind], value=line.value)
            for line in facts.practical
        )
        yield Section("practical", voice.say(words.practical), (Block("list", lines),))
    if facts.annexes:
        heading = voice.say(words.annexes if len(facts.annexes) > 1 else words.annex)
        yield Section("annexes", heading, (Block("list", tuple(as_is(title) for title in facts.annexes)),))
    if facts.background:
        heading = voice.say(words.about, name=facts.background.name)
        yield Section("about", heading, tuple(_background(facts.background, voice, words)))
    if facts.contact:
        yield Section("contact", voice.say(words.contact), (_contact(facts.contact, voice, words),))


def _background(about: BackgroundFacts, voice: Voice, words: Furniture) -> Iterator[Block]:
    if about.text:
        yield Block("paragraph", (voice.generated(about.text),))
    nature = join_and(list(about.nature), language=voice.language)
    said = [escape(nature[:1].upper() + nature[1:])] if nature else []
    said += [words.owner.format(owner=escape(about.owner))] if about.owner else []
    said += [words.started.format(when=escape(about.started))] if about.started else []
    if said:
        yield Block("paragraph", (voice.say_marked(". ".join(said) + "."),))
    if about.aims:
        yield Block("paragraph", (voice.say(words.aims),))
        yield Block("list", tuple(voice.generated(escape(aim)) for aim in about.aims))
    if about.phases:
        yield Block("paragraph", (voice.say(words.phases),))
        phases = tuple(
            voice.say("{title}: {when}" if when else "{title}", title=title, when=when) for title, when in about.phases
        )
        yield Block("list", phases)


def _contact(contact: PressContactFacts, voice: Voice, words: Furniture) -> Block:
    lines: list[Line] = [(replace(as_is(contact.name)[0], strong=True),)] if contact.name else []
    if contact.function:
        lines.append(as_is(contact.function))
    for label, number in ((words.phone, contact.phone), (words.mobile, contact.mobile)):
        if number:
            lines.append(voice.say(label + " {number}", number=number.replace(" ", NBSP)))
    if contact.email:
        lines.append(spans(escape(contact.email)))
    return Block("paragraph", tuple(lines))
