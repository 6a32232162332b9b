"""The form by which somebody asks to be told of a gathering."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from filrouge.core.text import Translated
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.words import labels

NOBODY = "nobody"


class FollowForm(forms.Form):
    """An address, and from which kind of body; nothing else is asked."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy("A mail comes there first: you are told nothing before you have confirmed the address."),
    )
    category = forms.ChoiceField(
        label=gettext_lazy("You work for"),
        help_text=gettext_lazy("So that the organiser knows who expects the invitation; only counted, never by name."),
        error_messages={"required": gettext_lazy("Choose what comes nearest.")},
    )

    def __init__(self, facts: GatheringFacts, language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(NOBODY, pgettext_lazy("kind of body", "none of these, I come for myself"))]
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            ("", gettext_lazy("Choose")),
            *kinds_of_body(facts, language),
            *others,
        ]


def kinds_of_body(facts: GatheringFacts, language: str) -> list[tuple[str, str]]:
    """The kinds of bodies to choose from: the gathering's own words, else the shipped ones."""
    if facts.vocabulary.body_kinds:
        return labels(facts.vocabulary.body_kinds, language)
    # Reading the catalogue loads the schema of the file: not before a form needs its words.
    from filrouge.stages.gatherings.file.catalogue import shipped

    kinds = shipped().body_kinds.items()
    return [(key, Translated.of(word["label"], facts.language).best(language).text) for key, word in kinds]
