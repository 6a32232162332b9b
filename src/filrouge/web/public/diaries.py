"""Files and feeds for diaries: for anybody, and behind a secret address for one person. Reading changes nothing."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from filrouge.stages.gatherings.calendar import feed_of, file_for
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.queries import changed_at
from filrouge.stages.registration.calendar import feed_for
from filrouge.stages.registration.links import DIARY, make
from filrouge.stages.registration.queries import registration_changed_at
from filrouge.web.shell.access import LinkExpired, own_feed, public_gathering
from filrouge.web.shell.kept import kept


@require_safe
def part(request: HttpRequest, key: str, part: str) -> HttpResponseBase:
    """The calendar file of one part, for anybody. 404 while its day is not known."""
    facts = public_gathering(key)
    found = facts.part(part)
    if found is None or found.day is None:
        raise Http404("no such part, or no exact day yet")
    return part_file(request, found, facts)


def part_file(request: HttpRequest, part: PartFacts, facts: GatheringFacts) -> HttpResponseBase:
    """A part with an exact day as a file: one event, nobody named."""
    changed = changed_at(facts)
    content = file_for(part, facts, language=request.LANGUAGE_CODE, stamp=changed)
    return _calendar(request, content, f"{facts.key}-{slugify(part.key)}.ics", changed)


@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponseBase:
    """All parts with an exact day, to subscribe to."""
    facts = public_gathering(key)
    changed, language = changed_at(facts), request.LANGUAGE_CODE
    address = reverse("public:feed", args=[key])
    drawn = kept(
        facts,
        ("feed", language, changed),
        lambda: feed_of(facts, language=language, stamp=changed, address=address),
    )
    return _calendar(request, drawn, f"{facts.key}.ics", changed)


@require_safe
def own(request: HttpRequest, token: str) -> HttpResponseBase:
    """What one person takes, to subscribe to. 410 once the link has run out: diaries then stop asking."""
    try:
        registration, facts = own_feed(token)
    except LinkExpired:
        return HttpResponse(status=410)
    changed = max(changed_at(facts), registration_changed_at(registration, facts))
    content = feed_for(
        registration,
        facts,
        language=request.LANGUAGE_CODE if "lang" in request.GET else registration.language,
        stamp=changed,
        address=reverse("public:own_feed", args=[token]),
    )
    response = _calendar(request, content, f"{facts.key}.ics", changed)
    patch_cache_control(response, private=True)
    response["X-Robots-Tag"] = "noindex"
    return response


def own_feed_path(public_id: UUID, link: int) -> str:
    """The secret address of somebody's feed."""
    return reverse("public:own_feed", args=[make(public_id, link, use=DIARY)])


def to_subscribe(path: str) -> dict[str, str]:
    """The two addresses of a feed: the one that opens a diary (`webcal`), and the one to copy into it (`address`)."""
    address = settings.BASE_URL + path
    return {"webcal": "webcal://" + address.partition("://")[2], "address": address}


def _calendar(request: HttpRequest, content: str, filename: str, changed: datetime) -> HttpResponseBase:
    """A calendar file, or 304 for a diary that has this one already."""
    said = content.encode()
    response = HttpResponse(said, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["ETag"] = f'"{sha256(said).hexdigest()[:32]}"'
    response["Last-Modified"] = http_date(changed.timestamp())
    patch_cache_control(response, no_cache=True)
    answer = get_conditional_response(
        request, etag=response["ETag"], last_modified=int(changed.timestamp()), response=response
    )
    return answer or response
