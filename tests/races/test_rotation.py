"""Keys are rotated while people say what they need: whatever order they meet in, everything opens with the new key."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from django.test import override_settings

from filrouge.ground.people.actors import REGISTRANT
from filrouge.ground.vault import keys
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.models import Gathering, Part
from filrouge.stages.registration.actions import register
from filrouge.stages.registration.actions.needs import say_needs
from filrouge.stages.registration.actions.resealing import rotate_keys
from filrouge.stages.registration.enums import NeedKind
from filrouge.stages.registration.facts import SaidNeed
from filrouge.stages.registration.models import Need
from filrouge.stages.registration.needs.reading import own_needs
from tests.support.at_once import at_once
from tests.support.small_gathering import OPEN, facts_now, small_gathering, wish

PEOPLE, ROUNDS = 12, 5


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """Keys in a file, as an installation has them."""
    with override_settings(NEEDS_KEYS=[], NEEDS_KEYS_FILE=tmp_path / "needs.keys"):
        yield tmp_path / "needs.keys"


def need(text: str) -> SaidNeed:
    """A need with these words."""
    return SaidNeed("eve", NeedKind.MEAL, ("vegan",), text)


def gathering() -> GatheringFacts:
    """A gathering whose eve has a meal and room for everybody."""
    facts = small_gathering(eve=100)
    Part.objects.filter(gathering_id=facts.id, key="eve").update(has_meal=True)
    Gathering.objects.filter(pk=facts.id).update(version=2)
    return facts_now(facts.id)


def somebody(facts: GatheringFacts) -> int:
    """One more person with a need."""
    application = replace(wish("eve"), needs=(need("0"),))
    return register(facts=facts, application=application, actor=REGISTRANT, now=OPEN).registration_id


def rotate_then(stop: threading.Event) -> int:
    """Rotate a few times, then let the others stop; how many needs were lost."""
    try:
        return sum(rotate_keys().lost for _ in range(ROUNDS))
    finally:
        stop.set()


def keep_saying(people: list[int], stop: threading.Event) -> None:
    """Say other needs, again and again."""
    number = 0
    while not stop.is_set():
        number += 1
        for pk in people:
            say_needs(registration_id=pk, needs=[need(str(number))], now=OPEN)


def test_nothing_is_sealed_with_a_key_that_goes(file: Path) -> None:
    facts, stop = gathering(), threading.Event()
    people = [somebody(facts) for _ in range(PEOPLE)]
    first = keys.current()
    writers = [partial(keep_saying, people[number::3], stop) for number in range(3)]
    results = at_once([*writers, partial(rotate_then, stop)])
    assert results == [None, None, None, 0]
    (last,) = keys.current()
    assert last not in first
    assert file.read_text(encoding="ascii").split() == [last]
    assert Need.objects.count() == PEOPLE
    for pk in people:
        said = own_needs(pk, facts)["eve", NeedKind.MEAL]
        assert said is not None, "opens with the only key that is left"
        assert said.choices == ("vegan",)
