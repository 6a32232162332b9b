"""A file that calls off, puts off or moves a gathering tells followers and registered people alike, once."""

import json
from typing import Any

import pytest

from filrouge.cli.files import load_text
from filrouge.ground.chores import do_all
from filrouge.ground.people.enums import Role
from filrouge.stages.registration.lists.writing import moves_to_tell
from filrouge.web.shell import clock
from tests.support import gatherings, people
from tests.support.clock import at
from tests.support.desk_factories import desk_of, press
from tests.support.forms import open_page, visitor
from tests.support.gatherings import AARAU, changed, fresh_facts, with_part
from tests.support.mailbox import Letter, PostOffice, post_office
from tests.support.people import EXECUTIVE, HEAD, OFFICER

__all__ = ["fresh_facts", "post_office"]

pytestmark = pytest.mark.django_db

LATER, LATER_STILL = "2023-04-03T09:00:00+02:00", "2023-04-04T09:00:00+02:00"
HALL = {"key": "halle", "name": "Halle du Marché", "street": "Marktgasse", "number": "4", "town": "Aarau"}
READER = "lectrice@valprieux.example"
WHY = "La salle est inondée."


def load(document: dict[str, Any]) -> str:
    """Load a file as the command does, and let the worker do its chores."""
    said = load_text(json.dumps(document, ensure_ascii=False).encode())
    assert do_all(clock.now()) == ()
    return said


@pytest.fixture
def open_to_all(post_office: PostOffice) -> None:
    """Three are registered, one of them for both parts; one follows."""
    with at():
        load(AARAU)
        facts = gatherings.facts_of("aarau-2023")
        form = open_page(visitor(), "/g/aarau-2023/follow/").fill(email=READER, category="nobody")
        form.send()
        check = post_office.deliver_to(READER)
        open_page(visitor(), next(link for link in check.links if link.startswith("/f/"))).send()
        people.registered(EXECUTIVE, facts, "eve", "day")
        people.registered(HEAD, facts, "eve")
        people.registered(OFFICER, facts, "day")
        post_office.deliver()


def told(post_office: PostOffice) -> dict[str, Letter]:
    """The mails by address: never two to one."""
    letters = post_office.deliver()
    found = {letter.to: letter for letter in letters}
    assert len(found) == len(letters)
    return found


@pytest.mark.usefixtures("open_to_all")
def test_a_file_calls_off(post_office: PostOffice) -> None:
    cancelled = changed(AARAU, state="cancelled", state_reason={"fr": WHY})
    with at(LATER):
        load(cancelled)
        letters = told(post_office)
        assert set(letters) == {READER, EXECUTIVE.email, HEAD.email, OFFICER.email}
        assert all(WHY in letter.text for letter in letters.values())
        for person, parts in ((EXECUTIVE, 2), (HEAD, 1), (OFFICER, 1)):
            calendars = letters[person.email].calendars
            assert [(one["method"], one.walk("VEVENT")[0]["status"]) for one in calendars] == [
                ("CANCEL", "CANCELLED")
            ] * parts
            assert all(event["sequence"] == 1 for event in letters[person.email].events)
        assert "rien de nouveau" in load(cancelled)
        assert post_office.deliver() == []


@pytest.mark.usefixtures("open_to_all")
def test_a_file_puts_off_and_so_does_the_desk(post_office: PostOffice) -> None:
    with at(LATER):
        load(changed(AARAU, state="postponed", state_reason={"fr": WHY}))
        letters = told(post_office)
        assert set(letters) == {READER, EXECUTIVE.email, HEAD.email, OFFICER.email}
        letter = letters[HEAD.email]
        assert "reporté" in letter.subject.lower() or "postponed" in letter.subject.lower()
        assert WHY in letter.text and "/r/" in letter.text
        # the entry in the diary stays, and is no longer certain
        assert [(one["method"], one.walk("VEVENT")[0]["status"]) for one in letter.calendars] == [
            ("REQUEST", "TENTATIVE")
        ]
        load(AARAU)
        post_office.deliver()
        desk = desk_of(Role.EDITOR, gatherings.facts_of("aarau-2023"))
        page = open_page(desk, "/desk/g/aarau-2023/")
        press(desk, page, "/desk/g/aarau-2023/step/", to="postponed", motive=WHY)
        assert do_all(clock.now()) == ()
        assert {EXECUTIVE.email, HEAD.email, OFFICER.email} <= set(told(post_office))


@pytest.mark.usefixtures("open_to_all")
@pytest.mark.parametrize(
    "moved",
    [
        with_part(AARAU, "eve", when="2023-05-10", weekday="wednesday"),
        with_part(AARAU, "eve", starts_at="18:00"),
        changed(
            with_part(AARAU, "eve", venue="halle"),
            venues=[HALL],
        ),
    ],
    ids=["day", "hour", "place"],
)
def test_a_file_moves_one_part(post_office: PostOffice, moved: dict[str, Any]) -> None:
    with at(LATER):
        load(moved)
        letters = told(post_office)
        assert {EXECUTIVE.email, HEAD.email} <= set(letters), "those who counted on the eve"
        assert OFFICER.email not in letters, "whose day stays as it was"
        for person in (EXECUTIVE, HEAD):
            (calendar,) = letters[person.email].calendars
            (event,) = calendar.walk("VEVENT")
            assert (calendar["method"], event["sequence"]) == ("REQUEST", 1)
        assert "rien de nouveau" in load(moved)
        assert post_office.deliver() == []
        # nor does the button of the desk tell it again
        desk = desk_of(Role.EDITOR, gatherings.facts_of("aarau-2023"))
        assert not open_page(desk, "/desk/g/aarau-2023/messages/").has("//form[contains(@action, 'moved')]")


def in_hall(document: dict[str, Any] = AARAU, **said: str) -> dict[str, Any]:
    """The eve in the hall, of which more or something else is said."""
    return changed(with_part(document, "eve", venue="halle"), venues=[{**HALL, **said}])


@pytest.mark.usefixtures("open_to_all")
@pytest.mark.parametrize(
    "said", [{"street": "Bahnhofstrasse", "number": "9"}, {"name": "Halle du Marché, salle 2"}], ids=["address", "room"]
)
def test_a_venue_that_is_elsewhere_under_its_old_key_is_another_place(
    post_office: PostOffice, said: dict[str, str]
) -> None:
    with at(LATER):
        load(in_hall())
        post_office.deliver()
    with at(LATER_STILL):
        load(in_hall(**said))
        letters = told(post_office)
        assert set(letters) == {EXECUTIVE.email, HEAD.email}, "registered for the eve"
        for person in (EXECUTIVE, HEAD):
            (event,) = letters[person.email].events
            assert event["sequence"] == 2 and all(word in event["location"] for word in said.values())
            assert all(word in letters[person.email].text for word in said.values())


@pytest.mark.usefixtures("open_to_all")
def test_a_venue_of_which_more_is_said_is_the_same_place(post_office: PostOffice) -> None:
    with at(LATER):
        load(in_hall())
        post_office.deliver()
    with at(LATER_STILL):
        load(in_hall(postcode="5000"))
        assert post_office.deliver() == []


@pytest.mark.usefixtures("open_to_all")
def test_another_gathering_at_the_venue_that_moved_offers_to_tell(post_office: PostOffice) -> None:
    with at(LATER):
        load(in_hall())
        post_office.deliver()
    other = {**in_hall(street="Bahnhofstrasse", number="9"), "key": "aarau-2024", "venue": "halle"}
    with at(LATER_STILL):
        load(other)
        assert post_office.deliver() == [], "nobody learns it by a file about something else"
        facts = gatherings.facts_of("aarau-2023")
        assert [move.people for move in moves_to_tell(facts, now=clock.now())] == [2]
        desk = desk_of(Role.EDITOR, facts)
        page = open_page(desk, "/desk/g/aarau-2023/messages/")
        press(desk, page, page.tree.xpath("//form[contains(@action, 'moved')]/@action")[0])
        letters = told(post_office)
        assert set(letters) == {EXECUTIVE.email, HEAD.email}
        assert "Bahnhofstrasse" in letters[HEAD.email].text and letters[HEAD.email].events[0]["sequence"] == 2


@pytest.mark.usefixtures("open_to_all")
def test_what_the_desk_moved_waits_for_its_button(post_office: PostOffice) -> None:
    """A file that changes something else does not press the button of somebody who still hesitates."""
    with at(LATER):
        desk = desk_of(Role.EDITOR, gatherings.facts_of("aarau-2023"))
        address = "/desk/g/aarau-2023/parts/eve/date/"
        form = open_page(desk, address).fill(when="2023-05-10", starts_at="17:15").send()
        form.send()
        assert gatherings.part_of(gatherings.facts_of("aarau-2023"), "eve").when.floor.day == 10  # type: ignore[union-attr]
        assert do_all(clock.now()) == ()
        assert set(told(post_office)) == {READER}
        eve_moved = with_part(AARAU, "eve", when="2023-05-10", weekday="wednesday")
        load(with_part(eve_moved, "day", starts_at="09:30"))
        letters = told(post_office)
        assert {EXECUTIVE.email, OFFICER.email} <= set(letters) and HEAD.email not in letters


def test_a_new_file_and_a_draft_tell_nobody(post_office: PostOffice) -> None:
    with at():
        load(changed(AARAU, state="draft"))
        load(changed(with_part(AARAU, "eve", starts_at="18:00"), state="draft"))
        load(changed(AARAU, state="cancelled"))
        assert post_office.deliver() == []
