"""What somebody saw may have changed when they act: another person came, or their own first part took the seat."""

from collections import Counter
from collections.abc import Callable

import pytest

from filrouge.ground.people.actors import REGISTRANT
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import change, register, withdraw
from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.actions.register import AlreadyRegistered
from filrouge.stages.registration.actions.replace import replace_person
from filrouge.stages.registration.actions.second_form import keep_second_form
from filrouge.stages.registration.models import PartRegistration, Registration, SecondForm
from tests.support.gatherings import load
from tests.support.people import EXECUTIVE, HEAD, NOW, applicant, application, registered
from tests.support.shared_gathering import shared_gathering
from tests.support.small_gathering import OPEN, wish
from tests.support.soundness import faults

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("seats", "confirmed"), [(1, 1), (2, 2), (3, 2)])
def test_two_parts_of_one_person_take_two_seats_of_their_quota(seats: int, confirmed: int) -> None:
    """With one seat left the first part is confirmed and the second waits."""
    facts = shared_gathering(room=seats)
    register(facts=facts, application=wish("north", "south"), actor=REGISTRANT, now=OPEN)
    states = Counter(PartRegistration.objects.order_by("pk").values_list("state", flat=True))
    assert (states["confirmed"], states["waiting"]) == (confirmed, 2 - confirmed)
    assert faults(facts.id) == []


def come_instead(pk: int, facts: GatheringFacts) -> None:
    """The head of the service comes instead of the executive."""
    replace_person(
        registration_id=pk,
        facts=facts,
        applicant=applicant(HEAD, facts),
        take_over=True,
        parts=(),
        actor=REGISTRANT,
        now=NOW,
    )


def test_a_form_of_the_first_person_is_not_kept_beside_the_second() -> None:
    """They were found to be registered; before their form was kept, a colleague came instead."""
    facts = load()
    registered(EXECUTIVE, facts, "day")
    again = application(EXECUTIVE, facts, "eve")
    with pytest.raises(AlreadyRegistered) as known:
        register(facts=facts, application=again, actor=REGISTRANT, now=NOW)
    come_instead(known.value.registration_id, facts)
    pk = known.value.registration_id
    assert not keep_second_form(registration_id=pk, application=again, actor=REGISTRANT, now=NOW)
    assert not SecondForm.objects.exists()


def change_to_the_eve(pk: int, facts: GatheringFacts, link: int) -> object:
    """The executive's own form, for the eve instead of the day."""
    wished = application(EXECUTIVE, facts, "eve")
    return change(registration_id=pk, facts=facts, application=wished, actor=REGISTRANT, now=NOW, link=link)


def give_back(pk: int, _facts: GatheringFacts, link: int) -> object:
    """The day is given back."""
    return withdraw(registration_id=pk, parts=["day"], actor=REGISTRANT, now=NOW, link=link)


@pytest.mark.parametrize("act", [change_to_the_eve, give_back], ids=["change", "withdraw"])
def test_what_the_first_person_sends_late_does_not_touch_the_second(
    act: Callable[[int, GatheringFacts, int], object],
) -> None:
    """Their page was open and their link good when they sent; before it was written, a colleague came instead."""
    facts = load()
    pk = registered(EXECUTIVE, facts, "day").registration_id
    link = Registration.objects.get(pk=pk).link
    come_instead(pk, facts)
    with pytest.raises(Gone):
        act(pk, facts, link)
    row = Registration.objects.get(pk=pk)
    assert row.family_name == HEAD.family
    assert PartRegistration.objects.get(registration=row).state == "confirmed"
    act(pk, facts, row.link)
