"""Every HTML answer is read: no inline script or style, nothing fetched from another host.

The content security policy would make the browser drop them; this says it in every test, with the place. Pages of
other packages are held too: what they cannot keep is overridden by a template of ours.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from unittest import mock
from urllib.parse import urlsplit

from django.core.handlers.base import BaseHandler
from django.http import HttpRequest, HttpResponse, HttpResponseBase

# Blocks of data, which no browser runs. Whatever else may stand in a script element does something.
DATA_SCRIPTS = {"application/json", "application/ld+json"}
FETCHED = {"script": ["src"], "img": ["src", "srcset"], "iframe": ["src"], "source": ["src", "srcset"]}
FETCHED |= {
    "audio": ["src"],
    "video": ["src", "poster"],
    "link": ["href"],
    "embed": ["src"],
    "object": ["data"],
}
LINKS_NOT_FETCHED = {"canonical", "alternate", "author", "license", "next", "prev"}
LOCAL_HOSTS = {"", "testserver", "localhost", "127.0.0.1"}


class UncleanPage(AssertionError):
    """A page holds what our content security policy forbids."""


class Reader(HTMLParser):
    """Collects what a page may not hold."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.inside: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at the attributes of one element."""
        given = {name: value or "" for name, value in attrs}
        line, _column = self.getpos()
        if tag == "style":
            self.faults.append(f"line {line}: <style>")
        if tag == "script" and "src" not in given and given.get("type", "") not in DATA_SCRIPTS:
            self.faults.append(f"line {line}: inline <script>")
        for name, value in given.items():
            if name == "style" or name.startswith(("on", "hx-on")):
                self.faults.append(f"line {line}: <{tag} {name}=…>")
            if name in {"href", "src", "action"} and value.strip().lower().startswith("javascript:"):
                self.faults.append(f"line {line}: <{tag} {name}=javascript:…>")
        if tag == "link" and set(given.get("rel", "").lower().split()) & LINKS_NOT_FETCHED:
            return
        for name in FETCHED.get(tag, []):
            if is_elsewhere(given.get(name, "")):
                self.faults.append(f"line {line}: <{tag} {name}={given[name]}> comes from another host")


def is_elsewhere(value: str) -> bool:
    """True when one of the addresses (a srcset holds several) names another host."""
    addresses = [part.split()[0] for part in value.split(",") if part.strip()]
    return any(urlsplit(address).hostname not in {None, *LOCAL_HOSTS} for address in addresses)


def faults_of(html: str) -> list[str]:
    """What is wrong with a page or with a template's source."""
    reader = Reader()
    reader.feed(html)
    return reader.faults


@contextmanager
def clean_pages() -> Iterator[None]:
    """Inside, an HTML answer with an inline script, an inline style or a foreign resource fails."""
    answer = BaseHandler.get_response

    def get_response(self: BaseHandler, request: HttpRequest) -> HttpResponseBase:
        response = answer(self, request)
        # A mail shown in a sandbox carries its styles; it can run, load and send nothing.
        is_sandboxed = "sandbox" in response.get("Content-Security-Policy", "")
        is_page = response.get("Content-Type", "").startswith("text/html") and not is_sandboxed
        if isinstance(response, HttpResponse) and is_page:
            faults = faults_of(response.content.decode(response.charset))
            if faults:
                raise UncleanPage(f"{request.method} {request.path}: " + "; ".join(faults))
        return response

    with mock.patch.object(BaseHandler, "get_response", get_response):
        yield
