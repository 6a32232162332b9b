"""One list approved by two people at the same moment, and two lists with the same people."""

from datetime import timedelta

from filrouge.ground.people.actors import SYSTEM
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions.imported import NotWaiting
from filrouge.stages.registration.actions.importing import read_file
from filrouge.stages.registration.actions.taking import Taken, take_file
from filrouge.stages.registration.importing.files import file_to_approve
from filrouge.stages.registration.importing.weighing import weigh
from filrouge.stages.registration.models import Registration
from tests.support.at_once import at_once, failures
from tests.support.small_gathering import OPEN, small_gathering
from tests.support.soundness import faults

ROWS = [f"R{n};Nom{n};Prénom{n};p{n}@x.example;executive;x;x" for n in range(12)]
LIST = "\n".join(["Référence;Nom;Prénom;E-mail;Fonction;eve;day", *ROWS]).encode()
LATER = OPEN + timedelta(minutes=5)


def waiting_list(facts: GatheringFacts) -> tuple[int, str]:
    """The list, read in; its id and what was shown of it."""
    pk = read_file(facts=facts, name="liste.csv", data=LIST, actor=SYSTEM, now=OPEN)
    found = file_to_approve(gathering_id=facts.id, file_id=pk)
    assert found is not None
    assert found[1] is not None
    return pk, weigh(found[1], facts, now=LATER).fingerprint


def test_one_list_taken_by_four_people_is_taken_once() -> None:
    facts = small_gathering(eve=5)
    pk, seen = waiting_list(facts)
    results = at_once([lambda: take_file(facts=facts, file_id=pk, seen=seen, actor=SYSTEM, now=LATER)] * 4)
    assert sum(isinstance(result, Taken) for result in results) == 1
    assert {type(failure) for failure in failures(results)} == {NotWaiting}
    assert Registration.objects.count() == 12
    assert faults(facts.id) == []


def test_two_lists_with_the_same_people_register_nobody_twice() -> None:
    """What the second one finds registered meanwhile stays out and is told."""
    facts = small_gathering(eve=5)
    lists = [waiting_list(facts), waiting_list(facts)]
    results = at_once(
        [
            lambda pk=pk, seen=seen: take_file(facts=facts, file_id=pk, seen=seen, actor=SYSTEM, now=LATER)
            for pk, seen in lists
        ]
    )
    taken = [result for result in results if isinstance(result, Taken)]
    assert sum(one.new for one in taken) == Registration.objects.count() == 12
    assert faults(facts.id) == []
