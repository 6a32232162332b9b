"""For the press: the releases that anybody may read now, each on its page and as a file; asking to come."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from filrouge.core.date_words import date_in_words
from filrouge.stages.documents.rules import choose_language
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.press import rules
from filrouge.stages.press.actions import ask_to_come
from filrouge.stages.press.drafts import ReleaseDraft
from filrouge.stages.press.enums import ReleaseKind
from filrouge.stages.press.forms import AccreditationForm
from filrouge.stages.press.layout.arranged import arrange
from filrouge.stages.press.layout.text import plain_line
from filrouge.stages.press.queries import annex_content, issued_pdf, public_releases
from filrouge.web.public.masthead import gathering_context
from filrouge.web.public.registering import UNPROCESSABLE
from filrouge.web.public.small_forms import asked, form_page, stale_words
from filrouge.web.shell import clock
from filrouge.web.shell.access import public_gathering, public_release
from filrouge.web.shell.releases import article, public_facts


# An embargo ends at an instant: whoever kept this page would show it too early, or hide it too long.
@never_cache
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """The releases of a gathering that are public now, and the way to ask to come."""
    facts, language = public_gathering(key), request.LANGUAGE_CODE
    published = public_releases(facts.id, at=clock.now())
    context = {
        **gathering_context(facts, language),
        "releases": [_row(release, facts, language, published) for release in published],
        "accreditation_url": _accreditation_url(facts),
    }
    return render(request, "public/press.html", context)


def _row(
    release: ReleaseDraft, facts: GatheringFacts, language: str, published: Sequence[ReleaseDraft]
) -> dict[str, Any]:
    written_in = choose_language(language, release.languages)
    shown = arrange(public_facts(release, written_in, facts))
    return {
        "headline": plain_line(shown.headline),
        "kind": plain_line(shown.label) if release.kind is not ReleaseKind.RELEASE else "",
        "is_replaced": any(one.uid == release.replaced_by for one in published),
        "language": written_in,
        "day": date_in_words(release.dated, language=language, weekday=False) if release.dated else "",
        "url": reverse("public:release", args=[facts.key, release.uid]),
    }


def _replaced_url(release: ReleaseDraft, facts: GatheringFacts) -> str:
    """The page of the corrected version, once anybody may read that."""
    public = {one.uid for one in public_releases(facts.id, at=clock.now())}
    return reverse("public:release", args=[facts.key, release.replaced_by]) if release.replaced_by in public else ""


def _accreditation_url(facts: GatheringFacts) -> str:
    return reverse("public:accreditation", args=[facts.key]) if rules.welcomes_journalists(facts) else ""


@never_cache
@require_safe
def release(request: HttpRequest, key: str, uid: str) -> HttpResponse:
    """One release in the reader's language, from the hour of its embargo on."""
    facts, found = public_release(key, uid)
    written_in = choose_language(request.LANGUAGE_CODE, found.languages)
    shown = public_facts(found, written_in, facts)
    context = {
        **gathering_context(facts, request.LANGUAGE_CODE),
        "headline": plain_line(arrange(shown).headline),
        "article": article(shown, level=1),
        "press_url": reverse("public:press", args=[key]),
        "replaced_url": _replaced_url(found, facts),
        "pdf_url": reverse("public:release_file", args=[key, uid, written_in]),
        "annexes": [
            {
                "title": annex.title.best(written_in, found.languages),
                "url": reverse("public:release_annex", args=[key, uid, annex.id]),
            }
            for annex in found.annexes
        ],
    }
    return render(request, "public/release.html", context)


@never_cache
@require_safe
def file(request: HttpRequest, key: str, uid: str, language: str) -> HttpResponse:
    """The release as a PDF, in one language."""
    facts, found = public_release(key, uid)
    stored = issued_pdf(found.id, language, is_public=True)
    if stored is None:
        raise Http404("no such language")
    return _download(stored, f"{facts.key}-press-{found.dated}-{language}.pdf")


@never_cache
@require_safe
def annex(request: HttpRequest, key: str, uid: str, annex_id: int) -> HttpResponse:
    """What travels with it."""
    facts, found = public_release(key, uid)
    content = annex_content(found.id, annex_id)
    if content is None:
        raise Http404("no such annex")
    return _download(content[1], f"{facts.key}-press-annex-{annex_id}.pdf")


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accreditation(request: HttpRequest, key: str) -> HttpResponse:
    """A journalist asks to come. The same answer whoever asked before: nobody learns who did."""
    facts, language = public_gathering(key), request.LANGUAGE_CODE
    if not rules.welcomes_journalists(facts):
        return HttpResponseRedirect(reverse("public:press", args=[key]), status=303)
    if request.method != "POST":
        return _form_page(request, facts, AccreditationForm())
    form = AccreditationForm(request.POST)
    if not form.is_valid():
        return _form_page(request, facts, form, status=UNPROCESSABLE)
    ask_to_come(facts=facts, language=language, now=clock.now(), **form.cleaned_data)
    return asked(request)


def after_csrf_failure(request: HttpRequest, key: str) -> HttpResponse:
    """The form again with what was typed, when its token was missing or stale. Nothing was kept."""
    form = AccreditationForm(request.POST)
    return _form_page(request, public_gathering(key), form, notice=stale_words(), status=403)


accreditation.after_csrf_failure = after_csrf_failure  # type: ignore[attr-defined]


def _form_page(
    request: HttpRequest, facts: GatheringFacts, form: AccreditationForm, *, notice: str = "", status: int = 200
) -> HttpResponse:
    press_url = reverse("public:press", args=[facts.key])
    return form_page(
        request, facts, "public/accreditation.html", form, notice=notice, status=status, press_url=press_url
    )
