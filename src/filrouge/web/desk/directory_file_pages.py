"""The pages that files of bodies and of contacts share: one that waits is looked through, left, or found to be gone."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from filrouge.ground.directory import contact_file_actions as files
from filrouge.ground.directory.enums import FileKind
from filrouge.ground.directory.file_lines import Fate, Preview
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.queries import OrganiserCard
from filrouge.web.desk.directory_files import SHOWN, dropped_words, grouped
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther
from filrouge.web.desk.organiser import organiser_page
from filrouge.web.shell import clock

Said = Callable[[Mapping[str, int]], str]


def import_page(
    request: HttpRequest,
    organiser: OrganiserCard,
    actor: Actor,
    kind: FileKind,
    template: str,
    form: forms.Form,
    said: Said,
) -> HttpResponse:
    """The form, the files that wait, and what became of earlier ones, as `said` puts their counts."""
    known = [{"card": one, "said": said(one.result)} for one in files.files_of(organiser.id, kind)]
    context = {"form": form, "files": known}
    status = UNPROCESSABLE if form.errors else 200
    return organiser_page(request, template, organiser, actor, context, current=kind.value, status=status)


def load(organiser: OrganiserCard, pk: int, kind: FileKind) -> files.FileCard:
    """A file of the organiser; 404 otherwise."""
    card = files.file_by_id(organiser_id=organiser.id, file_id=pk, kind=kind)
    if card is None:
        raise Http404("no such file")
    return card


def file_page(
    request: HttpRequest,
    organiser: OrganiserCard,
    actor: Actor,
    kind: FileKind,
    card: files.FileCard,
    preview: Preview[Any],
    *,
    titles: Mapping[Fate, str],
    line: Any,
    said: str,
    take_label: str,
    lede: str = "",
    bodies: Any = (),
    kinds: Mapping[str, str] | None = None,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    """What would become of each line, under `titles`, each as `line` says it; or what became of the file."""
    names, keys = kind.value, [organiser.key, card.id]
    context = {
        "file": card,
        "lede": lede,
        "notice": notice,
        "dropped": dropped_words(card),
        "bodies": bodies,
        "kinds": kinds or {},
        "groups": grouped(preview, titles, line),
        "seen": preview.seen,
        "shown": SHOWN,
        "said": said,
        "can_take": preview.can_be_taken,
        "take_label": take_label,
        "urls": {
            "back": reverse(f"{names}_import", args=[organiser.key]),
            "take": reverse(f"{names}_take", args=keys),
            "leave": reverse(f"{names}_leave", args=keys),
        },
    }
    return organiser_page(request, "desk/directory_file.html", organiser, actor, context, current=names, status=status)


def changed_words() -> str:
    """What is said when somebody takes what they have not seen."""
    return gettext("Nothing was taken: since you opened this page, what would become of the lines has changed.")


def taken(request: HttpRequest, organiser: OrganiserCard, kind: FileKind, said: str) -> HttpResponse:
    """To the list, with the counts."""
    messages.success(request, gettext("The file is taken: %(counts)s.") % {"counts": said})
    return SeeOther(reverse(kind.value, args=[organiser.key]))


def leave_file(request: HttpRequest, organiser: OrganiserCard, pk: int, kind: FileKind) -> HttpResponse:
    """Leave a file; nothing of it is kept."""
    load(organiser, pk, kind)
    try:
        files.leave_file(organiser_id=organiser.id, file_id=pk, now=clock.now(), kind=kind)
    except files.NotWaiting:
        return gone(request, organiser, pk, kind)
    messages.success(request, gettext("The file was left, and nothing of it is kept."))
    return SeeOther(reverse(f"{kind.value}_import", args=[organiser.key]))


def gone(request: HttpRequest, organiser: OrganiserCard, pk: int, kind: FileKind) -> HttpResponse:
    """To a file that was taken or left already."""
    messages.info(request, gettext("Nothing was changed: this file was taken or left already."))
    return SeeOther(reverse(f"{kind.value}_file", args=[organiser.key, pk]))
