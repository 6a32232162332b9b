"""The audit trail of a gathering, newest first, in words."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from filrouge.ground.audit.queries import TrailLine, trail_length, trail_of_gathering
from filrouge.stages.gatherings.permissions import Gatherings
from filrouge.stages.registration.lists.expected import names_of
from filrouge.web.desk.frame import language_of, sheet_of
from filrouge.web.desk.frame import page as desk_page
from filrouge.web.desk.timeline import timeline_entry
from filrouge.web.shell import access


class Trail:
    """The acts on one gathering, for a paginator."""

    ordered = True

    def __init__(self, gathering_id: int) -> None:
        self._gathering_id = gathering_id

    def count(self) -> int:
        """How many there are."""
        return trail_length(gathering_id=self._gathering_id)

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, which: slice) -> Sequence[TrailLine]:
        start = which.start or 0
        return trail_of_gathering(gathering_id=self._gathering_id, offset=start, limit=which.stop - start)


@login_required
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """A page of the trail."""
    facts, actor = access.desk_gathering(request, key, Gatherings.SEE_TRAIL)
    listed = sheet_of(request, Trail(facts.id))
    lines = list(listed["sheet"].object_list)
    ids = {int(line.subject_id) for line in lines if line.subject_kind == "registration"}
    names = names_of(facts.id, ids)
    context = {
        "entries": [timeline_entry(line, facts, names, language_of(request)) for line in lines],
        **listed,
    }
    return desk_page(request, "desk/trail.html", facts, actor, context, current="trail")
