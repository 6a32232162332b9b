"""Taking contacts in from a spreadsheet or vCards: nothing is written before somebody has seen each line."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filrouge.core.text import LANGUAGES, search_form
from filrouge.ground.directory import contact_file_actions as files
from filrouge.ground.directory.contact_files import HEADINGS, TO_DECIDE, Draft, Fate, Preview, Weighed, drafts_of, weigh
from filrouge.ground.directory.contacts import contacts_by_id
from filrouge.ground.directory.vcards import is_vcard, read_vcards
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.queries import OrganiserCard
from filrouge.stages.registration.importing.refused import is_political, refused
from filrouge.stages.registration.importing.sheets import MOST_BYTES, Row, Unreadable, of_width, read_table
from filrouge.stages.registration.importing.words import unreadable_in_words
from filrouge.stages.sendings.permissions import Sendings
from filrouge.stages.sendings.queries import shipped_functions
from filrouge.web.desk.contact_words import contact_name, function_labels
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.organiser import organiser_page
from filrouge.web.shell import clock
from filrouge.web.shell.access import desk_organiser

_SHOWN = 500


class FileForm(forms.Form):
    """A file of contacts, and where its addresses come from."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet or vCard file"),
        help_text=gettext_lazy("Excel, OpenDocument, CSV or .vcf; the first row of a spreadsheet names its columns."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt,.vcf"}),
    )
    source = forms.CharField(
        label=gettext_lazy("Where the addresses come from"),
        max_length=300,
        help_text=gettext_lazy("Every mail says it to its reader."),
    )
    source_on = forms.DateField(
        label=gettext_lazy("Known since"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean_file(self) -> UploadedFile:
        """A file that is far too large is not even read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(unreadable_in_words("too_many_bytes"))
        return file

    def clean_source_on(self) -> date:
        """Nobody's address is known since tomorrow."""
        day: date = self.cleaned_data["source_on"]
        if day > clock.now().date():
            raise forms.ValidationError(gettext("This day is still to come."))
        return day


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, organiser_key: str) -> HttpResponse:
    """Send a file, see those that wait and what became of earlier ones."""
    organiser, actor = desk_organiser(request, organiser_key, Sendings.EDIT_CONTACTS)
    form = FileForm(request.POST or None, request.FILES or None, initial={"source_on": clock.now().date()})
    if form.is_valid():
        file: UploadedFile = form.cleaned_data["file"]
        try:
            drafts, dropped = _read(file.read())
        except Unreadable as wrong:
            form.add_error("file", unreadable_in_words(wrong.code))
        else:
            pk = files.keep_file(
                organiser_id=organiser.id,
                name=file.name or "",
                source=form.cleaned_data["source"],
                source_on=form.cleaned_data["source_on"],
                drafts=drafts,
                dropped=dropped,
                actor=actor,
                now=clock.now(),
            )
            return SeeOther(reverse("contacts_file", args=[organiser.key, pk]))
    known = [{"card": one, "said": _result(one.result)} for one in files.files_of(organiser.id)]
    context = {"form": form, "files": known}
    status = UNPROCESSABLE if form.errors else 200
    return organiser_page(
        request, "desk/contact_import.html", organiser, actor, context, current="contacts", status=status
    )


def _read(data: bytes) -> tuple[Sequence[Draft], Sequence[str]]:
    """The lines of a file, and the headings of columns that were not read. Raises Unreadable."""
    if is_vcard(data):
        return drafts_of(read_vcards(data)), ()
    rows = read_table(data).rows
    width = max(len(cells) for _number, cells in rows)
    (_, headings), *lines = of_width(rows, width)
    names = [_name_of(heading, place, lines) for place, heading in enumerate(headings)]
    if not any(names):
        raise Unreadable("no_headings")
    if not lines:
        raise Unreadable("no_lines")
    said = [(number, {name: cell for name, cell in zip(names, cells, strict=True) if name}) for number, cells in lines]
    return drafts_of(said), [heading for heading, name in zip(headings, names, strict=True) if heading and not name]


def _name_of(heading: str, place: int, lines: Sequence[Row]) -> str:
    """What a column is read as, empty for one of which nothing is kept: a party above all, whatever it is called."""
    folded = search_form(heading)
    if is_political(folded) or (
        folded not in HEADINGS and refused(heading, [cells[place] for _number, cells in lines[:500]])
    ):
        return ""
    return HEADINGS.get(folded, "")


def _functions() -> Mapping[str, str]:
    """Keys of the controlled list by folded label, in every language."""
    return {search_form(label): one.key for one in shipped_functions() for label in (*one.label.values(), one.key)}


def _load(organiser: OrganiserCard, pk: int) -> files.FileCard:
    card = files.file_by_id(organiser_id=organiser.id, file_id=pk)
    if card is None:
        raise Http404("no such file")
    return card


@login_required
@require_safe
def file_page(request: HttpRequest, organiser_key: str, pk: int) -> HttpResponse:
    """What would become of each line; or what became of the file."""
    organiser, actor = desk_organiser(request, organiser_key, Sendings.EDIT_CONTACTS)
    return _file_page(request, organiser, actor, pk)


def _file_page(
    request: HttpRequest, organiser: OrganiserCard, actor: Actor, pk: int, *, notice: str = "", status: int = 200
) -> HttpResponse:
    card = _load(organiser, pk)
    preview = weigh(card.drafts, organiser_id=organiser.id, functions=_functions())
    ids = {pk for one in preview.lines for pk in (*one.like, *([one.same] if one.same else []))}
    names = {one.id: contact_name(one) for one in contacts_by_id(organiser_id=organiser.id, ids=ids)}
    labels = function_labels(language_of(request))
    groups = [
        {
            "fate": fate.value,
            "title": _fate_word(fate),
            "number": preview.count(fate),
            "lines": _lines(preview, fate, names, labels),
        }
        for fate in (Fate.PROBLEM, Fate.OBJECTS, Fate.LIKE, Fate.NEW, Fate.KNOWN)
        if preview.count(fate)
    ]
    context = {
        "file": card,
        "notice": notice,
        "groups": groups,
        "seen": preview.seen,
        "shown": _SHOWN,
        "said": _result(card.result),
        "can_take": any(preview.count(fate) for fate in (Fate.NEW, Fate.KNOWN, *TO_DECIDE)),
    }
    return organiser_page(
        request, "desk/contact_file.html", organiser, actor, context, current="contacts", status=status
    )


def _lines(preview: Preview, fate: Fate, names: Mapping[int, str], labels: Mapping[str, str]) -> list[dict[str, Any]]:
    chosen = [one for one in preview.lines if one.fate is fate]
    # Those that need a decision are shown whole: what is not shown cannot be decided.
    return [_line(one, names, labels) for one in (chosen if fate in TO_DECIDE else chosen[:_SHOWN])]


def _line(one: Weighed, names: Mapping[int, str], labels: Mapping[str, str]) -> dict[str, Any]:
    draft = one.draft
    function = labels.get(one.function, draft.function)
    return {
        "draft": draft,
        "role": ", ".join(filter(None, (function, draft.body))),
        "unknown_body": bool(draft.body) and one.organisation_id is None,
        "problems": [_problem_word(code) for code in draft.problems],
        "same": names.get(one.same or 0, ""),
        "like": [{"id": pk, "name": names.get(pk, "")} for pk in one.like],
    }


def _fate_word(fate: Fate) -> str:
    return {
        Fate.NEW: gettext("New contacts"),
        Fate.KNOWN: gettext("Known by their address: a new function is added"),
        Fate.LIKE: gettext("Somebody of this name is there: decide"),
        Fate.OBJECTS: gettext("The address wants no mails from you: left out unless you decide otherwise"),
        Fate.PROBLEM: gettext("Cannot be taken"),
    }[fate]


def _problem_word(code: str) -> str:
    return {
        "nobody": gettext("Neither a name nor an address."),
        "not_an_address": gettext("This is not an e-mail address."),
        "too_long": gettext("Something is too long."),
        "not_a_day": gettext("The day cannot be read: write 31.12.2025."),
        "same_address": gettext("The same address stands on an earlier line."),
    }[code]


def _result(result: Mapping[str, int]) -> str:
    said = (
        ngettext("%(n)s contact added", "%(n)s contacts added", result.get("added", 0)),
        ngettext("%(n)s completed", "%(n)s completed", result.get("completed", 0)),
        ngettext("%(n)s line left out", "%(n)s lines left out", result.get("left", 0)),
    )
    numbers = (result.get("added", 0), result.get("completed", 0), result.get("left", 0))
    return ", ".join(words % {"n": n} for words, n in zip(said, numbers, strict=True) if n)


@login_required
@require_POST
def take(request: HttpRequest, organiser_key: str, pk: int) -> HttpResponse:
    """Write what the preview showed."""
    organiser, actor = desk_organiser(request, organiser_key, Sendings.EDIT_CONTACTS)
    _load(organiser, pk)
    decided = {
        int(name.removeprefix("line_")): value
        for name, value in request.POST.items()
        if name.startswith("line_") and name.removeprefix("line_").isdecimal() and isinstance(value, str)
    }
    language = organiser.name.source if organiser.name.source in LANGUAGES else "fr"
    try:
        result = files.take_file(
            organiser_id=organiser.id,
            file_id=pk,
            seen=request.POST.get("seen", ""),
            decided=decided,
            functions=_functions(),
            language=language,
            actor=actor,
            now=clock.now(),
        )
    except files.NotWaiting:
        return _gone(request, organiser, pk)
    except files.PreviewChanged:
        changed = gettext("Nothing was taken: since you opened this page, what would become of the lines has changed.")
        return _file_page(request, organiser, actor, pk, notice=changed, status=409)
    messages.success(request, gettext("The file is taken: %(counts)s.") % {"counts": _result(result)})
    return SeeOther(reverse("contacts", args=[organiser.key]))


@login_required
@require_POST
def leave(request: HttpRequest, organiser_key: str, pk: int) -> HttpResponse:
    """Leave a file; nothing of it is kept."""
    organiser, _actor = desk_organiser(request, organiser_key, Sendings.EDIT_CONTACTS)
    _load(organiser, pk)
    try:
        files.leave_file(organiser_id=organiser.id, file_id=pk, now=clock.now())
    except files.NotWaiting:
        return _gone(request, organiser, pk)
    messages.success(request, gettext("The file was left, and nothing of it is kept."))
    return SeeOther(reverse("contacts_import", args=[organiser.key]))


def _gone(request: HttpRequest, organiser: OrganiserCard, pk: int) -> HttpResponse:
    messages.info(request, gettext("Nothing was changed: this file was taken or left already."))
    return SeeOther(reverse("contacts_file", args=[organiser.key, pk]))
