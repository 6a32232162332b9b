"""A whole life of a gathering in a diary that somebody else wrote: never an entry too many, never one left behind."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import vobject

from filrouge.ground.people.actors import REGISTRANT, SYSTEM
from filrouge.stages.gatherings.actions import change_state
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import withdraw
from filrouge.stages.registration.actions.writing import call_off
from tests.support import gatherings
from tests.support.clock import at
from tests.support.forms import open_page, visitor
from tests.support.gatherings import MULHOUSE, changed, with_part
from tests.support.mailbox import PostOffice
from tests.support.other_diary import OtherDiary, Refused, other_diary
from tests.support.people import Person, registered

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
DAY_1 = "/g/mulhouse-2022/day-1.ics"
VISITOR = Person("Solange", "Wehrlin", "s.wehrlin@example.org", "Association Passerelle")
HOURS: dict[str, object] = {"starts_at": "09:00", "ends_at": "17:30"}


@pytest.fixture
def diary(tmp_path: Path) -> Iterator[OtherDiary]:
    with other_diary(tmp_path) as found:
        yield found


OPEN = {"open": True}
COLLOQUIUM = with_part(with_part(MULHOUSE, "day-1", audience=OPEN), "day-2", audience=OPEN)


def file(address: str = DAY_1) -> bytes:
    """A calendar file as a program gets it."""
    answer = visitor().get(address)
    assert answer.status_code == 200
    return answer.content


def load(**part: object) -> GatheringFacts:
    """The colloquium, open, with something else on its first day."""
    return gatherings.load(changed(with_part(COLLOQUIUM, "day-1", **part), state="registration_open"))


def test_a_whole_life_from_the_public_file_is_one_entry(diary: OtherDiary) -> None:
    with at("2022-02-01T09:00:00+01:00"):
        gatherings.load(changed(COLLOQUIUM, state="save_the_date"))
        assert diary.take(file()) == "new"
        (first,) = diary.events.values()
        assert (first.dtstart.value, first.status.value) == (date(2022, 5, 4), "TENTATIVE")
        stale = file()
    with at("2022-03-01T09:00:00+01:00"):
        load(**HOURS)
        assert diary.take(file()) == "updated"
        (known,) = diary.events.values()
        assert known.dtstart.value.astimezone(PARIS) == datetime(2022, 5, 4, 9, tzinfo=PARIS)
        assert known.status.value == "CONFIRMED"
    with at("2022-03-15T09:00:00+01:00") as now:
        facts = load(when="2022-05-06", weekday="friday", **HOURS)
        assert diary.take(file()) == "updated"
        (moved,) = diary.events.values()
        assert moved.dtstart.value.astimezone(PARIS).date() == date(2022, 5, 6)
        assert diary.take(stale) == "ignored", "an old mail that is opened late changes nothing"
        change_state(gathering_id=facts.id, to=GatheringState.CANCELLED, actor=SYSTEM, now=now)
        assert diary.take(file()) == "updated"
        (cancelled,) = diary.events.values()
        assert cancelled.status.value == "CANCELLED"
        assert [int(event.sequence.value) for event in (first, known, moved, cancelled)] == [0, 1, 2, 3]
        assert len({event.uid.value for event in (first, known, moved, cancelled)}) == 1


def test_the_mail_updates_what_the_page_gave(diary: OtherDiary, post_office: PostOffice) -> None:
    with at("2022-03-01T09:00:00+01:00"):
        facts = load()
        assert diary.take(file()) == "new"
        receipt = registered(VISITOR, facts, "day-1")
        (sent,) = post_office.deliver_to(VISITOR.email).calendar_parts
        assert sent.get_content_type() == "text/calendar" and sent.get_param("method") == "REQUEST"
        assert diary.take(sent.get_payload(decode=True)) == "updated"
        (event,) = diary.events.values()
        assert [attendee.value.lower() for attendee in event.attendee_list] == [f"mailto:{VISITOR.email}"]
    with at("2022-03-02T09:00:00+01:00"):
        page = visitor().get(f"/r/{receipt.token}/day-1.ics")
        assert page.status_code == 200
        assert len(diary.events) == 1


def test_the_mails_of_one_person_cancel_give_back_and_cancel_the_same_entry(
    diary: OtherDiary, post_office: PostOffice
) -> None:
    """Withdrawn, come back by the same link, called off: each mail is about the one entry, and each is newer."""
    with at("2022-03-01T09:00:00+01:00"):
        facts = load(**HOURS)
        receipt = registered(VISITOR, facts, "day-1")
        (asked,) = calendars(post_office)
        assert diary.take(asked) == "new"
        registered(Person("Marc", "Obrecht", "m.obrecht@example.org", "Ville de Kembs"), facts, "day-2")
        post_office.deliver()
    with at("2022-03-02T09:00:00+01:00") as now:
        form = open_page(visitor(), f"/r/{receipt.token}/change/")
        withdraw(registration_id=receipt.registration_id, parts=["day-1"], actor=REGISTRANT, now=now)
        (gone,) = calendars(post_office)
        assert b"METHOD:CANCEL" in gone
        assert diary.take(gone) == "updated"
        assert status_of(diary) == "CANCELLED"
        assert diary.take(asked) == "ignored", "the first mail, opened late, brings nothing back"
    with at("2022-03-03T09:00:00+01:00"):
        assert form.send().status == 200
        (back,) = calendars(post_office)
        assert diary.take(back) == "updated"
        assert status_of(diary) == "CONFIRMED"
        assert diary.take(gone) == "ignored"
    with at("2022-03-15T09:00:00+01:00") as now:
        call_off(gathering_id=facts.id, actor=SYSTEM, now=now, motive="La salle a brûlé.")
        off = next(one for one in calendars(post_office) if VISITOR.email.encode() in unfolded(one))
        assert b"METHOD:CANCEL" in off
        assert diary.take(off) == "updated"
        assert status_of(diary) == "CANCELLED"
        sequences = [int(vobject.readOne(one.decode()).vevent.sequence.value) for one in (asked, gone, back, off)]
        assert sequences[:3] == [sequences[0]] * 3, "the organiser changed nothing"
        assert sequences[3] > sequences[0]


def calendars(office: PostOffice) -> list[bytes]:
    """The calendar objects of the mails that are under way."""
    return [bytes(part.get_payload(decode=True)) for mail in office.deliver() for part in mail.calendar_parts]


def unfolded(calendar: bytes) -> bytes:
    return calendar.replace(b"\r\n ", b"")


def status_of(diary: OtherDiary) -> str:
    """What the one entry says."""
    (event,) = diary.events.values()
    return str(event.status.value)


def test_a_feed_read_again_replaces_itself(diary: OtherDiary) -> None:
    feed = "/g/mulhouse-2022.ics"
    with at("2022-02-01T09:00:00+01:00"):
        gatherings.load(changed(COLLOQUIUM, state="save_the_date"))
        diary.follow(file(feed))
        before = diary.followed
        assert len(before) == 2
    with at("2022-03-01T09:00:00+01:00"):
        load(**HOURS)
        diary.follow(file(feed))
        after = diary.followed
        assert set(after) == set(before)
        assert sorted(int(event.sequence.value) for event in after.values()) == [1, 1]
        only = with_part(COLLOQUIUM, "day-2", when="unknown", weekday=None)
        gatherings.load(changed(only, state="registration_open"))
        diary.follow(file(feed))
        assert len(diary.followed) == 1, "what has no day any more is gone"


def test_the_other_side_knows_a_second_copy_when_it_sees_one(diary: OtherDiary) -> None:
    with at("2022-03-01T09:00:00+01:00"):
        load()
        diary.take(file())
        with pytest.raises(Refused) as refused:
            diary.put("/reader/diary/another.ics", file().replace(b"METHOD:PUBLISH\r\n", b""))
        assert refused.value.status == 409
        assert len(diary.events) == 1
