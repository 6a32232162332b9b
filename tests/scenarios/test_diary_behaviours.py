"""Behaviours of diaries: what is blocked early, becomes exact under the same identifier, and is called off."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Component

from filrouge.ground.chores import do_all
from filrouge.ground.people.actors import SYSTEM
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.actions import change_state
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.web.shell import clock
from tests.support import gatherings
from tests.support.clock import at
from tests.support.desk_factories import desk_of, send, token_of
from tests.support.forms import Page, open_page, plain, post, visitor
from tests.support.gatherings import HEALTH, MULHOUSE, changed, with_part
from tests.support.mailbox import PostOffice

pytestmark = pytest.mark.django_db
READER = "lectrice@ccas-valprieux.example"
ENDS = ("starts_at", "ends_at")
HOURS_AND_HALL = {
    "venue": "Halle aux sucres",
    "street": "rue du Marché",
    "number": "3",
    "starts_at_morning": "09:15",
    "ends_at_morning": "12:30",
    "starts_at_afternoon": "13:45",
    "ends_at_afternoon": "16:30",
    "deadline": "2016-11-15",
}
PARIS = ZoneInfo("Europe/Paris")
HALL = {"key": "halle", "name": "Halle aux sucres", "street": "rue du Marché", "number": "3", "town": "Valprieux"}
SPRING_2016, SUMMER_2016 = "2016-05-02T09:00:00+02:00", "2016-09-01T10:00:00+02:00"


def diaries_of(key: str) -> dict[str, Component]:
    """The events that the public page of a gathering offers, one file each, by the name of the file."""
    page, events = open_page(visitor(), f"/g/{key}/"), {}
    for link in page.links:
        if link.endswith(".ics") and link.startswith(f"/g/{key}/"):
            calendar = Calendar.from_ical(page.client.get(link).content)
            (events[link.rpartition("/")[2]],) = calendar.walk("VEVENT")
            assert calendar["method"] == "PUBLISH"
            assert "attendee" not in events[link.rpartition("/")[2]]
    return events


def feed_of(key: str) -> dict[str, Component]:
    """The events of the feed of a gathering, by what identifies them for life."""
    calendar = Calendar.from_ical(visitor().get(f"/g/{key}.ics").content)
    return {event["uid"]: event for event in calendar.walk("VEVENT")}


def prepared(facts: GatheringFacts, answers: dict[str, str]) -> Page:
    """The organiser says on the desk what was missing before the invitation."""
    desk, address = desk_of(Role.EDITOR, facts), f"/desk/g/{facts.key}/prepare/"
    page = open_page(desk, address)
    missing = page.tree.xpath("//section[@id='missing']//form")[0]
    assert set(answers) <= set(missing.fields), "all of it is asked for"
    done = post(desk, address, [("csrfmiddlewaretoken", token_of(page)), *answers.items()])
    assert done.status == 200
    return done


def follow(post_office: PostOffice) -> None:
    """Somebody leaves an address on the page, and confirms it from the mailbox."""
    form = open_page(visitor(), open_page(visitor(), "/g/sante-2016/").links_to("follow"))
    form.fill(email=READER, category="ccas").send()
    link = next(link for link in post_office.deliver_to(READER).links if link.startswith("/f/"))
    open_page(visitor(), link).send()


def said_in_english(event: Component) -> str:
    """What the file of the same event says to somebody who reads English."""
    part = next(part for part in gatherings.facts_of("sante-2016").parts if f"part-{part.uid}" in event["uid"])
    calendar = Calendar.from_ical(visitor("en").get(f"/g/sante-2016/{part.key}.ics").content)
    return str(calendar.walk("VEVENT")[0]["description"])


def health(state: str, **halves: dict[str, object]) -> GatheringFacts:
    """The study day in a state, with something else in its halves."""
    document = changed(HEALTH, state=state, roles=[{"body": "valprieux", "role": "organiser"}])
    for key, changes in halves.items():
        document = with_part(document, key, **changes)
    return gatherings.load(document)


@pytest.mark.behaviour("S1-B09")
def test_dates_first_hours_later() -> None:
    with at("2022-03-01T09:00:00+01:00"):
        facts = gatherings.load(changed(MULHOUSE, state="save_the_date"))
        first, feed = diaries_of("mulhouse-2022"), feed_of("mulhouse-2022")
        assert {event["uid"] for event in first.values()} == set(feed)
        # first objects are all-day
        assert {name: event.decoded("dtstart") for name, event in first.items()} == {
            "day-1.ics": date(2022, 5, 4),
            "day-2.ics": date(2022, 5, 5),
        }
        assert [event.decoded("dtend") for event in first.values()] == [date(2022, 5, 5), date(2022, 5, 6)]
    with at("2022-04-01T09:00:00+02:00"):
        hours = {"day-1": ("09:00", "17:30"), "day-2": ("08:30", "12:00")}
        said = {f"{name}_{key}": hour for key, pair in hours.items() for name, hour in zip(ENDS, pair, strict=True)}
        prepared(facts, said)
        later = diaries_of("mulhouse-2022")
        # the later ones keep the same identifiers with a higher sequence and real hours
        for name, event in later.items():
            assert event["uid"] == first[name]["uid"]
            assert event["sequence"] > first[name]["sequence"]
            assert event.decoded("dtstamp") > first[name].decoded("dtstamp")
        assert later["day-1.ics"].decoded("dtstart") == datetime(2022, 5, 4, 9, tzinfo=PARIS)
        assert later["day-1.ics"].decoded("dtend") == datetime(2022, 5, 4, 17, 30, tzinfo=PARIS)
        assert later["day-2.ics"].decoded("dtstart") == datetime(2022, 5, 5, 8, 30, tzinfo=PARIS)
        # and in the diary of whoever reads the feed
        now = feed_of("mulhouse-2022")
        assert set(now) == set(feed)
        assert {uid: event["sequence"] > feed[uid]["sequence"] for uid, event in now.items()} == dict.fromkeys(
            now, True
        )
        assert {event.decoded("dtstart") for event in now.values()} == {
            datetime(2022, 5, 4, 9, tzinfo=PARIS),
            datetime(2022, 5, 5, 8, 30, tzinfo=PARIS),
        }


@pytest.mark.behaviour("S2-B03")
def test_two_parts_two_calendar_objects_tentative() -> None:
    with at(SPRING_2016):
        health("draft")
        facts = health("save_the_date")
        events = diaries_of("sante-2016")
        # two events with distinct identifiers
        assert len({str(event["uid"]) for event in events.values()}) == len(events) == len(facts.parts) == 2
        # STATUS:TENTATIVE and SEQUENCE:0 on both
        assert {(event["status"], event["sequence"]) for event in events.values()} == {("TENTATIVE", 0)}
        # half-day slots marked as approximate
        morning, afternoon = events["morning.ics"], events["afternoon.ics"]
        for event, hours in ((morning, (9, 12)), (afternoon, (14, 17))):
            assert (event.decoded("dtstart").hour, event.decoded("dtend").hour) == hours
            assert event["x-filrouge-hours"] == "APPROXIMATE"
            assert "those that your diary shows are approximate" in said_in_english(event)
        # the afternoon one says for whom it is reserved
        reserved = plain(str(afternoon["description"])).splitlines()[-1]
        assert "Réservé: ateliers santé ville (ASV) et cheffes et chefs de projet politique de la ville." in reserved


@pytest.mark.behaviour("S2-B04")
def test_the_programme_confirms_what_was_tentative(post_office: PostOffice) -> None:
    with at(SPRING_2016):
        facts = health("save_the_date")
        first = diaries_of("sante-2016")
        follow(post_office)
    with at(SUMMER_2016):
        page = prepared(facts, HOURS_AND_HALL)
        send(page.client, page.address, "/desk/g/sante-2016/step/", to="invitation_sent")
        later = diaries_of("sante-2016")
        for name, event in later.items():
            # same identifiers with a higher sequence
            assert event["uid"] == first[name]["uid"]
            assert event["sequence"] > first[name]["sequence"]
            # STATUS:CONFIRMED
            assert event["status"] == "CONFIRMED"
            # exact hours and place
            assert "x-filrouge-hours" not in event
            assert event["location"] == "Halle aux sucres, 3 rue du Marché, Valprieux"
        assert {name: (event.decoded("dtstart"), event.decoded("dtend")) for name, event in later.items()} == {
            "morning.ics": (datetime(2016, 11, 22, 9, 15, tzinfo=PARIS), datetime(2016, 11, 22, 12, 30, tzinfo=PARIS)),
            "afternoon.ics": (
                datetime(2016, 11, 22, 13, 45, tzinfo=PARIS),
                datetime(2016, 11, 22, 16, 30, tzinfo=PARIS),
            ),
        }
        # followers notified once
        assert do_all(clock.now()) == ()
        letter = post_office.deliver_to(READER)
        assert "invitation" in letter.subject.lower() and "/g/sante-2016/" in letter.links
        assert do_all(clock.now()) == ()
        assert post_office.deliver() == []


def test_a_status_raises_the_sequence_once_and_nothing_else_does() -> None:
    with at(SUMMER_2016) as now:
        facts = health("save_the_date")
        sequence = {}
        for state in ("invitation_sent", "registration_open", "registration_closed", "postponed", "cancelled"):
            change_state(gathering_id=facts.id, to=GatheringState(state), actor=SYSTEM, now=now)
            (sequence[state],) = {event["sequence"] for event in diaries_of("sante-2016").values()}
        raised = {
            "invitation_sent": 1,
            "registration_open": 1,
            "registration_closed": 1,
            "postponed": 2,
            "cancelled": 3,
        }
        assert sequence == raised
        assert {event["status"] for event in diaries_of("sante-2016").values()} == {"CANCELLED"}


def test_titles_places_and_audiences_raise_nothing() -> None:
    with at(SUMMER_2016):
        health("registration_open")
        was = {name: event["sequence"] for name, event in diaries_of("sante-2016").items()}
        health("registration_open", morning={"title": "Le matin", "capacity": 80, "audience": {"open": True}})
        events = diaries_of("sante-2016")
        assert {name: event["sequence"] for name, event in events.items()} == was
        assert "Le matin" in events["morning.ics"]["summary"]
