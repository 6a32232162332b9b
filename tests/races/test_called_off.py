"""A batch and calling off at once: no mail is written after the calling off is committed, and none of before leaves."""

from datetime import timedelta
from functools import partial
from threading import Event
from typing import Any

import pytest
from django.db import transaction

from filrouge.ground.mail.delivery import deliver_due
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import SYSTEM
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import Gathering
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.invitations.actions.inviting import TooLate, invite
from filrouge.stages.invitations.actions.reminding import remind
from filrouge.stages.invitations.models import Invitation
from filrouge.stages.registration.actions.writing import call_off
from filrouge.stages.sendings.actions.leaving import send_batch
from filrouge.stages.sendings.models import Sending, SendingRecipient
from filrouge.stages.telling.actions.tell import ask_to_tell, tell_due
from filrouge.stages.telling.models import ToldContact
from filrouge.stages.telling.queries import unaware
from tests.support.at_once import Job, at_once, failures
from tests.support.gatherings import AARAU, changed, fresh_facts, load
from tests.support.sendings import NOW, SENDER, contact, started

__all__ = ["fresh_facts"]

ROUNDS = 12
PEOPLE = 12


def gathering(number: int) -> GatheringFacts:
    return load(changed(AARAU, key=f"aarau-{number}"), now=NOW - timedelta(days=1))


def off(facts: GatheringFacts) -> int:
    return call_off(gathering_id=facts.id, actor=SYSTEM, now=NOW, motive="La salle a brûlé.")


def batches(facts: GatheringFacts, pk: int) -> None:
    """Batch after batch, as fast as a worker can."""
    for minute in range(PEOPLE):
        send_batch(gathering_id=facts.id, sending_id=pk, now=NOW + timedelta(minutes=minute))


def nothing_is_left_to_leave(facts: GatheringFacts) -> None:
    """All that was written before came back out of the outbox; no mail was written since."""
    waiting = OutgoingMail.objects.filter(gathering_id=facts.id, state="waiting")
    assert not waiting.filter(kind__in=["sending", "invitation", "invitation_reminder"]).exists()


def test_a_batch_and_calling_off_at_once() -> None:
    for number in range(ROUNDS):
        facts = gathering(number)
        for one in range(PEOPLE):
            contact(facts, f"Anna{one} Rey{number}")
        pk = started(facts, batch_size=1, pause_minutes=1)
        assert failures(at_once([partial(batches, facts, pk), partial(off, facts)])) == []
        nothing_is_left_to_leave(facts)
        assert Sending.objects.get(pk=pk).state == "paused"
        assert set(SendingRecipient.objects.filter(sending_id=pk).values_list("state", flat=True)) == {"waiting"}
        # A worker that comes later writes nothing either.
        batches(facts, pk)
        nothing_is_left_to_leave(facts)


def test_inviting_reminding_and_calling_off_at_once() -> None:
    for number in range(ROUNDS):
        facts = gathering(number)
        known = [contact(facts, f"Anna{one} Rey{number}") for one in range(4)]
        new = [contact(facts, f"Beat{one} Frei{number}") for one in range(4)]
        said: dict[str, Any] = {"facts": facts, "actor": SYSTEM, "now": NOW}
        invite(contact_ids=known, by_mail=False, **said)
        ids = list(Invitation.objects.filter(gathering_id=facts.id).values_list("pk", flat=True))
        results = at_once(
            [
                lambda said=said, new=new: invite(contact_ids=new, by_mail=True, **said),
                lambda said=said, ids=ids: remind(invitation_ids=ids, **said),
                lambda facts=facts: off(facts),
            ]
        )
        assert [one for one in failures(results) if not isinstance(one, TooLate)] == []
        nothing_is_left_to_leave(facts)


def _off_slowly(facts: GatheringFacts, begun: Event, other: Event) -> None:
    """Called off in a transaction that is not over before somebody else had the time to write."""
    with transaction.atomic():
        off(facts)
        begun.set()
        other.wait(1)


def _after(begun: Event, other: Event, job: Job) -> object:
    begun.wait(30)
    try:
        return job()
    finally:
        other.set()


@pytest.mark.parametrize("which", ["batch", "invite", "remind"])
def test_whoever_writes_while_it_is_being_called_off_waits_and_then_does_not_write(which: str) -> None:
    facts = gathering(0)
    known, new = [contact(facts, "Anna Rey")], [contact(facts, "Beat Frei")]
    said: dict[str, Any] = {"facts": facts, "actor": SYSTEM, "now": NOW}
    invite(contact_ids=known, by_mail=False, **said)
    pk = started(facts)
    jobs: dict[str, Job] = {
        "batch": partial(send_batch, gathering_id=facts.id, sending_id=pk, now=NOW),
        "invite": partial(invite, contact_ids=new, by_mail=True, **said),
        "remind": partial(remind, invitation_ids=list(Invitation.objects.values_list("pk", flat=True)), **said),
    }
    begun, other = Event(), Event()
    results = at_once([partial(_off_slowly, facts, begun, other), partial(_after, begun, other, jobs[which])])
    assert [one for one in failures(results) if not isinstance(one, TooLate)] == []
    assert not OutgoingMail.objects.filter(kind__in=["sending", "invitation", "invitation_reminder"]).exists()


def test_two_workers_tell_everybody_once() -> None:
    facts = gathering(0)
    known = [contact(facts, f"Anna{one} Rey") for one in range(40)]
    invite(facts=facts, contact_ids=known, by_mail=False, actor=SENDER, now=NOW - timedelta(hours=1))
    off(facts)
    facts = facts_by_id(facts.id) or facts
    seen = unaware(facts, now=NOW).state
    asked = at_once([lambda: ask_to_tell(facts=facts, seen=seen, actor=SYSTEM, now=NOW)] * 2)
    assert len(failures(asked)) == 1, "pressed twice, it is done once"
    assert failures(at_once([lambda: tell_due(NOW), lambda: tell_due(NOW)])) == []
    assert OutgoingMail.objects.filter(kind="told_called_off").count() == 40
    assert ToldContact.objects.values("contact").distinct().count() == ToldContact.objects.count() == 40


def test_what_nobody_took_back_is_held_back_as_it_is_about_to_leave() -> None:
    """The second guard: a mail that a worker took in the very second, or that an older process wrote."""
    facts = gathering(0)
    contact(facts, "Anna Rey")
    pk = started(facts)
    assert send_batch(gathering_id=facts.id, sending_id=pk, now=NOW) == 1
    Gathering.objects.filter(pk=facts.id).update(state=GatheringState.CANCELLED.value)
    deliver_due(now=NOW)
    assert OutgoingMail.objects.get(kind="sending").state == "withheld"
