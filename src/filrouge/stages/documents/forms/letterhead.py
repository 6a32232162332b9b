"""The form of the letterhead: the logo, and what it says in each language to those who do not see it."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, gettext_lazy

from filrouge.stages.documents.layout.logos import MOST_BYTES
from filrouge.stages.documents.words import language_word, refused_logo_word


class LogoForm(forms.Form):
    """A file is needed while there is no logo; later the words alone may change."""

    file = forms.FileField(
        label=gettext_lazy("Logo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/svg+xml,image/png,.svg,.png"}),
        help_text=gettext_lazy("SVG or PNG, at most 300 kB. It is drawn at most 60 mm wide and 18 mm high."),
    )

    def __init__(self, *args: Any, language: str, is_needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_needed = is_needed
        self.languages = [language, *(code for code, _ in settings.LANGUAGES if code != language)]
        for code in self.languages:
            self.fields[f"alternative_{code}"] = forms.CharField(
                label=gettext("What the logo says, in %(language)s") % {"language": language_word(code)},
                max_length=200,
                required=code == language,
                widget=forms.TextInput(attrs={"lang": code}),
            )
        self.fields[f"alternative_{language}"].help_text = gettext(
            "For those who do not see it: the name on it, for example “City of Valmont”. Read aloud in letters of that "
            "language; a language without words uses these."
        )

    @property
    def alternative_fields(self) -> list[forms.BoundField]:
        """The words, the organiser's own language first."""
        return [self[f"alternative_{code}"] for code in self.languages]

    @property
    def alternative(self) -> dict[str, str]:
        """The same, as typed."""
        return {code: self.cleaned_data[f"alternative_{code}"].strip() for code in self.languages}

    def clean_file(self) -> UploadedFile | None:
        """A file that is far too large is not even read."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is None and self.is_needed:
            raise forms.ValidationError(gettext("Choose a file."))
        if file is not None and (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(refused_logo_word("too_large"))
        return file
