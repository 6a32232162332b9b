"""One form sent several times at once, or two forms of one person: one registration."""

import pytest
from django.db import connection
from django.db.models import Field

from filrouge.ground.mail.models import OutgoingMail
from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.registration.actions import register
from filrouge.stages.registration.actions.register import AlreadyRegistered, Receipt
from filrouge.stages.registration.models import Registration
from tests.support.at_once import at_once, failures
from tests.support.small_gathering import OPEN, small_gathering, somebody, wish
from tests.support.soundness import faults


def test_one_form_sent_by_eight_threads() -> None:
    """Everybody gets the link of the one registration; one mail is sent."""
    facts = small_gathering(eve=5)
    application = wish("eve", "day")
    send = lambda: register(facts=facts, application=application, actor=REGISTRANT, now=OPEN)  # noqa: E731
    results = at_once([send] * 8)
    assert failures(results) == []
    assert len({receipt.token for receipt in results}) == 1
    assert sum(not receipt.is_replay for receipt in results) == 1
    assert Registration.objects.count() == OutgoingMail.objects.count() == 1
    assert faults(facts.id) == []


@pytest.mark.parametrize("parts", [("eve", "eve"), ("eve", "day")], ids=["the same part", "another part"])
def test_two_forms_of_one_person(parts: tuple[str, str]) -> None:
    """The first counts, the others are told that they are registered already."""
    for number in range(4):
        facts = small_gathering(eve=5, key=f"twice-{number}")
        who = somebody(f"Twice{number}")
        results = at_once(
            [
                lambda facts=facts, who=who, part=part: register(
                    facts=facts, application=wish(part, who=who), actor=REGISTRANT, now=OPEN
                )
                for part in parts * 2
            ]
        )
        assert sum(isinstance(result, Receipt) for result in results) == 1
        assert all(isinstance(failure, AlreadyRegistered) for failure in failures(results))
        assert faults(facts.id) == []


def without_unique(field: Field) -> Field:
    """The same column, without its constraint."""
    copy = field.clone()
    copy._unique = False
    copy.set_attributes_from_name(field.name)
    copy.model = field.model
    return copy


@pytest.fixture
def forms_may_repeat() -> object:
    """The database accepts the same form twice while the test runs."""
    unique = Registration._meta.get_field("submission")
    with connection.schema_editor() as editor:
        editor.alter_field(Registration, unique, without_unique(unique))
    yield
    Registration.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.alter_field(Registration, without_unique(unique), unique)


@pytest.mark.usefixtures("forms_may_repeat")
def test_control_without_the_constraint_one_form_registers_several_times() -> None:
    """Only the unique key makes it one: the eight really arrive together."""
    for number in range(10):
        facts = small_gathering(eve=5, key=f"control-{number}")
        application = wish("eve", who=somebody(email=""))
        results = at_once(
            [
                lambda facts=facts, application=application: register(
                    facts=facts, application=application, actor=REGISTRANT, now=OPEN
                )
            ]
            * 8
        )
        if sum(isinstance(result, Receipt) and not result.is_replay for result in results) > 1:
            return
    pytest.fail("the race was never lost: this file proves nothing")
