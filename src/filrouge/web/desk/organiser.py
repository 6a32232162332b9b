"""The frame of the pages that are about an organiser, not about one of its gatherings."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from filrouge.ground.directory.permissions import Directory
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.permissions import may
from filrouge.ground.people.queries import OrganiserCard
from filrouge.stages.documents.permissions import Documents
from filrouge.stages.gatherings.permissions import Gatherings
from filrouge.stages.privacy.permissions import Privacy
from filrouge.stages.sendings.permissions import Sendings
from filrouge.web.desk.frame import language_of


def pages_of(organiser_key: str, organiser_id: int, actor: Actor, current: str = "") -> list[dict[str, Any]]:
    """The pages of an organiser that the actor may open; `current` is the name of the page's address."""
    pages = (
        ("staff", gettext("Who works here"), Gatherings.MANAGE_STAFF),
        ("contacts", gettext("Contacts"), Sendings.CONTACTS),
        ("bodies", gettext("Bodies"), Directory.SEE),
        ("letterhead", gettext("Letterhead"), Documents.LETTERHEAD),
        ("deliverability", gettext("Will mails arrive?"), Sendings.SEE),
        ("legal", gettext("Who answers for personal data"), Privacy.LEGAL),
        ("retention", gettext("Keeping and eliminating"), Privacy.RETENTION),
        ("objections", gettext("No mails, please"), Privacy.OBJECTIONS),
    )
    return [
        {"label": label, "url": reverse(name, args=[organiser_key]), "current": name == current, "group": ""}
        for name, label, permission in pages
        if may(actor, permission, organiser_id=organiser_id)
    ]


def organiser_page(
    request: HttpRequest,
    template: str,
    organiser: OrganiserCard,
    actor: Actor,
    context: Mapping[str, Any],
    *,
    current: str,
    status: int = 200,
) -> HttpResponse:
    """A desk page about an organiser, in its frame."""
    name = organiser.name.best(language_of(request)).text
    frame = {
        "organiser": organiser,
        "organiser_name": name,
        "desk_url": reverse("desk:gatherings"),
        "actor_name": actor.label,
        "subnav": pages_of(organiser.key, organiser.id, actor, current),
        "subnav_title": name,
    }
    return render(request, template, {**frame, **context}, status=status)
