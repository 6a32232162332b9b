"""The outside agenda behind a small interface, and one that speaks to a service like OpenAgenda (its version 2).

Off unless the surroundings name an agenda for the organiser and hold a key: FILROUGE_AGENDAS, FILROUGE_AGENDA_KEY,
FILROUGE_AGENDA_URL. Addresses, numbers and names of people never go there.
"""

import json
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings

from filrouge.stages.agendas.facts import AgendaEvent, Place

_SECONDS = 15
_OWN_KEY = "filrouge"
_STATUS: Mapping[str, int] = {"scheduled": 1, "rescheduled": 2, "postponed": 4, "cancelled": 6}


class Unreachable(Exception):
    """The service does not answer, or not now: try later."""


class Refused(Exception):
    """The service does not want this; trying the same again is of no use."""


class Gone(Refused):
    """The service does not know the event any more."""


class AgendaService(Protocol):
    """What the product asks of an agenda. Each raises Unreachable or Refused."""

    def put_place(self, place: Place) -> str:
        """Make a place known; what the service calls it."""
        ...

    def put_event(self, event: AgendaEvent, *, place: str, outside_id: str) -> str:
        """Create an event, or bring the one that the service calls `outside_id` up to date; what the service calls it.
        Twice the same makes one. Raises Gone when `outside_id` is unknown there.
        """
        ...

    def remove(self, outside_id: str) -> None:
        """Take an event away; one that is gone already is fine."""
        ...


def agenda_of(organiser_key: str) -> AgendaService | None:
    """The agenda that the surroundings name for an organiser; None where there is none."""
    agenda = settings.AGENDAS.get(organiser_key, "")
    if not agenda or not settings.AGENDA_KEY:
        return None
    return OpenAgenda(settings.AGENDA_URL, agenda, settings.AGENDA_KEY)


class OpenAgenda:
    """Speaks version 2 of the interface of OpenAgenda: a token for the key, places, events by our own identifier."""

    def __init__(self, base: str, agenda: str, key: str) -> None:
        self._base, self._agenda, self._key = urlsplit(base), agenda, key
        self._token = ""

    def put_place(self, place: Place) -> str:
        """See AgendaService."""
        said = {"name": place.name, "address": place.address, "countryCode": place.country}
        return str(self._asked("POST", "locations", said, "location")["uid"])

    def put_event(self, event: AgendaEvent, *, place: str, outside_id: str) -> str:
        """See AgendaService."""
        said: dict[str, Any] = {
            "title": dict(event.title),
            "description": dict(event.short),
            "timings": [{"begin": one.begin.isoformat(), "end": one.end.isoformat()} for one in event.timings],
            "registration": [event.link],
            "attendanceMode": 2 if event.is_online else 1,
            "status": _STATUS[event.status],
        }
        said |= {"onlineAccessLink": event.link} if event.is_online else {"locationUid": int(place)}
        if outside_id:
            return str(self._asked("POST", f"events/{outside_id}", said, "event")["uid"])
        return str(self._asked("PUT", f"events/ext/{_OWN_KEY}/{event.own_id}", said, "event")["uid"])

    def remove(self, outside_id: str) -> None:
        """See AgendaService."""
        try:
            self._call("DELETE", f"agendas/{self._agenda}/events/{outside_id}", None)
        except Gone:
            return

    def _asked(self, method: str, path: str, said: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        answer = self._call(method, f"agendas/{self._agenda}/{path}", said).get(name)
        if not isinstance(answer, dict) or "uid" not in answer:
            raise Unreachable(f"no {name} in the answer")
        return answer

    def _call(self, method: str, path: str, said: Mapping[str, Any] | None) -> dict[str, Any]:
        if not self._token:
            answer = self._send("POST", "requestAccessToken", {"grant_type": "authorization_code", "code": self._key})
            self._token = str(answer.get("access_token", ""))
        return self._send(method, path, said, {"access-token": self._token})

    def _send(
        self, method: str, path: str, said: Mapping[str, Any] | None, headers: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        kind = HTTPSConnection if self._base.scheme == "https" else HTTPConnection
        connection = kind(self._base.netloc, timeout=_SECONDS)
        try:
            body = json.dumps(said).encode() if said is not None else None
            connection.request(
                method, f"{self._base.path}/{path}", body, {"Content-Type": "application/json", **(headers or {})}
            )
            answer = connection.getresponse()
            return _understood(answer.status, answer.read())
        except (OSError, HTTPException) as error:
            raise Unreachable(type(error).__name__) from error
        finally:
            connection.close()


def _understood(status: int, content: bytes) -> dict[str, Any]:
    if status in (404, 410):
        raise Gone(str(status))
    if status in (400, 409, 413, 422):
        raise Refused(str(status))
    if status >= 300:
        raise Unreachable(str(status))
    try:
        answer = json.loads(content or b"{}")
    except ValueError as error:
        raise Unreachable("the answer is not JSON") from error
    return answer if isinstance(answer, dict) else {}
