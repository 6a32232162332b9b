"""The calendar of who organises: what is due when, what waits for what, and what is worth knowing of a date."""

from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from filrouge.ground.people.enums import Role
from tests.support import gatherings
from tests.support.clock import at
from tests.support.desk_factories import desk_of, press
from tests.support.forms import Page, open_page
from tests.support.gatherings import changed
from tests.support.series import FIRST

pytestmark = pytest.mark.django_db

KEY = "congres-2024"
CALENDAR = f"/desk/g/{KEY}/calendar/"
ELECTION_WINTER = "2026-02-06T09:00:00+01:00"
NOTICE = "//*[@id='dates']//*[contains(@class, 'notice')][contains(., 'Elections are near')]"


def congress(*days: str, **more: Any) -> dict[str, Any]:
    """A congress of the town on these days, of which nothing is public yet."""
    parts = [{"key": f"day-{n}", "title": f"Jour {n}", "when": day} for n, day in enumerate(days, 1)]
    registration = {"channels": ["email"]}
    fields = {"key": KEY, "state": "draft", "parts": parts, "registration": registration, "publications": [], **more}
    return changed(FIRST, **fields)


def opened(*days: str, now: str, language: str = "en", **more: Any) -> tuple[Client, Page]:
    """The calendar of such a congress, opened by an editor."""
    with at(now):
        facts = gatherings.load(congress(*days, **more))
        desk = desk_of(Role.EDITOR, facts, language=language)
        return desk, open_page(desk, CALENDAR)


def step(page: Page, key: str) -> str:
    """What the page says of a step."""
    return page.said(f"//*[@id='step-{key}']")


@pytest.mark.behaviour("S1-B19")
@pytest.mark.parametrize("day", ["2026-02-06", "2026-06-19"])
def test_a_notice_before_the_elections(day: str) -> None:
    # the congress itself, or its mailings, in the six months before the month of the election
    desk, page = opened(day, now=ELECTION_WINTER)
    # a notice asks for a check of tone, precedent and elected persons' prominence
    said = page.said(NOTICE)
    for asked in ("the tone is factual", "a precedent", "elected persons are not more prominent"):
        assert asked in said
    concerned = page.said(f"{NOTICE}//ul")
    assert ("The gathering takes place: Friday 6 February 2026" in concerned) is (day == "2026-02-06")
    assert "Send the invitation" in concerned
    # its law is named, with its date
    assert "article L. 52-1" in page.said("//*[@id='dates']") and "15 January 1990" in page.said("//*[@id='dates']")
    # and blocks nothing
    with at(ELECTION_WINTER):
        overview = open_page(desk, f"/desk/g/{KEY}/")
        assert press(desk, overview, f"/desk/g/{KEY}/step/", to="save_the_date").status == 200
        assert gatherings.facts_of(KEY).state == "save_the_date"


@pytest.mark.behaviour("S1-B19")
def test_no_notice_two_years_before() -> None:
    # no notice for 2024-02-02
    _desk, page = opened("2024-02-02", "2024-02-03", now="2023-06-01T09:00:00+02:00")
    assert not page.has(NOTICE)
    # nor for another organiser than a municipality, on a day that has it
    association = changed(FIRST)["bodies"]
    association[0]["kind"] = "association"
    _desk, page = opened("2026-02-06", now="2025-10-06T09:00:00+02:00", bodies=association)
    assert not page.has(NOTICE)


@pytest.mark.parametrize("kind", ["ccas", "cias", "intermunicipal_body"])
def test_the_notice_is_for_what_belongs_to_municipalities_too(kind: str) -> None:
    bodies = changed(FIRST)["bodies"]
    bodies[0]["kind"] = kind
    more = {"body_kinds": [{"key": "cias", "label": "CIAS", "plural": "CIAS"}]} if kind == "cias" else {}
    _desk, page = opened("2026-02-06", now=ELECTION_WINTER, bodies=bodies, **more)
    said = page.said(NOTICE)
    assert "bodies of several of them" in said and "(CCAS, CIAS)" in said
    assert "From Monday 1 September 2025 to Sunday 22 March 2026" in said


def test_what_is_due_when_and_what_waits_for_what() -> None:
    _desk, page = opened("2024-02-02", "2024-02-03", now="2023-09-20T09:00:00+02:00")
    # nine months before, at no weekend; six months after
    assert "Tuesday 2 May 2023" in step(page, "partners") and "Late" in step(page, "partners")
    assert "Friday 2 August 2024" in step(page, "next_edition")
    # done by itself: themes are chosen, the date is known
    assert "Done" in step(page, "themes").partition("2023")[0] and "Done" in step(page, "date").partition("2023")[0]
    # the venue is not: it holds up what comes after it
    assert "Send the invitation" in step(page, "venue").partition("Holds up:")[2]
    assert "Book the venue" in step(page, "invitation").partition("Waits for:")[2]
    # and what a document lacks is said
    assert step(page, "programme").partition("Still missing:")[2].strip().startswith("hours")
    # one step is next: the first that is not late
    (following,) = page.tree.xpath("//*[contains(@class, 'held__head')][contains(., 'Next step')]/h3")
    assert following.text_content() == "Write the invitation and have it signed"


def test_what_was_to_be_done_before_is_over_once_the_gathering_took_place() -> None:
    _desk, page = opened("2024-02-02", now="2024-02-10T09:00:00+01:00", state="held")
    assert "Over" in step(page, "reminder") and "Late" in step(page, "thanks") and "To come" in step(page, "balance")


def test_the_organiser_moves_ticks_adds_and_takes_out() -> None:
    desk, _page = opened("2024-02-02", "2024-02-03", now="2023-06-01T09:00:00+02:00")
    with at("2023-06-02T09:00:00+02:00"):
        page = press(desk, open_page(desk, CALENDAR), f"{CALENDAR}partners/", act="done")
        assert "Ticked on Friday 2 June 2023" in step(page, "partners")
        page = press(desk, page, f"{CALENDAR}speakers/", act="move", due="2023-09-15")
        assert "Friday 15 September 2023 (moved by you)" in step(page, "speakers")
        page = press(desk, page, f"{CALENDAR}press/", act="remove")
        page = press(desk, page, f"{CALENDAR}balance/", act="remove")
        assert not page.has("//*[@id='step-balance']") and "Account for it" in page.said("//*[@id='removed']")
        page = press(desk, page, CALENDAR, title="Louer les tentes", due="2024-01-12")
        assert "Friday 12 January 2024" in step(page, "own-1") and "Louer les tentes" in step(page, "own-1")
        wrong = press(desk, page, CALENDAR, title="Louer les tentes", due="2124-01-12")
        assert wrong.status == 422 and "Look at the year" in wrong.errors()
        # the calendar follows a gathering that moves, and the trail says who did what
        gatherings.load(congress("2024-03-08", "2024-03-09"))
        page = open_page(desk, CALENDAR)
        assert "Friday 16 February 2024" in step(page, "own-1")
        trail = open_page(desk, f"/desk/g/{KEY}/trail/").text
        assert "Calendar, added for Friday 12 January 2024: Louer les tentes" in trail
        # as a file for a diary
        file = desk.get(f"/desk/g/{KEY}/calendar.ics")
        events = {str(event["summary"]): event for event in Calendar.from_ical(file.content).walk("VEVENT")}
        assert str(events["Louer les tentes (Congress of solidarities)"].decoded("dtstart")) == "2024-02-16"
        assert len({str(event["uid"]) for event in events.values()}) == len(events)


def test_holidays_are_told_where_a_date_is_looked_at_and_block_nothing() -> None:
    # Good Friday is a holiday in Haut-Rhin, and the schools of its zone are closed in February
    desk, page = opened("2024-03-29", "2024-02-29", now="2023-06-01T09:00:00+02:00", language="fr")
    said = page.said("//*[@id='dates']")
    assert "29 mars 2024" in said and "Vendredi saint" in said
    assert "29 février 2024" in said and "zone B" in said and "Vacances d'hiver" in said
    with at("2023-06-01T09:00:00+02:00"):
        form = open_page(desk, f"/desk/g/{KEY}/parts/day-1/date/").fill(when="2024-05-09")
        asked = form.send()
        assert "Ascension" in asked.said("//*[@id='asked']")
        assert asked.send().status == 200, "a notice never blocks"
        assert str(gatherings.facts_of(KEY).parts[0].when) == "2024-05-09"
        start = open_page(desk, "/desk/new/").fill(title="Encore", day="9", month="5", year="2024", country="FR")
        told = start.send().said("//*[@id='asked']")
        assert "Ascension" in told and "Congrès des solidarités" in told, "also that another gathering is held that day"
