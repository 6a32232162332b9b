"""What of the directory goes with a gathering: members, partners, what the gathering refers to, territories."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Prefetch

from filrouge.ground.directory.models import Membership, Organisation, Territory
from filrouge.stages.gatherings.audience import parse_rule, values_named
from filrouge.stages.gatherings.enums import Attribute
from filrouge.stages.gatherings.file.collecting.values import said, sourced
from filrouge.stages.gatherings.models import Gathering, OrganisingRole, Venue


@dataclass(frozen=True)
class Used:
    """Keys of bodies and territories that a gathering refers to."""

    bodies: frozenset[str]
    territories: frozenset[str]

    @classmethod
    def of(
        cls,
        *,
        roles: Iterable[OrganisingRole],
        rules: Iterable[Mapping[str, Any]],
        briefs: Mapping[str, Any],
        owner: str | None,
    ) -> "Used":
        """From its roles, the rules of its parts, quotas and priority as they are stored, briefs and process."""
        bodies = {role.organisation.key for role in roles} | {*bodies_in(briefs)} | ({owner} if owner else set())
        asked = [parse_rule(rule) for rule in rules if rule]
        territories = {key for rule in asked for key in values_named(rule, Attribute.TERRITORY)}
        return cls(frozenset(bodies), frozenset(territories))


def bodies_in(content: Any) -> Iterator[str]:
    """Every key under “body” in a brief: signatories, capacities, seats, speakers. A list under it is paragraphs."""
    if isinstance(content, Mapping):
        body = content.get("body")
        if isinstance(body, str):
            yield body
    inner = content.values() if isinstance(content, Mapping) else content if isinstance(content, list) else ()
    for value in inner:
        yield from bodies_in(value)


def directory_of(
    organiser_id: int, language: str, used: Used
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], set[str]]:
    """Bodies and territories as data, by key, and the kinds of those bodies.

    A territory without bodies goes too: who is missing is counted over all of them. Not, though, one that another
    gathering brought in other languages: lending it a name here would write it there.
    """
    held = Prefetch("memberships", Membership.objects.order_by("kind"))
    bodies = {row.pk: row for row in Organisation.objects.filter(organiser_id=organiser_id).prefetch_related(held)}
    territories = {row.pk: row for row in Territory.objects.filter(organiser_id=organiser_id)}
    starting = [row for row in bodies.values() if row.key in used.bodies or row.memberships.all()]
    kept = _upwards(starting, bodies, "part_of_id")
    places = [territories[row.territory_id] for row in kept if row.territory_id]
    places += [row for row in territories.values() if row.key in used.territories or language in row.name]
    return (
        [_body(row, bodies, territories, language) for row in kept],
        [_territory(row, territories, language) for row in _upwards(places, territories, "parent_id")],
        {row.kind for row in kept},
    )


def _upwards(starting: Iterable[Any], rows: Mapping[int, Any], column: str) -> list[Any]:
    """These rows and all around them, by key."""
    found: dict[str, Any] = {}
    waiting = list(starting)
    while waiting:
        row = waiting.pop()
        if row.key not in found:
            found[row.key] = row
            waiting += [rows[pk] for pk in (getattr(row, column),) if pk]
    return [found[key] for key in sorted(found)]


def _body(
    row: Organisation, bodies: Mapping[int, Organisation], territories: Mapping[int, Territory], language: str
) -> dict[str, Any]:
    count = {"value": row.member_count, "approximate": row.member_count_is_approximate}
    return said(
        {
            "key": row.key,
            "kind": row.kind,
            "name": sourced(row.name, language),
            "short_name": row.short_name,
            "other_names": row.other_names,
            "town": sourced(row.town, language),
            "country": row.country,
            "website": row.website,
            "about": sourced(row.about, language),
            "instruments": row.instruments,
            "membership": [
                said({"kind": held.kind, "since": held.since, "until": held.until}) for held in row.memberships.all()
            ],
            "part_of": bodies[row.part_of_id].key if row.part_of_id else None,
            "postal_address": said(asdict(row.postal)),
            "territory": territories[row.territory_id].key if row.territory_id else None,
            "member_count": count if row.member_count is not None else None,
            "level": row.level,
            "siret": row.siret,
            "needs_service_code": row.needs_service_code,
            "needs_engagement_number": row.needs_engagement_number,
        }
    )


def _territory(row: Territory, territories: Mapping[int, Territory], language: str) -> dict[str, Any]:
    parent = territories[row.parent_id].key if row.parent_id else None
    name = sourced(row.name, language)
    return said({"key": row.key, "kind": row.kind, "name": name, "code": row.code, "parent": parent})


def venues_data(row: Gathering, venues: Sequence[Venue]) -> list[dict[str, Any]]:
    """The venues of a gathering and its parts, by key; the country is said when it is another."""
    return [
        said(
            {
                "key": venue.key,
                "name": sourced(venue.name, row.language),
                "street": venue.street,
                "number": venue.number,
                "postcode": venue.postcode,
                "town": venue.town,
                "country": "" if venue.country == row.country else venue.country,
                "latitude": venue.latitude,
                "longitude": venue.longitude,
                "map": venue.map,
                "access": sourced(venue.access, row.language),
            }
        )
        for _key, venue in sorted({venue.key: venue for venue in venues}.items())
    ]
