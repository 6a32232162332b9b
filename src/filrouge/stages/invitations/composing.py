"""What a relay body needs to spread the word: a short text to copy and a poster, in each language of the gathering."""

from django.utils.translation import gettext, override

from filrouge.core.date_words import date_in_words, date_range_in_words
from filrouge.core.typography import typeset
from filrouge.stages.documents.layout.poster import PosterFacts, PosterLine, poster_pdf
from filrouge.stages.gatherings.enums import ContactKind, PartKind, TextName
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.mails import organiser_name
from filrouge.stages.gatherings.words import audience_in_words, spelled_out, when_in_words, where_in_words
from filrouge.stages.invitations import links
from filrouge.stages.invitations.facts import RelayFacts

MOST_PARTS = 3


def short_text(facts: GatheringFacts, relay: RelayFacts, language: str) -> str:
    """A plain text for a newsletter or a message: who, what, when, where, until when, and the link."""
    organiser, title = organiser_name(facts, language), facts.title.best(language, facts.languages).text
    with override(language):
        lines = [f"{title} – {organiser}" if organiser else title, *_parts(facts, language)]
        if facts.deadline:
            lines.append(gettext("Register until %(day)s:") % {"day": date_in_words(facts.deadline, language=language)})
        else:
            lines.append(gettext("Register:"))
    typed = [organiser, *dict(facts.title).values()]
    said = typeset("\n".join(lines), language=language, country=facts.country, as_typed=[one for one in typed if one])
    said = spelled_out(said, facts, language, alone=typed)
    return f"{said}\n{links.relay_address(facts.key, relay)}"


def _parts(facts: GatheringFacts, language: str) -> list[str]:
    said = []
    for part in facts.parts:
        title = part.title.best(language, facts.languages).text
        named = "" if len(facts.parts) == 1 else f"{title}: "
        line = ", ".join(filter(None, (when_in_words(part, facts, language), where_in_words(part, facts, language))))
        said.append(f"{named}{line}")
    return said


def poster(facts: GatheringFacts, relay: RelayFacts, language: str) -> bytes:
    """The poster as PDF."""
    with override(language):
        return poster_pdf(_poster(facts, relay, language))


def _poster(facts: GatheringFacts, relay: RelayFacts, language: str) -> PosterFacts:
    url = links.relay_address(facts.key, relay)
    title, theme = facts.title.best(language, facts.languages).text, facts.text(TextName.MAIN_THEME)
    contact = facts.contact(ContactKind.REGISTRATION)
    until = _after_the_weekday(date_in_words(facts.deadline, language=language)) if facts.deadline else ""
    return PosterFacts(
        language=language,
        country=facts.country,
        organiser=organiser_name(facts, language),
        title=title,
        theme=theme.best(language, facts.languages).text,
        facts=tuple(_facts(facts, language)),
        call=gettext("Register until %(day)s") % {"day": until} if until else gettext("Register"),
        url=url,
        url_shown=url.partition("?")[0].partition("://")[2],
        code_alternative=gettext("Square code that leads to the registration form"),
        contact=" · ".join(filter(None, (contact.email, _unbroken(contact.phone)))) if contact else "",
        spread_by=gettext("Spread by %(body)s") % {"body": relay.name.best(language, facts.languages).text},
    )


def _after_the_weekday(day: str) -> str:
    """The day in one line; with its weekday it would be wider than what is left beside the code."""
    weekday, _, rest = day.partition(" ")
    return f"{weekday} {_unbroken(rest)}"


def _unbroken(words: str) -> str:
    return words.replace(" ", "\u00a0")


def _facts(facts: GatheringFacts, language: str) -> list[PosterLine]:
    """Part by part; of a gathering with many, its days and its place alone: a poster is one sheet."""
    parts = [part for part in facts.parts if part.kind is not PartKind.WORKSHOP]
    days = [part.day for part in parts if part.day is not None]
    if len(parts) > MOST_PARTS and days:
        when = date_range_in_words(min(days), max(days), language=language)
        return [PosterLine("", (when,), big=True), PosterLine("", (where_in_words(parts[0], facts, language),))]
    found = []
    for part in parts:
        title = part.title.best(language, facts.languages).text if len(parts) > 1 else ""
        audience = audience_in_words(part.audience, facts.vocabulary, language)
        where = where_in_words(part, facts, language)
        found.append(PosterLine(title, (when_in_words(part, facts, language),), big=True))
        found.append(PosterLine("", tuple(filter(None, (where, audience)))))
    return found
