"""A letter in each reader's own name: printed for those whom no mail reaches, or sent; both count as received."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.template.defaultfilters import filesizeformat
from django.test import Client
from django.utils.translation import override
from lxml import etree

from filrouge.ground.directory.models import ContactFunction
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations.models import Invitation
from filrouge.stages.sendings.actions.leaving import send_due
from filrouge.stages.sendings.models import LetterReceipt
from tests.support.clock import at
from tests.support.desk_factories import desk_of, press, send
from tests.support.forms import Page, open_page
from tests.support.gatherings import HEALTH, fresh_facts, load
from tests.support.letters import Desk, with_letter
from tests.support.letters_sent import Sender, addresses_in, files_of, issued, number_of
from tests.support.mailbox import PostOffice, post_office
from tests.support.pdf_reading import faults, pages_text, reading, whole_text
from tests.support.sendings import contact, posted_to, recipient_list

__all__ = ["fresh_facts", "post_office"]

PERSONAL = with_letter(languages=("fr", "de"), addressed_to="personal")


@pytest.fixture
def facts(db: None) -> Iterator[GatheringFacts]:
    with at():
        yield load(PERSONAL)


@pytest.fixture
def desk(facts: GatheringFacts) -> Client:
    return desk_of(Role.MANAGER, facts)


def people(facts: GatheringFacts) -> dict[str, int]:
    """Two without an e-mail address, one with, of bodies whose postal address is known; the ids of the contacts."""
    posted_to(facts)
    posted_to(facts, "aarau")
    return {
        "anna": contact(facts, "Anna Rey", email="", civility="madam"),
        "urs": contact(facts, "Urs Weber", email="", language="de", body="aarau"),
        "carla": contact(facts, "Carla Neri", civility="madam"),
    }


def print_page(client: Client, letter: Desk) -> Page:
    return open_page(client, f"{letter.letter}print/")


def print_for(client: Client, letter: Desk, asked: int, whom: str = "unreached") -> Page:
    return press(client, print_page(client, letter), f"{letter.letter}print/", list=str(asked), whom=whom)


def parcel(client: Client, run: Page, form: str = "pdf") -> dict[str, bytes]:
    """The files of a print run in a format, by name."""
    (link,) = run.tree.xpath(f"//a[contains(@href, '-{form}.zip')]/@href")
    response = client.get(link)
    assert response.status_code == 200 and response["Content-Type"] == "application/zip"
    with ZipFile(BytesIO(b"".join(response.streaming_content))) as found:
        assert found.testzip() is None
        return {name: found.read(name) for name in found.namelist()}


def office_text(file: bytes) -> str:
    """What is written in an ODT or a DOCX."""
    with ZipFile(BytesIO(file)) as found:
        part = "word/document.xml" if "word/document.xml" in found.namelist() else "content.xml"
        return "\n".join(etree.fromstring(found.read(part)).itertext())


def shown_letter(client: Client, sender: Sender, pk: int) -> bytes:
    """The letter behind the preview of somebody, as large and under the name that the page says."""
    page = open_page(client, sender.address("sending_preview", pk))
    (link,) = page.tree.xpath("//*[@id='letter']//li/a[contains(@href, '/letter-')]")
    response = client.get(link.get("href"))
    assert response.status_code == 200 and response["Cache-Control"] == "no-store"
    assert link.text in response["Content-Disposition"]
    with override("en"):
        assert filesizeformat(len(response.content)) in page.said("//*[@id='letter']//li[1]").replace(" ", "\u00a0")
    return bytes(response.content)


def test_whom_no_mail_reaches_gets_a_printed_letter_in_their_name(facts: GatheringFacts, desk: Client) -> None:
    who, asked, letter = people(facts), recipient_list(facts), issued(desk)
    row = print_page(desk, letter).said("//*[@id='lists']//tbody/tr")
    assert "Print 2 letters" in row and "Print 3 letters" in row
    run = print_for(desk, letter, asked)
    assert "ready to print, and written down as received" in run.source
    shown = [run.said(f"//tbody/tr[{number}]") for number in (1, 2)]
    assert "Weber, Urs" in shown[0] and "Commune d’Aarau" not in shown[0] and "German" in shown[0]
    assert "Rey, Anna" in shown[1] and "French" in shown[1]
    files = parcel(desk, run)
    assert list(files) == [
        "list.pdf",
        "de/1-einladungsschreiben-0001-0001.pdf",
        "de/2-programm.pdf",
        "de/2-einladung-zum-vorabend.pdf",
        "de/2-anmeldeformular.pdf",
        "fr/1-lettre-d-invitation-0001-0001.pdf",
        "fr/2-programme.pdf",
        "fr/2-invitation-a-la-soiree.pdf",
        "fr/2-formulaire-d-inscription.pdf",
    ]
    german = files["de/1-einladungsschreiben-0001-0001.pdf"]
    french = files["fr/1-lettre-d-invitation-0001-0001.pdf"]
    said = {"de": [text for _, text in reading(german)], "fr": [text for _, text in reading(french)]}
    assert "Guten Tag Urs Weber" in said["de"] and "Urs Weber" in said["de"], said["de"]
    assert "Madame," in said["fr"] and "Madame Anna Rey" in said["fr"] and "Ville de Lindenau" in said["fr"]
    assert "Weber" not in whole_text(french) and "Rey" not in whole_text(german)
    # The list says who gets which version, and how often each enclosed file is printed.
    covered = whole_text(files["list.pdf"])
    version = LetterReceipt.objects.get(recipient__contact=who["urs"]).issued.sha256[:8]
    assert all(text in covered for text in ("Weber, Urs", "Rey, Anna", version, "programm.pdf: 1 copy"))
    assert not [fault for pdf in (german, french, files["list.pdf"]) for fault in faults(pdf)]


@pytest.mark.parametrize("form", ["odt", "docx"])
def test_the_letters_of_a_run_can_be_retouched_one_by_one(facts: GatheringFacts, desk: Client, form: str) -> None:
    people(facts)
    run = print_for(desk, issued(desk), recipient_list(facts))
    files = parcel(desk, run, form)
    anna, urs = f"fr/1-lettre-d-invitation-0001-rey-anna.{form}", f"de/1-einladungsschreiben-0001-weber-urs.{form}"
    printed = [name for name in parcel(desk, run) if "/1-" not in name]
    assert [name for name in files if "/1-" not in name] == printed, "the list and what is enclosed, as before"
    assert {name for name in files if "/1-" in name} == {anna, urs}
    french, german = office_text(files[anna]), office_text(files[urs])
    assert "Madame Anna Rey" in french and "Madame," in french and "Weber" not in french
    assert "Guten Tag Urs Weber" in german and "Rey" not in german
    assert desk.get(f"{run.address}letters-exe.zip").status_code == 404


def test_a_printed_letter_counts_as_received_and_its_erratum_is_printed_for_the_same(
    facts: GatheringFacts, desk: Client
) -> None:
    people(facts)
    asked, letter = recipient_list(facts), issued(desk)
    run = print_for(desk, letter, asked)
    assert "2 people received it" in letter.open().said("//*[@id='readers']")
    names = open_page(desk, f"{letter.letter}readers/").said("//tbody")
    assert "Rey, Anna" in names and "Weber, Urs" in names and "Neri" not in names and "Under way" not in names
    # Pressed twice, it is one run; the sending behind it leads back to the run.
    again = print_for(desk, letter, asked)
    assert "all of them have the letter already" in again.source
    assert LetterReceipt.objects.count() == 2
    assert len(print_page(desk, letter).tree.xpath("//*[@id='runs']//li")) == 1
    sending = LetterReceipt.objects.first().recipient.sending_id  # type: ignore[union-attr]
    assert desk.get(f"/desk/g/{facts.key}/sendings/{sending}/")["Location"] == run.address
    for part in ("eve", "day"):
        open_page(desk, f"/desk/g/{facts.key}/parts/{part}/").fill(deadline="2023-04-21").send()
    refused = print_for(desk, letter, asked, "all")
    assert "states what is no longer true" in refused.source
    erratum = Desk(desk)
    erratum.letter = send(desk, letter.root, f"{letter.letter}erratum/").address.partition("#")[0]
    erratum.approve_all()
    assert "The letter is issued" in erratum.issue(looked_at=True).text
    assert "2 people received the letter that this corrects" in erratum.open().said("//*[@id='readers']")
    told = print_for(desk, erratum, asked)
    assert "2 letters" in told.said("//*[@class='page-title']")
    assert "2 people received it" in erratum.open().said("//*[@id='readers']")
    texts = "".join(text for name, pdf in parcel(desk, told).items() if "/1-" in name for text in pages_text(pdf))
    assert "Madame Anna Rey" in texts and "Urs Weber" in texts


def test_who_is_invited_finds_their_own_link_behind_the_printed_code(facts: GatheringFacts, desk: Client) -> None:
    people(facts)
    letter = issued(desk)
    run = print_for(desk, letter, recipient_list(facts))
    assert Invitation.objects.count() == 2
    files = parcel(desk, run)
    own = [addresses_in(pdf) for name, pdf in files.items() if "/1-" in name]
    personal = [{link for link in links if "/i/" in link} for links in own]
    assert [len(links) for links in personal] == [1, 1] and personal[0] != personal[1]
    assert Invitation.objects.count() == 2, "looking at the file makes nothing"


def test_a_mail_carries_the_letter_in_the_name_of_its_reader(
    facts: GatheringFacts, desk: Client, post_office: PostOffice
) -> None:
    contact(facts, "Carla Neri", civility="madam")
    contact(facts, "Noa Frey", language="de", body="aarau")
    letter = issued(desk)
    Sender(desk, facts).carry_out(letter)
    mails = {mail.to.partition(".")[0]: next(iter(files_of(mail).values())) for mail in post_office.deliver()}
    assert "Madame Carla Neri" in whole_text(mails["carla"]).splitlines()
    assert "Guten Tag Noa Frey" in whole_text(mails["noa"]).splitlines()
    assert "Mesdames" not in whole_text(mails["carla"])
    assert not faults(mails["carla"]) and not faults(mails["noa"])


def test_the_preview_shows_each_recipient_their_own_letter_and_makes_no_link(
    facts: GatheringFacts, desk: Client
) -> None:
    who = {
        "Carla Neri": contact(facts, "Carla Neri", civility="madam"),
        "Noa Frey": contact(facts, "Noa Frey", language="de", body="aarau"),
    }
    letter, sender = issued(desk), Sender(desk, facts)
    sender.choose(number_of(letter))
    before = {name: shown_letter(desk, sender, pk) for name, pk in who.items()}
    assert "Madame Carla Neri" in whole_text(before["Carla Neri"]).splitlines()
    assert "Madame," in whole_text(before["Carla Neri"]) and "Frey" not in whole_text(before["Carla Neri"])
    assert "Guten Tag Noa Frey" in whole_text(before["Noa Frey"]).splitlines()
    assert "Neri" not in whole_text(before["Noa Frey"]) and "Stadt Aarau" in whole_text(before["Noa Frey"])
    # Whoever looks must not be able to answer in the name of the person shown.
    assert all(link.endswith("/register/") for pdf in before.values() for link in addresses_in(pdf) if "/g/" in link)
    assert not [link for pdf in before.values() for link in addresses_in(pdf) if "/i/" in link]
    assert not Invitation.objects.exists() and not OutgoingMail.objects.exists()
    # Approved, it shows them as they were meant then, and hands out no link that was made meanwhile.
    sender.approve()
    ContactFunction.objects.all().delete()
    sender.act("start")
    send_due(datetime.now(UTC))
    assert Invitation.objects.count() == 2
    assert {name: shown_letter(desk, sender, pk) for name, pk in who.items()} == before


def test_the_letter_of_a_preview_opens_to_nobody_else(facts: GatheringFacts, desk: Client) -> None:
    anna, letter, sender = contact(facts, "Anna Rey"), issued(desk), Sender(desk, facts)
    sender.choose(number_of(letter))
    address = sender.address("sending_preview_letter", anna, number_of(letter))
    elsewhere = load(HEALTH)
    stranger = desk_of(Role.EDITOR, elsewhere)
    assert desk.get(address).status_code == 200
    assert desk_of(Role.DESK_HELPER, facts).get(address).status_code == 403
    assert stranger.get(address).status_code == 404
    theirs = contact(elsewhere, "Rita Gamba", functions=())
    for who, what in ((theirs, number_of(letter)), (anna, "999")):
        assert desk.get(sender.address("sending_preview_letter", who, what)).status_code == 404
    sender.choose("")
    assert desk.get(address).status_code == 404, "a sending that carries no letter"


def test_whether_a_letter_names_its_readers_is_said_on_its_heading(facts: GatheringFacts, desk: Client) -> None:
    letter = Desk(desk)
    assert "Each reader gets it in their own name." in letter.start().text
    page = open_page(desk, f"{letter.letter}heading/")
    assert page.values["is_personal"] == ["on"]
    page.form.inputs["is_personal"].checked = False
    page.send()
    assert "One letter for all: nobody is named on it." in letter.open().text


def test_who_objects_is_not_written_to_on_paper_either_and_a_draft_is_not_printed(
    facts: GatheringFacts, desk: Client
) -> None:
    draft = Desk(desk)
    draft.start()
    assert desk.get(f"{draft.letter}print/").status_code == 404
    assert desk.get(f"{draft.letter}print/1/").status_code == 404
    editor = desk_of(Role.EDITOR, facts)
    letter = issued(desk)
    page = print_page(editor, letter)
    assert "No list yet" in page.text
    asked = recipient_list(facts)
    people(facts)
    assert not print_page(editor, letter).has("//*[@id='lists']//form")
    assert print_for(editor, letter, asked, "all").status == 403
    assert "Choose one of the lists" in print_for(desk, letter, 0).source
    assert not LetterReceipt.objects.exists()
