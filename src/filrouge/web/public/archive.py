"""All gatherings that took place, by theme, year and organiser; a plain form, no script."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from filrouge.core.text import search_form
from filrouge.stages.gatherings.enums import BodyRole
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.planning.queries.archive import Archive, ArchiveLine, archive, in_full
from filrouge.web.shell.dates import dates_in_words
from filrouge.web.shell.editions import produced
from filrouge.web.shell.kept import is_anybody, kept

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
    found, language = archive(), request.LANGUAGE_CODE

    def draw() -> str:
        return render_to_string("public/archive.html", _context(request, found, language), request)

    if not is_anybody(request):
        return HttpResponse(draw())
    return HttpResponse(kept(found, ("archive", language), draw))


def _context(request: HttpRequest, found: Archive, language: str) -> dict[str, Any]:
    form = ArchiveForm(_choices(found.lines, language), request.GET)
    form.is_valid()
    chosen = {name: value for name, value in form.cleaned_data.items() if value}
    lines = [line for line in found.lines if line.fits(chosen)]
    sheet = Paginator(lines, _PER_PAGE).get_page(request.GET.get("page"))
    return {
        "form": form,
        "words": ngettext("%(n)s gathering", "%(n)s gatherings", len(lines)) % {"n": len(lines)},
        "clear_url": reverse("public:archive") if chosen else "",
        "rows": [_row(facts, language) for facts in in_full(list(sheet))],
        "page": sheet,
        "range": sheet.paginator.get_elided_page_range(sheet.number),
        "query": "".join(f"{name}={value}&" for name, value in chosen.items()),
    }


def _choices(lines: Sequence[ArchiveLine], language: str) -> dict[str, Sequence[tuple[str, str]]]:
    organisers = {line.organiser_key: line.organiser.best(language, line.languages).text for line in lines}
    themes: dict[str, str] = {}
    for line in lines:
        for key, said in line.themes.items():
            label = said.best(language, line.languages).text
            themes.setdefault(key, label[:1].upper() + label[1:])
    years = sorted({line.year for line in lines if line.year}, reverse=True)
    return {
        "organiser": sorted(organisers.items(), key=lambda pair: search_form(pair[1])),
        "theme": sorted(themes.items(), key=lambda pair: search_form(pair[1])),
        "year": [(str(year), str(year)) for year in years],
    }


def _organiser(facts: GatheringFacts, language: str) -> str:
    body = next(iter(facts.bodies_as(BodyRole.ORGANISER)), None)
    return body.name.best(language, facts.languages).text if body else facts.organiser_key


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
