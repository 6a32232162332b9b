"""The languages of a gathering, and what it, its town and its parts are called in each."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from filrouge.core.text import Translated
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.permissions import Gatherings
from filrouge.web.desk.amending import amended
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.start_forms import LANGUAGES
from filrouge.web.shell import access


class LanguagesForm(forms.Form):
    """Further languages, and for each language there is what things are called; the first one cannot be left out."""

    others = forms.MultipleChoiceField(
        label=gettext_lazy("Further languages"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, facts: GatheringFacts, language: str, data: Any = None) -> None:
        super().__init__(data, initial={"others": [one for one in facts.languages if one != facts.language]})
        self.facts, self.language = facts, language
        offered = [(code, name) for code, name in LANGUAGES if code != facts.language]
        cast(forms.ChoiceField, self.fields["others"]).choices = offered
        for name, known in named(facts).items():
            for code in facts.languages:
                self.fields[f"{name}_{code}"] = self._field(code, known, self._word(name, known), name != "town")

    def _field(self, code: str, known: Translated, word: object, is_needed: bool) -> forms.CharField:
        return forms.CharField(
            label=gettext("%(thing)s: %(language)s") % {"thing": word, "language": dict(LANGUAGES)[code]},
            max_length=500,
            required=is_needed and code == self.facts.language,
            initial=known.get(code, ""),
            widget=forms.TextInput(attrs={"lang": code}),
        )

    def _word(self, name: str, known: Translated) -> object:
        words = {"title": gettext("Title"), "town": gettext("Town")}
        return words.get(name) or known.best(self.language, self.facts.languages)

    def things(self) -> list[dict[str, Any]]:
        """Each thing that has a name, with its fields."""
        return [
            {
                "word": self._word(name, known),
                "fields": [self[f"{name}_{code}"] for code in self.facts.languages],
            }
            for name, known in named(self.facts).items()
        ]

    def titles(self) -> dict[str, dict[str, str]]:
        """What was said, by thing and language."""
        said = self.cleaned_data
        return {name: {code: said[f"{name}_{code}"] for code in self.facts.languages} for name in named(self.facts)}


def named(facts: GatheringFacts) -> dict[str, Translated]:
    """What a page calls by a name: the gathering, its town, its parts."""
    return {"title": facts.title, "town": facts.town, **{f"part_{part.key}": part.title for part in facts.parts}}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: str) -> HttpResponse:
    """Choose the languages; once a language is chosen, the page asks for the words in it."""
    facts, actor = access.desk_gathering(request, key, Gatherings.EDIT)
    form = LanguagesForm(facts, language_of(request), request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, facts, actor, form)
    if not form.is_valid() or not _written(form, facts, actor):
        return _page(request, facts, actor, form, status=UNPROCESSABLE)
    names = dict(LANGUAGES)
    new = [str(names[code]) for code in form.cleaned_data["others"] if code not in facts.languages]
    if new:
        said = gettext("Saved. Now say what things are called in: %(languages)s.") % {"languages": ", ".join(new)}
    else:
        said = gettext("Saved.")
    messages.success(request, said)
    return SeeOther(request.path)


def _written(form: LanguagesForm, facts: GatheringFacts, actor: Actor) -> bool:
    from filrouge.stages.gatherings.file.settling import in_languages

    others = form.cleaned_data["others"]
    return amended(form, facts, lambda known: in_languages(known, others, form.titles()), actor)


def _page(
    request: HttpRequest, facts: GatheringFacts, actor: Actor, form: LanguagesForm, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "first": dict(LANGUAGES)[facts.language]}
    return desk_page(request, "desk/languages.html", facts, actor, context, current="languages", status=status)
