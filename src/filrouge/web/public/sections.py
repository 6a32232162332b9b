"""What the public page of a gathering says below its facts, ready for the template."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from filrouge.core.date_words import period_in_words
from filrouge.core.days import local_day
from filrouge.core.text import Phrase
from filrouge.stages.gatherings.enums import TextName
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts, Texts
from filrouge.stages.gatherings.rules import progress_of
from filrouge.stages.gatherings.words import audience_in_words, audience_list, quotas_in_words, support_in_words
from filrouge.stages.planning.queries import editions_of
from filrouge.stages.registration.words import earlier_in_words, when_in_words
from filrouge.web.shell.editions import edition_shown

# From this many categories on, an audience is easier to read as a list than as a sentence.
_LIST_FROM = 5


def parts(facts: GatheringFacts, places: Mapping[str, str], language: str, *, now: datetime) -> list[dict[str, Any]]:
    """Every part: what, when, for whom, how many places left and kept, who supports it, where its diary file is."""
    return [
        {**_part(part, facts, places[part.key], language), "quotas": quotas_in_words(part, facts, language, at=now)}
        for part in facts.parts
    ]


def _part(part: PartFacts, facts: GatheringFacts, places: str, language: str) -> dict[str, Any]:
    categories = audience_list(part.audience, facts.vocabulary, language)
    return {
        "key": part.key,
        "title": part.title.best(language, facts.languages),
        "when": when_in_words(part, facts, language),
        "earlier": earlier_in_words(part, facts, language),
        "audience": audience_in_words(part.audience, facts.vocabulary, language),
        "categories": categories if len(categories) >= _LIST_FROM else [],
        "places": places,
        "texts": _said(part.texts, (TextName.TOPIC, TextName.AIMS, TextName.ITEMS, TextName.THREADS), facts, language),
        "supporters": list(support_in_words(facts, part.key, language)),
        "diary_url": reverse("public:diary", args=[facts.key, part.key]) if part.day else "",
    }


def _said(texts: Texts, names: tuple[TextName, ...], facts: GatheringFacts, language: str) -> list[dict[str, Any]]:
    return [
        {"name": name.value, "said": [text.best(language, facts.languages) for text in texts[name]]}
        for name in names
        if texts.get(name)
    ]


def supporters(facts: GatheringFacts, language: str) -> list[str]:
    """Who supports the whole gathering."""
    return list(support_in_words(facts, "", language))


_PROSE = (
    TextName.PRESENTATION,
    TextName.REASON,
    TextName.SCOPE,
    TextName.AMBITION,
    TextName.EXPECTED_OUTPUT,
    TextName.HORIZON,
    TextName.MADE_FOR,
    TextName.CONTRIBUTORS,
    TextName.AUDIENCE,
    TextName.TOPICS,
    TextName.KEYWORDS,
    TextName.FORWARDING,
    TextName.NEXT_DOCUMENTS,
    TextName.PRACTICAL,
)


def texts(facts: GatheringFacts, language: str) -> list[dict[str, Any]]:
    """The prose of the gathering under its headings, in a fixed order."""
    headings = {
        TextName.PRESENTATION: "",
        TextName.REASON: gettext("Why this gathering"),
        TextName.SCOPE: gettext("Scope"),
        TextName.AMBITION: gettext("What we aim for"),
        TextName.EXPECTED_OUTPUT: gettext("What should come out of it"),
        TextName.HORIZON: gettext("Horizon"),
        TextName.MADE_FOR: gettext("Made for and with"),
        TextName.CONTRIBUTORS: gettext("Who contributes"),
        TextName.AUDIENCE: gettext("Who is expected"),
        TextName.TOPICS: gettext("Subjects"),
        TextName.KEYWORDS: gettext("Keywords"),
        TextName.FORWARDING: gettext("Passing it on"),
        TextName.NEXT_DOCUMENTS: gettext("What follows"),
        TextName.PRACTICAL: gettext("Practical matters"),
    }
    said = _said(facts.texts, _PROSE, facts, language)
    return [{"heading": headings[TextName(block["name"])], "said": block["said"]} for block in said]


def themes(facts: GatheringFacts, language: str) -> dict[str, Any]:
    """The themes under the word that the gathering uses for them."""
    if not facts.themes:
        return {}
    heading = {
        "theme": gettext("Themes"),
        "axis": gettext("Axes"),
        "key": gettext("Entry keys"),
    }[facts.theme_label.value]
    rows = [
        {
            "label": theme.label.best(language, facts.languages),
            "subtopics": [topic.best(language, facts.languages) for topic in theme.subtopics],
        }
        for theme in facts.themes
    ]
    return {"heading": heading, "rows": rows}


def editions(facts: GatheringFacts, language: str) -> dict[str, Any]:
    """The other editions of the series with what they produced, and where the whole series stands."""
    if facts.series is None:
        return {}
    found = editions_of(facts.organiser_id, facts.series.key)
    return {
        "rows": [edition_shown(one, language) for one in found if one.number != facts.series.number],
        "url": reverse("public:series", args=[facts.organiser_key, facts.series.key]),
    }


def process(facts: GatheringFacts, language: str, *, now: datetime) -> dict[str, Any]:
    """The process that the gathering is a phase of, as a thread of phases; the calendar says where it stands."""
    if facts.process is None:
        return {}
    progress = progress_of(facts.process.phases, on=local_day(now, facts.zone))
    phases = [
        {
            "label": phase.title.best(language, facts.languages).text,
            "when": period_in_words(phase.first, phase.last, language=language),
            "state": state.value,
            "url": reverse("public:gathering", args=[phase.gathering_key])
            if phase.gathering_key and phase.gathering_key != facts.key
            else "",
        }
        for phase, state in zip(facts.process.phases, progress, strict=True)
    ]
    name: Phrase = facts.process.name.best(language, facts.languages)
    return {"name": name, "steps": phases, "aims": _said(facts.process.texts, (TextName.AIMS,), facts, language)}
