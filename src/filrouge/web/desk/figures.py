"""The figures of a gathering, charts with their tables, who is missing, and two files: one exact, one to publish."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_safe

from filrouge.core import days
from filrouge.ground.directory.territories import atlas_of
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.export import FORMATS, Sheet
from filrouge.stages.registration.lists.cuts import Cut, Whom, is_recorded
from filrouge.stages.registration.lists.figures import Figures, figures, missing
from filrouge.stages.registration.permissions import Registrations
from filrouge.web.desk import figure_tables
from filrouge.web.desk.categories import category_word
from filrouge.web.desk.counting import CountForm, people_words
from filrouge.web.desk.files import attachment
from filrouge.web.desk.frame import Rights, language_of, rights_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.numbers import part_row
from filrouge.web.desk.words import short_part_state
from filrouge.web.shell import access, clock
from filrouge.web.shell.charts import TEXTURES, BarChart, ColumnChart, Entry, Step, bar_chart, stacked_chart


@login_required
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """The figures; a number opens the rows behind it for those who may see people."""
    facts, actor = access.desk_gathering(request, key, Registrations.SEE_COUNTS)
    language, rights = language_of(request), rights_of(actor, facts.organiser_id)
    form = CountForm(atlas_of(facts.organiser_id), request.GET, with_kinds=False)
    said = figures(facts, form.atlas, form.counted)
    columns = figure_tables.columns(facts, said, language)
    context = {
        "form": form,
        "words": people_words(said.people, said.whom),
        "parts": [part_row(facts, part, said.parts[part.key], rights, language) for part in facts.parts],
        "answers": _answers(facts, said, language),
        "textures": _textures(),
        "charts": _charts(facts, said, rights, language),
        "columns": _unlinked(columns, rights),
        "unit": _unit(columns.step),
        "missing": _missing(facts, said, language) if rights.see else None,
        "exact": _files(facts, "desk:figures_export", {"whom": form.counted.value}),
        "counts_who_came": is_recorded(facts),
        "public": _files(facts, "desk:figures_public", {}),
    }
    return desk_page(request, "desk/figures.html", facts, actor, context, current="figures")


def _answers(facts: GatheringFacts, said: Figures, language: str) -> BarChart:
    rows = []
    for part in facts.parts:
        title = part.title.best(language, facts.languages)
        numbers = tuple(figure_tables.states_of(said.parts[part.key]).values())
        rows.append((Entry(title.text, sum(numbers), language=title.language), numbers))
    return stacked_chart(rows)


def _textures() -> list[dict[str, str]]:
    states = (*PartState,)
    return [
        {"texture": texture, "label": short_part_state(state)} for texture, state in zip(TEXTURES, states, strict=True)
    ]


def _charts(facts: GatheringFacts, said: Figures, rights: Rights, language: str) -> list[dict[str, Any]]:
    found = [figure_tables.shortened(table, facts) for table in figure_tables.tables(facts, said, language)]
    return [
        {
            "id": f"by-{table.id}",
            "title": table.title,
            "heading": table.heading,
            "chart": bar_chart(table.entries if rights.see else [replace(entry, url="") for entry in table.entries]),
        }
        for table in found
    ]


def _unlinked(columns: ColumnChart, rights: Rights) -> ColumnChart:
    return columns if rights.see else columns.without_links()


def _unit(step: Step) -> str:
    return {
        Step.DAY: pgettext("column", "Day"),
        Step.WEEK: pgettext("column", "Week"),
        Step.MONTH: pgettext("column", "Month"),
    }[step]


def _missing(facts: GatheringFacts, said: Figures, language: str) -> dict[str, Any]:
    absent = missing(facts, said, on=days.local_day(clock.now(), facts.zone))
    return {
        "is_anybody": bool(absent),
        "members": [name.best(language, facts.languages) for _, name in absent.members],
        "kinds": [category_word(Cut.KIND, key, facts, language) for key in absent.kinds],
        "functions": [category_word(Cut.FUNCTION, key, facts, language) for key in absent.functions],
    }


@login_required
@require_safe
def export(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """Every number as it is, for those who may take lists away."""
    facts, _actor = access.desk_gathering(request, key, Registrations.EXPORT)
    asked = CountForm(atlas_of(facts.organiser_id), request.GET, with_kinds=False)
    said = figures(facts, asked.atlas, asked.counted)
    rows = figure_tables.exact_rows(facts, said, language_of(request))
    return attachment(FORMATS[form], Sheet(gettext("Figures"), _headings(), rows), name=f"{facts.key}-figures.{form}")


@login_required
@require_safe
def public(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """The figures to publish, small cells hidden: who holds a place, and once it is recorded who came. There is nothing
    to choose: two cuts of the same people would give the difference away.
    """
    facts, _actor = access.desk_gathering(request, key, Registrations.SEE_COUNTS)
    whom = Whom.CAME if is_recorded(facts) else Whom.CONFIRMED
    said = figures(facts, atlas_of(facts.organiser_id), whom)
    rows = figure_tables.public_rows(facts, said, language_of(request))
    title = gettext("Who came") if whom is Whom.CAME else gettext("Figures to publish")
    sheet = Sheet(title, _headings(), rows)
    return attachment(FORMATS[form], sheet, name=f"{facts.key}-figures-public.{form}")


def _headings() -> list[str]:
    return [gettext("Figure"), gettext("Row"), gettext("People")]


def _files(facts: GatheringFacts, name: str, query: dict[str, str]) -> list[dict[str, str]]:
    tail = f"?{urlencode(query)}" if query else ""
    return [{"label": form.upper(), "url": reverse(name, args=[facts.key, form]) + tail} for form in FORMATS]
