"""Two entries of one person, who came by two ways, become one: the trail keeps both, nobody came through themselves."""

from collections.abc import Iterator

import pytest

from filrouge.ground.people.actors import SYSTEM
from filrouge.stages.privacy.actions import erase_registration
from filrouge.stages.registration import links
from filrouge.stages.registration.lists.forwarding import came_through
from filrouge.stages.registration.models import Arrival, Forwarding, Registration
from filrouge.web.shell import clock
from tests.support import people
from tests.support.clock import at
from tests.support.desk_factories import press
from tests.support.forms import open_page, visitor
from tests.support.invitations import ANNA, DESK, Guest, a_guest, local
from tests.support.mailbox import PostOffice
from tests.support.people import EXECUTIVE, HEAD, Person
from tests.support.soundness import faults

pytestmark = pytest.mark.django_db

COLLEAGUE = people.another(5)
TWIN = COLLEAGUE.but(email="dominique@egli.example")
TREE = "//ul[@class='tree']"


@pytest.fixture
def guest(post_office: PostOffice) -> Iterator[Guest]:
    with at():
        yield a_guest(post_office)


def registered(person: Person, address: str = "/g/aarau-2023/register/") -> int:
    """By the form at an address; their registration."""
    page = open_page(visitor(), address).fill(person.answers, tick=["day"]).send()
    assert page.decision("day") == "confirmed"
    return Registration.objects.get(email=person.email).pk


def passed_on_by(pk: int) -> str:
    """The link to pass on that somebody registered makes on their page."""
    row = Registration.objects.get(pk=pk)
    own = f"/r/{links.make(row.public_id, row.link)}/pass-on/"
    browser = visitor()
    page = press(browser, open_page(browser, own), own, relay="1")
    return next(local(value) for value in page.tree.xpath("//input/@value") if "via=" in value)


def merged(guest: Guest, keep: int, drop: int) -> None:
    """The desk puts them together as the page proposes."""
    page = open_page(guest.desk, f"{DESK}/merge/{keep}/{drop}/")
    form = next(form for form in page.tree.xpath("//main//form") if form.xpath(".//input[@name='seen']"))
    said = {name: value for name, value in form.form_values() if value is not None}
    assert "are one now" in press(guest.desk, page, page.address, **said).source
    assert faults(guest.facts.id) == []


def under(guest: Guest, name: str) -> str:
    """Who stands in the tree directly below somebody."""
    tree = open_page(guest.desk, f"{DESK}/passed-on/")
    below = tree.tree.xpath(f"{TREE}//li[contains(., '{name}')][1]/ul/li")
    return " ".join(line.text_content() for line in below)


def test_both_who_passed_it_on_keep_whom_they_told(guest: Guest) -> None:
    first, second = registered(EXECUTIVE), registered(HEAD)
    keep = registered(COLLEAGUE, passed_on_by(first))
    drop = registered(TWIN, passed_on_by(second))
    merged(guest, keep, drop)
    for name in (EXECUTIVE.family, HEAD.family):
        assert COLLEAGUE.family in under(guest, name)
    assert (came_through(first), came_through(second)) == (1, 1)
    assert list(Forwarding.objects.order_by("pk").values_list("registration", flat=True)) == [keep, keep]
    shown = open_page(guest.desk, f"{DESK}/registrations/{keep}/")
    through = [row.text_content().strip() for row in shown.tree.xpath("//div[dt='Invited through']/dd")]
    assert through == [EXECUTIVE.full, HEAD.full]
    # Counted once, though they stand under both.
    tree = open_page(guest.desk, f"{DESK}/passed-on/")
    assert tree.text.count("1 person came of it") == 2


@pytest.mark.parametrize("own_is_kept", [True, False])
def test_ones_own_invitation_and_a_colleague_who_passed_it_on(guest: Guest, own_is_kept: bool) -> None:
    passer = registered(EXECUTIVE)
    guest.register("day")
    own = Registration.objects.get(email=ANNA.email).pk
    other = registered(ANNA.but(email="anna@rey.example"), passed_on_by(passer))
    merged(guest, *((own, other) if own_is_kept else (other, own)))
    assert guest.row.state == "accepted"
    assert Arrival.objects.get(is_own=True).invitation == guest.row
    assert ANNA.family in under(guest, EXECUTIVE.family)
    shown = open_page(guest.desk, f"{DESK}/registrations/{own if own_is_kept else other}/")
    assert shown.said("//div[dt='Answers the invitation of']/dd") == ANNA.full
    assert EXECUTIVE.full in shown.said("//div[dt='Invited through']/dd")


def test_a_relay_and_an_invitation_are_both_counted(guest: Guest) -> None:
    page = open_page(guest.desk, f"{DESK}/relays/")
    page = press(guest.desk, page, page.address, name="Ligue des quartiers")
    link = local(page.tree.xpath("//div[@class='held']//input/@value")[1])
    by_relay, by_link = registered(COLLEAGUE, link), registered(TWIN, guest.via)
    merged(guest, by_relay, by_link)
    assert "1 registration" in open_page(guest.desk, f"{DESK}/relays/").text
    assert COLLEAGUE.family in under(guest, "Rey")
    shown = open_page(guest.desk, f"{DESK}/registrations/{by_relay}/")
    assert shown.said("//div[dt='Came by the link of']/dd") == "Ligue des quartiers"
    assert shown.said("//div[dt='Invited through']/dd") == ANNA.full


def test_ones_own_two_entries_by_the_same_link_are_one_answer(guest: Guest) -> None:
    guest.register("day")
    own = Registration.objects.get().pk
    twin = registered(ANNA.but(email="anna@rey.example"), guest.via)
    assert Arrival.objects.filter(is_own=False).count() == 1, "nobody answers twice"
    merged(guest, twin, own)
    assert list(Arrival.objects.values_list("registration", "is_own")) == [(twin, True)]
    assert guest.row.state == "accepted"
    assert not open_page(guest.desk, f"{DESK}/passed-on/").has(f"{TREE}//li//li")


def test_who_passed_it_on_to_their_own_second_entry(guest: Guest) -> None:
    above = registered(EXECUTIVE)
    drop = registered(COLLEAGUE, passed_on_by(above))
    keep = registered(TWIN, passed_on_by(drop))
    merged(guest, keep, drop)
    assert Registration.objects.get(pk=keep).invited_through_id == above
    assert under(guest, EXECUTIVE.family).count(COLLEAGUE.family) == 1


def test_two_who_told_each_other_stand_in_the_tree(guest: Guest) -> None:
    first = registered(EXECUTIVE)
    second = registered(HEAD, passed_on_by(first))
    twin = registered(EXECUTIVE.but(email="beatrice@tour.example"), passed_on_by(second))
    merged(guest, twin, first)
    tree = open_page(guest.desk, f"{DESK}/passed-on/")
    assert EXECUTIVE.family in tree.text
    assert HEAD.family in tree.text


def test_whoever_is_merged_and_erased_leaves_no_way(guest: Guest) -> None:
    first, second = registered(EXECUTIVE), registered(HEAD)
    keep = registered(COLLEAGUE, passed_on_by(first))
    merged(guest, keep, registered(TWIN, passed_on_by(second)))
    erase_registration(registration_id=keep, actor=SYSTEM, now=clock.now())
    assert not Arrival.objects.exists()
    assert (came_through(first), came_through(second)) == (0, 0)
