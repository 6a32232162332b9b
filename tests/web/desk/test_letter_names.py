"""A letter whose two versions name two people is not issued before somebody looked."""

import pytest

from filrouge.ground.people.enums import Role
from tests.support import gatherings
from tests.support.clock import at
from tests.support.desk_factories import desk_of
from tests.support.letters import Desk, with_letter

pytestmark = pytest.mark.django_db


def test_two_versions_that_name_two_people() -> None:
    with at():
        letter = Desk(desk_of(Role.MANAGER, gatherings.load(with_letter())))
        letter.start()
        letter.write("fr", closing="Mme Nadja Keller vous salue cordialement")
        letter.write("de", closing="Frau Nadja Kehrli grüsst Sie freundlich")
        told = letter.open().said("//*[@id='mismatches']/following-sibling::ul[1]")
        assert "This text does not say what another says: “Nadja Kehrli” (German)." in told
        assert "This text does not say what another says: “Nadja Keller” (French)." in told
        letter.ready()
        assert letter.issue().status == 422
        letter.write("de", closing="Frau Nadja Keller grüsst Sie freundlich")
        assert not letter.open().has("//*[@id='mismatches']")
        letter.approve_all()
        assert "The letter is issued" in letter.issue().text
