"""The shipped words: four languages, Swiss German, both genders without median dots, ready to stand in a sentence."""

import re
from collections.abc import Iterator

import pytest

from filrouge.core.text import LANGUAGES
from filrouge.ground.directory.enums import MembershipKind, OrganisationKind
from filrouge.stages.gatherings.file.catalogue import Word, shipped
from filrouge.stages.gatherings.file.schema.base import KEY

LISTS = ("functions", "body_kinds", "instruments", "memberships")
# Acronyms keep their capitals, German its nouns.
CAPITALS = re.compile(r"[A-ZÉ]{2}|ASV|ARS|CLS|CCAS|CPAM|QPV|WHO")


def labels() -> Iterator[tuple[str, str, str, str]]:
    """(word, label or plural, language, text) of everything that is shipped."""
    for name in LISTS:
        for key, word in shipped().words(name).items():
            for number in ("label", "plural"):
                for language in LANGUAGES:
                    yield key, number, language, word[number][language]


def test_every_word_is_said_in_four_languages() -> None:
    assert all(text and text == text.strip() for *_where, text in labels())
    for name in LISTS:
        for key, word in shipped().words(name).items():
            assert KEY.fullmatch(key) and word["key"] == key
            assert [*word["label"]] == [*word["plural"]] == [*LANGUAGES]


def test_german_is_swiss_and_french_has_no_median_dot() -> None:
    assert not [entry for entry in labels() if "ß" in entry[3] or "·" in entry[3] or "(e)" in entry[3]]
    assert not [entry for entry in labels() if "'" in entry[3]], "apostrophes are typographic"


def test_words_have_the_form_of_the_inside_of_a_sentence() -> None:
    for key, _number, language, text in labels():
        if language != "de":
            assert text[0].islower() or CAPITALS.match(text), (key, language, text)


def test_every_shared_kind_and_membership_has_words() -> None:
    assert set(shipped().body_kinds) == {kind.value for kind in OrganisationKind}
    assert set(shipped().memberships) == {kind.value for kind in MembershipKind}


@pytest.mark.parametrize("key", ["executive_member", "head_of_executive", "deputy_mayor", "councillor"])
def test_elected_functions_are_marked(key: str) -> None:
    assert shipped().functions[key]["elected"] and not shipped().functions[key]["public_agent"]


def test_functions_name_instruments_that_exist() -> None:
    named: dict[str, str] = {key: word["instrument"] for key, word in shipped().functions.items() if word["instrument"]}
    assert set(named.values()) <= set(shipped().instruments)
    assert named["asv_coordinator"] == named["asv_project_assistant"] == "asv"


def test_no_two_functions_are_said_alike() -> None:
    for language in LANGUAGES:
        said = [word["label"][language] for word in _functions()]
        assert len(set(said)) == len(said)


def _functions() -> list[Word]:
    return list(shipped().functions.values())
