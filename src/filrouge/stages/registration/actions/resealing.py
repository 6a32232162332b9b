"""Sealing all needs anew under the first key, so that older keys can go. Safe to interrupt and to repeat."""

import time
from dataclasses import dataclass

from django.db import connection, transaction

from filrouge.ground import vault
from filrouge.ground.database import try_name
from filrouge.ground.vault import keys
from filrouge.stages.registration.models import Need
from filrouge.stages.registration.needs.sealing import VAULT

_BATCH = 200
_PATIENCE = 0.1


@dataclass(frozen=True)
class Rotation:
    """What a rotation did: needs sealed anew, needs that no key opens, and how many old keys are of no more use.

    `is_ours` when the keys stand in our file, from which the old ones are gone now.
    """

    resealed: int
    lost: int
    old_keys: int
    is_ours: bool


def rotate_keys() -> Rotation:
    """Seal everything under a new key and drop the old ones; with keys from the environment, under the first of them.

    A rotation that was interrupted goes on with the key that it had made. Other processes may write meanwhile: old keys
    are dropped only while nobody is sealing and nothing is sealed with them. Raises KeysUnreadable.
    """
    known = keys.current()
    if keys.are_ours() and len(known) == 1:
        keys.replace((keys.new_key(), *known))
    old = len(keys.current()) - 1
    resealed = _reseal_all()
    while not _drop_old_keys():
        time.sleep(_PATIENCE)
        resealed += _reseal_all()
    return Rotation(resealed, lost=_lost(), old_keys=old, is_ours=keys.are_ours())


def _reseal_all() -> int:
    """Go through all needs once; how many were sealed anew."""
    count, after = 0, 0
    while batch := _reseal_batch(after):
        count, after = count + batch[0], batch[1]
    return count


@transaction.atomic
def _reseal_batch(after: int) -> tuple[int, int] | None:
    """Seal the next needs anew; how many, and the last one looked at; None at the end."""
    rows = Need.objects.filter(pk__gt=after, erased_at=None).order_by("pk")
    if connection.features.has_select_for_update_skip_locked:
        # Whoever writes a need seals it under the first key anyway; waiting for them could make a circle.
        rows = rows.select_for_update(skip_locked=True)
    found = list(rows[:_BATCH])
    if not found:
        return None
    old = [row for row in found if not vault.is_current(row.sealed) and not vault.is_lost(row.sealed)]
    for row in old:
        row.sealed = vault.reseal(row.sealed)
    Need.objects.bulk_update(old, ["sealed"])
    return len(old), found[-1].pk


@transaction.atomic
def _drop_old_keys() -> bool:
    """Drop all keys but the first if nothing needs them; False when somebody is sealing or something is left."""
    if not try_name(VAULT):
        return False
    kept = Need.objects.filter(erased_at=None).order_by("pk").values_list("sealed", flat=True)
    if any(not vault.is_current(sealed) and not vault.is_lost(sealed) for sealed in kept.iterator()):
        return False
    if keys.are_ours():
        keys.replace(keys.current()[:1])
    return True


def _lost() -> int:
    kept = Need.objects.filter(erased_at=None).order_by("pk").values_list("sealed", flat=True)
    return sum(vault.is_lost(sealed) for sealed in kept.iterator())
