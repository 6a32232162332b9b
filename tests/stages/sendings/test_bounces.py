"""Reports of mail servers retire addresses; what anybody could write does not."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from filrouge.ground import chores
from filrouge.ground.directory.models import Contact
from filrouge.ground.mail import kinds
from filrouge.ground.mail.delivery import deliver_due
from filrouge.ground.mail.enums import Answer
from filrouge.ground.mail.kinds import ComposedMail
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.mail.objectors import may_write, no_more_mails_path
from filrouge.ground.mail.reports import read_mail
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.sendings.actions.bounces import record_bounces
from tests.support.gatherings import fresh_facts, load
from tests.support.mailbox import _Server as Server
from tests.support.returned_mails import complaint, report
from tests.support.sendings import NOW, contact

__all__ = ["fresh_facts"]


@pytest.fixture
def facts(db: None) -> Iterator[GatheringFacts]:
    found = load(now=NOW)
    contact(found, "Anna Rey")
    yield found


@pytest.fixture
def mail(facts: GatheringFacts) -> OutgoingMail:
    return OutgoingMail.objects.create(
        kind="sending",
        to="anna.rey@lindenau.example",
        language="fr",
        organiser_id=facts.organiser_id,
        state="sent",
        created_at=NOW,
    )


def test_the_mailbox_is_read_by_itself_and_the_address_is_retired(
    facts: GatheringFacts, mail: OutgoingMail, tmp_path: Path
) -> None:
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    (tmp_path / "new" / "1").write_bytes(report(mail))
    (tmp_path / "new" / "2").write_bytes(b"Subject: hello\r\n\r\nI am on holiday.")
    with override_settings(BOUNCES_MAILDIR=str(tmp_path)):
        assert chores.do_all(NOW) == ()
    found = Contact.objects.get()
    assert (found.unreachable_at, found.unreachable_why) == (NOW, "550 5.1.1 no such user")
    mail.refresh_from_db()
    assert (mail.bounced_at, mail.bounce) == (NOW, "550 5.1.1 no such user")
    assert sorted(path.name for path in (tmp_path / "cur").iterdir()) == ["1:2,S", "2:2,"], "a human's is left unread"
    assert not list((tmp_path / "new").iterdir())


def test_a_refusal_for_the_time_being_is_counted_once_and_a_delay_is_none(
    facts: GatheringFacts, mail: OutgoingMail, tmp_path: Path
) -> None:
    for name in ("new", "cur"):
        (tmp_path / name).mkdir()
    full = {"status": "4.2.2", "said": "452 full"}
    for number in range(2):
        (tmp_path / "new" / f"0{number}").write_bytes(report(mail, action="delayed", **full))
    with override_settings(BOUNCES_MAILDIR=str(tmp_path)):
        chores.do_all(NOW)
        assert Contact.objects.get().soft_bounces == 0, "it may still arrive"
        for number in range(2):
            (tmp_path / "new" / f"1{number}").write_bytes(report(mail, **full))
        chores.do_all(NOW)
    found = Contact.objects.get()
    assert (found.unreachable_at, found.soft_bounces) == (None, 1)
    mail.refresh_from_db()
    assert (mail.bounced_at, mail.bounced_softly, mail.bounce) == (NOW, True, "452 full")


def test_a_lasting_refusal_after_one_for_the_time_being_counts(facts: GatheringFacts, mail: OutgoingMail) -> None:
    for said in ({"status": "4.2.2", "said": "452 full"}, {}):
        record_bounces(read_mail(report(mail, **said)).bounces, now=NOW)
    found = Contact.objects.get()
    assert (found.unreachable_at, found.unreachable_why) == (NOW, "550 5.1.1 no such user")


def test_three_refusals_long_ago_are_forgotten(facts: GatheringFacts, mail: OutgoingMail) -> None:
    for days in (0, 10, 200):
        other = OutgoingMail.objects.get(pk=mail.pk)
        other.pk = None
        other.save()
        record_bounces(read_mail(report(other, status="4.2.2")).bounces, now=NOW + timedelta(days=days))
    assert Contact.objects.get().unreachable_at is None


def test_a_policy_against_the_sender_retires_nobody(facts: GatheringFacts, mail: OutgoingMail) -> None:
    record_bounces(read_mail(report(mail, status="5.7.26", said="550 5.7.26 unauthenticated")).bounces, now=NOW)
    assert Contact.objects.get().unreachable_at is None


def test_a_complaint_by_mail_that_hides_its_reader_is_believed_with_the_way_out_of_that_mail(
    facts: GatheringFacts, mail: OutgoingMail
) -> None:
    way_out = f"<https://town.example{no_more_mails_path(facts.organiser_id, mail.to)}>"
    OutgoingMail.objects.filter(pk=mail.pk).update(stream="invitation", headers={"List-Unsubscribe": way_out})
    forged = complaint(mail, names=False, more="List-Unsubscribe: <https://town.example/no-mails/guessed/>\n")
    for raw in (forged, complaint(mail, names=False)):
        assert record_bounces(read_mail(raw).bounces, now=NOW).known == 0
    assert may_write(facts.organiser_id, mail.to)
    honest = complaint(mail, names=False, more=f"List-Unsubscribe: {way_out}\n")
    assert record_bounces(read_mail(honest).bounces, now=NOW).known == 1
    assert not may_write(facts.organiser_id, mail.to)
    assert Contact.objects.get().unreachable_at is None, "the address works; its reader said no"


@pytest.mark.parametrize("kind", ["text/rfc822-headers", "message/rfc822"])
def test_whose_mail_it_was_is_read_from_what_the_report_carries(mail: OutgoingMail, kind: str) -> None:
    (found,) = read_mail(report(mail, kind=kind, body="Bonjour\n")).bounces
    assert (found.mail_id, found.addresses, found.answer) == (mail.pk, (mail.to,), Answer.HARD)


@pytest.mark.parametrize(
    "said", [{"to": "beat.frei@lindenau.example"}, {"identifier": "<mail-1@elsewhere.example>"}, {"identifier": "<x>"}]
)
def test_a_report_of_somebody_elses_mail_retires_nobody(
    facts: GatheringFacts, mail: OutgoingMail, tmp_path: Path, said: dict[str, str]
) -> None:
    for name in ("new", "cur"):
        (tmp_path / name).mkdir()
    (tmp_path / "new" / "1").write_bytes(report(mail, **said))
    with override_settings(BOUNCES_MAILDIR=str(tmp_path)):
        chores.do_all(NOW)
    assert Contact.objects.get().unreachable_at is None


@pytest.mark.parametrize(
    ("answer", "why"),
    [("550 5.1.1 no such mailbox", "550 5.1.1 no such mailbox"), ("550 5.7.1 you may not send", ""), ("451 later", "")],
)
def test_an_address_refused_at_the_door_is_retired_and_a_sender_refused_there_retires_nobody(
    facts: GatheringFacts, mail: OutgoingMail, answer: str, why: str
) -> None:
    OutgoingMail.objects.filter(pk=mail.pk).update(state="waiting", next_attempt_at=NOW, kind="test:refused")
    kinds.register("test:refused", lambda _context, _language: ComposedMail("S", "T"))

    class Refusing:
        async def handle_RCPT(self, *_: Any) -> str:  # noqa: N802 the library's name
            return answer

    server = Server(Refusing(), hostname="127.0.0.1", port=0)
    server.start()
    try:
        smtp = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": server.port}
        with override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", **smtp):
            deliver_due(now=NOW)
    finally:
        server.stop()
    found = Contact.objects.get()
    assert (found.unreachable_why, found.unreachable_at) == (why, NOW if why else None)
