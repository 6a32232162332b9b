"""Addresses that follow one gathering: checked, told, forgotten."""

from datetime import timedelta

import pytest

from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import STRANGER
from filrouge.stages.following.actions import ask_to_follow, confirm, forget_unconfirmed, leave, tell_followers
from filrouge.stages.following.models import Follower
from filrouge.stages.following.queries import following_of
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.privacy.actions.objecting import object_to_mails
from filrouge.stages.privacy.enums import Source
from tests.support import gatherings
from tests.support.clock import SPRING, instant
from tests.support.gatherings import AARAU, changed

pytestmark = pytest.mark.django_db
NOW = instant(SPRING)


def announced(state: str = "save_the_date") -> GatheringFacts:
    return gatherings.load(changed(AARAU, state=state), now=NOW)


def asked(facts: GatheringFacts, email: str, *, now: object = NOW) -> None:
    ask_to_follow(facts=facts, email=email, category="city", language="fr", now=now)  # type: ignore[arg-type]


def following(facts: GatheringFacts, email: str) -> Follower:
    asked(facts, email)
    row = Follower.objects.get(email=email)
    assert confirm(public_id=row.public_id, facts=facts, actor=STRANGER, now=NOW)
    OutgoingMail.objects.all().delete()
    return Follower.objects.get(pk=row.pk)


def mails() -> list[tuple[str, str]]:
    return list(OutgoingMail.objects.order_by("id").values_list("kind", "to"))


def test_the_same_address_is_asked_once_in_a_while() -> None:
    facts = announced()
    asked(facts, "a@b.example")
    asked(facts, " A@B.example ")
    assert mails() == [("follow_check", "a@b.example")]
    asked(facts, "a@b.example", now=NOW + timedelta(minutes=15))
    assert len(mails()) == 2
    assert Follower.objects.count() == 1


def test_an_address_that_follows_is_not_asked_again() -> None:
    facts = announced()
    following(facts, "a@b.example")
    asked(facts, "a@b.example", now=NOW + timedelta(days=1))
    assert mails() == []


def test_nobody_is_told_before_they_confirmed() -> None:
    facts = announced()
    asked(facts, "a@b.example")
    OutgoingMail.objects.all().delete()
    announced("invitation_sent")
    assert tell_followers(NOW) == 0
    assert mails() == []


def test_what_nobody_confirmed_is_forgotten() -> None:
    facts = announced()
    asked(facts, "a@b.example")
    following(facts, "c@b.example")
    assert forget_unconfirmed(NOW + timedelta(days=7)) == 0
    assert forget_unconfirmed(NOW + timedelta(days=7, seconds=1)) == 1
    assert [row.email for row in Follower.objects.order_by("pk")] == ["c@b.example"]


def test_whoever_objects_to_mails_is_not_told() -> None:
    facts = announced()
    following(facts, "a@b.example")
    object_to_mails(organiser_id=facts.organiser_id, address="a@b.example", source=Source.DESK, actor=STRANGER, now=NOW)
    announced("invitation_sent")
    assert tell_followers(NOW) == 0
    assert Follower.objects.get().knows_invitation, "nor is it tried again every minute"


def test_leaving_takes_the_mails_along_and_can_be_done_twice() -> None:
    facts = announced()
    row = following(facts, "a@b.example")
    announced("invitation_sent")
    assert tell_followers(NOW) == 1
    leave(public_id=row.public_id, facts=facts, actor=STRANGER, now=NOW)
    leave(public_id=row.public_id, facts=facts, actor=STRANGER, now=NOW)
    assert mails() == []
    assert not confirm(public_id=row.public_id, facts=facts, actor=STRANGER, now=NOW)
    assert AuditEntry.objects.filter(verb="follower:left").count() == 1
    assert not AuditEntry.objects.filter(data__icontains="a@b.example").exists()


def test_followers_are_counted_by_kind_and_never_named() -> None:
    facts = announced()
    following(facts, "a@b.example")
    following(facts, "c@b.example")
    asked(facts, "d@b.example")
    counted = following_of(facts.id)
    assert (dict(counted.by_kind), counted.confirmed, counted.unconfirmed) == ({"city": 2}, 2, 1)


def test_of_a_gathering_that_is_over_nobody_can_follow() -> None:
    facts = announced()
    gatherings.load(changed(AARAU, state="cancelled"), now=NOW)
    with pytest.raises(ValueError, match="follow"):
        asked(gatherings.facts_of(facts.key), "a@b.example")
