"""What somebody says to the photographer, changed later: by themselves, or on the day at the counter."""

from datetime import datetime

from django.db import transaction

from filrouge.ground.database import lock_rows
from filrouge.ground.people.actors import Actor
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.registration.actions.loading import Gone
from filrouge.stages.registration.actions.trace import Trace
from filrouge.stages.registration.enums import Pictures
from filrouge.stages.registration.models import Registration


@transaction.atomic
def set_pictures(*, registration_id: int, pictures: Pictures | None, actor: Actor, now: datetime) -> bool:
    """Record the choice, None for no choice; whether it was another one before. It touches no place. Raises Gone."""
    row = lock_rows(Registration.objects.all(), [registration_id]).get(registration_id)
    facts = facts_by_id(row.gathering_id) if row else None
    if row is None or facts is None:
        raise Gone(str(registration_id))
    said = pictures.value if pictures else ""
    if row.pictures == said:
        return False
    row.pictures = said
    row.save(update_fields=["pictures"])
    trace = Trace(facts, actor=actor, now=now)
    trace.note("registration:pictures", row, data={"pictures": said})
    trace.write()
    return True
