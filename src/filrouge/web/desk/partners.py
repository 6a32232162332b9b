"""Partners: who may see the participants of which part (managers), and that list itself (the partner's own page)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.privacy import rules
from filrouge.stages.privacy.actions import give_access, record_opening, take_access
from filrouge.stages.privacy.export import partner_sheet
from filrouge.stages.privacy.permissions import Privacy
from filrouge.stages.privacy.queries.partners import partner_lines
from filrouge.stages.privacy.words.notice import partners_said
from filrouge.stages.registration.export import FORMATS
from filrouge.stages.registration.words import when_in_words
from filrouge.web.desk.files import attachment
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.shell import access, clock
from filrouge.web.shell.numbers import number_said


class AccessForm(forms.Form):
    """To whom the list of which part is given."""

    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("Their own address at work: codes for signing in go there.")
    )
    name = forms.CharField(label=_("First name and name"), max_length=200, required=False)
    part = forms.ChoiceField(label=_("Part"), widget=forms.RadioSelect)

    def __init__(self, facts: GatheringFacts, language: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(part.key, part.title.best(language, facts.languages).text) for part in facts.parts]
        self.fields["part"].choices = choices  # type: ignore[attr-defined]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: str) -> HttpResponse:
    """Every partner with the lists that they may open, and the form that gives one."""
    facts, actor = access.desk_gathering(request, key, Privacy.PARTNERS)
    form = AccessForm(facts, language_of(request), request.POST or None)
    if not form.is_valid():
        return _page(request, facts, actor, form, status=UNPROCESSABLE if form.is_bound else 200)
    said = form.cleaned_data
    part = _part(facts, said["part"])
    given = give_access(facts=facts, part=part, email=said["email"], name=said["name"], actor=actor, now=clock.now())
    if given:
        words = gettext("%(who)s may now see who takes “%(part)s”. The form tells people so from now on.")
        messages.success(request, words % {"who": said["email"], "part": _title(facts, part, request)})
    else:
        messages.info(request, gettext("Nothing was changed: they may see this list already."))
    return SeeOther(reverse("desk:partners", args=[key]))


@login_required
@require_POST
def take(request: HttpRequest, key: str) -> HttpResponse:
    """Take one list away from one account."""
    facts, actor = access.desk_gathering(request, key, Privacy.PARTNERS)
    part, user_id = _part(facts, request.POST.get("part", "")), number_said(request.POST.get("user", ""))
    if take_access(facts=facts, part=part, user_id=user_id, actor=actor, now=clock.now()):
        messages.success(request, gettext("Taken back: the list opens no more."))
    else:
        messages.info(request, gettext("Nothing was changed: they did not have this list."))
    return SeeOther(reverse("desk:partners", args=[key]))


def _page(
    request: HttpRequest, facts: GatheringFacts, actor: Actor, form: AccessForm, *, status: int = 200
) -> HttpResponse:
    language, lines = language_of(request), partner_lines(facts)
    shown = {key for line in lines for key in line.parts}
    context = {
        "form": form,
        "lines": [
            {"line": line, "parts": [(key, _title(facts, _part(facts, key), request)) for key in line.parts]}
            for line in lines
        ],
        "said": partners_said(facts, {key: rules.partners_of(facts, key) for key in shown}, language),
        "form_url": reverse("public:register", args=[facts.key]),
    }
    return desk_page(request, "desk/partners.html", facts, actor, context, current="partners", status=status)


def _part(facts: GatheringFacts, key: str) -> PartFacts:
    part = facts.part(key)
    if part is None:
        raise Http404("no such part")
    return part


def _title(facts: GatheringFacts, part: PartFacts, request: HttpRequest) -> str:
    return part.title.best(language_of(request), facts.languages).text


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def participants(request: HttpRequest, key: str, part: str) -> HttpResponse:
    """The partner's page: the button opens the list and records that it was opened; the page alone shows nobody."""
    facts, found, actor = access.partner_part(request, key, part)
    language, form = language_of(request), request.POST.get("form", "")
    context: dict[str, Any] = {
        "part": found,
        "part_title": found.title.best(language, facts.languages),
        "when": when_in_words(found, facts, language),
        "formats": list(FORMATS),
        "people": None,
    }
    if request.method == "POST":
        as_file = form if form in FORMATS else ""
        people = record_opening(
            facts=facts, part=found, language=language, actor=actor, now=clock.now(), as_file=as_file
        )
        if as_file:
            sheet = partner_sheet(context["part_title"].text, people)
            return attachment(FORMATS[as_file], sheet, name=f"{facts.key}-{found.key}.{as_file}")
        context["people"] = people
    return desk_page(request, "desk/partner_list.html", facts, actor, context)
