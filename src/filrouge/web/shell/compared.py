"""What is recorded of a person, in words and by name, so that two records can stand side by side."""

from collections.abc import Mapping

from django.utils.translation import gettext

from filrouge.core.typography import join_and
from filrouge.ground.directory.queries import BodyCard
from filrouge.stages.gatherings.facts import GatheringFacts, TermFacts
from filrouge.stages.registration.facts import Applicant, RegistrationFacts
from filrouge.stages.registration.forms import LEVELS, PICTURES


def field_labels() -> Mapping[str, str]:
    """Every field that is compared, in order, with the words before it."""
    return {
        "name": gettext("First name and family name"),
        "email": gettext("E-mail address"),
        "body": gettext("Body"),
        "kind": gettext("Kind of body"),
        "level": gettext("Level at which it acts"),
        "function": gettext("Function"),
        "communities": gettext("Professional communities"),
        "pictures": gettext("Pictures"),
    }


def said_by_registration(registration: RegistrationFacts, facts: GatheringFacts, language: str) -> Mapping[str, str]:
    """A registration's fields in words; empty where nothing was said."""
    return {
        "name": registration.name.full,
        "email": registration.email,
        "body": registration.organisation_name,
        "kind": _kind(registration.organisation_kind, facts, language),
        "level": _label(LEVELS, registration.level),
        "function": _function(registration.function, registration.function_name, facts, language),
        "communities": _communities(registration.communities, facts, language),
        "pictures": _label(PICTURES, registration.pictures.value if registration.pictures else ""),
    }


def said_by_applicant(
    applicant: Applicant, card: BodyCard | None, facts: GatheringFacts, language: str
) -> Mapping[str, str]:
    """The same of somebody as a form says it, with the body found for them."""
    return {
        "name": applicant.name.full,
        "email": applicant.email,
        "body": card.name.best(language).text if card else applicant.organisation_text,
        "kind": _kind(card.kind if card else applicant.organisation_kind, facts, language),
        "level": _label(LEVELS, applicant.level),
        "function": _function(applicant.function, applicant.function_text, facts, language),
        "communities": _communities(applicant.communities, facts, language),
        "pictures": _label(PICTURES, applicant.pictures.value if applicant.pictures else ""),
    }


def _function(key: str, typed: str, facts: GatheringFacts, language: str) -> str:
    known = facts.vocabulary.function(key)
    return known.label.best(language, facts.languages).text if known else typed


def _kind(key: str, facts: GatheringFacts, language: str) -> str:
    return _term(key, facts.vocabulary.body_kinds, facts, language)


def _communities(keys: tuple[str, ...], facts: GatheringFacts, language: str) -> str:
    named = [_term(key, facts.vocabulary.communities, facts, language) for key in sorted(keys)]
    return join_and(named, language=language) if named else ""


def _term(key: str, terms: tuple[TermFacts, ...], facts: GatheringFacts, language: str) -> str:
    known = next((term.label for term in terms if term.key == key), None)
    return known.best(language, facts.languages).text if known else key


def _label(choices: tuple[tuple[str, object], ...], value: str) -> str:
    return next((str(label) for known, label in choices if known == value), "") if value else ""
