"""Saying who answers for personal data."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from filrouge.ground.audit.actions import record
from filrouge.ground.database import lock_rows
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.models import LegalProfile, Organiser
from filrouge.stages.gatherings.actions import lock_all_of, touch
from filrouge.stages.privacy.facts import LegalFacts


@transaction.atomic
def set_legal_profile(*, organiser_id: int, legal: LegalFacts, actor: Actor, now: datetime) -> bool:
    """Write the legal profile of an organiser over what was there; whether anything changed.

    The trail says which answers changed and holds the periods, before and now: they decide what is destroyed when. The
    version of every gathering of the organiser is raised: its facts hold for how long needs are kept.
    """
    # As the loader of a file does, which writes profiles and gatherings too: the two wait for each other here.
    lock_rows(Organiser.objects.all(), [organiser_id])
    gatherings = lock_all_of(organiser_id)
    row = lock_rows(LegalProfile.objects.all(), [organiser_id]).get(organiser_id)
    wanted = _columns(legal)
    before = {name: getattr(row, name) for name in wanted} if row else {}
    changed = sorted(name for name in wanted if before.get(name) != wanted[name])
    if not changed:
        return False
    LegalProfile.objects.update_or_create(organiser_id=organiser_id, defaults=wanted)
    touch(gatherings)
    record(
        verb="legal:changed",
        actor=actor,
        now=now,
        organiser_id=organiser_id,
        subject=("legal", str(organiser_id)),
        data={
            "changed": changed,
            "periods": {"before": {name: before.get(name) for name in _PERIODS}, "now": asdict(legal.periods)},
        },
    )
    return True


_PERIODS = ("needs_days", "addresses_days", "registrations_months", "contacts_months", "needs_visa")


def _columns(legal: LegalFacts) -> dict[str, object]:
    return {
        "controller": legal.controller,
        "address": legal.address,
        "regime": legal.regime.value,
        "canton": legal.canton,
        "authority": legal.authority,
        "dpo": legal.dpo,
        "dpo_email": legal.dpo_email,
        "rights_email": legal.rights_email,
        **asdict(legal.periods),
    }
