"""Lists with people who are there already: proposed, decided by the desk, updated the second time."""

import pytest
from django.test import Client

from filrouge.ground.people.actors import SYSTEM
from filrouge.ground.people.enums import Role
from filrouge.stages.gatherings.facts import GatheringFacts
from filrouge.stages.registration.actions import withdraw
from filrouge.stages.registration.models import PartRegistration, Registration
from filrouge.web.shell import clock
from tests.support import people
from tests.support.desk_factories import desk_of
from tests.support.forms import open_page
from tests.support.lists import act, fates, line, spreadsheet, upload
from tests.support.people import EXECUTIVE

HEADINGS = "Nom | Prénom | E-mail | Organisme | Fonction | Soirée de la veille | Journée"
TOUR = "de La Tour | Béatrice | b.delatour@lindenau.example | Ville de Lindenau | membre de l’exécutif | x | x"
ORFEUIL = "d’Orfeuil | Jeanne | j.dorfeuil@lindenau.example | Ville de Lindenau | chargée de projet | x | x"
BRAENDLI = "Brändli | Ueli | ueli.braendli@rosieres.example | Ville de Rosières | membre de l’exécutif | x | x"
FAVRE = "Favre | Luc | l.favre@valmont.example | Ville de Valmont | membre de l’exécutif | x |"


@pytest.fixture
def manager(facts: GatheringFacts) -> Client:
    """Somebody of the organiser, at the desk in English."""
    return desk_of(Role.MANAGER, facts)


def states(email: str) -> dict[str, str]:
    """What became of the parts of whoever has this address."""
    wishes = PartRegistration.objects.filter(registration__email=email)
    return dict(wishes.values_list("part__key", "state"))


# -------------------------------------------------------------------------------------------------- duplicates


def test_resemblances_are_proposed_and_nothing_is_decided(manager: Client, facts: GatheringFacts) -> None:
    people.registered(EXECUTIVE, facts, "day")
    rows = (
        TOUR.replace("b.delatour", "beatrice"),
        "Rey | Anna | b.delatour@lindenau.example | | | | x",
        "De Latour | Béatrice | | Ville de Lindenau | | | x",
    )
    page = upload(manager, facts.key, spreadsheet(HEADINGS, *rows))
    assert fates(page) == {"All": 3, "For you to decide": 3}
    assert "registered: the same name" in line(page, 2)
    assert "registered: the same e-mail address" in line(page, 3)
    assert "registered: a similar name in the same body" in line(page, 4)
    assert "Nothing would change" not in page.text
    assert not page.has("//form[contains(@action, '/take/')]")
    assert Registration.objects.count() == 1


def test_the_desk_says_who_it_is(manager: Client, facts: GatheringFacts) -> None:
    known = people.registered(EXECUTIVE, facts, "day").registration_id
    rows = (TOUR.replace("b.delatour", "beatrice"), "Rey | Anna | b.delatour@lindenau.example | | | | x", ORFEUIL)
    page = upload(manager, facts.key, spreadsheet(HEADINGS, *rows))
    decided = act(page, "decide", **{"line-2": f"r{known}", "line-3": "new", "skip": ["4"], "shown": ["2", "3", "4"]})
    every = open_page(manager, f"{decided.address.partition('?')[0]}?show=all")
    assert fates(every) == {"All": 3, "New": 1, "Updated": 1, "Left out": 1}
    assert "E-mail address: “beatrice@lindenau.example” instead of “b.delatour@lindenau.example”" in line(every, 2)
    done = act(every, "take")
    assert "1 person registered, 1 updated, 1 left out" in done.text
    assert Registration.objects.get(pk=known).email == "beatrice@lindenau.example"
    assert states("beatrice@lindenau.example") == {"day": "confirmed", "eve": "confirmed"}
    assert not Registration.objects.filter(family_name="d’Orfeuil").exists()


def test_a_decision_can_be_taken_back(manager: Client, facts: GatheringFacts) -> None:
    page = upload(manager, facts.key, spreadsheet(HEADINGS, TOUR))
    left = act(page, "decide", skip=["2"])
    assert fates(left) == {"All": 1, "Left out": 1}
    back = act(left, "decide", skip=[])
    assert fates(back) == {"All": 1, "New": 1}


def test_all_that_is_open_can_be_decided_at_once(manager: Client, facts: GatheringFacts) -> None:
    people.registered(EXECUTIVE, facts, "day")
    rows = [f"Rey {letter} | Anna | b.delatour@lindenau.example | | | | x" for letter in "abcdef"]
    page = upload(manager, facts.key, spreadsheet(HEADINGS, *rows))
    assert fates(page) == {"All": 6, "For you to decide": 6}
    assert fates(act(page, "decide", all="new")) == {"All": 6, "New": 6}


def test_two_lines_of_one_person_become_one_registration(manager: Client, facts: GatheringFacts) -> None:
    eve, day = TOUR.replace("x | x", "x |"), TOUR.replace("x | x", "| x")
    page = upload(manager, facts.key, spreadsheet(HEADINGS, eve, day))
    assert fates(page) == {"All": 2, "New": 1, "For you to decide": 1}
    joined = act(page, "decide", **{"line-3": "l2"})
    assert fates(joined) == {"All": 2, "New": 1, "Joined to another line": 1}
    act(joined, "take")
    assert states("b.delatour@lindenau.example") == {"eve": "confirmed", "day": "confirmed"}


def test_one_person_twice_cannot_be_two(manager: Client, facts: GatheringFacts) -> None:
    """Name and address are the same: registering them twice is not even offered."""
    page = upload(manager, facts.key, spreadsheet(HEADINGS, TOUR, TOUR))
    assert "register them as well" not in line(page, 3)
    assert fates(act(page, "decide", **{"line-3": "new"})) == {"All": 2, "New": 1, "For you to decide": 1}


def test_one_key_for_two_people_asks(manager: Client, facts: GatheringFacts) -> None:
    act(upload(manager, facts.key, spreadsheet(f"Réf | {HEADINGS}", f"7 | {TOUR}")), "take")
    page = upload(manager, facts.key, spreadsheet(f"Réf | {HEADINGS}", f"7 | {BRAENDLI}"))
    assert fates(page) == {"All": 1, "For you to decide": 1}
    assert "the same reference" in line(page, 2)


# ------------------------------------------------------------------------------------------- the same list again


def test_the_same_list_again_changes_nothing(manager: Client, facts: GatheringFacts) -> None:
    rows = (HEADINGS, TOUR, ORFEUIL, "Rey | Anna | | Ville de Rosières | | | x")
    act(upload(manager, facts.key, spreadsheet(*rows)), "take")
    before = list(Registration.objects.order_by("pk").values())
    page = upload(manager, facts.key, spreadsheet(*rows))
    assert fates(page) == {"All": 3, "Unchanged": 3}
    assert "Nothing would change." in page.text
    assert list(Registration.objects.order_by("pk").values()) == before


def test_a_second_list_updates_only_what_differs(manager: Client, facts: GatheringFacts) -> None:
    act(upload(manager, facts.key, spreadsheet(f"Réf | {HEADINGS}", f"1 | {TOUR}", f"2 | {ORFEUIL}")), "take")
    tour = f"1 | {TOUR}".replace("b.delatour", "beatrice").replace("x | x", "non |")
    page = upload(manager, facts.key, spreadsheet(f"Réf | {HEADINGS}", tour, f"2 | {ORFEUIL}", f"3 | {FAVRE}"))
    assert fates(page) == {"All": 3, "New": 1, "Updated": 1, "Unchanged": 1}
    assert "Withdrawn Soirée de la veille" in line(page, 2)
    done = act(page, "take")
    assert "1 person registered, 1 updated, 1 unchanged" in done.text
    # An empty cell takes nothing away; a no does.
    assert states("beatrice@lindenau.example") == {"eve": "withdrawn", "day": "confirmed"}
    assert Registration.objects.count() == 3


def test_an_empty_cell_keeps_what_is_known(manager: Client, facts: GatheringFacts) -> None:
    people.registered(EXECUTIVE, facts, "day")
    page = upload(
        manager, facts.key, spreadsheet(HEADINGS, "de La Tour | Béatrice | b.delatour@lindenau.example | | | | x")
    )
    assert fates(page) == {"All": 1, "Unchanged": 1}


def test_what_somebody_gave_back_is_not_taken_again_by_the_same_list(manager: Client, facts: GatheringFacts) -> None:
    act(upload(manager, facts.key, spreadsheet(HEADINGS, TOUR)), "take")
    row = Registration.objects.get()
    withdraw(registration_id=row.pk, parts=["eve"], actor=SYSTEM, now=clock.now())
    assert fates(upload(manager, facts.key, spreadsheet(HEADINGS, TOUR))) == {"All": 1, "Unchanged": 1}
    withdraw(registration_id=row.pk, parts=["day"], actor=SYSTEM, now=clock.now())
    page = upload(manager, facts.key, spreadsheet(HEADINGS, TOUR))
    assert fates(page) == {"All": 1, "For you to decide": 1}
    assert "who gave all places back" in line(page, 2)
    act(act(page, "decide", **{"line-2": f"r{row.pk}"}), "take")
    assert states(row.email) == {"eve": "confirmed", "day": "confirmed"}
