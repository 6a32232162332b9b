"""The forms around a letter: shape of the input only; whether a letter may leave is answered by the rules."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from filrouge.core.vague_dates import VagueDate
from filrouge.ground.people.queries import StaffLine
from filrouge.stages.documents.drafts import TextDraft
from filrouge.stages.documents.enums import AnnexKind, LetterProfile
from filrouge.stages.documents.fact_check import spoken_date
from filrouge.stages.documents.forms.shared import PdfForm, PlacesForm, TitledForm
from filrouge.stages.documents.words import annex_word, language_word, profile_word
from filrouge.stages.gatherings.facts import GatheringFacts

_LONG = 20_000


class HeadingForm(PlacesForm):
    """Languages, places, and a date as precise as it is known."""

    dated = forms.CharField(
        label=pgettext_lazy("letter", "Date"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("As precise as it is: “3 March 2023”, “early March 2023”, “2023”. No day is invented."),
    )

    is_personal = forms.BooleanField(
        label=gettext_lazy("Each reader gets it in their own name"),
        required=False,
        help_text=gettext_lazy(
            "Name, function and body stand in the window of the envelope, and the greeting names them. Without a title "
            "in the directory it guesses none. Otherwise one letter greets all."
        ),
    )
    side_by_side = forms.BooleanField(
        label=gettext_lazy("Two signatures stand side by side"),
        required=False,
        help_text=gettext_lazy("Otherwise one under the other."),
    )

    def clean_dated(self) -> VagueDate:
        """A date in words, in any of our languages."""
        found = spoken_date(self.cleaned_data["dated"])
        if found is None:
            raise forms.ValidationError(
                gettext("This is not read as a date. Write “3 March 2023”, “early March 2023”, “March 2023” or “2023”.")
            )
        return found


class TextForm(forms.Form):
    """The texts of one language."""

    subject = forms.CharField(
        label=pgettext_lazy("letter", "Subject"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    salutation = forms.CharField(label=pgettext_lazy("letter", "Salutation"), max_length=200, required=False)
    body = forms.CharField(
        label=pgettext_lazy("letter", "Paragraphs"),
        max_length=_LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=gettext_lazy("An empty line between paragraphs. Lines that start with “- ” become a list."),
    )
    closing = forms.CharField(
        label=pgettext_lazy("letter", "Closing"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    about = forms.CharField(
        label=pgettext_lazy("letter", "About the organiser"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    profile = forms.TypedChoiceField(label=gettext_lazy("Layout"), coerce=LetterProfile)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        choices = [(profile.value, profile_word(profile)) for profile in LetterProfile]
        cast(forms.ChoiceField, self.fields["profile"]).choices = choices
        for name in ("subject", "salutation", "body", "closing", "about"):
            self.fields[name].widget.attrs |= {"lang": language, "spellcheck": "true"}

    @property
    def text(self) -> TextDraft:
        """What was typed."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        said["body"] = said["body"].replace("\r\n", "\n")
        return TextDraft(language=self.language, **said)


class SignatoryForm(forms.Form):
    """Who signs: one name, a body, one capacity a line."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    body = forms.ChoiceField(label=gettext_lazy("For which body"), required=False)
    user = forms.ChoiceField(
        label=gettext_lazy("Their own account"),
        required=False,
        help_text=gettext_lazy("Whoever has one approves there. Otherwise somebody records the approval."),
    )

    def __init__(
        self, *args: Any, languages: Sequence[str], bodies: Mapping[str, str], staff: Sequence[StaffLine], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.languages = tuple(languages)
        cast(forms.ChoiceField, self.fields["body"]).choices = [("", "–"), *bodies.items()]
        accounts = [(str(one.user_id), one.name or one.email) for one in staff]
        cast(forms.ChoiceField, self.fields["user"]).choices = [("", "–"), *accounts]
        for language in self.languages:
            self.fields[f"capacities_{language}"] = forms.CharField(
                label=gettext("Capacities in %(language)s, one a line") % {"language": language_word(language)},
                max_length=600,
                required=language == self.languages[0],
                widget=forms.Textarea(attrs={"rows": 2, "lang": language}),
            )

    @property
    def capacity_fields(self) -> list[forms.BoundField]:
        """The capacities, by language."""
        return [self[f"capacities_{language}"] for language in self.languages]

    @property
    def capacities(self) -> list[dict[str, str]]:
        """The n-th line of each language is the same capacity."""
        lines = {
            language: [
                line.strip() for line in self.cleaned_data[f"capacities_{language}"].splitlines() if line.strip()
            ]
            for language in self.languages
        }
        most = max(map(len, lines.values()), default=0)
        return [{code: said[place] for code, said in lines.items() if place < len(said)} for place in range(most)]

    @property
    def user_id(self) -> int | None:
        """Whose account it is."""
        return int(self.cleaned_data["user"]) if self.cleaned_data["user"] else None


class HowForm(forms.Form):
    """How somebody's approval is known."""

    how = forms.CharField(
        label=gettext_lazy("How is it known?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("For example: “by telephone on 2 March”, “signed paper copy in the file”."),
        error_messages={"required": gettext_lazy("Say how the approval is known: the note stays in the trail.")},
    )


class WhyNotForm(forms.Form):
    """Why an annex that must be there is not needed."""

    why = forms.CharField(
        label=gettext_lazy("Why is it not needed?"),
        max_length=300,
        help_text=gettext_lazy("For example: “the programme follows in April”."),
        error_messages={
            "required": gettext_lazy("Say in a word why this letter does without it: it stays in the trail.")
        },
    )


class AnnexForm(TitledForm):
    """What else travels with the letter."""

    kind = forms.TypedChoiceField(label=gettext_lazy("What it is"), coerce=AnnexKind)
    part = forms.ChoiceField(label=gettext_lazy("To which part it invites"), required=False)
    shows_deadline = forms.BooleanField(label=gettext_lazy("The list of annexes repeats the deadline"), required=False)

    def __init__(self, *args: Any, facts: GatheringFacts, reader: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(kind.value, annex_word(kind)) for kind in AnnexKind]
        cast(forms.ChoiceField, self.fields["kind"]).choices = choices
        titles = [(part.key, part.title.best(reader, facts.languages).text) for part in facts.parts]
        cast(forms.ChoiceField, self.fields["part"]).choices = [("", "–"), *titles]

    def clean(self) -> dict[str, Any]:
        """An invitation to a part says to which."""
        said = super().clean() or {}
        if said.get("kind") is AnnexKind.PART_INVITATION and not said.get("part"):
            self.add_error("part", gettext("Choose the part to which this annex invites."))
        return said


class FileForm(PdfForm):
    """A PDF for an annex."""

    language = forms.ChoiceField(label=gettext_lazy("For readers of"), required=False)
    is_draft = forms.BooleanField(label=gettext_lazy("This is still a draft: it must not leave yet"), required=False)

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [("", gettext("all languages"))] if len(languages) > 1 else []
        offered = [(code, language_word(code)) for code in languages]
        cast(forms.ChoiceField, self.fields["language"]).choices = [*every, *offered]


class ContactForm(forms.Form):
    """The mailbox and the number that page, letters and mails name."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        error_messages={"required": gettext_lazy("People need an address to write to.")},
    )
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    motive = forms.CharField(
        label=gettext_lazy("Reason"), required=False, max_length=500, help_text=gettext_lazy("It stays in the trail.")
    )
