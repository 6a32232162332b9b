"""Loading what an act on an existing registration changes, locked in the one order that all acts share."""

from collections.abc import Iterable

from filrouge.ground.database import lock_rows
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.gatherings.queries import facts_by_id
from filrouge.stages.registration.actions.ledger import Ledger
from filrouge.stages.registration.models import PartRegistration, Registration


class Gone(LookupError):
    """The registration, or the part of it, does not exist (any more)."""


def load(
    registration_id: int, keys: Iterable[str] = (), *, link: int | None = None
) -> tuple[Registration, GatheringFacts, Ledger]:
    """A registration, the facts of its gathering, and the locked seats of the parts with these keys.

    Locks the registration first and then the seats: two acts on one person wait for each other, and no act that
    holds seats waits for a registration. Raises Gone, also when `link` is given and another personal link has replaced
    that one: somebody else may stand here now.
    """
    row = lock_rows(Registration.objects.all(), [registration_id]).get(registration_id)
    facts = facts_by_id(row.gathering_id) if row else None
    if row is None or facts is None or row.erased_at is not None or link not in (None, row.link):
        raise Gone(str(registration_id))
    wanted = set(keys)
    return row, facts, Ledger(facts, [part for part in facts.parts if part.key in wanted])


def wishes_of(row: Registration, facts: GatheringFacts) -> dict[str, PartRegistration]:
    """The recorded wishes of a registration, by part key; read after the seats are locked."""
    keys = {part.id: part.key for part in facts.parts}
    found = PartRegistration.objects.filter(registration=row).order_by("part_id")
    return {keys[wish.part_id]: wish for wish in found}


def wish_for(row: Registration, facts: GatheringFacts, key: str) -> PartRegistration:
    """The recorded wish for one part. Raises Gone."""
    try:
        return wishes_of(row, facts)[key]
    except KeyError as error:
        raise Gone(key) from error
