"""What Brevo and Mailjet tell, event by event, and what is of no interest."""

from typing import Any

import pytest

from filrouge.ground.mail.enums import Answer, Way
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.mail.services import NotRead, identifying_headers, read_events
from tests.support.service_events import brevo, mailjet

MAIL = OutgoingMail(pk=12, to="anna.rey@lindenau.example")


@pytest.mark.parametrize(
    ("event", "more", "answer"),
    [
        ("hard_bounce", {"reason": "550 5.1.1 no such user"}, Answer.HARD),
        ("hard_bounce", {}, Answer.HARD),
        ("hard_bounce", {"reason": "550 5.7.1 message refused by policy"}, Answer.SOFT),
        ("invalid_email", {}, Answer.HARD),
        ("soft_bounce", {"reason": "452 4.2.2 mailbox full"}, Answer.SOFT),
        ("blocked", {}, Answer.SOFT),
        ("spam", {}, Answer.COMPLAINT),
        ("unsubscribed", {}, Answer.UNSUBSCRIBED),
        ("unsubscribe", {}, Answer.UNSUBSCRIBED),
    ],
)
def test_brevo(event: str, more: dict[str, Any], answer: Answer) -> None:
    told = read_events(Way.BREVO, brevo(MAIL, event, **more))
    (bounce,) = told.bounces
    assert (bounce.mail_id, bounce.addresses, bounce.answer) == (12, (MAIL.to,), answer)
    assert bounce.reason == more.get("reason", "") and told.ignored == 0


@pytest.mark.parametrize(
    ("event", "more", "answer"),
    [
        ("bounce", {"hard_bounce": True, "blocked": True, "error": "user unknown"}, Answer.HARD),
        ("bounce", {"hard_bounce": True, "error": ""}, Answer.HARD),
        ("bounce", {"hard_bounce": True, "error": "policy issue"}, Answer.SOFT),
        ("bounce", {"hard_bounce": False, "error": "quota exceeded"}, Answer.SOFT),
        ("blocked", {"error_related_to": "recipient", "error": "user unknown"}, Answer.HARD),
        ("blocked", {"error_related_to": "mailjet", "error": "preblocked"}, Answer.SOFT),
        ("spam", {"source": "JMRPP"}, Answer.COMPLAINT),
        ("unsub", {"mj_list_id": 1, "ip": "192.0.2.1"}, Answer.UNSUBSCRIBED),
    ],
)
def test_mailjet(event: str, more: dict[str, Any], answer: Answer) -> None:
    (bounce,) = read_events(Way.MAILJET, [mailjet(MAIL, event, **more)]).bounces
    assert (bounce.mail_id, bounce.addresses, bounce.answer) == (12, (MAIL.to,), answer)
    assert bounce.reason == more.get("error", "")


def test_what_is_of_no_interest_is_counted_and_one_bad_event_loses_no_other() -> None:
    events = [mailjet(MAIL, "open"), mailjet(MAIL, "tomorrow's event"), 7, mailjet(MAIL, "spam", email=None)]
    told = read_events(Way.MAILJET, [*events, mailjet(MAIL, "spam")])
    assert (len(told.bounces), told.ignored) == (1, 4)
    told = read_events(Way.BREVO, [brevo(MAIL, "delivered"), brevo(MAIL, "deferred"), {}])
    assert (told.bounces, told.ignored) == ((), 3)


@pytest.mark.parametrize("data", [None, 7, "spam"])
def test_what_is_no_event_is_refused(data: Any) -> None:
    with pytest.raises(NotRead):
        read_events(Way.BREVO, data)


def test_a_message_id_that_was_kept_identifies_a_mail_too() -> None:
    (bounce,) = read_events(
        Way.BREVO, brevo(MAIL, "spam", **{"X-Mailin-custom": "", "message-id": "<mail-12@localhost.example>"})
    ).bounces
    assert bounce.mail_id == 12


def test_each_service_is_told_what_to_give_back() -> None:
    assert identifying_headers("brevo", 12) == {"X-Mailin-custom": "mail-12@localhost.example"}
    assert identifying_headers("mailjet", 12) == {"X-MJ-CustomID": "mail-12@localhost.example"}
    assert identifying_headers("", 12) == {}
