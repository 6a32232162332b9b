"""People from a spreadsheet: a file is read, looked through line by line, and taken only once somebody approves it."""

from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import importing
from filrouge.stages.registration.actions.imported import NotWaiting
from filrouge.stages.registration.actions.taking import PreviewChanged, take_file
from filrouge.stages.registration.export import FORMATS
from filrouge.stages.registration.importing.drafting import FileRead
from filrouge.stages.registration.importing.files import FileLine, file_to_approve, files_of
from filrouge.stages.registration.importing.sheets import Unreadable
from filrouge.stages.registration.importing.template import template
from filrouge.stages.registration.importing.weighed import Fate, Preview
from filrouge.stages.registration.importing.weighing import weigh
from filrouge.stages.registration.importing.words import unreadable_in_words
from filrouge.stages.registration.permissions import Registrations
from filrouge.web.desk.files import attachment
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of, sheet_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.import_forms import ColumnsForm, UploadForm, chosen_bodies, decided_lines
from filrouge.web.desk.import_words import LineWords, bodies, dropped, fates, parts_ahead, result_words
from filrouge.web.shell import access, clock

# What is shown first: what needs somebody, then what will be done.
_FIRST = (Fate.UNDECIDED, Fate.PROBLEM, Fate.REFUSED)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: str) -> HttpResponse:
    """Send a file, see those that wait and those that were taken."""
    facts, actor = access.desk_gathering(request, key, Registrations.IMPORT)
    now = clock.now()
    if request.method != "POST":
        return _upload_page(request, facts, actor, UploadForm(facts, now))
    form = UploadForm(facts, now, request.POST, request.FILES)
    if form.is_valid():
        file = cast(UploadedFile, form.cleaned_data["file"])
        try:
            pk = importing.read_file(
                facts=facts,
                name=file.name or "",
                data=file.read(),
                actor=actor,
                now=now,
                received=form.cleaned_data["received"],
            )
        except Unreadable as wrong:
            form.add_error("file", unreadable_in_words(wrong.code))
        else:
            return SeeOther(reverse("desk:import_file", args=[key, pk]))
    return _upload_page(request, facts, actor, form, status=UNPROCESSABLE)


def _upload_page(
    request: HttpRequest, facts: GatheringFacts, actor: Actor, form: UploadForm, *, status: int = 200
) -> HttpResponse:
    files = files_of(facts.id)
    context = {
        "form": form,
        "waiting": [_file_row(file, facts) for file in files if file.waits],
        "past": [_file_row(file, facts) for file in files if not file.waits],
        "templates": [
            {"label": name.upper(), "url": reverse("desk:import_template", args=[facts.key, name])} for name in FORMATS
        ],
    }
    return desk_page(request, "desk/import.html", facts, actor, context, current="import", status=status)


def _file_row(file: FileLine, facts: GatheringFacts) -> dict[str, Any]:
    return {
        "file": file,
        "url": reverse("desk:import_file", args=[facts.key, file.id]),
        "result": result_words(file.result),
        "is_left": "left_at" in file.result,
        "left_by": file.result.get("left_by", ""),
    }


@login_required
@require_safe
def template_file(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """The empty list to fill in, with headings in the reader's language."""
    facts, _actor = access.desk_gathering(request, key, Registrations.IMPORT)
    return attachment(FORMATS[form], template(facts, language_of(request)), name=f"{facts.key}-template.{form}")


@login_required
@require_safe
def file_page(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """What would become of each line of a file; or, once it is taken or left, what became of them."""
    facts, actor = access.desk_gathering(request, key, Registrations.IMPORT)
    return _file_page(request, facts, actor, pk)


def _load(facts: GatheringFacts, pk: int) -> tuple[FileLine, FileRead | None]:
    found = file_to_approve(gathering_id=facts.id, file_id=pk)
    if found is None:
        raise Http404("no such file")
    return found


def _file_page(
    request: HttpRequest, facts: GatheringFacts, actor: Actor, pk: int, *, notice: str = "", status: int = 200
) -> HttpResponse:
    file, read = _load(facts, pk)
    if read is None:
        not_taken = ", ".join(map(str, file.result.get("not_taken", [])))
        done = {"row": _file_row(file, facts), "not_taken": not_taken}
        return desk_page(request, "desk/import_done.html", facts, actor, done, current="import")
    preview = weigh(read, facts, now=clock.now())
    language = language_of(request)
    shown = _shown(request, preview)
    listed = sheet_of(request, preview.with_fate(shown) if shown else preview.lines)
    words = LineWords(preview, facts, language)
    context: dict[str, Any] = {
        "file": file,
        "notice": notice,
        "fates": fates(preview, shown),
        "show": shown.value if shown else "all",
        "has_undecided": shown is Fate.UNDECIDED,
        "parts_ahead": parts_ahead(preview, facts, language),
        "dropped": dropped(preview.columns),
        "columns": preview.columns,
        "columns_form": ColumnsForm(preview.columns, facts, language),
        "bodies": bodies(preview, facts, language),
        "cards": [words.card(one) for one in listed["sheet"].object_list],
        **listed,
        "query": f"show={shown.value if shown else 'all'}&",
        "taking": _taking(preview),
    }
    return desk_page(request, "desk/import_file.html", facts, actor, context, current="import", status=status)


def _shown(request: HttpRequest, preview: Preview) -> Fate | None:
    """The lines to show: those asked for, else those that need somebody, else all."""
    asked = request.GET.get("show") or request.POST.get("show", "")
    if asked in set(Fate) and preview.counts[Fate(asked)]:
        return Fate(asked)
    return None if asked == "all" else next((fate for fate in _FIRST if preview.counts[fate]), None)


def _taking(preview: Preview) -> dict[str, Any]:
    """What taking the file would do, in words."""
    new, updated = preview.counts[Fate.NEW], preview.counts[Fate.UPDATED]
    stays = preview.counts[Fate.UNDECIDED] + preview.counts[Fate.PROBLEM] + preview.counts[Fate.REFUSED]
    said = [
        ngettext("%(n)s person would be registered.", "%(n)s people would be registered.", new) % {"n": new}
        if new
        else "",
        ngettext("%(n)s registration would be updated.", "%(n)s registrations would be updated.", updated)
        % {"n": updated}
        if updated
        else "",
        ngettext("%(n)s line stays out.", "%(n)s lines stay out.", stays) % {"n": stays} if stays else "",
    ]
    return {
        "seen": preview.fingerprint,
        "can": bool(new or updated),
        "words": " ".join(filter(None, said)) or gettext("Nothing would change."),
        "label": gettext("Take the list"),
    }


# ---------------------------------------------------------------------------------------------------------------- acts


@login_required
@require_POST
def choose_columns(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Read the columns as something else."""
    facts, _actor = access.desk_gathering(request, key, Registrations.IMPORT)
    _file, read = _load(facts, pk)
    if read is not None:
        form = ColumnsForm(read.columns, facts, language_of(request), request.POST)
        form.is_valid()
        everybody = form.cleaned_data.get("everybody", read.columns.everybody)
        try:
            importing.choose_columns(facts=facts, file_id=pk, names=form.names(), everybody=everybody)
        except NotWaiting:
            return _gone(request, key, pk)
        messages.success(request, gettext("The columns are read like this now. Look through the lines again."))
    return SeeOther(reverse("desk:import_file", args=[key, pk]))


@login_required
@require_POST
def decide(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Note what was decided of a page of lines, or which bodies are meant."""
    facts, _actor = access.desk_gathering(request, key, Registrations.IMPORT)
    _file, read = _load(facts, pk)
    if read is None:
        return _gone(request, key, pk)
    preview = weigh(read, facts, now=clock.now())
    lines, chosen = decided_lines(request.POST, preview), chosen_bodies(request.POST, preview)
    try:
        importing.decide_lines(facts=facts, file_id=pk, lines=lines, bodies=chosen)
    except NotWaiting:
        return _gone(request, key, pk)
    messages.success(request, gettext("Your decisions are kept. Nothing is written before you take the list."))
    back = {name: request.POST[name] for name in ("show", "page") if request.POST.get(name)}
    return SeeOther(reverse("desk:import_file", args=[key, pk]) + (f"?{urlencode(back)}" if back else ""))


@login_required
@require_POST
def take(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Write what the preview showed."""
    facts, actor = access.desk_gathering(request, key, Registrations.IMPORT)
    _load(facts, pk)
    try:
        taken = take_file(
            facts=facts,
            file_id=pk,
            seen=request.POST.get("seen", ""),
            actor=actor,
            now=clock.now(),
            send_mails="send_mails" in request.POST,
        )
    except NotWaiting:
        return _gone(request, key, pk)
    except PreviewChanged:
        changed = gettext("Nothing was taken: since you opened this page, what would become of the lines has changed.")
        return _file_page(request, facts, actor, pk, notice=changed, status=409)
    messages.success(
        request, gettext("The list is taken: %(counts)s.") % {"counts": ", ".join(result_words(taken.to_json()))}
    )
    return SeeOther(reverse("desk:import_file", args=[key, pk]))


@login_required
@require_POST
def leave(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Leave a file; nothing of it is kept."""
    facts, actor = access.desk_gathering(request, key, Registrations.IMPORT)
    _load(facts, pk)
    try:
        importing.leave_file(facts=facts, file_id=pk, actor=actor, now=clock.now())
    except NotWaiting:
        return _gone(request, key, pk)
    messages.success(request, gettext("The file was left. Nothing was registered, and nothing of it is kept."))
    return SeeOther(reverse("desk:import", args=[key]))


def _gone(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    messages.info(request, gettext("Nothing was changed: this file was taken or left already."))
    return SeeOther(reverse("desk:import_file", args=[key, pk]))
