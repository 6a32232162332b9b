"""Filling in forms as a person does: open the page, type into the fields that are there, press a button."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client
from lxml import html
from lxml.html import HtmlElement


def visitor(language: str = "fr") -> Client:
    """Somebody with a browser, without an account; the protection against forged forms holds for them."""
    return Client(enforce_csrf_checks=True, headers={"accept-language": language})


def plain(text: str) -> str:
    """A text as it is heard: typographic and other white space as single spaces, none before marks."""
    return re.sub(r" ([;:!?])", r"\1", " ".join(text.split()))


class Page:
    """An HTML page as a reader finds it."""

    def __init__(self, client: Client, response: Any, address: str) -> None:
        self.client, self.response, self.address = client, response, address
        self.status: int = response.status_code
        self.source: str = response.content.decode()
        self.tree: HtmlElement = html.fromstring(self.source) if self.source.strip() else html.Element("html")

    @property
    def text(self) -> str:
        """All that can be read in the page's main content."""
        return self.said("//main")

    def said(self, path: str) -> str:
        """What the first element at this path says."""
        found = self.tree.xpath(path)
        assert found, f"nothing at {path} of {self.address}"
        return plain(found[0].text_content())

    def has(self, path: str) -> bool:
        """Whether the page has such an element."""
        return bool(self.tree.xpath(path))

    @property
    def links(self) -> list[str]:
        """Every address that the page leads to."""
        return [str(link) for link in self.tree.xpath("//a/@href")]

    def links_to(self, ending: str) -> str:
        """The one address on the page that ends like this: “change”, “withdraw”."""
        found = {link for link in self.links if link.rstrip("/").endswith(ending)}
        assert len(found) == 1, f"{len(found)} links to {ending} on {self.address}"
        return found.pop()

    # ------------------------------------------------------------------------------------------------- parts

    def _card(self, key: str) -> HtmlElement:
        found = self.tree.xpath(f"//*[@id='part-{key}']/ancestor::div[contains(concat(' ', @class, ' '), ' part ')]")
        assert found, f"no card for the part {key}"
        return found[0]

    def decision(self, key: str) -> str:
        """What the card of a part answers: allowed, ask, wait, refused, confirmed, open (not known yet)."""
        classes = self._card(key).get("class").split()
        return next(name for name in (word.removeprefix("part--") for word in classes) if f"part--{name}" in classes)

    def card(self, key: str) -> str:
        """All that the card of a part says."""
        return plain(self._card(key).text_content())

    # ------------------------------------------------------------------------------------------------- form

    @property
    def form(self) -> HtmlElement:
        """The one form of the page that is sent by POST."""
        found = [form for form in self.tree.xpath("//main//form") if form.method == "POST"]
        assert len(found) == 1, f"{len(found)} forms on {self.address} ({self.status})"
        return found[0]

    @property
    def has_form(self) -> bool:
        """Whether there is anything to send."""
        return self.has("//main//form")

    @property
    def values(self) -> dict[str, list[str]]:
        """What the form holds now, hidden fields too."""
        found: dict[str, list[str]] = {}
        for name, value in self.form.form_values():
            found.setdefault(name, []).append(value)
        return found

    def value(self, name: str) -> str:
        """What one field holds now, empty when nothing."""
        return next(iter(self.values.get(name, [])), "")

    def keeps(self, typed: dict[str, str]) -> bool:
        """Whether the form still holds what was typed."""
        return {name: self.value(name) for name in typed} == typed

    def errors(self) -> str:
        """What the summary of mistakes says, empty when there is none."""
        return self.said("//*[@id='error-summary']") if self.has("//*[@id='error-summary']") else ""

    def fill(self, answers: dict[str, str] | None = None, *, tick: Iterable[str] | None = None, **more: str) -> "Page":
        """Type and choose. Fails for a field or a choice that the page does not offer."""
        for name, value in {**(answers or {}), **more}.items():
            self.form.fields[name] = value
        if tick is not None:
            self.tick("parts", set(tick))
        return self

    def register_for(self, name: str, family: str, email: str) -> "Page":
        """Say that one registers somebody else, and who one is."""
        self.form.inputs["for_another"].checked = True
        return self.fill({"registrant_given_name": name, "registrant_family_name": family, "registrant_email": email})

    def tick(self, name: str, wanted: set[str]) -> None:
        """Tick these boxes of a name and no others."""
        boxes = {box.get("value"): box for box in self.form.xpath(f".//input[@type='checkbox'][@name='{name}']")}
        assert wanted <= set(boxes), f"{wanted - set(boxes)} cannot be ticked"
        for value, box in boxes.items():
            box.checked = value in wanted

    def send(self, *, button: str = "", forged: dict[str, str | list[str]] | None = None) -> "Page":
        """Press a button, the main one by default. `forged` replaces values by what no browser would send."""
        pairs: list[tuple[str, str]] = [(name, value) for name, value in self.form.form_values()]
        for name, value in (forged or {}).items():
            pairs = [pair for pair in pairs if pair[0] != name]
            pairs += [(name, one) for one in ([value] if isinstance(value, str) else value)]
        if button:
            pairs.append((button, "1"))
        return post(self.client, self.form.action or self.address, pairs)

    def check(self) -> "Page":
        """Press “first show what I can take”."""
        assert self.has("//button[@name='check']"), "no such button"
        return self.send(button="check")


def _followed(client: Client, response: HttpResponse, address: str) -> Page:
    # 303 after a POST leads to a page that is opened, as every browser does.
    if response.status_code == 303:
        return open_page(client, response["Location"])
    return Page(client, response, address)


def open_page(client: Client, address: str) -> Page:
    """Open an address."""
    return _followed(client, client.get(address), address)


def post(client: Client, address: str, pairs: Iterable[tuple[str, str]]) -> Page:
    """Send a form as a browser sends it."""
    body = urlencode(list(pairs))
    response = client.post(address, body, content_type="application/x-www-form-urlencoded")
    return _followed(client, response, address)


def open_form(key: str = "aarau-2023", client: Client | None = None) -> Page:
    """Open the registration form of a gathering."""
    return open_page(client or visitor(), f"/g/{key}/register/")
