"""An agenda service of our own, on a port of this machine: takes a key for a token, keeps places and events, and
remembers every request. Shaped after version 2 of the interface of OpenAgenda.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

KEY, TOKEN, AGENDA = "a-key-that-only-the-surroundings-hold", "a-token-for-an-hour", "4711"


class Agenda:
    """What the service holds and what it was asked; `answers_with` makes it answer so, `loses_answers` makes it do
    what it is asked and then say nothing, as when the line breaks.
    """

    def __init__(self) -> None:
        self.places: dict[int, dict[str, Any]] = {}
        self.events: dict[int, dict[str, Any]] = {}
        self.own: dict[str, int] = {}
        self.asked: list[tuple[str, str]] = []
        self.answers_with = 0
        self.loses_answers = False
        self.address = ""

    def answer(self, method: str, path: str, token: str, said: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Do what was asked."""
        self.asked.append((method, path))
        if self.answers_with:
            return self.answers_with, {}
        if path == "/v2/requestAccessToken":
            return (200, {"access_token": TOKEN, "expires_in": 3600}) if said.get("code") == KEY else (403, {})
        if token != TOKEN or not path.startswith(f"/v2/agendas/{AGENDA}/"):
            return 403, {}
        rest = path.removeprefix(f"/v2/agendas/{AGENDA}/").split("/")
        if rest == ["locations"]:
            return self._keep(self.places, 100 + len(self.places), said, "location")
        if rest[:2] == ["events", "ext"]:
            number = self.own.setdefault("/".join(rest[2:]), 9000 + len(self.own))
            return self._event(number, said)
        number = int(rest[1])
        if number not in self.events:
            return 404, {}
        if method == "DELETE":
            self.own = {name: known for name, known in self.own.items() if known != number}
            return 200, {"event": self.events.pop(number)}
        return self._event(number, said)

    def _event(self, number: int, said: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if not said.get("title") or not said.get("timings") or said.get("locationUid") not in self.places:
            return 400, {"errors": ["incomplete"]}
        return self._keep(self.events, number, said, "event")

    def _keep(
        self, shelf: dict[int, dict[str, Any]], number: int, said: dict[str, Any], name: str
    ) -> tuple[int, dict[str, Any]]:
        shelf[number] = said
        return 200, {name: {"uid": number, **said}}


@contextmanager
def agenda_server() -> Iterator[Agenda]:
    """Inside, the service answers at `address`."""
    agenda = Agenda()

    class Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            said = json.loads(body) if body else {}
            status, answer = agenda.answer(self.command, self.path, self.headers.get("access-token", ""), said)
            if agenda.loses_answers and "events" in self.path:
                self.close_connection = True
                return
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        do_POST = do_PUT = do_PATCH = do_DELETE = _serve  # noqa: N815

        def log_message(self, *_said: Any) -> None:
            """Nothing: `asked` remembers."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    agenda.address = f"http://127.0.0.1:{server.server_port}/v2"
    try:
        yield agenda
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
