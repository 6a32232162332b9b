"""What pages share on which a file for the directory is looked through: its form, its lines, what was decided."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy, ngettext

from filrouge.core.date_words import date_in_words
from filrouge.core.text import search_form
from filrouge.ground.directory.contact_file_actions import FileCard
from filrouge.ground.directory.file_lines import NEW, SKIP, TO_DECIDE, ChosenBody, Difference, Fate, Preview
from filrouge.stages.registration.importing.fields import Refusal
from filrouge.stages.registration.importing.refused import is_political, refused
from filrouge.stages.registration.importing.sheets import MOST_BYTES, Row, Unreadable, of_width, read_table
from filrouge.stages.registration.importing.words import refusal_in_words, unreadable_in_words
from filrouge.web.shell.numbers import number_said

SHOWN = 500

Said = list[tuple[int, Mapping[str, str]]]
Dropped = list[tuple[str, str]]


class SheetForm(forms.Form):
    """A spreadsheet."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy("Excel (.xlsx, .xls), OpenDocument (.ods) or CSV; the first sheet is read."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt"}),
    )

    def clean_file(self) -> UploadedFile:
        """A file that is far too large is not even read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(unreadable_in_words("too_many_bytes"))
        return file


def read_columns(data: bytes, headings: Mapping[str, str]) -> tuple[Said, Dropped]:
    """The lines of a spreadsheet by name of column, and the headings of columns that were not read, each with why.

    `headings` are names of columns by folded heading. Raises Unreadable.
    """
    rows = read_table(data).rows
    (_, first), *lines = of_width(rows, max(len(cells) for _number, cells in rows))
    judged = [_judge(heading, place, lines, headings) for place, heading in enumerate(first)]
    names = [name for name, _why in judged]
    if not any(names):
        raise Unreadable("no_headings")
    if not lines:
        raise Unreadable("no_lines")
    said: Said = [
        (number, {name: cell for name, cell in zip(names, cells, strict=True) if name}) for number, cells in lines
    ]
    dropped = [(heading, why) for heading, (name, why) in zip(first, judged, strict=True) if heading and not name]
    return said, dropped


def _judge(heading: str, place: int, lines: Sequence[Row], headings: Mapping[str, str]) -> tuple[str, str]:
    """What a column is read as, or nothing and why: a party is never read, whatever the column is called."""
    folded = search_form(heading)
    if is_political(folded):
        return "", Refusal.POLITICAL.value
    if folded in headings:
        return headings[folded], ""
    why = refused(heading, [cells[place] for _number, cells in lines[:500]])
    return "", why.value if why else ""


def dropped_words(file: FileCard) -> list[str]:
    """A sentence for each column of which nothing was kept."""
    said = gettext("Column “%(heading)s”: %(why)s")
    return [said % {"heading": heading, "why": _why(reason)} for heading, reason in file.dropped]


def _why(reason: str) -> str:
    if reason == Refusal.PRIVATE.value:
        return gettext("This is private and has no place in a directory. Nothing of this column was kept.")
    if reason:
        return refusal_in_words(Refusal(reason))
    return gettext("What this heading means is not known. Nothing of this column was kept.")


def grouped(preview: Preview[Any], titles: Mapping[Fate, str], say: Any) -> list[dict[str, Any]]:
    """The lines under what would become of them, each as `say` says it."""
    groups = []
    for fate, title in titles.items():
        lines = [one for one in preview.lines if one.fate is fate]
        # Those that need a decision are shown whole: what is not shown cannot be decided.
        shown = lines if fate in TO_DECIDE else lines[:SHOWN]
        if lines:
            said = [say(one) for one in shown]
            groups.append({"fate": fate.value, "title": title, "number": len(lines), "lines": said})
    return groups


def choices(
    like: Mapping[int, str], changes: Mapping[int, Sequence[Mapping[str, str]]], *, new: str
) -> list[dict[str, Any]]:
    """What may be decided of a line: each that it resembles, by id; `new` unless it is empty; and to leave it out."""
    said = [{"value": pk, "label": name, "changes": changes.get(pk, ())} for pk, name in like.items()]
    said += [{"value": NEW, "label": new, "changes": ()}] if new else []
    return [*said, {"value": SKIP, "label": gettext("Leave the line out"), "changes": (), "checked": True}]


def differences(changes: Sequence[Difference], labels: Mapping[str, str], value: Any) -> list[Mapping[str, str]]:
    """What a line says otherwise, in words; `value` says a column's value as people do."""
    return [
        {
            "label": labels[one.column],
            "before": value(one.column, one.before),
            "after": value(one.column, one.after),
        }
        for one in changes
    ]


def decided(posted: QueryDict) -> Mapping[int, str]:
    """What was decided of lines, by number."""
    named = {name.removeprefix("line_"): value for name, value in posted.items() if name.startswith("line_")}
    return {number_said(line): str(value) for line, value in named.items() if number_said(line)}


def chosen_bodies(posted: QueryDict, kinds: Mapping[str, str]) -> Mapping[str, ChosenBody]:
    """Which body each asked name means, by folded name; those of which nothing was chosen are left out."""
    chosen = {}
    for name, folded in posted.items():
        place = name.removeprefix("name_")
        said, kind = posted.get(f"body_{place}", ""), posted.get(f"kind_{place}", "")
        if not name.startswith("name_") or not said:
            continue
        if said == NEW:
            chosen[str(folded)] = ChosenBody(kind=kind if kind in kinds else "other")
        elif body := number_said(said):
            chosen[str(folded)] = ChosenBody(body_id=body)
    return chosen


def result_words(result: Mapping[str, int], added: str) -> str:
    """How many lines became what; `added` is how many are new, in words."""
    told = {
        "completed": ngettext("%(n)s completed", "%(n)s completed", result.get("completed", 0)),
        "unchanged": ngettext("%(n)s unchanged", "%(n)s unchanged", result.get("unchanged", 0)),
        "left": ngettext("%(n)s line left out", "%(n)s lines left out", result.get("left", 0)),
    }
    said = [words % {"n": result[name]} for name, words in told.items() if result.get(name)]
    return ", ".join(([added] if result.get("added") else []) + said)


def day_words(text: str, language: str) -> str:
    """An ISO day in words; anything else as it is."""
    try:
        return date_in_words(date.fromisoformat(text), language=language, weekday=False)
    except ValueError:
        return text
