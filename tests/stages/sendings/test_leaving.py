"""A sending leaves in batches, each recipient once; who objects or cannot be reached stays out at the last moment."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filrouge.ground.directory.contact_actions import note_bounce
from filrouge.ground.directory.models import Contact
from filrouge.ground.mail.delivery import deliver_due
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import STRANGER
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.privacy.actions import erase_contacts, object_to_mails
from filrouge.stages.privacy.enums import Source
from filrouge.stages.sendings.actions import preparing
from filrouge.stages.sendings.actions.leaving import NotPossible, send_batch, send_due
from filrouge.stages.sendings.enums import SendingState
from filrouge.stages.sendings.models import Sending, SendingRecipient
from filrouge.stages.sendings.queries import progress_of
from tests.support.gatherings import fresh_facts, load
from tests.support.mailbox import PostOffice, post_office
from tests.support.sendings import NOW, SENDER, act, approve, contact, sending, started

__all__ = ["fresh_facts", "post_office"]

MINUTE = timedelta(minutes=1)
NAMES = ("Anna Rey", "Beat Frei", "Carla Neri", "Dora Blanc", "Emil Weber")


@pytest.fixture
def facts(db: None) -> Iterator[GatheringFacts]:
    found = load(now=NOW)
    for name in NAMES:
        contact(found, name)
    yield found


def states(pk: int) -> list[str]:
    return [
        f"{row.state} {row.left_out}".strip() for row in SendingRecipient.objects.filter(sending_id=pk).order_by("pk")
    ]


def test_nothing_leaves_before_somebody_approved_it_and_started_it(facts: GatheringFacts) -> None:
    pk = sending(facts)
    with pytest.raises(NotPossible):
        act(facts, pk, "start")
    send_due(NOW)
    assert not OutgoingMail.objects.exists()
    assert approve(facts, pk) == len(NAMES)
    send_due(NOW)
    assert not OutgoingMail.objects.exists(), "approved is not started"
    act(facts, pk, "start")
    send_due(NOW)
    assert OutgoingMail.objects.count() == len(NAMES)
    assert Sending.objects.get(pk=pk).approved_by == SENDER.label


def test_batches_with_a_pause_between_them_and_each_recipient_once(facts: GatheringFacts) -> None:
    pk = started(facts, batch_size=2, pause_minutes=10)
    gone = []
    for minutes in (0, 9, 10, 19, 20, 60):
        send_due(NOW + minutes * MINUTE)
        gone.append(OutgoingMail.objects.count())
    assert gone == [2, 2, 4, 4, 5, 5]
    row = Sending.objects.get(pk=pk)
    assert (row.state, row.ended_at) == (SendingState.DONE, NOW + 20 * MINUTE)
    assert OutgoingMail.objects.order_by().values("to").distinct().count() == len(NAMES)


def test_what_is_approved_changes_no_more(facts: GatheringFacts) -> None:
    pk = started(facts)
    with pytest.raises(preparing.Fixed):
        preparing.announce_annex(facts=facts, sending_id=pk, title="Programme", now=NOW)
    contact(facts, "Fritz Neu")
    assert len(states(pk)) == len(NAMES), "who came to the directory afterwards is not written to"


def test_a_second_worker_finds_nothing_to_do(facts: GatheringFacts) -> None:
    pk = started(facts, batch_size=2)
    assert send_batch(gathering_id=facts.id, sending_id=pk, now=NOW) == 2
    assert send_batch(gathering_id=facts.id, sending_id=pk, now=NOW) == 0


def test_who_objects_or_cannot_be_reached_meanwhile_is_left_out_with_the_reason(facts: GatheringFacts) -> None:
    pk = started(facts)
    said = {"organiser_id": facts.organiser_id, "now": NOW}
    object_to_mails(address="Anna.Rey@Lindenau.example", source=Source.MAIL, actor=STRANGER, **said)
    note_bounce(address="beat.frei@lindenau.example", permanent=True, reason="550 unknown", **said)
    note_bounce(address="carla.neri@lindenau.example", permanent=False, reason="452 full", **said)
    gone = Contact.objects.get(email="dora.blanc@lindenau.example")
    erase_contacts(ids=[gone.pk], actor=SENDER, **said)
    send_due(NOW)
    by_name = ["left_out no_address", "left_out unreachable", "queued", "left_out objects", "queued"]
    assert states(pk) == by_name, "by family name; whoever is erased counts"


def test_who_objects_while_the_mail_waits_in_the_outbox_does_not_receive_it(
    facts: GatheringFacts, post_office: PostOffice
) -> None:
    now = datetime.now(UTC)
    pk = started(facts, now=now)
    send_due(now)
    object_to_mails(
        organiser_id=facts.organiser_id,
        address="anna.rey@lindenau.example",
        source=Source.MAIL,
        actor=STRANGER,
        now=now,
    )
    while deliver_due(now=datetime.now(UTC)):
        pass
    assert OutgoingMail.objects.get(to="anna.rey@lindenau.example").state == "withheld"
    assert OutgoingMail.objects.filter(state="sent").count() == len(NAMES) - 1
    assert (progress_of(pk).sent, progress_of(pk).left_out) == (4, 1)


def test_pause_takes_back_what_nobody_tried_and_resume_sends_it(facts: GatheringFacts) -> None:
    pk = started(facts, batch_size=3)
    send_due(NOW)
    tried = OutgoingMail.objects.order_by("pk").first()
    assert tried is not None
    OutgoingMail.objects.filter(pk=tried.pk).update(attempts=1)
    act(facts, pk, "pause")
    assert list(OutgoingMail.objects.order_by("pk").values_list("pk", flat=True)) == [tried.pk]
    send_due(NOW + 60 * MINUTE)
    assert OutgoingMail.objects.count() == 1, "paused"
    act(facts, pk, "resume", now=NOW + 60 * MINUTE)
    send_due(NOW + 60 * MINUTE)
    send_due(NOW + 90 * MINUTE)
    assert sorted(OutgoingMail.objects.order_by().values_list("to", flat=True)) == sorted(
        f"{name.replace(' ', '.').lower()}@lindenau.example" for name in NAMES
    )


def test_stop_leaves_the_others_out(facts: GatheringFacts) -> None:
    pk = started(facts, batch_size=2)
    send_due(NOW)
    OutgoingMail.objects.update(state="sent", sent_at=NOW)
    act(facts, pk, "stop")
    assert states(pk) == ["queued", "queued", *["left_out stopped"] * 3]
    with pytest.raises(NotPossible):
        act(facts, pk, "resume")


def test_a_batch_of_any_size_costs_the_same_statements(facts: GatheringFacts) -> None:
    counts = []
    for size in (1, 4):
        pk = started(facts, batch_size=size, name=f"of {size}", list_id=None if size == 1 else _list_of(facts))
        with CaptureQueriesContext(connection) as seen:
            send_batch(gathering_id=facts.id, sending_id=pk, now=NOW)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def _list_of(facts: GatheringFacts) -> int:
    from filrouge.stages.sendings.models import RecipientList

    return RecipientList.objects.get(gathering_id=facts.id).pk


def test_the_mail_of_the_invitation_stream(facts: GatheringFacts, post_office: PostOffice) -> None:
    now = NOW
    pk = sending(facts, texts={"fr": ("Invitation à {town}", "Bonjour {name},\n\nRépondez sur {link}")})
    preparing.announce_annex(facts=facts, sending_id=pk, title="Programme", now=now)
    with pytest.raises(preparing.NotApproved) as lacking:
        approve(facts, pk)
    assert [reason.code for reason in lacking.value.decision.reasons] == ["annex_missing"]
    annex = Sending.objects.get(pk=pk).annexes.get()
    pdf = b"%PDF-1.7 invented"
    preparing.put_annex(facts=facts, sending_id=pk, annex_id=annex.pk, name="Programme.pdf", data=pdf, now=now)
    approve(facts, pk)
    act(facts, pk, "start")
    send_due(now)
    letter = post_office.deliver_to("anna.rey@lindenau.example")
    row = OutgoingMail.objects.get(to="anna.rey@lindenau.example")
    head = letter.message
    assert letter.subject == "Invitation à Aarau"
    assert head["List-Unsubscribe"].strip().startswith("<http://localhost:8000/n/")
    assert head["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert head["Message-ID"] == f"<mail-{row.pk}@localhost.example>"
    assert "Bonjour Anna Rey," in letter.text
    assert row.context["link"] in letter.text
    assert "Annuaire des villes 2023" in letter.text
    (file,) = list(head.iter_attachments())
    assert (file.get_filename(), file.get_content()) == ("Programme.pdf", pdf)
    assert row.attachments == [
        {"filename": "Programme.pdf", "content_type": "application/pdf", "content": "", "size": len(pdf)}
    ]
    assert "<img" not in letter.html and "src=" not in letter.html and "url(" not in letter.html
    own = row.context["link"].removeprefix("http://localhost:8000")
    refuse = {link for link in letter.links if link.startswith("/n/")}
    assert set(letter.links) == {own, *refuse}, "no address stands between a reader and a link"
    assert len(refuse) == 1
