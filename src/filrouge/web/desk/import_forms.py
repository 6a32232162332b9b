"""The forms around an imported list: the file, its columns, what is decided of its lines."""

from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from filrouge.core import days
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.importing.columns import Columns
from filrouge.stages.registration.importing.labels import choices
from filrouge.stages.registration.importing.sheets import MOST_BYTES
from filrouge.stages.registration.importing.sorting import NEW, SKIP
from filrouge.stages.registration.importing.weighed import Fate, Preview
from filrouge.stages.registration.importing.words import unreadable_in_words
from filrouge.web.shell.numbers import number_said


class UploadForm(forms.Form):
    """A spreadsheet, and the day on which it came."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy("Excel (.xlsx, .xls), OpenDocument (.ods) or CSV; the first sheet is read."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt"}),
        error_messages={"required": gettext_lazy("Choose a file."), "empty": gettext_lazy("The file is empty.")},
    )
    received = forms.DateField(
        label=gettext_lazy("Received on"),
        required=False,
        help_text=gettext_lazy("Counts for the deadline, for lines that give no day of their own. Empty means today."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, facts: GatheringFacts, now: datetime, *args: Any, **kwargs: Any) -> None:
        self._today = days.local_day(now, facts.zone)
        super().__init__(*args, **kwargs)

    def clean_file(self) -> UploadedFile:
        """A file that is far too large is not even read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(unreadable_in_words("too_many_bytes"))
        return file

    def clean_received(self) -> date | None:
        """A list does not come tomorrow."""
        day: date | None = self.cleaned_data["received"]
        if day is not None and day > self._today:
            raise forms.ValidationError(gettext("This day is still to come: give the day of receipt."))
        return day


class ColumnsForm(forms.Form):
    """What each column is read as, and the parts of lines that name none."""

    everybody = forms.MultipleChoiceField(
        label=gettext_lazy("Parts for lines that name none"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, columns: Columns, facts: GatheringFacts, language: str, data: QueryDict | None = None) -> None:
        initial = {f"column_{place}": name for place, name in enumerate(columns.names)}
        super().__init__(data, initial=initial | {"everybody": columns.everybody})
        offered = [("", gettext("Not taken")), *choices(facts, language)]
        self._columns = [f"column_{place}" for place in range(len(columns.names))]
        for name, heading in zip(self._columns, columns.headings, strict=True):
            label = heading or gettext("(without heading)")
            self.fields[name] = forms.ChoiceField(label=label, choices=offered, required=False)
        titles = [(part.key, part.title.best(language, facts.languages).text) for part in facts.parts]
        cast(forms.ChoiceField, self.fields["everybody"]).choices = titles
        if len(titles) < 2:
            del self.fields["everybody"]

    @property
    def column_fields(self) -> list[forms.BoundField]:
        """The columns, in the order of the file."""
        return [self[name] for name in self._columns]

    def names(self) -> list[str]:
        """What each column is read as; a choice that there is not is read as nothing."""
        return [self.cleaned_data.get(name, "") for name in self._columns]


def decided_lines(posted: QueryDict, preview: Preview) -> dict[int, str]:
    """The decisions of a page of lines: a choice, or a tick to leave a line out; those of all open lines at once.

    Only what the preview offers is read.
    """
    to_all = posted.get("all", "")
    if to_all in (NEW, SKIP):
        open_lines = preview.with_fate(Fate.UNDECIDED)
        return {one.line.number: to_all for one in open_lines if to_all in one.choices}
    ticked = set(posted.getlist("skip"))
    decided = {}
    for shown in posted.getlist("shown"):
        one = preview.by_number.get(number_said(shown))
        if one is None:
            continue
        said = posted.get(f"line-{shown}", "") or (SKIP if shown in ticked else "")
        decided[one.line.number] = said if said in one.choices else ""
    return decided


def chosen_bodies(posted: QueryDict, preview: Preview) -> dict[str, int]:
    """Which body of the directory each asked name means, 0 for the name as typed."""
    chosen = {}
    for place, asked in enumerate(preview.bodies):
        said = posted.get(f"body-{place}", "")
        if posted.get(f"name-{place}") == asked.folded and said in ("0", *(str(pk) for pk, _name in asked.offered)):
            chosen[asked.folded] = int(said)
    return chosen
