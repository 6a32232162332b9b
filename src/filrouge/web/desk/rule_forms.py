"""Whom somebody means, ticked in a form, and until when: of one question, one tick is enough."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext

from filrouge.core.text import search_form
from filrouge.ground.directory.territories import atlas_of
from filrouge.stages.gatherings.audience import AllOf, Everybody, Is, Rule
from filrouge.stages.gatherings.enums import Attribute
from filrouge.stages.gatherings.facts import GatheringFacts, Vocabulary
from filrouge.stages.gatherings.words import labels
from filrouge.stages.sendings.queries import directory_words

WHOM = "whom"


def add_questions(form: forms.Form, group: str, vocabulary: Vocabulary, language: str) -> None:
    """Ask for each attribute of which there are words, as `group_attribute`."""
    for attribute, offered in _offered(vocabulary, language).items():
        if offered:
            form.fields[f"{group}_{attribute}"] = forms.MultipleChoiceField(
                label=_attribute_word(attribute), choices=offered, required=False, widget=forms.CheckboxSelectMultiple
            )


def questions_of(form: forms.Form, group: str) -> list[forms.BoundField]:
    """The questions of a group."""
    return [form[name] for name in form.fields if name.startswith(f"{group}_")]


def rule_said(said: Mapping[str, Any], group: str) -> Rule | None:
    """What was ticked in a group: every question that was answered must hold; None when nothing was ticked."""
    leaves = [Is(attribute, tuple(values)) for attribute in Attribute if (values := said.get(f"{group}_{attribute}"))]
    if not leaves:
        return None
    return leaves[0] if len(leaves) == 1 else AllOf(tuple(leaves))


def ticks_of(rule: Rule, group: str) -> dict[str, list[str]]:
    """What a group holds at first that says this rule."""
    leaves = rule.rules if isinstance(rule, AllOf) else (rule,)
    return {f"{group}_{leaf.attribute}": list(leaf.values) for leaf in leaves if isinstance(leaf, Is)}


def is_group(rule: Rule) -> bool:
    """Whether the questions of one group can say a rule."""
    match rule:
        case Everybody() | Is():
            return True
        case AllOf(rules):
            named = [inner.attribute for inner in rules if isinstance(inner, Is)]
            return len(named) == len(rules) == len(set(named))
        case _:
            return False


def _attribute_word(attribute: Attribute) -> str:
    return {
        Attribute.MEMBERSHIP: gettext("Membership of the body"),
        Attribute.FUNCTION: gettext("Function"),
        Attribute.ORGANISATION: gettext("Kind of body"),
        Attribute.TERRITORY: gettext("Territory"),
        Attribute.COMMUNITY: gettext("Community"),
        Attribute.INSTRUMENT: gettext("Instrument"),
    }[attribute]


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


def moment_field(label: Any, help_text: Any) -> forms.DateTimeField:
    """A day and hour by the clock of the gathering; it may stay empty."""
    return forms.DateTimeField(
        label=label,
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=help_text,
    )


def on_the_clock(instant: datetime | None, zone: str) -> datetime | None:
    """A moment as the clock of a gathering shows it, for such a field."""
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if instant else None


class WhomForm(forms.Form):
    """A form that asks whom one means, in the words of the directory; `held` is the rule that holds until now."""

    def __init__(
        self, facts: GatheringFacts, language: str, data: Any, *, held: Rule | None, initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial={**initial, **(ticks_of(held, WHOM) if held else {})})
        self.facts, self.held = facts, held
        if self.is_plain:
            add_questions(self, WHOM, directory_words(facts, atlas_of(facts.organiser_id)), language)

    @property
    def is_plain(self) -> bool:
        """Whether the questions can say the rule that holds; one of a file may be longer, and stays as it is."""
        return self.held is None or is_group(self.held)

    @property
    def questions(self) -> list[forms.BoundField]:
        """The questions about whom."""
        return questions_of(self, WHOM)

    @property
    def whom(self) -> Rule | None:
        """Who is meant, None when nobody was ticked."""
        return rule_said(self.cleaned_data, WHOM) if self.is_plain else self.held

    def typed(self, name: str) -> datetime | None:
        """A moment as it was typed, without a zone."""
        said: datetime | None = self.cleaned_data.get(name)
        return said.replace(tzinfo=None) if said else None

    def refuse_whom(self, message: str) -> None:
        """Say at the first question what is wrong with the answers about whom."""
        self.add_error(self.questions[0].name, message)
