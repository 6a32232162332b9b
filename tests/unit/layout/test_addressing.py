"""A letter to one reader: who stands in the window, how they are greeted, and that nothing is guessed."""

from dataclasses import replace

import pytest

from filrouge.core.names import PersonName
from filrouge.stages.documents.enums import LetterProfile
from filrouge.stages.documents.facts import LetterFacts, ReaderFacts
from filrouge.stages.documents.layout.addressing import addressed
from filrouge.stages.documents.layout.pdf import letters_pdf
from tests.support.founding_letters import aarau_letter, lemans_letter
from tests.support.pdf_reading import faults, pages_text, places

COURTESY = "Je vous prie d’agréer, Mesdames, Messieurs, l’expression de mes salutations distinguées."


def reader(civility: str = "", name: str = "Claude Muster") -> ReaderFacts:
    given, _, family = name.partition(" ")
    return ReaderFacts(PersonName(given, family), civility, "Direction", "Ville d’Exemple")


def letter(language: str, profile: LetterProfile) -> LetterFacts:
    return replace(aarau_letter(language), profile=profile)


@pytest.mark.parametrize(
    ("language", "profile", "civility", "greeting", "person"),
    [
        ("fr", LetterProfile.CH_FR, "madam", "Madame,", "Madame Claude Muster"),
        ("fr", LetterProfile.FR_CITY, "sir", "Monsieur,", "Monsieur Claude Muster"),
        ("fr", LetterProfile.CH_FR, "", "Bonjour Claude Muster,", "Claude Muster"),
        ("de", LetterProfile.CH_DE, "madam", "Sehr geehrte Frau Muster", "Frau Claude Muster"),
        ("de", LetterProfile.FR_CITY, "sir", "Sehr geehrter Herr Muster,", "Herr Claude Muster"),
        ("de", LetterProfile.CH_DE, "", "Guten Tag Claude Muster", "Claude Muster"),
        ("it", LetterProfile.CH_IT, "madam", "Gentile Signora Muster,", "Signora Claude Muster"),
        ("it", LetterProfile.CH_IT, "", "Gentile Claude Muster,", "Claude Muster"),
    ],
)
def test_each_place_greets_in_its_way_and_without_a_title_none_is_guessed(
    language: str, profile: LetterProfile, civility: str, greeting: str, person: str
) -> None:
    found = addressed(letter(language, profile), reader(civility), greets=True)
    assert found.salutation == greeting
    in_france = profile is LetterProfile.FR_CITY
    lines = (person, "Direction", "Ville d’Exemple") if in_france else ("Ville d’Exemple", person, "Direction")
    assert found.addressee.lines == lines


def test_a_courtesy_that_repeats_the_greeting_repeats_that_of_the_reader() -> None:
    french = replace(lemans_letter(), salutation="Mesdames, Messieurs,", closing=COURTESY)
    said = {civility: addressed(french, reader(civility), greets=True).closing for civility in ("madam", "sir", "")}
    assert said == {
        "madam": COURTESY.replace("Mesdames, Messieurs", "Madame"),
        "sir": COURTESY.replace("Mesdames, Messieurs", "Monsieur"),
        "": COURTESY.replace(", Mesdames, Messieurs,", ""),
    }


def test_a_letter_for_all_keeps_its_greeting_whoever_stands_in_the_window() -> None:
    base = aarau_letter("de")
    found = addressed(base, reader("madam"), greets=False)
    assert (found.salutation, found.closing) == (base.salutation, base.closing)
    assert "Frau Claude Muster" in found.addressee.lines
    unnamed = addressed(base, ReaderFacts(PersonName("", ""), body="Stadt Aarau"), greets=True)
    assert unnamed.salutation == base.salutation and unnamed.addressee.lines == ("Stadt Aarau",)


def test_letters_after_each_other_are_one_tagged_file_and_each_counts_its_own_pages() -> None:
    base = aarau_letter("de")
    long = replace(base, paragraphs=base.paragraphs * 3)
    readers = [reader("madam", "Anna *Rey*"), reader("sir", "Beat Weber"), reader("", "Carla Neri")]
    letters = [addressed(one, who, greets=True) for one, who in zip([long, base, long], readers, strict=True)]
    pdf = letters_pdf(letters)
    assert not faults(pdf)
    pages = pages_text(pdf)
    assert [("Anna *Rey*" in page, "Beat Weber" in page, "Carla Neri" in page) for page in pages] == [
        (True, False, False),
        (False, False, False),
        (False, True, False),
        (False, False, True),
        (False, False, False),
    ]
    assert ["Seite 2 von 2" in page for page in pages] == [False, True, False, False, True]


def test_signatures_stand_side_by_side_or_one_under_the_other() -> None:
    base = aarau_letter("de")
    names = [who.name for who in base.signatories]
    beside = [places(letters_pdf([base]))[name] for name in names]
    stacked = [places(letters_pdf([replace(base, side_by_side=False)]))[name] for name in names]
    assert beside[0][1] == pytest.approx(beside[1][1]) and beside[0][0] < beside[1][0]
    assert stacked[0][0] == pytest.approx(stacked[1][0]) and stacked[0][1] > stacked[1][1] + 30
