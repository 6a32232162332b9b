"""Writing what belongs to an organiser: legal profile, territories, bodies, memberships, venues. Nothing is ever
deleted here but memberships of a body that the file describes anew."""

from typing import Any

from filrouge.core.postal import NOWHERE, PostalAddress
from filrouge.core.text import Translated
from filrouge.ground.directory.matching import search_text
from filrouge.ground.directory.models import Membership, Organisation, Territory, postal_columns
from filrouge.ground.people.models import LegalProfile
from filrouge.stages.gatherings.file.schema.directory import BodyEntry, OrganiserEntry, VenueEntry
from filrouge.stages.gatherings.file.schema.gathering import GatheringDocument
from filrouge.stages.gatherings.file.writing.ledger import Ledger, link_all, put, put_all
from filrouge.stages.gatherings.models import Venue


def stored(text: Translated | None) -> dict[str, str]:
    """A text as a JSON column holds it."""
    return dict(text) if text else {}


def put_legal(ledger: Ledger, entry: OrganiserEntry, organiser_id: int) -> None:
    """Write who answers for the data; a file that does not say leaves it as it is."""
    if entry.legal is None:
        return
    values = {**entry.legal.model_dump(), "organiser_id": organiser_id, "regime": entry.legal.regime.value}
    found = LegalProfile.objects.filter(organiser_id=organiser_id).first()
    put(ledger, LegalProfile, found, f"legal {entry.key}", values)


def put_territories(ledger: Ledger, document: GatheringDocument, organiser_id: int) -> dict[str, Territory]:
    """Write the territories; by key, all that the organiser has."""
    found = {row.key: row for row in Territory.objects.filter(organiser_id=organiser_id)}
    wanted = {
        entry.key: {
            "organiser_id": organiser_id,
            "key": entry.key,
            "kind": entry.kind.value,
            "name": stored(entry.name),
            "code": entry.code,
            "parent_id": found[entry.key].parent_id if entry.key in found else None,
        }
        for entry in document.territories
    }
    rows = put_all(ledger, Territory, found, wanted, kind="territory", natural=("organiser_id", "key"))
    ids = {key: row.pk for key, row in rows.items()}
    parents = {entry.key: ids[entry.parent] if entry.parent else None for entry in document.territories}
    link_all(ledger, rows, parents, column="parent_id", kind="territory")
    return rows


def put_bodies(
    ledger: Ledger, document: GatheringDocument, organiser_id: int, territories: dict[str, Territory]
) -> dict[str, int]:
    """Write the bodies and their memberships; ids by key, of all that the organiser has."""
    found = {row.key: row for row in Organisation.objects.filter(organiser_id=organiser_id)}
    wanted = {
        entry.key: {
            **_body(entry),
            "organiser_id": organiser_id,
            "territory_id": territories[entry.territory].pk if entry.territory else None,
            "part_of_id": found[entry.key].part_of_id if entry.key in found else None,
            **postal_columns(_postal(entry, found.get(entry.key))),
        }
        for entry in document.bodies
    }
    rows = put_all(ledger, Organisation, found, wanted, kind="body", natural=("organiser_id", "key"))
    ids = {key: row.pk for key, row in rows.items()}
    wholes = {entry.key: ids[entry.part_of] if entry.part_of else None for entry in document.bodies}
    link_all(ledger, rows, wholes, column="part_of_id", kind="body")
    _put_memberships(ledger, document, organiser_id, ids)
    return ids


def _body(entry: BodyEntry) -> dict[str, Any]:
    count = entry.member_count
    return {
        "key": entry.key,
        "kind": entry.kind,
        "name": stored(entry.name),
        "short_name": entry.short_name,
        "other_names": list(entry.other_names),
        "town": stored(entry.town),
        "country": entry.country,
        "website": entry.website,
        "about": stored(entry.about),
        "instruments": list(entry.instruments),
        "member_count": count.value if count else None,
        "member_count_is_approximate": bool(count and count.approximate),
        "level": entry.level.value if entry.level else "",
        "siret": entry.siret,
        "needs_service_code": entry.needs_service_code,
        "needs_engagement_number": entry.needs_engagement_number,
        "search_text": search_text(*entry.name.values(), entry.short_name, *entry.other_names),
    }


def _postal(entry: BodyEntry, known: Organisation | None) -> PostalAddress:
    """A file that says nothing of it takes no address away."""
    if entry.postal_address:
        return entry.postal_address.address
    return known.postal if known else NOWHERE


def _put_memberships(ledger: Ledger, document: GatheringDocument, organiser_id: int, ids: dict[str, int]) -> None:
    described = {ids[entry.key] for entry in document.bodies}
    held = Membership.objects.filter(organisation__organiser_id=organiser_id).select_related("organisation")
    found = {f"{row.organisation.key} {row.kind}": row for row in held if row.organisation_id in described}
    wanted = {
        f"{body.key} {entry.kind.value}": {
            "organisation_id": ids[body.key],
            "kind": entry.kind.value,
            "since": entry.since,
            "until": entry.until,
        }
        for body in document.bodies
        for entry in body.membership
    }
    put_all(ledger, Membership, found, wanted, kind="membership", natural=("organisation_id", "kind"))
    gone = [name for name in found if name not in wanted]
    if gone:
        Membership.objects.filter(pk__in=[found[name].pk for name in gone]).delete()
        ledger.removed += [f"membership {name}" for name in gone]


def put_venues(ledger: Ledger, document: GatheringDocument, organiser_id: int) -> dict[str, int]:
    """Write the venues; ids by key."""
    keys = [entry.key for entry in document.venues]
    found = {row.key: row for row in Venue.objects.filter(organiser_id=organiser_id, key__in=keys)}
    rows = {
        entry.key: put(ledger, Venue, found.get(entry.key), f"venue {entry.key}", _venue(entry, document, organiser_id))
        for entry in document.venues
    }
    return {key: row.pk for key, row in rows.items()}


def _venue(entry: VenueEntry, document: GatheringDocument, organiser_id: int) -> dict[str, Any]:
    return {
        "organiser_id": organiser_id,
        "key": entry.key,
        "name": stored(entry.name),
        "street": entry.street,
        "number": entry.number,
        "postcode": entry.postcode,
        "town": entry.town,
        "country": entry.country or document.country,
        "latitude": entry.latitude,
        "longitude": entry.longitude,
        "map": entry.map or "",
        "access": stored(entry.access),
    }
