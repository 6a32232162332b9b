"""Coming through somebody who passed the gathering on: read from the address of the form, kept in the form."""

from django.http import HttpRequest

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration import links
from filrouge.stages.registration.lists.forwarding import ForwardingFacts, forwarding_by_id


def passed_on_to(request: HttpRequest, facts: GatheringFacts) -> ForwardingFacts | None:
    """The passing on through which the reader comes. A link that leads nowhere any more hinders nobody: None."""
    read = links.read(_token(request), use=links.PASSED_ON)
    return forwarding_by_id(facts.id, read[0]) if read else None


def via_shown(request: HttpRequest, facts: GatheringFacts) -> dict[str, str] | None:
    """What the form says of it and carries along, None for whoever comes by themselves."""
    via = passed_on_to(request, facts)
    return {"token": _token(request), "by": via.by.full} if via else None


def _token(request: HttpRequest) -> str:
    return str(request.POST.get("via") or request.GET.get("via") or "")[:100]
