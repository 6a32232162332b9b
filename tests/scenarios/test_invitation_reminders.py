"""Reminders reach those alone who have not answered when they leave, whatever was approved an hour ago."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.test import Client

from filrouge.ground.mail.delivery import deliver_due
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import SYSTEM
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations import links
from filrouge.stages.invitations.actions.inviting import invite
from filrouge.stages.invitations.models import Invitation
from filrouge.stages.sendings.actions.leaving import send_due
from filrouge.stages.sendings.models import SendingRecipient
from tests.support import gatherings
from tests.support.clock import at
from tests.support.desk_factories import desk_of, press
from tests.support.forms import open_page, visitor
from tests.support.invitations import ANNA, DESK, FORWARDED
from tests.support.mailbox import PostOffice
from tests.support.sendings import act, approve, contact, recipient_list, sending

pytestmark = pytest.mark.django_db

MINUTES = timedelta(minutes=5)
NAMES = ("Anna Rey", "Bea Rey", "Carl Rey")


@pytest.fixture
def facts() -> Iterator[GatheringFacts]:
    """Three people, invited a fortnight ago without a mail."""
    with at() as now:
        found = gatherings.load(FORWARDED)
        ids = [contact(found, name) for name in NAMES]
        invite(facts=found, contact_ids=ids, by_mail=False, actor=SYSTEM, now=now - timedelta(days=14))
        yield found


def link_of(given: str) -> str:
    row = Invitation.objects.get(contact__given_name=given)
    return f"/i/{links.for_invitation(row.public_id, row.link)}/"


def answers(given: str, **button: str) -> None:
    """Somebody presses a button of their page."""
    browser, link = visitor("en"), link_of(given)
    assert press(browser, open_page(browser, link), link, **button).status == 200


def to_whom() -> set[str]:
    return {address.partition(".")[0] for address in OutgoingMail.objects.order_by("pk").values_list("to", flat=True)}


def reminder(facts: GatheringFacts, *, now: datetime, **more: int) -> int:
    """A sending to everybody who has not answered, approved and started."""
    pk = sending(facts, recipient_list(facts, only_unanswered=True), **more)
    assert approve(facts, pk, now=now) == len(NAMES)
    act(facts, pk, "start", now=now)
    return pk


def test_who_answers_between_approval_and_batch_is_not_written_to(facts: GatheringFacts) -> None:
    with at() as now:
        pk = reminder(facts, now=now)
        answers("Bea", decline="1")
        send_due(now)
        assert to_whom() == {"anna", "carl"}
        left = SendingRecipient.objects.get(sending=pk, contact__given_name="Bea")
        assert (left.state, left.left_out) == ("left_out", "answered")
        shown = open_page(desk_of(Role.MANAGER, facts), f"{DESK}/sendings/{pk}/").text
        assert "Has answered already." in shown


def test_who_answers_between_two_batches_is_not_written_to(facts: GatheringFacts) -> None:
    with at() as now:
        pk = reminder(facts, now=now, batch_size=1)
        send_due(now)
        assert to_whom() == {"anna"}
        token = link_of("Carl").removeprefix("/i/").rstrip("/")
        carl = ANNA.but(given="Carl", email="carl.rey@lindenau.example")
        form = open_page(visitor(), f"/g/{facts.key}/register/?via={token}")
        assert form.fill(carl.answers, tick=["day"]).send().decision("day") == "confirmed"
        OutgoingMail.objects.exclude(kind="sending").delete()
        for number in (1, 2, 3):
            send_due(now + number * MINUTES)
        assert to_whom() == {"anna", "bea"}
        assert SendingRecipient.objects.get(sending=pk, contact__given_name="Carl").left_out == "answered"


def test_whoever_takes_an_answer_back_is_written_to_again(facts: GatheringFacts) -> None:
    with at() as now:
        reminder(facts, now=now)
        answers("Bea", decline="1")
        answers("Bea", again="1")
        send_due(now)
        assert to_whom() == {"anna", "bea", "carl"}


def test_a_list_of_everybody_does_not_look_at_answers(facts: GatheringFacts) -> None:
    with at() as now:
        pk = sending(facts)
        approve(facts, pk, now=now)
        act(facts, pk, "start", now=now)
        answers("Bea", decline="1")
        send_due(now)
        assert to_whom() == {"anna", "bea", "carl"}


def reminded(facts: GatheringFacts) -> Client:
    """The desk reminds all three; the mails wait in the outbox."""
    desk = desk_of(Role.MANAGER, facts)
    page = open_page(desk, f"{DESK}/invitations/remind/")
    chosen = [str(pk) for pk in Invitation.objects.order_by("pk").values_list("pk", flat=True)]
    assert "3 people are reminded" in press(desk, page, page.address, invitations=chosen).text
    return desk


def test_thousands_can_be_reminded_at_once(facts: GatheringFacts) -> None:
    with at():
        desk = desk_of(Role.MANAGER, facts)
        page = open_page(desk, f"{DESK}/invitations/remind/")
        silent = list(map(str, Invitation.objects.order_by("pk").values_list("pk", flat=True)))
        gone = [str(10**6 + number) for number in range(10_000)]
        assert "3 people are reminded" in press(desk, page, page.address, invitations=[*silent, *gone]).text


def test_who_answers_while_the_reminder_waits_does_not_receive_it(
    facts: GatheringFacts, post_office: PostOffice
) -> None:
    with at() as now:
        reminded(facts)
        answers("Anna", excuse="1")
        deliver_due(now=now)
        states = dict(OutgoingMail.objects.order_by("pk").values_list("to", "state"))
        assert states == {
            "anna.rey@lindenau.example": "withheld",
            "bea.rey@lindenau.example": "sent",
            "carl.rey@lindenau.example": "sent",
        }


def test_a_mail_that_waits_bears_the_link_of_the_day_it_leaves(facts: GatheringFacts, post_office: PostOffice) -> None:
    with at():
        desk = reminded(facts)
        pk = Invitation.objects.get(contact__given_name="Anna").pk
        page = open_page(desk, f"{DESK}/invitations/{pk}/link/")
        press(desk, page, page.address, act="renew", seen=page.value("seen"), motive="Perdu.")
        letter = next(letter for letter in post_office.deliver() if letter.to == ANNA.email)
        assert link_of("Anna") in letter.links


def test_of_a_link_that_was_closed_no_mail_leaves(facts: GatheringFacts) -> None:
    with at() as now:
        desk = reminded(facts)
        pk = Invitation.objects.get(contact__given_name="Anna").pk
        page = open_page(desk, f"{DESK}/invitations/{pk}/link/")
        press(desk, page, page.address, act="close", seen=page.value("seen"), motive="Perdu.")
        deliver_due(now=now)
        assert OutgoingMail.objects.get(to=ANNA.email).state == "withheld"
