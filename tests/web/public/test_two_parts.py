"""Two parts on one form: what the form promises is what is given."""

import pytest

from tests.support.clock import at
from tests.support.delegations import WORKSHOPS
from tests.support.forms import open_form
from tests.support.gatherings import AARAU, changed, load
from tests.support.people import EXECUTIVE, STRANGER, Person

pytestmark = pytest.mark.django_db

COACH = {"key": "coach", "label": {"fr": "Car"}, "parts": ["eve", "day"], "seats": 1}


@pytest.mark.parametrize(
    ("document", "person", "ticked"),
    [
        (changed(AARAU, quotas=[COACH]), EXECUTIVE, ["eve", "day"]),
        (WORKSHOPS, STRANGER.but(function="director"), ["housing", "ageing"]),
    ],
    ids=["one seat left that both draw on", "two workshops at one hour"],
)
def test_the_form_promises_what_is_given(document: dict[str, object], person: Person, ticked: list[str]) -> None:
    with at():
        facts = load(document)
        checked = open_form(facts.key).fill(person.answers, tick=ticked).check()
        promised = [checked.decision(key) for key in ticked]
        given = checked.send()
        assert [given.decision(key).replace("confirmed", "allowed") for key in ticked] == promised
        assert promised[0] == "allowed"
        assert promised[1] != "allowed"
