"""A link whose registration was put together with another one: what happened, and the other link by mail, not here.

Whoever holds an old link is not shown what the other registration holds: it may have been forwarded, or the two may
not have been one person's after all.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.gatherings.enums import ContactKind
from filrouge.stages.registration.actions import send_link
from filrouge.web.public.masthead import gathering_context
from filrouge.web.shell import access, clock


def merged_page(request: HttpRequest, token: str, merged: access.LinkMerged) -> HttpResponse:
    """Two registrations are one; a button sends the link that opens it."""
    context = {
        **gathering_context(merged.facts, str(request.LANGUAGE_CODE)),
        "contact": merged.facts.contact(ContactKind.REGISTRATION),
        "send_url": reverse("public:other_link", args=[token]),
    }
    return render(request, "public/link_merged.html", context, status=410)


@require_POST
def send_other_link(request: HttpRequest, token: str) -> HttpResponse:
    """Mail the link of the registration that was kept, to its own addresses."""
    try:
        access.own_registration(token)
    except access.LinkMerged as merged:
        send_link(registration_id=merged.registration_id, actor=REGISTRANT, now=clock.now())
        messages.success(request, gettext("The link is on its way, to the address of the registration."))
        return HttpResponseRedirect(reverse("public:gathering", args=[merged.facts.key]), status=303)
    return HttpResponseRedirect(reverse("public:personal", args=[token]), status=303)
