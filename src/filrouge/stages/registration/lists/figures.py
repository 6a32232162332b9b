"""The figures of a gathering: people by kind of body, level, territory, channel and day; and who is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from filrouge.core.text import Translated
from filrouge.ground.directory.enums import MembershipKind
from filrouge.ground.directory.models import Membership, Organisation
from filrouge.ground.directory.territories import Atlas
from filrouge.stages.gatherings.audience import values_named
from filrouge.stages.gatherings.enums import Attribute
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.lists.counts import PartCounts, counts_of_parts
from filrouge.stages.registration.lists.cuts import Cut, Whom, counted, groups, numbers_by, numbers_by_day
from filrouge.stages.registration.lists.territories import Coverage, coverage_of

CUTS = (Cut.KIND, Cut.LEVEL, Cut.FUNCTION, Cut.CHANNEL)


@dataclass(frozen=True)
class Figures:
    """All figures of those who are counted. Keys of the mappings are values of the cut, empty for not known."""

    whom: Whom
    people: int
    parts: Mapping[str, PartCounts]
    kinds: Mapping[str, int]
    levels: Mapping[str, int]
    functions: Mapping[str, int]
    channels: Mapping[str, int]
    days: Mapping[date, int]
    territories: Coverage | None


@dataclass(frozen=True)
class Missing:
    """Who was meant and is not there: member bodies, and the kinds and functions that an audience rule names."""

    members: tuple[tuple[int, Translated], ...]
    kinds: tuple[str, ...]
    functions: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.members or self.kinds or self.functions)


def figures(facts: GatheringFacts, atlas: Atlas, whom: Whom) -> Figures:
    """The figures; the territories are of the kind from which most people come. Four queries."""
    found = groups(facts, whom, *CUTS)
    return Figures(
        whom=whom,
        people=sum(group.number for group in found),
        parts=counts_of_parts(facts),
        kinds=numbers_by(found, Cut.KIND),
        levels=numbers_by(found, Cut.LEVEL),
        functions=numbers_by(found, Cut.FUNCTION),
        channels=numbers_by(found, Cut.CHANNEL),
        days=numbers_by_day(facts, whom),
        territories=coverage_of(found, atlas),
    )


def missing(facts: GatheringFacts, said: Figures, *, on: date) -> Missing:
    """Who is missing among those whom the figures count; one query."""
    return Missing(
        members=tuple(_absent_members(facts, said.whom, on)),
        kinds=tuple(key for key in _named(facts, Attribute.ORGANISATION) if not said.kinds.get(key)),
        functions=tuple(key for key in _named(facts, Attribute.FUNCTION) if not said.functions.get(key)),
    )


def _named(facts: GatheringFacts, attribute: Attribute) -> Sequence[str]:
    rules = [part.audience.rule for part in facts.parts]
    return list(dict.fromkeys(value for rule in rules for value in values_named(rule, attribute)))


def _absent_members(facts: GatheringFacts, whom: Whom, on: date) -> Sequence[tuple[int, Translated]]:
    """The members on a day for whom nobody comes, nor for a service of theirs."""
    is_member = Membership.objects.filter(
        Q(since=None) | Q(since__lte=on),
        Q(until=None) | Q(until__gte=on),
        organisation=OuterRef("pk"),
        kind=MembershipKind.MEMBER.value,
    )
    theirs = Q(organisation=OuterRef("pk")) | Q(organisation__part_of=OuterRef("pk"))
    rows = Organisation.objects.filter(
        Exists(is_member), ~Exists(counted(facts, whom).filter(theirs)), organiser_id=facts.organiser_id
    )
    return [(pk, Translated.of(name, facts.language)) for pk, name in rows.order_by("key").values_list("pk", "name")]
