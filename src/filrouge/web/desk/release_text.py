"""Writing a press release: its heading, its texts in one language, what travels with it."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filrouge.core.typography import join_and
from filrouge.ground.people.actors import Actor
from filrouge.stages.documents.actions import FileRefused, UnknownPlaceholder
from filrouge.stages.documents.composing import page_address
from filrouge.stages.documents.forms.shared import languages_initial
from filrouge.stages.documents.placeholders import PARTS, names_for, values_for
from filrouge.stages.documents.words import language_word, refused_file_word, stated_word
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.press import actions
from filrouge.stages.press.drafts import ReleaseDraft, ReleaseText
from filrouge.stages.press.forms import AnnexForm, FileForm, HeadingForm, TextForm, embargo_initial
from filrouge.stages.press.permissions import Press
from filrouge.stages.press.queries import annex_content
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.press import release_title
from filrouge.web.desk.release import download, release_page
from filrouge.web.shell import access, clock
from filrouge.web.shell.numbers import number_said


def _draft_to_write(request: HttpRequest, key: str, pk: int) -> tuple[GatheringFacts, Actor, ReleaseDraft]:
    """A draft that the actor may change; 404 for a release that was issued."""
    facts, actor = access.desk_gathering(request, key, Press.WRITE)
    release = access.desk_release(facts, pk)
    if release.is_issued:
        raise Http404("issued")
    return facts, actor, release


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def heading(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """In which languages, where, on which day, held back until when."""
    facts, actor, release = _draft_to_write(request, key, pk)
    offered = facts.languages or (facts.language,)
    if request.method != "POST":
        form = HeadingForm(initial=_heading(release, facts), offered=offered, zone=facts.zone)
        return _heading_page(request, facts, actor, release, form)
    form = HeadingForm(request.POST, offered=offered, zone=facts.zone)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.write_heading(
                facts=facts,
                release_id=pk,
                languages=form.languages_in_order,
                place=form.places,
                dated=said["dated"],
                embargo_until=form.embargo,
                actor=actor,
                now=clock.now(),
                seen=said["seen"],
            )
        except (actions.Changed, actions.Issued):
            _say_changed(form, release)
        else:
            messages.success(request, gettext("Saved."))
            return SeeOther(reverse("desk:release", args=[key, pk]))
    return _heading_page(request, facts, actor, release, form, status=UNPROCESSABLE)


def _heading(release: ReleaseDraft, facts: GatheringFacts) -> dict[str, Any]:
    places = {f"place_{code}": said for code, said in release.place.items()}
    said = {**languages_initial(release.languages), "dated": release.dated, "seen": release.version}
    return {**said, **places, **embargo_initial(release.embargo_until, facts.zone)}


def _heading_page(
    request: HttpRequest,
    facts: GatheringFacts,
    actor: Actor,
    release: ReleaseDraft,
    form: HeadingForm,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, **_where(release, facts, language_of(request))}
    return desk_page(request, "desk/release_heading.html", facts, actor, context, current="press", status=status)


def _where(release: ReleaseDraft, facts: GatheringFacts, language: str) -> dict[str, str]:
    return {
        "release_name": release_title(release, language),
        "release_url": reverse("desk:release", args=[facts.key, release.id]),
    }


def _say_changed(form: HeadingForm | TextForm, release: ReleaseDraft) -> None:
    said = gettext(
        "Somebody changed this press release while you were writing. Your words stand below, nothing of them is lost: "
        "compare them with the release in another window, then save again to replace it."
    )
    form.add_error(None, said)
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["seen"] = str(release.version)  # type: ignore[index]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, key: str, pk: int, language: str) -> HttpResponse:
    """Write one language; whatever cannot be replaced is answered with the list of what can."""
    facts, actor, release = _draft_to_write(request, key, pk)
    if language not in release.languages:
        raise Http404("no such language")
    typed = release.texts.get(language, ReleaseText(language))
    if request.method != "POST":
        form = TextForm(initial=_initial(typed) | {"seen": release.version}, language=language)
        return _text_page(request, facts, actor, release, form)
    form = TextForm(request.POST, language=language)
    if form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            actions.write_text(facts=facts, release_id=pk, text=form.text, actor=actor, now=clock.now(), seen=seen)
        except UnknownPlaceholder as unknown:
            _say_unknown(form, unknown, facts, language_of(request))
        except (actions.Changed, actions.Issued):
            _say_changed(form, release)
        else:
            messages.success(request, gettext("Saved. See below how it reads with the facts of today."))
            return SeeOther(reverse("desk:release", args=[key, pk]) + "#texts")
    return _text_page(request, facts, actor, release, form, status=UNPROCESSABLE)


def _initial(typed: ReleaseText) -> dict[str, Any]:
    said: dict[str, Any] = {"headline": typed.headline, "lead": typed.lead, "body": typed.body}
    for number, quote in enumerate(typed.quotes, start=1):
        said |= {f"quote_{number}": quote.said, f"name_{number}": quote.name, f"capacity_{number}": quote.capacity}
    return said


def _say_unknown(form: TextForm, unknown: UnknownPlaceholder, facts: GatheringFacts, language: str) -> None:
    known = join_and([f"{{{name}}}" for name in _names(facts)], language=language)
    for name, found in unknown.found.items():
        shown = {"found": join_and(list(found), language=language), "known": known}
        form.add_error(name, gettext("%(found)s cannot be replaced by a fact. You can write %(known)s.") % shown)


def _names(facts: GatheringFacts) -> list[str]:
    return [name for name in names_for(facts) if name != PARTS]


def _text_page(
    request: HttpRequest,
    facts: GatheringFacts,
    actor: Actor,
    release: ReleaseDraft,
    form: TextForm,
    *,
    status: int = 200,
) -> HttpResponse:
    language = language_of(request)
    values = values_for(facts, form.language, page_url=page_address(facts))
    context = {
        "form": form,
        "text_language": language_word(form.language),
        "lang": form.language,
        "placeholders": [
            {"name": f"{{{name}}}", "word": stated_word(name, facts, language), "value": values.get(name, "")}
            for name in _names(facts)
        ],
        **_where(release, facts, language),
    }
    return desk_page(request, "desk/release_text.html", facts, actor, context, current="press", status=status)


@login_required
@require_POST
def annex(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Something travels too, with its file or before it; or no longer."""
    facts, actor, release = _draft_to_write(request, key, pk)
    about: dict[str, Any] = {"facts": facts, "release_id": pk, "actor": actor, "now": clock.now()}
    if dropped := number_said(request.POST.get("drop", "")):
        actions.drop_annex(annex_id=dropped, **about)
        return _to_annexes(key, pk)
    form = AnnexForm(request.POST, request.FILES, languages=release.languages, auto_id="id_annex_%s")
    if form.is_valid():
        added = actions.add_annex(title=form.title, **about)
        if not form.cleaned_data["file"]:
            return _to_annexes(key, pk)
        # The title is kept whatever becomes of the file: it can be chosen again.
        return _with_file(request, key, pk, added, FileForm(request.POST, request.FILES, auto_id=f"id_file_{added}_%s"))
    return release_page(request, facts, actor, release, wrong={"annex": form}, status=UNPROCESSABLE)


@login_required
@require_POST
def annex_take(request: HttpRequest, key: str, pk: int, annex_id: int) -> HttpResponse:
    """The file of an annex that is there."""
    _facts, _actor, release = _draft_to_write(request, key, pk)
    if all(one.id != annex_id for one in release.annexes):
        raise Http404("no such annex")
    form = FileForm(request.POST, request.FILES, auto_id=f"id_file_{annex_id}_%s")
    return _with_file(request, key, pk, annex_id, form)


def _with_file(request: HttpRequest, key: str, pk: int, annex_id: int, form: FileForm) -> HttpResponse:
    facts, actor, release = _draft_to_write(request, key, pk)
    if form.is_valid():
        file = cast(UploadedFile, form.cleaned_data["file"])
        try:
            actions.take_file(
                facts=facts,
                release_id=pk,
                annex_id=annex_id,
                name=file.name or "annex.pdf",
                data=file.read(),
                actor=actor,
                now=clock.now(),
            )
        except FileRefused as refusal:
            form.add_error("file", refused_file_word(refusal.code))
        else:
            return _to_annexes(key, pk)
    return release_page(request, facts, actor, release, wrong={f"file-{annex_id}": form}, status=UNPROCESSABLE)


def _to_annexes(key: str, pk: int) -> SeeOther:
    return SeeOther(reverse("desk:release", args=[key, pk]) + "#annexes")


@login_required
@require_safe
def annex_file(request: HttpRequest, key: str, pk: int, annex_id: int) -> HttpResponse:
    """A file that travels."""
    facts, _actor = access.desk_gathering(request, key, Press.SEE)
    found = annex_content(access.desk_release(facts, pk).id, annex_id)
    if found is None:
        raise Http404("no such file")
    return download(found[1], "application/pdf", f"{facts.key}-press-annex-{annex_id}.pdf")
