"""The forms about people of the press: whom they call, whom a release goes to, who comes."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy

from filrouge.ground.people.fields import NameField


class PressContactForm(forms.Form):
    """Whom journalists call. The numbers stand in press releases and nowhere else."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=200,
        error_messages={"required": gettext_lazy("Journalists need a name to ask for.")},
    )
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    mobile = forms.CharField(
        label=gettext_lazy("Mobile number"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("It stands in press releases only: on no page for participants, in no mail to them."),
    )
    email = forms.EmailField(label=gettext_lazy("E-mail address"))

    def clean(self) -> dict[str, Any]:
        """At least one number."""
        said = super().clean() or {}
        if not (said.get("phone") or said.get("mobile")):
            self.add_error("phone", gettext("Give at least one direct number."))
        return said


class JournalistForm(forms.Form):
    """Somebody of the press list, and where the address comes from."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    medium = forms.CharField(label=gettext_lazy("Medium"), max_length=200)
    email = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=254)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    source = forms.CharField(
        label=gettext_lazy("Where the address comes from"),
        max_length=300,
        help_text=gettext_lazy("Each mail says it: “imprint of the newspaper”, “asked for it by telephone”."),
    )
    source_on = forms.DateField(
        label=gettext_lazy("Since when"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class AccreditationForm(forms.Form):
    """What a journalist is asked who wishes to come: nothing about any right to do so."""

    name = NameField(label=gettext_lazy("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    medium = forms.CharField(
        label=gettext_lazy("Medium"),
        max_length=200,
        help_text=gettext_lazy("Newspaper, radio, television, agency; “freelance” is an answer too."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy("The answer goes there."),
    )
    press_card = forms.CharField(label=gettext_lazy("Number of the press card"), max_length=60, required=False)


class AnswerForm(forms.Form):
    """The answer to a journalist; whoever is declined reads why."""

    answer = forms.ChoiceField(choices=[("accepted", "accepted"), ("declined", "declined")], widget=forms.HiddenInput)
    motive = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("The journalist reads it."),
    )

    def clean(self) -> dict[str, Any]:
        """A refusal has a reason."""
        said = super().clean() or {}
        if said.get("answer") == "declined" and not said.get("motive", "").strip():
            self.add_error("motive", gettext("Say why: the journalist reads it."))
        return said
