"""What the pages of a sending say alike."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.web.desk.frame import SeeOther


def fixed(request: HttpRequest, facts: GatheringFacts, pk: int) -> HttpResponse:
    """Back to a sending that was approved meanwhile."""
    messages.warning(request, gettext("Nothing was changed: the sending is approved."))
    return SeeOther(reverse("desk:sending", args=[facts.key, pk]))
