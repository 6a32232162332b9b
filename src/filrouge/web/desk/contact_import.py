"""Taking contacts in from a spreadsheet or vCards: nothing is written before somebody has seen each line."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filrouge.core.date_words import date_in_words
from filrouge.core.text import LANGUAGES, search_form
from filrouge.ground.directory import contact_file_actions as files
from filrouge.ground.directory.body_actions import NameBorne
from filrouge.ground.directory.contact_files import HEADINGS, Draft, KnownWords, drafts_of, weigh
from filrouge.ground.directory.contacts import contacts_by_id
from filrouge.ground.directory.enums import FileKind
from filrouge.ground.directory.file_lines import Preview
from filrouge.ground.directory.vcards import is_vcard, read_vcards
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.queries import OrganiserCard
from filrouge.stages.gatherings.queries import words_brought
from filrouge.stages.registration.importing.sheets import Unreadable
from filrouge.stages.registration.importing.words import unreadable_in_words
from filrouge.stages.sendings.permissions import Sendings
from filrouge.stages.sendings.queries import shipped_functions
from filrouge.web.desk.body_words import kind_labels
from filrouge.web.desk.contact_lines import ContactLines
from filrouge.web.desk.directory_file_pages import (
    changed_words,
    file_page,
    gone,
    import_page,
    leave_file,
    load,
    taken,
)
from filrouge.web.desk.directory_files import SheetForm, chosen_bodies, decided, read_columns, result_words
from filrouge.web.desk.frame import SeeOther, language_of
from filrouge.web.shell import clock
from filrouge.web.shell.access import desk_organiser


class FileForm(SheetForm):
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
    return import_page(request, organiser, actor, FileKind.CONTACTS, "desk/contact_import.html", form, _result)


def _read(data: bytes) -> tuple[Sequence[Draft], Sequence[tuple[str, str]]]:
    """The lines of a file, and the headings of columns that were not read, each with why. Raises Unreadable."""
    if is_vcard(data):
        return drafts_of(read_vcards(data)), ()
    said, dropped = read_columns(data, HEADINGS)
    return drafts_of(said), dropped


def _words(organiser: OrganiserCard) -> KnownWords:
    """Functions of the controlled list and communities by folded label, in every language."""
    functions = {search_form(label): one.key for one in shipped_functions() for label in (*one.label.values(), one.key)}
    brought = words_brought(organiser.id, "communities").items()
    communities = {search_form(label): key for key, one in brought for label in (*one.values(), key)}
    language = organiser.name.source if organiser.name.source in LANGUAGES else "fr"
    return KnownWords(functions, communities, language)


@login_required
@require_safe
def file(request: HttpRequest, organiser_key: str, pk: int) -> HttpResponse:
    """What would become of each line; or what became of the file."""
    organiser, actor = desk_organiser(request, organiser_key, Sendings.EDIT_CONTACTS)
    return _file_page(request, organiser, actor, pk)


def _file_page(
    request: HttpRequest, organiser: OrganiserCard, actor: Actor, pk: int, *, notice: str = "", status: int = 200
) -> HttpResponse:
    card, language = load(organiser, pk, FileKind.CONTACTS), language_of(request)
    preview = weigh(card.drafts, organiser_id=organiser.id, words=_words(organiser))
    ids = {pk for one in preview.lines for pk in (*one.like, *([one.same] if one.same else []))}
    cards = contacts_by_id(organiser_id=organiser.id, ids=ids)
    communities = words_brought(organiser.id, "communities").items()
    said = ContactLines(cards, {key: one.best(language).text for key, one in communities}, language)
    return file_page(
        request,
        organiser,
        actor,
        FileKind.CONTACTS,
        card,
        preview,
        titles=said.titles,
        line=said.line,
        said=_result(card.result),
        take_label=gettext("Take these contacts"),
        lede=f"{card.source}, {date_in_words(card.source_on, language=language, weekday=False)}",
        bodies=_asked(preview, language),
        kinds=kind_labels(organiser, language),
        notice=notice,
        status=status,
    )


def _asked(preview: Preview[Any], language: str) -> list[dict[str, Any]]:
    """The names of bodies to choose for, each with the bodies that it may mean."""
    return [
        {
            "place": place,
            "asked": asked,
            "options": [{"id": pk, "name": name.best(language).text} for pk, name in asked.offered],
        }
        for place, asked in enumerate(preview.asked)
    ]


def _result(result: Mapping[str, int]) -> str:
    number = result.get("added", 0)
    return result_words(result, ngettext("%(n)s contact added", "%(n)s contacts added", number) % {"n": number})


@login_required
@require_POST
def take(request: HttpRequest, organiser_key: str, pk: int) -> HttpResponse:
    """Write what the preview showed."""
    organiser, actor = desk_organiser(request, organiser_key, Sendings.EDIT_CONTACTS)
    load(organiser, pk, FileKind.CONTACTS)
    try:
        result = files.take_file(
            organiser_id=organiser.id,
            file_id=pk,
            seen=request.POST.get("seen", ""),
            decided=decided(request.POST),
            bodies=chosen_bodies(request.POST, kind_labels(organiser, language_of(request))),
            words=_words(organiser),
            actor=actor,
            now=clock.now(),
        )
    except files.NotWaiting:
        return gone(request, organiser, pk, FileKind.CONTACTS)
    except (files.PreviewChanged, NameBorne):
        return _file_page(request, organiser, actor, pk, notice=changed_words(), status=409)
    return taken(request, organiser, FileKind.CONTACTS, _result(result))


@login_required
@require_POST
def leave(request: HttpRequest, organiser_key: str, pk: int) -> HttpResponse:
    """Leave a file; nothing of it is kept."""
    organiser, _actor = desk_organiser(request, organiser_key, Sendings.EDIT_CONTACTS)
    return leave_file(request, organiser, pk, FileKind.CONTACTS)
