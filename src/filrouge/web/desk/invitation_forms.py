"""The desk's forms about invitations: what is shown, whom to invite, an answer that was told."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from filrouge.stages.invitations.actions.answering import MOST_LETTERS
from filrouge.stages.invitations.enums import ANSWERS, TOLD, AnsweredBy, InvitationState
from filrouge.stages.invitations.facts import Answer
from filrouge.stages.invitations.words import answered_by_in_words, state_in_words

_SHORT = forms.Textarea(attrs={"rows": 2})


class InvitationFilter(forms.Form):
    """What the list shows; a plain GET form."""

    q = forms.CharField(
        label=gettext_lazy("Name, address or body"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = forms.ChoiceField(label=pgettext_lazy("invitation", "Answer"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [(state.value, state_in_words(state)) for state in InvitationState]
        self.fields["state"].choices = [("", gettext("All")), *states]  # type: ignore[attr-defined]

    def wanted(self) -> tuple[InvitationState | None, str]:
        """The state, None for all, and the words; what cannot be read is left out."""
        self.is_valid()
        said = self.cleaned_data
        return InvitationState(said["state"]) if said.get("state") else None, said.get("q", "")


class InviteForm(forms.Form):
    """Whom to invite: those on a list, or contacts ticked among those found; with a mail, or without."""

    recipients = forms.ChoiceField(label=gettext_lazy("Everybody on a list"), required=False)
    contacts = forms.MultipleChoiceField(
        label=gettext_lazy("Contacts"), required=False, widget=forms.CheckboxSelectMultiple
    )
    by_mail = forms.BooleanField(
        label=gettext_lazy("Send each the invitation by mail now"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Without it the links are made, and you send them by a sending or a letter."),
    )

    def __init__(
        self, lists: Sequence[tuple[str, str]], found: Sequence[tuple[str, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipients"].choices = [("", gettext("No list")), *lists]  # type: ignore[attr-defined]
        self.fields["contacts"].choices = found  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Somebody is invited."""
        said = super().clean() or {}
        if not self.errors and not said.get("recipients") and not said.get("contacts"):
            self.add_error("recipients", gettext("Choose a list, or look for contacts and tick them."))
        return said


class ToldAnswerForm(forms.Form):
    """An answer that came by telephone, mail or letter, and how it is known."""

    state = forms.ChoiceField(label=pgettext_lazy("invitation", "Answer"), widget=forms.RadioSelect)
    represented_by = forms.CharField(label=gettext_lazy("Who comes instead"), required=False, max_length=200)
    answered_by = forms.ChoiceField(label=gettext_lazy("How the answer came"))
    motive = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=MOST_LETTERS,
        widget=_SHORT,
        help_text=gettext_lazy("Who called, and when: the reason stays in the trail."),
        error_messages={"required": gettext_lazy("Say how you know: the reason stays in the trail.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = (*ANSWERS, InvitationState.PENDING)
        self.fields["state"].choices = [(one.value, state_in_words(one)) for one in states]  # type: ignore[attr-defined]
        ways = [(one.value, answered_by_in_words(one)) for one in TOLD]
        self.fields["answered_by"].choices = ways  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Whoever is represented says by whom."""
        said = super().clean() or {}
        is_represented = said.get("state") == InvitationState.REPRESENTED.value
        if is_represented and not said.get("represented_by", "").strip() and "represented_by" not in self.errors:
            self.add_error("represented_by", gettext("Name the person who comes instead."))
        return said

    def answer(self) -> tuple[Answer, AnsweredBy]:
        """The answer and how it came, from clean data."""
        said = self.cleaned_data
        answer = Answer(InvitationState(said["state"]), said["represented_by"], said["motive"])
        return answer, AnsweredBy(said["answered_by"])
