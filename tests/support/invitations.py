"""Somebody invited by name, through the doors: the desk that invites, the mail, the form behind the personal link."""

import re
from dataclasses import dataclass

from django.test import Client

from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations.models import Invitation
from tests.support import gatherings
from tests.support.desk_factories import desk_of, press
from tests.support.forms import Page, open_page, visitor
from tests.support.gatherings import AARAU, changed
from tests.support.mailbox import PostOffice
from tests.support.people import EXECUTIVE
from tests.support.sendings import contact

FORWARDED = changed(AARAU, registration=AARAU["registration"] | {"forwarding": "within_organisation"})
DESK = "/desk/g/aarau-2023"
ANNA = EXECUTIVE.but(given="Anna", family="Rey", email="anna.rey@lindenau.example")


def local(address: str) -> str:
    """The path of a whole address."""
    return re.sub(r"^https?://[^/]+", "", address)


@dataclass(frozen=True)
class Guest:
    """Anna Rey, who is invited: her link, the desk that invited her, the gathering."""

    link: str
    desk: Client
    facts: GatheringFacts

    @property
    def via(self) -> str:
        """The form that her link leads to."""
        token = self.link.removeprefix("/i/").rstrip("/")
        return f"/g/{self.facts.key}/register/?via={token}"

    @property
    def row(self) -> Invitation:
        """Her invitation as it stands."""
        return Invitation.objects.get(contact__family_name="Rey")

    @property
    def page(self) -> Page:
        """Her page behind the link."""
        return open_page(visitor("en"), self.link)

    @property
    def desk_page(self) -> Page:
        """The page of her invitation on the desk."""
        return open_page(self.desk, f"{DESK}/invitations/{self.row.pk}/")

    def answer(self, **button: str) -> Page:
        """She presses a button of her page; what it says then."""
        page = self.page
        return press(page.client, page, self.link, **button)

    def register(self, *parts: str, **other: str) -> Page:
        """She fills in the form behind her link; her own page."""
        answers = ANNA.but(**other).answers
        return open_page(visitor("en"), self.via).fill(answers, tick=parts or ("day",)).send()


def a_guest(post_office: PostOffice) -> Guest:
    """Invite her from the desk; her link as the mail brings it."""
    facts = gatherings.load(FORWARDED)
    desk = desk_of(Role.MANAGER, facts)
    contact(facts, "Anna Rey")
    address = f"{DESK}/invitations/invite/"
    found = open_page(desk, f"{address}?q=Rey")
    boxes = found.tree.xpath("//input[@name='contacts']/@value")
    press(desk, found, address, q="Rey", contacts=boxes, by_mail="on")
    (link,) = {link for link in post_office.deliver_to(ANNA.email).links if link.startswith("/i/")}
    return Guest(link, desk, facts)
