"""Where the venues of a gathering are: on the globe, and on a map that the organiser chooses."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from filrouge.core.coordinates import Coordinates, are_exchanged, read_coordinates
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.facts import GatheringFacts, VenueFacts
from filrouge.stages.gatherings.permissions import Gatherings
from filrouge.web.desk.amending import amended
from filrouge.web.desk.frame import UNPROCESSABLE, SeeOther, language_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.shell import access


class PlaceForm(forms.Form):
    """Where one venue is. Both answers may stay empty."""

    at = forms.CharField(
        label=gettext_lazy("Coordinates"),
        required=False,
        max_length=60,
        help_text=gettext_lazy(
            "Latitude, then longitude, as a map shows them: 47.39254, 8.04422. Diaries and search engines find the "
            "place by them, and readers open it in their own map program."
        ),
    )
    map = forms.URLField(
        label=gettext_lazy("Link to a map"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=gettext_lazy(
            "The map of your town, for example. Nothing is fetched from there: readers follow the link."
        ),
    )

    def __init__(self, venue: VenueFacts, country: str, said: QueryDict | None = None) -> None:
        first = {"at": str(venue.at) if venue.at else "", "map": venue.map}
        super().__init__(said, initial=first, auto_id=f"id_{venue.key}_%s")
        self.country = country

    def clean_at(self) -> Coordinates | None:
        """Where it is, None while nobody said it."""
        said = str(self.cleaned_data["at"]).strip()
        if not said:
            return None
        try:
            at = read_coordinates(said)
        except ValueError:
            raise forms.ValidationError(
                gettext(
                    "We cannot read this as a place. Write latitude and longitude in degrees with a comma between "
                    "them, as 47.39254, 8.04422."
                )
            ) from None
        if are_exchanged(at.latitude, at.longitude, self.country):
            right = Coordinates(at.longitude, at.latitude)
            raise forms.ValidationError(
                gettext("These seem to be the wrong way round: the latitude comes first, as in %(right)s.")
                % {"right": right}
            )
        return at


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: str) -> HttpResponse:
    """Each venue with its form; one of them is sent at a time."""
    facts, actor = access.desk_gathering(request, key, Gatherings.EDIT)
    venues = venues_of(facts)
    if request.method != "POST":
        return _page(request, facts, actor, venues)
    venue = venues.get(request.POST.get("venue", ""))
    if venue is None:
        raise Http404("no such venue")
    form = PlaceForm(venue, venue.country or facts.country, request.POST)
    if not form.is_valid() or not _written(form, facts, venue, actor):
        return _page(request, facts, actor, venues, asked=(venue.key, form), status=UNPROCESSABLE)
    messages.success(request, gettext("Saved. It stands on the public page and in diaries."))
    return SeeOther(request.path)


def venues_of(facts: GatheringFacts) -> dict[str, VenueFacts]:
    """The venues of a gathering and its parts, by key."""
    found = [facts.venue, *(part.venue for part in facts.parts)]
    return {venue.key: venue for venue in found if venue is not None}


def _written(form: PlaceForm, facts: GatheringFacts, venue: VenueFacts, actor: Actor) -> bool:
    from filrouge.stages.gatherings.file.filling import located

    said = form.cleaned_data
    return amended(form, facts, lambda known: located(known, venue.key, said["at"], said["map"]), actor)


def _page(
    request: HttpRequest,
    facts: GatheringFacts,
    actor: Actor,
    venues: dict[str, VenueFacts],
    *,
    asked: tuple[str, PlaceForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    language = language_of(request)
    rows = [
        {
            "key": venue.key,
            "name": venue.name.best(language, facts.languages),
            "address": venue.address,
            "at": venue.at,
            "form": asked[1] if asked and asked[0] == venue.key else PlaceForm(venue, venue.country or facts.country),
        }
        for venue in venues.values()
    ]
    context = {"venues": rows, "wrong": asked[1] if asked else None}
    return desk_page(request, "desk/places.html", facts, actor, context, current="prepare", status=status)
