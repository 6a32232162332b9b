"""Reports of mail servers retire addresses; what anybody could write does not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from filrouge.ground import chores
from filrouge.ground.directory.models import Contact
from filrouge.ground.mail.bounces import read_report
from filrouge.ground.mail.models import OutgoingMail
from filrouge.stages.gatherings.facts import GatheringFacts
from tests.support.gatherings import fresh_facts, load
from tests.support.sendings import NOW, contact

__all__ = ["fresh_facts"]

REPORT = """From: MAILER-DAEMON@mx.example
To: fil-rouge@localhost.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

Your mail could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Wed, 15 Mar 2023 09:00:00 +0100

Final-Recipient: rfc822; {to}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}

--b
Content-Type: {kind}

Message-ID: {identifier}
Subject: Invitation

{body}--b--
"""


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


def report(mail: OutgoingMail, **said: str) -> bytes:
    """What the other side's server writes."""
    filled: dict[str, Any] = {
        "to": mail.to,
        "action": "failed",
        "status": "5.1.1",
        "said": "550 5.1.1 no such user",
        "kind": "text/rfc822-headers",
        "identifier": f"<mail-{mail.pk}@localhost.example>",
        "body": "",
        **said,
    }
    return REPORT.format(**filled).replace("\n", "\r\n").encode()


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
    assert sorted(path.name for path in (tmp_path / "cur").iterdir()) == ["1:2,S", "2:2,S"]
    assert not list((tmp_path / "new").iterdir())


def test_a_delay_is_counted_and_retires_nobody(facts: GatheringFacts, mail: OutgoingMail, tmp_path: Path) -> None:
    for name in ("new", "cur"):
        (tmp_path / name).mkdir()
    for number in range(2):
        (tmp_path / "new" / str(number)).write_bytes(report(mail, action="delayed", status="4.2.2", said="452 full"))
    with override_settings(BOUNCES_MAILDIR=str(tmp_path)):
        chores.do_all(NOW)
    found = Contact.objects.get()
    assert (found.unreachable_at, found.soft_bounces) == (None, 2)


@pytest.mark.parametrize("kind", ["text/rfc822-headers", "message/rfc822"])
def test_whose_mail_it_was_is_read_from_what_the_report_carries(mail: OutgoingMail, kind: str) -> None:
    (found,) = read_report(report(mail, kind=kind, body="Bonjour\n"))
    assert (found.mail_id, found.address, found.is_permanent) == (mail.pk, mail.to, True)


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
