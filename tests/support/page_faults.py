"""What goes wrong in a browser page without anybody looking."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response

LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]", "::1", None}
# A refused form answers 422 and a missing page 404 on purpose: the test looks at those answers itself.
PROPER_ANSWERS = {"document", "xhr", "fetch"}
# Chromium reports every answer from 400 on as an error; `on_response` judges them with more sense.
LOADING = re.compile(r"^Failed to load resource: the server responded with a status of 4\d\d")


class PageFaults:
    """Listens to a page from its first request and keeps what it did wrong."""

    def __init__(self, page: Page) -> None:
        self.found: list[str] = []
        page.on("console", self.on_console)
        page.on("pageerror", lambda error: self.found.append(f"script error: {error}"))
        page.on("request", self.on_request)
        page.on("response", self.on_response)

    def on_console(self, message: ConsoleMessage) -> None:
        """An error in the console; violations of the content security policy are among them."""
        if message.type == "error" and not LOADING.match(message.text):
            self.found.append(f"console: {message.text}")

    def on_request(self, request: Request) -> None:
        """A request to somebody else."""
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob", "about"} and address.hostname not in LOCAL_HOSTS:
            self.found.append(f"request to another host: {request.url}")

    def on_response(self, response: Response) -> None:
        """A broken page, or a script, style, font or picture that is not there."""
        proper = response.request.resource_type in PROPER_ANSWERS
        if response.status >= (500 if proper else 400):
            self.found.append(f"{response.status}: {response.url}")
