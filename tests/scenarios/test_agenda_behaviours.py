"""Behaviours of a gathering in the agenda of a town, kept by somebody else and asked over real HTTP."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client

from filrouge.ground import chores
from filrouge.ground.people.actors import SYSTEM
from filrouge.stages.agendas.models import AgendaEntry
from filrouge.stages.gatherings.actions import change_state
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.web.shell import clock
from tests.support import gatherings, people
from tests.support.agenda_server import AGENDA, KEY, Agenda, agenda_server
from tests.support.clock import at
from tests.support.forms import Page, open_page
from tests.support.gatherings import MULHOUSE, changed, with_part

pytestmark = pytest.mark.django_db
VENUE = {"key": "sim", "name": "Société Industrielle", "street": "rue de la Bourse", "number": "10/12"}
PRESS = {"press": {"name": "Agathe Muller", "email": "presse@mulhouse.example", "mobile": "06 39 98 00 17"}}
OPEN = {"audience": {"open": True}}
COLLOQUIUM = changed(
    with_part(with_part(MULHOUSE, "day-1", **OPEN), "day-2", **OPEN),
    state="registration_open",
    venues=[{**VENUE, "postcode": "68100", "town": "Mulhouse", "country": "FR"}],
    venue="sim",
    contacts=PRESS,
    texts={"presentation": "Deux jours pour écouter ce qui se fait ailleurs."},
)
SPRING = "2022-03-01T09:00:00+01:00"
DESK = "/desk/g/mulhouse-2022/agenda/"


@pytest.fixture
def agenda(settings: object) -> Iterator[Agenda]:
    with agenda_server() as service:
        settings.AGENDAS = {"ville-mulhouse": AGENDA}  # type: ignore[attr-defined]
        settings.AGENDA_URL, settings.AGENDA_KEY = service.address, KEY  # type: ignore[attr-defined]
        yield service


@pytest.fixture
def now() -> Iterator[datetime]:
    with at(SPRING) as instant:
        yield instant


def load(**part: object) -> GatheringFacts:
    return gatherings.load(with_part(COLLOQUIUM, "day-1", **part))


def press_button(client: Client, wanted: str) -> Page:
    """Press the button of the desk page that puts the gathering there or takes it out."""
    page = open_page(client, DESK)
    assert page.has(f"//button[@name='wanted'][@value='{wanted}']")
    client.post(f"{DESK}switch/", {"wanted": wanted})
    return open_page(client, DESK)


def work(later: timedelta = timedelta()) -> None:
    """The worker's next round."""
    assert "agendas: bring them in step" not in chores.do_all(clock.now() + later)


@pytest.mark.behaviour("S3-B20")
def test_published_to_shared_calendars_with_the_right_two_time_slots(agenda: Agenda, now: datetime) -> None:
    client = people.staff(load(starts_at="09:00", ends_at="17:30"))
    assert agenda.asked == []
    press_button(client, "yes")
    work()
    # one event with two timings, title, short text, place, link to registration
    ((outside_id, event),) = agenda.events.items()
    assert event["timings"] == [
        {"begin": "2022-05-04T09:00:00+02:00", "end": "2022-05-04T17:30:00+02:00"},
        {"begin": "2022-05-05T00:00:00+02:00", "end": "2022-05-05T23:59:00+02:00"},
    ]
    assert event["title"] == {"fr": "Deux jours pour la participation"}
    assert event["description"] == {"fr": "Deux jours pour écouter ce qui se fait ailleurs."}
    place = agenda.places[event["locationUid"]]
    assert place == {
        "name": "Société Industrielle",
        "address": "10 rue de la Bourse, 68100 Mulhouse",
        "countryCode": "FR",
    }
    assert event["registration"] == [f"{settings.BASE_URL}/g/mulhouse-2022/register/"]
    assert open_page(client, DESK).has("//*[contains(@class, 'badge')][contains(@class, 'is-ok')]")
    # updates keep the outside identifier
    load(starts_at="09:30", ends_at="17:30")
    work()
    assert list(agenda.events) == [outside_id]
    assert agenda.events[outside_id]["timings"][0]["begin"] == "2022-05-04T09:30:00+02:00"
    assert str(outside_id) in open_page(client, DESK).text
    assert len(agenda.places) == 1
    assert AgendaEntry.objects.get().outside_id == str(outside_id)
    # once nobody can register any more, the link is the page
    change_state(gathering_id=load().id, to=GatheringState.REGISTRATION_CLOSED, actor=SYSTEM, now=clock.now())
    work()
    assert agenda.events[outside_id]["registration"] == [f"{settings.BASE_URL}/g/mulhouse-2022/"]
    # nothing of a person goes there
    assert "06 39" not in str(agenda.events) and "Agathe" not in str(agenda.events)


def test_nothing_is_asked_while_nothing_changed(agenda: Agenda, now: datetime) -> None:
    press_button(people.staff(load()), "yes")
    work()
    asked = len(agenda.asked)
    work()
    load(capacity=120)  # an agenda does not show places
    work()
    assert len(agenda.asked) == asked


def test_a_broken_line_makes_no_second_event(agenda: Agenda, now: datetime) -> None:
    client = people.staff(load())
    press_button(client, "yes")
    agenda.loses_answers = True
    work()
    assert len(agenda.events) == 1, "it was taken, but nobody heard"
    assert AgendaEntry.objects.get().outside_id == ""
    assert open_page(client, DESK).has("//*[contains(@class, 'is-ask')]")
    agenda.loses_answers = False
    work()
    assert AgendaEntry.objects.get().outside_id == "", "not before its time"
    work(timedelta(minutes=2))
    assert AgendaEntry.objects.get().outside_id == str(*agenda.events)
    assert len(agenda.events) == len(agenda.places) == 1


def test_a_worker_that_died_leaves_nothing_undone(agenda: Agenda, now: datetime) -> None:
    press_button(people.staff(load()), "yes")
    AgendaEntry.objects.update(next_at=now + timedelta(minutes=10))  # taken by one that never came back
    work()
    assert agenda.events == {}
    work(timedelta(minutes=11))
    assert len(agenda.events) == 1


def test_what_is_refused_waits_for_a_change_or_for_staff(agenda: Agenda, now: datetime) -> None:
    client = people.staff(load())
    agenda.answers_with = 200
    press_button(client, "yes")
    agenda.answers_with = 422
    work()
    asked = len(agenda.asked)
    work(timedelta(days=2))
    assert len(agenda.asked) == asked
    agenda.answers_with = 0
    press_button(client, "yes")
    work()
    assert len(agenda.events) == 1


def test_an_event_that_somebody_removed_there_is_made_again(agenda: Agenda, now: datetime) -> None:
    press_button(people.staff(load()), "yes")
    work()
    agenda.events.clear()
    agenda.own.clear()
    load(starts_at="10:00")
    work()
    assert len(agenda.events) == 1


def test_it_is_called_off_there_and_taken_out_when_asked(agenda: Agenda, now: datetime) -> None:
    client = people.staff(load())
    press_button(client, "yes")
    work()
    gatherings.load(changed(COLLOQUIUM, state="cancelled"))
    work()
    (event,) = agenda.events.values()
    assert event["status"] == 6
    press_button(client, "no")
    work()
    assert agenda.events == {}
    assert not open_page(client, DESK).has("//button[@name='wanted'][@value='no']")


def test_it_is_off_by_default(now: datetime) -> None:
    client = people.staff(load())
    page = open_page(client, DESK)
    assert page.status == 200
    assert not page.has("//button[@name='wanted']")
    assert DESK not in open_page(client, "/desk/g/mulhouse-2022/").links
    client.post(f"{DESK}switch/", {"wanted": "yes"})
    assert not AgendaEntry.objects.exists()


def test_a_draft_waits_until_it_is_public(agenda: Agenda, now: datetime) -> None:
    draft = gatherings.load(changed(COLLOQUIUM, key="mulhouse-2023", state="draft"))
    client = people.staff(draft)
    client.post("/desk/g/mulhouse-2023/agenda/switch/", {"wanted": "yes"})
    work()
    assert agenda.events == {}
    gatherings.load(changed(COLLOQUIUM, key="mulhouse-2023", state="save_the_date"))
    work()
    assert len(agenda.events) == 1
