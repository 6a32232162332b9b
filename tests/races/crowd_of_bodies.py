"""What delegations do at random to the seats of a gathering: register, keep places without a name, name, move."""

import random
import uuid
from collections.abc import Iterable

from filrouge.stages.delegations.actions import add_member, hold_places, move_place, register_delegation
from filrouge.stages.delegations.facts import REFERENT
from filrouge.stages.delegations.models import Delegation
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.models import Registration
from tests.support.nobody_lost import Arrival
from tests.support.shared_gathering import HOURS
from tests.support.small_gathering import OPEN, somebody
from tests.support.small_groups import some_group, some_member


class Delegations:
    """The acts of referents; whoever uses them has a gathering, a chance and a list of those who were told."""

    facts: GatheringFacts
    chance: random.Random
    arrivals: list[Arrival]

    def send(self) -> None:
        """A delegation registers, and keeps a place for somebody it does not know yet."""
        part = self._part()
        names = [somebody().name.family for _ in range(self.chance.randrange(1, 4))]
        group = some_group(names, parts=(part,), may_split=self.chance.random() < 0.5, held={part: 1})
        receipt = register_delegation(facts=self.facts, group=group, actor=REFERENT, now=OPEN)
        self._told((outcome.registration_id for outcome in receipt.outcomes), names)

    def name(self) -> None:
        """Somebody joins a delegation, on a kept place if there is one."""
        name = somebody().name.family
        outcome, _ = add_member(
            delegation_id=self._delegation(),
            member=some_member(name, self._part()),
            submission=uuid.uuid4(),
            actor=REFERENT,
            now=OPEN,
        )
        self._told([outcome.registration_id], [name])

    def keep(self) -> None:
        """A delegation keeps more places or fewer."""
        places = self.chance.randrange(3)
        hold_places(delegation_id=self._delegation(), part=self._part(), places=places, actor=REFERENT, now=OPEN)

    def pass_on(self) -> None:
        """A place moves between two of one body."""
        pk = self._delegation()
        party = Delegation.objects.filter(pk=pk).values_list("party", flat=True).first()
        ids = list(Registration.objects.filter(party=party).order_by("pk").values_list("pk", flat=True))
        if len(ids) < 2:
            raise Gone
        giver, taker = self.chance.sample(ids, 2)
        move_place(delegation_id=pk, part=self._part(), giver=giver, taker=taker, actor=REFERENT, now=OPEN)

    def _part(self) -> str:
        return self.chance.choice(sorted(HOURS))

    def _delegation(self) -> int:
        known = Delegation.objects.filter(gathering_id=self.facts.id).order_by("pk").values_list("pk", flat=True)
        return self.chance.choice(list(known) or [0])

    def _told(self, ids: Iterable[int | None], names: Iterable[str]) -> None:
        for pk, name in zip(ids, names, strict=True):
            assert pk is not None
            self.arrivals.append(Arrival(pk, name))
