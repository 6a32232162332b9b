"""Files and feeds for diaries: what they hold, what they never hold, and that they are not sent twice for nothing."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.utils.http import parse_http_date
from icalendar import Calendar, Component

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import send_link, withdraw
from filrouge.stages.registration.links import DIARY, make, read
from tests.support import gatherings, people
from tests.support.clock import at
from tests.support.forms import open_page, visitor
from tests.support.gatherings import AARAU, changed, with_part
from tests.support.people import DESK, EXECUTIVE, HEAD, NOW

pytestmark = pytest.mark.django_db
FEED = "/g/aarau-2023.ics"


@pytest.fixture
def facts() -> Iterator[GatheringFacts]:
    with at():
        yield gatherings.load(with_part(AARAU, "eve", capacity=1))


def calendar_at(address: str, client: Client | None = None) -> Component:
    """A calendar as a program reads it."""
    answer = (client or visitor()).get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content)


def own_address(token: str) -> str:
    """The secret address that the personal page offers."""
    (found,) = {link for link in open_page(visitor(), f"/r/{token}/").links if "/c/" in link and "webcal" not in link}
    return found[found.index("/c/") :]


def test_the_feed_says_how_often_to_come_and_names_nobody(facts: GatheringFacts) -> None:
    people.registered(EXECUTIVE, facts, "eve", "day")
    calendar = calendar_at(FEED)
    assert (calendar["method"], calendar["x-wr-calname"]) == ("PUBLISH", "Assemblée de printemps")
    text = visitor().get(FEED).content.decode()
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n" in text and "X-PUBLISHED-TTL:PT6H\r\n" in text
    assert "ATTENDEE" not in text and EXECUTIVE.family not in text
    assert text.count("BEGIN:VEVENT") == 2 and text.count("BEGIN:VTIMEZONE") == 1
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_the_feed_in_another_language(facts: GatheringFacts) -> None:
    german = calendar_at(f"{FEED}?lang=de")
    assert {str(event["summary"]).partition(" – ")[2] for event in german.walk("VEVENT")} == {"Vorabend", "Tagung"}


def test_what_a_diary_has_is_not_sent_again(facts: GatheringFacts) -> None:
    first = visitor().get(FEED)
    etag, modified = first["ETag"], first["Last-Modified"]
    assert visitor().get(FEED, headers={"if-none-match": etag}).status_code == 304
    assert visitor().get(FEED, headers={"if-modified-since": modified}).status_code == 304
    with at("2023-03-20T09:00:00+01:00"):
        assert visitor().get(FEED, headers={"if-none-match": etag}).status_code == 304, "time alone changes nothing"
        gatherings.load(with_part(AARAU, "eve", capacity=1, starts_at="16:30"))
        fresh = visitor().get(FEED, headers={"if-none-match": etag, "if-modified-since": modified})
        assert fresh.status_code == 200
        assert fresh["ETag"] != etag
        assert parse_http_date(fresh["Last-Modified"]) > parse_http_date(modified)
        assert visitor().get(FEED, headers={"if-modified-since": modified}).status_code == 200


def test_a_feed_without_any_day_is_a_calendar_all_the_same(facts: GatheringFacts) -> None:
    vague = with_part(with_part(AARAU, "eve", when="2023-05", weekday=None), "day", when="2023-05", weekday=None)
    gatherings.load(vague)
    calendar = calendar_at(FEED)
    assert not calendar.walk("VEVENT")
    assert len(calendar.walk("VTIMEZONE")) == 1
    assert not open_page(visitor(), "/g/aarau-2023/").has("//*[@id='diary']")


def test_the_feed_of_a_draft_is_not_there(facts: GatheringFacts) -> None:
    gatherings.load(changed(AARAU, key="aarau-2024", state="draft"))
    assert visitor().get("/g/aarau-2024.ics").status_code == 404


def test_the_public_page_offers_both_ways_to_subscribe(facts: GatheringFacts) -> None:
    links = open_page(visitor(), "/g/aarau-2023/").links
    assert [link for link in links if link.startswith("webcal://") and link.endswith(f"{FEED}?lang=fr")]
    assert [link for link in links if link.startswith("http") and link.endswith(f"{FEED}?lang=fr")]


# ------------------------------------------------------------------------------------------------------- one's own feed


def test_ones_own_feed_holds_ones_parts_with_their_state(facts: GatheringFacts) -> None:
    people.registered(HEAD, facts, "eve")
    token = people.registered(EXECUTIVE, facts, "eve", "day").token
    calendar = calendar_at(own_address(token))
    events = {str(event["summary"]).partition(" – ")[2]: event for event in calendar.walk("VEVENT")}
    eve, day = events["Soirée de la veille"], events["Journée"]
    assert (eve["status"], day["status"]) == ("TENTATIVE", "CONFIRMED")
    assert "Liste d’attente" in eve["description"] and "Confirmé" in day["description"]
    assert day.decoded("dtstart") == date(2023, 5, 12)
    text = visitor().get(own_address(token)).content.decode()
    assert "ATTENDEE" not in text
    assert EXECUTIVE.family not in text and token not in text
    public = {str(event["uid"]) for event in calendar_at(FEED).walk("VEVENT")}
    assert {str(event["uid"]) for event in events.values()} == public


def test_what_was_given_back_leaves_the_feed(facts: GatheringFacts) -> None:
    receipt = people.registered(EXECUTIVE, facts, "eve", "day")
    address = own_address(receipt.token)
    etag = visitor().get(address)["ETag"]
    with at("2023-03-16T09:00:00+01:00") as later:
        withdraw(registration_id=receipt.registration_id, parts=["eve"], actor=DESK, now=later)
        answer = visitor().get(address, headers={"if-none-match": etag})
        assert answer.status_code == 200
        assert len(Calendar.from_ical(answer.content).walk("VEVENT")) == 1


def test_the_address_opens_nothing_else_and_nothing_else_opens_it(facts: GatheringFacts) -> None:
    token = people.registered(EXECUTIVE, facts, "day").token
    feed = own_address(token).removeprefix("/c/").removesuffix(".ics")
    assert visitor().get(f"/r/{feed}/").status_code == 404
    assert visitor().get(f"/c/{token}.ics").status_code == 404
    answer = visitor().get(f"/c/{feed}.ics")
    assert answer["X-Robots-Tag"] == "noindex" and "private" in answer["Cache-Control"]


def test_a_replaced_link_takes_its_feed_along(facts: GatheringFacts) -> None:
    receipt = people.registered(EXECUTIVE, facts, "day")
    address = own_address(receipt.token)
    send_link(registration_id=receipt.registration_id, replace=True, actor=DESK, now=NOW)
    assert visitor().get(address).status_code == 404


def test_after_its_time_diaries_are_told_to_stop(facts: GatheringFacts) -> None:
    token = people.registered(EXECUTIVE, facts, "day").token
    known = read(token)
    assert known is not None
    with at("2024-06-01T09:00:00+02:00"):
        assert visitor().get(f"/c/{make(*known, use=DIARY)}.ics").status_code == 410
