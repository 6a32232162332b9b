"""One press release: what it still needs and where that is mended, what it says, what travels with it, who gets it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from filrouge.core.decisions import Decision, Reason
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.permissions import may
from filrouge.stages.documents.composing import Checked
from filrouge.stages.documents.words import language_word
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.press import actions, rules
from filrouge.stages.press.composing import changes_of, checked, named_changes
from filrouge.stages.press.drafts import ReleaseDraft, ReleaseText
from filrouge.stages.press.enums import ReleaseKind
from filrouge.stages.press.forms import AnnexForm, FileForm
from filrouge.stages.press.layout.pdf import release_pdf
from filrouge.stages.press.layout.text import release_text
from filrouge.stages.press.permissions import Press
from filrouge.stages.press.queries import issued_pdf, received_before, waiting_for
from filrouge.stages.press.words import kind_of_release_word, piece_word, reason_in_words
from filrouge.web.desk.findings import findings_shown
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.press import embargo_in_words, release_state, release_title
from filrouge.web.shell import access, clock
from filrouge.web.shell.releases import article, shown_release

FORMATS = {"pdf": "application/pdf", "txt": "text/plain; charset=utf-8"}
# Where each thing that is missing is mended: the name of an address, and where on that page.
_HEADING, _TEXT, _CONTACT, _PREPARE = "desk:release_heading", "desk:release_text", "desk:press_contact", "desk:prepare"


@login_required
@require_safe
def page(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """The page itself."""
    facts, actor = access.desk_gathering(request, key, Press.SEE)
    return release_page(request, facts, actor, access.desk_release(facts, pk))


def release_page(
    request: HttpRequest,
    facts: GatheringFacts,
    actor: Actor,
    release: ReleaseDraft,
    *,
    wrong: Mapping[str, forms.Form] | None = None,
    refused: Decision | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; `wrong` holds forms that came back, by the name of their place ("annex", "file-3")."""
    language, draft = language_of(request), not release.is_issued
    found = checked(release, facts)
    may_write = draft and may(actor, Press.WRITE, organiser_id=facts.organiser_id)
    state, tone = release_state(release)
    context = {
        "release": release,
        "release_name": release_title(release, language),
        "release_state": state,
        "tone": tone,
        "may_write": may_write,
        "may_issue": draft and may(actor, Press.ISSUE, organiser_id=facts.organiser_id),
        "obstacles": _obstacles(release, facts, found, language) if draft else [],
        "refused": _refused(refused, release, facts, language),
        "embargo": embargo_in_words(release, facts, language),
        "texts": [_text_row(release, code, facts) for code in release.languages],
        "annexes": [_annex_row(annex, release, facts, language, wrong or {}) for annex in release.annexes],
        "annex_form": (wrong or {}).get("annex", AnnexForm(languages=release.languages, auto_id="id_annex_%s")),
        "annex_open": "annex" in (wrong or {}),
        "articles": [
            {"language": code, "html": article(shown_release(release, code, facts), level=3)}
            for code in release.languages
        ],
        "wrong": list((wrong or {}).values()),
        **findings_shown(found.mismatches, found.typed, facts, language, where=piece_word),
        "release_kind": kind_of_release_word(release.kind, release.number),
        **(_leaving(release, facts, language) if release.is_issued else {}),
    }
    return desk_page(request, "desk/release.html", facts, actor, context, current="press", status=status)


def _obstacles(release: ReleaseDraft, facts: GatheringFacts, found: Checked, language: str) -> list[dict[str, str]]:
    """What stands in the way of issuing, but for mismatches that somebody may mean so."""
    decision = rules.may_issue(
        release,
        facts,
        found.readings,
        mismatches=len(found.mismatches),
        looked_at=True,
        changes=named_changes(release, facts),
    )
    return [_obstacle(reason, release, facts, language) for reason in decision.reasons]


def _refused(
    refused: Decision | None, release: ReleaseDraft, facts: GatheringFacts, language: str
) -> list[dict[str, str]]:
    if refused is None:
        return []
    listed = [_obstacle(reason, release, facts, language) for reason in refused.reasons]
    return [{"text": one["text"], "href": one["url"]} for one in listed]


def _obstacle(reason: Reason, release: ReleaseDraft, facts: GatheringFacts, language: str) -> dict[str, str]:
    """What is missing, and the page on which it is mended."""
    url, label = _mended(reason, release, facts)
    return {"text": reason_in_words(reason, language), "url": url, "label": label}


def _mended(reason: Reason, release: ReleaseDraft, facts: GatheringFacts) -> tuple[str, str]:
    written_in = str(reason.facts.get("language") or next(iter(release.languages), facts.language))
    match reason.code:
        case "press_date_missing" | "press_place_missing":
            return reverse(_HEADING, args=[facts.key, release.id]), gettext("Change place, day and embargo")
        case "press_contact_missing" | "press_contact_incomplete":
            return reverse(_CONTACT, args=[facts.key]), gettext("Name the press contact")
        case "press_annex_missing" | "press_annex_without_file":
            return "#annexes", gettext("To the annexes")
        case "press_fact_unknown":
            return reverse(_PREPARE, args=[facts.key]), gettext("Prepare the gathering")
        case "press_mismatches":
            return "#mismatches", gettext("See what does not agree")
        case _:
            return reverse(_TEXT, args=[facts.key, release.id, written_in]), gettext("Write the text")


def _text_row(release: ReleaseDraft, code: str, facts: GatheringFacts) -> dict[str, Any]:
    least, most = rules.USUAL_LENGTH
    length = release.texts.get(code, ReleaseText(code)).length
    said = ngettext("%(n)s character", "%(n)s characters", length) % {"n": length}
    return {
        "language": language_word(code),
        "url": reverse("desk:release_text", args=[facts.key, release.id, code]),
        "length": said,
        "is_unusual": not least <= length <= most,
        "files": [
            {"label": form.upper(), "url": reverse("desk:release_file", args=[facts.key, release.id, code, form])}
            for form in FORMATS
        ],
    }


def _annex_row(
    annex: Any, release: ReleaseDraft, facts: GatheringFacts, language: str, wrong: Mapping[str, forms.Form]
) -> dict[str, Any]:
    return {
        "annex": annex,
        "title": annex.title.best(language, release.languages),
        "state": gettext("Ready") if annex.is_there else gettext("Missing"),
        "tone": "ok" if annex.is_there else "stop",
        "url": reverse("desk:release_annex_file", args=[facts.key, release.id, annex.id]),
        "form": wrong.get(f"file-{annex.id}", FileForm(auto_id=f"id_file_{annex.id}_%s")),
        "is_open": f"file-{annex.id}" in wrong,
    }


def _leaving(release: ReleaseDraft, facts: GatheringFacts, language: str) -> dict[str, Any]:
    """To how many it left, to how many it would leave now, and why it may leave to nobody any more."""
    decision = rules.may_send(release, facts, changes_of(release, release.stated, facts))
    left = len(waiting_for(release, facts.organiser_id)) if decision.is_allowed else 0
    return {
        "to_send": left,
        "to_send_words": ngettext("Send it to %(n)s journalist", "Send it to %(n)s journalists", left) % {"n": left},
        "sent_words": ngettext("Sent to %(n)s journalist.", "Sent to %(n)s journalists.", release.sent)
        % {"n": release.sent},
        "before_words": _before_words(received_before(release), release),
        "stopped": [reason_in_words(reason, language) for reason in decision.reasons],
        "public_url": reverse("public:release", args=[facts.key, release.uid]),
        "is_held_back": release.is_held_back_at(clock.now()),
    }


def _before_words(before: int, release: ReleaseDraft) -> str:
    """To whom a correction or a cancellation goes; empty for any other release."""
    if release.kind is ReleaseKind.RELEASE:
        return ""
    if not before:
        return gettext("Nobody received a release before: it goes to the whole press list.")
    return ngettext(
        "%(n)s address received what came before: it goes there and nowhere else, unless the address was forgotten, "
        "wants no mails or sends them back.",
        "%(n)s addresses received what came before: it goes there and nowhere else, unless an address was forgotten, "
        "wants no mails or sends them back.",
        before,
    ) % {"n": before}


@login_required
@require_POST
def issue(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Freeze it, or say everything that is missing."""
    facts, actor = access.desk_gathering(request, key, Press.ISSUE)
    release = access.desk_release(facts, pk)
    try:
        looked_at = request.POST.get("looked_at") == "1"
        actions.issue(facts=facts, release_id=pk, actor=actor, now=clock.now(), looked_at=looked_at)
    except actions.Refused as refusal:
        return release_page(request, facts, actor, release, refused=refusal.decision, status=UNPROCESSABLE)
    except actions.Issued:
        messages.info(request, gettext("The press release was issued already."))
    else:
        messages.success(request, gettext("The press release is issued. Nothing is sent before you send it."))
    return SeeOther(reverse("desk:release", args=[key, pk]))


@login_required
@require_POST
def send(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Send it to whoever of the press list has not got it."""
    facts, actor = access.desk_gathering(request, key, Press.SEND)
    access.desk_release(facts, pk)
    try:
        sent = actions.send_release(facts=facts, release_id=pk, actor=actor, now=clock.now())
    except actions.NotIssued:
        raise Http404("not issued") from None
    except actions.Refused as refusal:
        for reason in refusal.decision.reasons:
            messages.warning(request, reason_in_words(reason, language_of(request)))
        return SeeOther(reverse("desk:release", args=[key, pk]) + "#sending")
    if sent:
        said = ngettext("The release leaves to %(n)s journalist.", "The release leaves to %(n)s journalists.", sent)
        messages.success(request, said % {"n": sent})
    else:
        messages.info(request, gettext("Everybody of the press list who takes mails has it already."))
    return SeeOther(reverse("desk:release", args=[key, pk]) + "#sending")


@login_required
@require_safe
def file(request: HttpRequest, key: str, pk: int, language: str, form: str) -> HttpResponse:
    """The journalists' copy in a language, as a PDF or as plain text; of an issued release the PDF that was stored."""
    facts, _actor = access.desk_gathering(request, key, Press.SEE)
    release = access.desk_release(facts, pk)
    if language not in release.languages or form not in FORMATS:
        raise Http404("no such file")
    shown = shown_release(release, language, facts)
    stored = issued_pdf(release.id, language, is_public=False) if form == "pdf" else None
    content = stored or (release_pdf(shown) if form == "pdf" else release_text(shown).encode())
    return download(content, FORMATS[form], f"{facts.key}-press-{release.id}-{language}.{form}")


def download(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file that no cache keeps."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
