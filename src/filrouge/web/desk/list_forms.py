"""The form of a list of recipients: two groups of conditions, and who stays out."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy

from filrouge.core.text import search_form
from filrouge.stages.gatherings.audience import AllOf, AnyOf, Everybody, Is, Rule
from filrouge.stages.gatherings.enums import Attribute
from filrouge.stages.gatherings.facts import Vocabulary
from filrouge.stages.gatherings.words import labels
from filrouge.stages.sendings.facts import ListFacts

GROUPS = ("first", "second")
_ASKED = tuple(Attribute)


def _attribute_word(attribute: Attribute) -> str:
    return {
        Attribute.MEMBERSHIP: gettext("Membership of the body"),
        Attribute.FUNCTION: gettext("Function"),
        Attribute.ORGANISATION: gettext("Kind of body"),
        Attribute.TERRITORY: gettext("Territory"),
        Attribute.COMMUNITY: gettext("Community"),
        Attribute.INSTRUMENT: gettext("Instrument"),
    }[attribute]


class ListForm(forms.Form):
    """Within a group every condition that is ticked must hold; of two groups, one is enough."""

    name = forms.CharField(label=gettext_lazy("Name of the list"), max_length=120)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Only who reads"), required=False, widget=forms.CheckboxSelectMultiple
    )
    only_unanswered = forms.BooleanField(label=gettext_lazy("Only who has not answered yet"), required=False)

    def __init__(self, vocabulary: Vocabulary, language: str, data: Any = None, *, asked: ListFacts | None = None):
        super().__init__(data, initial=_initial(asked) if asked else {})
        cast(forms.ChoiceField, self.fields["languages"]).choices = list(settings.LANGUAGES)
        for group in GROUPS:
            for attribute, offered in _offered(vocabulary, language).items():
                if offered:
                    self.fields[f"{group}_{attribute}"] = forms.MultipleChoiceField(
                        label=_attribute_word(attribute),
                        choices=offered,
                        required=False,
                        widget=forms.CheckboxSelectMultiple,
                    )

    def of_group(self, group: str) -> list[forms.BoundField]:
        """The conditions of a group."""
        return [self[name] for name in self.fields if name.startswith(f"{group}_")]

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The two groups, with their conditions; open when something is ticked."""
        return [{"name": group, "fields": self.of_group(group), "is_open": self._is_used(group)} for group in GROUPS]

    def _is_used(self, group: str) -> bool:
        return group == GROUPS[0] or any(field.value() for field in self.of_group(group))

    def said(self, asked: ListFacts | None) -> ListFacts:
        """The list as the action takes it; of which letters and sending it speaks stays as it was."""
        given = self.cleaned_data
        return ListFacts(
            id=asked.id if asked else 0,
            name=given["name"],
            rule=self._rule(),
            languages=tuple(given["languages"]),
            only_unanswered=given["only_unanswered"],
            received=asked.received if asked else None,
            lacking=asked.lacking if asked else None,
            reached=asked.reached if asked else None,
        )

    def _rule(self) -> Rule:
        groups = [rule for group in GROUPS if (rule := self._rule_of(group))]
        if not groups:
            return Everybody()
        return groups[0] if len(groups) == 1 else AnyOf(tuple(groups))

    def _rule_of(self, group: str) -> Rule | None:
        leaves = [
            Is(attribute, tuple(values))
            for attribute in _ASKED
            if (values := self.cleaned_data.get(f"{group}_{attribute}"))
        ]
        if not leaves:
            return None
        return leaves[0] if len(leaves) == 1 else AllOf(tuple(leaves))


def _offered(vocabulary: Vocabulary, language: str) -> Mapping[Attribute, list[tuple[str, str]]]:
    functions = [(one.key, one.label.best(language).text) for one in vocabulary.functions]
    return {
        Attribute.FUNCTION: sorted(functions, key=lambda one: search_form(one[1])),
        Attribute.MEMBERSHIP: labels(vocabulary.memberships, language),
        Attribute.ORGANISATION: labels(vocabulary.body_kinds, language),
        Attribute.TERRITORY: labels(vocabulary.territories, language),
        Attribute.COMMUNITY: labels(vocabulary.communities, language),
        Attribute.INSTRUMENT: labels(vocabulary.instruments, language),
    }


def is_editable(rule: Rule) -> bool:
    """Whether the form can show a rule: at most two groups of plain conditions."""
    groups = rule.rules if isinstance(rule, AnyOf) else (rule,)
    return len(groups) <= len(GROUPS) and all(_is_group(group) for group in groups)


def _is_group(rule: Rule) -> bool:
    match rule:
        case Everybody() | Is():
            return True
        case AllOf(rules):
            named = [inner.attribute for inner in rules if isinstance(inner, Is)]
            return len(named) == len(rules) == len(set(named))
        case _:
            return False


def _initial(asked: ListFacts) -> dict[str, Any]:
    said: dict[str, Any] = {
        "name": asked.name,
        "languages": list(asked.languages),
        "only_unanswered": asked.only_unanswered,
    }
    groups = asked.rule.rules if isinstance(asked.rule, AnyOf) else (asked.rule,)
    for name, group in zip(GROUPS, groups, strict=False):
        for leaf in group.rules if isinstance(group, AllOf) else (group,):
            if isinstance(leaf, Is):
                said[f"{name}_{leaf.attribute}"] = list(leaf.values)
    return said
