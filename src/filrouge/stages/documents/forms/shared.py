"""What the forms of letters and of press releases share: languages and places, titles by language, a PDF."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, gettext_lazy

from filrouge.stages.documents.actions.files import MOST_BYTES
from filrouge.stages.documents.words import language_word, refused_file_word


class PlacesForm(forms.Form):
    """Languages in the order of falling back, place by language, and the version that was shown (`seen`)."""

    languages = forms.CharField(
        label=gettext_lazy("Languages"),
        max_length=20,
        help_text=gettext_lazy(
            "Their codes in order, for example “fr de it”. Whoever reads none of them receives the first."
        ),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, offered: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = tuple(offered)
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

    def clean_languages(self) -> list[str]:
        """Each of the gathering's languages at most once."""
        said = list(dict.fromkeys(self.cleaned_data["languages"].lower().replace(",", " ").split()))
        wrong = [code for code in said if code not in self.offered]
        if wrong:
            known = {"wrong": ", ".join(wrong), "known": ", ".join(self.offered)}
            raise forms.ValidationError(
                gettext("Not a language of this gathering: %(wrong)s. Known: %(known)s.") % known
            )
        return said


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
