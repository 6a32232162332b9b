"""The page behind a personal invitation: what it is about, the answers as buttons, and passing it on.

Opening it answers nothing: mail scanners open links too.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from filrouge.core import days
from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.gatherings.enums import ContactKind
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations import rules
from filrouge.stages.invitations.actions.answering import IsRegistered, NotAnswered, answer
from filrouge.stages.invitations.actions.answering import LinkClosed as ClosedMeanwhile
from filrouge.stages.invitations.enums import AnsweredBy, InvitationState
from filrouge.stages.invitations.facts import Answer, InvitationFacts
from filrouge.stages.invitations.words import own_answer_in_words
from filrouge.stages.registration.actions.forwarding import (
    NotPassedOn,
    TooMany,
    make_invitation_relay,
    may_pass_invitation_on,
    pass_invitation_on,
)
from filrouge.stages.registration.lists.forwarding import passed_on_by_invited
from filrouge.web.public.facts import facts_shown
from filrouge.web.public.masthead import gathering_context
from filrouge.web.public.passing_on import PassOnForm, pass_on_page, too_many
from filrouge.web.public.registering import registration_notice
from filrouge.web.public.secret_links import closed_link_page, expired_page, kept_to_oneself
from filrouge.web.shell import clock
from filrouge.web.shell.access import LinkClosed, LinkExpired, own_invitation

View = Callable[..., HttpResponse]
_BUTTONS = {
    "decline": InvitationState.DECLINED,
    "excuse": InvitationState.EXCUSED,
    "represent": InvitationState.REPRESENTED,
    "again": InvitationState.PENDING,
}


class RepresentForm(forms.Form):
    """Who comes instead: a name, and nothing else."""

    represented_by = forms.CharField(
        label=gettext_lazy("Who comes for you?"),
        max_length=200,
        help_text=gettext_lazy("Their name is enough. They register themselves: pass the invitation on to them below."),
        error_messages={"required": gettext_lazy("Name the person who comes for you.")},
    )


def by_invitation(view: View) -> View:
    """Load the invitation behind the link, or say kindly that it has run out. Never cached, never indexed."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        try:
            invitation, facts = own_invitation(token)
            return kept_to_oneself(view(request, token, invitation, facts, **kwargs))
        except LinkExpired as expired:
            return expired_page(request, expired)
        except LinkClosed as closed:
            return kept_to_oneself(closed_link_page(request, closed.facts))

    return never_cache(opened)


@require_http_methods(["GET", "HEAD", "POST"])
@by_invitation
def page(request: HttpRequest, token: str, invitation: InvitationFacts, facts: GatheringFacts) -> HttpResponse:
    """The invitation; each answer is a button of its own."""
    if request.method != "POST":
        return _page(request, token, invitation, facts, RepresentForm())
    button = next((name for name in _BUTTONS if name in request.POST), "")
    if not button:
        return _page(request, token, invitation, facts, RepresentForm(), status=422)
    form = RepresentForm(request.POST)
    if button == "represent" and not form.is_valid():
        return _page(request, token, invitation, facts, form, status=422)
    said = form.cleaned_data["represented_by"] if button == "represent" else ""
    try:
        answer(
            facts=facts,
            invitation_id=invitation.id,
            answer=Answer(_BUTTONS[button], represented_by=said),
            answered_by=AnsweredBy.LINK,
            actor=REGISTRANT,
            now=clock.now(),
            link=invitation.link,
        )
    except ClosedMeanwhile:
        return closed_link_page(request, facts)
    except (NotAnswered, IsRegistered):
        return _as_it_is_now(request, token)
    messages.success(request, gettext("Thank you: your answer has arrived."))
    return HttpResponseRedirect(reverse("public:invitation", args=[token]), status=303)


def _as_it_is_now(request: HttpRequest, token: str) -> HttpResponse:
    """The page read anew: somebody answered, or registered, at the same moment."""
    invitation, facts = own_invitation(token)
    return _page(request, token, invitation, facts, RepresentForm(), status=409)


def _page(
    request: HttpRequest,
    token: str,
    invitation: InvitationFacts,
    facts: GatheringFacts,
    form: RepresentForm,
    *,
    status: int = 200,
) -> HttpResponse:
    language, now = request.LANGUAGE_CODE, clock.now()
    closed = registration_notice(facts, now=now, language=language)
    takes = rules.takes_answers(facts, today=days.local_day(now, facts.zone))
    context = {
        **gathering_context(facts, language),
        "invitation": invitation,
        "body": invitation.body.best(language, facts.languages),
        "answered": own_answer_in_words(invitation.state, invitation.represented_by),
        "has_answered": invitation.state is not InvitationState.PENDING,
        "takes_answers": takes and rules.may_change_own_answer(invitation),
        "register_url": "" if closed else f"{reverse('public:register', args=[facts.key])}?via={token}",
        "closed": closed,
        "form": form,
        "facts": facts_shown(facts, language),
        "contact": facts.contact(ContactKind.REGISTRATION),
        "pass_on_url": reverse("public:invitation_pass_on", args=[token])
        if may_pass_invitation_on(facts, now=now)
        else "",
    }
    return render(request, "public/invitation.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@by_invitation
def pass_on(request: HttpRequest, token: str, invitation: InvitationFacts, facts: GatheringFacts) -> HttpResponse:
    """The form and the link; `relay` makes the link, anything else sends mails. One's own invitation stays as it is."""
    context = _frame(request, token, invitation, facts)
    now = clock.now()
    if not may_pass_invitation_on(facts, now=now):
        return render(request, "public/pass_on_closed.html", context, status=409 if request.method == "POST" else 200)
    if request.method != "POST":
        return pass_on_page(request, facts, context, PassOnForm(), passed_on_by_invited(invitation.id))
    form = PassOnForm(request.POST)
    if "relay" not in request.POST and not form.is_valid():
        return pass_on_page(request, facts, context, form, passed_on_by_invited(invitation.id), status=422)
    try:
        if "relay" in request.POST:
            make_invitation_relay(invitation=invitation, facts=facts, actor=REGISTRANT, now=now)
            messages.success(request, gettext("The link is made: copy it from below."))
            return HttpResponseRedirect(request.path, status=303)
        people, words = form.people(), form.cleaned_data["words"]
        pass_invitation_on(invitation=invitation, facts=facts, people=people, words=words, actor=REGISTRANT, now=now)
    except TooMany as many:
        form.add_error("name_1", too_many(many.left))
        return pass_on_page(request, facts, context, form, passed_on_by_invited(invitation.id), status=422)
    except NotPassedOn:
        return render(request, "public/pass_on_closed.html", context, status=409)
    messages.success(request, gettext("Passed on: the mails are on their way."))
    return HttpResponseRedirect(request.path, status=303)


def _frame(request: HttpRequest, token: str, invitation: InvitationFacts, facts: GatheringFacts) -> dict[str, Any]:
    return {
        **gathering_context(facts, request.LANGUAGE_CODE),
        "registration": {"name": invitation.name},
        "personal_url": reverse("public:invitation", args=[token]),
        "back_label": gettext("Back to my invitation"),
        "contact": facts.contact(ContactKind.REGISTRATION),
    }
