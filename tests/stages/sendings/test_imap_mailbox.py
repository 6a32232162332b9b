"""An ordinary mailbox on a real IMAP server: what is recorded, what is put away, and what is left to people."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from filrouge.ground import chores
from filrouge.ground.directory.models import Contact
from filrouge.ground.mail.mailbox import read_due
from filrouge.ground.mail.models import OutgoingMail, ReturnWay, SeenMail
from filrouge.ground.mail.returns import Recorded
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.sendings.actions.bounces import record_bounces
from tests.support.gatherings import fresh_facts, load
from tests.support.imap_server import PASSWORD, PostServer, post_server
from tests.support.returned_mails import HOLIDAY, PERSON, RUBBISH, report
from tests.support.sendings import NOW, contact

__all__ = ["fresh_facts"]

FAILURE = "Undelivered Mail Returned to Sender"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostServer]:
    with post_server(tmp_path_factory.mktemp("imap")) as running:
        yield running


@pytest.fixture
def post(server: PostServer) -> PostServer:
    server.empty()
    return server


@pytest.fixture
def facts(db: None) -> GatheringFacts:
    found = load(now=NOW)
    contact(found, "Anna Rey")
    return found


@pytest.fixture
def mail(facts: GatheringFacts) -> OutgoingMail:
    said = {"kind": "sending", "to": "anna.rey@lindenau.example", "language": "fr", "state": "sent"}
    return OutgoingMail.objects.create(organiser_id=facts.organiser_id, created_at=NOW, **said)


@contextmanager
def reading(post: PostServer, **more: Any) -> Iterator[None]:
    with override_settings(IMAP=post.settings(**more)):
        yield


def read(minutes: int = 0) -> None:
    """The worker's round, so many minutes later."""
    assert chores.do_all(NOW + timedelta(minutes=minutes)) == ()


@pytest.mark.parametrize("starttls", [False, True])
def test_reports_are_recorded_and_moved_and_people_are_left_alone(
    mail: OutgoingMail, post: PostServer, starttls: bool
) -> None:
    post.put(PERSON, report(mail), HOLIDAY, RUBBISH, report(mail, identifier="<another@town.example>"))
    port = post.starttls_port if starttls else post.tls_port
    with reading(post, starttls=starttls, port=port):
        read()
    found = Contact.objects.get()
    assert (found.unreachable_at, found.unreachable_why) == (NOW, "550 5.1.1 no such user")
    assert post.holds("Fil rouge") == [(FAILURE, r"\Seen"), ("Out of office", r"\Seen")]
    assert post.holds() == [("A question", ""), ("Failure", ""), (FAILURE, "")], "unread, for the people who share it"
    way = ReturnWay.objects.get(way="imap")
    assert (way.hard, way.soft, way.foreign, way.trouble, way.read_at) == (1, 0, 1, "", NOW)
    left = SeenMail.objects.filter(found__in=["person", "unreadable", "foreign"])
    assert sorted(left.values_list("found", flat=True)) == ["foreign", "person", "unreadable"]


def test_each_mail_is_recorded_once_and_what_people_take_away_is_forgotten(
    mail: OutgoingMail, post: PostServer
) -> None:
    post.put(PERSON, report(mail, status="4.2.2", said="452 full"))
    with reading(post, when_read="flag"):
        read()
        assert post.holds() == [("A question", ""), (FAILURE, r"\Seen")], "flagged only, and nothing else moved"
        read(5)
        assert Contact.objects.get().soft_bounces == 1
        assert SeenMail.objects.count() == 2
        post.empty()
        read(10)
    assert not SeenMail.objects.exists()


def test_nothing_is_deleted_unless_it_was_asked_for_and_then_only_what_was_read(
    mail: OutgoingMail, post: PostServer
) -> None:
    post.put(PERSON, report(mail), HOLIDAY)
    with post.opened() as somebody:
        somebody.store("3", "+FLAGS", r"(\Deleted)")
    with reading(post, when_read="delete"):
        read()
    assert post.holds() == [("A question", ""), ("Out of office", r"\Deleted")], "what somebody else marked stays too"


def test_it_is_read_every_few_minutes_and_by_the_command_at_once(mail: OutgoingMail, post: PostServer) -> None:
    with reading(post):
        read()
        post.put(report(mail))
        read(4)
        assert not post.holds("Fil rouge")
        (done,) = read_due(record_bounces, now=NOW + timedelta(minutes=4), at_once=True)
        assert sum(done.found.values()) == 1
    assert post.holds("Fil rouge") == [(FAILURE, r"\Seen")]


def test_what_was_recorded_by_a_reader_that_died_is_put_away_and_not_recorded_again(
    mail: OutgoingMail, post: PostServer
) -> None:
    post.put(report(mail, status="4.2.2", said="452 full"))
    with reading(post, read_folder="Courrier/é&\x7f"), pytest.MonkeyPatch.context() as patched:
        patched.setattr("filrouge.ground.mail.imap.Mailbox.put_away", _dies)
        assert chores.do_all(NOW) == ("sendings: mails that came back",)
    assert post.holds() == [(FAILURE, "")]
    with reading(post):
        read(1)
    assert post.holds("Fil rouge") == [(FAILURE, r"\Seen")]
    assert Contact.objects.get().soft_bounces == 1


def _dies(*_: object) -> None:
    raise RuntimeError("the process ends here")


def test_folders_may_have_accents(mail: OutgoingMail, post: PostServer) -> None:
    post.put(report(mail))
    with reading(post, read_folder="Retours traités & lus"):
        read()
    assert post.holds("Retours trait&AOk-s &- lus") == [(FAILURE, r"\Seen")]


def test_a_mail_that_cannot_be_written_down_does_not_keep_the_next_from_being_read(
    mail: OutgoingMail, post: PostServer
) -> None:
    post.put(report(mail, said="550 broken"), report(mail))

    def record(bounces: Any, **more: Any) -> Recorded:
        if "broken" in bounces[0].reason:
            raise ValueError("nobody foresaw this")
        return record_bounces(bounces, **more)

    with reading(post):
        (done,) = read_due(record, now=NOW)
    assert dict(done.found) == {"unreadable": 1, "taken": 1}
    assert post.holds() == [(FAILURE, "")] and Contact.objects.get().unreachable_at == NOW


@pytest.mark.parametrize(
    ("more", "trouble"),
    [
        ({"password": "wrong"}, "refused"),
        ({"password": "", "password_file": "/nowhere/at/all"}, "no_password"),
        ({"password": ""}, "no_password"),
        ({"authorities": ""}, "not_trusted"),
        ({"folder": "Nowhere"}, "no_folder"),
        ({"port": 9}, "unreachable"),
        ({"host": "nobody.invalid"}, "unreachable"),
    ],
)
def test_what_stands_in_the_way_is_kept_and_it_is_tried_again_later(
    facts: GatheringFacts, post: PostServer, more: dict[str, Any], trouble: str
) -> None:
    with reading(post, **more):
        read()
        read(5)
    way = ReturnWay.objects.get(way="imap")
    assert (way.trouble, way.trouble_since, way.failures) == (trouble, NOW, 2)
    assert way.next_at == NOW + timedelta(minutes=5 + 15), "later each time"
    assert way.trouble_said or more == {"password": ""}
    with reading(post):
        read(10)
        assert ReturnWay.objects.get().trouble == trouble, "not before its time"
        read(20)
    way = ReturnWay.objects.get(way="imap")
    assert (way.trouble, way.failures, way.read_at) == ("", 0, NOW + timedelta(minutes=20))


def test_the_password_may_stand_in_a_file(mail: OutgoingMail, post: PostServer, tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text(f"{PASSWORD}\n", encoding="utf-8")
    post.put(report(mail))
    with reading(post, password="", password_file=str(secret)):
        read()
    assert Contact.objects.get().unreachable_at == NOW
