"""The words of a gathering's rules, in the reader's language: one renderer for page, form, refusal, mail and letter."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from filrouge.core.decisions import Reason
from filrouge.core.prepositions import narrowed
from filrouge.core.typography import join_and
from filrouge.stages.gatherings.audience import AllOf, AnyOf, Audience, Everybody, Is, Rule
from filrouge.stages.gatherings.enums import Attribute, Otherwise
from filrouge.stages.gatherings.facts import UNSAID, FunctionFacts, TermFacts, Vocabulary

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
