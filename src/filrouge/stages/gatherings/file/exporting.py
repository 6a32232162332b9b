"""Exporting a gathering: its rows → a document → canonical YAML that loads elsewhere as the same gathering."""

from filrouge.stages.gatherings.file.collecting.directory import Used, directory_of, venues_data
from filrouge.stages.gatherings.file.collecting.gathering import gathering_fields
from filrouge.stages.gatherings.file.collecting.parts import part_data, role_data
from filrouge.stages.gatherings.file.collecting.places import process_data, series_data
from filrouge.stages.gatherings.file.collecting.quotas import quota_data
from filrouge.stages.gatherings.file.collecting.words import missing_kinds, word_lists
from filrouge.stages.gatherings.file.dumping import dump_document
from filrouge.stages.gatherings.file.schema import GatheringDocument
from filrouge.stages.gatherings.models import Gathering, OrganisingRole


def export_gathering(key: str) -> str:
    """The file of a gathering. Raises Gathering.DoesNotExist for an unknown key."""
    return dump_document(document_of(key))


def document_of(key: str) -> GatheringDocument:
    """The document of a gathering as it is stored now. Raises Gathering.DoesNotExist for an unknown key."""
    rows = Gathering.objects.select_related("organiser", "venue", "edition__series", "phase__process__owner")
    row = rows.get(key=key)
    roles = list(OrganisingRole.objects.filter(gathering=row).select_related("organisation").order_by("position", "pk"))
    parts = list(row.parts.select_related("venue").order_by("position", "pk"))
    quotas = list(row.quotas.prefetch_related("parts").order_by("position", "pk"))
    briefs = {brief.kind: brief.content for brief in row.briefs.order_by("kind")}
    process = process_data(row)
    rules = [*(part.audience for part in parts), *(quota.reserved_for for quota in quotas), row.priority_rule]
    used = Used.of(roles=roles, rules=rules, briefs=briefs, owner=process.get("owner") if process else None)
    bodies, territories, kinds = directory_of(row.organiser_id, row.language, used)
    data = {
        **gathering_fields(row),
        "venues": venues_data(row, [venue for venue in (row.venue, *(part.venue for part in parts)) if venue]),
        "roles": [role_data(role) for role in roles if role.part_id is None],
        "parts": [part_data(part, roles) for part in parts],
        "quotas": [quota_data(quota, row.zone) for quota in quotas],
        "series": series_data(row),
        "process": process,
        "documents": briefs,
        **word_lists(row),
        "territories": territories,
        "bodies": bodies,
    }
    data["body_kinds"] = [*data["body_kinds"], *missing_kinds(row, kinds)]
    said = {name: value for name, value in data.items() if value is not None}
    return GatheringDocument.model_validate(said, context={"language": row.language})
