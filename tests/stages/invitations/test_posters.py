"""The poster of a relay: nothing that is read first runs beyond the sheet."""

import pytest
from django.conf import settings

from filrouge.ground.people.actors import SYSTEM
from filrouge.stages.invitations import links
from filrouge.stages.invitations.actions.relays import make_relay
from filrouge.stages.invitations.queries import relays_of
from filrouge.web.shell import clock
from tests.support import pdf_reading
from tests.support.clock import at
from tests.support.forms import visitor
from tests.support.gatherings import AARAU, changed, load

pytestmark = pytest.mark.django_db

# Beside the code 100 mm are left: in bold letters of 22 points, so many that no line may part.
ROOM = 20


@pytest.mark.parametrize("language", ["fr", "de"])
def test_the_last_day_finds_room_beside_the_code(language: str) -> None:
    with at():
        facts = load(changed(AARAU, registration=AARAU["registration"] | {"deadline": "2023-02-22"}))
        make_relay(facts=facts, name="Ligue des quartiers", organisation_id=None, actor=SYSTEM, now=clock.now())
        (relay,) = relays_of(facts)
        page = links.relay_page_address(relay).removeprefix(settings.BASE_URL)
        found = pdf_reading.places(visitor().get(f"{page}poster-{language}.pdf").content)
    (address,) = (place for said, place in found.items() if "/register/" in said)
    call = "".join(said for said, (left, up) in found.items() if left == address[0] and up > address[1])
    assert "2023" in call
    assert max(map(len, call.split(" "))) <= ROOM, call
