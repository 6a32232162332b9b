"""The form of a proposal that an edition addressed to somebody."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext, gettext_lazy

from filrouge.stages.gatherings.enums import ProposalState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.planning.facts import Proposal
from filrouge.stages.planning.words import proposal_word
from filrouge.web.desk.start_forms import LANGUAGES

_TEXT, _ANSWER = "text_", "answer_"


class ProposalForm(forms.Form):
    """What was proposed, by whom, to whom, and what became of it."""

    edition = forms.TypedChoiceField(label=gettext_lazy("Edition"), coerce=int)
    whose = forms.CharField(
        label=gettext_lazy("Whose proposal"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("A body or a working group rather than a person."),
    )
    addressee = forms.CharField(label=gettext_lazy("Addressed to"), max_length=200, required=False)
    state = forms.TypedChoiceField(
        label=gettext_lazy("What became of it"), coerce=ProposalState, widget=forms.RadioSelect
    )
    answered_on = forms.DateField(
        label=gettext_lazy("Day of the answer"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(
        self,
        facts: GatheringFacts,
        editions: Sequence[tuple[int, str]],
        data: Any = None,
        *,
        known: Proposal | None = None,
    ) -> None:
        super().__init__(data, initial=_initial(known) if known else {"state": ProposalState.NO_ANSWER.value})
        self.facts = facts
        cast(forms.ChoiceField, self.fields["edition"]).choices = [(str(one), label) for one, label in editions]
        cast(forms.ChoiceField, self.fields["state"]).choices = [
            (one.value, proposal_word(one)) for one in ProposalState
        ]
        for code in facts.languages:
            name = dict(LANGUAGES)[code]
            self.fields[_TEXT + code] = _text(gettext("The proposal: %(language)s") % {"language": name}, code)
            self.fields[_ANSWER + code] = _text(gettext("The answer: %(language)s") % {"language": name}, code)
        texts, answers = ([prefix + code for code in facts.languages] for prefix in (_TEXT, _ANSWER))
        self.order_fields(["edition", *texts, "whose", "addressee", "state", "answered_on", *answers])

    def clean(self) -> dict[str, Any]:
        """Said in one language at least; an answer has a state."""
        said = super().clean() or {}
        if not self._texts(_TEXT):
            self.add_error(_TEXT + self.facts.language, gettext("Say what was proposed, in one language at least."))
        if said.get("state") is ProposalState.NO_ANSWER and (said.get("answered_on") or self._texts(_ANSWER)):
            self.add_error("state", gettext("There is an answer: say whether it is answered, taken up or refused."))
        return said

    def _texts(self, prefix: str) -> dict[str, str]:
        names = {code: prefix + code for code in self.facts.languages}
        return {code: text for code, name in names.items() if (text := self.cleaned_data.get(name))}

    def said(self) -> dict[str, Any]:
        """The proposal as the action takes it."""
        said = self.cleaned_data
        names = ("whose", "addressee", "state", "answered_on")
        return {**{name: said[name] for name in names}, "text": self._texts(_TEXT), "answer": self._texts(_ANSWER)}


def _text(label: str, language: str) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=2000, required=False, widget=forms.Textarea({"rows": 3, "lang": language})
    )


def _initial(known: Proposal) -> dict[str, Any]:
    return {
        "edition": known.number,
        "whose": known.whose,
        "addressee": known.addressee,
        "state": known.state.value,
        "answered_on": known.answered_on,
        **{_TEXT + code: text for code, text in known.text.items()},
        **{_ANSWER + code: text for code, text in known.answer.items()},
    }
