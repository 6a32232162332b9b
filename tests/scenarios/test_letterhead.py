"""The letterhead of an organiser: a logo is put there at the desk, and stands in every format of a letter."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from filrouge.ground.people.enums import Role
from filrouge.stages.documents.models import OrganiserLogo
from filrouge.stages.gatherings.facts import GatheringFacts
from tests.support import gatherings
from tests.support.clock import at
from tests.support.desk_factories import desk_of, send, token_of
from tests.support.forms import Page, open_page, visitor
from tests.support.letters import Desk, with_letter
from tests.support.logo import LOGO
from tests.support.mailbox import PostOffice, post_office
from tests.support.pdf_reading import faults, reading
from tests.support.press import COLLOQUIUM, PressDesk

__all__ = ["post_office"]
pytestmark = pytest.mark.django_db

SAYS = {"alternative_fr": "Villes sociales", "alternative_de": "Soziale Städte"}
FIGURE = ("Figure", "Soziale Städte")


def letterhead(client: Client, facts: GatheringFacts, data: bytes | None, **said: str) -> Page:
    """Fill the form of the letterhead in and send it."""
    address = f"/desk/o/{facts.organiser_key}/letterhead/"
    answers: dict[str, object] = {"csrfmiddlewaretoken": token_of(open_page(client, address)), **SAYS, **said}
    if data is not None:
        answers["file"] = SimpleUploadedFile("logo.svg", data, content_type="image/svg+xml")
    response = client.post(address, answers)
    return open_page(client, response["Location"]) if response.status_code == 303 else Page(client, response, address)


def logo_address(page: Page) -> str:
    """Where a page finds the logo that it shows."""
    found = page.tree.xpath("//main//img/@src")
    assert len(found) >= 1, "no picture"
    return str(found[0])


def test_a_logo_stands_in_every_format_and_what_was_issued_keeps_it() -> None:
    with at():
        facts = gatherings.load(with_letter())
        client = desk_of(Role.EDITOR, facts)
        desk = Desk(client)
        desk.start()
        assert not desk.open().has("//img[@class='sheet__logo']")
        saved = letterhead(client, facts, LOGO)
        assert "Drafts show it at once" in saved.text
        assert saved.tree.xpath("//main//img/@alt") == ["Villes sociales"]
        assert desk.open().tree.xpath("//div[@data-language='de']//img/@alt") == ["Soziale Städte"]
        pdf = desk.file("de", "pdf")
        assert faults(pdf) == [] and FIGURE in reading(pdf)
        odt = ZipFile(BytesIO(desk.file("de", "odt")))
        content = odt.read("content.xml").decode()
        assert 'xlink:href="Pictures/logo.png"' in content and "<svg:title>Soziale Städte</svg:title>" in content
        assert odt.read("Pictures/logo.png").startswith(b"\x89PNG") and b"Pictures/logo.png" in odt.read(
            "META-INF/manifest.xml"
        )
        docx = ZipFile(BytesIO(desk.file("de", "docx")))
        assert 'descr="Soziale Städte"' in docx.read("word/document.xml").decode()
        desk.ready()
        assert "issued" in desk.issue(looked_at=True).text.lower()
        # another logo, then none: the letter keeps what it left with, on its page too
        address = logo_address(desk.open())
        letterhead(client, facts, LOGO.replace(b"#b3122a", b"#123456"), alternative_de="Neu")
        send(client, f"/desk/o/{facts.organiser_key}/letterhead/", f"/desk/o/{facts.organiser_key}/letterhead/drop/")
        assert desk.file("de", "pdf") is not None and FIGURE in reading(desk.file("de", "pdf"))
        assert logo_address(desk.open()) == address
        docx = ZipFile(BytesIO(desk.file("de", "docx")))
        assert 'descr="Soziale Städte"' in docx.read("word/document.xml").decode()
        assert OrganiserLogo.objects.count() == 2
        picture = visitor("fr").get(address)
        assert picture["Content-Type"] == "image/png" and "immutable" in picture["Cache-Control"]
        assert picture["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert visitor("fr").get("/logo/none.png").status_code == 404


def test_the_words_are_needed_and_may_change_alone() -> None:
    with at():
        facts = gatherings.load(with_letter())
        client = desk_of(Role.MANAGER, facts)
        empty = letterhead(client, facts, None)
        assert empty.status == 422 and "Choose a file." in empty.errors()
        silent = letterhead(client, facts, LOGO, alternative_fr="")
        assert silent.status == 422 and silent.value("alternative_de") == "Soziale Städte"
        assert not OrganiserLogo.objects.exists()
        letterhead(client, facts, LOGO)
        letterhead(client, facts, None, alternative_de="Städteinitiative")
        again = open_page(client, f"/desk/o/{facts.organiser_key}/letterhead/")
        assert again.tree.xpath("//input[@name='alternative_de']/@value") == ["Städteinitiative"]
        assert OrganiserLogo.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (LOGO.replace(b"</svg>", b"<script>fetch('/')</script></svg>"), "contains a script"),
        (LOGO.replace(b'href="#dot"', b'href="http://elsewhere.example/"'), "fetches something from elsewhere"),
        (b"%PDF-1.7", "neither an SVG nor a PNG"),
        (b"x" * 400_000, "at most 300 kB"),
    ],
    ids=["script", "elsewhere", "pdf", "large"],
)
def test_a_dangerous_file_is_answered_with_what_to_do(data: bytes, said: str) -> None:
    with at():
        facts = gatherings.load(with_letter())
        page = letterhead(desk_of(Role.MANAGER, facts), facts, data)
        assert page.status == 422 and said in page.errors()
        assert page.value("alternative_fr") == "Villes sociales"
        assert not OrganiserLogo.objects.exists()


def test_each_organiser_has_its_own_logo_and_helpers_do_not_change_it() -> None:
    with at():
        facts = gatherings.load(with_letter())
        letterhead(desk_of(Role.MANAGER, facts), facts, LOGO)
        address = f"/desk/o/{facts.organiser_key}/letterhead/"
        assert desk_of(Role.DESK_HELPER, facts).get(address).status_code == 403
        other = gatherings.load({**gatherings.HEALTH})
        client = desk_of(Role.EDITOR, other)
        assert client.get(address).status_code == 404
        assert not open_page(client, f"/desk/o/{other.organiser_key}/letterhead/").has("//main//img")


def test_a_release_bears_the_logo_and_its_mail_fetches_nothing(post_office: PostOffice) -> None:
    with at("2022-04-11T09:00:00+02:00"):
        facts = gatherings.load(COLLOQUIUM)
        found = PressDesk(desk_of(Role.MANAGER, facts, language="en"))
        letterhead(found.client, facts, LOGO)
        found.list_journalist()
        found.issued()
        found.send_it()
        (letter,) = post_office.deliver()
        assert "<img" not in letter.html
        pdf = next(letter.message.iter_attachments()).get_payload(decode=True)
        assert isinstance(pdf, bytes) and faults(pdf) == [] and reading(pdf)[0][0] == "Figure"
        page = open_page(visitor("fr"), found.public)
        assert page.has("//article//img[@alt='Villes sociales']")
        assert visitor("fr").get(logo_address(page)).status_code == 200
