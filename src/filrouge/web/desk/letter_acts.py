"""Acts on a letter: who signs and approves, what travels with it, and issuing it. Each a POST that calls one action."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from filrouge.ground.people.permissions import may
from filrouge.stages.documents import actions
from filrouge.stages.documents.actions.approving import NotTheSignatory
from filrouge.stages.documents.forms import FileForm, HowForm
from filrouge.stages.documents.permissions import Documents
from filrouge.stages.documents.words import refused_file_word
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.letter import annex_form, letter_page, signatory_form
from filrouge.web.desk.letter_text import draft_to_write
from filrouge.web.shell import access, clock
from filrouge.web.shell.numbers import number_said


def _back(key: str, pk: int, place: str) -> SeeOther:
    return SeeOther(reverse("desk:letter", args=[key, pk]) + f"#{place}")


@login_required
@require_POST
def signatory(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Somebody signs too, or no longer."""
    facts, actor, letter = draft_to_write(request, key, pk)
    if dropped := number_said(request.POST.get("drop", "")):
        actions.drop_signatory(facts=facts, letter_id=pk, signatory_id=dropped, actor=actor, now=clock.now())
        return _back(key, pk, "signatories")
    form = signatory_form(letter, facts, request.POST)
    if not form.is_valid():
        return letter_page(request, facts, actor, letter, wrong={"signatory": form}, status=UNPROCESSABLE)
    actions.add_signatory(
        facts=facts,
        letter_id=pk,
        name=form.cleaned_data["name"],
        body=form.cleaned_data["body"],
        capacities=form.capacities,
        user_id=form.user_id,
        actor=actor,
        now=clock.now(),
    )
    return _back(key, pk, "signatories")


@login_required
@require_POST
def approve(request: HttpRequest, key: str, pk: int, signatory_id: int) -> HttpResponse:
    """Approve in one's own account; or record that somebody approved, and how that is known; or take that back."""
    facts, actor = access.desk_gathering(request, key, Documents.APPROVE)
    letter = access.desk_letter(facts, actor, pk)
    if letter.is_issued or all(one.id != signatory_id for one in letter.signatories):
        raise Http404("no such signatory")
    own = "own" in request.POST
    if not own and not may(actor, Documents.WRITE, organiser_id=facts.organiser_id):
        raise Http404("not theirs")
    what: dict[str, Any] = {
        "facts": facts,
        "letter_id": pk,
        "signatory_id": signatory_id,
        "actor": actor,
        "now": clock.now(),
    }
    wording = request.POST.get("wording", "")
    form = HowForm(request.POST, auto_id=f"id_how_{signatory_id}_%s")
    if "take_back" in request.POST:
        actions.take_back(**what)
        return _back(key, pk, "signatories")
    if not own and not form.is_valid():
        return letter_page(request, facts, actor, letter, wrong={f"how-{signatory_id}": form}, status=UNPROCESSABLE)
    try:
        if own:
            actions.approve(**what, wording=wording)
        else:
            actions.record_approval(**what, wording=wording, how=form.cleaned_data["how"])
    except actions.Changed:
        messages.warning(request, gettext("The wording changed meanwhile: read it again before it is approved."))
    except NotTheSignatory:
        raise Http404("not theirs") from None
    else:
        messages.success(request, gettext("The approval is recorded, with the wording that it is of."))
    return _back(key, pk, "signatories")


@login_required
@require_POST
def annex(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Something travels too, or no longer."""
    facts, actor, letter = draft_to_write(request, key, pk)
    if dropped := number_said(request.POST.get("drop", "")):
        actions.drop_annex(facts=facts, letter_id=pk, annex_id=dropped, actor=actor, now=clock.now())
        return _back(key, pk, "annexes")
    form = annex_form(letter, facts, language_of(request), request.POST)
    if not form.is_valid():
        return letter_page(request, facts, actor, letter, wrong={"annex": form}, status=UNPROCESSABLE)
    said = form.cleaned_data
    actions.add_annex(
        facts=facts,
        letter_id=pk,
        title=form.title,
        kind=said["kind"],
        part=said["part"],
        shows_deadline=said["shows_deadline"],
        actor=actor,
        now=clock.now(),
    )
    return _back(key, pk, "annexes")


@login_required
@require_POST
def annex_file(request: HttpRequest, key: str, pk: int, annex_id: int) -> HttpResponse:
    """A file for an annex, or one that is taken away."""
    facts, actor, letter = draft_to_write(request, key, pk)
    if all(one.id != annex_id for one in letter.annexes):
        raise Http404("no such annex")
    if dropped := number_said(request.POST.get("drop", "")):
        actions.drop_file(facts=facts, letter_id=pk, file_id=dropped, actor=actor, now=clock.now())
        return _back(key, pk, "annexes")
    form = FileForm(request.POST, request.FILES, languages=letter.languages, auto_id=f"id_file_{annex_id}_%s")
    if form.is_valid():
        file = cast(UploadedFile, form.cleaned_data["file"])
        try:
            actions.take_file(
                facts=facts,
                letter_id=pk,
                annex_id=annex_id,
                language=form.cleaned_data["language"],
                name=file.name or "",
                data=file.read(),
                is_draft=form.cleaned_data["is_draft"],
                actor=actor,
                now=clock.now(),
            )
        except actions.FileRefused as wrong:
            form.add_error("file", refused_file_word(wrong.code))
        else:
            return _back(key, pk, "annexes")
    return letter_page(request, facts, actor, letter, wrong={f"file-{annex_id}": form}, status=UNPROCESSABLE)


@login_required
@require_POST
def drop(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Throw a draft away."""
    facts, actor, _letter = draft_to_write(request, key, pk)
    actions.drop_letter(facts=facts, letter_id=pk, actor=actor, now=clock.now())
    messages.success(request, gettext("The draft is thrown away."))
    return SeeOther(reverse("desk:letters", args=[key]))


@login_required
@require_POST
def issue(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Issue the letter; what stands in its way is listed, and nothing is lost."""
    facts, actor = access.desk_gathering(request, key, Documents.ISSUE)
    letter = access.desk_letter(facts, actor, pk)
    looked_at = "looked_at" in request.POST
    try:
        actions.issue(facts=facts, letter_id=pk, actor=actor, now=clock.now(), looked_at=looked_at)
    except actions.Refused as refusal:
        return letter_page(request, facts, actor, letter, refused=refusal.decision, status=UNPROCESSABLE)
    except actions.Issued:
        messages.info(request, gettext("Nothing was changed: this letter was issued already."))
    else:
        messages.success(request, gettext("The letter is issued: from now on it stays as it is."))
    return _back(key, pk, "preview")
