"""The facts of a gathering that are known already, each with its word, for whoever prepares the next document."""

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext, pgettext

from filrouge.core.date_words import date_in_words
from filrouge.core.typography import join_and
from filrouge.stages.gatherings.enums import BodyRole, ContactKind, TextName
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.words import audience_in_words
from filrouge.stages.registration.words import when_in_words


def known_facts(facts: GatheringFacts, language: str) -> list[dict[str, str]]:
    """Every fact that is known, in the order in which the page of the gathering says them."""
    return [{"label": label, "said": said} for label, said in _said(facts, language) if said]


def _said(facts: GatheringFacts, language: str) -> Iterator[tuple[str, str]]:
    order = facts.languages
    yield pgettext("fact", "title"), facts.title.best(language, order).text
    yield gettext("Theme"), facts.text(TextName.MAIN_THEME).best(language, order).text
    for part in facts.parts:
        yield part.title.best(language, order).text, _part(part, facts, language)
    yield gettext("Town"), facts.town.best(language, order).text
    if facts.venue:
        yield (
            gettext("Venue"),
            ", ".join(filter(None, (facts.venue.name.best(language, order).text, facts.venue.address))),
        )
    organisers = [body.name.best(language, order).text for body in facts.bodies_as(BodyRole.ORGANISER)]
    yield gettext("Organiser"), join_and(organisers, language=language)
    if contact := facts.contact(ContactKind.REGISTRATION):
        yield gettext("Contact"), contact.email or contact.phone
    if facts.deadline:
        yield gettext("Last day to register"), date_in_words(facts.deadline, language=language)


def _part(part: PartFacts, facts: GatheringFacts, language: str) -> str:
    said = [when_in_words(part, facts, language)]
    if part.audience_is_stated:
        said.append(audience_in_words(part.audience, facts.vocabulary, language))
    if part.capacity is not None:
        said.append(ngettext("%(n)s place", "%(n)s places", part.capacity) % {"n": part.capacity})
    return " · ".join(said)
