"""What the record holds, read for assertions."""

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.models import PartRegistration, Registration


def states_of(facts: GatheringFacts, family_name: str) -> dict[str, PartState]:
    """The state of every part of the one person with this family name, by part key."""
    keys = {part.id: part.key for part in facts.parts}
    registration = Registration.objects.get(gathering_id=facts.id, family_name=family_name)
    wishes = PartRegistration.objects.filter(registration=registration).order_by("part_id")
    return {keys[wish.part_id]: PartState(wish.state) for wish in wishes}


def registered_names(facts: GatheringFacts) -> list[str]:
    """Family names of all who are registered, sorted."""
    found = Registration.objects.filter(gathering_id=facts.id).order_by("family_name")
    return list(found.values_list("family_name", flat=True))
