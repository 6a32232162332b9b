"""The questions about needs, as fields of a form: for each part that is taken, what the organiser shall provide."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.registration.enums import NeedKind
from filrouge.stages.registration.facts import SaidNeed
from filrouge.stages.registration.needs.choices import MOST_LETTERS, OTHER, choice_in_words, choices_of, kinds_of

# A part with a key, and a kind of need asked for it.
Place = tuple[str, NeedKind]

_QUESTIONS = {
    NeedKind.MEAL: gettext_lazy("What do we need to provide for the meal?"),
    NeedKind.ACCESS: gettext_lazy("What do we need to provide so that you can take part?"),
}
_HINTS = {
    NeedKind.MEAL: gettext_lazy("A few words are enough: only what must be on the plate, or must not."),
    NeedKind.ACCESS: gettext_lazy("For an interpreter, say which language. A few words are enough."),
}


def choices_name(place: Place) -> str:
    """The name of the field with the choices."""
    return f"need-{place[0]}-{place[1].value}"


def text_name(place: Place) -> str:
    """The name of the field for words of one's own."""
    return f"{choices_name(place)}-text"


def asked_places(facts: GatheringFacts, parts: Iterable[str]) -> tuple[Place, ...]:
    """What is asked of somebody who takes the parts with these keys, in the order of the gathering."""
    taken = set(parts)
    return tuple((part.key, kind) for part in facts.parts if part.key in taken for kind in kinds_of(part))


def fields_for(place: Place) -> Mapping[str, forms.Field]:
    """The two fields of a question. Nothing is ticked beforehand and nothing is required."""
    kind = place[1]
    return {
        choices_name(place): forms.MultipleChoiceField(
            label=_QUESTIONS[kind],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=[(choice, choice_in_words(kind, choice)) for choice in choices_of(kind)],
        ),
        text_name(place): forms.CharField(
            label=gettext_lazy("In your own words"),
            required=False,
            max_length=MOST_LETTERS,
            help_text=_HINTS[kind],
            widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        ),
    }


def values_for(needs: Iterable[SaidNeed]) -> dict[str, Any]:
    """What the fields hold for what was said before."""
    said: dict[str, Any] = {}
    for need in needs:
        place = (need.part, need.kind)
        said |= {choices_name(place): list(need.choices), text_name(place): need.text}
    return said


def said_needs(places: Iterable[Place], cleaned: Mapping[str, Any]) -> tuple[SaidNeed, ...]:
    """What was said, from clean data, empty answers too: an empty one takes back what was said before."""
    return tuple(
        SaidNeed(*place, tuple(cleaned.get(choices_name(place), ())), cleaned.get(text_name(place), "").strip())
        for place in places
    )


def unexplained(places: Iterable[Place], cleaned: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the fields in which words are missing: “something else” says nothing without them."""
    return tuple(
        text_name(place)
        for place in places
        if OTHER in cleaned.get(choices_name(place), ()) and not cleaned.get(text_name(place), "").strip()
    )


def explain() -> str:
    """What to do about it."""
    return str(gettext_lazy("Say in a few words what else we shall provide, or take the tick away."))


class NeedsForm(forms.Form):
    """The questions by themselves, for somebody who is registered."""

    def __init__(self, facts: GatheringFacts, parts: Iterable[PartFacts], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = asked_places(facts, [part.key for part in parts])
        for place in self.places:
            self.fields.update(fields_for(place))

    def clean(self) -> dict[str, Any]:
        """Something else has a name."""
        cleaned = super().clean() or {}
        for name in unexplained(self.places, cleaned):
            self.add_error(name, explain())
        return cleaned

    def needs(self) -> tuple[SaidNeed, ...]:
        """What was said, from clean data."""
        return said_needs(self.places, self.cleaned_data)
