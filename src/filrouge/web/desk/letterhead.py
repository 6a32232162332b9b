"""The letterhead of an organiser: the logo above its letters and press releases."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from filrouge.ground.people.actors import Actor
from filrouge.ground.people.queries import OrganiserCard
from filrouge.stages.documents.actions.logo import describe_logo, drop_logo, take_logo
from filrouge.stages.documents.forms.letterhead import LogoForm
from filrouge.stages.documents.layout.logos import LogoRefused
from filrouge.stages.documents.logos import ShownLogo, shown_logo
from filrouge.stages.documents.permissions import Documents
from filrouge.stages.documents.words import refused_logo_word
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther
from filrouge.web.desk.organiser import organiser_page
from filrouge.web.shell import clock
from filrouge.web.shell.access import desk_organiser


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, organiser_key: str) -> HttpResponse:
    """The logo as it is, and the form that replaces or describes it."""
    organiser, actor = desk_organiser(request, organiser_key, Documents.LETTERHEAD)
    language = organiser.name.source
    known = shown_logo(organiser.id, language=language)
    said = {f"alternative_{code}": text for code, text in known.alternative.items()} if known else {}
    if request.method != "POST":
        form = LogoForm(initial=said, language=language, is_needed=known is None)
        return _page(request, organiser, actor, form, known)
    form = LogoForm(request.POST, request.FILES, language=language, is_needed=known is None)
    if form.is_valid() and _saved(form, organiser, actor):
        messages.success(request, gettext("Saved. Drafts show it at once; what was issued stays as it left."))
        return SeeOther(reverse("letterhead", args=[organiser.key]))
    return _page(request, organiser, actor, form, known, status=UNPROCESSABLE)


def _saved(form: LogoForm, organiser: OrganiserCard, actor: Actor) -> bool:
    """Write what was sent; a file that cannot be a logo is answered at its field."""
    file = form.cleaned_data["file"]
    if file is None:
        describe_logo(organiser_id=organiser.id, alternative=form.alternative, actor=actor, now=clock.now())
        return True
    try:
        take_logo(
            organiser_id=organiser.id, data=file.read(), alternative=form.alternative, actor=actor, now=clock.now()
        )
    except LogoRefused as refusal:
        form.add_error("file", refused_logo_word(refusal.code))
        return False
    return True


def _page(
    request: HttpRequest,
    organiser: OrganiserCard,
    actor: Actor,
    form: LogoForm,
    known: ShownLogo | None,
    *,
    status: int = 200,
) -> HttpResponse:
    language = organiser.name.source
    context = {
        "form": form,
        "logo": known,
        "logo_says": known.alternative.best(language).text if known else "",
    }
    return organiser_page(
        request, "desk/letterhead.html", organiser, actor, context, current="letterhead", status=status
    )


@login_required
@require_POST
def drop(request: HttpRequest, organiser_key: str) -> HttpResponse:
    """Take the logo away; letters are as they were before it."""
    organiser, actor = desk_organiser(request, organiser_key, Documents.LETTERHEAD)
    drop_logo(organiser_id=organiser.id, actor=actor, now=clock.now())
    messages.success(request, gettext("Letters are without a logo again. What was issued keeps it."))
    return SeeOther(reverse("letterhead", args=[organiser.key]))
