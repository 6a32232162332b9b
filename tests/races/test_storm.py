"""Everything at once for some seconds: people come, go and change while the organiser decides and resizes."""

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from filrouge.ground.people.actors import REGISTRANT, SYSTEM
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.privacy.actions.erasing import erase_registration
from filrouge.stages.registration.actions import NothingTaken, change, decide, register, set_capacity, withdraw
from filrouge.stages.registration.actions.decide import NotWaitingForDecision
from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.actions.merge import merge
from filrouge.stages.registration.actions.replace import TooLateToReplace, replace_person
from filrouge.stages.registration.models import Registration
from tests.support.at_once import at_once, failures
from tests.support.small_gathering import FUNCTIONS, OPEN, small_gathering, somebody, wish
from tests.support.soundness import faults

PARTS = (("eve",), ("day",), ("eve", "day"))
# What the rules answer to somebody who comes too late.
HARMLESS = (NothingTaken, NotWaitingForDecision, TooLateToReplace, Gone)


class Crowd:
    """One of those who act at random; each has a thread and a chance of their own."""

    def __init__(self, facts: GatheringFacts, act: str, seed: int, seconds: float) -> None:
        self.facts, self.chance, self.seconds = facts, random.Random(seed), seconds
        self.act: Callable[[], object] = getattr(self, act)

    def __call__(self) -> Counter[str]:
        """Act until the time is over; how often it worked and how often the rules refused."""
        done: Counter[str] = Counter()
        end = time.monotonic() + self.seconds
        while time.monotonic() < end:
            try:
                self.act()
                done[self.act.__name__] += 1
            except HARMLESS:
                done["refused"] += 1
        return done

    def anybody(self) -> int:
        """The id of some registration."""
        known = list(Registration.objects.order_by("pk").values_list("pk", flat=True))
        return self.chance.choice(known) if known else 0

    def come(self) -> None:
        """One more person registers."""
        who = somebody(function=self.chance.choice(FUNCTIONS))
        application = wish(*self.chance.choice(PARTS), who=who)
        register(facts=self.facts, application=application, actor=REGISTRANT, now=OPEN)

    def go(self) -> None:
        """Somebody withdraws."""
        withdraw(registration_id=self.anybody(), parts=self.chance.choice(PARTS), actor=REGISTRANT, now=OPEN)

    def turn(self) -> None:
        """Somebody changes parts and function."""
        pk = self.anybody()
        row = Registration.objects.filter(pk=pk).first()
        if row is None:
            return
        who = somebody(row.family_name, function=self.chance.choice(FUNCTIONS))
        application = replace(wish(who=who), parts=self.chance.choice(PARTS))
        change(registration_id=pk, facts=self.facts, application=application, actor=REGISTRANT, now=OPEN)

    def stand_in(self) -> None:
        """A colleague comes instead, in whichever function."""
        who = somebody(function=self.chance.choice(FUNCTIONS))
        replace_person(
            registration_id=self.anybody(),
            facts=self.facts,
            applicant=who,
            take_over=True,
            parts=(),
            actor=REGISTRANT,
            now=OPEN,
        )

    def unite(self) -> None:
        """Staff put two registrations together."""
        keep, drop = self.anybody(), self.anybody()
        if keep != drop:
            merge(keep_id=keep, drop_id=drop, facts=self.facts, actor=SYSTEM, now=OPEN)

    def vanish(self) -> None:
        """Somebody has everything erased."""
        erase_registration(registration_id=self.anybody(), actor=REGISTRANT, now=OPEN)

    def judge(self) -> None:
        """The organiser decides on somebody."""
        accept = self.chance.random() < 0.7
        part = self.chance.choice(("eve", "day"))
        decide(registration_id=self.anybody(), part=part, accept=accept, actor=SYSTEM, now=OPEN, motive="so")

    def resize(self) -> None:
        """The organiser changes a capacity."""
        part = self.chance.choice(("eve", "day"))
        set_capacity(facts=self.facts, part=part, capacity=self.chance.randrange(9), actor=SYSTEM, now=OPEN)


def storm(*, seed: int, seconds: float) -> None:
    """Fourteen threads at one gathering; afterwards everything holds and everybody got to act."""
    facts = small_gathering(eve=5, day=6, key=f"storm-{seed}")
    acts = ["come"] * 4 + ["go"] * 2 + ["turn"] * 2 + ["stand_in"] * 2 + ["unite", "vanish", "judge", "resize"]
    results = at_once([Crowd(facts, act, seed * 100 + number, seconds) for number, act in enumerate(acts)])
    assert failures(results) == []
    assert faults(facts.id) == []
    assert all(sum(done.values()) for done in results)


def test_a_storm() -> None:
    """Some seconds."""
    storm(seed=1, seconds=4)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 8))
def test_a_long_storm(seed: int) -> None:
    """Some minutes."""
    storm(seed=seed, seconds=20)
