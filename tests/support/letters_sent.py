"""A letter on its way to many, through the pages of the desk."""

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
from django.test import Client
from django.urls import reverse

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.sendings.actions.leaving import send_due
from tests.support.desk_factories import press
from tests.support.forms import Page, open_page
from tests.support.letters import Desk
from tests.support.mailbox import Letter
from tests.support.sendings import sending


def issued(client: Client) -> Desk:
    """The pages of a letter that is issued."""
    found = Desk(client)
    found.start()
    found.ready()
    found.issue(looked_at=True)
    return found


def number_of(letter: Desk) -> str:
    """The number of a letter, as it stands in its address."""
    return letter.letter.rstrip("/").rpartition("/")[2]


class Sender:
    """Somebody at the page of one sending."""

    def __init__(self, client: Client, facts: GatheringFacts, pk: int = 0) -> None:
        self.client, self.facts = client, facts
        self.pk = pk or sending(facts)

    def open(self) -> Page:
        """The page of the sending."""
        return open_page(self.client, self.address("sending"))

    def address(self, name: str, *more: object) -> str:
        """An address below that of the sending."""
        return reverse(f"desk:{name}", args=[self.facts.key, self.pk, *more])

    def choose(self, letter: str) -> Page:
        """Choose the letter of this number."""
        return press(self.client, self.open(), self.address("sending_letter"), letter=letter)

    def approve(self) -> Page:
        """Approve it as it is shown."""
        page = self.open()
        seen = {name: page.tree.xpath(f"//input[@name='{name}']/@value") for name in ("seen", "carries")}
        assert seen["seen"], page.said("//*[@id='approve']")
        return press(
            self.client, page, self.address("sending_approve"), **{name: one[0] for name, one in seen.items() if one}
        )

    def approve_anew(self) -> Page:
        """Approve it with the erratum, as the notice offers it."""
        page = self.open()
        carries = page.tree.xpath("//*[@id='halted']//input[@name='carries']/@value")
        assert carries, page.said("//*[@id='halted']")
        return press(self.client, page, self.address("sending_approve_anew"), carries=carries[0])

    def act(self, verb: str) -> Page:
        """Start, pause, resume or stop."""
        return press(self.client, self.open(), self.address("sending_act", verb))

    def carry_out(self, letter: Desk) -> None:
        """Choose a letter, approve, start, and put the first batch into the outbox."""
        self.choose(number_of(letter))
        self.approve()
        self.act("start")
        send_due(datetime.now(UTC))


def files_of(mail: Letter) -> dict[str, bytes]:
    """The files that came with a mail, by name, in their order."""
    return {str(part.get_filename()): part.get_content() for part in mail.message.iter_attachments()}


def language_of(pdf: bytes) -> str:
    """In which language a PDF says that it is; it must be tagged."""
    with pikepdf.open(BytesIO(pdf)) as found:
        assert found.Root.MarkInfo.Marked, "not tagged"
        return str(found.Root.Lang)


def addresses_in(pdf: bytes) -> set[str]:
    """Where the links of a PDF lead."""
    with pikepdf.open(BytesIO(pdf)) as found:
        links = [note for page in found.pages for note in page.get("/Annots", []) if "/A" in note]
        return {str(link.A.URI) for link in links if "/URI" in link.A}
