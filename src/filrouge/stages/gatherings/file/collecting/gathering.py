"""The row of a gathering and what hangs on it, as data of a document."""

from typing import Any

from filrouge.ground.people.models import LegalProfile
from filrouge.stages.gatherings.file.collecting.quotas import priority_data
from filrouge.stages.gatherings.file.collecting.values import local, said, sourced
from filrouge.stages.gatherings.file.schema.directory import LegalEntry
from filrouge.stages.gatherings.file.schema.gathering import HEADER
from filrouge.stages.gatherings.models import Gathering


def gathering_fields(row: Gathering) -> dict[str, Any]:
    """What the gathering itself holds."""
    return said(
        {
            "filrouge": HEADER,
            "key": row.key,
            "uid": row.uid,
            "organiser": _organiser(row),
            "kind": row.kind,
            "kind_note": row.kind_note,
            "title": row.title,
            "title_is_verbatim": row.title_is_verbatim,
            "languages": row.languages,
            "country": row.country,
            "timezone": row.zone,
            "town": row.town,
            "venue": row.venue.key if row.venue else None,
            "duration_days": row.duration_days,
            "state": row.state,
            "state_reason": row.state_reason,
            "published_on": row.published_on,
            "programme_published_at": local(row.programme_published_at, row.zone),
            "registration": registration_data(row),
            "contacts": {contact.kind: contact_data(contact) for contact in row.contact_points.order_by("kind")},
            "theme_label": row.theme_label,
            "themes": [theme_data(theme) for theme in row.themes.order_by("position", "pk")],
            "texts": row.texts,
            "claims": row.claims,
            "abbreviations": row.abbreviations,
            "publications": [
                publication_data(thing) for thing in row.publications.exclude(url="").order_by("position", "pk")
            ],
        }
    )


def _organiser(row: Gathering) -> dict[str, Any]:
    organiser = row.organiser
    legal = LegalProfile.objects.filter(organiser=organiser).values(*LegalEntry.model_fields).first()
    return said(
        {
            "key": organiser.key,
            "name": sourced(organiser.name, row.language),
            "language": organiser.language,
            "legal": said(legal) if legal else None,
        }
    )


def registration_data(row: Gathering) -> dict[str, Any]:
    """How people register."""
    return said(
        {
            "opens_at": local(row.opens_at, row.zone),
            "deadline": row.deadline,
            "channels": row.channels,
            "preferred": row.preferred_channel,
            "shortcut": row.shortcut,
            "web_path": row.web_path,
            "price": row.price,
            "forwarding": row.forwarding,
            "priority": priority_data(row),
            "residents": row.welcomes_residents,
            "pictures": row.takes_pictures,
            "category": row.asks_category,
            "waiting": {"policy": row.waiting_policy, "most_overtakings": row.most_overtakings},
            "order_days": row.order_days,
        }
    )


def contact_data(contact: Any) -> dict[str, Any]:
    """A contact point."""
    names = ("name", "function", "email", "phone", "mobile", "website")
    return said({name: getattr(contact, name) for name in names})


def publication_data(thing: Any) -> dict[str, Any]:
    """A link that stands on the page."""
    return said({name: getattr(thing, name) for name in ("key", "kind", "title", "language", "url")})


def theme_data(theme: Any) -> dict[str, Any]:
    """A theme."""
    return said({name: getattr(theme, name) for name in ("key", "label", "subtopics", "open_ended")})
