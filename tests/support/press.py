"""The press desk for tests: a release of the colloquium, invented journalists, and how one presses the buttons."""

import json
import re
from copy import deepcopy
from importlib import resources
from io import BytesIO
from typing import Any

import pikepdf
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from filrouge.ground.people.actors import SYSTEM
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.press import actions
from filrouge.stages.press.drafts import ReleaseText
from filrouge.stages.press.models import PressAnnex, PressRelease
from filrouge.web.shell import clock
from tests.support.desk_factories import press, send
from tests.support.forms import Page, open_page
from tests.support.gatherings import facts_of
from tests.support.letters import a_pdf
from tests.support.pdf_reading import whole_text

_EXAMPLE = resources.files("filrouge.stages.gatherings") / "examples" / "mulhouse-2022.yaml"
COLLOQUIUM: dict[str, Any] = json.loads(json.dumps(yaml.safe_load(_EXAMPLE.read_text("utf-8")), default=str))
"""The colloquium as its gathering file tells it: facts of a real press release, invented words and people."""
MOBILE = "06 39 98 42 10"
"""The press contact's mobile number in the example of the colloquium."""
EMBARGO = "2022-04-14T06:00+02:00"
JOURNALIST = {
    "name": "Solène Amsler",
    "medium": "Radio des Trois Frontières",
    "email": "s.amsler@radio.example",
    "language": "fr",
    "source": "Ours du site",
    "source_on": "2022-01-10",
}
ASKED = {
    "name": "Matteo Ferrari",
    "medium": "Le Courrier du Rhin",
    "email": "m.ferrari@courrier.example",
    "press_card": "FR-20991",
}


def moved(document: dict[str, Any], **days: str) -> dict[str, Any]:
    """The same gathering on other days: `day_1="2022-05-11"`."""
    copy = deepcopy(document)
    for part in copy["parts"]:
        if part["key"].replace("-", "_") in days:
            part["when"] = days[part["key"].replace("-", "_")]
            del part["weekday"]
    return copy


class PressDesk:
    """Somebody at the pages of one gathering's press."""

    def __init__(self, client: Client, key: str = "mulhouse-2022") -> None:
        self.client, self.key, self.root = client, key, f"/desk/g/{key}/press/"
        self.release = ""

    def start(self) -> Page:
        """Start a release, as the button of the list does."""
        page = send(self.client, self.root, f"{self.root}start/")
        self.release = page.address.partition("#")[0]
        return page

    def open(self) -> Page:
        """The page of the release."""
        return open_page(self.client, self.release)

    def heading(self, **said: str) -> Page:
        """Change day and embargo."""
        return open_page(self.client, f"{self.release}heading/").fill(**said).send()

    def write(self, language: str = "fr", **said: str) -> Page:
        """Change the texts of a language."""
        return open_page(self.client, f"{self.release}text/{language}/").fill(**said).send()

    def put_file(self, data: bytes | None = None) -> Page:
        """Upload the PDF of the first annex."""
        page = self.open()
        number = page.tree.xpath("//section[@id='annexes']//div[contains(@class, 'letter-card')]/@id")[0]
        return self._post(page, f"{self.release}annexes/{number.removeprefix('annex-')}/", data)

    def add_annex(self, title: str, *, data: bytes | None = None, file: bool = True) -> Page:
        """One more annex, with its PDF."""
        return self._post(self.open(), f"{self.release}annexes/", data, title_fr=title, file=file)

    def _post(self, page: Page, address: str, data: bytes | None, *, file: bool = True, **said: str) -> Page:
        token = page.tree.xpath("//input[@name='csrfmiddlewaretoken']/@value")[0]
        content = a_pdf() if data is None else data
        sent: dict[str, Any] = {"csrfmiddlewaretoken": token, **said}
        if file:
            sent["file"] = SimpleUploadedFile("programme.pdf", content, content_type="application/pdf")
        response = self.client.post(address, sent)
        if response.status_code == 303:
            return open_page(self.client, response["Location"])
        return Page(self.client, response, address)

    def issue(self, **said: str) -> Page:
        """Press the button."""
        return send(self.client, self.release, f"{self.release}issue/", **said)

    def issued(self, *, embargo: bool = False) -> None:
        """A release with all that it needs, issued."""
        self.start()
        held = {"embargo_on": "2022-04-14", "embargo_at": "06:00"} if embargo else {}
        self.heading(dated="2022-04-11", **held)
        self.put_file()
        assert "The press release is issued." in self.issue().text

    def list_journalist(self, **other: str) -> Page:
        """Put somebody on the press list."""
        page = open_page(self.client, f"{self.root}list/")
        return press(self.client, page, page.address, **{**JOURNALIST, **other})

    def send_it(self) -> Page:
        """Send the issued release to the press list."""
        return send(self.client, self.release, f"{self.release}send/")

    @property
    def public(self) -> str:
        """The public address of the release."""
        return f"/g/{self.key}/press/{PressRelease.objects.latest('pk').uid}/"


def a_release(facts: GatheringFacts, *, is_issued: bool) -> PressRelease:
    """A release of any gathering with all that it needs; a draft, or issued."""
    about: dict[str, Any] = {"actor": SYSTEM, "now": clock.now()}
    actions.change_press_contact(
        facts=facts, name="Ludivine Haag", phone="", mobile=MOBILE, email="presse@villes.example", **about
    )
    about["facts"] = facts_of(facts.key)
    pk = actions.start_release(**about)
    place = dict(facts.town) or {facts.language: "Aarau"}
    actions.write_heading(
        release_id=pk,
        languages=[facts.language],
        place=place,
        dated=clock.now().date(),
        embargo_until=None,
        **about,
    )
    text = ReleaseText(facts.language, "{gathering}", "{gathering}, {date}, {place}.", "Tout commence ici.")
    actions.write_text(release_id=pk, text=text, **about)
    of_the_brief = PressAnnex.objects.filter(release_id=pk).values_list("pk", flat=True).first()
    added = of_the_brief or actions.add_annex(release_id=pk, title={facts.language: "Programme"}, **about)
    actions.take_file(release_id=pk, annex_id=added, name="programme.pdf", data=a_pdf(), **about)
    if is_issued:
        actions.issue(release_id=pk, looked_at=True, **about)
    return PressRelease.objects.get(pk=pk)


def release_at(name: str, facts: GatheringFacts) -> dict[str, object]:
    """What the address of this name needs: a draft where it is written, else an issued release."""
    row = a_release(facts, is_issued=name not in ("desk:release_heading", "desk:release_text"))
    annex = row.annexes.get().pk
    return {"pk": row.pk, "uid": row.uid, "annex_id": annex, "language": facts.language, "form": "pdf"}


RELEASES = ("public:release", "public:release_file")
"""The only public addresses at which the mobile number of the press contact may stand."""


def with_press(document: dict[str, Any]) -> dict[str, Any]:
    """The contacts of a gathering file, with one for the press whose mobile number is known."""
    return {**document.get("contacts", {}), "press": {"name": "Ludivine Haag", "mobile": MOBILE}}


def _is_ours(content: bytes) -> bool:
    """Whether a file is a PDF that we made: tagged, with a language; not one that somebody uploaded."""
    if not content.startswith(b"%PDF-") or b"startxref" not in content:
        return False
    with pikepdf.open(BytesIO(content)) as document:
        return "/Lang" in document.Root


def says_the_press_number(answer: Any) -> bool:
    """Whether what an address answers, a page, a file or a PDF, says the mobile number, however it is spaced."""
    content = answer.getvalue() if answer.streaming else answer.content
    said = whole_text(content) if _is_ours(content) else content.decode("utf-8", "replace")
    return re.sub(r"\D", "", MOBILE) in re.sub(r"\D", "", said)
