"""How people register: said on one page, written as the gathering file would."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.permissions import Gatherings
from filrouge.web.desk.amending import amended
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.terms_forms import TermsForm
from filrouge.web.shell import access

_FIELDS = (("registration.waiting.most_overtakings", "most_overtakings"), ("registration.order_days", "order_days"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: str) -> HttpResponse:
    """Show and change them; whoever is registered keeps what they have."""
    facts, actor = access.desk_gathering(request, key, Gatherings.EDIT)
    form = TermsForm(facts, language_of(request), request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return desk_page(request, "desk/terms.html", facts, actor, {"form": form}, current="terms")
    if not form.is_valid() or not _written(form, facts, actor):
        context = {"form": form}
        return desk_page(request, "desk/terms.html", facts, actor, context, current="terms", status=UNPROCESSABLE)
    messages.success(request, gettext("Saved. It holds for whoever registers from now on; nobody loses a place."))
    return SeeOther(request.path)


def _written(form: TermsForm, facts: GatheringFacts, actor: Actor) -> bool:
    from filrouge.stages.gatherings.file.settling import with_terms

    return amended(form, facts, lambda known: with_terms(known, form.cleaned_data), actor, fields=_FIELDS)
