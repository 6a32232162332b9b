"""Where a delivery service tells which mails came back; whoever knows the shared secret may."""

import base64
import hmac
import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from filrouge.ground.mail.enums import Way
from filrouge.ground.mail.services import NotRead, read_events
from filrouge.stages.sendings.actions.bounces import record_told
from filrouge.web.shell import clock

# A service groups all events of a second: far more than a form may hold.
_MOST_BYTES = 5_000_000
_SERVICES = {"": Way.OWN, "brevo": Way.BREVO, "mailjet": Way.MAILJET}


# A program without cookies sends it; the secret in its head or its address stands for them.
@csrf_exempt
@require_POST
def receive(request: HttpRequest, service: str = "", secret: str = "") -> HttpResponse:
    """Take events (docs/sendings.md). 404 while no secret is set, 401 without it, 400 for another form.

    Events of no interest are counted and answered with 200, so that no service sends them again.
    """
    if not settings.BOUNCES_SECRET or service not in _SERVICES:
        raise Http404("no secret is set")
    if not _knows_the_secret(request, secret):
        response = HttpResponse(status=401)
        # Services that know a name and a password only offer them once they are asked.
        response["WWW-Authenticate"] = 'Basic realm="bounces"'
        return response
    try:
        # Read by hand: `body` refuses what is larger than a form.
        told = read_events(_SERVICES[service], json.loads(request.read(_MOST_BYTES)))
    except (NotRead, ValueError):
        return JsonResponse({"problem": "expected the events of docs/sendings.md as JSON"}, status=400)
    recorded = record_told(told, way=_SERVICES[service], now=clock.now())
    return JsonResponse({"known": recorded.known, "ignored": told.ignored})


def _knows_the_secret(request: HttpRequest, in_path: str) -> bool:
    kind, _, said = request.headers.get("Authorization", "").partition(" ")
    offered = [in_path, said if kind.lower() == "bearer" else "", _password(said) if kind.lower() == "basic" else ""]
    wanted = settings.BOUNCES_SECRET.encode()
    return any(hmac.compare_digest(one.encode(), wanted) for one in offered)


def _password(said: str) -> str:
    try:
        return base64.b64decode(said).decode().partition(":")[2]
    except ValueError:
        return ""
