"""Editions and what they produced, ready for a template: the public pages say it in the same words everywhere."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from filrouge.core.date_words import date_in_words
from filrouge.core.text import LANGUAGES
from filrouge.stages.gatherings.enums import ProposalState
from filrouge.stages.gatherings.facts import PublicationFacts
from filrouge.stages.planning.facts import EditionPage, Proposal
from filrouge.stages.planning.words import proposal_word
from filrouge.web.shell.publications import kind_of_thing_in_words

_TONES = {
    ProposalState.NO_ANSWER: "wait",
    ProposalState.ANSWERED: "neutral",
    ProposalState.TAKEN_UP: "ok",
    ProposalState.REFUSED: "stop",
}


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
        "proposals": [proposal_shown(one, language) for one in edition.proposals],
    }


def proposal_shown(proposal: Proposal, language: str) -> dict[str, Any]:
    """What was proposed, by whom and to whom, what became of it, and the answer."""
    whom = {"addressee": proposal.addressee}
    about = (proposal.whose, gettext("to %(addressee)s") % whom if proposal.addressee else "")
    day = proposal.answered_on
    return {
        "text": proposal.text.best(language, LANGUAGES),
        "about": ", ".join(filter(None, about)),
        "state": proposal_word(proposal.state),
        "tone": _TONES[proposal.state],
        "answered": gettext("Answer of %(day)s:") % {"day": date_in_words(day, language=language)} if day else "",
        "answer": proposal.answer.best(language, LANGUAGES) if proposal.answer else "",
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
