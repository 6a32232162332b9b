"""Who comes instead: the form, and what they would get; the personal page and the desk ask the same."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.change import preview_all
from filrouge.stages.registration.actions.replace import preview_replacement
from filrouge.stages.registration.facts import RegistrationFacts
from filrouge.stages.registration.forms import OF_A_REGISTRANT, ApplicationForm, values_of
from filrouge.stages.registration.queries import capacity_with, seats_of
from filrouge.stages.registration.rules import PartAnswer
from filrouge.web.shell import clock
from filrouge.web.shell.bodies import SettledBody

# Said for somebody else they would not be their own: the second person is asked by their own link.
_FOR_THEMSELVES = ("pictures",)
_OF_THE_BODY = ("organisation", "organisation_kind", "territory_id", "level", "parts")


class ReplaceForm(ApplicationForm):
    """The public form about a colleague, with the same body unless somebody says otherwise, and without a name.

    What they need and what they say to the photographer is theirs to say, afterwards.
    """

    language = forms.ChoiceField(label=gettext_lazy("Language of the mails to your colleague"))

    def __init__(self, registration: RegistrationFacts, facts: GatheringFacts, data: Any = None) -> None:
        known = values_of(registration)
        initial = {name: known[name] for name in _OF_THE_BODY} | {"language": registration.language}
        super().__init__(facts, data, initial=initial, as_resident=registration.as_resident, with_needs=False)
        self._held = frozenset(known["parts"])
        for name in (*OF_A_REGISTRANT, *_FOR_THEMSELVES):
            self.fields.pop(name, None)
        # Without an address of their own they are reached through whoever registered them.
        self.fields["email"].required = registration.registrant is None
        for field in self.fields.values():
            field.widget.attrs.pop("autocomplete", None)
        self._speak_of_somebody_else()
        names = dict(settings.LANGUAGES)
        offered = dict.fromkeys((*(facts.languages or (facts.language,)), registration.language))
        cast(forms.ChoiceField, self.fields["language"]).choices = [(code, names[code]) for code in offered]

    def _speak_of_somebody_else(self) -> None:
        self.fields["email"].help_text = gettext_lazy("The confirmation goes there, with a link of their own.")
        labels = {
            "organisation": gettext_lazy("City, service or organisation"),
            "function": gettext_lazy("Function in which they come"),
            "function_text": gettext_lazy("Function that is not in the list"),
        }
        for name, label in labels.items():
            if name in self.fields:
                self.fields[name].label, self.fields[name].help_text = label, ""

    def takes_over(self) -> bool:
        """Whether the same parts are ticked as are held."""
        return frozenset(self.ticked_parts()) == self._held


def answers_to(
    form: ReplaceForm, body: SettledBody, registration: RegistrationFacts, facts: GatheringFacts
) -> Mapping[str, PartAnswer]:
    """What whoever comes instead would get for every part, by key."""
    return preview_all(
        facts=facts,
        registration=registration,
        wished=form.ticked_parts(),
        capacity=capacity_with(form.applicant(body.id), body.card, facts),
        seats=seats_of(facts),
        at=clock.now(),
        judge=preview_replacement,
    )
