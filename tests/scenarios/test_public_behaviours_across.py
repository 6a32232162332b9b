"""Behaviours that show the same fact in several places: diaries, audience lists, the timeline of a process."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Component

from tests.support import gatherings
from tests.support.clock import at
from tests.support.forms import Page, open_form, open_page, plain, visitor
from tests.support.gatherings import AARAU, HEALTH, MULHOUSE, with_part
from tests.support.mailbox import Letter, PostOffice
from tests.support.people import EXECUTIVE, OFFICER, Person

pytestmark = pytest.mark.django_db
ZURICH = ZoneInfo("Europe/Zurich")


# ------------------------------------------------------------------------------------------------------------- diaries


def the_event(calendar: Component) -> Component:
    """The only event of a calendar object."""
    (event,) = calendar.walk("VEVENT")
    return event


def downloads(page: Page) -> dict[str, Component]:
    """The diary files that a page offers, by name, read as a calendar program reads them; not the feeds."""
    files = {}
    for link in page.links:
        if link.endswith(".ics") and link.startswith("/"):
            answer = page.client.get(link)
            assert answer["Content-Type"] == "text/calendar; charset=utf-8"
            files[link.rpartition("/")[2]] = Calendar.from_ical(answer.content.decode())
    return files


def eve_of(letter: Letter) -> Component:
    """The calendar object of the eve in a letter."""
    (found,) = [calendar for calendar in letter.calendars if "Soirée" in str(the_event(calendar)["summary"])]
    return found


@pytest.mark.behaviour("S0-B23")
def test_calendar_objects_follow_the_right(post_office: PostOffice) -> None:
    with at():
        gatherings.load()
        pages = {
            person: open_form().fill(person.answers, tick=parts).send()
            for person, parts in ((OFFICER, ["day"]), (EXECUTIVE, ["eve", "day"]))
        }
        letters = {letter.to: letter for letter in post_office.deliver()}
        # the first gets one event
        (day,) = letters[OFFICER.email].events
        assert day.decoded("dtstart") == date(2023, 5, 12)
        assert list(downloads(pages[OFFICER])) == ["day.ics"]
        # the second two with distinct stable identifiers in Europe/Zurich
        both = {str(event["uid"]): event for event in letters[EXECUTIVE.email].events}
        assert len(both) == 2
        assert str(day["uid"]) in both
        files = downloads(pages[EXECUTIVE])
        assert {str(the_event(calendar)["uid"]) for calendar in files.values()} == set(both)
        public = {
            str(the_event(calendar)["uid"]) for calendar in downloads(open_page(visitor(), "/g/aarau-2023/")).values()
        }
        assert public == set(both)
        sent = eve_of(letters[EXECUTIVE.email])
        for calendar in (sent, files["eve.ics"]):
            (zone,) = calendar.walk("VTIMEZONE")
            assert zone["tzid"] == "Europe/Zurich"
            assert the_event(calendar)["dtstart"].params["TZID"] == "Europe/Zurich"
            # the eve has a start and a marked unknown end
            event = the_event(calendar)
            assert event.decoded("dtstart") == datetime(2023, 5, 11, 17, 15, tzinfo=ZURICH)
            assert "dtend" not in event
            assert "duration" not in event
            assert event["x-filrouge-end"] == "UNKNOWN"
        # each goes to that one person's diary; the file for everybody names nobody
        assert sent["method"] == "REQUEST"
        assert str(the_event(sent)["attendee"]).lower() == f"mailto:{EXECUTIVE.email}"
        assert "attendee" not in the_event(files["eve.ics"])
        assert files["eve.ics"]["method"] == "PUBLISH"
        one_object_a_part = [part.get_param("method") for part in letters[EXECUTIVE.email].calendar_parts]
        assert one_object_a_part == ["REQUEST", "REQUEST"]


@pytest.mark.behaviour("S0-B23")
def test_the_identifier_of_a_part_is_stable_when_its_hours_change(post_office: PostOffice) -> None:
    with at():
        gatherings.load()
        page = open_form().fill(EXECUTIVE.answers, tick=["eve"]).send()
        before = the_event(eve_of(post_office.deliver_to(EXECUTIVE.email)))
    with at("2023-03-20T09:00:00+01:00"):
        gatherings.load(with_part(AARAU, "eve", starts_at="18:00", ends_at="21:30"))
        after = the_event(downloads(open_page(visitor(), page.address))["eve.ics"])
        assert after["uid"] == before["uid"]
        assert after["sequence"] > before["sequence"]
        assert after.decoded("dtstart") == datetime(2023, 5, 11, 18, 0, tzinfo=ZURICH)
        assert after.decoded("dtend") == datetime(2023, 5, 11, 21, 30, tzinfo=ZURICH)
        assert "x-filrouge-end" not in after


# ------------------------------------------------------------------------------------------------------- audience list

MEDIATOR = Person("Solange", "Verdier", "s.verdier@valprieux.example", "Ville de Valprieux", "health_mediator")


def said_everywhere(office: PostOffice, person: Person, part: str) -> dict[str, str]:
    """What each surface says on a part of the health day when somebody not admitted asks for both parts."""
    page = open_page(visitor(), "/g/sante-2016/")
    form = open_form("sante-2016")
    answer = form.fill(person.answers, tick=["morning", "afternoon"]).send()
    letter = office.deliver_to(person.email)
    block = {"morning": 1, "afternoon": 2}[part]
    return {
        # Where an acronym comes first, the page spells it out in brackets behind it; the list around it is the same.
        "page": re.sub(r"\b(ASV|CCAS|CPAM) \([^)]*\)", r"\1", page.said(f"//*[@id='part-{part}']")),
        "form": form.card(part),
        "refusal": answer.card(part),
        "mail": plain(letter.text.split("\n- ")[block]),
        "mail in HTML": plain(letter.html),
    }


@pytest.mark.behaviour("S2-B20")
@pytest.mark.parametrize(
    ("part", "named"),
    [
        (
            "morning",
            [
                "coordinatrices et coordinateurs d’ASV",
                "référentes et référents des contrats locaux de santé",
                "cheffes et chefs de projet politique de la ville",
                "référentes et référents politique de la ville",
                "CCAS",
                "CPAM",
            ],
        ),
        ("afternoon", ["ateliers santé ville (ASV)", "cheffes et chefs de projet politique de la ville"]),
    ],
)
def test_the_audience_list_writes_itself(post_office: PostOffice, part: str, named: list[str]) -> None:
    one_list = ", ".join(named[:-1]) + " et " + named[-1]
    with at("2016-09-01T10:00:00+02:00"):
        gatherings.load(HEALTH)
        # the same list in the same words everywhere
        for surface, words in said_everywhere(post_office, MEDIATOR, part).items():
            assert one_list in words, surface
        # changing the rule changes all three
        otherwise = {"morning": "organiser_decides", "afternoon": "refuse"}[part]
        rule = {"any": [{"function": "cls_officer"}, {"organisation": "cpam"}], "otherwise": otherwise}
        gatherings.load(with_part(HEALTH, part, audience=rule))
        other = MEDIATOR.but(family="Roussel", email="m.roussel@valprieux.example")
        for surface, words in said_everywhere(post_office, other, part).items():
            assert "référentes et référents des contrats locaux de santé et CPAM" in words, surface
            assert one_list not in words, surface


# ------------------------------------------------------------------------------------------------------------ timeline


def timeline(page: Page) -> list[tuple[str, str, str]]:
    """The phases that the page draws: state, title, when."""
    thread = "//ol[contains(@class, 'thread')][.//*[@class='thread__when']]/li"
    return [
        (
            step.get("class").removeprefix("is-"),
            plain(step.xpath("string(.//*[@class='thread__label']/text()|.//*[@class='thread__label']/a/text())")),
            plain(step.xpath("string(.//*[@class='thread__when'])")),
        )
        for step in page.tree.xpath(thread)
    ]


@pytest.mark.behaviour("S3-B01")
def test_a_process_has_phases_with_month_precision() -> None:
    with at("2022-04-11T10:00:00+02:00"):
        gatherings.load(MULHOUSE)
        page = open_page(visitor(), "/g/mulhouse-2022/")
        assert timeline(page) == [
            # phase 1 done
            ("done", "Consultation", "octobre à décembre 2021"),
            # phase 2 next with exact days
            ("next", "Colloque", "mercredi 4 et jeudi 5 mai 2022"),
            # phase 3 to come as June to December 2022
            ("ahead", "Groupes de travail", "juin à décembre 2022"),
        ]
        # no invented day
        (thread,) = page.tree.xpath("//ol[contains(@class, 'thread')][.//*[@class='thread__when']]")
        words = thread.text_content()
        assert not [day for day in ("1er", "31", "30") if day in words]


@pytest.mark.behaviour("S3-B01")
@pytest.mark.parametrize(
    ("clock", "states"),
    [
        ("2021-09-30T23:59:59+02:00", ["next", "ahead", "ahead"]),
        ("2021-10-01T00:00:00+02:00", ["current", "ahead", "ahead"]),
        ("2021-12-31T23:59:59+01:00", ["current", "ahead", "ahead"]),
        ("2022-01-01T00:00:00+01:00", ["done", "next", "ahead"]),
        ("2022-05-05T23:59:59+02:00", ["done", "current", "ahead"]),
        ("2022-06-15T10:00:00+02:00", ["done", "done", "current"]),
        ("2023-01-01T00:00:00+01:00", ["done", "done", "done"]),
    ],
)
def test_the_timeline_moves_with_the_clock(clock: str, states: list[str]) -> None:
    with at("2021-09-01T10:00:00+02:00"):
        gatherings.load(MULHOUSE)
    with at(clock):
        assert [state for state, _, _ in timeline(open_page(visitor(), "/g/mulhouse-2022/"))] == states
