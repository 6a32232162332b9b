"""Who does not know what holds: what counts as a change, who is told by which way, and what it costs."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import SYSTEM
from filrouge.stages.gatherings.enums import GatheringState, Silence
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import moves_of
from filrouge.stages.gatherings.rules import makes_untrue, silence
from filrouge.stages.invitations.actions.inviting import TooLate, invite
from filrouge.stages.privacy.actions import erase_contacts
from filrouge.stages.privacy.actions.destroying import destroy_batch
from filrouge.stages.privacy.enums import Kept
from filrouge.stages.privacy.queries.retention import still_kept
from filrouge.stages.registration.actions.writing import call_off, put_off, remind
from filrouge.stages.sendings.actions.leaving import send_due
from filrouge.stages.telling.actions import tell
from filrouge.stages.telling.enums import News
from filrouge.stages.telling.models import Telling, ToldContact
from filrouge.stages.telling.queries import told_to, unaware
from tests.support import people
from tests.support.clock import at
from tests.support.gatherings import AARAU, changed, facts_of, fresh_facts, load, with_part
from tests.support.people import EXECUTIVE
from tests.support.sendings import NOW, SENDER, act, approve, contact, sending, started

__all__ = ["fresh_facts"]

HOUR = timedelta(hours=1)


@pytest.fixture
def facts(db: None) -> Iterator[GatheringFacts]:
    yield load(AARAU, now=NOW - HOUR)


def invited(facts: GatheringFacts, *names: str, now: datetime = NOW) -> list[int]:
    """People who were invited on paper: no mail is needed for having read a date."""
    ids = [contact(facts, name) for name in names]
    invite(facts=facts, contact_ids=ids, by_mail=False, actor=SENDER, now=now)
    return ids


def names_of(facts: GatheringFacts, now: datetime) -> list[tuple[str, str]]:
    return [(one.name, one.news.value) for one in unaware(facts_of(facts.key), now=now).readers]


@pytest.mark.parametrize(
    ("was", "is_now", "untrue"),
    [
        ("2023-05-12 Aarau", "2023-05-13 Aarau", True),
        ("2023-05-12 09:00 17:00 halle", "2023-05-12 10:00 17:00 halle", True),
        ("2023-05-12 09:00 17:00 halle", "2023-05-12 09:00 16:00 halle", True),
        ("2023-05-12 09:00 halle", "2023-05-12 09:00 theatre", True),
        ("2023-05-12 morning La Chaux-de-Fonds", "2023-05-12 afternoon La Chaux-de-Fonds", True),
        ("2023-05-12 Olten", "2023-05-12 halle", True),
        ("2023-05-12 Halle", "2023-05-12 Halle 2, Marktgasse 4", True),
        ("2023-05-12 Halle, Marktgasse 4", "2023-05-12 Halle, Bahnhofstrasse 1", True),
        ("2023-05-12 Halle", "2023-05-12 Halle, Marktgasse 4", False),
        ("2023-05-12 Aarau", "2023-05-12 09:00 17:00 halle", False),
        ("early 2023-05 Aarau", "2023-05-04 Aarau", False),
        ("unknown", "2023-05-04 Aarau", False),
        ("2023-05-12 Aarau", "2023-05-12 Aarau", False),
    ],
)
def test_more_precision_makes_nothing_untrue(was: str, is_now: str, untrue: bool) -> None:
    assert makes_untrue(was, is_now, towns={"Aarau"}) is untrue


@pytest.mark.parametrize(
    ("state", "now", "why"),
    [
        ("registration_open", "2023-05-12T20:00:00+02:00", None),
        ("registration_open", "2023-05-13T01:00:00+02:00", Silence.OVER),
        ("held", "2023-05-12T12:00:00+02:00", Silence.OVER),
        ("cancelled", "2023-03-15T12:00:00+01:00", Silence.CANCELLED),
        ("postponed", "2023-06-15T12:00:00+02:00", Silence.POSTPONED),
    ],
)
@pytest.mark.django_db
def test_why_nobody_is_written_to(state: str, now: str, why: Silence | None) -> None:
    facts = load(changed(AARAU, state=state))
    assert silence(facts, now=datetime.fromisoformat(now)) is why


def test_what_moved_back_is_true_again(facts: GatheringFacts) -> None:
    invited(facts, "Anna Rey")
    load(with_part(AARAU, "day", when="2023-05-19", weekday="friday"), now=NOW + HOUR)
    invited(facts, "Beat Frei", now=NOW + 2 * HOUR)
    assert names_of(facts, NOW + 2 * HOUR) == [("Anna Rey", "moved")]
    load(AARAU, now=NOW + 3 * HOUR)
    # Anna was right all the time; Beat was invited to the other day.
    assert names_of(facts, NOW + 3 * HOUR) == [("Beat Frei", "moved")]
    (move,) = [one for one in moves_of(facts_of(facts.key)) if one.misleads(NOW + 2 * HOUR)]
    assert (move.part, move.at) == ("day", NOW + 3 * HOUR)


def test_of_what_is_over_nothing_is_told(facts: GatheringFacts) -> None:
    invited(facts, "Anna Rey")
    call_off(gathering_id=facts.id, actor=SYSTEM, now=NOW + HOUR, motive="Grève.")
    assert names_of(facts, NOW + 2 * HOUR) == [("Anna Rey", "called_off")]
    assert names_of(facts, datetime(2023, 5, 13, 12, tzinfo=UTC)) == []


def test_a_file_that_calls_off_takes_back_what_waits(facts: GatheringFacts) -> None:
    contact(facts, "Anna Rey")
    pk = started(facts)
    send_due(NOW)
    assert OutgoingMail.objects.filter(kind="sending", state="waiting").count() == 1
    load(changed(AARAU, state="cancelled"), now=NOW + HOUR)
    assert not OutgoingMail.objects.filter(kind="sending").exists()
    assert unaware(facts_of(facts.key), now=NOW + HOUR).readers == (), "nothing had reached her"
    send_due(NOW + HOUR)
    assert not OutgoingMail.objects.exists()
    assert facts.id and pk


def test_thanks_that_are_approved_after_the_day_leave(facts: GatheringFacts) -> None:
    contact(facts, "Anna Rey")
    early, after = sending(facts, name="Invitation"), datetime(2023, 5, 20, 8, tzinfo=UTC)
    approve(facts, early)
    act(facts, early, "start")
    thanks = sending(facts, _list_of(early), name="Merci")
    approve(facts, thanks, now=after)
    act(facts, thanks, "start", now=after)
    send_due(after)
    assert [mail.context["sending"] for mail in OutgoingMail.objects.all()] == [_public(thanks)]


def _list_of(pk: int) -> int:
    from filrouge.stages.sendings.models import Sending

    return Sending.objects.get(pk=pk).recipients_id


def _public(pk: int) -> str:
    from filrouge.stages.sendings.models import Sending

    return str(Sending.objects.get(pk=pk).public_id)


def test_registered_people_are_not_reminded_of_what_was_put_off_since_the_page_was_drawn(
    facts: GatheringFacts,
) -> None:
    with at():
        people.registered(EXECUTIVE, facts, "day")
        seen = facts_of(facts.key)
        put_off(gathering_id=facts.id, actor=SYSTEM, now=NOW + HOUR, motive="Grève.")
        assert seen.state is GatheringState.REGISTRATION_OPEN
        assert remind(facts=seen, actor=SYSTEM, now=NOW + HOUR) == 0
        with pytest.raises(TooLate):
            invited(seen, "Anna Rey")


def test_telling_costs_the_same_statements_for_any_number(facts: GatheringFacts) -> None:
    def statements(*names: str, after: timedelta) -> int:
        invited(facts, *names, now=NOW + after)
        load(with_part(AARAU, "day", when=f"2023-05-{12 + after // HOUR:02}", weekday=None), now=NOW + after + HOUR / 2)
        seen: dict[str, Any] = {"actor": SYSTEM, "now": NOW + after + HOUR / 2}
        state = unaware(facts_of(facts.key), now=seen["now"]).state
        tell.ask_to_tell(facts=facts, seen=state, **seen)
        row = Telling.objects.get(ended_at=None)
        with CaptureQueriesContext(connection) as written:
            told = tell.tell_some(telling_id=row.pk, gathering_id=facts.id, now=seen["now"])
        assert told >= len(names)
        tell.tell_due(seen["now"])
        return len(written)

    few = statements("Anna Rey", after=HOUR)
    many = statements(*(f"Beat{n} Frei" for n in range(30)), after=2 * HOUR)
    assert many == few


def test_a_telling_goes_on_batch_by_batch(facts: GatheringFacts) -> None:
    invited(facts, "Anna Rey", "Beat Frei", "Carla Neri", "Dora Blanc", "Emil Weber")
    call_off(gathering_id=facts.id, actor=SYSTEM, now=NOW + HOUR, motive="Grève.")
    now = facts_of(facts.key)
    tell.ask_to_tell(facts=now, seen=unaware(now, now=NOW + HOUR).state, actor=SYSTEM, now=NOW + HOUR)
    row = Telling.objects.get()
    assert tell.tell_some(telling_id=row.pk, gathering_id=facts.id, now=NOW + HOUR, at_once=2) == 2
    tell.tell_due(NOW + HOUR)
    row.refresh_from_db()
    assert (row.told, row.ended_at) == (5, NOW + HOUR)
    assert OutgoingMail.objects.filter(kind="told_called_off").count() == 5


def told_of_the_end(facts: GatheringFacts) -> int:
    """Anna Rey, who was told that it is called off; her id."""
    (anna,) = invited(facts, "Anna Rey")
    call_off(gathering_id=facts.id, actor=SYSTEM, now=NOW + HOUR, motive="Grève.")
    now = facts_of(facts.key)
    tell.ask_to_tell(facts=now, seen=unaware(now, now=NOW + HOUR).state, actor=SYSTEM, now=NOW + HOUR)
    tell.tell_due(NOW + HOUR)
    return anna


def test_it_goes_with_the_trails_of_the_gathering(facts: GatheringFacts) -> None:
    told_of_the_end(facts)
    kept = sum(rows.filter(**{path: facts.id}).count() for rows, path in still_kept(Kept.TRAILS))
    assert kept == 2, "her invitation, and that she was told"
    assert destroy_batch(Kept.TRAILS, facts.id, now=NOW + HOUR) == kept
    assert not ToldContact.objects.exists()
    assert Telling.objects.get().told == 1, "the number stays"


def test_whoever_is_erased_leaves_nothing_here(facts: GatheringFacts) -> None:
    anna = told_of_the_end(facts)
    assert [one["told"] for one in told_to(anna)] == [News.CALLED_OFF.value]
    erase_contacts(organiser_id=facts.organiser_id, ids=[anna], actor=SYSTEM, now=NOW + HOUR)
    assert not ToldContact.objects.exists()
    assert not OutgoingMail.objects.filter(kind="told_called_off").exists()
