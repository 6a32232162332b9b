"""What partners may see: which parts, and of the people there only who comes in which capacity."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from filrouge.core.names import PersonName
from filrouge.core.text import Translated
from filrouge.ground.people.enums import Role
from filrouge.ground.people.models import RoleAssignment
from filrouge.stages.gatherings.facts import GatheringFacts, PartFacts
from filrouge.stages.gatherings.models import PartnerAccess
from filrouge.stages.privacy.facts import Participant, PartnerLine
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.lists.columns import COLUMNS, body_of, function_of
from filrouge.stages.registration.models import Registration

_TERRITORIES = ("territory__name", "organisation__territory__name")


def shown_to_partners(facts: GatheringFacts) -> frozenset[str]:
    """The keys of the parts whose participants some partner's account may see; one query."""
    return frozenset(_accesses(facts).values_list("part__key", flat=True))


def parts_shown_to(user_id: int, facts: GatheringFacts) -> tuple[PartFacts, ...]:
    """The parts whose participants this account may see, in the order of the gathering; one query."""
    keys = set(_accesses(facts).filter(user_id=user_id).values_list("part__key", flat=True))
    return tuple(part for part in facts.parts if part.key in keys)


def _accesses(facts: GatheringFacts) -> Any:
    """The accesses that count: one that was given to an account which is no partner's any more does not."""
    return PartnerAccess.objects.filter(
        part__gathering_id=facts.id,
        user__is_active=True,
        user__assignments__organiser_id=facts.organiser_id,
        user__assignments__role=Role.PARTNER.value,
    ).order_by("part_id", "user_id")


def partner_lines(facts: GatheringFacts) -> Sequence[PartnerLine]:
    """Every partner's account of the organiser with the parts it sees here, by name; two queries."""
    parts: dict[int, set[str]] = defaultdict(set)
    for user_id, key in _accesses(facts).values_list("user_id", "part__key"):
        parts[user_id].add(key)
    held = RoleAssignment.objects.filter(organiser_id=facts.organiser_id, role=Role.PARTNER.value)
    users = [assignment.user for assignment in held.select_related("user").order_by("user__name", "user__email")]
    order = [part.key for part in facts.parts]
    return [
        PartnerLine(user.pk, user.name, user.email, tuple(key for key in order if key in parts[user.pk]))
        for user in users
    ]


def participants_of(facts: GatheringFacts, part: PartFacts, language: str) -> Sequence[Participant]:
    """Everybody confirmed for a part, by family name, with what a partner needs to know them by; one query."""
    rows = Registration.objects.filter(
        gathering_id=facts.id, erased_at=None, parts__part_id=part.id, parts__state=PartState.CONFIRMED.value
    )
    return [
        Participant(
            name=PersonName(row["given_name"], row["family_name"]).full,
            function=function_of(row, facts, language),
            body=body_of(row, facts, language),
            territory=_territory(row, facts, language),
        )
        for row in rows.order_by("sort_name", "pk").values(*COLUMNS, *_TERRITORIES)
    ]


def _territory(row: dict[str, Any], facts: GatheringFacts, language: str) -> str:
    name = row["territory__name"] or row["organisation__territory__name"]
    return Translated.of(name, facts.language).best(language, facts.languages).text if name else ""
