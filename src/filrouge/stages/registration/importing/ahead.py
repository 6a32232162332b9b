"""What the seats would be while a list is taken, line after line, so that the preview says what taking it will do."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from filrouge.stages.gatherings.audience import Capacity, judge
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.registration import rules
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.queries import seats_of, sharing
from filrouge.stages.registration.rules import PartAnswer


class SeatsAhead:
    """The seats as they are now, counted on in memory. At most two queries, at the beginning."""

    def __init__(self, facts: GatheringFacts) -> None:
        self._facts = facts
        self._seats = dict(seats_of(facts))
        self._beside = {part.key: [other.key for other in sharing(facts, part)] for part in facts.parts}

    def answers(
        self, keys: Iterable[str], capacity: Capacity, *, received: datetime, taken: Collection[str] = ()
    ) -> tuple[PartAnswer, ...]:
        """What somebody would get for these parts, in the order of the gathering; what they get is counted."""
        wanted, had, found = set(keys), list(taken), []
        for part in self._facts.parts:
            if part.key in wanted:
                answer = rules.answer(
                    facts=self._facts,
                    part=part,
                    capacity=capacity,
                    seats=self._seats[part.key],
                    received=received,
                    taken=had,
                )
                if answer.state is PartState.CONFIRMED:
                    had.append(part.key)
                found.append(answer)
        # Whoever gets nothing at all is not registered, and takes nothing.
        if any(answer.state is not PartState.REFUSED for answer in found):
            for answer in found:
                self._count(answer)
        return tuple(found)

    def _count(self, answer: PartAnswer) -> None:
        key, seats = answer.part.key, self._seats[answer.part.key]
        if answer.state is PartState.CONFIRMED:
            self._seats[key] = replace(seats, confirmed=seats.confirmed + 1)
            for other in self._seats if answer.quotas else ():
                self._draw(other, answer.quotas)
        elif answer.state is PartState.WAITING:
            self._seats[key] = replace(seats, waiting=seats.waiting + 1)
            for other in self._beside[key]:
                if other != key:
                    beside = self._seats[other]
                    self._seats[other] = replace(beside, waiting_beside=beside.waiting_beside + 1)

    def _draw(self, key: str, quotas: Collection[int]) -> None:
        seats = self._seats[key]
        if drawn := [quota for quota in quotas if seats.left.get(quota) is not None]:
            left = {quota: number if quota not in drawn else (number or 0) - 1 for quota, number in seats.left.items()}
            self._seats[key] = replace(seats, left=left)


def kept_or_lost(part: PartFacts, state: PartState, capacity: Capacity) -> PartAnswer | None:
    """What becomes of a part that somebody holds who comes in another capacity now; None when it stays as it is."""
    decision = judge(part.audience, capacity)
    if decision.is_allowed:
        return None
    answer = PartState.REFUSED if decision.is_refused else PartState.REQUESTED
    return None if answer is state else PartAnswer(part, answer, decision.reasons)
