"""The logo above an organiser's letters: put there, described, taken away."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import QuerySet

from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_name
from filrouge.ground.people.actors import Actor
from filrouge.stages.documents.layout.logos import read_logo
from filrouge.stages.documents.layout.pdf import logo_picture
from filrouge.stages.documents.models import OrganiserLogo


@transaction.atomic
def take_logo(*, organiser_id: int, data: bytes, alternative: Mapping[str, str], actor: Actor, now: datetime) -> None:
    """Put a logo above the letters from now on, in place of an earlier one. Raises LogoRefused.

    What was issued keeps the logo that it left with.
    """
    drawing = read_logo(data)
    picture = logo_picture(drawing)
    lock_name(f"logo {organiser_id}")
    _shown(organiser_id).update(is_shown=False)
    OrganiserLogo.objects.update_or_create(
        organiser_id=organiser_id,
        key=sha256(drawing.svg.encode()).hexdigest(),
        defaults={
            "svg": drawing.svg,
            "png": picture,
            "width": drawing.width,
            "height": drawing.height,
            "alternative": _said(alternative),
            "is_shown": True,
            "uploaded_at": now,
            "uploaded_by": actor.label[:200],
        },
    )
    note("letterhead:logo_taken", organiser_id, actor, now)


@transaction.atomic
def describe_logo(*, organiser_id: int, alternative: Mapping[str, str], actor: Actor, now: datetime) -> None:
    """Say anew what the logo says to those who do not see it."""
    lock_name(f"logo {organiser_id}")
    if _shown(organiser_id).update(alternative=_said(alternative)):
        note("letterhead:logo_described", organiser_id, actor, now)


@transaction.atomic
def drop_logo(*, organiser_id: int, actor: Actor, now: datetime) -> None:
    """Letters are without a logo again; twice is once."""
    lock_name(f"logo {organiser_id}")
    if _shown(organiser_id).update(is_shown=False):
        note("letterhead:logo_dropped", organiser_id, actor, now)


def note(verb: str, organiser_id: int, actor: Actor, now: datetime) -> None:
    subject = ("letterhead", str(organiser_id))
    record(verb=verb, actor=actor, now=now, organiser_id=organiser_id, subject=subject)


def _shown(organiser_id: int) -> QuerySet[OrganiserLogo]:
    return OrganiserLogo.objects.filter(organiser_id=organiser_id, is_shown=True)


def _said(alternative: Mapping[str, str]) -> dict[str, str]:
    return {language: said for language, said in alternative.items() if said}
