"""Reminders, and who is told that a part moved: the right people, once, with the new place in their diary."""

from datetime import UTC, datetime
from typing import Any

import pytest

from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.mail.models import OutgoingMail
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import withdraw
from filrouge.stages.registration.actions.writing import RemindedAlready, remind, tell_moved
from filrouge.stages.registration.lists.writing import moves_to_tell, people_coming, reminded_at
from filrouge.stages.registration.models import PartRegistration
from tests.support import gatherings, people
from tests.support.clock import at, instant
from tests.support.forms import open_page, visitor
from tests.support.gatherings import AARAU, changed, facts_of, part_of, with_part
from tests.support.mailbox import PostOffice
from tests.support.people import ASSISTANT, DESK, EXECUTIVE, HEAD, NOW, STRANGER
from tests.support.registrations import states_of

pytestmark = pytest.mark.django_db

BETWEEN = "2023-05-12T08:00:00+02:00"
"""The eve is over, the day is not."""
SOONER: dict[str, Any] = {"starts_at": "16:30"}
HALL = {"key": "hall", "name": "Halle aux grains", "street": "Rue du Marché", "number": "3", "town": "Aarau"}


@pytest.fixture
def facts() -> GatheringFacts:
    """The assembly; its eve has one place."""
    return gatherings.load(with_part(AARAU, "eve", capacity=1))


def moved_eve(
    *, now: str = "2023-03-20T09:00:00+01:00", document: dict[str, Any] = AARAU, **how: Any
) -> GatheringFacts:
    """The file again, the eve at another hour or place."""
    with at(now):
        gatherings.load(with_part(document, "eve", capacity=1, **how))
    return facts_of("aarau-2023")


def told(facts: GatheringFacts, now: datetime = NOW) -> int:
    """How many people were told of moves."""
    return tell_moved(facts=facts, actor=DESK, now=now)


def recipients(kind: str) -> list[str]:
    """The addresses of all mails of a kind, in order."""
    return list(OutgoingMail.objects.filter(kind=kind).order_by("pk").values_list("to", flat=True))


# ------------------------------------------------------------------------------------------------------- reminder


def test_one_mail_each_with_the_confirmed_parts_that_are_still_to_come(
    facts: GatheringFacts, post_office: PostOffice
) -> None:
    people.registered(EXECUTIVE, facts, "eve", "day")
    people.registered(HEAD, facts, "eve", "day")  # waits for the eve
    people.registered(STRANGER, facts, "day")  # the organiser decides
    post_office.deliver()
    with at("2023-05-04T09:00:00+02:00") as now:
        assert people_coming(facts, now=now) == 2
        assert remind(facts=facts, actor=DESK, now=now) == 2
        letters = {one.to: one for one in post_office.deliver()}
    assert set(letters) == {EXECUTIVE.email, HEAD.email}
    assert "Soirée de la veille" in letters[EXECUTIVE.email].text and "Journée" in letters[EXECUTIVE.email].text
    assert "Journée" in letters[HEAD.email].text and "Soirée de la veille" not in letters[HEAD.email].text
    assert letters[EXECUTIVE.email].calendar_parts == [], "it is in the diary already"
    with at(BETWEEN) as now:
        assert remind(facts=facts, actor=DESK, now=now) == 2
        again = {one.to: one for one in post_office.deliver()}
    assert "Soirée de la veille" not in again[EXECUTIVE.email].text + again[EXECUTIVE.email].html
    assert "Aarau" in again[EXECUTIVE.email].text, "where to go"


def test_the_address_i_cannot_come_changes_nothing_when_opened_and_withdraws_when_sent(
    facts: GatheringFacts, post_office: PostOffice
) -> None:
    people.registered(EXECUTIVE, facts, "eve", "day")
    post_office.deliver()
    remind(facts=facts, actor=DESK, now=NOW)
    letter = post_office.deliver_to(EXECUTIVE.email)
    (cannot,) = {link for link in letter.links if link.endswith("/withdraw/")}
    for twin in (letter.text, letter.html):
        assert cannot in twin and f"{letter.personal_link.partition('withdraw')[0]}" in twin
    for _robot in range(2):
        page = open_page(visitor(), cannot)
        assert page.status == 200
    assert set(states_of(facts, EXECUTIVE.family).values()) == {"confirmed"}
    page.fill(tick=["eve", "day"]).send()
    assert set(states_of(facts, EXECUTIVE.family).values()) == {"withdrawn"}
    assert remind(facts=facts, actor=DESK, now=instant("2023-03-17T09:00:00+01:00")) == 0


def test_a_second_reminder_within_a_day_must_be_meant(facts: GatheringFacts) -> None:
    people.registered(EXECUTIVE, facts, "day")
    assert remind(facts=facts, actor=DESK, now=NOW) == 1
    assert reminded_at(facts) == NOW
    with pytest.raises(RemindedAlready) as already:
        remind(facts=facts, actor=DESK, now=instant("2023-03-16T08:59:00+01:00"))
    assert already.value.at == NOW
    assert recipients("reminder") == [EXECUTIVE.email]
    assert remind(facts=facts, actor=DESK, now=instant("2023-03-15T10:00:00+01:00"), again=True) == 1
    assert remind(facts=facts, actor=DESK, now=instant("2023-03-16T10:00:00+01:00")) == 1
    sent = AuditEntry.objects.filter(verb="message:reminded").order_by("pk")
    assert [entry.data for entry in sent] == [{"people": 1}] * 3


def test_whoever_registered_somebody_is_reminded_too(facts: GatheringFacts) -> None:
    people.registered(EXECUTIVE, facts, "day", registrant=ASSISTANT)
    assert remind(facts=facts, actor=DESK, now=NOW) == 1
    assert sorted(recipients("reminder")) == sorted([EXECUTIVE.email, ASSISTANT.email])


@pytest.mark.parametrize("state", ["cancelled", "postponed", "held"])
def test_nobody_is_reminded_of_what_is_not_to_come(facts: GatheringFacts, state: str) -> None:
    people.registered(EXECUTIVE, facts, "eve")
    steps = {"held": ["registration_closed", "held"]}.get(state, [state])
    moved_eve(**SOONER)
    for step in steps:
        facts = gatherings.load(changed(with_part(AARAU, "eve", capacity=1, **SOONER), state=step))
    assert remind(facts=facts, actor=DESK, now=NOW) == 0
    assert told(facts) == 0
    assert not OutgoingMail.objects.filter(kind__in=["reminder", "moved"]).exists()
    assert reminded_at(facts) is None


# ------------------------------------------------------------------------------------------- another place or hour


def test_those_who_counted_on_the_part_are_told_once_with_their_diary(
    facts: GatheringFacts, post_office: PostOffice
) -> None:
    people.registered(EXECUTIVE, facts, "eve", "day")
    people.registered(HEAD, facts, "eve")  # waits
    people.registered(people.another(1), facts, "day")  # does not come to the eve
    gone = people.registered(people.another(2), facts, "eve")
    withdraw(registration_id=gone.registration_id, parts=["eve"], actor=DESK, now=NOW)
    first = post_office.deliver()
    was = next(letter for letter in first if letter.to == EXECUTIVE.email).events[0]
    facts = moved_eve(**SOONER)
    (move,) = moves_to_tell(facts, now=NOW)
    assert (move.part.key, move.people) == ("eve", 2)
    assert told(facts) == 2
    letters = {letter.to: letter for letter in post_office.deliver()}
    assert set(letters) == {EXECUTIVE.email, HEAD.email}
    letter = letters[EXECUTIVE.email]
    for twin in (letter.text, letter.html):
        assert "dès 16h30" in twin.replace("\u00a0", " ")
        assert "Journée" not in twin
        assert "/withdraw/" in twin
    (event,) = letter.events
    assert letter.calendars[0]["method"] == "REQUEST"
    assert event["uid"] == was["uid"]
    assert event["sequence"] > was["sequence"]
    assert event["dtstart"].dt.hour == 16
    assert letters[HEAD.email].events == [], "nothing is confirmed for whoever waits"
    assert "1 sur la liste d’attente" in letters[HEAD.email].text
    assert moves_to_tell(facts, now=NOW) == () and told(facts) == 0, "once"


def test_another_place_is_told_with_its_address(facts: GatheringFacts, post_office: PostOffice) -> None:
    people.registered(EXECUTIVE, facts, "eve")
    post_office.deliver()
    facts = moved_eve(document=changed(AARAU, venues=[HALL]), venue="hall")
    assert told(facts) == 1
    letter = post_office.deliver_to(EXECUTIVE.email)
    for twin in (letter.text, letter.html):
        assert "Halle aux grains" in twin and "Rue du Marché" in twin
    assert "Halle aux grains" in letter.events[0]["location"]


def test_whoever_registers_after_the_move_knows_it_already(facts: GatheringFacts) -> None:
    people.registered(EXECUTIVE, facts, "eve")
    facts = moved_eve(**SOONER)
    with at("2023-03-21T09:00:00+01:00") as now:
        people.registered(HEAD, facts, "eve", received_at=now)
        assert [move.people for move in moves_to_tell(facts, now=now)] == [1]
        assert told(facts, now) == 1
    assert recipients("moved") == [EXECUTIVE.email]


def test_two_moves_are_one_mail_and_a_later_move_another(facts: GatheringFacts) -> None:
    people.registered(EXECUTIVE, facts, "eve")
    moved_eve(**SOONER)
    facts = moved_eve(now="2023-03-21T09:00:00+01:00", starts_at="15:00")
    assert told(facts) == 1
    facts = moved_eve(now="2023-03-22T09:00:00+01:00", starts_at="14:00")
    assert told(facts) == 1
    assert recipients("moved") == [EXECUTIVE.email] * 2


def test_moved_there_and_back_concerns_only_who_registered_in_between(facts: GatheringFacts) -> None:
    people.registered(EXECUTIVE, facts, "eve")
    facts = moved_eve(**SOONER)
    with at("2023-03-21T09:00:00+01:00") as now:
        people.registered(HEAD, facts, "eve", received_at=now)
    facts = moved_eve(now="2023-03-22T09:00:00+01:00")
    assert told(facts) == 1
    assert recipients("moved") == [HEAD.email]


def test_a_part_that_is_over_is_not_told(facts: GatheringFacts) -> None:
    people.registered(EXECUTIVE, facts, "eve")
    facts = moved_eve(**SOONER)
    with at(BETWEEN) as now:
        assert moves_to_tell(facts, now=now) == ()


def test_a_place_held_for_an_order_is_told_without_asking_for_an_answer(
    facts: GatheringFacts, post_office: PostOffice
) -> None:
    people.registered(EXECUTIVE, facts, "day")
    PartRegistration.objects.update(held_until=datetime(2023, 4, 1, 9, tzinfo=UTC), held_for="order")
    post_office.deliver()
    remind(facts=facts, actor=DESK, now=NOW)
    letter = post_office.deliver_to(EXECUTIVE.email)
    assert "Confirmée" in letter.text
    assert part_of(facts, "day").answer_hours is None and "vous est réservée" not in letter.text
