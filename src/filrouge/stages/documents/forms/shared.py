"""What the forms of letters and of press releases share: languages and places, titles by language, a PDF."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from filrouge.stages.documents.actions.files import MOST_BYTES
from filrouge.stages.documents.words import language_word, refused_file_word


class PlacesForm(forms.Form):
    """The languages and the first of them, place by language, and the version that was shown (`seen`)."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"), required=False, widget=forms.CheckboxSelectMultiple
    )
    first_language = forms.ChoiceField(
        label=pgettext_lazy("letter", "First language"),
        help_text=gettext_lazy("Whoever reads none of the languages receives it in this one."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, offered: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = tuple(offered)
        for name in ("languages", "first_language"):
            named = [(language, language_word(language)) for language in self.offered]
            cast(forms.ChoiceField, self.fields[name]).choices = named
        for language in self.offered:
            label = gettext("Place, in %(language)s") % {"language": language_word(language)}
            self.fields[f"place_{language}"] = forms.CharField(label=label, max_length=120, required=False)

    @property
    def place_fields(self) -> list[forms.BoundField]:
        """Where it is written, by language."""
        return [self[f"place_{language}"] for language in self.offered]

    @property
    def places(self) -> dict[str, str]:
        """The same, as it was typed."""
        return {language: self.cleaned_data[f"place_{language}"].strip() for language in self.offered}

    @property
    def languages_in_order(self) -> list[str]:
        """The languages that were chosen, the first one first, ticked or not."""
        said = self.cleaned_data
        return list(dict.fromkeys([said["first_language"], *said["languages"]]))


def languages_initial(languages: Sequence[str]) -> dict[str, object]:
    """Languages in their order as the form shows them."""
    return {"first_language": languages[0], "languages": list(languages)}


class TitledForm(forms.Form):
    """A title by language; the first language's is needed."""

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = tuple(languages)
        for language in self.languages:
            self.fields[f"title_{language}"] = forms.CharField(
                label=gettext("Title in %(language)s") % {"language": language_word(language)},
                max_length=200,
                required=language == self.languages[0],
                widget=forms.TextInput(attrs={"lang": language}),
            )

    @property
    def title_fields(self) -> list[forms.BoundField]:
        """The titles, by language."""
        return [self[f"title_{language}"] for language in self.languages]

    @property
    def title(self) -> dict[str, str]:
        """The same, as typed."""
        return {language: self.cleaned_data[f"title_{language}"].strip() for language in self.languages}


class PdfForm(forms.Form):
    """A PDF that travels."""

    file = forms.FileField(
        label="PDF",
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        help_text=gettext_lazy("At most 5 MB."),
        error_messages={"required": gettext_lazy("Choose a file."), "empty": gettext_lazy("The file is empty.")},
    )

    def clean_file(self) -> UploadedFile | None:
        """A file that is far too large is not even read."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is not None and (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(refused_file_word("too_large"))
        return file
