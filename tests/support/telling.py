"""The desk that announces and takes back, through its pages: steps, invitations, sendings, telling who was invited."""

from typing import Any

from django.test import Client

from filrouge.ground.chores import do_all
from filrouge.ground.mail.delivery import deliver_due
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.web.shell import clock
from tests.support.desk_factories import press
from tests.support.forms import Page, open_page
from tests.support.mailbox import Letter, PostOffice, read
from tests.support.sendings import sending

DESK = "/desk/g/aarau-2023"
MARCH, LATER, MUCH_LATER = "2023-03-15T09:00:00+01:00", "2023-03-20T09:00:00+01:00", "2023-04-03T09:00:00+02:00"


def step(desk: Client, to: str, motive: str = "") -> Page:
    """Press a step of the gathering's life; the page that follows."""
    return press(desk, open_page(desk, f"{DESK}/"), f"{DESK}/step/", to=to, motive=motive)


def invite(desk: Client, *contacts: int, by_mail: bool = True) -> None:
    """Tick contacts on the page and invite them."""
    page = open_page(desk, f"{DESK}/invitations/invite/?q=lindenau")
    said: dict[str, Any] = {"contacts": [str(pk) for pk in contacts], "q": "lindenau"}
    done = press(desk, page, page.address, **said, **({"by_mail": "on"} if by_mail else {}))
    assert "invited" in done.text


def send(desk: Client, facts: GatheringFacts, **more: Any) -> int:
    """A sending to everybody of the directory that was approved and started on its page; its id."""
    pk = sending(facts, **more)
    url = f"{DESK}/sendings/{pk}/"
    page = open_page(desk, url)
    seen = str(page.tree.xpath("//input[@name='seen']/@value")[0])
    press(desk, page, f"{url}approve/", seen=seen)
    press(desk, open_page(desk, url), f"{url}act/start/")
    return pk


def chores() -> None:
    assert do_all(clock.now()) == ()


def arrived(post_office: PostOffice) -> list[Letter]:
    """Deliver all that may leave; what arrived. Mails that are held back stay."""
    before = len(post_office._inbox.arrived)
    while deliver_due(now=clock.now()):
        pass
    return [read(raw) for raw in post_office._inbox.arrived[before:]]


def addresses(letters: list[Letter]) -> list[str]:
    return sorted(letter.to.partition("@")[0] for letter in letters)


def tell(desk: Client) -> Page:
    """Look at the page, and press its button."""
    page = open_page(desk, f"{DESK}/telling/")
    return press(desk, page, f"{DESK}/telling/ask/", seen=str(page.tree.xpath("//input[@name='seen']/@value")[0]))
