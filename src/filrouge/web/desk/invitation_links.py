"""Closing a link of an invitation or of a relay on the desk, and making a new one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations.actions.closing import MOST_LETTERS, Closing, close_link
from filrouge.stages.invitations.enums import LinkOf
from filrouge.stages.invitations.permissions import Invitations
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.shell import access, clock


class ClosingForm(forms.Form):
    """What becomes of the link that was lost or published, by the button pressed, and why."""

    act = forms.ChoiceField(choices=[("renew", ""), ("close", "")])
    by_mail = forms.BooleanField(label=gettext_lazy("Send the new link by mail now"), required=False)
    motive = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Lost, published by mistake, sent to the wrong person: the reason stays in the trail."),
        error_messages={"required": gettext_lazy("Say why: the reason stays in the trail.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, has_mail: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_mail:
            del self.fields["by_mail"]

    def closing(self, of: LinkOf, pk: int) -> Closing:
        """What is asked, from clean data."""
        said = self.cleaned_data
        is_new = said["act"] == "renew"
        return Closing(of, pk, said["seen"], is_new, by_mail=said.get("by_mail", False), motive=said["motive"])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_page(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """The personal link of an invitation."""
    facts, actor = access.desk_gathering(request, key, Invitations.INVITE)
    invitation = access.desk_invitation(facts, pk)
    back = reverse("desk:invitation", args=[key, pk])
    said = {
        "name": invitation.name.full or invitation.email,
        "closed_at": invitation.closed_at,
        "link_number": invitation.link,
        "has_mail": bool(invitation.email) and not invitation.is_unreachable,
    }
    return _answer(request, facts, actor, LinkOf.INVITATION, pk, back, said)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def relay_page(request: HttpRequest, key: str, pk: int, of: str) -> HttpResponse:
    """One of the two links of a relay: the one that is spread, or that of the body's page."""
    facts, actor = access.desk_gathering(request, key, Invitations.RELAY)
    relay, link = access.desk_relay(facts, pk), LinkOf(of)
    is_page = link is LinkOf.PAGE
    said = {
        "name": relay.name.best(language_of(request), facts.languages),
        "closed_at": relay.page_closed_at if is_page else relay.closed_at,
        "link_number": relay.page_link if is_page else relay.link,
        "has_mail": False,
    }
    return _answer(request, facts, actor, link, pk, reverse("desk:relays", args=[key]), said)


def _answer(
    request: HttpRequest, facts: GatheringFacts, actor: Actor, of: LinkOf, pk: int, back: str, said: dict[str, Any]
) -> HttpResponse:
    form = ClosingForm(request.POST or None, initial={"seen": said["link_number"]}, has_mail=said["has_mail"])
    if form.is_valid():
        closing = form.closing(of, pk)
        is_mailed = close_link(facts=facts, closing=closing, actor=actor, now=clock.now())
        messages.success(request, _done(closing, is_mailed=is_mailed))
        return SeeOther(back)
    context = {"form": form, "of": of.value, "back_url": back, **said}
    status = UNPROCESSABLE if form.errors else 200
    current = "invitations" if of is LinkOf.INVITATION else "relays"
    return desk_page(request, "desk/close_link.html", facts, actor, context, current=current, status=status)


def _done(closing: Closing, *, is_mailed: bool) -> str:
    if not closing.renew:
        return gettext("The link is closed. Whoever opens it reads whom to ask.")
    if is_mailed:
        return gettext("The old link is closed, and the new one leaves by mail.")
    return gettext("The old link is closed, and the new one stands here. Nobody was written to.")
