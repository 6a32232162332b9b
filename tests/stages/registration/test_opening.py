"""Addresses left while others come first: one mail at the moment, kept no longer than they can serve."""

from datetime import timedelta

import pytest

from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import REGISTRANT, SYSTEM
from filrouge.stages.gatherings.actions import change_state
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.opening import leave_address, tell_opening
from filrouge.stages.registration.models import OpeningNotice
from tests.support import gatherings
from tests.support.clock import SPRING, instant
from tests.support.gatherings import changed, fresh_facts
from tests.support.quotas import communities_first

__all__ = ["fresh_facts"]

pytestmark = pytest.mark.django_db

NOW = instant(SPRING)
MOMENT = instant("2023-03-25T12:00:00+01:00")


def left(facts: GatheringFacts, *addresses: str, language: str = "fr") -> None:
    """Addresses left in spring."""
    for address in addresses:
        leave_address(facts=facts, email=address, language=language, actor=REGISTRANT, now=NOW)


def mails() -> list[tuple[str, str, str]]:
    """Every mail that waits: its kind, to whom, in which language."""
    return list(OutgoingMail.objects.order_by("to").values_list("kind", "to", "language"))


def test_an_address_is_kept_once_whatever_its_letters() -> None:
    facts = gatherings.load(communities_first())
    left(facts, "a@b.example", " A@B.example", "c@b.example")
    assert sorted(OpeningNotice.objects.order_by("pk").values_list("email", flat=True)) == [
        "a@b.example",
        "c@b.example",
    ]
    assert AuditEntry.objects.filter(verb="opening:address_left").count() == 2
    other = gatherings.load(changed(communities_first(), key="other"))
    left(other, "a@b.example")
    assert OpeningNotice.objects.count() == 3, "another gathering is another purpose"


def test_each_is_told_once_from_the_moment_on_and_forgotten() -> None:
    facts = gatherings.load(communities_first())
    left(facts, "a@b.example")
    left(facts, "c@b.example", language="de")
    assert tell_opening(MOMENT - timedelta(seconds=1)) == 0
    assert OpeningNotice.objects.count() == 2
    assert tell_opening(MOMENT) == 2
    assert mails() == [("open_to_all", "a@b.example", "fr"), ("open_to_all", "c@b.example", "de")]
    assert not OpeningNotice.objects.exists()
    line = AuditEntry.objects.get(verb="opening:told")
    assert line.data == {"addresses": 2, "mails": 2}
    assert tell_opening(MOMENT + timedelta(minutes=1)) == 0
    assert OutgoingMail.objects.count() == 2


def test_whoever_comes_a_moment_too_late_is_told_the_next_time() -> None:
    facts = gatherings.load(communities_first())
    left(facts, "a@b.example")
    tell_opening(MOMENT)
    left(facts, "late@b.example")
    assert tell_opening(MOMENT) == 1
    assert [to for _kind, to, _language in mails()] == ["a@b.example", "late@b.example"]


def test_a_window_that_the_file_takes_back_is_over_at_once() -> None:
    facts = gatherings.load(communities_first())
    left(facts, "a@b.example")
    gatherings.load()
    assert tell_opening(NOW) == 1


def test_while_registration_is_closed_nobody_is_told_and_nothing_forgotten() -> None:
    facts = gatherings.load(communities_first())
    left(facts, "a@b.example")
    change_state(gathering_id=facts.id, to=GatheringState.REGISTRATION_CLOSED, actor=SYSTEM, now=NOW)
    assert tell_opening(MOMENT) == 0
    assert OpeningNotice.objects.count() == 1
    change_state(gathering_id=facts.id, to=GatheringState.REGISTRATION_OPEN, actor=SYSTEM, now=MOMENT)
    assert tell_opening(MOMENT) == 1


@pytest.mark.parametrize("end", [GatheringState.CANCELLED, GatheringState.HELD])
def test_when_nobody_will_register_any_more_the_address_goes_without_a_mail(end: GatheringState) -> None:
    facts = gatherings.load(communities_first())
    left(facts, "a@b.example")
    change_state(gathering_id=facts.id, to=end, actor=SYSTEM, now=NOW, motive="Annulé")
    assert tell_opening(MOMENT) == 0
    assert not OpeningNotice.objects.exists() and not mails()
    assert AuditEntry.objects.get(verb="opening:told").data == {"addresses": 1, "mails": 0}


def test_after_the_deadline_the_address_goes_without_a_mail() -> None:
    facts = gatherings.load(communities_first())
    left(facts, "a@b.example")
    assert tell_opening(instant("2023-04-15T00:00:00+02:00")) == 0
    assert not OpeningNotice.objects.exists() and not mails()
