"""The addresses behind a proven mailbox, with what a GET answers to each of the four people."""

from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.privacy import links
from filrouge.stages.privacy.actions import ask_for_data
from filrouge.stages.privacy.models import AddressProof
from filrouge.web.shell import clock
from tests.support.people import EXECUTIVE

OPEN = (200, 200, 200, 200)

OWN_ADDRESSES: dict[str, tuple[int, int, int, int]] = {
    "public:own_address_ask": OPEN,
    "public:own_address_erased": OPEN,
    "public:own_address": OPEN,
    "public:own_address_file": OPEN,
    "public:own_address_erase": OPEN,
    "public:own_address_mails": (405, 405, 405, 405),
}


def a_proof(facts: GatheringFacts) -> str:
    """The token of the link by which somebody sees what is held on their address."""
    ask_for_data(facts=facts, email=EXECUTIVE.email, language="fr", now=clock.now())
    return links.to_own_data(AddressProof.objects.get().public_id, facts.id)
