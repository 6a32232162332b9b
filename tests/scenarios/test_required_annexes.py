"""Annexes that must be there: refused with their names, made by one press, or said not to be needed, and why."""

from collections.abc import Iterator

import pytest

from filrouge.ground.people.enums import Role
from filrouge.stages.documents.queries import letters_of, package_for
from filrouge.stages.gatherings.facts import GatheringFacts
from tests.support.clock import at
from tests.support.desk_factories import desk_of, press
from tests.support.forms import Page, open_page
from tests.support.gatherings import changed, fresh_facts, load
from tests.support.letters import Desk, with_letter
from tests.support.pdf_reading import faults, whole_text

__all__ = ["fresh_facts"]

SESSIONS = [
    {"key": "talk", "kind": "talk", "part": "day", "title": {"fr": "Exposé : *prévenir*", "de": "Referat"}},
    {"key": "welcome", "kind": "plenary", "part": "day", "title": {"fr": "Accueil", "de": "Empfang"}},
    {"key": "pause", "kind": "break", "part": "day", "title": {"fr": "Pause", "de": "Pause"}},
]
SESSIONS[0] |= {"starts_at": "09:30", "ends_at": "10:30", "room": "Salle 2"}
SESSIONS[1] |= {"starts_at": "09:00", "room": "Foyer"}
SESSIONS[2] |= {"starts_at": "10:30"}


@pytest.fixture
def facts(db: None) -> Iterator[GatheringFacts]:
    document = with_letter(languages=("fr", "de"), annexes=None)
    brief = {**document["documents"], "programme": {"sessions": SESSIONS}}
    with at():
        yield load(changed(document, documents=brief))


@pytest.fixture
def letter(facts: GatheringFacts) -> Desk:
    found = Desk(desk_of(Role.MANAGER, facts))
    found.start()
    return found


def act(letter: Desk, annex: str, **more: str) -> Page:
    return press(letter.client, letter.open(), f"{letter.letter}required/", annex=annex, **more)


def test_a_letter_to_a_gathering_of_parts_leaves_only_with_what_belongs_to_it(
    facts: GatheringFacts, letter: Desk
) -> None:
    letter.approve_all()
    refused = letter.issue(looked_at=True)
    assert refused.status == 422
    assert "This letter lacks an annex: Programme." in refused.errors()
    assert "This letter lacks an annex: Invitation to a part “Soirée de la veille”." in refused.errors()
    assert "This letter lacks an annex: Reply form." in refused.errors()
    for annex in ("programme", "part_invitation:eve", "reply_form"):
        assert "made from the facts and follows them" in act(letter, annex, make="1").source
    assert act(letter, "programme", make="1").tree.xpath("count(//div[contains(@class, 'letter-card')])") == 5
    assert "lacks an annex" not in letter.open().said("//*[@id='readiness']")
    letter.approve_all()
    assert "The letter is issued" in letter.issue(looked_at=True).text
    (issued,) = letters_of(facts.id)
    found = {code: package_for(issued, code) for code in ("fr", "de")}
    names = {code: [file.name for file in package.annexes] for code, package in found.items() if package}
    assert names["fr"] == ["programme.pdf", "invitation-soiree-de-la-veille.pdf", "bulletin-reponse.pdf"]
    assert [name.rpartition("-")[2] for name in names["de"]] == ["programm.pdf", "vorabend.pdf", "antwortformular.pdf"]


def test_the_programme_is_made_from_the_facts_in_each_language(facts: GatheringFacts, letter: Desk) -> None:
    page = act(letter, "programme", make="1")
    made = page.tree.xpath("//a[starts-with(., 'PDF, ')]/@href")
    french, german = (letter.client.get(address).content for address in made)
    said = {"fr": whole_text(french).splitlines(), "de": whole_text(german).splitlines()}
    at_first = said["fr"].index("Accueil") - 1
    assert said["fr"][at_first : at_first + 8] == [
        *("9h", "Accueil", "Foyer"),
        *("9h30 – 10h30", "Exposé : *prévenir*", "Salle 2"),
        *("10h30", "Pause"),
    ]
    parts = [part.title.best("fr").text for part in facts.parts]
    order = [said["fr"].index(one) for one in (*parts, "Accueil", "Pause")]
    assert order == sorted(order)
    assert "Empfang" in said["de"] and "Vorabend" in said["de"] and "Accueil" not in said["de"]
    assert not faults(french) and not faults(german)


def test_why_an_annex_is_not_needed_is_said_in_a_word_and_stays_in_the_trail(
    facts: GatheringFacts, letter: Desk
) -> None:
    silent = act(letter, "reply_form", why="")
    assert silent.status == 422 and "Say in a word why this letter does without it" in silent.errors()
    shown = act(letter, "reply_form", why="le bulletin suit en avril")
    assert "Not needed" in shown.said("//*[@id='lacking-reply_form']")
    assert "le bulletin suit en avril" in shown.said("//*[@id='lacking-reply_form']")
    assert "Reply form." not in shown.said("//*[@id='readiness']")
    trail = open_page(letter.client, f"/desk/g/{facts.key}/trail/").text
    assert "annex “Bulletin-réponse” is not needed" in trail
    assert "le bulletin suit en avril" in trail
    after_all = act(letter, "reply_form", needed="1")
    assert "This letter lacks an annex: Reply form." in after_all.said("//*[@id='readiness']")
    assert act(letter, "poem", make="1").status == 404


def test_a_programme_that_waits_for_its_file_can_be_made_instead(db: None) -> None:
    with at():
        facts = load(with_letter(languages=("fr", "de")))
        found = Desk(desk_of(Role.MANAGER, facts))
        found.start()
        assert "This annex is missing: “Programme”." in found.open().said("//*[@id='readiness']")
        act(found, "programme", make="1")
        assert "is missing" not in found.open().said("//*[@id='readiness']")
        assert "Made from the facts" in found.open().said("//*[@id='annexes']//*[contains(@class, 'letter-card')][1]")
