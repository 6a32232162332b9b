"""A diary that somebody else wrote: Radicale, a CalDAV server that reads calendars with vobject, not with our library.

It takes objects as calendar programs do (RFC 5546): by UID, the higher SEQUENCE wins, a cancelled event is marked so.
"""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import vobject
from radicale import Application, config

_OWNER = "reader"
_SHELF = f"/{_OWNER}/diary/"
_FEED = f"/{_OWNER}/feed/"
_BY_UID = """<?xml version="1.0"?>
<c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><d:getetag/></d:prop>
<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">
<c:prop-filter name="UID"><c:text-match collation="i;octet">{uid}</c:text-match></c:prop-filter>
</c:comp-filter></c:comp-filter></c:filter></c:calendar-query>"""


class Refused(Exception):
    """The server did not take it; the status says why."""

    def __init__(self, status: int, said: str) -> None:
        super().__init__(f"{status}: {said[:300]}")
        self.status = status


class OtherDiary:
    """One person's diary on that server, with a calendar of their own and one that follows a feed."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._count = 0
        for shelf in (_SHELF, _FEED):
            self._ask("MKCALENDAR", shelf)

    def take(self, file: bytes) -> str:
        """Import a file with one event: a new entry, or a new version of the one with its UID. Says which: new,
        updated or ignored.
        """
        calendar = vobject.readOne(file.decode())
        (event,) = calendar.vevent_list
        found = self.entries_with(event.uid.value)
        if len(found) > 1:
            raise AssertionError(f"{len(found)} entries for {event.uid.value}")
        if found and self._is_older(event, found[0]):
            return "ignored"
        if calendar.method.value == "CANCEL" and not found:
            return "ignored"
        del calendar.method
        self._count += 1
        self.put(found[0] if found else f"{_SHELF}{self._count}.ics", calendar.serialize().encode())
        return "updated" if found else "new"

    def follow(self, feed: bytes) -> None:
        """Read a feed again: what the calendar held before is replaced by it."""
        self.put(_FEED, feed)

    def put(self, address: str, content: bytes) -> None:
        """Store under an address. Raises Refused."""
        self._ask("PUT", address, content, type="text/calendar; charset=utf-8")

    def entries_with(self, uid: str) -> list[str]:
        """The addresses of the entries with this UID, as the server finds them."""
        answer = ET.fromstring(self._ask("REPORT", _SHELF, _BY_UID.format(uid=uid).encode(), HTTP_DEPTH="1"))  # noqa: S314
        return [found.text or "" for found in answer.iterfind(".//{DAV:}href")]

    @property
    def events(self) -> dict[str, vobject.base.Component]:
        """Everything in the calendar of one's own, by UID. Fails when something stands there twice."""
        return self._all_of(_SHELF)

    @property
    def followed(self) -> dict[str, vobject.base.Component]:
        """Everything in the calendar that follows the feed, by UID."""
        return self._all_of(_FEED)

    def _all_of(self, shelf: str) -> dict[str, vobject.base.Component]:
        calendar = vobject.readOne(self._ask("GET", shelf).decode())
        found = list(calendar.contents.get("vevent", []))
        by_uid = {event.uid.value: event for event in found}
        assert len(by_uid) == len(found), "an event stands there twice"
        return by_uid

    def _is_older(self, event: vobject.base.Component, stored: str) -> bool:
        (held,) = vobject.readOne(self._ask("GET", stored).decode()).vevent_list
        return (int(event.sequence.value), event.dtstamp.value) < (int(held.sequence.value), held.dtstamp.value)

    def _ask(self, method: str, path: str, body: bytes = b"", *, type: str = "text/xml", **headers: str) -> bytes:
        answered: list[str] = []
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "SCRIPT_NAME": "",
            "CONTENT_TYPE": type,
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_AUTHORIZATION": "Basic " + base64.b64encode(f"{_OWNER}:".encode()).decode(),
            "wsgi.input": BytesIO(body),
            "wsgi.errors": BytesIO(),
            "REMOTE_ADDR": "127.0.0.1",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": "http",
            **headers,
        }
        content = b"".join(self._application(environ, lambda status, *_rest: answered.append(status)))
        status = int(answered[0].split()[0])
        if status >= 400:
            raise Refused(status, content.decode(errors="replace"))
        return content


@contextmanager
def other_diary(folder: Path) -> Iterator[OtherDiary]:
    """Inside, there is such a diary, kept in a folder."""
    settings = config.load()
    wanted = {
        "auth": {"type": "none"},
        "rights": {"type": "owner_only"},
        "storage": {"filesystem_folder": str(folder), "_filesystem_fsync": "False"},
        "logging": {"level": "error"},
    }
    settings.update(wanted, "test", privileged=True)
    yield OtherDiary(Application(settings))
