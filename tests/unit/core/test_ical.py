"""Calendar lines, read back by two programs of others: icalendar and vobject."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from filrouge.core import ical

# What people type, without the marks that end lines elsewhere and that no calendar carries.
TYPED = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=200)


def calendar(*lines: str) -> str:
    """An event with these lines."""
    before = [ical.line("VERSION", "2.0"), ical.line("PRODID", "-//x//y//EN")]
    event = [ical.line("UID", "one@here.example"), ical.line("DTSTAMP", "20230315T080000Z"), *lines]
    return "".join(["BEGIN:VCALENDAR\r\n", *before, "BEGIN:VEVENT\r\n", *event, "END:VEVENT\r\n", "END:VCALENDAR\r\n"])


@given(TYPED)
def test_what_people_type_comes_back_as_it_was(typed: str) -> None:
    said = calendar(ical.line("SUMMARY", ical.text(typed)))
    (event,) = Calendar.from_ical(said.encode()).walk("VEVENT")
    assert str(event["summary"]) == typed
    assert vobject.readOne(said).vevent.summary.value == typed


@given(TYPED, TYPED)
def test_no_line_is_longer_than_75_octets_and_each_is_text(name: str, typed: str) -> None:
    for one in calendar(ical.line("X-ONE", ical.text(typed), cn=name)).split("\r\n"):
        assert len(one.encode()) <= 75
    assert "\n" not in ical.line("X-ONE", ical.text(typed), cn=name).replace("\r\n", "")


@given(TYPED)
def test_a_name_is_one_parameter_whatever_it_holds(name: str) -> None:
    said = calendar(ical.line("ATTENDEE", "MAILTO:x@y.example", cn=name, rsvp="FALSE"))
    (event,) = Calendar.from_ical(said.encode()).walk("VEVENT")
    assert str(event["attendee"]) == "MAILTO:x@y.example"
    assert event["attendee"].params["RSVP"] == "FALSE"
    assert str(event["attendee"].params["CN"]) == " ".join(name.split()).replace('"', "'").replace("\\", "/")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("a, b; c\\d\ne", "a\\, b\\; c\\\\d\\ne"),
        ("a\r\nb", "a\\nb"),
        ("a\x00\x07b", "ab"),
        ("", ""),
    ],
)
def test_marks_are_escaped_and_controls_dropped(typed: str, said: str) -> None:
    assert ical.text(typed) == said


def test_a_forged_line_stays_inside_its_own() -> None:
    said = calendar(ical.line("SUMMARY", ical.text("x\r\nATTENDEE:MAILTO:other@elsewhere.example")))
    (event,) = Calendar.from_ical(said.encode()).walk("VEVENT")
    assert "attendee" not in event


def test_instants_days_and_local_hours() -> None:
    at = datetime(2023, 5, 11, 17, 15, tzinfo=ZoneInfo("Europe/Zurich"))
    assert ical.instant(at) == "20230511T151500Z" == ical.instant(at.astimezone(UTC))
    assert ical.local(at) == "20230511T171500"
    assert ical.day(date(2023, 5, 11)) == "20230511"
