"""Writing the row of a gathering and what hangs on it: contacts, themes, briefs."""

from typing import Any

from filrouge.stages.gatherings.audience import rule_data
from filrouge.stages.gatherings.enums import GatheringState
from filrouge.stages.gatherings.file.schema.gathering import GatheringDocument
from filrouge.stages.gatherings.file.writing.directory import stored
from filrouge.stages.gatherings.file.writing.ledger import Ledger, drop, put
from filrouge.stages.gatherings.file.writing.texts import json_of, stored_texts
from filrouge.stages.gatherings.models import Brief, ContactPoint, Gathering, Publication, Theme


def gathering_values(document: GatheringDocument, row: Gathering | None) -> dict[str, Any]:
    """The columns of a gathering that the document alone tells."""
    registration = document.registration
    state = document.state or (GatheringState(row.state) if row else GatheringState.DRAFT)
    return {
        "key": document.key,
        "kind": document.kind.value,
        "kind_note": stored(document.kind_note),
        **_life(document, row, state),
        "language": document.language,
        "languages": list(document.languages),
        "country": document.country,
        "zone": document.zone,
        "title": stored(document.title),
        "title_is_verbatim": document.title_is_verbatim,
        "town": stored(document.town),
        "duration_days": document.duration_days,
        "published_on": str(document.published_on),
        "opens_at": document.instant(registration.opens_at),
        "deadline": registration.deadline,
        "channels": [channel.value for channel in registration.channels],
        "preferred_channel": registration.preferred.value if registration.preferred else "",
        "shortcut": registration.shortcut,
        "web_path": stored(registration.web_path),
        "price": _price(document),
        "forwarding": registration.forwarding.value,
        **_priority(document),
        "welcomes_residents": registration.residents,
        "takes_pictures": registration.pictures,
        "asks_category": registration.category,
        "waiting_policy": registration.waiting.policy.value,
        "most_overtakings": registration.waiting.most_overtakings,
        "order_days": registration.order_days,
        "theme_label": document.theme_label.value,
        "texts": stored_texts(document.texts),
        "claims": [
            {"subject": claim.subject, "count": claim.count, "approximate": claim.approximate}
            for claim in document.claims
        ],
    }


def _life(document: GatheringDocument, row: Gathering | None, state: GatheringState) -> dict[str, Any]:
    """The state, and what the desk said of it meanwhile: a file that does not speak of it takes nothing back."""
    holds_still = row is not None and row.state == state.value
    reason = dict(row.state_reason) if row is not None and holds_still else {}
    shown_since = row.programme_published_at if row is not None else None
    return {
        "state": state.value,
        "state_reason": stored(document.state_reason) if document.state_reason is not None else reason,
        "programme_published_at": document.instant(document.programme_published_at) or shown_since,
        "abbreviations": {short: dict(said) for short, said in document.abbreviations.items()},
    }


def _priority(document: GatheringDocument) -> dict[str, Any]:
    window = document.registration.priority
    return {
        "priority_rule": rule_data(window.rule) if window else {},
        "priority_until": document.instant(window.until) if window else None,
    }


def _price(document: GatheringDocument) -> dict[str, Any] | None:
    price = document.registration.price
    if price is None:
        return None
    stored_price = {"amount": f"{price.amount:.2f}", "currency": price.currency}
    return {**stored_price, "note": stored(price.note)} if price.note else stored_price


def put_contacts(ledger: Ledger, document: GatheringDocument, gathering_id: int) -> None:
    """Write the contact points; those that the file no longer has are removed."""
    found = {row.kind: row for row in ContactPoint.objects.filter(gathering_id=gathering_id)}
    for kind, entry in document.contacts.items():
        values = {
            "gathering_id": gathering_id,
            "kind": kind.value,
            "name": entry.name,
            "function": stored(entry.function),
            "email": entry.email,
            "phone": entry.phone,
            "mobile": entry.mobile,
            "website": entry.website,
        }
        put(ledger, ContactPoint, found.get(kind.value), f"contact {kind.value}", values)
    drop(ledger, found, [kind.value for kind in document.contacts], "contact")


def put_themes(ledger: Ledger, document: GatheringDocument, gathering_id: int) -> None:
    """Write the themes in order; those that the file no longer has are removed."""
    found = {row.key: row for row in Theme.objects.filter(gathering_id=gathering_id)}
    for position, entry in enumerate(document.themes):
        values = {
            "gathering_id": gathering_id,
            "key": entry.key,
            "position": position,
            "label": stored(entry.label),
            "subtopics": [stored(topic) for topic in entry.subtopics],
            "open_ended": entry.open_ended,
        }
        put(ledger, Theme, found.get(entry.key), f"theme {entry.key}", values)
    drop(ledger, found, [entry.key for entry in document.themes], "theme")


def put_publications(ledger: Ledger, document: GatheringDocument, gathering_id: int) -> None:
    """Write the links in order; those that the file no longer has are removed, unless it speaks of none at all: they
    may be the desk's. What was uploaded is left alone.
    """
    if not document.publications:
        return
    rows = Publication.objects.filter(gathering_id=gathering_id)
    found = {row.key: row for row in rows.exclude(url="")}
    uploaded = set(rows.filter(url="").values_list("key", flat=True))
    for position, entry in enumerate(document.publications):
        values = {
            "gathering_id": gathering_id,
            "key": entry.key,
            "position": position,
            "kind": entry.kind.value,
            "title": stored(entry.title),
            "language": entry.language or "",
            "url": entry.url,
        }
        if entry.key not in uploaded:
            put(ledger, Publication, found.get(entry.key), f"publication {entry.key}", values)
    drop(ledger, found, [entry.key for entry in document.publications], "publication")


def put_briefs(ledger: Ledger, document: GatheringDocument, gathering_id: int) -> None:
    """Write what is known for documents; briefs that the file no longer has are removed."""
    found = {row.kind: row for row in Brief.objects.filter(gathering_id=gathering_id)}
    wanted: dict[str, Any] = json_of(document.documents)
    for kind, content in wanted.items():
        values = {"gathering_id": gathering_id, "kind": kind, "content": content}
        put(ledger, Brief, found.get(kind), f"brief {kind}", values)
    drop(ledger, found, wanted, "brief")
