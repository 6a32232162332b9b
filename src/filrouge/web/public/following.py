"""Asking to be told of a gathering: leaving an address, confirming it from a mail, being told no more."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from filrouge.ground.people.actors import STRANGER
from filrouge.stages.following import links, rules
from filrouge.stages.following.actions import ask_to_follow, confirm, leave
from filrouge.stages.following.forms import FollowForm
from filrouge.stages.following.queries import is_asked, is_following
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.web.public.masthead import gathering_context
from filrouge.web.public.registering import UNPROCESSABLE
from filrouge.web.public.secret_links import kept_to_oneself
from filrouge.web.public.small_forms import asked, form_page, stale_words
from filrouge.web.shell import clock
from filrouge.web.shell.access import public_gathering

_FOLLOW = "public/follow.html"


def follow_url(facts: GatheringFacts) -> str:
    """Where to leave an address; empty when there is nothing more to tell."""
    return reverse("public:follow", args=[facts.key]) if rules.may_follow(facts).is_allowed else ""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: str) -> HttpResponse:
    """The small form. Whoever leaves an address is told to look into that mailbox, whatever is known of it."""
    facts, language = public_gathering(key), request.LANGUAGE_CODE
    if rules.may_follow(facts).is_refused:
        return HttpResponseRedirect(reverse("public:gathering", args=[key]), status=303)
    if request.method != "POST":
        return form_page(request, facts, _FOLLOW, FollowForm(facts, language))
    form = FollowForm(facts, language, request.POST)
    if not form.is_valid():
        return form_page(request, facts, _FOLLOW, form, status=UNPROCESSABLE)
    said = form.cleaned_data
    ask_to_follow(facts=facts, email=said["email"], category=said["category"], language=language, now=clock.now())
    return asked(request)


def after_csrf_failure(request: HttpRequest, key: str) -> HttpResponse:
    """The small form again with what was typed, when its token was missing or stale. Nothing was kept."""
    facts = public_gathering(key)
    form = FollowForm(facts, request.LANGUAGE_CODE, request.POST)
    return form_page(request, facts, _FOLLOW, form, notice=stale_words(), status=403)


page.after_csrf_failure = after_csrf_failure  # type: ignore[attr-defined]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_page(request: HttpRequest, token: str) -> HttpResponse:
    """From the first mail. Opening the link changes nothing, since machines open links too: the button does."""
    public_id, facts = _read(links.read_to_confirm(token))
    if request.method == "POST":
        confirm(public_id=public_id, facts=facts, actor=STRANGER, now=clock.now())
        return HttpResponseRedirect(request.path, status=303)
    context = {
        **gathering_context(facts, request.LANGUAGE_CODE),
        "is_following": is_following(public_id, facts.id),
        "is_known": is_asked(public_id, facts.id),
        "follow_url": follow_url(facts),
        "leave_url": reverse("public:unfollow", args=[links.to_leave(public_id, facts.id)]),
    }
    return kept_to_oneself(render(request, "public/following_confirm.html", context))


@csrf_exempt  # The button of a mail program (RFC 8058) knows no cookie; the signed link itself is the proof.
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave_page(request: HttpRequest, token: str) -> HttpResponse:
    """From every mail: be told no more. One button, here or in the mail program."""
    public_id, facts = _read(links.read_to_leave(token))
    if request.method == "POST":
        leave(public_id=public_id, facts=facts, actor=STRANGER, now=clock.now())
        if "List-Unsubscribe" in request.POST:
            return HttpResponse(status=204)
        return HttpResponseRedirect(request.path, status=303)
    context = {
        **gathering_context(facts, request.LANGUAGE_CODE),
        "is_known": is_asked(public_id, facts.id),
        "follow_url": follow_url(facts),
    }
    return kept_to_oneself(render(request, "public/following_leave.html", context))


def _read(read: tuple[UUID, int] | None) -> tuple[UUID, GatheringFacts]:
    """The follower and the gathering in a link. 404 for a forged one, and where there is no such page any more."""
    facts = facts_by_id(read[1]) if read else None
    if read is None or facts is None or facts.state is GatheringState.DRAFT:
        raise Http404("no such link")
    return read[0], facts
