"""The parts of a sending: its words in one language, and its annexes."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from filrouge.core.typography import join_and
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.sendings.actions import preparing
from filrouge.stages.sendings.facts import SendingFacts, TextFacts
from filrouge.stages.sendings.messages import IN_SUBJECT, PLACEHOLDERS, placeholder_in_words
from filrouge.stages.sendings.permissions import Sendings
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.sending_forms import AnnexForm, PdfForm, TextForm
from filrouge.web.desk.sending_words import fixed
from filrouge.web.desk.sendings import languages_of
from filrouge.web.shell import access, clock


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, key: str, pk: int, language: str) -> HttpResponse:
    """Write subject and words in one language."""
    facts, actor = access.desk_gathering(request, key, Sendings.WRITE)
    sending = access.desk_sending(facts, pk)
    if language not in languages_of(facts):
        raise Http404("no such language")
    written = sending.texts.get(language)
    initial = {"subject": written.subject, "body": written.body} if written else {}
    form = TextForm(request.POST or None, initial=initial)
    if form.is_valid():
        said = TextFacts(language, form.cleaned_data["subject"].strip(), form.cleaned_data["body"].strip())
        try:
            preparing.write_text(facts=facts, sending_id=pk, text=said, now=clock.now())
        except preparing.UnknownPlaceholder as unknown:
            _say_unknown(form, unknown, language_of(request))
        except preparing.Fixed:
            return fixed(request, facts, pk)
        else:
            return SeeOther(reverse("desk:sending", args=[key, pk]))
    return _text_page(request, facts, actor, sending, form, language)


def _say_unknown(form: TextForm, unknown: preparing.UnknownPlaceholder, language: str) -> None:
    for name, found in unknown.found.items():
        known = [f"{{{word}}}" for word in PLACEHOLDERS if name != "subject" or word in IN_SUBJECT]
        said = gettext(
            "%(found)s cannot be replaced here. You can write %(known)s; anything else stands without braces."
        )
        shown = {"found": join_and(list(found), language=language), "known": join_and(known, language=language)}
        form.add_error(name, said % shown)


def _text_page(
    request: HttpRequest, facts: GatheringFacts, actor: Actor, sending: SendingFacts, form: TextForm, language: str
) -> HttpResponse:
    context = {
        "form": form,
        "sending": sending,
        "language_name": dict(settings.LANGUAGES)[language],
        "placeholders": [{"label": f"{{{name}}}", "value": placeholder_in_words(name)} for name in PLACEHOLDERS],
    }
    status = UNPROCESSABLE if form.errors else 200
    return desk_page(request, "desk/sending_text.html", facts, actor, context, current="sendings", status=status)


# -------------------------------------------------------------------------------------------------------------- annexes


@login_required
@require_POST
def annex_add(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Say that a file must travel along."""
    facts, _actor = access.desk_gathering(request, key, Sendings.WRITE)
    access.desk_sending(facts, pk)
    form = AnnexForm(request.POST)
    if not form.is_valid():
        messages.warning(request, gettext("Say in a few words what is enclosed: the programme, the reply form."))
        return SeeOther(reverse("desk:sending", args=[key, pk]) + "#annexes")
    try:
        preparing.announce_annex(facts=facts, sending_id=pk, title=form.cleaned_data["title"], now=clock.now())
    except preparing.Fixed:
        return fixed(request, facts, pk)
    return SeeOther(reverse("desk:sending", args=[key, pk]) + "#annexes")


@login_required
@require_POST
def annex_put(request: HttpRequest, key: str, pk: int, annex: int) -> HttpResponse:
    """Put the file of an annex in place."""
    facts, _actor = access.desk_gathering(request, key, Sendings.WRITE)
    access.desk_sending(facts, pk)
    form = PdfForm(request.POST, request.FILES)
    back = SeeOther(reverse("desk:sending", args=[key, pk]) + "#annexes")
    if not form.is_valid():
        messages.warning(request, gettext("Choose a PDF file."))
        return back
    file: UploadedFile = form.cleaned_data["file"]
    # One byte more than is allowed tells that there are too many; the rest is not read.
    data = file.read(preparing.MOST_ANNEX_BYTES + 1)
    said: dict[str, Any] = {"name": file.name or "", "data": data, "now": clock.now()}
    try:
        preparing.put_annex(facts=facts, sending_id=pk, annex_id=annex, **said)
    except preparing.NotPdf as wrong:
        messages.warning(request, _not_pdf(wrong.code))
    except preparing.Fixed:
        return fixed(request, facts, pk)
    return back


def _not_pdf(code: str) -> str:
    if code == "too_large":
        most = preparing.MOST_ANNEX_BYTES // 1_000_000
        return gettext("The file is larger than %(most)s MB; many mailboxes refuse that.") % {"most": most}
    return gettext("The file is not a PDF. Save it as PDF and choose it again.")


@login_required
@require_POST
def annex_drop(request: HttpRequest, key: str, pk: int, annex: int) -> HttpResponse:
    """Take an annex away."""
    facts, _actor = access.desk_gathering(request, key, Sendings.WRITE)
    access.desk_sending(facts, pk)
    try:
        preparing.drop_annex(facts=facts, sending_id=pk, annex_id=annex, now=clock.now())
    except preparing.Fixed:
        return fixed(request, facts, pk)
    return SeeOther(reverse("desk:sending", args=[key, pk]) + "#annexes")
