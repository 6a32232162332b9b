"""A link that was lost or published by mistake: closed, made anew, and what the closed one says, old codes included."""

from collections.abc import Iterator
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from filrouge.core.text import LANGUAGES
from filrouge.ground.people.enums import Role
from filrouge.stages.invitations.models import Invitation, Relay
from filrouge.stages.registration.models import Arrival, Registration
from tests.support import people
from tests.support.clock import at
from tests.support.desk_factories import desk_of, press
from tests.support.forms import Page, open_page, visitor
from tests.support.invitations import ANNA, DESK, Guest, a_guest, local
from tests.support.mailbox import PostOffice
from tests.support.people import EXECUTIVE, HEAD

pytestmark = pytest.mark.django_db


@pytest.fixture
def guest(post_office: PostOffice) -> Iterator[Guest]:
    with at():
        yield a_guest(post_office)


def closed(guest: Guest, address: str, act: str, **more: str) -> Page:
    """The desk closes a link, with a reason."""
    page = open_page(guest.desk, address)
    said = {"act": act, "seen": page.value("seen"), "motive": "Publié par erreur.", **more}
    return press(guest.desk, page, address, **said)


def link_page(guest: Guest) -> str:
    return f"{DESK}/invitations/{guest.row.pk}/link/"


def says_whom_to_ask(address: str, language: str = "en") -> str:
    """A closed link answers 410 and tells whom to ask; nothing of what stood behind it."""
    page = open_page(visitor(language), address)
    assert page.status == 410
    assert page.has("//a[starts-with(@href, 'mailto:')]")
    assert page.has("//a[@href='/g/aarau-2023/']")
    assert not page.has("//main//form")
    assert "Rey" not in page.text
    return page.text


def relay_of(guest: Guest, name: str = "Ligue des quartiers") -> tuple[str, str]:
    """A body with its links: the page of the body, and the link that it spreads."""
    page = open_page(guest.desk, f"{DESK}/relays/")
    page = press(guest.desk, page, page.address, name=name)
    return relay_links(page)


def relay_links(page: Page) -> tuple[str, str]:
    found = [local(value) for value in page.tree.xpath("//div[@class='held']//input/@value")]
    return found[0], found[1]


def test_a_closed_invitation_says_whom_to_ask(guest: Guest) -> None:
    page = guest.page
    done = closed(guest, link_page(guest), "close")
    assert "The link is closed" in done.text
    assert "Link closed" in done.text
    assert not done.has("//input[@id='id_link']")
    for address in (guest.link, f"{guest.link}pass-on/", guest.via):
        assert "closed it" in says_whom_to_ask(address)
    # A page that was open before answers nothing any more.
    late = press(page.client, page, guest.link, decline="1")
    assert late.status == 410
    assert guest.row.state == "pending"
    trail = open_page(guest.desk, f"{DESK}/trail/").text
    assert f"Invitation {guest.row.pk}: the personal link closed" in trail
    assert "Publié par erreur." in trail


def test_made_anew_the_answer_and_those_who_came_stay(guest: Guest, post_office: PostOffice) -> None:
    open_page(visitor(), guest.via).fill(HEAD.answers, tick=["day"]).send()
    guest.answer(excuse="1")
    post_office.deliver()
    done = closed(guest, link_page(guest), "renew", by_mail="on")
    assert "leaves by mail" in done.text
    letter = post_office.deliver_to(ANNA.email)
    (new,) = {link for link in letter.links if link.startswith("/i/")}
    assert new != guest.link
    assert local(done.tree.xpath("//input[@id='id_link']/@value")[0]) == new
    says_whom_to_ask(guest.link)
    says_whom_to_ask(guest.via)
    assert "You asked to be excused" in open_page(visitor("en"), new).text
    tree = open_page(guest.desk, f"{DESK}/passed-on/")
    assert HEAD.family in tree.said("//ul[@class='tree']/li[contains(., 'Rey')]//li")
    Guest(new, guest.desk, guest.facts).register("day")
    assert guest.row.state == "accepted"
    assert Arrival.objects.filter(invitation=guest.row).count() == 2


def test_the_same_button_twice_makes_one_new_link(guest: Guest) -> None:
    page = open_page(guest.desk, link_page(guest))
    said = {"act": "renew", "seen": page.value("seen"), "motive": "Perdu."}
    first = press(guest.desk, page, page.address, **said).tree.xpath("//input[@id='id_link']/@value")
    again = press(guest.desk, page, page.address, **said).tree.xpath("//input[@id='id_link']/@value")
    assert first == again
    assert guest.row.link == 1
    assert open_page(visitor(), local(first[0])).status == 200


def test_a_closed_link_comes_back_as_a_new_one_only(guest: Guest) -> None:
    closed(guest, link_page(guest), "close")
    page = open_page(guest.desk, link_page(guest))
    assert page.tree.xpath("//button[@name='act']/@value") == ["renew"]
    done = closed(guest, link_page(guest), "renew")
    new = local(done.tree.xpath("//input[@id='id_link']/@value")[0])
    assert open_page(visitor(), new).status == 200
    says_whom_to_ask(guest.link)


def test_closing_needs_a_reason(guest: Guest) -> None:
    page = closed(guest, link_page(guest), "close", motive=" ")
    assert page.status == 422
    assert "the reason stays in the trail" in page.errors()
    assert guest.row.closed_at is None


def test_whoever_had_the_form_open_loses_nothing(guest: Guest) -> None:
    form = open_page(visitor("en"), guest.via).fill(ANNA.answers, tick=["day"])
    closed(guest, link_page(guest), "close")
    page = form.send()
    assert page.status == 410
    assert "closed meanwhile" in page.text
    assert page.keeps({name: ANNA.answers[name] for name in ("given_name", "family_name", "email")})
    assert not Registration.objects.exists()
    assert page.send().decision("day") == "confirmed"
    assert not Arrival.objects.exists()
    assert guest.row.state == "pending"


def test_whose_link_is_closed_is_not_reminded_nor_written_to(guest: Guest, post_office: PostOffice) -> None:
    closed(guest, link_page(guest), "close")
    with at("2023-03-25T08:00:00+00:00"):
        page = open_page(guest.desk, f"{DESK}/invitations/remind/")
        assert not page.has("//input[@name='invitations']")
        assert "Anna Rey – link closed" in page.said("//ul[@id='not-due']")
        press(guest.desk, page, page.address, invitations=[str(guest.row.pk)])
        assert post_office.deliver() == []


def test_a_relay_closed_with_its_old_codes(guest: Guest) -> None:
    page_url, link = relay_of(guest)
    register_by(link, 1)
    old = visitor().get(f"{page_url}code.png").content
    pk = Relay.objects.get().pk
    done = closed(guest, f"{DESK}/relays/{pk}/link/", "renew")
    same_page, new = relay_links(done)
    assert (same_page, new != link) == (page_url, True)
    code = zxingcpp.read_barcode(Image.open(BytesIO(old)).convert("L"))
    assert code is not None
    said = says_whom_to_ask(local(code.text))
    assert "form for everybody" in said
    for language in LANGUAGES:
        says_whom_to_ask(link, language)
    # The page, its texts and codes bear the new link; those who came by either are counted together.
    fresh = zxingcpp.read_barcode(Image.open(BytesIO(visitor().get(f"{page_url}code.png").content)).convert("L"))
    assert fresh is not None
    assert local(fresh.text) == new
    assert all(new in text.text for text in open_page(visitor(), page_url).tree.xpath("//textarea"))
    register_by(new, 2)
    assert "2 registrations" in open_page(guest.desk, f"{DESK}/relays/").text
    trail = open_page(guest.desk, f"{DESK}/trail/").text
    assert f"Relay {pk}: the link that is spread closed, a new one made" in trail


def test_a_relay_without_a_new_link_has_nothing_to_spread(guest: Guest) -> None:
    page_url, link = relay_of(guest)
    pk = Relay.objects.get().pk
    done = closed(guest, f"{DESK}/relays/{pk}/link/", "close")
    assert "Link closed" in done.text
    says_whom_to_ask(link)
    page = open_page(visitor("en"), page_url)
    assert page.status == 200
    assert "The organiser closed your link" in page.text
    assert not page.has("//img")
    assert not page.has("//textarea")
    for file in ("code.svg", "code.png", "poster-fr.pdf"):
        assert visitor().get(f"{page_url}{file}").status_code == 410


def test_the_page_of_a_body_closed_leaves_its_link_good(guest: Guest) -> None:
    page_url, link = relay_of(guest)
    pk = Relay.objects.get().pk
    done = closed(guest, f"{DESK}/relays/{pk}/page/", "renew")
    new_page, same = relay_links(done)
    assert (new_page != page_url, same) == (True, link)
    for file in ("", "code.svg", "code.png", "poster-fr.pdf"):
        assert visitor().get(f"{page_url}{file}").status_code == 410
    assert open_page(visitor(), new_page).status == 200
    register_by(link, 3)
    assert "1 registration" in open_page(guest.desk, f"{DESK}/relays/").text


def register_by(link: str, number: int) -> None:
    page = open_page(visitor(), link).fill(people.another(number).answers, tick=["day"]).send()
    assert page.decision("day") == "confirmed"


def test_a_forged_number_opens_nothing(guest: Guest) -> None:
    token = guest.link.removeprefix("/i/").rstrip("/")
    changed = token[:22] + ("B" if token[22] != "B" else "C") + token[23:]
    assert visitor().get(f"/i/{changed}/").status_code == 404
    assert open_page(visitor(), f"/g/aarau-2023/register/?via={changed}").status == 200


def test_who_may_close_a_link(guest: Guest) -> None:
    pk = Invitation.objects.get().pk
    relay_of(guest)
    relay = Relay.objects.get().pk
    helper = desk_of(Role.DESK_HELPER, guest.facts)
    for address, number in (("invitations/{}/link/", pk), ("relays/{}/link/", relay), ("relays/{}/page/", relay)):
        assert helper.get(f"{DESK}/{address.format(number)}").status_code == 403
        assert guest.desk.get(f"{DESK}/{address.format(number)}").status_code == 200
        assert guest.desk.get(f"{DESK}/{address.format(9999)}").status_code == 404
    assert EXECUTIVE.family not in open_page(guest.desk, f"{DESK}/relays/").text
