"""Editions and what they produced, ready for a template: the public pages say it in the same words everywhere."""

from typing import Any

from django.urls import reverse

from filrouge.core.text import LANGUAGES
from filrouge.stages.gatherings.facts import PublicationFacts
from filrouge.stages.planning.facts import EditionPage
from filrouge.web.shell.publications import kind_of_thing_in_words


def edition_shown(edition: EditionPage, language: str) -> dict[str, Any]:
    """An edition with the address of its page, when it has one, and everything that it produced."""
    return {
        "number": edition.number,
        "year": edition.year,
        "title": edition.title.best(language, LANGUAGES) if edition.title else "",
        "purpose": edition.purpose.best(language, LANGUAGES) if edition.purpose else "",
        "url": reverse("public:gathering", args=[edition.gathering_key]) if edition.gathering_key else "",
        "produced": [
            *produced(edition.gathering_key, edition.publications, language),
            *({"title": one.title, "lang": one.language, "url": one.url, "kind": ""} for one in edition.results),
        ],
    }


def produced(key: str, things: tuple[PublicationFacts, ...], language: str) -> list[dict[str, Any]]:
    """What stands on the page of a gathering: title, language of the title, kind, where it is."""
    found = [(thing, thing.title.best(language, LANGUAGES)) for thing in things]
    return [
        {
            "title": title.text,
            "lang": title.language,
            "kind": kind_of_thing_in_words(thing.kind),
            "url": thing.url or reverse("public:publication", args=[key, thing.key]),
        }
        for thing, title in found
    ]
