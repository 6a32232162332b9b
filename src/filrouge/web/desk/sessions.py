"""The sessions of the programme: added, changed and removed one at a time, part by part."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from filrouge.core.text import Translated
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.permissions import Gatherings
from filrouge.stages.gatherings.words import session_hours, sessions_of
from filrouge.web.desk.amending import amended
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.start_forms import LANGUAGES
from filrouge.web.shell import access

KINDS = (
    ("talk", pgettext_lazy("session", "Talk")),
    ("plenary", pgettext_lazy("session", "Plenary")),
    ("panel", pgettext_lazy("session", "Panel")),
    ("workshop", pgettext_lazy("session", "Workshop")),
    ("visit", pgettext_lazy("session", "Visit")),
    ("break", pgettext_lazy("session", "Break")),
    ("meal", pgettext_lazy("session", "Meal")),
)
_HOUR = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
_TITLE = "title_"


class SessionForm(forms.Form):
    """One session. Hours and room may be said later."""

    part = forms.ChoiceField(label=gettext_lazy("Part"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=KINDS)
    starts_at = forms.TimeField(label=gettext_lazy("Begins at"), required=False, widget=_HOUR)
    ends_at = forms.TimeField(label=gettext_lazy("Ends at"), required=False, widget=_HOUR)
    room = forms.CharField(label=gettext_lazy("Room"), max_length=120, required=False)

    def __init__(
        self, facts: GatheringFacts, language: str, data: Any = None, *, known: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=_initial(known) if known else {})
        parts = [(part.key, part.title.best(language, facts.languages).text) for part in facts.parts]
        cast(forms.ChoiceField, self.fields["part"]).choices = parts
        for code in facts.languages:
            self.fields[_TITLE + code] = forms.CharField(
                label=gettext("Title: %(language)s") % {"language": dict(LANGUAGES)[code]},
                max_length=300,
                required=code == facts.language,
                widget=forms.TextInput(attrs={"lang": code}),
            )
        self.order_fields([_TITLE + code for code in facts.languages])

    def clean(self) -> dict[str, Any]:
        """An end comes after its beginning."""
        said = super().clean() or {}
        begins, ends = said.get("starts_at"), said.get("ends_at")
        if ends and (begins is None or ends <= begins):
            self.add_error("ends_at", gettext("The end comes after the beginning."))
        return said

    def said(self) -> dict[str, Any]:
        """The session as a document takes it."""
        titles = {name.removeprefix(_TITLE): self.cleaned_data[name] for name in self.fields if _TITLE in name}
        return {**self.cleaned_data, "title": titles}


def _initial(known: Mapping[str, Any]) -> dict[str, Any]:
    return {**known, **{_TITLE + code: text for code, text in known["title"].items()}}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: str) -> HttpResponse:
    """Every session under its part, and the form for one more."""
    facts, actor = access.desk_gathering(request, key, Gatherings.EDIT)
    return _answer(request, facts, actor, "", None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, key: str, session: str) -> HttpResponse:
    """One session, to be said anew."""
    facts, actor = access.desk_gathering(request, key, Gatherings.EDIT)
    known = next((one for one in sessions_of(facts) if one["key"] == session), None)
    if known is None:
        raise Http404("no such session")
    return _answer(request, facts, actor, session, known)


def _answer(
    request: HttpRequest, facts: GatheringFacts, actor: Actor, session: str, known: Mapping[str, Any] | None
) -> HttpResponse:
    form = SessionForm(facts, language_of(request), request.POST if request.method == "POST" else None, known=known)
    if request.method != "POST":
        return _page(request, facts, actor, form, session)
    if not form.is_valid() or not _written(form, facts, actor, session):
        return _page(request, facts, actor, form, session, status=UNPROCESSABLE)
    messages.success(request, _done(facts))
    return SeeOther(reverse("desk:sessions", args=[facts.key]))


def _done(facts: GatheringFacts) -> str:
    if facts.programme_published_at is not None:
        return gettext("Saved. The programme is published: it is on the public page at once.")
    return gettext("Saved. Nobody sees it before you publish the programme.")


def _written(form: SessionForm, facts: GatheringFacts, actor: Actor, session: str) -> bool:
    from filrouge.stages.gatherings.file.sessions import with_session

    return amended(form, facts, lambda known: with_session(known, session, form.said()), actor)


@login_required
@require_POST
def remove(request: HttpRequest, key: str, session: str) -> HttpResponse:
    """Take a session out of the programme."""
    from filrouge.stages.gatherings.file.sessions import without_session

    facts, actor = access.desk_gathering(request, key, Gatherings.EDIT)
    form = forms.Form(request.POST)
    if form.is_valid() and amended(form, facts, lambda known: without_session(known, session), actor):
        messages.success(request, gettext("The session is taken out of the programme."))
    for said in form.non_field_errors():
        messages.warning(request, str(said))
    return SeeOther(reverse("desk:sessions", args=[key]))


def _page(
    request: HttpRequest, facts: GatheringFacts, actor: Actor, form: SessionForm, session: str, *, status: int = 200
) -> HttpResponse:
    language, sessions = language_of(request), sessions_of(facts)
    context = {
        "form": form,
        "is_change": bool(session),
        "is_published": facts.programme_published_at is not None,
        "parts": [
            {
                "title": part.title.best(language, facts.languages),
                "rows": [_row(one, facts, language) for one in sessions if one.get("part") == part.key],
            }
            for part in facts.parts
        ],
        "apart": [_row(one, facts, language) for one in sessions if facts.part(one.get("part", "")) is None],
    }
    return desk_page(request, "desk/sessions.html", facts, actor, context, current="sessions", status=status)


def _row(session: Mapping[str, Any], facts: GatheringFacts, language: str) -> dict[str, Any]:
    return {
        "title": Translated.of(session["title"], facts.language).best(language, facts.languages),
        "time": session_hours(session, facts, language),
        "detail": " · ".join(filter(None, (str(dict(KINDS)[session["kind"]]), session.get("room", "")))),
        "url": reverse("desk:session", args=[facts.key, session["key"]]) + "#form",
        "remove_url": reverse("desk:remove_session", args=[facts.key, session["key"]]),
    }
