"""The parts of a sending: its words in one language, its annexes, and a preview for each recipient."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filrouge.core.typography import join_and
from filrouge.ground.directory.contacts import ContactCard, contact_by_id
from filrouge.ground.mail.kinds import Attachment, ComposedMail
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.sendings import rules
from filrouge.stages.sendings.actions import preparing
from filrouge.stages.sendings.composing import carried_by
from filrouge.stages.sendings.facts import Addressee, PackageFacts, SendingFacts, TextFacts
from filrouge.stages.sendings.links import gathering_link
from filrouge.stages.sendings.mails import PDF, compose_for
from filrouge.stages.sendings.messages import IN_SUBJECT, PLACEHOLDERS, placeholder_in_words
from filrouge.stages.sendings.permissions import Sendings
from filrouge.stages.sendings.words import chosen_in_words
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.sending_forms import AnnexForm, PdfForm, TextForm
from filrouge.web.desk.sending_letter import files_shown
from filrouge.web.desk.sending_words import fixed
from filrouge.web.desk.sendings import languages_of
from filrouge.web.shell import access, clock
from filrouge.web.shell.mailbox import MAIL_POLICY


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


# -------------------------------------------------------------------------------------------------------------- preview


@login_required
@require_safe
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # django-csp knows views without arguments only
def preview(request: HttpRequest, key: str, pk: int, contact: int) -> HttpResponse:
    """The mail as one recipient would receive it. Nothing is sent; its links are not theirs."""
    facts, actor, sending, mail, card, package = _shown(request, key, pk, contact)
    said = sending.text_for(card.language)
    context = {
        "sending": sending,
        "mail": mail,
        "mail_language": said.language if said else "",
        "is_fallback": said is not None and said.language != card.language,
        "name": card.name.full or card.email,
        "email": card.email,
        "html_url": reverse("desk:sending_preview_html", args=[key, pk, contact]),
        "own_annexes": sending.annexes,
        **(_letter(package, card, sending, facts) if package else {}),
    }
    return desk_page(request, "desk/sending_preview.html", facts, actor, context, current="sendings")


@login_required
@require_safe
@xframe_options_sameorigin
@csp_replace(MAIL_POLICY)  # type: ignore[arg-type]
def preview_html(request: HttpRequest, key: str, pk: int, contact: int) -> HttpResponse:
    """The same as most people see it, for the frame of the page, under a policy of its own."""
    _facts, _actor, _sending, mail, *_more = _shown(request, key, pk, contact)
    return HttpResponse(mail.html.replace("<head>", '<head><base target="_blank">', 1))


def _shown(
    request: HttpRequest, key: str, pk: int, contact: int
) -> tuple[GatheringFacts, Actor, SendingFacts, ComposedMail, ContactCard, PackageFacts | None]:
    facts, actor = access.desk_gathering(request, key, Sendings.SEE)
    sending = access.desk_sending(facts, pk)
    card = contact_by_id(organiser_id=facts.organiser_id, contact_id=contact)
    said = sending.text_for(card.language) if card else None
    if card is None or said is None:
        raise Http404("nothing to show")
    # Nobody's own address to refuse mails: whoever looks at a preview shall not act in the name of the person shown.
    to = Addressee(card.name.full, "", gathering_link(facts.key), card.source, card.source_on)
    letter = carried_by(sending, facts)
    package = letter.packages[card.language] if letter else None
    names = [*(file.name for file in package.files)] if package else []
    names += [annex.filename or annex.title for annex in sending.annexes]
    # Only what they are called is shown: nothing is read for it.
    enclosed = [Attachment(name, b"", PDF) for name in names]
    return facts, actor, sending, compose_for(to, said, enclosed, facts), card, package


def _letter(package: PackageFacts, card: ContactCard, sending: SendingFacts, facts: GatheringFacts) -> dict[str, Any]:
    own = sum(annex.size for annex in sending.annexes)
    return {
        "package": files_shown(package, facts),
        "chosen": chosen_in_words(card.language, package),
        "all_size": package.size + own,
        "most_size": rules.MOST_FILES_BYTES,
    }
