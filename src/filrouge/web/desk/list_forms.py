"""The form of a list of recipients: two groups of conditions, and who stays out."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

from filrouge.stages.gatherings.audience import AnyOf, Everybody, Rule
from filrouge.stages.gatherings.facts import Vocabulary
from filrouge.stages.sendings.facts import ListFacts
from filrouge.web.desk.rule_forms import add_questions, is_group, questions_of, rule_said, ticks_of

GROUPS = ("first", "second")


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
            add_questions(self, group, vocabulary, language)

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The two groups, with their conditions; open when something is ticked."""
        return [
            {"name": group, "fields": questions_of(self, group), "is_open": self._is_used(group)} for group in GROUPS
        ]

    def _is_used(self, group: str) -> bool:
        return group == GROUPS[0] or any(field.value() for field in questions_of(self, group))

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
        groups = [rule for group in GROUPS if (rule := rule_said(self.cleaned_data, group))]
        if not groups:
            return Everybody()
        return groups[0] if len(groups) == 1 else AnyOf(tuple(groups))


def is_editable(rule: Rule) -> bool:
    """Whether the form can show a rule: at most two groups of plain conditions."""
    groups = rule.rules if isinstance(rule, AnyOf) else (rule,)
    return len(groups) <= len(GROUPS) and all(is_group(group) for group in groups)


def _initial(asked: ListFacts) -> dict[str, Any]:
    said: dict[str, Any] = {
        "name": asked.name,
        "languages": list(asked.languages),
        "only_unanswered": asked.only_unanswered,
    }
    groups = asked.rule.rules if isinstance(asked.rule, AnyOf) else (asked.rule,)
    for name, group in zip(GROUPS, groups, strict=False):
        said |= ticks_of(group, name)
    return said
