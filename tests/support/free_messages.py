"""A message to registered people that is not sent yet."""

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.free_messages import keep_message
from filrouge.stages.registration.enums import PartState
from filrouge.stages.registration.facts import FreeMessageFacts
from tests.support.people import DESK, NOW


def a_free_message(facts: GatheringFacts) -> int:
    """Its id; to everybody with a confirmed place, in French and German."""
    said = dict.fromkeys(("fr", "de"), "{gathering}")
    message = FreeMessageFacts("", PartState.CONFIRMED, said, said)
    return keep_message(facts=facts, message=message, actor=DESK, now=NOW)
