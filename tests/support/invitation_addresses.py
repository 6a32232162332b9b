"""The addresses of invitations and relays, with what a GET answers to each of the four people."""

from filrouge.ground.people.actors import SYSTEM
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.invitations import links
from filrouge.stages.invitations.actions.inviting import invite
from filrouge.stages.invitations.actions.relays import make_relay
from filrouge.stages.invitations.models import Invitation, Relay
from filrouge.web.shell import clock
from tests.support.sendings import contact

OPEN = (200, 200, 200, 200)
DESK = (200, 200, 404, 302)
STAFF = (200, 403, 404, 302)

INVITATION_ADDRESSES: dict[str, tuple[int, int, int, int]] = {
    "public:invitation": OPEN,
    "public:invitation_pass_on": OPEN,
    "public:relay": OPEN,
    "public:relay_png": OPEN,
    "public:relay_svg": OPEN,
    "public:relay_poster": OPEN,
    "desk:invitations": DESK,
    "desk:invite": STAFF,
    "desk:remind_invited": STAFF,
    "desk:invitation": DESK,
    "desk:relays": DESK,
    "desk:close_invitation_link": STAFF,
    "desk:close_relay_link": STAFF,
    "desk:close_relay_page": STAFF,
}


def of_invitations(name: str, facts: GatheringFacts) -> dict[str, object]:
    """What such an address needs: a relay with its page, or somebody invited as desk and link know them."""
    if "relay" in name:
        make_relay(facts=facts, name="Ligue des quartiers", organisation_id=None, actor=SYSTEM, now=clock.now())
        relay = Relay.objects.get()
        token = {"token": links.for_relay_page(relay.public_id)} if name.startswith("public:") else {}
        return {"pk": relay.pk, **token}
    invite(facts=facts, contact_ids=[contact(facts, "Anna Rey")], by_mail=False, actor=SYSTEM, now=clock.now())
    row = Invitation.objects.get()
    return {"pk": row.pk, "token": links.for_invitation(row.public_id)}
