"""The territories of an organiser's directory: in which bodies lie, and by which lists and rules ask."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from filrouge.ground.directory.enums import TerritoryKind
from filrouge.ground.directory.permissions import Directory
from filrouge.ground.directory.territories import Atlas, TerritoryCard, atlas_of
from filrouge.ground.directory.territory_actions import InsideItself, TerritorySaid, write_territory
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.queries import OrganiserCard
from filrouge.web.desk.body_forms import names_by_language, said_names
from filrouge.web.desk.body_words import territory_choices, territory_name
from filrouge.web.desk.categories import territories_word
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.organiser import organiser_page
from filrouge.web.shell import clock
from filrouge.web.shell.access import desk_organiser


class TerritoryForm(forms.Form):
    """A territory of the directory."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of territory"))
    code = forms.CharField(
        label=gettext_lazy("Official code"),
        max_length=8,
        required=False,
        help_text=gettext_lazy("Of a département (59) or a canton (ZH): the map shows it by this code."),
    )
    parent = forms.TypedChoiceField(label=gettext_lazy("Lies in"), required=False, coerce=int, empty_value=None)

    def __init__(self, atlas: Atlas, language: str, data: Any = None, *, card: TerritoryCard | None) -> None:
        super().__init__(data, initial=_initial(card))
        self.fields = {**names_by_language(), **self.fields}
        kinds = [(kind.value, territories_word(kind)) for kind in TerritoryKind]
        cast(forms.ChoiceField, self.fields["kind"]).choices = kinds
        inside = atlas.inside(card.id) if card else frozenset()
        parents = territory_choices(atlas, language, without=inside)
        cast(forms.ChoiceField, self.fields["parent"]).choices = [("", gettext("Not said")), *parents]

    def clean(self) -> dict[str, Any]:
        """A territory has a name in some language."""
        said = super().clean() or {}
        if not said_names(said):
            self.add_error("name_fr", gettext("Give the name in at least one language."))
        return said

    def territory(self) -> TerritorySaid:
        """The territory as the action takes it."""
        given = self.cleaned_data
        return TerritorySaid(said_names(given), TerritoryKind(given["kind"]), given["code"], given["parent"])


def _initial(card: TerritoryCard | None) -> dict[str, Any]:
    if card is None:
        return {}
    names = {f"name_{code}": text for code, text in card.name.items()}
    return {**names, "kind": card.kind.value, "code": card.code, "parent": card.parent_id}


@login_required
@require_safe
def page(request: HttpRequest, organiser_key: str) -> HttpResponse:
    """Every territory, under its kind."""
    organiser, actor = desk_organiser(request, organiser_key, Directory.SEE)
    language, atlas = language_of(request), atlas_of(organiser.id)
    groups = [
        {
            "title": territories_word(kind),
            "rows": [
                {
                    "card": card,
                    "name": card.name.best(language),
                    "inside": territory_name(card.parent_id, atlas, language),
                }
                for card in atlas.of_kind(kind)
            ],
        }
        for kind in atlas.kinds
    ]
    context = {"groups": groups}
    return organiser_page(request, "desk/body_territories.html", organiser, actor, context, current="bodies")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, organiser_key: str) -> HttpResponse:
    """A new territory."""
    organiser, actor = desk_organiser(request, organiser_key, Directory.EDIT)
    return _edit(request, organiser, actor, atlas_of(organiser.id), None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, organiser_key: str, pk: int) -> HttpResponse:
    """Change a territory."""
    organiser, actor = desk_organiser(request, organiser_key, Directory.EDIT)
    atlas = atlas_of(organiser.id)
    card = next((one for one in atlas.territories if one.id == pk), None)
    if card is None:
        raise Http404("no such territory")
    return _edit(request, organiser, actor, atlas, card)


def _edit(
    request: HttpRequest, organiser: OrganiserCard, actor: Actor, atlas: Atlas, card: TerritoryCard | None
) -> HttpResponse:
    language = language_of(request)
    form = TerritoryForm(atlas, language, request.POST or None, card=card)
    if form.is_valid():
        try:
            write_territory(
                organiser_id=organiser.id,
                said=form.territory(),
                actor=actor,
                now=clock.now(),
                territory_id=card.id if card else None,
            )
        except InsideItself:
            form.add_error("parent", gettext("This one lies in it."))
        else:
            messages.success(request, gettext("The territory is saved."))
            return SeeOther(reverse("territories_kept", args=[organiser.key]))
    context = {"form": form, "name": card.name.best(language) if card else ""}
    status = UNPROCESSABLE if form.errors else 200
    return organiser_page(
        request, "desk/body_territory.html", organiser, actor, context, current="bodies", status=status
    )
