"""Somebody who does at random whatever anybody may do to the places of a gathering with shared seats.

Used by threads and by processes. Whoever is told that they come is written down, to be looked for afterwards.
"""

import os
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count

from django.db.models import Count

from filrouge.ground.audit.models import AuditEntry
from filrouge.ground.people.actors import REGISTRANT, SYSTEM
from filrouge.stages.delegations.actions import HoldRefused, MoveRefused, NotTaken
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.privacy.actions.erasing import erase_registration
from filrouge.stages.registration.actions import (
    NothingTaken,
    register,
    register_many,
    set_capacity,
    set_quota,
    withdraw,
)
from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.actions.merge import merge
from filrouge.stages.registration.actions.merging import FIELDS
from filrouge.stages.registration.actions.register import AlreadyRegistered
from filrouge.stages.registration.actions.replace import TooLateToReplace, replace_person
from filrouge.stages.registration.actions.second_form import keep_second_form
from filrouge.stages.registration.enums import NeedKind
from filrouge.stages.registration.facts import Applicant, Application, SaidNeed
from filrouge.stages.registration.models import PartRegistration, Registration
from tests.races.crowd_of_bodies import Delegations
from tests.support.nobody_lost import HOLDS, Arrival
from tests.support.shared_gathering import HOURS, group
from tests.support.small_gathering import OPEN, facts_now, somebody, wish

# What the rules answer to somebody who comes too late.
HARMLESS = (NothingTaken, Gone, AlreadyRegistered, TooLateToReplace, HoldRefused, MoveRefused, NotTaken)
# As many go as come: lists that only grow are slow and show nothing more.
SEATS = ("come",) * 4 + ("come_together",) + ("go",) * 9 + ("resize",)
PEOPLE = ("replace",) * 3 + ("once_more",) + ("merge",) * 2 + ("erase",) + ("come_known",) * 2
BODIES = ("send", "name", "keep", "pass_on")
NUMBERS = count(1)


class RankLost(AssertionError):
    """Whoever came instead waits with another number than the one before them."""


class Crowd(Delegations):
    """One of those who act at random, with a chance of their own."""

    def __init__(self, facts: GatheringFacts, seed: int, acts: Sequence[str] = (*SEATS, *PEOPLE, *BODIES)) -> None:
        self.facts, self.chance = facts, random.Random(seed)
        self.acts: list[Callable[[], None]] = [getattr(self, act) for act in acts]
        self.arrivals: list[Arrival] = []
        self.done: Counter[str] = Counter()

    def act(self) -> None:
        """Do one thing, whichever chance chooses."""
        act = self.chance.choice(self.acts)
        try:
            act()
            self.done[act.__name__] += 1
        except HARMLESS:
            self.done["refused"] += 1

    def attempts(self, number: int) -> Counter[str]:
        """So many attempts; how often each kind worked."""
        for _ in range(number):
            self.act()
        return self.done

    # ---------------------------------------------------------------------------------------------------- choosing

    def parts(self) -> tuple[str, ...]:
        """One part or several."""
        return tuple(self.chance.sample(sorted(HOURS), self.chance.choice((1, 1, 2, 3))))

    def anybody(self) -> int:
        """A registration of which something counts."""
        rows = PartRegistration.objects.filter(part__gathering_id=self.facts.id, state__in=HOLDS).order_by("pk")
        return self.chance.choice(list(rows.values_list("registration_id", flat=True)) or [0])

    def newcomer(self) -> Applicant:
        """Somebody new; now and then somebody who comes again and again by every door."""
        function = self.chance.choice(("executive", "guest"))
        if self.chance.random() < 0.4:
            return somebody(f"Known{self.facts.id}x{self.chance.randrange(6)}", function=function)
        return somebody(function=function)

    def with_needs(self, application: Application) -> Application:
        """The same with something that only this person needs, now and then."""
        if self.chance.random() < 0.6:
            return application
        need = SaidNeed(application.parts[0], NeedKind.ACCESS, text=application.applicant.name.family)
        return replace(application, needs=(need,))

    # ------------------------------------------------------------------------------------------------ coming and going

    def come(self) -> None:
        """One more person registers."""
        self._come(somebody(function=self.chance.choice(("executive", "guest"))))

    def come_known(self) -> None:
        """Somebody who may be registered already: then their form is kept beside, as the page does."""
        who = self.newcomer()
        try:
            self._come(who)
        except AlreadyRegistered as known:
            application = wish(*self.parts(), who=who)
            keep_second_form(registration_id=known.registration_id, application=application, actor=REGISTRANT, now=OPEN)

    def once_more(self) -> None:
        """Somebody registers once more from another address: an entry too many, for staff to find."""
        name = Registration.objects.filter(pk=self.anybody()).values_list("family_name", flat=True).first()
        if not name or name.startswith("Known"):
            raise Gone
        address = f"other{next(NUMBERS)}n{os.getpid()}-{name.lower()}@example.ch"
        self._come(somebody(name, email=address, function="guest"))

    def _come(self, who: Applicant) -> None:
        application = self.with_needs(wish(*self.parts(), who=who))
        receipt = register(facts=self.facts, application=application, actor=REGISTRANT, now=OPEN)
        self.arrivals.append(Arrival(receipt.registration_id, who.name.family))

    def come_together(self) -> None:
        """A group registers."""
        size = self.chance.randrange(2, 5)
        wishes = group(size, *self.parts(), may_split=self.chance.random() < 0.5, function="guest")
        outcomes = register_many(facts=self.facts, applications=wishes, actor=REGISTRANT, now=OPEN)
        for outcome, said in zip(outcomes, wishes, strict=True):
            assert outcome.registration_id is not None, outcome
            self.arrivals.append(Arrival(outcome.registration_id, said.applicant.name.family))

    def go(self) -> None:
        """Somebody withdraws, from everything or from some of it."""
        parts = tuple(HOURS) if self.chance.random() < 0.6 else self.parts()
        withdraw(registration_id=self.anybody(), parts=parts, actor=REGISTRANT, now=OPEN)

    def resize(self) -> None:
        """The organiser changes a capacity or a quota."""
        facts = facts_now(self.facts.id)
        if self.chance.random() < 0.5:
            part = self.chance.choice(sorted(HOURS))
            set_capacity(facts=facts, part=part, capacity=self.chance.randrange(4, 12), actor=SYSTEM, now=OPEN)
        else:
            quota = self.chance.choice(("room", "bus"))
            seats = self.chance.randrange(4, 14)
            set_quota(facts=facts, quota=quota, seats=seats, opens_to_all_at=None, actor=SYSTEM, now=OPEN)

    # --------------------------------------------------------------------------------- one registration, another person

    def replace(self) -> None:
        """A colleague comes instead, for everything or for some of it; whoever waits keeps their number."""
        pk, who = self.anybody(), self.newcomer()
        before, numbers = self._acts_on(pk), self._numbers(pk)
        takes_all = self.chance.random() < 0.7
        some = tuple(numbers)[:1] if numbers else ()
        replace_person(
            registration_id=pk,
            facts=self.facts,
            applicant=who,
            take_over=takes_all or not some,
            parts=some,
            actor=REGISTRANT,
            now=OPEN,
        )
        self.arrivals.append(Arrival(pk, who.name.family, instead=True))
        after = self._numbers(pk)
        if len(self._acts_on(pk) - before) > 1:
            # Somebody else withdrew them, moved their place or merged them meanwhile: the numbers are of another story.
            return
        if lost := {key for key in numbers.keys() & after.keys() if numbers[key] != after[key]}:
            raise RankLost(f"{pk}: {lost} were {numbers}, are {after}")

    def _numbers(self, pk: int) -> dict[str, int | None]:
        """The numbers of a registration in the waiting lists, by part, for places that count."""
        rows = PartRegistration.objects.filter(registration_id=pk, state__in=HOLDS).order_by("pk")
        return dict(rows.values_list("part__key", "queue_number"))

    def _acts_on(self, pk: int) -> set[int]:
        """What the trail knows that was done to a registration: an act and its line are committed together."""
        rows = AuditEntry.objects.filter(
            gathering_id=self.facts.id, subject_kind="registration", subject_id=str(pk)
        ).exclude(verb="registration:promoted")
        return set(rows.values_list("pk", flat=True))

    def merge(self) -> None:
        """Staff put two entries of one person together, as they saw them."""
        rows = Registration.objects.filter(gathering_id=self.facts.id, erased_at=None)
        twice = rows.values("sort_name").annotate(times=Count("pk")).filter(times__gt=1).order_by("sort_name")
        names = [name for name in twice.values_list("sort_name", flat=True) if not name.startswith("known")]
        if not names:
            raise Gone
        both = list(rows.filter(sort_name=self.chance.choice(names)).order_by("pk").values_list("pk", "link"))
        if len(both) < 2:
            raise Gone
        keep, drop = self.chance.sample(both, 2)
        taken = [field for field in FIELDS if field != "email" and self.chance.random() < 0.3]
        merge(
            keep_id=keep[0],
            drop_id=drop[0],
            seen=(keep[1], drop[1]),
            facts=self.facts,
            from_dropped=taken,
            actor=SYSTEM,
            now=OPEN,
        )

    def erase(self) -> None:
        """Somebody has everything erased."""
        erase_registration(registration_id=self.anybody(), actor=REGISTRANT, now=OPEN)
