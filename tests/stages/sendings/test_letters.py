"""What is written down of a letter that a sending carries: who was handed which version, and what takes that back."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filrouge.ground.mail.models import OutgoingMail
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.sendings.actions import carrying, preparing
from filrouge.stages.sendings.actions.leaving import send_batch, send_due
from filrouge.stages.sendings.models import LetterReceipt, RecipientList
from filrouge.stages.sendings.queries.receipts import readers_of
from tests.support.clock import at
from tests.support.gatherings import fresh_facts, load
from tests.support.letters import a_small_letter
from tests.support.sendings import NOW, SENDER, act, contact, sending, started

__all__ = ["fresh_facts"]

NAMES = ("Anna Rey", "Beat Frei", "Carla Neri", "Dora Blanc", "Emil Weber")


@pytest.fixture
def facts(db: None) -> Iterator[GatheringFacts]:
    with at():
        found = load(now=NOW)
        for name in NAMES:
            contact(found, name)
        yield found


@pytest.fixture
def letter(facts: GatheringFacts) -> int:
    return int(str(a_small_letter(facts, is_issued=True)["pk"]))


def test_a_batch_of_any_size_costs_the_same_statements_with_a_letter(facts: GatheringFacts, letter: int) -> None:
    counts = []
    for size in (1, 4):
        asked = RecipientList.objects.first()
        pk = started(
            facts, batch_size=size, name=f"of {size}", list_id=asked.pk if asked else None, letter=letter, now=NOW
        )
        with CaptureQueriesContext(connection) as seen:
            assert send_batch(gathering_id=facts.id, sending_id=pk, now=NOW) == size
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert LetterReceipt.objects.count() == 5


def test_who_was_not_written_to_in_the_end_has_not_received_the_letter(facts: GatheringFacts, letter: int) -> None:
    started(facts, letter=letter, now=NOW)
    send_due(NOW)
    assert len(readers_of(letter)) == len(NAMES), "under way"
    mails = list(OutgoingMail.objects.order_by("pk"))
    for mail, state in zip(mails, ("sent", "failed", "withheld", "sent"), strict=False):
        OutgoingMail.objects.filter(pk=mail.pk).update(state=state, sent_at=NOW if state == "sent" else None)
    OutgoingMail.objects.filter(pk=mails[3].pk).update(bounced_at=NOW)
    assert len(readers_of(letter)) == 2, "one has it, one is under way; failed, withheld and returned do not count"
    carrying.note_sent(NOW)
    OutgoingMail.objects.all().delete()
    assert len(readers_of(letter)) == 1, "known without the mail"
    assert LetterReceipt.objects.get(recipient__contact__in=readers_of(letter)).sent_at == NOW


def test_a_pause_takes_the_receipts_back_with_the_mails(facts: GatheringFacts, letter: int) -> None:
    pk = started(facts, letter=letter, batch_size=3, now=NOW)
    send_due(NOW)
    assert LetterReceipt.objects.count() == 3
    act(facts, pk, "pause")
    assert not LetterReceipt.objects.exists()
    act(facts, pk, "resume")
    send_due(NOW)
    send_due(NOW + timedelta(minutes=5))
    assert LetterReceipt.objects.count() == len(NAMES)


def test_a_draft_or_a_letter_of_elsewhere_is_not_chosen(facts: GatheringFacts, letter: int) -> None:
    draft = int(str(a_small_letter(facts, is_issued=False)["pk"]))
    pk = sending(facts, letter=letter)
    for wrong in (draft, draft + 1):
        with pytest.raises(preparing.NotIssued):
            preparing.choose_letter(facts=facts, sending_id=pk, letter_id=wrong, now=NOW)
    preparing.choose_letter(facts=facts, sending_id=pk, letter_id=None, now=NOW)


def test_nothing_is_approved_anew_without_a_reason(facts: GatheringFacts, letter: int) -> None:
    pk = started(facts, letter=letter, now=NOW)
    said = {"facts": facts, "sending_id": pk, "carries": (letter,), "actor": SENDER, "now": NOW}
    with pytest.raises(carrying.NotApprovedAnew):
        carrying.approve_anew(**said)  # type: ignore[arg-type]
