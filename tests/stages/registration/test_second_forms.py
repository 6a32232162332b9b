"""A second form is kept beside the first, and counts only when somebody takes it over."""

import pytest

from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.second_form import (
    NoSecondForm,
    keep_second_form,
    leave_second_form,
    take_second_form,
)
from filrouge.stages.registration.enums import NeedKind
from filrouge.stages.registration.facts import SaidNeed
from filrouge.stages.registration.lists.second_forms import second_form_of
from filrouge.stages.registration.models import Registration, SecondForm
from tests.support.gatherings import load
from tests.support.people import DESK, EXECUTIVE, HEAD, NOW, OFFICER, Person, application, registered, small_eve
from tests.support.soundness import faults
from tests.support.traces import forget, mails, states, trail

pytestmark = pytest.mark.django_db


def kept(pk: int, person: Person, facts: GatheringFacts, *parts: str, **more: object) -> bool:
    """Somebody sends another form."""
    wish = application(person, facts, *parts, **more)
    return keep_second_form(registration_id=pk, application=wish, actor=REGISTRANT, now=NOW)


def test_a_form_that_says_the_same_is_not_kept() -> None:
    facts = load()
    pk = registered(EXECUTIVE, facts, "eve", "day").registration_id
    assert not kept(pk, EXECUTIVE, facts, "day", "eve")
    assert not SecondForm.objects.exists()


def test_a_later_form_takes_the_place_of_an_earlier_one() -> None:
    facts = load()
    pk = registered(EXECUTIVE, facts, "day").registration_id
    assert kept(pk, EXECUTIVE, facts, "eve")
    assert kept(pk, EXECUTIVE, facts, "eve", "day")
    found = second_form_of(pk)
    assert found is not None
    assert found.parts == ("eve", "day")
    assert states(pk) == {"day": "confirmed"}


def test_what_somebody_needs_is_not_kept_unsealed() -> None:
    facts = load()
    pk = registered(EXECUTIVE, facts, "day").registration_id
    kept(pk, EXECUTIVE, facts, "eve", needs=(SaidNeed("eve", NeedKind.MEAL, ("vegan",), "sans noix"),))
    assert "noix" not in str(SecondForm.objects.get().application)


def test_taken_over_it_is_a_change_like_any_other() -> None:
    facts = small_eve()
    registered(HEAD, facts, "eve")
    pk = registered(EXECUTIVE, facts, "day").registration_id
    kept(pk, EXECUTIVE.but(given="Béa"), facts, "eve", "day")
    forget()
    take_second_form(registration_id=pk, facts=facts, actor=DESK, now=NOW)
    assert states(pk) == {"eve": "waiting", "day": "confirmed"}
    assert Registration.objects.get(pk=pk).given_name == "Béa"
    assert mails() == [("changed", EXECUTIVE.email)]
    assert [line.verb for line in trail(facts)][-2:] == ["registration:second_form_taken", "registration:changed"]
    assert faults(facts.id) == []
    with pytest.raises(NoSecondForm):
        take_second_form(registration_id=pk, facts=facts, actor=DESK, now=NOW)


def test_what_it_no_longer_asks_for_is_given_back() -> None:
    facts = load()
    pk = registered(EXECUTIVE, facts, "eve", "day").registration_id
    kept(pk, EXECUTIVE.but(function=OFFICER.function), facts, "day")
    take_second_form(registration_id=pk, facts=facts, actor=REGISTRANT, now=NOW)
    assert states(pk) == {"eve": "withdrawn", "day": "confirmed"}
    assert faults(facts.id) == []


def test_a_body_that_has_left_the_directory_is_kept_as_a_name() -> None:
    facts = load()
    pk = registered(EXECUTIVE, facts, "day").registration_id
    kept(pk, EXECUTIVE.but(organisation="Ville de Montclair"), facts, "day")
    form = SecondForm.objects.get()
    SecondForm.objects.update(application=form.application | {"organisation_id": 999_999})
    take_second_form(registration_id=pk, facts=facts, actor=REGISTRANT, now=NOW)
    row = Registration.objects.get(pk=pk)
    assert (row.organisation, row.organisation_text) == (None, "Ville de Montclair")


def test_left_it_changes_nothing() -> None:
    facts = load()
    pk = registered(EXECUTIVE, facts, "day").registration_id
    kept(pk, EXECUTIVE, facts, "eve")
    leave_second_form(registration_id=pk, actor=REGISTRANT, now=NOW)
    assert states(pk) == {"day": "confirmed"}
    assert second_form_of(pk) is None
    with pytest.raises(NoSecondForm):
        leave_second_form(registration_id=pk, actor=REGISTRANT, now=NOW)
