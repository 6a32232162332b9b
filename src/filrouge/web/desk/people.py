"""What the page of a registration says of other people: who came before, through whom, and a second form."""

from typing import Any

from django.urls import reverse

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.replace import may_replace
from filrouge.stages.registration.facts import RegistrationFacts
from filrouge.stages.registration.lists.arrivals import Way, ways_of
from filrouge.stages.registration.lists.forwarding import invited_through
from filrouge.stages.registration.lists.replaced import came_before
from filrouge.web.desk.frame import Rights
from filrouge.web.shell import clock
from filrouge.web.shell.second_form import second_form_shown


def people_of(registration: RegistrationFacts, facts: GatheringFacts, rights: Rights, language: str) -> dict[str, Any]:
    """What templates/desk/registration_people.html shows, and where to correct or replace."""
    args = [facts.key, registration.id]
    may_change = rights.change and registration.erased_at is None
    through = invited_through(registration.id) if registration.invited_through else None
    second = reverse("desk:second_form", args=args)
    return {
        "before": came_before(registration.id),
        "ways": [_way(way, facts, rights, language) for way in ways_of(registration.id) if _says_something(way)],
        "through": {"name": through[1].full, "url": reverse("desk:registration", args=[facts.key, through[0]])}
        if through
        else None,
        "change_url": reverse("desk:change", args=args) if may_change else "",
        "replace_url": reverse("desk:replace", args=args)
        if may_change and may_replace(registration, now=clock.now())
        else "",
        "second": second_form_shown(registration, facts, language, url=second) if rights.change else None,
    }


def _says_something(way: Way) -> bool:
    """Whether it still names somebody: invitations are eliminated before registrations."""
    return bool(way.invitation or way.relay or way.through)


def _way(way: Way, facts: GatheringFacts, rights: Rights, language: str) -> dict[str, Any]:
    """By whose link somebody came; two entries of one person that became one may have come by two."""
    if way.through:
        url = reverse("desk:registration", args=[facts.key, way.through])
        return {"kind": "through", "name": way.invited.full, "url": url}
    if way.relay:
        url = reverse("desk:relays", args=[facts.key]) if rights.invitations else ""
        return {"kind": "relay", "name": way.relay_name.best(language, facts.languages), "url": url}
    url = reverse("desk:invitation", args=[facts.key, way.invitation]) if rights.invitations else ""
    kind = "own" if way.is_own else "instead" if way.is_instead else "through"
    return {"kind": kind, "name": way.invited.full, "url": url}
