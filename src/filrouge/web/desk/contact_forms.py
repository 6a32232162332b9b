"""The forms of the directory: what a list shows, a contact, a function and its end."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy

from filrouge.ground.directory.contact_actions import ContactSaid, FunctionSaid
from filrouge.ground.directory.contacts import STATES, ContactCard, WantedContacts
from filrouge.ground.directory.enums import Civility
from filrouge.ground.directory.queries import body_by_name, search_bodies
from filrouge.web.desk.contact_words import civility_word, function_labels, state_word


def _day(**more: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def _languages() -> list[tuple[str, Any]]:
    return list(settings.LANGUAGES)


class ContactFilter(forms.Form):
    """What the list of contacts shows; a plain GET form."""

    q = forms.CharField(
        label=gettext_lazy("Name, address or body"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    function = forms.ChoiceField(label=gettext_lazy("Function"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("Only those"), required=False)

    def __init__(self, language: str, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        every = [("", gettext("All"))]
        self._offer("function", every + sorted(function_labels(language).items(), key=lambda one: one[1]))
        self._offer("language", every + _languages())
        self._offer("state", every + [(state, state_word(state)) for state in STATES])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def wanted(self) -> WantedContacts:
        """What is asked for; an answer that cannot be read is left out."""
        self.is_valid()
        said = self.cleaned_data
        return WantedContacts(
            text=said.get("q", ""),
            function=said.get("function", ""),
            language=said.get("language", ""),
            state=said.get("state", ""),
        )


class FunctionForm(forms.Form):
    """A function somebody holds for a body."""

    body = forms.CharField(
        label=gettext_lazy("Body"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("As it stands in your directory of bodies."),
    )
    function = forms.ChoiceField(label=gettext_lazy("Function"), required=False)
    label = forms.CharField(
        label=gettext_lazy("Function as it is printed"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Where it differs from the list, for letters and badges."),
    )
    since = _day(label=gettext_lazy("Since"), required=False)

    def __init__(self, organiser_id: int, language: str, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organiser_id, self.spoken, self.today = organiser_id, language, today
        offered = sorted(function_labels(language).items(), key=lambda one: one[1])
        cast(forms.ChoiceField, self.fields["function"]).choices = [("", gettext("Not on the list")), *offered]

    def clean(self) -> dict[str, Any]:
        """The body is one of the directory, or none is named; and something is said at all."""
        said = super().clean() or {}
        said["organisation_id"] = None
        if body := said.get("body"):
            said["organisation_id"] = self._body(body)
        self.is_needed(said)
        return said

    def is_needed(self, said: dict[str, Any]) -> None:
        """A function alone must say something."""
        if not self.errors and not any(said.get(name) for name in ("body", "function", "label")):
            self.add_error("body", gettext("Give a body, a function, or both."))

    def _body(self, typed: str) -> int | None:
        card = body_by_name(organiser_id=self.organiser_id, name=typed, on=self.today)
        if card is not None:
            return card.id
        similar = search_bodies(organiser_id=self.organiser_id, text=typed, limit=3)
        named = ", ".join(name.best(self.spoken).text for _pk, name in similar)
        words = gettext("Your directory has no body of this name.")
        if named:
            words += " " + gettext("Did you mean: %(names)s?") % {"names": named}
        self.add_error("body", words)
        return None

    def said(self) -> FunctionSaid:
        """The function as the action takes it."""
        given = self.cleaned_data
        label = {self.spoken: given["label"]} if given["label"] else {}
        return FunctionSaid(given["organisation_id"], given["function"], label, given["since"])


class EndForm(forms.Form):
    """On which day a function ended."""

    on = _day(label=gettext_lazy("Last day"))


class ContactForm(FunctionForm):
    """A contact; with a first function when it is new."""

    civility = forms.ChoiceField(label=gettext_lazy("Civility"), required=False)
    given_name = forms.CharField(label=gettext_lazy("First name"), max_length=120, required=False)
    family_name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=_languages)
    source = forms.CharField(
        label=gettext_lazy("Where the address comes from"),
        max_length=300,
        help_text=gettext_lazy("A list, a web page, a card, the person: every mail says it to its reader."),
    )
    source_on = _day(label=gettext_lazy("Known since"))
    informed_on = _day(
        label=gettext_lazy("Told on"),
        required=False,
        help_text=gettext_lazy("When the person was told that you keep their address, and that they may object."),
    )

    field_order = (
        "civility",
        "given_name",
        "family_name",
        "email",
        "phone",
        "language",
        "body",
        "function",
        "label",
        "since",
        "source",
        "source_on",
        "informed_on",
    )

    def __init__(self, *args: Any, card: ContactCard | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.card = card
        civilities = [("", gettext("None")), *((one.value, civility_word(one.value)) for one in Civility)]
        cast(forms.ChoiceField, self.fields["civility"]).choices = civilities
        if card is not None:
            for name in ("body", "function", "label", "since"):
                del self.fields[name]

    def is_needed(self, said: dict[str, Any]) -> None:
        """A person may be known without any function."""

    def clean_source_on(self) -> date:
        """Nobody's address is known since tomorrow."""
        day: date = self.cleaned_data["source_on"]
        if day > self.today:
            raise forms.ValidationError(gettext("This day is still to come."))
        return day

    def contact(self) -> ContactSaid:
        """The contact as the action takes it."""
        given = self.cleaned_data
        names = ("civility", "given_name", "family_name", "email", "phone", "language", "source", "source_on")
        functions = () if self.card else (self.said(),)
        communities = tuple(sorted(self.card.communities)) if self.card else ()
        return ContactSaid(
            **{name: given[name] for name in names},
            informed_on=given["informed_on"],
            communities=communities,
            functions=functions,
        )
