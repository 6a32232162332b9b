"""A group that no withdrawal helps stands under “To decide”, with what can be done."""

from dataclasses import replace
from uuid import uuid4

from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import register_many
from filrouge.stages.registration.facts import Party
from tests.support import people
from tests.support.desk_factories import desk_of
from tests.support.forms import open_page
from tests.support.people import DESK, NOW


def test_a_group_larger_than_the_part(facts: GatheringFacts) -> None:
    party = Party(uuid4())
    wishes = [people.application(people.another(number), facts, "eve") for number in range(3)]
    register_many(facts=facts, applications=[replace(w, party=party) for w in wishes], actor=DESK, now=NOW)
    desk = desk_of(Role.MANAGER, facts)
    page = open_page(desk, "/desk/g/aarau-2023/to-decide/")
    assert page.said("//main//article//h2") == "Dominique Aebi and 2 other people"
    assert "3 people wait together for “Soirée de la veille”; 2 places at most can be given there together" in page.text
    assert "They will never move up by themselves. Give the part more places" in page.text
    assert "Ville de Lindenau" in page.text
    assert "/desk/g/aarau-2023/parts/eve/" in page.links
    change = open_page(desk, "/desk/g/aarau-2023/parts/eve/")
    change.fill(capacity="3", motive="Une salle plus grande").send()
    after = open_page(desk, "/desk/g/aarau-2023/to-decide/")
    assert "never move up" not in after.text
