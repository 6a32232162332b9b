"""The words of a gathering's rules, in the reader's language: one renderer for page, form, refusal, mail and letter."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, ngettext

from filrouge.core import acronyms
from filrouge.core.date_words import date_in_words, hour_in_words, vague_date_in_words
from filrouge.core.decisions import Reason
from filrouge.core.prepositions import narrowed
from filrouge.core.text import Phrase, Translated
from filrouge.core.typography import join_and
from filrouge.stages.gatherings.audience import AllOf, AnyOf, Audience, Everybody, Is, Rule
from filrouge.stages.gatherings.enums import Attribute, BodyRole, Otherwise, Silence
from filrouge.stages.gatherings.facts import (
    UNSAID,
    FunctionFacts,
    GatheringFacts,
    PartFacts,
    QuotaFacts,
    TermFacts,
    Vocabulary,
)

# People come first, then the bodies they come from, then the rest: "project managers of member cities".
_PEOPLE = (Attribute.FUNCTION, Attribute.INSTRUMENT, Attribute.COMMUNITY)


def audience_in_words(audience: Audience, vocabulary: Vocabulary, language: str) -> str:
    """The audience as one sentence without full stop: for whom the part is, and what happens to others."""
    if isinstance(audience.rule, Everybody) or audience.otherwise is Otherwise.OPEN:
        return gettext("Open to everybody")
    whom = rule_in_words(audience.rule, vocabulary, language)
    if audience.otherwise is Otherwise.REFUSE:
        return gettext("Reserved for %(whom)s") % {"whom": whom}
    return gettext("For %(whom)s; others may ask, the organiser decides") % {"whom": whom}


def rule_in_words(rule: Rule, vocabulary: Vocabulary, language: str) -> str:
    """Whom a rule admits, as a list inside a sentence."""
    match rule:
        case Everybody():
            return gettext("everybody")
        case Is():
            return join_and(_plurals(rule, vocabulary, language), language=language)
        case AnyOf(rules):
            return join_and(_flat(rules, vocabulary, language), language=language)
        case AllOf(rules):
            return _conjunction(rules, vocabulary, language)


def audience_list(audience: Audience, vocabulary: Vocabulary, language: str) -> list[str]:
    """The audience as the items of a list; the same words as `audience_in_words`, one category each."""
    match audience.rule:
        case Everybody():
            return []
        case AnyOf(rules):
            return _flat(rules, vocabulary, language)
        case Is() as leaf:
            return _plurals(leaf, vocabulary, language)
        case AllOf(rules):
            return [_conjunction(rules, vocabulary, language)]


def _flat(rules: Sequence[Rule], vocabulary: Vocabulary, language: str) -> list[str]:
    said: list[str] = []
    for rule in rules:
        match rule:
            case Is():
                said += _plurals(rule, vocabulary, language)
            case AnyOf(inner):
                said += _flat(inner, vocabulary, language)
            case _:
                said.append(rule_in_words(rule, vocabulary, language))
    return list(dict.fromkeys(said))


def _conjunction(rules: Sequence[Rule], vocabulary: Vocabulary, language: str) -> str:
    people = [rule for rule in rules if isinstance(rule, Is) and rule.attribute in _PEOPLE]
    others = [rule for rule in rules if rule not in people]
    said = [rule_in_words(rule, vocabulary, language) for rule in (*people, *others)]
    phrase = said[0]
    for restriction in said[1:]:
        phrase = narrowed(phrase, restriction, language=language)
    return phrase


def _plurals(leaf: Is, vocabulary: Vocabulary, language: str) -> list[str]:
    return [_plural(leaf.attribute, value, vocabulary, language) for value in leaf.values]


def _plural(attribute: Attribute, key: str, vocabulary: Vocabulary, language: str) -> str:
    terms: dict[Attribute, Sequence[FunctionFacts | TermFacts]] = {
        Attribute.FUNCTION: vocabulary.functions,
        Attribute.ORGANISATION: vocabulary.body_kinds,
        Attribute.COMMUNITY: vocabulary.communities,
        Attribute.INSTRUMENT: vocabulary.instruments,
        Attribute.MEMBERSHIP: vocabulary.memberships,
        Attribute.TERRITORY: vocabulary.territories,
    }
    plural = next((term.plural for term in terms[attribute] if term.key == key), UNSAID)
    return plural.best(language).text if plural else key.replace("_", " ")


def reason_in_words(reason: Reason, audience: Audience, vocabulary: Vocabulary, language: str) -> str:
    """One reason of an audience decision as a full sentence. Raises KeyError for a code of another stage."""
    named = reason.facts
    if reason.code == "reserved":
        return audience_in_words(audience, vocabulary, language) + "."
    sentences = {
        "membership_not_admitted": gettext("Your body is not recorded as one of them: %(body)s."),
        "function_not_admitted": gettext("The function you gave is not one of them: %(function)s."),
        "organisation_not_admitted": gettext("The kind of body you gave is not one of them."),
        "territory_not_admitted": gettext("Your body is not recorded in that territory."),
        "community_not_admitted": gettext("You gave no community that is one of them."),
        "instrument_not_admitted": gettext("The function you gave does not belong to one of them."),
    }
    unknown = gettext("not given")
    return sentences[reason.code] % {
        "body": named.get("body") or unknown,
        "function": _function(named, vocabulary, language) or unknown,
    }


def _function(named: Mapping[str, Any], vocabulary: Vocabulary, language: str) -> str:
    # From the list where it is on it, so that each reader gets their own language; else as it was typed.
    listed = vocabulary.function(str(named.get("function", "")))
    return listed.label.best(language).text if listed else str(named.get("function_text", ""))


def labels(terms: Iterable[TermFacts], language: str) -> list[tuple[str, str]]:
    """Pairs of key and label, for a choice in a form."""
    return [(term.key, term.label.best(language).text) for term in terms]


def support_in_words(facts: GatheringFacts, part: str, language: str) -> tuple[str, ...]:
    """Who supports, funds or partners one part (its key; empty: the whole), a phrase each; nobody of another part."""
    words = {
        BodyRole.SUPPORTER: gettext("With the support of %(body)s"),
        BodyRole.PARTNER: gettext("In partnership with %(body)s"),
        BodyRole.FUNDER: gettext("Funded by %(body)s"),
    }
    return tuple(
        said % {"body": body.name.best(language, facts.languages).text}
        for role, said in words.items()
        for body in facts.bodies_as(role, part)
    )


def instant_in_words(instant: datetime, facts: GatheringFacts, language: str) -> str:
    """A day and hour by the clock of the gathering."""
    local = instant.astimezone(ZoneInfo(facts.zone))
    return gettext("%(day)s at %(hour)s") % {
        "day": date_in_words(local.date(), language=language),
        "hour": hour_in_words(local.time(), language=language, country=facts.country),
    }


def when_in_words(part: PartFacts, facts: GatheringFacts, language: str) -> str:
    """Day and hours of a part; "from" a start, no invented end."""
    day = vague_date_in_words(part.when, language=language)
    if part.starts_at is None:
        return day
    start = hour_in_words(part.starts_at, language=language, country=facts.country)
    if part.ends_at is not None:
        end = hour_in_words(part.ends_at, language=language, country=facts.country)
        return gettext("%(day)s, %(start)s to %(end)s") % {"day": day, "start": start, "end": end}
    return gettext("%(day)s, from %(start)s") % {"day": day, "start": start}


def where_in_words(part: PartFacts, facts: GatheringFacts, language: str) -> str:
    """Venue and address of a part, or the town; empty while neither is known."""
    if part.venue is None:
        return facts.town.best(language, facts.languages).text
    return ", ".join(
        said for said in (part.venue.name.best(language, facts.languages).text, part.venue.address) if said
    )


def until_in_words(instant: datetime, facts: GatheringFacts, language: str) -> str:
    """The end of a period, to stand behind "until"; midnight is said as the end of the day before."""
    local = instant.astimezone(ZoneInfo(facts.zone))
    if (local.hour, local.minute) != (0, 0):
        return instant_in_words(instant, facts, language)
    before = local.date() - timedelta(days=1)
    return gettext("the end of %(day)s") % {"day": date_in_words(before, language=language)}


def quotas_in_words(part: PartFacts, facts: GatheringFacts, language: str, *, at: datetime) -> tuple[str, ...]:
    """What quotas mean for a part at this instant, each as a sentence; a reserve that is open to all says nothing."""
    covering = [quota for quota in facts.quotas if part.key in quota.parts]
    shared = [_shared_in_words(quota, part, facts, language) for quota in covering if quota.reserved_for is None]
    kept = [_reserve_in_words(quota, facts, language) for quota in covering if quota.is_reserve_at(at)]
    return (*kept, *shared)


def _reserve_in_words(quota: QuotaFacts, facts: GatheringFacts, language: str) -> str:
    named = {"seats": quota.seats, "whom": reserved_for_in_words(quota, facts, language)}
    if quota.opens_to_all_at is None:
        said = ngettext("%(seats)s place is kept for %(whom)s.", "%(seats)s places are kept for %(whom)s.", quota.seats)
        return said % named
    until = instant_in_words(quota.opens_to_all_at, facts, language)
    return ngettext(
        "%(seats)s place is kept for %(whom)s until %(until)s.",
        "%(seats)s places are kept for %(whom)s until %(until)s.",
        quota.seats,
    ) % {**named, "until": until}


def reserved_for_in_words(quota: QuotaFacts, facts: GatheringFacts, language: str) -> str:
    """For whom a reserve keeps its places; empty for a quota that keeps them for nobody in particular."""
    return rule_in_words(quota.reserved_for, facts.vocabulary, language) if quota.reserved_for else ""


def _shared_in_words(quota: QuotaFacts, part: PartFacts, facts: GatheringFacts, language: str) -> str:
    others = [other for key in quota.parts if key != part.key and (other := facts.part(key)) is not None]
    titles = [other.title.best(language, facts.languages).text for other in others]
    return ngettext(
        "%(label)s: %(seats)s place, shared with %(others)s.",
        "%(label)s: %(seats)s places, shared with %(others)s.",
        quota.seats,
    ) % {
        "label": quota.label.best(language, facts.languages).text,
        "seats": quota.seats,
        "others": join_and(titles, language=language),
    }


@cache
def _shipped_abbreviations() -> Mapping[str, Mapping[str, Translated]]:
    """What acronyms stand for, by country and acronym; read once."""
    import yaml

    text = resources.files("filrouge.stages.gatherings").joinpath("abbreviations.yaml").read_text(encoding="utf-8")
    return {
        country: {short: Translated.of(said, "fr") for short, said in words.items()}
        for country, words in yaml.safe_load(text).items()
    }


def abbreviations_of(facts: GatheringFacts) -> Mapping[str, Translated]:
    """What acronyms stand for on the pages of a gathering: its own words before those that are shipped."""
    return {**_shipped_abbreviations().get(facts.country, {}), **facts.abbreviations}


def spelled_out(text: str, facts: GatheringFacts, language: str, *, alone: Iterable[str] = ()) -> str:
    """A plain text of a gathering, with acronyms spelled out on first use; phrases to leave `alone` stay as typed."""
    return acronyms.in_text(text, abbreviations_of(facts), language, alone=alone)


def spelled_out_html(html: str, facts: GatheringFacts, language: str, *, alone: Iterable[str] = ()) -> str:
    """The same for HTML from our own templates."""
    return acronyms.in_html(html, abbreviations_of(facts), language, alone=alone)


def unexplained(facts: GatheringFacts) -> Mapping[str, str]:
    """The acronyms of a gathering's own texts that stand for nothing known yet, each with what its author said of it in
    brackets, empty where nothing was.
    """
    known = abbreviations_of(facts)
    found = acronyms.found_in(_own_texts(facts))
    return {short: said for short, said in found.items() if short not in known}


def known_abbreviations_used(facts: GatheringFacts) -> Mapping[str, Translated]:
    """The acronyms of the gathering's own texts that the catalogue spells out, and the gathering does not otherwise."""
    shipped = _shipped_abbreviations().get(facts.country, {})
    found = acronyms.found_in(_own_texts(facts))
    return {short: shipped[short] for short in sorted(found) if short in shipped and short not in facts.abbreviations}


def _own_texts(facts: GatheringFacts) -> Iterator[str]:
    """What was written about the gathering, in every language: not the words of forms, nor names of bodies."""
    said: list[Translated] = [facts.title, facts.kind_note, facts.state_reason]
    said += [text for texts in facts.texts.values() for text in texts]
    for part in facts.parts:
        said += [part.title, *(text for texts in part.texts.values() for text in texts)]
    for theme in facts.themes:
        said += [theme.label, *theme.subtopics]
    said += [thing.title for thing in facts.publications]
    said += [Translated.of(session["title"], facts.language) for session in sessions_of(facts)]
    said += [function.label for function in facts.vocabulary.functions]
    return (text for one in said for text in one.values())


@dataclass(frozen=True)
class SessionSaid:
    """A session of the programme as pages show it; `time` is empty while its hour is not known."""

    time: str
    title: Phrase
    room: str
    is_break: bool


def sessions_of(facts: GatheringFacts) -> tuple[Mapping[str, Any], ...]:
    """The sessions of the programme by their hours, those without one last, as the brief holds them.

    Where there is one part only, a session that names none is of it.
    """
    sessions = facts.briefs.get("programme", {}).get("sessions", ())
    only = {"part": facts.parts[0].key} if len(facts.parts) == 1 else {}
    return tuple(sorted(({**only, **one} for one in sessions), key=lambda one: one.get("starts_at", "99")))


def programme_in_words(part: PartFacts, facts: GatheringFacts, language: str) -> tuple[SessionSaid, ...]:
    """The sessions of a part by their hours, as far as the programme is known. Who is only hoped for is not named."""
    return tuple(
        SessionSaid(
            time=session_hours(session, facts, language),
            title=Translated.of(session["title"], facts.language).best(language, facts.languages),
            room=session.get("room", ""),
            is_break=session.get("kind") in ("break", "meal"),
        )
        for session in sessions_of(facts)
        if session.get("part") == part.key
    )


def session_hours(session: Mapping[str, Any], facts: GatheringFacts, language: str) -> str:
    """When a session is, empty while nobody said it."""
    hours = [time.fromisoformat(session[name]) for name in ("starts_at", "ends_at") if session.get(name)]
    return " – ".join(hour_in_words(hour, language=language, country=facts.country) for hour in hours)


def silence_in_words(why: Silence) -> str:
    """Why nobody is written to about a gathering, as a sentence."""
    return {
        Silence.CANCELLED: gettext("The gathering is called off: nobody is invited or written to about it any more."),
        Silence.POSTPONED: gettext("The gathering is postponed: nobody is written to about it until it is on again."),
        Silence.OVER: gettext("The gathering is over: nobody is invited or written to about it any more."),
    }[why]
