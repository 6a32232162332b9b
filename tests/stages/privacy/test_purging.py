"""What goes by itself: mails, addresses left, second forms, raw files; nothing else, and not a day too early."""

from datetime import datetime, timedelta

import pytest

from filrouge.ground import chores
from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.mail.delivery import deliver_due
from filrouge.ground.mail.models import OutgoingMail
from filrouge.stages.following.actions import ask_to_follow
from filrouge.stages.following.models import Follower
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import Gathering
from filrouge.stages.press.actions import ask_to_come
from filrouge.stages.privacy.actions import purge
from filrouge.stages.registration.models import ImportedFile, OpeningNotice, Registration, SecondForm
from tests.support import people
from tests.support.clock import at
from tests.support.mailbox import PostOffice
from tests.support.people import EXECUTIVE, NOW
from tests.support.press import ASKED
from tests.support.privacy import AFTER, moment, profile
from tests.support.whole_database import places_of_person, places_of_text

pytestmark = pytest.mark.django_db

MONTH = moment(AFTER)
DAY = timedelta(days=1)


@pytest.fixture
def left(facts: GatheringFacts, post_office: PostOffice) -> GatheringFacts:
    """One of each that only serves the day."""
    pk = people.registered(EXECUTIVE, facts, "day").registration_id
    post_office.deliver()
    OpeningNotice.objects.create(gathering_id=facts.id, email="a@b.example", language="fr", left_at=NOW)
    SecondForm.objects.create(registration_id=pk, application={}, sent_at=NOW)
    ImportedFile.objects.create(gathering_id=facts.id, name="liste.xlsx", read_at=NOW, read_by="R.", taken_at=NOW)
    return facts


def what_is_left() -> dict[str, int]:
    models = (OutgoingMail, OpeningNotice, SecondForm, ImportedFile, Registration)
    return {model.__name__: model.objects.count() for model in models}


ALL = {"OutgoingMail": 1, "OpeningNotice": 1, "SecondForm": 1, "ImportedFile": 1, "Registration": 1}
NONE = dict.fromkeys(ALL, 0) | {"Registration": 1}


def test_a_day_too_early_nothing_goes(left: GatheringFacts) -> None:
    purge(moment("2023-06-10T23:30:00+02:00"))
    assert what_is_left() == ALL


def test_on_its_day_all_goes_but_registrations(left: GatheringFacts) -> None:
    purge(moment("2023-06-11T00:30:00+02:00"))
    assert what_is_left() == NONE
    (line,) = AuditEntry.objects.filter(verb="gathering:purged")
    assert line.gathering_id == left.id
    assert line.data == {"counts": {"mails": 1, "openings": 1, "second_forms": 1, "imported_files": 1}}


def test_again_at_once_writes_nothing(left: GatheringFacts) -> None:
    for _ in range(3):
        purge(MONTH)
    assert AuditEntry.objects.filter(verb="gathering:purged").count() == 1


def test_the_organisers_own_period(left: GatheringFacts) -> None:
    profile(left, addresses_days=5)
    purge(moment("2023-05-16T12:00:00+02:00"))
    assert what_is_left() == ALL
    purge(moment("2023-05-17T12:00:00+02:00"))
    assert what_is_left() == NONE


def test_a_fresh_mail_of_an_old_gathering_stays_its_time(left: GatheringFacts) -> None:
    OutgoingMail.objects.update(created_at=MONTH - timedelta(days=3))
    purge(MONTH)
    assert OutgoingMail.objects.count() == 1
    purge(MONTH + timedelta(days=28))
    assert OutgoingMail.objects.count() == 0


def test_a_mail_that_waits_is_not_dropped(left: GatheringFacts) -> None:
    OutgoingMail.objects.update(state="waiting")
    purge(MONTH)
    assert OutgoingMail.objects.count() == 1


def test_a_postponed_gathering_keeps_all(left: GatheringFacts) -> None:
    Gathering.objects.update(state="postponed")
    purge(MONTH)
    assert what_is_left() == ALL


def test_addresses_for_a_gathering_without_a_date_go_after_a_year(left: GatheringFacts) -> None:
    Gathering.objects.update(state="postponed")
    purge(NOW + timedelta(days=365))
    assert OpeningNotice.objects.count() == 1
    purge(NOW + timedelta(days=366))
    assert OpeningNotice.objects.count() == 0


def test_a_file_that_nobody_took_goes_after_a_month(left: GatheringFacts) -> None:
    ImportedFile.objects.update(taken_at=None)
    purge(NOW + timedelta(days=30))
    assert ImportedFile.objects.count() == 1
    purge(NOW + timedelta(days=31))
    assert ImportedFile.objects.count() == 0


@pytest.mark.parametrize(("age", "kept"), [(timedelta(days=29), 1), (timedelta(days=31), 0)])
def test_mails_of_accounts(db: None, age: timedelta, kept: int) -> None:
    OutgoingMail.objects.create(kind="account", to="a@b.example", language="fr", state="sent", created_at=NOW - age)
    purge(NOW)
    assert OutgoingMail.objects.count() == kept


def test_the_worker_knows_these_chores(left: GatheringFacts) -> None:
    assert chores.do_all(MONTH) == ()
    assert what_is_left() == NONE


def test_a_mail_erased_while_it_leaves_is_not_written_back(left: GatheringFacts, post_office: PostOffice) -> None:
    people.registered(people.HEAD, left, "day")

    def erased_meanwhile() -> bool:
        OutgoingMail.objects.all().delete()
        return False

    with at():
        assert deliver_due(now=later(), stopped=erased_meanwhile) == 1
    assert not OutgoingMail.objects.exists()


def later() -> datetime:
    """When mails written now are due."""
    return NOW + DAY


def test_requests_of_journalists_go_with_the_mails_about_them(facts: GatheringFacts, post_office: PostOffice) -> None:
    profile(facts, addresses_days=10)
    ask_to_come(facts=facts, language="fr", now=NOW, **ASKED)
    ask_to_follow(facts=facts, email="lectrice@ville.example", category="city", language="fr", now=NOW)
    Follower.objects.update(confirmed_at=NOW)
    post_office.deliver()
    OutgoingMail.objects.update(created_at=moment("2023-05-20T12:00:00+02:00"))
    purge(moment("2023-05-21T12:00:00+02:00"))
    assert places_of_person(ASKED["name"], ASKED["email"], ASKED["press_card"])
    purge(moment("2023-05-22T12:00:00+02:00"))
    assert places_of_person(ASKED["name"], ASKED["email"], ASKED["press_card"]) == set()
    assert list(places_of_text("lectrice@ville.example")) == []


def test_however_long_addresses_are_kept_a_journalist_is_forgotten_after_a_month(facts: GatheringFacts) -> None:
    profile(facts, addresses_days=365)
    ask_to_come(facts=facts, language="fr", now=NOW, **ASKED)
    with at(AFTER):
        chores.do_all(MONTH)
    assert places_of_person(ASKED["name"], ASKED["email"], ASKED["press_card"]) == set()
