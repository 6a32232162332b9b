"""The form that starts a gathering: as little as a save-the-date needs."""

from datetime import date
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext, gettext_lazy

from filrouge.core.days import next_such_day
from filrouge.stages.gatherings.enums import GatheringKind

COUNTRIES = (
    ("CH", gettext_lazy("Switzerland")),
    ("FR", gettext_lazy("France")),
    ("BE", gettext_lazy("Belgium")),
    ("LU", gettext_lazy("Luxembourg")),
    ("DE", gettext_lazy("Germany")),
    ("AT", gettext_lazy("Austria")),
    ("IT", gettext_lazy("Italy")),
)
LANGUAGES = (
    ("fr", gettext_lazy("French")),
    ("de", gettext_lazy("German")),
    ("it", gettext_lazy("Italian")),
    ("en", gettext_lazy("English")),
)
KINDS = (
    (GatheringKind.STUDY_DAY.value, gettext_lazy("Study day")),
    (GatheringKind.ASSEMBLY.value, gettext_lazy("Assembly")),
    (GatheringKind.CONGRESS.value, gettext_lazy("Congress")),
    (GatheringKind.COLLOQUIUM.value, gettext_lazy("Colloquium")),
    (GatheringKind.WORKSHOPS.value, gettext_lazy("Workshops")),
    (GatheringKind.MEETING.value, gettext_lazy("Meeting")),
    (GatheringKind.WEBINAR.value, gettext_lazy("Webinar")),
)
_DAY = forms.NumberInput(attrs={"inputmode": "numeric"})


class StartForm(forms.Form):
    """Title and date; the year may be left out, and the weekday is looked at before anything is saved."""

    organiser = forms.ChoiceField(label=gettext_lazy("Organiser"))
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS)
    day = forms.IntegerField(label=gettext_lazy("Day"), min_value=1, max_value=31, widget=_DAY)
    month = forms.TypedChoiceField(
        label=gettext_lazy("Month"), coerce=int, choices=[("", gettext_lazy("Choose")), *MONTHS.items()]
    )
    year = forms.IntegerField(
        label=gettext_lazy("Year"),
        min_value=2000,
        max_value=2100,
        required=False,
        widget=_DAY,
        help_text=gettext_lazy("Left empty: the next such day."),
    )
    halves = forms.BooleanField(
        label=gettext_lazy("Morning and afternoon can be taken apart, or are for different people"), required=False
    )
    town = forms.CharField(label=gettext_lazy("Town"), max_length=120, required=False)
    country = forms.ChoiceField(label=gettext_lazy("Country"), choices=COUNTRIES)
    language = forms.ChoiceField(label=gettext_lazy("First language of the page"), choices=LANGUAGES)
    checked = forms.DateField(required=False, widget=forms.HiddenInput)

    def __init__(self, organisers: list[tuple[str, str]], today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["organiser"].choices = organisers  # type: ignore[attr-defined]
        self.fields["organiser"].initial = organisers[0][0]
        if len(organisers) == 1:
            self.fields["organiser"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """The date that is meant, as `date`; a day that no month has is said."""
        said = super().clean() or {}
        day, month, year = said.get("day"), said.get("month"), said.get("year")
        if not day or not month:
            return said
        try:
            said["date"] = date(year, month, day) if year else next_such_day(day, month, on=self.today)
        except ValueError:
            self.add_error("day", gettext("This month does not have that many days."))
        return said

    @property
    def is_checked(self) -> bool:
        """Whether the date was shown with its weekday and sent again as it was."""
        return bool(self.cleaned_data.get("checked") == self.cleaned_data["date"])

    def asking(self) -> "StartForm":
        """The same answers with the whole date in them, to be looked at."""
        found: date = self.cleaned_data["date"]
        filled = {**self.data.dict(), "year": str(found.year), "checked": found.isoformat()}  # type: ignore[attr-defined]
        return StartForm(self.fields["organiser"].choices, self.today, initial=filled)  # type: ignore[attr-defined]
