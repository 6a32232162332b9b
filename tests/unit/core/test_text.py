import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.core.text import LANGUAGES, Phrase, Translated, search_form

# st.text() over all of Unicode first builds a table for seconds; code points do the same at once.
ANY_TEXT = st.lists(st.integers(1, 0x1FFFF).filter(lambda point: not 0xD800 <= point < 0xE000).map(chr)).map("".join)
BOTH = Translated.of({"de": "Tagung", "fr": "Journée"}, "fr")


def test_the_wanted_language_wins():
    assert BOTH.best("de") == Phrase("Tagung", "de")
    assert str(BOTH.best("de")) == "Tagung"


def test_fallback_follows_the_order_then_the_source_then_anything():
    assert BOTH.best("it", ("en", "de")) == Phrase("Tagung", "de")
    assert BOTH.best("it") == Phrase("Journée", "fr")
    assert Translated.of({"en": "Day", "it": "Giornata"}, "fr").best("de") == Phrase("Giornata", "it")


def test_plain_text_is_in_the_source_language():
    assert Translated.of("Journée", "fr") == Translated.of({"fr": "Journée"}, "fr")


@pytest.mark.parametrize("nothing", [None, "", "  ", {}, {"fr": ""}])
def test_nothing_is_falsy_and_has_an_empty_phrase(nothing):
    translated = Translated.of(nothing, "fr")
    assert not translated
    assert translated.best("de") == Phrase("", "de")
    assert not translated.best("de")


def test_it_is_a_hashable_mapping_that_ignores_the_order_of_languages():
    other = Translated.of({"fr": "Journée", "de": "Tagung"}, "fr")
    assert {BOTH: 1}[other] == 1
    assert dict(BOTH) == {"fr": "Journée", "de": "Tagung"}
    assert "it" not in BOTH


@pytest.mark.parametrize(("value", "source"), [({"fr-CH": "x"}, "fr"), ("x", "rm")])
def test_an_unknown_language_is_refused(value, source):
    with pytest.raises(ValueError, match="unknown language"):
        Translated.of(value, source)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Hélène  D'Été-Œuvrard ", "helene d ete oeuvrard"),
        ("Müller", "muller"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Jean‑Pierre", "jean pierre"),
        ("Jean–Pierre (CCAS)", "jean pierre ccas"),
        ("e\u0301te\u0301", "ete"),
        ("12/05", "12 05"),
        ("…", ""),
    ],
)
def test_search_form(text, expected):
    assert search_form(text) == expected


@given(ANY_TEXT)
def test_search_form_twice_is_once(text):
    assert search_form(search_form(text)) == search_form(text)


@given(
    st.dictionaries(st.sampled_from(LANGUAGES), st.text(alphabet="aé ", min_size=1)),
    st.sampled_from(LANGUAGES),
)
def test_what_is_stored_is_read_back(texts, source):
    translated = Translated.of(texts, source)
    assert Translated.of(dict(translated), source) == translated
