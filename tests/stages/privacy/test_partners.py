"""A partner's account: one part, few fields, each opening recorded."""

import pytest

from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actions import take_role
from filrouge.ground.people.enums import Role
from filrouge.ground.people.models import RoleAssignment, User
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import PartnerAccess
from filrouge.stages.privacy.actions import give_access, record_opening, take_access
from filrouge.stages.privacy.facts import Participant
from filrouge.stages.privacy.queries.partners import participants_of, partner_lines, parts_shown_to, shown_to_partners
from filrouge.stages.registration.actions import withdraw
from tests.support import people
from tests.support.gatherings import facts_of, part_of
from tests.support.people import DESK, EXECUTIVE, HEAD, NOW, OFFICER

pytestmark = pytest.mark.django_db

EMAIL = "carla@ars.example"


def given(facts: GatheringFacts, key: str = "day", email: str = EMAIL) -> User:
    give_access(facts=facts, part=part_of(facts, key), email=email, name="Carla Pedrazzini", actor=DESK, now=NOW)
    return User.objects.get(email=email)


def test_whoever_gets_a_list_becomes_a_partner_and_is_told(facts: GatheringFacts) -> None:
    user = given(facts)
    assert RoleAssignment.objects.filter(user=user, role=Role.PARTNER.value).exists()
    assert OutgoingMail.objects.filter(kind="role_given", to=EMAIL).count() == 1
    assert [part.key for part in parts_shown_to(user.pk, facts)] == ["day"]
    assert shown_to_partners(facts) == {"day"}
    line = AuditEntry.objects.get(verb="partner:access_given")
    assert (line.subject_id, line.data) == ("day", {"user": user.pk})


def test_the_form_is_drawn_anew(facts: GatheringFacts) -> None:
    before = facts.version
    user = given(facts)
    after = facts_of(facts.key).version
    assert after > before
    take_access(facts=facts, part=part_of(facts, "day"), user_id=user.pk, actor=DESK, now=NOW)
    assert facts_of(facts.key).version > after


def test_twice_is_once(facts: GatheringFacts) -> None:
    given(facts)
    assert not give_access(facts=facts, part=part_of(facts, "day"), email=EMAIL, name="", actor=DESK, now=NOW)
    assert PartnerAccess.objects.count() == 1
    assert OutgoingMail.objects.filter(kind="role_given").count() == 1


def test_taken_away(facts: GatheringFacts) -> None:
    user = given(facts)
    assert take_access(facts=facts, part=part_of(facts, "day"), user_id=user.pk, actor=DESK, now=NOW)
    assert not take_access(facts=facts, part=part_of(facts, "day"), user_id=user.pk, actor=DESK, now=NOW)
    assert parts_shown_to(user.pk, facts) == ()
    assert AuditEntry.objects.filter(verb="partner:access_taken").count() == 1


@pytest.mark.parametrize("how", ["role", "account"])
def test_no_role_or_no_account_no_list(facts: GatheringFacts, how: str) -> None:
    user = given(facts)
    if how == "role":
        take_role(user_id=user.pk, organiser_id=facts.organiser_id, role=Role.PARTNER, actor=DESK, now=NOW)
    else:
        User.objects.filter(pk=user.pk).update(is_active=False)
    assert parts_shown_to(user.pk, facts) == ()
    assert shown_to_partners(facts) == frozenset()


def test_confirmed_people_of_the_part_and_professional_fields_only(facts: GatheringFacts) -> None:
    people.registered(OFFICER, facts, "day")
    people.registered(EXECUTIVE, facts, "eve")
    gone = people.registered(HEAD, facts, "day").registration_id
    withdraw(registration_id=gone, parts=["day"], actor=DESK, now=NOW)
    (line,) = participants_of(facts, part_of(facts, "day"), "fr")
    assert line.name == OFFICER.full
    assert set(Participant.__dataclass_fields__) == {"name", "function", "body", "territory"}
    assert line.body == "Ville de Lindenau"
    assert line.function
    assert not [text for text in (line.name, line.function, line.body, line.territory) if "@" in text]


def test_each_opening_is_recorded(facts: GatheringFacts) -> None:
    people.registered(OFFICER, facts, "day")
    record_opening(facts=facts, part=part_of(facts, "day"), language="fr", actor=DESK, now=NOW)
    record_opening(facts=facts, part=part_of(facts, "day"), language="fr", actor=DESK, now=NOW, as_file="csv")
    lines = AuditEntry.objects.filter(verb="partner:list_opened").order_by("pk")
    assert [line.data for line in lines] == [{"count": 1, "file": ""}, {"count": 1, "file": "csv"}]
    assert {(line.actor_label, line.subject_id) for line in lines} == {(DESK.label, "day")}


def test_every_partner_with_their_lists(facts: GatheringFacts) -> None:
    given(facts)
    given(facts, "eve")
    given(facts, "eve", "autre@ars.example")
    assert {line.email: line.parts for line in partner_lines(facts)} == {
        EMAIL: ("eve", "day"),
        "autre@ars.example": ("eve",),
    }
