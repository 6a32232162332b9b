"""The form of how people register: passing on, who is asked what, how the waiting list moves."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext, gettext_lazy

from filrouge.engines.waiting import Policy
from filrouge.stages.gatherings.enums import ForwardingScope
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts

FORWARDING = (
    (ForwardingScope.NONE.value, gettext_lazy("Nobody: the invitation is for whoever received it")),
    (ForwardingScope.WITHIN_ORGANISATION.value, gettext_lazy("Colleagues of the same body")),
    (ForwardingScope.WITHIN_TERRITORY.value, gettext_lazy("Partners in the same territory")),
    (ForwardingScope.OPEN.value, gettext_lazy("Whomever it may concern")),
)
POLICIES = (
    (
        Policy.SPLIT.value,
        gettext_lazy(
            "Groups that agreed to be seated apart take places as they become free; for any other group places are "
            "kept until there are enough, and nobody passes it."
        ),
    ),
    (
        Policy.STRICT.value,
        gettext_lazy("For every group places are kept until there are enough for all of it, and nobody passes it."),
    ),
    (
        Policy.BOUNDED.value,
        gettext_lazy(
            "While there are too few places for a group, smaller groups and single people may pass it a few times; "
            "then places are kept for it."
        ),
    ),
)
_DIGITS = forms.NumberInput(attrs={"inputmode": "numeric"})
_OF_A_PART = ("has_meal", "asks_access", "answer_hours", "promotion_stop_days")


def _switch(label: Any, help_text: Any = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, help_text=help_text)


def _number(label: Any, most: int, help_text: Any, *, least: int = 1, required: bool = False) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, required=required, widget=_DIGITS, help_text=help_text
    )


class TermsForm(forms.Form):
    """How people register, with questions for each part; the names are those of `settling.with_terms`."""

    forwarding = forms.ChoiceField(
        label=gettext_lazy("Who may be passed the invitation"), choices=FORWARDING, widget=forms.RadioSelect
    )
    residents = _switch(
        gettext_lazy("Residents may come for themselves"),
        gettext_lazy("They get a short plain form, without body and function."),
    )
    category = _switch(
        gettext_lazy("Ask for kind of body and level"), gettext_lazy("For statistics only: it decides nothing.")
    )
    pictures = _switch(
        gettext_lazy("Pictures are taken"),
        gettext_lazy("People are asked whether they may be recognisable, and may say no."),
    )
    order_days = _number(
        gettext_lazy("Days for the purchase order to arrive"),
        365,
        gettext_lazy("So long a place is held for whoever orders. Left empty, no order is asked for."),
    )
    policy = forms.ChoiceField(
        label=gettext_lazy("What happens behind a delegation that cannot be seated yet"),
        choices=POLICIES,
        widget=forms.RadioSelect,
    )
    most_overtakings = _number(
        gettext_lazy("How often a delegation may be passed at most"),
        100,
        gettext_lazy("Counts with the last choice only."),
        least=0,
        required=True,
    )

    def __init__(self, facts: GatheringFacts, language: str, data: Any = None) -> None:
        super().__init__(data, initial=_known(facts))
        self.facts, self.language = facts, language
        for part in facts.parts:
            self._ask_of(part.key)

    def _ask_of(self, key: str) -> None:
        self.fields[f"has_meal_{key}"] = _switch(gettext("There is a meal: ask what people eat"))
        self.fields[f"asks_access_{key}"] = _switch(
            gettext("Ask what people need to take part: interpreters, step-free access and the like")
        )
        self.fields[f"answer_hours_{key}"] = _number(
            gettext("Hours to answer when a place became free"),
            720,
            gettext(
                "So long the place is held for the next one on the waiting list. Left empty, it is theirs at once."
            ),
        )
        self.fields[f"promotion_stop_days_{key}"] = _number(
            gettext("Days before it when the waiting list stops"),
            365,
            gettext("From then on nobody moves up by themselves."),
            least=0,
            required=True,
        )

    def of_parts(self) -> Iterator[dict[str, Any]]:
        """The questions about each part, under its title."""
        for part in self.facts.parts:
            fields: list[BoundField] = [self[f"{name}_{part.key}"] for name in _OF_A_PART]
            yield {"title": part.title.best(self.language, self.facts.languages), "fields": fields}


def _known(facts: GatheringFacts) -> dict[str, Any]:
    known: dict[str, Any] = {
        "forwarding": facts.forwarding.value,
        "residents": facts.welcomes_residents,
        "category": facts.asks_category,
        "pictures": facts.takes_pictures,
        "order_days": facts.order_days,
        "policy": facts.waiting_policy.value,
        "most_overtakings": facts.most_overtakings,
    }
    for part in facts.parts:
        known |= _known_of(part)
    return known


def _known_of(part: PartFacts) -> dict[str, Any]:
    return {f"{name}_{part.key}": getattr(part, name) for name in _OF_A_PART}
