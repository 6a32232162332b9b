"""The forms of the directory: what a list shows, a contact, a function and its end."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy

from filrouge.ground.directory.body_actions import BodySaid
from filrouge.ground.directory.contact_actions import ContactSaid, FunctionSaid
from filrouge.ground.directory.contacts import STATES, ContactCard, WantedContacts
from filrouge.ground.directory.enums import Civility
from filrouge.ground.directory.queries import body_by_name, search_bodies
from filrouge.ground.people.queries import OrganiserCard
from filrouge.stages.gatherings.queries import words_brought
from filrouge.web.desk.body_words import kind_labels
from filrouge.web.desk.contact_words import civility_word, function_labels, state_word
from filrouge.web.desk.postal_forms import PostalFields


def day_field(**more: Any) -> forms.DateField:
    """A day, chosen from a calendar where the browser has one."""
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
    new_body = forms.ChoiceField(label=gettext_lazy("Add this body to the directory, as"), required=False)
    function = forms.ChoiceField(label=gettext_lazy("Function"), required=False)
    label = forms.CharField(
        label=gettext_lazy("Function as it is printed"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Where it differs from the list, for letters and badges."),
    )
    since = day_field(label=gettext_lazy("Since"), required=False)

    def __init__(self, organiser: OrganiserCard, language: str, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organiser, self.spoken, self.today = organiser, language, today
        typed = str(self.data.get("body", "")).strip()
        self._known = self._body(typed) if typed else None
        if not typed or self._known is not None:
            # Asked only once a body was typed that nobody bears: it may be misspelt, and mostly is.
            del self.fields["new_body"]
        else:
            kinds = kind_labels(organiser, language).items()
            cast(forms.ChoiceField, self.fields["new_body"]).choices = [("", gettext("Do not add it")), *kinds]
        offered = sorted(function_labels(language).items(), key=lambda one: one[1])
        cast(forms.ChoiceField, self.fields["function"]).choices = [("", gettext("Not on the list")), *offered]

    def clean(self) -> dict[str, Any]:
        """The body is one of the directory or is to be added, or none is named; and something is said at all."""
        said = super().clean() or {}
        if "new_body" in self.fields and said.get("body") and not said.get("new_body"):
            self.add_error("body", self._unknown(said["body"]))
        self.is_needed(said)
        return said

    def is_needed(self, said: dict[str, Any]) -> None:
        """A function alone must say something."""
        if not self.errors and not any(said.get(name) for name in ("body", "function", "label")):
            self.add_error("body", gettext("Give a body, a function, or both."))

    def _body(self, typed: str) -> int | None:
        card = body_by_name(organiser_id=self.organiser.id, name=typed, on=self.today)
        return card.id if card else None

    def _unknown(self, typed: str) -> str:
        similar = search_bodies(organiser_id=self.organiser.id, text=typed, limit=3)
        named = ", ".join(name.best(self.spoken).text for _pk, name in similar)
        words = gettext("Your directory has no body of this name.")
        if named:
            words += " " + gettext("Did you mean: %(names)s?") % {"names": named}
        return words + " " + gettext("Correct it, or say below as what it is added.")

    def said(self) -> FunctionSaid:
        """The function as the action takes it."""
        given = self.cleaned_data
        label = {self.spoken: given["label"]} if given["label"] else {}
        new = BodySaid({self.spoken: given["body"]}, given["new_body"]) if given.get("new_body") else None
        return FunctionSaid(self._known, given["function"], label, given["since"], new_body=new)


class EndForm(forms.Form):
    """On which day a function ended."""

    on = day_field(label=gettext_lazy("Last day"))


class ContactForm(PostalFields, FunctionForm):
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
    source_on = day_field(label=gettext_lazy("Known since"))
    informed_on = day_field(
        label=gettext_lazy("Told on"),
        required=False,
        help_text=gettext_lazy(
            "When the person was told that you keep their address, and that they may object. An invitation or a "
            "sending by mail says it, and sets the day."
        ),
    )

    communities = forms.MultipleChoiceField(
        label=gettext_lazy("Communities"), required=False, widget=forms.CheckboxSelectMultiple
    )

    field_order = (
        "civility",
        "given_name",
        "family_name",
        "email",
        "phone",
        "language",
        "body",
        "new_body",
        "function",
        "label",
        "since",
        "communities",
        "source",
        "source_on",
        "informed_on",
    )

    def __init__(self, *args: Any, card: ContactCard | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.card = card
        civilities = [("", gettext("None")), *((one.value, civility_word(one.value)) for one in Civility)]
        cast(forms.ChoiceField, self.fields["civility"]).choices = civilities
        known = {
            key: one.best(self.spoken).text for key, one in words_brought(self.organiser.id, "communities").items()
        }
        known |= {key: key for key in (card.communities if card else ()) if key not in known}
        cast(forms.ChoiceField, self.fields["communities"]).choices = [*known.items()]
        gone = ("body", "new_body", "function", "label", "since") if card is not None else ()
        for name in (*gone, *(() if known else ("communities",))):
            self.fields.pop(name, None)

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
        return ContactSaid(
            **{name: given[name] for name in names},
            informed_on=given["informed_on"],
            communities=tuple(sorted(given.get("communities", ()))),
            functions=functions,
            postal=self.postal(),
        )
