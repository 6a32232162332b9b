"""The words for what people are counted by: kinds of body, levels, functions, kinds of territory."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import pgettext

from filrouge.core.text import Phrase, Translated
from filrouge.ground.directory.enums import OrganisationLevel, TerritoryKind
from filrouge.stages.gatherings.enums import Channel
from filrouge.stages.gatherings.facts import FunctionFacts, GatheringFacts, TermFacts
from filrouge.stages.registration.lists.cuts import NOT_SAID, RESIDENT, Cut
from filrouge.web.desk.words import channel_word


def category_word(cut: Cut, value: str, facts: GatheringFacts, language: str) -> Phrase:
    """A value of a cut as a table says it, with the language in which the words are."""
    if not value or value == NOT_SAID:
        return Phrase(pgettext("category", "not known"), language)
    if cut is Cut.KIND:
        return kind_word(value, facts, language)
    if cut is Cut.FUNCTION:
        return _term(value, facts.vocabulary.functions, _shipped("functions"), facts, language)
    words = {**levels(), **{channel.value: channel_word(channel) for channel in Channel}}
    return Phrase(words.get(value, value), language)


def kind_word(kind: str, facts: GatheringFacts, language: str) -> Phrase:
    """A kind of body, or the word for somebody who comes for nobody but themselves."""
    if kind == RESIDENT:
        return Phrase(pgettext("category", "resident, for nobody but themselves"), language)
    return _term(kind, facts.vocabulary.body_kinds, _shipped("body_kinds"), facts, language)


def levels() -> Mapping[str, str]:
    """The levels at which bodies act, in words."""
    return {
        OrganisationLevel.LOCAL.value: pgettext("level", "local"),
        OrganisationLevel.DEPARTMENTAL.value: pgettext("level", "of a département or canton"),
        OrganisationLevel.REGIONAL.value: pgettext("level", "regional"),
        OrganisationLevel.NATIONAL.value: pgettext("level", "national"),
        OrganisationLevel.EUROPEAN.value: pgettext("level", "European"),
    }


def _shipped(name: str) -> Mapping[str, Mapping[str, Any]]:
    # Reading the catalogue loads the schema of the file: not before the first page that needs a word from it.
    from filrouge.stages.gatherings.file.catalogue import shipped

    return shipped().words(name)


def _term(
    key: str,
    mine: tuple[FunctionFacts, ...] | tuple[TermFacts, ...],
    shipped: Mapping[str, Mapping[str, Any]],
    facts: GatheringFacts,
    language: str,
) -> Phrase:
    """From the gathering's own list, else from what is shipped, else as it was typed."""
    own = next((term.label for term in mine if term.key == key), None)
    if own is not None:
        return own.best(language, facts.languages)
    if key in shipped:
        return Translated.of(shipped[key]["label"], facts.language).best(language)
    return Phrase(key.replace("_", " "), facts.language)


def territories_word(kind: TerritoryKind) -> str:
    """A kind of territory as the heading of a table."""
    return {
        TerritoryKind.COUNTRY: pgettext("territory", "Country"),
        TerritoryKind.REGION: pgettext("territory", "Region"),
        TerritoryKind.DEPARTMENT: pgettext("territory", "Département"),
        TerritoryKind.CANTON: pgettext("territory", "Canton"),
        TerritoryKind.INTERMUNICIPAL: pgettext("territory", "Intermunicipal body"),
        TerritoryKind.COMMUNE: pgettext("territory", "Commune"),
        TerritoryKind.CITY_CONTRACT: pgettext("territory", "City contract"),
        TerritoryKind.QPV: pgettext("territory", "Priority neighbourhood"),
    }[kind]
