"""Where a delivery service tells which mails came back; whoever knows the shared secret may."""

import hmac
import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from filrouge.ground.mail.bounces import NotRead, read_events
from filrouge.stages.sendings.actions.bounces import record_bounces
from filrouge.web.shell import clock


# A program without cookies sends it; the secret in its head stands for them.
@csrf_exempt
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """Take a list of events (docs/sendings.md). 404 while no secret is set, 401 without it, 400 for another form."""
    if not settings.BOUNCES_SECRET:
        raise Http404("no secret is set")
    said = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
    if not hmac.compare_digest(said, settings.BOUNCES_SECRET.encode()):
        return HttpResponse(status=401)
    try:
        bounces = read_events(json.loads(request.body))
    except (NotRead, ValueError):
        return JsonResponse(
            {"problem": 'expected {"events": [{"type": "bounce", "message_id", "address"}]}'}, status=400
        )
    return JsonResponse({"known": record_bounces(bounces, now=clock.now())})
