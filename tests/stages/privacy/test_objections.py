"""Who does not want to be written to: a list that can be asked and not read."""

import pytest
from django.test import override_settings

from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.mail.objectors import may_write, no_more_mails_path, objectors
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.privacy import links
from filrouge.stages.privacy.actions import object_to_mails, take_objection_back
from filrouge.stages.privacy.enums import Source
from filrouge.stages.privacy.models import Objection
from filrouge.stages.privacy.queries.objections import objection_count, objects, objects_since
from filrouge.stages.registration.actions.opening import leave_address, tell_opening
from filrouge.stages.registration.models import OpeningNotice
from tests.support.people import DESK, NOW

pytestmark = pytest.mark.django_db

ADDRESS = "nadege@montclair.example"


def objection(facts: GatheringFacts, address: str = ADDRESS) -> bool:
    return object_to_mails(organiser_id=facts.organiser_id, address=address, source=Source.DESK, actor=DESK, now=NOW)


def test_an_address_is_found_however_it_is_typed(facts: GatheringFacts) -> None:
    assert objection(facts)
    assert objects(facts.organiser_id, "  Nadege@Montclair.EXAMPLE ")
    assert not objects(facts.organiser_id, "nadege@montclair.test")
    assert objects_since(facts.organiser_id, ADDRESS) == NOW


def test_recorded_once(facts: GatheringFacts) -> None:
    assert objection(facts)
    assert not objection(facts, ADDRESS.upper())
    assert objection_count(facts.organiser_id) == 1
    assert AuditEntry.objects.filter(verb="objection:recorded").count() == 1


def test_nothing_readable_is_stored(facts: GatheringFacts) -> None:
    objection(facts)
    row = Objection.objects.get()
    assert len(row.digest) == 64
    assert int(row.digest, 16)
    line = AuditEntry.objects.get(verb="objection:recorded")
    assert "nadege" not in f"{row.digest} {line.data} {line.subject_id} {line.motive}".lower()


def test_it_holds_for_one_organiser_only(facts: GatheringFacts) -> None:
    objection(facts)
    assert not objects(facts.organiser_id + 1, ADDRESS)
    assert links.digest_of(1, ADDRESS) != links.digest_of(2, ADDRESS)


def test_whoever_sends_asks_for_many_at_once(facts: GatheringFacts, django_assert_num_queries: object) -> None:
    objection(facts)
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = objectors(facts.organiser_id, [ADDRESS.upper(), "autre@montclair.example"])
    assert found == {ADDRESS.upper()}
    assert not may_write(facts.organiser_id, ADDRESS)
    assert may_write(facts.organiser_id, "autre@montclair.example")
    assert objectors(facts.organiser_id, []) == frozenset()


def test_taken_back(facts: GatheringFacts) -> None:
    objection(facts)
    said = {"organiser_id": facts.organiser_id, "address": ADDRESS, "actor": DESK, "now": NOW, "source": Source.DESK}
    assert take_objection_back(**said)  # type: ignore[arg-type]
    assert not take_objection_back(**said)  # type: ignore[arg-type]
    assert may_write(facts.organiser_id, ADDRESS)
    assert AuditEntry.objects.filter(verb="objection:taken_back").count() == 1


def test_it_outlives_a_change_of_the_secret(facts: GatheringFacts) -> None:
    with override_settings(SECRET_KEY="the one before"):
        objection(facts)
    assert not objects(facts.organiser_id, ADDRESS)
    with override_settings(SECRET_KEY_FALLBACKS=["the one before"]):
        assert objects(facts.organiser_id, ADDRESS)


def test_the_link_of_a_mail_holds_no_address(facts: GatheringFacts) -> None:
    token = links.make(facts.organiser_id, ADDRESS)
    assert links.read(token) == (facts.organiser_id, links.digest_of(facts.organiser_id, ADDRESS))
    assert no_more_mails_path(facts.organiser_id, ADDRESS) == f"/n/{token}/"
    assert "nadege" not in token


@pytest.mark.parametrize("spoil", [lambda t: t[:-2], lambda t: "A" + t[1:], lambda t: t + "AAAA", lambda t: "ü"])
def test_a_forged_link_is_not_read(facts: GatheringFacts, spoil: object) -> None:
    token = links.make(facts.organiser_id, ADDRESS)
    forged = spoil(token)  # type: ignore[operator]
    assert forged == token or links.read(forged) is None


def test_who_left_an_address_and_objected_since_is_not_told(facts: GatheringFacts) -> None:
    for address in (ADDRESS, "autre@montclair.example"):
        leave_address(facts=facts, email=address, language="fr", actor=DESK, now=NOW)
    objection(facts)
    assert tell_opening(NOW) == 1
    assert [mail.to for mail in OutgoingMail.objects.order_by("pk")] == ["autre@montclair.example"]
    assert not OpeningNotice.objects.exists()
