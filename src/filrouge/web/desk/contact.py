"""The mailbox of a gathering: a role, not a person. What has left keeps the old one, which is then watched."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from filrouge.stages.documents.actions import change_contact, stop_watching
from filrouge.stages.documents.forms import ContactForm
from filrouge.stages.documents.permissions import Documents
from filrouge.stages.documents.placeholders import shown_contact
from filrouge.stages.documents.queries import letters_of, watched_addresses
from filrouge.stages.gatherings.enums import ContactKind
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.shell import access, clock


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: str) -> HttpResponse:
    """Change the address and the number that page, letters and mails name."""
    facts, actor = access.desk_gathering(request, key, Documents.WRITE)
    contact = shown_contact(facts)
    initial = {"email": contact.email, "phone": contact.phone} if contact else {}
    form = ContactForm(request.POST) if request.method == "POST" else ContactForm(initial=initial)
    if request.method == "POST" and form.is_valid():
        kind = contact.kind if contact else ContactKind.GENERAL
        if change_contact(facts=facts, kind=kind, actor=actor, now=clock.now(), **form.cleaned_data):
            messages.success(
                request, gettext("Changed. The public page, drafts and mails to come name the new contact.")
            )
        else:
            messages.info(request, gettext("Nothing was changed."))
        return SeeOther(reverse("desk:letters", args=[key]) + "#watched")
    status = UNPROCESSABLE if request.method == "POST" else 200
    return desk_page(request, "desk/contact.html", facts, actor, {"form": form}, current="letters", status=status)


@login_required
@require_POST
def unwatch(request: HttpRequest, key: str) -> HttpResponse:
    """Nobody needs to look into an old mailbox any more."""
    facts, actor = access.desk_gathering(request, key, Documents.WRITE)
    address = request.POST.get("mailbox", "")
    watched = watched_addresses(facts, letters_of(facts.id, language=facts.language))
    if any(one.address == address for one in watched):
        stop_watching(facts=facts, address=address, actor=actor, now=clock.now())
        messages.success(request, gettext("Noted: %(address)s is no longer watched.") % {"address": address})
    return SeeOther(reverse("desk:letters", args=[key]) + "#watched")
