"""Who comes from which territory: a map, a table, territories with one person only and with none."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from filrouge.core.text import Phrase
from filrouge.ground.directory.enums import TerritoryKind
from filrouge.ground.directory.geography import area_of
from filrouge.ground.directory.territories import atlas_of
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.export import FORMATS, Sheet, Value
from filrouge.stages.registration.lists.cuts import Cut, Whom
from filrouge.stages.registration.lists.territories import Coverage, Presence, coverage
from filrouge.stages.registration.permissions import Registrations
from filrouge.web.desk.categories import category_word, territories_word
from filrouge.web.desk.counting import CountForm, people_words
from filrouge.web.desk.files import attachment
from filrouge.web.desk.filtering import outside, rows_behind
from filrouge.web.desk.frame import Rights, language_of, rights_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.shell import access
from filrouge.web.shell.maps import Map, Place, map_of

_COUNTRIES = {TerritoryKind.DEPARTMENT: "FR", TerritoryKind.CANTON: "CH"}


@login_required
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """The map and the table, for one kind of territory."""
    facts, actor = access.desk_gathering(request, key, Registrations.SEE_COUNTS)
    language, rights = language_of(request), rights_of(actor, facts.organiser_id)
    form = CountForm(atlas_of(facts.organiser_id), request.GET, with_kinds=True)
    seen = coverage(facts, form.atlas, form.kind, form.counted)
    context: dict[str, Any] = {"form": form, "seen": seen}
    if seen:
        form.say_kind(seen.kind)
        context |= _context(facts, seen, form.counted, rights, language)
        context["exports"] = _exports(facts, seen.kind, form.counted)
    return desk_page(request, "desk/territories.html", facts, actor, context, current="territories")


def _context(facts: GatheringFacts, seen: Coverage, whom: Whom, rights: Rights, language: str) -> dict[str, Any]:
    rows = [_row(facts, presence, seen.kind, whom, rights, language) for presence in seen.presences]
    elsewhere = _row(facts, seen.elsewhere, seen.kind, whom, rights, language)
    return {
        "seen": seen,
        "heading": territories_word(seen.kind),
        "rows": [row for row in rows if row["people"]],
        "elsewhere": elsewhere,
        "alone": [row for row in rows if row["people"] == 1],
        "absent": sorted((row for row in rows if not row["people"]), key=lambda row: str(row["name"].text)),
        "words": _words(seen, whom),
        "map": _map(seen, language),
    }


def _words(seen: Coverage, whom: Whom) -> str:
    return gettext("%(people)s. They come from %(present)s of %(all)s territories.") % {
        "people": people_words(seen.people, whom),
        "present": len(seen.present),
        "all": len(seen.presences),
    }


def _row(
    facts: GatheringFacts, presence: Presence, kind: TerritoryKind, whom: Whom, rights: Rights, language: str
) -> dict[str, Any]:
    card = presence.territory
    chosen = {"state": whom.value, "territory": card.key if card else outside(kind)}
    return {
        "id": f"t-{card.key}" if card else "t-elsewhere",
        "name": card.name.best(language, facts.languages)
        if card
        else Phrase(gettext("Elsewhere or not known"), language),
        "people": presence.people,
        "url": rows_behind(facts, **chosen) if rights.see and presence.people else "",
        "kinds": _categories(facts, Cut.KIND, presence, chosen, rights, language),
        "functions": _categories(facts, Cut.FUNCTION, presence, chosen, rights, language),
    }


def _categories(
    facts: GatheringFacts, cut: Cut, presence: Presence, chosen: dict[str, str], rights: Rights, language: str
) -> list[dict[str, Any]]:
    numbers = presence.kinds if cut is Cut.KIND else presence.functions
    return [
        {
            "name": category_word(cut, value, facts, language),
            "number": number,
            "url": rows_behind(facts, **chosen, **{cut.value: value}) if rights.see else "",
        }
        for value, number in numbers.items()
    ]


def _map(seen: Coverage, language: str) -> Map | None:
    """The map of the country, when the territories bear official codes."""
    country = _COUNTRIES.get(seen.kind)
    places = {
        area.code: Place(card.name.best(language).text, presence.people, f"#t-{card.key}")
        for presence in seen.presences
        if (card := presence.territory) and (area := area_of(card.code)) and area.country == country
    }
    return map_of(country, places) if country and places else None


@login_required
@require_safe
def export(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """The table as a file, with every number, those of territories with nobody too."""
    facts, _actor = access.desk_gathering(request, key, Registrations.EXPORT)
    asked = CountForm(atlas_of(facts.organiser_id), request.GET, with_kinds=True)
    seen = coverage(facts, asked.atlas, asked.kind, asked.counted)
    if seen is None:
        raise Http404("no territory in the directory")
    sheet = Sheet(gettext("Territories"), _headings(seen.kind), _cells(seen, facts, language_of(request)))
    return attachment(FORMATS[form], sheet, name=f"{facts.key}-territories.{form}")


def _headings(kind: TerritoryKind) -> list[str]:
    return [
        gettext("Official code"),
        territories_word(kind),
        gettext("People"),
        gettext("Number of kinds of body"),
        gettext("Kinds of body"),
        gettext("Number of functions"),
        gettext("Functions"),
    ]


def _cells(seen: Coverage, facts: GatheringFacts, language: str) -> Iterator[list[Value]]:
    for presence in (*seen.presences, seen.elsewhere):
        card = presence.territory
        said = [
            [f"{category_word(cut, value, facts, language)} {number}" for value, number in numbers.items()]
            for cut, numbers in ((Cut.KIND, presence.kinds), (Cut.FUNCTION, presence.functions))
        ]
        yield [
            card.code if card else "",
            card.name.best(language, facts.languages).text if card else gettext("Elsewhere or not known"),
            presence.people,
            len(said[0]),
            ", ".join(said[0]),
            len(said[1]),
            ", ".join(said[1]),
        ]


def _exports(facts: GatheringFacts, kind: TerritoryKind, whom: Whom) -> list[dict[str, str]]:
    query = urlencode({"territories": kind.value, "whom": whom.value})
    return [
        {"label": ending.upper(), "url": f"{reverse('desk:territories_export', args=[facts.key, ending])}?{query}"}
        for ending in FORMATS
    ]
