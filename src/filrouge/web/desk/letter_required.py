"""Annexes that must travel with a letter: made from the facts by one press, or said not to be needed, and why."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from filrouge.stages.documents import actions
from filrouge.stages.documents.enums import AnnexKind
from filrouge.stages.documents.forms import WhyNotForm
from filrouge.stages.documents.rules import Required
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther
from filrouge.web.desk.letter import letter_page
from filrouge.web.desk.letter_text import draft_to_write
from filrouge.web.shell import clock


@login_required
@require_POST
def act(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Make an annex from the facts; or say why it is not needed, or that it is after all."""
    facts, actor, letter = draft_to_write(request, key, pk)
    wanted = _wanted(request.POST.get("annex", ""))
    what: dict[str, Any] = {"facts": facts, "letter_id": pk, "wanted": wanted, "actor": actor, "now": clock.now()}
    form = WhyNotForm(request.POST, auto_id=f"id_{wanted.key}_%s")
    try:
        if "make" in request.POST:
            actions.make_annex(**what)
            messages.success(request, gettext("The annex is made from the facts and follows them."))
        elif "needed" in request.POST:
            actions.say_not_needed(**what, why="")
        elif form.is_valid():
            actions.say_not_needed(**what, why=form.cleaned_data["why"])
        else:
            wrong = {f"why-{wanted.key}": form}
            return letter_page(request, facts, actor, letter, wrong=wrong, status=UNPROCESSABLE)
    except LookupError:
        raise Http404("no such annex") from None
    return SeeOther(reverse("desk:letter", args=[key, pk]) + "#annexes")


def _wanted(said: str) -> Required:
    kind, _, part = said.partition(":")
    if kind not in {one.value for one in AnnexKind}:
        raise Http404("no such annex")
    return Required(AnnexKind(kind), part)
