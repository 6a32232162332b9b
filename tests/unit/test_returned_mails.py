"""What lies in a mailbox for returned mails: whose report it is, what it says, and what is no report."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filrouge.ground.mail.bounces import Bounce, answer_of
from filrouge.ground.mail.enums import Answer, Found
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.mail.reports import ENOUGH, read_mail
from tests.support.returned_mails import HOLIDAY, PERSON, RUBBISH, by_exim, complaint, report

READ = (
    b"From: anna.rey@lindenau.example\r\nSubject: Read\r\n"
    b"Content-Type: multipart/report; report-type=disposition-notification; boundary=b\r\n\r\n--b\r\n"
    b"Content-Type: message/disposition-notification\r\n\r\nOriginal-Message-ID: <mail-12@localhost.example>\r\n"
    b"Disposition: manual-action/MDN-sent-manually; displayed\r\n\r\n--b--\r\n"
)
MAIL = OutgoingMail(pk=12, to="anna.rey@lindenau.example")


@pytest.mark.parametrize(
    ("status", "said", "answer"),
    [
        ("5.1.1", "550 no such user", Answer.HARD),
        ("5.4.1", "550 5.4.1 Recipient address rejected: Access denied", Answer.HARD),
        ("5.2.1", "550 mailbox disabled", Answer.HARD),
        ("5.0.0", "550 5.1.1 no such user", Answer.HARD),
        ("5.0.0", "something went wrong", Answer.HARD),
        ("", "550 unknown", Answer.HARD),
        ("5.2.2", "552 mailbox full", Answer.SOFT),
        ("5.3.4", "552 too large", Answer.SOFT),
        ("5.4.7", "delivery time expired", Answer.SOFT),
        ("5.7.1", "550 refused by policy", Answer.SOFT),
        ("5.0.0", "550 5.7.26 unauthenticated mail is refused", Answer.SOFT),
        ("4.2.2", "452 full", Answer.SOFT),
        ("", "nobody knows", Answer.SOFT),
    ],
)
def test_only_what_is_said_of_the_address_retires_it(status: str, said: str, answer: Answer) -> None:
    assert answer_of(status, said) is answer


def test_a_delay_is_no_refusal() -> None:
    (bounce,) = read_mail(report(MAIL, action="delayed", status="4.2.2", said="452 full")).bounces
    assert bounce.answer is Answer.DELAYED


def test_a_mail_that_was_forwarded_names_whom_we_wrote_to_as_well() -> None:
    said = report(MAIL, to="intern@inside.example", original=f"Original-Recipient: rfc822;{MAIL.to}\n")
    (bounce,) = read_mail(said).bounces
    assert bounce.addresses == (MAIL.to, "intern@inside.example")


@pytest.mark.parametrize(
    ("kind", "answer"), [("abuse", Answer.COMPLAINT), ("fraud", Answer.COMPLAINT), ("opt-out", Answer.UNSUBSCRIBED)]
)
def test_a_complaint_is_read(kind: str, answer: Answer) -> None:
    assert read_mail(complaint(MAIL, kind=kind)).bounces == (Bounce(12, (MAIL.to,), answer),)


def test_a_complaint_may_hide_its_reader_and_carry_the_way_out() -> None:
    said = complaint(MAIL, names=False, more="List-Unsubscribe:\n <https://town.example/no-mails/x/>\n")
    (bounce,) = read_mail(said).bounces
    assert (bounce.addresses, bounce.way_out) == ((), "<https://town.example/no-mails/x/>")


def test_a_report_on_signatures_is_for_people() -> None:
    assert read_mail(complaint(MAIL, kind="auth-failure")).found is Found.UNREADABLE


def test_older_exim_is_understood() -> None:
    read = read_mail(by_exim(MAIL))
    (bounce,) = read.bounces
    assert (bounce.mail_id, bounce.addresses, bounce.answer) == (12, (MAIL.to,), Answer.HARD)
    assert "550 5.1.1 no such user" in bounce.reason


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (PERSON, Found.PERSON),
        (HOLIDAY, Found.AUTOMATIC),
        (report(MAIL, action="delivered", status="2.0.0"), Found.AUTOMATIC),
        (report(MAIL, action="delivered", status="2.0.0", identifier="<x@y.example>"), Found.FOREIGN),
        (HOLIDAY.replace(b"mail-1@localhost.example", b"a-human-wrote@town.example"), Found.FOREIGN),
        (READ, Found.AUTOMATIC),
        (READ.replace(b"mail-12@", b"x@"), Found.FOREIGN),
        (RUBBISH, Found.UNREADABLE),
        (b"From: postmaster@mx.example\r\nSubject: failed\r\n\r\nYour mail failed.", Found.UNREADABLE),
        (b"", Found.PERSON),
    ],
)
def test_what_is_no_report(raw: bytes, found: Found) -> None:
    read = read_mail(raw)
    assert (read.found, read.bounces) == (found, ())


def test_the_beginning_of_a_report_with_large_annexes_is_enough() -> None:
    whole = report(MAIL, kind="message/rfc822", body="x" * 76 + "\n" + ("y" * 76 + "\n") * 20_000)
    assert len(whole) > ENOUGH
    (bounce,) = read_mail(whole[:ENOUGH]).bounces
    assert (bounce.mail_id, bounce.answer) == (12, Answer.HARD)


def test_what_a_server_says_can_be_kept_by_every_database() -> None:
    raw = report(MAIL, said="550 \0 caf\0e").replace(b"caf", b"caf\xff\xfe")
    (bounce,) = read_mail(raw).bounces
    assert "\0" not in bounce.reason and bounce.reason.encode("utf-8")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_mail_however_broken_stops_the_reading(data: st.DataObject) -> None:
    raw = bytearray(data.draw(st.sampled_from([report(MAIL), complaint(MAIL), by_exim(MAIL), RUBBISH])))
    for _ in range(data.draw(st.integers(1, 12))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place : place + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=20))
    assert read_mail(bytes(raw)).found in set(Found)
