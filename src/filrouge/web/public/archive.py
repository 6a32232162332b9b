"""All gatherings that took place, by theme, year and organiser; a plain form, no script."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from filrouge.core.text import search_form
from filrouge.stages.gatherings.enums import BodyRole
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.planning.queries import archived
from filrouge.stages.planning.rules import first_day
from filrouge.web.shell.dates import dates_in_words
from filrouge.web.shell.editions import produced

_PER_PAGE = 20


class ArchiveForm(forms.Form):
    """What to look for; nothing chosen shows everything."""

    organiser = forms.ChoiceField(label=gettext_lazy("Organiser"), required=False)
    theme = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)
    year = forms.ChoiceField(label=gettext_lazy("Year"), required=False)

    def __init__(self, choices: dict[str, Sequence[tuple[str, str]]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, found in choices.items():
            self.fields[name].choices = [("", gettext_lazy("All")), *found]  # type: ignore[attr-defined]
        if len(choices["organiser"]) <= 1:
            self.fields["organiser"].widget = forms.HiddenInput()


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The list, the latest first. A choice that is not on the list shows everything."""
    language = request.LANGUAGE_CODE
    everything = archived()
    form = ArchiveForm(_choices(everything, language), request.GET)
    form.is_valid()
    chosen = {name: value for name, value in form.cleaned_data.items() if value}
    found = [facts for facts in everything if _fits(facts, chosen)]
    sheet = Paginator(found, _PER_PAGE).get_page(request.GET.get("page"))
    words = ngettext("%(n)s gathering", "%(n)s gatherings", len(found)) % {"n": len(found)}
    context = {
        "form": form,
        "words": words,
        "clear_url": reverse("public:archive") if chosen else "",
        "rows": [_row(facts, language) for facts in sheet],
        "page": sheet,
        "query": "".join(f"{name}={value}&" for name, value in chosen.items()),
    }
    return render(request, "public/archive.html", context)


def _choices(everything: Sequence[GatheringFacts], language: str) -> dict[str, Sequence[tuple[str, str]]]:
    organisers = {facts.organiser_key: _organiser(facts, language) for facts in everything}
    themes: dict[str, str] = {}
    for facts in everything:
        for theme in facts.themes:
            label = theme.label.best(language, facts.languages).text
            themes.setdefault(_theme_key(theme.label.best(theme.label.source).text), label[:1].upper() + label[1:])
    years = sorted({_year(facts) for facts in everything} - {""}, reverse=True)
    return {
        "organiser": sorted(organisers.items(), key=lambda pair: search_form(pair[1])),
        "theme": sorted(themes.items(), key=lambda pair: search_form(pair[1])),
        "year": [(year, year) for year in years],
    }


def _theme_key(label: str) -> str:
    """Themes of the same words are one theme, whatever an organiser calls them in its file."""
    return "-".join(search_form(label).split())


def _year(facts: GatheringFacts) -> str:
    day = first_day(facts)
    return str(day.year) if day else ""


def _organiser(facts: GatheringFacts, language: str) -> str:
    body = next(iter(facts.bodies_as(BodyRole.ORGANISER)), None)
    return body.name.best(language, facts.languages).text if body else facts.organiser_key


def _fits(facts: GatheringFacts, chosen: dict[str, str]) -> bool:
    themes = {_theme_key(theme.label.best(theme.label.source).text) for theme in facts.themes}
    return (
        chosen.get("organiser", facts.organiser_key) == facts.organiser_key
        and ("theme" not in chosen or chosen["theme"] in themes)
        and chosen.get("year", _year(facts)) == _year(facts)
    )


def _row(facts: GatheringFacts, language: str) -> dict[str, Any]:
    return {
        "title": facts.title.best(language, facts.languages),
        "url": reverse("public:gathering", args=[facts.key]),
        "when": dates_in_words(facts, language),
        "town": facts.town.best(language, facts.languages) if facts.town else "",
        "organiser": _organiser(facts, language),
        "themes": [theme.label.best(language, facts.languages) for theme in facts.themes],
        "produced": produced(facts.key, facts.publications, language),
        "series": facts.series.name.best(language, facts.languages) if facts.series else "",
        "series_url": reverse("public:series", args=[facts.organiser_key, facts.series.key]) if facts.series else "",
    }
