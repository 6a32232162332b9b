"""What the acronyms of a gathering stand for: added, changed, removed; those that nobody explained yet are proposed."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.permissions import Gatherings
from filrouge.stages.gatherings.words import abbreviations_of, known_abbreviations_used, unexplained
from filrouge.web.desk.amending import amended
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.start_forms import LANGUAGES
from filrouge.web.shell import access, clock

_MEANING = "meaning_"


class AbbreviationForm(forms.Form):
    """An acronym, and what it stands for in the languages of the gathering."""

    was = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    short = forms.CharField(
        label=gettext_lazy("Acronym"),
        max_length=12,
        help_text=gettext_lazy("As it stands in your texts, with its capitals."),
    )

    def __init__(self, languages: tuple[str, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = dict(LANGUAGES)
        for language in languages:
            self.fields[_MEANING + language] = forms.CharField(
                label=gettext("In words: %(language)s") % {"language": names[language]},
                max_length=300,
                required=False,
                widget=forms.TextInput(attrs={"lang": language}),
            )

    def clean_short(self) -> str:
        """The acronym as a gathering file takes it."""
        from filrouge.stages.gatherings.file.schema.words import ACRONYM

        short = str(self.cleaned_data["short"])
        if not ACRONYM.fullmatch(short):
            raise forms.ValidationError(gettext("Write two to twelve letters, digits or hyphens, without spaces."))
        return short

    def clean(self) -> dict[str, Any]:
        """Said in one language at least."""
        said = super().clean() or {}
        if not self.said():
            first = next(name for name in self.fields if name.startswith(_MEANING))
            self.add_error(first, gettext("Say what it stands for, in one language at least."))
        return said

    def said(self) -> dict[str, str]:
        """What it stands for, by language, as far as it was said."""
        known = {name.removeprefix(_MEANING): text for name, text in self.cleaned_data.items() if text}
        return {language: text for language, text in known.items() if _MEANING + language in self.fields}

    def of_languages(self) -> list[forms.BoundField]:
        """The fields of the meaning."""
        return [self[name] for name in self.fields if name.startswith(_MEANING)]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: str) -> HttpResponse:
    """Every acronym with its words, and the form that adds one or changes the one that is asked for."""
    facts, actor = access.desk_gathering(request, key, Gatherings.EDIT)
    if request.method != "POST":
        return _page(request, facts, actor, AbbreviationForm(facts.languages, initial=_asked(request, facts)))
    form = AbbreviationForm(facts.languages, request.POST)
    if not form.is_valid() or not _written(form, facts, actor):
        return _page(request, facts, actor, form, status=UNPROCESSABLE)
    said = gettext("“%(short)s” is spelled out from now on, where it is first used.")
    messages.success(request, said % {"short": form.cleaned_data["short"]})
    return SeeOther(request.path)


def _asked(request: HttpRequest, facts: GatheringFacts) -> dict[str, str]:
    """What the form holds at first: an acronym that was chosen, with what is known of it."""
    short = request.GET.get("short", "")[:12]
    meaning: Mapping[str, str] = abbreviations_of(facts).get(short, {})
    if short and not meaning and (said := unexplained(facts).get(short)):
        meaning = {facts.language: said}
    first = {_MEANING + language: text for language, text in meaning.items()}
    return {"short": short, "was": short if short in facts.abbreviations else "", **first}


def _written(form: AbbreviationForm, facts: GatheringFacts, actor: Actor) -> bool:
    from filrouge.stages.gatherings.file.filling import with_abbreviation

    short, was = form.cleaned_data["short"], form.cleaned_data["was"]
    return amended(form, facts, lambda known: with_abbreviation(known, short, form.said(), instead_of=was), actor)


@login_required
@require_POST
def remove(request: HttpRequest, key: str) -> HttpResponse:
    """Take the gathering's own words for an acronym away; those of the catalogue come back, if it has some."""
    from filrouge.stages.gatherings.file.amending import amend_gathering
    from filrouge.stages.gatherings.file.filling import without_abbreviation

    facts, actor = access.desk_gathering(request, key, Gatherings.EDIT)
    short = request.POST.get("short", "")
    if short in facts.abbreviations:
        amend_gathering(
            key=facts.key, change=lambda known: without_abbreviation(known, short), actor=actor, now=clock.now()
        )
        messages.success(request, gettext("“%(short)s” has no words of its own any more.") % {"short": short})
    else:
        messages.info(request, gettext("Nothing was changed: there are no such words."))
    return SeeOther(reverse("desk:abbreviations", args=[key]))


def _page(
    request: HttpRequest, facts: GatheringFacts, actor: Actor, form: AbbreviationForm, *, status: int = 200
) -> HttpResponse:
    language = language_of(request)
    context = {
        "form": form,
        "own": [_row(facts, short, said, language) for short, said in sorted(facts.abbreviations.items())],
        "known": [_row(facts, short, said, language) for short, said in known_abbreviations_used(facts).items()],
        "proposed": [{"short": short, "url": _url(facts, short), "said": said} for short, said in _open(facts)],
        "is_change": bool(form["was"].value()),
        "public_url": reverse("public:gathering", args=[facts.key]),
    }
    return desk_page(request, "desk/abbreviations.html", facts, actor, context, current="abbreviations", status=status)


def _open(facts: GatheringFacts) -> list[tuple[str, str]]:
    return sorted(unexplained(facts).items())


def _row(facts: GatheringFacts, short: str, said: Mapping[str, str], language: str) -> dict[str, Any]:
    shown = dict(said)
    order = [one for one in dict.fromkeys((language, *facts.languages, *shown)) if one in shown]
    return {
        "short": short,
        "said": [{"language": one, "text": shown[one]} for one in order],
        "lacks": [dict(LANGUAGES)[one] for one in facts.languages if one not in shown],
        "url": _url(facts, short),
    }


def _url(facts: GatheringFacts, short: str) -> str:
    return f"{reverse('desk:abbreviations', args=[facts.key])}?{urlencode({'short': short})}#form"
