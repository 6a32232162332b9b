"""An invitation stands as the registration that answers it: replaced, given back, taken again, put together, erased."""

from collections.abc import Iterator

import pytest

from filrouge.stages.invitations.models import Invitation
from filrouge.stages.registration.models import Arrival, Registration
from tests.support.clock import at
from tests.support.desk_factories import press, send
from tests.support.forms import Page, open_page
from tests.support.invitations import ANNA, DESK, Guest, a_guest
from tests.support.mailbox import PostOffice
from tests.support.people import HEAD
from tests.support.soundness import faults
from tests.support.whole_database import places_of_text

pytestmark = pytest.mark.django_db

COLLEAGUE = HEAD.but(organisation=ANNA.organisation)


@pytest.fixture
def guest(post_office: PostOffice) -> Iterator[Guest]:
    with at():
        yield a_guest(post_office)


def given_back(page: Page, *parts: str, **more: str) -> Page:
    leaving = open_page(page.client, page.links_to("withdraw"))
    return press(page.client, leaving, leaving.address, parts=list(parts), **more)


def taken_again(page: Page, *parts: str) -> Page:
    return open_page(page.client, page.links_to("change")).fill(tick=parts).send()


def replaced(guest: Guest, page: Page, post_office: PostOffice) -> Page:
    """A colleague comes instead by the page of whoever is registered; the page of the colleague."""
    open_page(page.client, page.links_to("replace")).fill(COLLEAGUE.answers).check().send()
    letters = {letter.to: letter for letter in post_office.deliver()}
    return open_page(page.client, letters[COLLEAGUE.email].personal_link)


def standing(guest: Guest) -> tuple[str, str, str]:
    row = guest.row
    return row.state, row.answered_by, row.represented_by


@pytest.mark.parametrize(("tick", "state"), [({}, "declined"), ({"excused": "1"}, "excused")])
def test_given_back_as_the_person_says_and_taken_again(guest: Guest, tick: dict[str, str], state: str) -> None:
    own = guest.register("eve", "day")
    leaving = open_page(own.client, own.links_to("withdraw"))
    assert "You are invited by name" in leaving.text
    given_back(own, "eve", **tick)
    assert guest.row.state == "accepted", "something is left"
    given_back(own, "day", **tick)
    assert standing(guest) == (state, "registration", "")
    taken_again(own, "day")
    assert standing(guest) == ("accepted", "registration", "")
    assert "registered" in guest.page.said("//section[@id='answer']//strong")
    trail = open_page(guest.desk, f"{DESK}/trail/").text
    assert trail.count(f"Invitation {guest.row.pk}: Registered (by registering)") == 2


def test_everything_unticked_is_given_back(guest: Guest) -> None:
    own = guest.register("day")
    taken_again(own)
    assert guest.row.state == "declined"


def test_whoever_came_by_themselves_is_not_asked_to_be_excused(guest: Guest) -> None:
    form = open_page(guest.page.client, "/g/aarau-2023/register/")
    own = form.fill(HEAD.answers, tick=["day"]).send()
    leaving = open_page(own.client, own.links_to("withdraw"))
    assert not leaving.has("//input[@name='excused']")


def test_replaced_is_represented_by_name(guest: Guest, post_office: PostOffice) -> None:
    own = guest.register("day")
    theirs = replaced(guest, own, post_office)
    assert standing(guest) == ("represented", "registration", COLLEAGUE.full)
    assert f"{COLLEAGUE.full} comes for you" in guest.page.text
    assert guest.desk_page.said("//div[dt='Represented by']/dd") == COLLEAGUE.full
    shown = open_page(guest.desk, f"{DESK}/registrations/{Registration.objects.get().pk}/")
    assert shown.said("//div[dt='Represents']/dd") == ANNA.full
    assert f"Invitation {guest.row.pk}: Represented (by registering)" in open_page(guest.desk, f"{DESK}/trail/").text
    tree = open_page(guest.desk, f"{DESK}/passed-on/")
    assert COLLEAGUE.family in tree.said("//ul[@class='tree']/li[contains(., 'Rey')]//li")
    # The colleague goes and comes back: nobody comes on this invitation meanwhile.
    given_back(theirs, "day")
    assert standing(guest) == ("declined", "registration", "")
    taken_again(theirs, "day")
    assert standing(guest) == ("represented", "registration", COLLEAGUE.full)
    assert faults(guest.facts.id) == []


def test_the_invited_person_has_the_last_word_over_the_colleague(guest: Guest, post_office: PostOffice) -> None:
    theirs = replaced(guest, guest.register("day"), post_office)
    guest.answer(excuse="1")
    given_back(theirs, "day")
    taken_again(theirs, "day")
    assert standing(guest) == ("excused", "link", "")
    # Who was replaced may come all the same, by their own link: the colleague comes for themselves then.
    guest.register("day")
    assert standing(guest) == ("accepted", "registration", "")
    given_back(theirs, "day")
    assert guest.row.state == "accepted"
    assert Arrival.objects.filter(invitation=guest.row).count() == 2
    assert Arrival.objects.filter(invitation=guest.row, is_own=True).count() == 1


def test_the_invited_person_takes_the_place_back(guest: Guest, post_office: PostOffice) -> None:
    theirs = replaced(guest, guest.register("day"), post_office)
    open_page(theirs.client, theirs.links_to("replace")).fill(ANNA.answers).check().send()
    assert standing(guest) == ("accepted", "registration", "")
    assert Arrival.objects.get().is_own


def test_erased_the_invitation_is_open_to_a_new_answer(guest: Guest) -> None:
    own = guest.register("day")
    data = open_page(own.client, f"{own.address.partition('?')[0]}erase/")
    data.send()
    assert standing(guest) == ("declined", "registration", "")
    assert not Arrival.objects.exists()
    guest.register("day")
    assert guest.row.state == "accepted"


def test_of_a_colleague_who_is_erased_no_name_stays(guest: Guest, post_office: PostOffice) -> None:
    theirs = replaced(guest, guest.register("day"), post_office)
    open_page(theirs.client, f"{theirs.address.partition('?')[0]}erase/").send()
    assert standing(guest) == ("declined", "registration", "")
    assert not [place for place in places_of_text(COLLEAGUE.family) if place.startswith("Invitation.")]


def test_a_name_that_was_only_said_goes_with_the_person(guest: Guest) -> None:
    page = guest.answer(represent="1", represented_by=f"{COLLEAGUE.full} ")
    assert standing(guest) == ("represented", "link", COLLEAGUE.full)
    own = open_page(page.client, "/g/aarau-2023/register/").fill(COLLEAGUE.answers, tick=["day"]).send()
    open_page(own.client, f"{own.address.partition('?')[0]}erase/").send()
    assert standing(guest) == ("represented", "link", "")
    assert "somebody comes for you" in guest.page.text


def test_the_desk_gives_a_place_back_and_takes_it_again(guest: Guest) -> None:
    guest.register("day")
    address = f"{DESK}/registrations/{Registration.objects.get().pk}/"
    send(guest.desk, address, f"{address}withdraw/", parts=["day"], motive="A appelé.")
    assert guest.row.state == "declined"
    # Staff write down how it was said: nobody is registered any more.
    said = {"state": "excused", "answered_by": "telephone", "represented_by": "", "motive": "A appelé le 3 avril."}
    press(guest.desk, guest.desk_page, guest.desk_page.address, **said)
    assert standing(guest) == ("excused", "telephone", "")


def test_entries_put_together_leave_the_invitation_answered(guest: Guest) -> None:
    own = guest.register("eve")
    given_back(own, "eve")
    assert guest.row.state == "declined"
    other = ANNA.but(email="anna@rey.example")
    open_page(own.client, "/g/aarau-2023/register/").fill(other.answers, tick=["day"]).send()
    drop, keep = Registration.objects.order_by("pk").values_list("pk", flat=True)
    page = open_page(guest.desk, f"{DESK}/merge/{keep}/{drop}/")
    form = next(form for form in page.tree.xpath("//main//form") if form.xpath(".//input[@name='seen']"))
    press(guest.desk, page, page.address, **{name: value for name, value in form.form_values() if value is not None})
    assert Registration.objects.get().pk == keep
    assert standing(guest) == ("accepted", "registration", "")
    assert list(Arrival.objects.values_list("registration", "invitation", "is_own")) == [(keep, guest.row.pk, True)]
    assert Invitation.objects.count() == 1
