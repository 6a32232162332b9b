"""Changing a gathering on the desk by the same way as by its file: read out, changed in a few places, taken in again.

So a change by a form meets the same checks, the same trail and the same consequences as one by a file, and a form need
only know the fields that it asks for.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from filrouge.ground.database import lock_rows
from filrouge.ground.people.actors import Actor
from filrouge.ground.people.models import Organiser
from filrouge.stages.gatherings.file.dumping import dump_document
from filrouge.stages.gatherings.file.exporting import document_of
from filrouge.stages.gatherings.file.loading import LoadReport, load_gathering
from filrouge.stages.gatherings.file.schema import GatheringDocument
from filrouge.stages.gatherings.models import Gathering

Change = Callable[[GatheringDocument], GatheringDocument]


@transaction.atomic
def amend_gathering(*, key: str, change: Change, actor: Actor, now: datetime) -> LoadReport:
    """Change a gathering in the places that `change` names, inside one transaction that nobody else writes into.

    A capacity that changed is followed up by the stage that keeps seats, in the caller's transaction. Raises
    Gathering.DoesNotExist, and FileRefused with everything that does not fit, when nothing is written.
    """
    row = Gathering.objects.get(key=key)
    # The organiser before its gatherings, as every load does.
    lock_rows(Organiser.objects.all(), [row.organiser_id])
    lock_rows(Gathering.objects.all(), [row.pk])
    # The directory is there already: it is referred to, not written again.
    before = document_of(key).model_copy(update={"bodies": (), "territories": ()})
    return load_gathering(dump_document(change(before)), actor=actor, now=now)


def with_part(document: GatheringDocument, key: str, said: Mapping[str, Any]) -> GatheringDocument:
    """A document in which one part says something else; the others stay as they are."""
    parts = tuple(part.model_copy(update=said) if part.key == key else part for part in document.parts)
    return document.model_copy(update={"parts": parts})
