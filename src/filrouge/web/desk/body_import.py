"""Taking bodies in from a spreadsheet: nothing is written before somebody has seen each line."""

import re
from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filrouge.core.text import LANGUAGES, search_form
from filrouge.ground.directory import contact_file_actions as files
from filrouge.ground.directory.bodies import body_records
from filrouge.ground.directory.body_actions import NameBorne
from filrouge.ground.directory.body_file_actions import drafts_in, take_bodies
from filrouge.ground.directory.body_files import HEADINGS, BodyDraft, BodyWords, drafts_of, weigh
from filrouge.ground.directory.enums import FileKind, OrganisationLevel
from filrouge.ground.directory.permissions import Directory
from filrouge.ground.directory.territories import atlas_of
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.queries import OrganiserCard
from filrouge.stages.gatherings.file.catalogue import shipped
from filrouge.stages.gatherings.queries import words_brought
from filrouge.stages.registration.importing.sheets import Unreadable
from filrouge.stages.registration.importing.words import unreadable_in_words
from filrouge.web.desk.body_lines import BodyLines
from filrouge.web.desk.body_words import kind_labels
from filrouge.web.desk.categories import levels
from filrouge.web.desk.directory_file_pages import (
    changed_words,
    file_page,
    gone,
    import_page,
    leave_file,
    load,
    taken,
)
from filrouge.web.desk.directory_files import SheetForm, decided, read_columns, result_words
from filrouge.web.desk.frame import SeeOther, language_of
from filrouge.web.shell import clock
from filrouge.web.shell.access import desk_organiser

# "ville ou commune": people write either.
_OR = re.compile(r" (?:ou|oder|o|or) ")


class FileForm(SheetForm):
    """A spreadsheet of bodies, and what those are whose line does not say it."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of body"), help_text=gettext_lazy("For new bodies whose line does not say it.")
    )

    def __init__(self, kinds: Mapping[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["kind"]).choices = [("", gettext("Choose")), *kinds.items()]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, organiser_key: str) -> HttpResponse:
    """Send a file, see those that wait and what became of earlier ones."""
    organiser, actor = desk_organiser(request, organiser_key, Directory.EDIT)
    form = FileForm(kind_labels(organiser, language_of(request)), request.POST or None, request.FILES or None)
    if form.is_valid():
        file: UploadedFile = form.cleaned_data["file"]
        try:
            said, dropped = read_columns(file.read(), HEADINGS)
        except Unreadable as wrong:
            form.add_error("file", unreadable_in_words(wrong.code))
        else:
            drafts = drafts_of(said, language=_language(organiser), or_kind=form.cleaned_data["kind"])
            pk = _keep(organiser, file.name or "", drafts, dropped, actor)
            return SeeOther(reverse("bodies_file", args=[organiser.key, pk]))
    return import_page(request, organiser, actor, FileKind.BODIES, "desk/body_import.html", form, _result)


def _language(organiser: OrganiserCard) -> str:
    return organiser.name.source if organiser.name.source in LANGUAGES else "fr"


def _keep(
    organiser: OrganiserCard, name: str, drafts: list[BodyDraft], dropped: list[tuple[str, str]], actor: Actor
) -> int:
    return files.keep_file(
        organiser_id=organiser.id,
        kind=FileKind.BODIES,
        name=name,
        source="",
        source_on=clock.now().date(),
        drafts=drafts,
        dropped=dropped,
        actor=actor,
        now=clock.now(),
    )


def _words(organiser: OrganiserCard) -> BodyWords:
    """Kinds and levels by folded label in every language, and by key."""
    known = {key: word["label"] for key, word in shipped().body_kinds.items()}
    known |= {key: dict(label) for key, label in words_brought(organiser.id, "body_kinds").items()}
    kinds = {
        search_form(word): key for key, label in known.items() for text in label.values() for word in _OR.split(text)
    }
    kinds |= {search_form(word): key for key, label in known.items() for word in (*label.values(), key)}
    said = {search_form(word): key for key, word in levels().items()}
    keys = {search_form(level.value): level.value for level in OrganisationLevel}
    return BodyWords(kinds, keys | said, atlas_of(organiser.id), _language(organiser))


@login_required
@require_safe
def file(request: HttpRequest, organiser_key: str, pk: int) -> HttpResponse:
    """What would become of each line; or what became of the file."""
    organiser, actor = desk_organiser(request, organiser_key, Directory.EDIT)
    return _file_page(request, organiser, actor, pk)


def _file_page(
    request: HttpRequest, organiser: OrganiserCard, actor: Actor, pk: int, *, notice: str = "", status: int = 200
) -> HttpResponse:
    card, language, words = load(organiser, pk, FileKind.BODIES), language_of(request), _words(organiser)
    preview = weigh(drafts_in(card), organiser_id=organiser.id, words=words)
    ids = sorted({one for line in preview.lines for one in (*line.like, *([line.same] if line.same else []))})
    known = body_records(organiser_id=organiser.id, ids=ids)
    said = BodyLines(known, words.atlas, kind_labels(organiser, language), language)
    return file_page(
        request,
        organiser,
        actor,
        FileKind.BODIES,
        card,
        preview,
        titles=said.titles,
        line=said.line,
        said=_result(card.result),
        take_label=gettext("Take these bodies"),
        notice=notice,
        status=status,
    )


def _result(result: Mapping[str, int]) -> str:
    number = result.get("added", 0)
    return result_words(result, ngettext("%(n)s body added", "%(n)s bodies added", number) % {"n": number})


@login_required
@require_POST
def take(request: HttpRequest, organiser_key: str, pk: int) -> HttpResponse:
    """Write what the preview showed."""
    organiser, actor = desk_organiser(request, organiser_key, Directory.EDIT)
    load(organiser, pk, FileKind.BODIES)
    try:
        result = take_bodies(
            organiser_id=organiser.id,
            file_id=pk,
            seen=request.POST.get("seen", ""),
            decided=decided(request.POST),
            words=_words(organiser),
            actor=actor,
            now=clock.now(),
        )
    except files.NotWaiting:
        return gone(request, organiser, pk, FileKind.BODIES)
    except files.PreviewChanged:
        return _file_page(request, organiser, actor, pk, notice=changed_words(), status=409)
    except NameBorne as borne:
        twice = gettext("Nothing was taken: two bodies would bear a name of “%(name)s”. Leave one of the lines out.")
        return _file_page(request, organiser, actor, pk, notice=twice % {"name": borne.name}, status=409)
    return taken(request, organiser, FileKind.BODIES, _result(result))


@login_required
@require_POST
def leave(request: HttpRequest, organiser_key: str, pk: int) -> HttpResponse:
    """Leave a file; nothing of it is kept."""
    organiser, _actor = desk_organiser(request, organiser_key, Directory.EDIT)
    return leave_file(request, organiser, pk, FileKind.BODIES)
