"""The forms of the press: shape of the input only; whether a release may leave is answered by the rules."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from filrouge.core.days import at_local
from filrouge.stages.documents.words import language_word
from filrouge.stages.press.drafts import ReleaseText
from filrouge.stages.press.facts import Quote

MOST_QUOTES = 3
_LONG = 12_000


class HeadingForm(forms.Form):
    """Languages in the order of falling back, place by language, the day, and until when nothing may be published."""

    languages = forms.CharField(
        label=gettext_lazy("Languages"),
        max_length=20,
        help_text=gettext_lazy(
            "Their codes in order, for example “fr de it”. Whoever reads none of them receives the first."
        ),
    )
    dated = forms.DateField(
        label=gettext_lazy("Day of the release"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Without its day a release cannot leave."),
    )
    embargo_on = forms.DateField(
        label=gettext_lazy("Embargo until: day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Journalists receive the release at once; everybody else reads it from this moment on."),
    )
    embargo_at = forms.TimeField(
        label=gettext_lazy("Embargo until: hour"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, offered: Sequence[str], zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered, self.zone = tuple(offered), zone
        self.fields["embargo_at"].help_text = gettext("By the clock of the gathering: %(zone)s.") % {"zone": zone}
        for language in self.offered:
            label = gettext("Place, in %(language)s") % {"language": language_word(language)}
            self.fields[f"place_{language}"] = forms.CharField(label=label, max_length=120, required=False)

    @property
    def place_fields(self) -> list[forms.BoundField]:
        """Where the release is written, by language."""
        return [self[f"place_{language}"] for language in self.offered]

    @property
    def places(self) -> dict[str, str]:
        """The same, as it was typed."""
        return {language: self.cleaned_data[f"place_{language}"].strip() for language in self.offered}

    @property
    def embargo(self) -> datetime | None:
        """The instant that day and hour mean in the zone of the gathering."""
        day, hour = self.cleaned_data["embargo_on"], self.cleaned_data["embargo_at"]
        return at_local(day, hour, self.zone) if day and hour else None

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

    def clean(self) -> dict[str, Any]:
        """An embargo ends on a day at an hour."""
        said = super().clean() or {}
        day, hour = said.get("embargo_on"), said.get("embargo_at")
        if day and not hour and "embargo_at" not in self.errors:
            self.add_error("embargo_at", gettext("Say at which hour the embargo ends."))
        if hour and not day and "embargo_on" not in self.errors:
            self.add_error("embargo_on", gettext("Say on which day the embargo ends."))
        return said


def embargo_initial(until: datetime | None, zone: str) -> dict[str, object]:
    """An embargo as the two fields show it."""
    if until is None:
        return {}
    local = until.astimezone(ZoneInfo(zone))
    return {"embargo_on": local.date(), "embargo_at": local.time()}


class TextForm(forms.Form):
    """The texts of one language, and up to three quotes with who said them."""

    headline = forms.CharField(
        label=pgettext_lazy("press release", "Headline"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("One piece of news, with date and place."),
    )
    lead = forms.CharField(
        label=pgettext_lazy("press release", "Lead"),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Who, what, when, where and why, in two or three sentences."),
    )
    body = forms.CharField(
        label=pgettext_lazy("press release", "Paragraphs"),
        max_length=_LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=gettext_lazy("An empty line between paragraphs. Lines that start with “- ” become a list."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        for number in range(1, MOST_QUOTES + 1):
            self.fields[f"quote_{number}"] = forms.CharField(
                label=gettext("Quote %(n)s") % {"n": number},
                max_length=600,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"name_{number}"] = forms.CharField(
                label=gettext("Who said quote %(n)s") % {"n": number}, max_length=200, required=False
            )
            self.fields[f"capacity_{number}"] = forms.CharField(
                label=gettext("In which capacity, quote %(n)s") % {"n": number}, max_length=200, required=False
            )
        for name, field in self.fields.items():
            if name != "seen":
                field.widget.attrs |= {"lang": language, "spellcheck": "true"}

    @property
    def quote_rows(self) -> list[tuple[forms.BoundField, ...]]:
        """The fields of each quote."""
        names = ("quote", "name", "capacity")
        return [tuple(self[f"{name}_{number}"] for name in names) for number in range(1, MOST_QUOTES + 1)]

    @property
    def text(self) -> ReleaseText:
        """What was typed."""
        said = self.cleaned_data
        quotes = [
            Quote(said[f"quote_{number}"].strip(), said[f"name_{number}"].strip(), said[f"capacity_{number}"].strip())
            for number in range(1, MOST_QUOTES + 1)
        ]
        return ReleaseText(
            self.language,
            said["headline"],
            said["lead"],
            said["body"].replace("\r\n", "\n"),
            tuple(quote for quote in quotes if quote.said),
        )

    def clean(self) -> dict[str, Any]:
        """A quote is somebody's."""
        said = super().clean() or {}
        for number in range(1, MOST_QUOTES + 1):
            if said.get(f"quote_{number}", "").strip() and not said.get(f"name_{number}", "").strip():
                self.add_error(f"name_{number}", gettext("Say who said it: a quote without a name is nobody's."))
        return said


class AnnexForm(forms.Form):
    """Something that travels with the release: its title by language, and its PDF, now or later."""

    file = forms.FileField(
        label=gettext_lazy("PDF"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        help_text=gettext_lazy("At most 5 MB."),
        error_messages={"empty": gettext_lazy("The file is empty.")},
    )

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


class FileForm(forms.Form):
    """The PDF of an annex that is there already."""

    file = forms.FileField(
        label=gettext_lazy("PDF"),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        help_text=gettext_lazy("At most 5 MB."),
        error_messages={"required": gettext_lazy("Choose a file."), "empty": gettext_lazy("The file is empty.")},
    )


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

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
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
