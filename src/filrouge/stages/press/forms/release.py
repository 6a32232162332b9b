"""The forms of a press release: shape of the input only; whether it may leave is answered by the rules."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from filrouge.core.days import at_local
from filrouge.stages.documents.forms.shared import PdfForm, PlacesForm, TitledForm
from filrouge.stages.press.drafts import ReleaseText
from filrouge.stages.press.facts import Quote

MOST_QUOTES = 3
_LONG = 12_000


class HeadingForm(PlacesForm):
    """Languages, places, the day, and until when nothing may be published."""

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

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.fields["embargo_at"].help_text = gettext("By the clock of the gathering: %(zone)s.") % {"zone": zone}

    @property
    def embargo(self) -> datetime | None:
        """The instant that day and hour mean in the zone of the gathering."""
        day, hour = self.cleaned_data["embargo_on"], self.cleaned_data["embargo_at"]
        return at_local(day, hour, self.zone) if day and hour else None

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


class AnnexForm(TitledForm, PdfForm):
    """Something that travels with the release: its title by language, and its PDF, now or later."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = False


class FileForm(PdfForm):
    """The PDF of an annex that is there already."""
