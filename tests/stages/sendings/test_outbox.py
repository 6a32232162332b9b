"""The outbox: bytes as attachments, a closed list of headers, and who overtakes whom."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from filrouge.ground.mail import kinds
from filrouge.ground.mail.actions import enqueue, letter_for_outbox
from filrouge.ground.mail.delivery import deliver_due
from filrouge.ground.mail.enums import Stream
from filrouge.ground.mail.kinds import Attachment, ComposedMail
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.mail.parts import content_of
from tests.support.mailbox import PostOffice, post_office

__all__ = ["post_office"]

BYTES = bytes(range(256))


def queue(kind: str, to: str, now: datetime) -> None:
    with transaction.atomic():
        enqueue([letter_for_outbox(kind=kind, to=to, language="fr", context={}, now=now)])


@pytest.mark.parametrize("headers", [{"Bcc": "x@y.example"}, {"List-Unsubscribe": "<a>\r\nBcc: x@y.example"}])
def test_no_other_header_and_no_second_line(headers: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="not a header"):
        ComposedMail(subject="a", text="b", headers=headers)


def test_bytes_travel_and_are_remembered_whole_or_by_their_size(db: None, post_office: PostOffice) -> None:
    files = (
        Attachment("a.bin", BYTES, "application/octet-stream"),
        Attachment("b.pdf", BYTES, "application/pdf", kept=False),
        Attachment("c.ics", "BEGIN:VCALENDAR", "text/calendar", {"method": "CANCEL"}),
    )
    kinds.register("test:files", lambda _context, _language: ComposedMail("S", "T", attachments=files))
    queue("test:files", "reader@town.example", datetime.now(UTC))
    letter = post_office.deliver_to("reader@town.example")
    got = list(letter.message.iter_attachments())
    assert [(file.get_filename(), file.get_content_type()) for file in got] == [
        ("a.bin", "application/octet-stream"),
        ("b.pdf", "application/pdf"),
        ("c.ics", "text/calendar"),
    ]
    assert [file.get_payload(decode=True) for file in got[:2]] == [BYTES, BYTES]
    kept = OutgoingMail.objects.get().attachments
    assert content_of(kept[0]) == BYTES
    assert kept[1] == {"filename": "b.pdf", "content_type": "application/pdf", "content": "", "size": 256}
    assert content_of(kept[2]) == b"BEGIN:VCALENDAR"


def test_what_somebody_waits_for_overtakes_a_sending(db: None, post_office: PostOffice) -> None:
    kinds.register("test:own", lambda _context, _language: ComposedMail("own", "T"))
    kinds.register("test:many", lambda _context, _language: ComposedMail("many", "T"), stream=Stream.INVITATION)
    now = datetime.now(UTC)
    for number in range(3):
        queue("test:many", f"p{number}@town.example", now - timedelta(minutes=5))
    queue("test:own", "me@town.example", now)
    assert deliver_due(now=now, batch=1) == 1
    assert OutgoingMail.objects.get(state="sent").to == "me@town.example"
