"""Groups on a waiting list that no withdrawal helps: they need more places than there are in all, says the engine."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from filrouge.core import days
from filrouge.core.names import PersonName
from filrouge.engines.waiting import Party, Run, Verdict, Why
from filrouge.stages.gatherings.audience import Capacity
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.registration import rules
from filrouge.stages.registration.enums import Obstacle, PartState
from filrouge.stages.registration.facts import NeverSeated
from filrouge.stages.registration.lists.columns import body_of
from filrouge.stages.registration.models import PartRegistration
from filrouge.stages.registration.queries import applicant_of, capacities_of
from filrouge.stages.registration.rules import Seats

_Judged = tuple[PartRegistration, Capacity]


def never_seated(
    facts: GatheringFacts, seats: Mapping[str, Seats], language: str, *, now: datetime
) -> Sequence[NeverSeated]:
    """The groups that will never move up as it stands, in the order of parts and lists; one query while no group
    waits, two more when some do.
    """
    parts = {part.id: part for part in facts.parts}
    waiting = PartRegistration.objects.filter(part_id__in=parts, state=PartState.WAITING.value)
    wishes = list(
        waiting.exclude(registration__party=None)
        .select_related("registration__organisation")
        .order_by("part_id", "queue_number")
    )
    applicants = [applicant_of(wish.registration) for wish in wishes]
    capacities = capacities_of(applicants, facts, on=days.local_day(now, facts.zone)) if wishes else ()
    groups: dict[tuple[object, ...], list[_Judged]] = defaultdict(list)
    for wish, capacity in zip(wishes, capacities, strict=True):
        aside = [Obstacle(name) for name in wish.set_aside]
        if rules.still_admitted(parts[wish.part_id], capacity, set_aside=aside).is_allowed:
            groups[wish.part_id, wish.registration.party, wish.waiting_since].append((wish, capacity))
    totals = _totals(facts, seats)
    found = []
    for judged in groups.values():
        part = parts[judged[0][0].part_id]
        verdict = _asked(judged, part, facts, totals, now=now)
        if verdict.reason is Why.NEVER_FITS and len(judged) > 1:
            found.append(_described(judged, part, min(totals[line] for line in verdict.short), facts, language))
    order = {part.key: index for index, part in enumerate(facts.parts)}
    return sorted(found, key=lambda group: order[group.part.key])


def _asked(
    judged: Iterable[_Judged], part: PartFacts, facts: GatheringFacts, totals: Mapping[str, int], *, now: datetime
) -> Verdict:
    """What the engine answers when nothing at all is free: what never fits does not fit then either."""
    members = tuple(
        frozenset({part.key, *(f"quota {quota}" for quota in rules.drawn_on(facts, part, capacity, at=now))})
        for _wish, capacity in judged
    )
    first = next(iter(judged))[0]
    run = Run(dict.fromkeys(totals, 0), totals=totals, policy=facts.waiting_policy)
    return run.consider(Party(str(first.pk), members, may_split=first.registration.party_may_split))


def _totals(facts: GatheringFacts, seats: Mapping[str, Seats]) -> dict[str, int]:
    """All seats of each limited part and quota."""
    limits = {
        **{part.key: seats[part.key].capacity for part in facts.parts},
        **{f"quota {quota.id}": rules.limit_of(quota, facts) for quota in facts.quotas},
    }
    return {line: total for line, total in limits.items() if total is not None}


def _described(
    judged: Sequence[_Judged], part: PartFacts, places: int, facts: GatheringFacts, language: str
) -> NeverSeated:
    rows = [wish.registration for wish, _capacity in judged]
    body = rows[0].organisation
    name = {"organisation__name": body.name if body else "", "organisation_text": rows[0].organisation_text}
    people = tuple((row.pk, PersonName(row.given_name, row.family_name)) for row in rows)
    return NeverSeated(part, people, body_of(name, facts, language), places)
